/*
 * ray - what a straight line meets in a volume
 *
 * The walk knows the voxel it is in and, unless that one exists, the largest
 * empty cube around it that the field can tell at once:
 *
 *	far from everything	(2 gap - 1)^3 bricks (tiles) around this one
 *	in a tile		a brick of 4^3 voxels
 *	in a brick		one voxel (Amanatides and Woo 1987)
 *
 * It leaves the cube where the ray does.  The axis that is crossed gets its
 * coordinate from the cube, exactly; the other two are computed from the ray
 * and held inside the cube, so that rounding can neither stop a walk nor turn
 * it back.  It ends where the ray leaves the box; the rim of the grid is for
 * a place that rounding puts outside.
 *
 * Coordinates inside this file count from f->base.
 */
#include <math.h>
#include <string.h>

#include "goxel/ray.h"

#define TINY	1e-12		/* instead of a direction of 0 */

/*
 * The loops over axes below are unrolled, so that what they work on stays in
 * registers: a word stored alone and loaded as part of a pair stalls.
 */
#define EACH_AXIS(axis)	_Pragma("GCC unroll 3")				\
	for (axis = 0; axis < 3; axis++)

/* Where a ray is: it entered the voxel `at` across `axis` at distance `t`. */
struct walk {
	double	 origin[3];	/* from the base */
	int32_t	 at[3];
	int	 axis;		/* -1: it began inside */
	double	 t;
	double	 out;		/* where it leaves the box */
};

void
ray_aim(struct ray *r, const double toward[3])
{
	int axis;

	r->until = INFINITY;
	EACH_AXIS(axis) {
		r->toward[axis] = fabs(toward[axis]) < TINY ?
		    copysign(TINY, toward[axis]) : toward[axis];
		r->inverse[axis] = 1 / r->toward[axis];
	}
}

static int32_t
clamp(int32_t value, int32_t lo, int32_t hi)
{
	return value < lo ? lo : value > hi ? hi : value;
}

/* Find where the ray goes in and out of the box; false if it passes by. */
static bool
cross_box(const struct field *f, const struct ray *r, struct walk *w)
{
	double lo, hi, in, out;
	int axis;

	w->out = r->until;
	EACH_AXIS(axis) {
		w->origin[axis] = r->origin[axis] - f->base.at[axis];
		lo = (f->box.lo.at[axis] - r->origin[axis]) * r->inverse[axis];
		hi = (f->box.hi.at[axis] - r->origin[axis]) * r->inverse[axis];
		in = lo < hi ? lo : hi;
		out = lo < hi ? hi : lo;
		if (in > w->t) {
			w->t = in;
			w->axis = axis;
		}
		w->out = out < w->out ? out : w->out;
	}
	return w->t < w->out;
}

/* Go to where the ray begins, or enters the box. */
static bool
enter(const struct field *f, const struct ray *r, struct walk *w)
{
	int axis;

	w->t = r->from;
	w->axis = -1;
	if (!cross_box(f, r, w))
		return false;
	EACH_AXIS(axis)
		w->at[axis] = clamp((int32_t)(w->origin[axis] +
		    w->t * r->toward[axis]),
		    f->box.lo.at[axis] - f->base.at[axis],
		    f->box.hi.at[axis] - f->base.at[axis] - 1);
	return true;
}

/* Without branches: which axis is next is not to be guessed. */
static inline int
least(const double t[3])
{
	double low = t[1] < t[0] ? t[1] : t[0];
	int axis = t[1] < t[0];

	return t[2] < low ? 2 : axis;
}

/* Leave an empty cube; false when that leads out of the box. */
static inline bool
leave(const struct ray *r, struct walk *w, const int32_t lo[3], int32_t size)
{
	double t[3];
	int32_t at, beyond;
	int axis, cross;

	EACH_AXIS(axis)
		t[axis] = (lo[axis] + (r->toward[axis] > 0 ? size : 0) -
		    w->origin[axis]) * r->inverse[axis];
	cross = least(t);
	w->t = t[1] < t[0] ? t[1] : t[0];
	w->t = t[2] < w->t ? t[2] : w->t;
	w->axis = cross;
	if (w->t >= w->out)
		return false;
	EACH_AXIS(axis) {
		at = clamp((int32_t)(w->origin[axis] +
		    w->t * r->toward[axis]), lo[axis], lo[axis] + size - 1);
		beyond = r->toward[axis] > 0 ? lo[axis] + size : lo[axis] - 1;
		w->at[axis] = axis == cross ? beyond : at;
	}
	return true;
}

/*
 * Walk voxel by voxel through the brick of a tile: true at one that exists,
 * false on leaving the brick.
 */
static inline bool
walk_brick(const struct tile *tile, const struct ray *r, struct walk *w)
{
	static const int32_t stride[3] = { 1, 16, 256 };
	uint32_t index = 0;
	double next[3];
	int32_t left[3], step[3];
	bool found;
	int axis;

	EACH_AXIS(axis) {
		bool up = r->toward[axis] > 0;

		index += (uint32_t)((w->at[axis] & 15) * stride[axis]);
		next[axis] = (w->at[axis] + up - w->origin[axis]) *
		    r->inverse[axis];
		left[axis] = up ? 3 - (w->at[axis] & 3) : w->at[axis] & 3;
		step[axis] = up ? stride[axis] : -stride[axis];
	}
	while (!(found = tile->mask[index >> 6] >> (index & 63) & 1)) {
		axis = least(next);
		w->t = next[axis];
		w->axis = axis;
		if (left[axis]-- == 0)
			break;
		next[axis] += fabs(r->inverse[axis]);
		index += (uint32_t)step[axis];
	}
	EACH_AXIS(axis)
		w->at[axis] = (w->at[axis] & -FIELD_BRICK) +
		    (r->toward[axis] > 0 ? 3 - left[axis] : left[axis]);
	return found;
}

/* The size of an empty cube around a place, from `lo`; or 0 and the cell. */
static inline int32_t
find_gap(const struct field *f, const int32_t at[3], int32_t lo[3],
    struct field_cell *cell)
{
	int32_t gap, unit;
	int axis, brick;

	if (f->gap == NULL)
		return field_gap_sparse(f, at, lo, cell);
	gap = f->gap[field_gap(f, at)];
	unit = 1 << f->shift;
	if (gap == 0) {
		*cell = f->cell[field_cell(f, at)];
		brick = (at[0] >> 2 & 3) | (at[1] >> 2 & 3) << 2 |
		    (at[2] >> 2 & 3) << 4;
		if (cell->bricks >> brick & 1)
			return 0;
		gap = 1;
		unit = FIELD_BRICK;
	}
	EACH_AXIS(axis)
		lo[axis] = (at[axis] & -unit) - (gap - 1) * unit;
	return (2 * gap - 1) * unit;
}

/* The side through which the walk entered; the one it faces, if inside. */
static uint8_t
entered_side(const struct ray *r, const struct walk *w)
{
	int axis = w->axis, a;

	if (axis < 0)
		for (axis = 0, a = 1; a < 3; a++)
			if (fabs(r->toward[a]) > fabs(r->toward[axis]))
				axis = a;
	return (uint8_t)(2 * axis + (r->toward[axis] < 0));
}

static void
tell_hit(const struct field *f, const struct ray *r, const struct walk *w,
    tile_slot slot, struct ray_hit *hit)
{
	int axis;

	for (axis = 0; axis < 3; axis++)
		hit->voxel.at[axis] = w->at[axis] + f->base.at[axis];
	hit->color = slot_uniform(slot) ? slot_color(slot) :
	    slot_tile(slot)->voxel[tile_index(&hit->voxel)];
	hit->side = entered_side(r, w);
	hit->distance = w->t;
}

/* From where the walk is to the first voxel that exists. */
static bool
advance(const struct field *f, const struct ray *r, struct walk *w,
    struct ray_hit *hit)
{
	struct field_cell cell = { 0 };
	int32_t lo[3], size;

	for (;;) {
		size = find_gap(f, w->at, lo, &cell);
		if (size > 0) {
			if (!leave(r, w, lo, size))
				return false;
			continue;
		}
		if (slot_uniform(cell.slot) ||
		    walk_brick(slot_tile(cell.slot), r, w))
			break;
		if (w->t >= w->out)
			return false;
	}
	tell_hit(f, r, w, cell.slot, hit);
	return true;
}

bool
ray_cast(const struct field *f, const struct ray *r, struct ray_hit *hit)
{
	struct walk w;

	return enter(f, r, &w) && advance(f, r, &w, hit);
}

bool
ray_beyond(const struct field *f, const struct ray *r, struct ray_hit *hit)
{
	struct walk w = { .axis = hit->side >> 1, .t = hit->distance };
	struct rgba color = hit->color;
	struct pos pos = hit->voxel;
	int axis;

	for (axis = 0; axis < 3; axis++)
		w.at[axis] = hit->voxel.at[axis] - f->base.at[axis];
	if (!cross_box(f, r, &w))
		return false;
	do {
		int32_t lo[3] = { w.at[0], w.at[1], w.at[2] };

		if (!leave(r, &w, lo, 1))
			return false;
		for (axis = 0; axis < 3; axis++)
			pos.at[axis] = w.at[axis] + f->base.at[axis];
	} while (rgba_same(volume_get(f->volume, &pos), color));
	return advance(f, r, &w, hit);
}

