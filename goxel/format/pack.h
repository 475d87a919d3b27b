/*
 * pack - an image as plain bytes, for a job child to hand to its worker
 *
 * Everything image.h holds, exactly, tiles uncompressed or as runs, each
 * distinct tile once.  Written by one process of this build and read by
 * another; it is no file format, but its reader trusts nothing all the same,
 * because the child has eaten a hostile file.  What is shared in one process
 * comes out shared in the other.
 *
 *	"GXPK" | u32 version | image (piece.c)
 */
#ifndef GOXEL_FORMAT_PACK_H
#define GOXEL_FORMAT_PACK_H

#include <stddef.h>

#include "buf.h"
#include "err.h"
#include "goxel/image.h"

/* b->failed tells when it did not fit. */
void	 pack_write(const struct image *image, struct buf *b);
/* ERR_CORRUPT; *image is set only on OK. */
enum err pack_read(const void *bytes, size_t len, struct image **image);

#endif
