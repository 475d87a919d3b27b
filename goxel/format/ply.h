/*
 * ply - Stanford PLY in ASCII: coloured vertices and quads, Y up
 */
#ifndef GOXEL_FORMAT_PLY_H
#define GOXEL_FORMAT_PLY_H

#include "buf.h"
#include "err.h"
#include "goxel/image.h"

/* What is visible.  ERR_TOO_BIG: out's limit was met. */
enum err ply_write(const struct image *image, struct buf *out);
/* The same in fewer faces: merged.h. */
enum err ply_write_merged(const struct image *image, struct buf *out);

#endif
