/*
 * reload - new settings, workers replaced one at a time
 */
#ifndef MASTER_RELOAD_H
#define MASTER_RELOAD_H

#include "master/master.h"

/*
 * Read all settings anew.  Any error leaves everything as it was and is
 * logged with its place.  Else the new ones hold from now on, those that need
 * a restart keep their old values and are named, and the workers are replaced
 * one after another, each when the one before serves.  ERR_PARAMS: m->why.
 */
enum err reload(struct master *m);

/* These settings hold from now on, for all workers, one after another. */
void	 reload_to(struct master *m, const struct config *new);

/* A worker serves, or a seat became empty: the next one's turn, if any. */
void	 reload_go_on(struct master *m);

#endif
