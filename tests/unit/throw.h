/*
 * throw - edits thrown by dice
 *
 * For tests that hold for whatever is done: edits of every kind, filled at
 * random, near the origin, so that they meet; some of them are refused.
 */
#ifndef TESTS_UNIT_THROW_H
#define TESTS_UNIT_THROW_H

#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "goxel/edit.h"
#include "goxel/image.h"

#define THROW_REACH	7	/* voxels on each side of the origin */

/* 0 .. sides - 1. */
uint32_t	 throw_dice(uint32_t *seed, uint32_t sides);

/* An edit of any kind; `list` is its list. */
struct edit	 throw_edit(uint32_t *seed, struct voxel list[4]);

/* There is a layer more after an edit of this kind. */
bool	 throw_adds_layer(enum edit_kind kind);

/* Stands for pack_read with the models that are thrown: one layer, or that
 * with two clones in a chain, one that is stretched and a shape. */
enum err	 throw_model(const void *bytes, size_t len,
		    struct image **image);

#endif
