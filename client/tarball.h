/*
 * tarball - a .tar.gz file, written from memory
 *
 * POSIX ustar: plain files only, readable by their owner alone.  A failure is
 * remembered, and told when it is closed.
 */
#ifndef CLIENT_TARBALL_H
#define CLIENT_TARBALL_H

#include <stdbool.h>
#include <stddef.h>

struct gzFile_s;

struct tarball {
	struct gzFile_s	*gz;
	bool		 failed;
};

#define TARBALL_NAME	99	/* bytes of a member's name, at most */

/* Make the file, which must not be there; false, with errno. */
bool	 tarball_open(struct tarball *t, const char *path);
void	 tarball_add(struct tarball *t, const char *name, const void *bytes,
	    size_t len);
/* False: it is not whole, and of no use. */
bool	 tarball_close(struct tarball *t);

#endif
