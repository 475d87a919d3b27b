/*
 * apart - what an image holds that the next one does not
 *
 * What a large step of a history costs: its list of layers, and the tables,
 * sectors and tiles that the image after it no longer has.  Both being there,
 * whatever differs has been copied by the edits between them, so that finding
 * it takes no longer than making it did.
 *
 * The answer follows from what was edited alone.  It does not depend on who
 * else shares the tiles, or on where they are in memory: a worker that makes
 * a project again gets the same one.
 */
#ifndef GOXEL_APART_H
#define GOXEL_APART_H

#include <stddef.h>

#include "goxel/image.h"

/* Bytes of an image without its layers: lists and what files brought along. */
size_t	 apart_head(const struct image *image);

/* Bytes of the layers of `image` that are not the same in `next`. */
size_t	 apart_layers(const struct image *image, const struct image *next);

#endif
