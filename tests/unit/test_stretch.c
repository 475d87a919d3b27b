/*
 * test_stretch - larger and smaller, at any size
 *
 * That every voxel is the nearest one is tested by test_turn.
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/stretch.h"

static const struct rgba red = { { 255, 0, 0, 255 } };

static struct matrix
scaled(float by)
{
	struct matrix mat = MATRIX_IDENTITY;
	int axis;

	for (axis = 0; axis < 3; axis++)
		mat.m[axis][axis] = by;
	return mat;
}

Test(stretch, fits_what_turns_nothing)
{
	struct matrix mat = scaled(-3.5f);

	cr_assert(stretch_fits(&mat));
	mat.m[1][2] = 0.1f;
	cr_assert_not(stretch_fits(&mat));
	mat = scaled(0);
	cr_assert_not(stretch_fits(&mat));
}

Test(stretch, what_is_of_one_colour_becomes_a_box)
{
	struct box box = { { { 0, 0, 0 } }, { { 1280, 128, 128 } } };
	struct volume v = { 0 }, large = { 0 };
	struct matrix mat = scaled(4);

	cr_assert_eq(volume_fill(&v, &box, red), OK);
	cr_assert_eq(stretch_build(&large, &v, &mat), OK);
	cr_assert_eq(volume_count(&large), box_voxels(&box) * 64);
	cr_assert_eq(tile_alive(), 0);
	volume_fini(&v);
	volume_fini(&large);
}

Test(stretch, what_leaves_the_bounds_is_cut_off)
{
	struct volume v = { 0 }, large = { 0 };
	struct matrix mat = scaled(2);
	struct pos at = { { BOUND_COORD / 2 - 1, 0, 0 } };

	volume_set(&v, &at, red);
	at.at[0]++;
	volume_set(&v, &at, red);
	cr_assert_eq(stretch_build(&large, &v, &mat), OK);
	cr_assert_eq(volume_count(&large), 8);
	volume_fini(&v);
	volume_fini(&large);
}
