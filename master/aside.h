/*
 * aside - processes beside the workers, which are no children of the master
 *
 * The master's children are the workers, for the scripts of operators.  Such
 * a process is its child's child, and its death is the end of its channel.
 */
#ifndef MASTER_ASIDE_H
#define MASTER_ASIDE_H

#include "master/master.h"

/* What it is from then on; it has all the master's descriptors. */
typedef void aside_become(struct master *m, int channel);

/* Start it; *channel is our end.  ERR_IO with errno. */
enum err aside_start(struct master *m, aside_become *become, int *channel);

#endif
