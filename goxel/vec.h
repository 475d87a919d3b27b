/*
 * vec - places, boxes, colours and matrices of the voxel world
 *
 * Goxel's world: right-handed, Z up; voxel (x,y,z) covers [x,x+1) on each
 * axis and its centre is at +0.5.  Colours are straight-alpha RGBA8; a voxel
 * exists while its alpha is above 0.
 */
#ifndef GOXEL_VEC_H
#define GOXEL_VEC_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define ALPHA	3		/* index in struct rgba */

struct pos { int32_t at[3]; };

/* Half-open: lo is inside, hi is not.  Empty when hi <= lo on any axis. */
struct box { struct pos lo, hi; };

struct rgba { uint8_t c[4]; };

/* One voxel and where it is. */
struct voxel { struct pos pos; struct rgba color; };

/* Row by row; row 3 is the translation (spec: .gox, 1.4). */
struct matrix { float m[4][4]; };

#define MATRIX_IDENTITY	((struct matrix){ .m = { { 1, 0, 0, 0 },	\
	{ 0, 1, 0, 0 }, { 0, 0, 1, 0 }, { 0, 0, 0, 1 } } })

static inline bool
rgba_same(struct rgba a, struct rgba b)
{
	return memcmp(&a, &b, sizeof a) == 0;
}

static inline bool
rgba_exists(struct rgba color)
{
	return color.c[ALPHA] != 0;
}

/* A colour as one word, in memory order; and back. */
static inline uint32_t
rgba_word(struct rgba color)
{
	uint32_t word;

	memcpy(&word, &color, sizeof word);
	return word;
}

static inline struct rgba
rgba_of_word(uint32_t word)
{
	struct rgba color;

	memcpy(&color, &word, sizeof color);
	return color;
}

bool	 box_empty(const struct box *box);
bool	 box_same(const struct box *a, const struct box *b);
bool	 box_holds(const struct box *box, const struct pos *pos);
/* What both hold. */
struct box box_cut(const struct box *a, const struct box *b);
/* Smallest around both. */
struct box box_join(const struct box *a, const struct box *b);
/* Voxels inside; saturates at UINT64_MAX. */
uint64_t box_voxels(const struct box *box);
/* Every coordinate within BOUND_COORD (hi may equal it). */
bool	 box_bounded(const struct box *box);
bool	 pos_bounded(const struct pos *pos);

/* Share a voxel.  Inline, as the next: asked for every tile of an edit. */
static inline bool
box_meets(const struct box *a, const struct box *b)
{
	int axis;

	for (axis = 0; axis < 3; axis++) {
		int32_t lo = a->lo.at[axis], hi = a->hi.at[axis];

		lo = b->lo.at[axis] > lo ? b->lo.at[axis] : lo;
		hi = b->hi.at[axis] < hi ? b->hi.at[axis] : hi;
		if (hi <= lo)
			return false;
	}
	return true;
}

/* All of b is in a. */
static inline bool
box_covers(const struct box *a, const struct box *b)
{
	int axis;

	for (axis = 0; axis < 3; axis++)
		if (b->lo.at[axis] < a->lo.at[axis] ||
		    b->hi.at[axis] > a->hi.at[axis])
			return false;
	return true;
}

/* A box as Goxel stores it: half-extents and centre; and back.  A matrix whose
 * [3][3] is 0 is no box: matrix_box() is then false. */
struct matrix box_matrix(const struct box *box);
bool	 matrix_box(const struct matrix *m, struct box *box);

#endif
