/*
 * reserve - room on the disk for what is already promised
 *
 * A file of nothing.  When the disk is full it is removed, so that edits that
 * were made before that was known can still be stored; until it can be made
 * again, no new ones are taken.
 */
#ifndef STORE_RESERVE_H
#define STORE_RESERVE_H

#include <stddef.h>

#include "err.h"
#include "store/folder.h"

#define RESERVE_SIZE	(32u << 20)	/* bytes */

/* Make it, if it is not there.  ERR_FULL: there is no room; ERR_IO. */
enum err reserve_make(const struct folder *f, size_t size);
void	 reserve_release(const struct folder *f);

#endif
