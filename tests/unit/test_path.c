/*
 * test_path - lines are drawn whole, and once
 */
#include <criterion/criterion.h>
#include <math.h>

#include "bounds.h"
#include "goxel/path.h"
#include "tests/unit/dense.h"

static const struct rgba red = { { 255, 0, 0, 255 } };

#define POINT(x, y, z)	{ { { x, y, z } }, { { 0 } } }

static struct shape_stroke
tip(enum shape shape, int32_t size, float smoothness)
{
	int32_t lo = -(size / 2);

	return (struct shape_stroke){ .shape = shape, .color = { { 1, 2, 3,
	    200 } }, .smoothness = smoothness, .box = { { { lo, lo, lo } },
	    { { lo + size, lo + size, lo + size } } } };
}

static void
draw_tip(struct dense *d, const struct shape_stroke *at_origin,
    const struct pos *at)
{
	struct shape_stroke s = *at_origin;
	struct pos pos;
	uint64_t i;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		s.box.lo.at[axis] += at->at[axis];
		s.box.hi.at[axis] += at->at[axis];
	}
	for (i = 0; i < box_voxels(&d->box); i++) {
		struct rgba color = s.color;

		pos = (struct pos){ { (int32_t)(i % 64) - 32,
		    (int32_t)(i / 64 % 64) - 32, (int32_t)(i / 4096) - 32 } };
		if (!box_holds(&s.box, &pos))
			continue;
		color.c[ALPHA] = (uint8_t)(200 * dense_coverage(&s, &pos));
		if (color.c[ALPHA] > d->voxel[i].c[ALPHA])
			d->voxel[i] = color;
	}
}

/* Straight from the definition: real numbers, rounded. */
static void
draw_line(struct dense *d, const struct shape_stroke *s, const struct pos *a,
    const struct pos *b)
{
	int32_t steps = 0, i;
	struct pos at;
	int axis;

	for (axis = 0; axis < 3; axis++)
		steps = (int32_t)fmax(steps,
		    abs(b->at[axis] - a->at[axis]));
	for (i = 0; i <= steps; i++) {
		for (axis = 0; axis < 3; axis++)
			at.at[axis] = steps == 0 ? a->at[axis] :
			    (int32_t)floor(a->at[axis] + (b->at[axis] -
			    a->at[axis]) * (double)i / steps + 0.5);
		draw_tip(d, s, &at);
	}
}

Test(path, every_tip_goes_along_every_line)
{
	static const struct voxel at[] = { POINT(-20, 3, 2), POINT(7, -11, 9),
	    POINT(7, -11, 9), POINT(0, 0, -20), POINT(1, 0, -20) };
	int i, line;

	for (i = 0; i < 12; i++) {
		struct shape_stroke s = tip(i % 3, 1 + i, i < 6 ? 0 : 1.5f);
		struct volume v = { 0 };
		struct dense d;

		dense_init(&d, 32);
		for (line = 1; line < 5; line++)
			draw_line(&d, &s, &at[line - 1].pos, &at[line].pos);
		cr_assert_eq(path_draw(&v, &(struct voxels){ at, 5 }, &s), OK);
		cr_assert(dense_same(&d, &v), "%d", i);
		volume_fini(&v);
		dense_fini(&d);
	}
}

Test(path, one_point_is_one_tip_and_none_is_none)
{
	struct voxel at = POINT(4, 4, 4);
	struct shape_stroke s = tip(SHAPE_CUBE, 3, 0);
	struct volume v = { 0 };

	cr_assert_eq(path_draw(&v, &(struct voxels){ NULL, 0 }, &s), OK);
	cr_assert_eq(volume_count(&v), 0);
	cr_assert_eq(path_draw(&v, &(struct voxels){ &at, 1 }, &s), OK);
	cr_assert_eq(volume_count(&v), 27);
	volume_fini(&v);
}

/* A tip of one voxel touches one tile at each step. */
Test(path, touches_as_many_tiles_as_the_bound_and_not_more)
{
	struct voxel at[2] = { POINT(0, 0, 0),
	    POINT(BOUND_EDIT_TILES - 1, 0, 0) };
	struct shape_stroke s = tip(SHAPE_CUBE, 1, 0);
	struct volume v = { 0 };

	cr_assert_eq(path_draw(&v, &(struct voxels){ at, 2 }, &s), OK);
	cr_assert_eq(volume_count(&v), BOUND_EDIT_TILES);
	volume_fini(&v);
	at[1].pos.at[0]++;
	cr_assert_eq(path_draw(&v, &(struct voxels){ at, 2 }, &s),
	    ERR_TOO_BIG);
	cr_assert_eq(volume_count(&v), 0);
}

Test(path, a_tip_at_the_bounds_fits_and_one_beyond_does_not)
{
	struct voxel at = POINT(BOUND_COORD - 2, 0, 0);
	struct shape_stroke s = tip(SHAPE_CUBE, 3, 0);
	struct volume v = { 0 };

	s.color = red;
	cr_assert_eq(path_draw(&v, &(struct voxels){ &at, 1 }, &s), OK);
	at.pos.at[0]++;
	cr_assert_eq(path_draw(&v, &(struct voxels){ &at, 1 }, &s),
	    ERR_BOUNDS);
	at.pos.at[0] = INT32_MAX;
	cr_assert_eq(path_draw(&v, &(struct voxels){ &at, 1 }, &s),
	    ERR_BOUNDS);
	volume_fini(&v);
}
