/*
 * marched - the surface by marching cubes, in the formats that can hold it
 *
 * As obj, ply and stl write it, but of triangles and rounded off.  Smooth
 * gives every vertex of obj and ply a normal, so that viewers blend light
 * over the edges; flat leaves normals to the triangles.
 */
#ifndef GOXEL_FORMAT_MARCHED_H
#define GOXEL_FORMAT_MARCHED_H

#include <stdbool.h>

#include "buf.h"
#include "err.h"
#include "goxel/image.h"

#define MARCHED_NAMES	"obj, ply and stl"

/* ERR_TOO_BIG: out's limit was met. */
typedef enum err marched_writer(const struct image *image, bool smooth,
    struct buf *out);

/* Of a format's name, in either case; NULL: it holds no such surface. */
marched_writer *marched_named(const char *name);

#endif
