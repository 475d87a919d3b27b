/*
 * tune - settings changed while the server runs
 *
 * What is set holds until the next reload, upgrade or restart, which read the
 * sources of the settings anew.
 */
#ifndef MASTER_TUNE_H
#define MASTER_TUNE_H

#include "err.h"
#include "master/master.h"

/* "NAME VALUE"; what came of it in m->why. */
enum err tune_set(struct master *m, const char *rest);

#endif
