/*
 * test_apply_turn - layers are turned whole, in part or all, or not at all
 */
#include "bounds.h"
#include "goxel/clone.h"
#include "tests/unit/editor.h"

static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct rgba blue = { { 0, 0, 255, 255 } };
static const struct box whole;

EDITOR_SUITE(apply_turn);

static struct matrix
move(float x, float y, float z)
{
	struct matrix mat = MATRIX_IDENTITY;

	mat.m[3][0] = x;
	mat.m[3][1] = y;
	mat.m[3][2] = z;
	return mat;
}

/* As good as nothing, but resampled voxel by voxel. */
static struct matrix
hair(void)
{
	struct matrix mat = move(0.25f, 0, 0);

	mat.m[0][1] = 1e-30f;
	return mat;
}

static bool
is(uint32_t layer, struct pos pos, struct rgba color)
{
	return rgba_same(volume_get(&image_layer(context->image,
	    layer)->volume, &pos), color);
}

static uint64_t
count(uint32_t layer)
{
	return volume_count(&image_layer(context->image, layer)->volume);
}

Test(apply_turn, a_layer_moves_and_undo_brings_it_back)
{
	APPLY(voxel_set, 0, POS(1, 2, 3), red);
	cr_assert_eq(APPLY(layer_turn, 0, false, whole,
	    move(5, -5, 100)), OK);
	cr_assert_eq(outcome.voxels, 1);
	cr_assert_eq(outcome.layer, 1);
	cr_assert(is(1, POS(6, -3, 103), red));
	cr_assert_eq(count(1), 1);
	cr_assert_eq(UNDO, OK);
	cr_assert(is(1, POS(1, 2, 3), red));
	cr_assert_eq(REDO, OK);
	cr_assert(is(1, POS(6, -3, 103), red));
}

Test(apply_turn, in_a_box_only_what_is_in_it_moves_over_the_rest)
{
	struct box box = { POS(0, 0, 0), POS(2, 2, 2) };

	APPLY(voxel_set, 0, POS(1, 1, 1), red);
	APPLY(voxel_set, 0, POS(2, 1, 1), blue);
	APPLY(voxel_set, 0, POS(3, 1, 1), blue);
	cr_assert_eq(APPLY(layer_turn, 0, false, box, move(1, 0, 0)), OK);
	cr_assert_eq(outcome.voxels, 1);
	cr_assert(is(1, POS(2, 1, 1), red));
	cr_assert(is(1, POS(3, 1, 1), blue));
	cr_assert_eq(count(1), 2);
}

Test(apply_turn, all_layers_move_hidden_ones_too_and_others_do_not)
{
	APPLY(voxel_set, 1, POS(0, 0, 0), red);
	APPLY(layer_add, { "two", 3 }, false);
	APPLY(voxel_set, 2, POS(0, 0, 0), blue);
	cr_assert_eq(APPLY(layer_turn, 1, false, whole,
	    move(1, 0, 0)), OK);
	cr_assert(is(1, POS(1, 0, 0), red));
	cr_assert(is(2, POS(0, 0, 0), blue));
	cr_assert_eq(APPLY(layer_turn, 1, true, whole,
	    move(1, 0, 0)), OK);
	cr_assert_eq(outcome.voxels, 2);
	cr_assert(is(1, POS(2, 0, 0), red));
	cr_assert(is(2, POS(1, 0, 0), blue));
}

Test(apply_turn, no_layer_and_a_box_beyond_the_bounds_are_refused)
{
	struct box box = { POS(0, 0, 0), POS(BOUND_COORD, 1, 1) };

	APPLY(voxel_set, 0, POS(1, 0, 0), red);
	cr_assert_eq(APPLY(layer_turn, 9, false, box, move(1, 0, 0)),
	    ERR_NO_LAYER);
	cr_assert_eq(APPLY(layer_turn, 0, false, box, move(1, 0, 0)), OK);
	box.hi.at[0]++;
	cr_assert_eq(APPLY(layer_turn, 0, false, box, move(1, 0, 0)),
	    ERR_BOUNDS);
	cr_assert(is(1, POS(2, 0, 0), red));
}

/* Uniform sectors of 512 tiles each, resampled: 32 fit, one more does not,
 * and neither do two layers with 17. */
Test(apply_turn, more_work_than_allowed_is_refused_with_nothing_changed)
{
	struct box box = { POS(0, 0, 0), POS(128 * 33, 128, 128) };
	struct matrix mat = hair();
	uint64_t revision;

	cr_assert_eq(APPLY(box_fill, 0, MODE_OVER, box, red), OK);
	revision = context->revision;
	cr_assert_eq(APPLY(layer_turn, 0, false, whole, mat),
	    ERR_TOO_BIG);
	cr_assert_eq(context->revision, revision);
	cr_assert_eq(count(1), box_voxels(&box));
	box.lo.at[0] = 128;
	box.hi.at[0] = 128 * 4;
	cr_assert_eq(APPLY(layer_turn, 0, false, box, mat), OK);
	cr_assert_eq(outcome.voxels, box_voxels(&box));
}

Test(apply_turn, the_limit_is_for_all_layers_together)
{
	struct box box = { POS(0, 0, 0), POS(128 * 17, 128, 128) };

	cr_assert_eq(APPLY(box_fill, 0, MODE_OVER, box, red), OK);
	APPLY(layer_add, { "two", 3 }, true);
	cr_assert_eq(APPLY(box_fill, 0, MODE_OVER, box, red), OK);
	cr_assert_eq(APPLY(layer_turn, 0, true, whole,
	    hair()), ERR_TOO_BIG);
	cr_assert_eq(APPLY(layer_turn, 0, true, whole,
	    move(1, 0, 0)), OK);
	cr_assert_eq(count(1), box_voxels(&box));
}

/* A quarter turn about z. */
static struct matrix
quarter(void)
{
	struct matrix mat = MATRIX_IDENTITY;

	mat.m[0][0] = mat.m[1][1] = 0;
	mat.m[0][1] = 1;
	mat.m[1][0] = -1;
	return mat;
}

static void
clone_first(struct matrix mat)
{
	APPLY(layer_clone, 1, { "clone", 5 }, mat);
}

Test(apply_turn, a_clone_that_is_turned_follows_its_base_from_there)
{
	APPLY(voxel_set, 1, POS(1, 0, 0), red);
	clone_first(move(10, 0, 0));
	cr_assert_eq(APPLY(layer_turn, 2, false, whole, quarter()), OK);
	cr_assert_eq(outcome.voxels, 1);
	cr_assert_eq(image_layer(context->image, 2)->base_id, 1);
	cr_assert(is(2, POS(-1, 11, 0), red));
	APPLY(voxel_set, 1, POS(2, 0, 5), blue);
	cr_assert(is(2, POS(-1, 12, 5), blue));
	cr_assert_eq(APPLY(layer_turn, 2, false, whole, move(0, 0, 7)), OK);
	cr_assert(is(2, POS(-1, 12, 12), blue));
	APPLY(box_fill, 1, MODE_OVER, ((struct box){ POS(3, 0, 0),
	    POS(4, 1, 1) }), red);
	cr_assert(is(2, POS(-1, 13, 7), red));
	cr_assert_eq(count(2), 3);
}

Test(apply_turn, all_layers_turn_and_clones_turn_once)
{
	APPLY(voxel_set, 1, POS(1, 0, 0), red);
	clone_first(move(10, 0, 0));
	cr_assert_eq(APPLY(layer_turn, 1, true, whole, quarter()), OK);
	cr_assert_eq(outcome.voxels, 2);
	cr_assert(is(1, POS(-1, 1, 0), red));
	cr_assert(is(2, POS(-1, 11, 0), red));
	cr_assert_eq(image_layer(context->image, 2)->base_id, 1);
	APPLY(voxel_set, 1, POS(0, 0, 0), blue);
	cr_assert(is(2, POS(0, 10, 0), blue));
}

Test(apply_turn, what_makes_no_clone_leaves_its_voxels)
{
	struct matrix mat = MATRIX_IDENTITY;

	mat.m[0][0] = 2;
	APPLY(voxel_set, 1, POS(1, 0, 0), red);
	clone_first(move(10, 0, 0));
	cr_assert_eq(APPLY(layer_turn, 2, false, whole, mat), OK);
	cr_assert_eq(image_layer(context->image, 2)->base_id, 0);
	cr_assert_eq(count(2), 2);
}

Test(apply_turn, a_shape_stays_one_moved_turned_and_scaled)
{
	struct box box = { POS(0, 0, 0), POS(4, 4, 10) };
	struct matrix lay = MATRIX_IDENTITY, twice = MATRIX_IDENTITY;
	uint64_t upright;

	lay.m[1][1] = lay.m[2][2] = 0;
	lay.m[1][2] = 1;
	lay.m[2][1] = -1;
	twice.m[0][0] = twice.m[1][1] = twice.m[2][2] = 2;
	APPLY(layer_shape_add, { "rod", 3 }, SHAPE_CYLINDER, box, red);
	upright = count(2);
	cr_assert_eq(APPLY(layer_turn, 2, false, whole, move(5, 0, 0)), OK);
	cr_assert(is(2, POS(6, 1, 9), red) && !is(2, POS(1, 1, 9), red));
	cr_assert_eq(APPLY(layer_turn, 2, false, whole, lay), OK);
	cr_assert_eq(image_layer(context->image, 2)->shape, SHAPE_CYLINDER);
	cr_assert_eq(count(2), upright);
	cr_assert(is(2, POS(6, -10, 1), red) && is(2, POS(6, -1, 1), red));
	cr_assert_eq(APPLY(undo), OK);
	cr_assert_eq(APPLY(layer_turn, 2, false, whole, twice), OK);
	cr_assert_eq(image_layer(context->image, 2)->shape, SHAPE_CYLINDER);
	cr_assert(is(2, POS(13, 3, 19), red));
}
