/*
 * project - a project as a checkpoint file
 *
 *	| a .gox file | chunk GXLD: the same with its history | where it is |
 *
 * Goxel opens the file, since it skips chunks that it does not know.  We take
 * the chunk, if it is sound and of our format, and else the .gox without its
 * history.  Sums tell damage from truth; what passes them is still not
 * trusted.
 */
#ifndef STORE_PROJECT_H
#define STORE_PROJECT_H

#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "err.h"
#include "goxel/context.h"

/* b->failed tells that it cannot be written: no memory, or too large for a
 * .gox (format/gox.h).  The context is only read. */
void	 project_write(const struct context *context, struct buf *b);

/* The revision of a file that is whole, by its sums.  ERR_CORRUPT. */
enum err project_check(const void *bytes, size_t len, uint64_t *revision);

/* Let the context, new or not, be what the file holds.  ERR_CORRUPT: it is
 * left as it was. */
enum err project_read(const void *bytes, size_t len, struct context *context);

#endif
