/*
 * project - a project as a checkpoint file
 *
 *	| a .gox file | chunk GXLD: the same with its history | where it is |
 *
 * Goxel opens the file, since it skips chunks that it does not know.  We take
 * the chunk, if it is sound and of our format, and else the .gox without its
 * history.  Sums tell damage from truth; what passes them is still not
 * trusted.
 *
 * A project with more blocks than a .gox may have (GOX_ENTRIES a layer, which
 * is 1,625 solid voxels in each direction) is in its chunk alone, and the chunk
 * is a GXLW then, for `whole`.  The .gox before it has the project's name and
 * one empty layer, whose name, PROJECT_STAND_IN, says so to who opens it
 * elsewhere.  We never take that for the model: a chunk GXLW that is of another
 * format is refused.  So whoever raises that format keeps reading the old one,
 * or tells that such projects are to be made smaller before.
 */
#ifndef STORE_PROJECT_H
#define STORE_PROJECT_H

#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "err.h"
#include "goxel/context.h"

#define PROJECT_STAND_IN	"Too large for a .gox: open it in goxeld"

/* b->failed tells that it cannot be written: past its limit, or 4 GiB of
 * chunk.  The context is only read. */
void	 project_write(const struct context *context, struct buf *b);

/* The revision of a file that is whole, by its sums.  ERR_CORRUPT. */
enum err project_check(const void *bytes, size_t len, uint64_t *revision);

/* Let the context, new or not, be what the file holds.  ERR_CORRUPT: it is
 * left as it was. */
enum err project_read(const void *bytes, size_t len, struct context *context);

#endif
