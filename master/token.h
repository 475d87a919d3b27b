/*
 * token - what HTTP clients and operators must bring
 *
 * Each is the first line of a file that only the server's user and group may
 * read.  The master reads it at start and at every reload into shared memory,
 * where all workers look (shm/bearer.h); nobody ever writes it to a log.
 */
#ifndef MASTER_TOKEN_H
#define MASTER_TOKEN_H

#include "err.h"
#include "master/master.h"

/* Read it; "" when no file is set.  ERR_PARAMS with the reason, which names
 * the file and not what is in it. */
enum err token_read(const char *setting, const char *path,
	    char token[BEARER_MAX], char why[MASTER_WHY]);

/* Read those of the settings into shared memory.  ERR_PARAMS with m->why, and
 * the old one stays. */
enum err token_take(struct master *m);

#endif
