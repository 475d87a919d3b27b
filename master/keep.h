/*
 * keep - the life of the keeper, who puts edits on disk
 *
 * It is started before the workers and again when it dies.  It is no child of
 * the master, whose children are the workers, for the scripts of operators:
 * its death is the end of its channel.
 */
#ifndef MASTER_KEEP_H
#define MASTER_KEEP_H

#include "master/master.h"

/* Start it, and wait until it has the store open.  Without a store (data_dir
 * off) nothing happens.  What fails is in m->why. */
enum err keep_open(struct master *m);
/* Hear of it: once there is a loop. */
void	 keep_watch(struct master *m);
/* After an upgrade: let it end and start a new one. */
void	 keep_renew(struct master *m);
/* Let it store what it has not, and wait until it is gone. */
void	 keep_close(struct master *m);

#endif
