/*
 * folder - the data folder, and the checkpoint files in it
 *
 *	journal.db		every edit since the older of two files
 *	projects/ID.REVISION.gox	a project as it was at that revision
 *	reserve			room for the last commits on a full disk
 *
 * A file appears whole and durable, or not at all: it is written beside its
 * place, synchronised, renamed, and the folder synchronised.
 */
#ifndef STORE_FOLDER_H
#define STORE_FOLDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "err.h"

#define FOLDER_WHY	512		/* bytes of a reason */
#define FOLDER_PATH	256		/* of a folder's name */

struct folder {
	char		 path[FOLDER_PATH];
	int		 fd;
	int		 projects;	/* the folder within */
};

/*
 * Open it, made if it is not there (its parent must be).  ERR_IO, with words
 * in `why`: it cannot be, is another user's, or others may write to it.
 */
enum err folder_open(const char *path, struct folder *f, char why[FOLDER_WHY]);
void	 folder_close(struct folder *f);

/* Put a checkpoint file there.  ERR_FULL; ERR_IO with errno. */
enum err folder_put(const struct folder *f, uint64_t id, uint64_t revision,
	    const void *bytes, size_t len);

/* Remove what process `pid` (its sign is not looked at) left of one that it
 * did not finish. */
void	 folder_clear(const struct folder *f, uint64_t id, uint64_t revision,
	    pid_t pid);

/* A descriptor to read one with, or -1 with errno. */
int	 folder_get(const struct folder *f, uint64_t id, uint64_t revision);

/* Remove one; that it is not there is as well. */
void	 folder_remove(const struct folder *f, uint64_t id,
	    uint64_t revision);

/* Remove every file but those wanted, and what was left half-written. */
typedef bool folder_want(void *arg, uint64_t id, uint64_t revision);
void	 folder_sweep(const struct folder *f, folder_want *want, void *arg);

#endif
