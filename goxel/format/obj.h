/*
 * obj - Wavefront OBJ: quads with a colour at every vertex, Y up
 */
#ifndef GOXEL_FORMAT_OBJ_H
#define GOXEL_FORMAT_OBJ_H

#include "buf.h"
#include "err.h"
#include "goxel/image.h"

/* What is visible.  ERR_TOO_BIG: out's limit was met. */
enum err obj_write(const struct image *image, struct buf *out);
/* The same in fewer faces: merged.h. */
enum err obj_write_merged(const struct image *image, struct buf *out);

#endif
