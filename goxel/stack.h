/*
 * stack - the layers of an image rearranged
 *
 * As in image.h, what fails half-way through clones (ERR_TOO_BIG) leaves an
 * image to be thrown away.  A layer of id 0 is the active one.  ERR_NO_LAYER
 * where there is none.
 */
#ifndef GOXEL_STACK_H
#define GOXEL_STACK_H

#include "goxel/image.h"

/* Where a layer stands, 0 is the lowest; UINT32_MAX: there is none. */
uint32_t stack_index(const struct image *image, uint32_t id);

/* Put it at this place; beyond the top is the top. */
enum err stack_place(struct image *image, uint32_t id, uint32_t index);

/*
 * A new layer right above another one, active; what it is called is made
 * unique, an empty name comes from the other layer's.  *made is NULL on
 * failure.  ERR_TOO_BIG past BOUND_LAYERS.
 */
enum err stack_duplicate(struct image *image, uint32_t id, const char *name,
	    struct layer **made);
enum err stack_clone(struct image *image, uint32_t id, const char *name,
	    const struct matrix *mat, struct layer **made);

/* All visible layers become one, plain and Over, which looks as they did: the
 * lowest, active.  ERR_NO_LAYER: none is visible. */
enum err stack_merge_visible(struct image *image, struct layer **made);

#endif
