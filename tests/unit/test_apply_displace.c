/*
 * test_apply_displace - what is selected is moved, and nothing else
 */
#include "bounds.h"
#include "goxel/mask.h"
#include "tests/unit/editor.h"

static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct rgba blue = { { 0, 0, 255, 255 } };

EDITOR_SUITE(apply_displace);

static struct matrix
move(float x)
{
	struct matrix mat = MATRIX_IDENTITY;

	mat.m[3][0] = x;
	return mat;
}

static void
put(struct pos pos, struct rgba color)
{
	cr_assert_eq(APPLY(voxel_set, 0, pos, color), OK);
}

static bool
is(struct pos pos, struct rgba color)
{
	return rgba_same(volume_get(&image_layer(context->image, 0)->volume,
	    &pos), color);
}

static void
choose(int32_t lo, int32_t hi)
{
	struct box box = { { { lo, 0, 0 } }, { { hi, 1, 1 } } };

	cr_assert_eq(APPLY(select_box, JOIN_SET, box), OK);
}

Test(apply_displace, selected_voxels_go_over_others_and_take_the_selection)
{
	put(POS(0, 0, 0), red);
	put(POS(1, 0, 0), blue);
	put(POS(5, 0, 0), blue);
	choose(0, 1);
	cr_assert_eq(APPLY(selection_turn, 0, move(5)), OK);
	cr_assert_eq(outcome.voxels, 1);
	cr_assert_eq(volume_count(&image_layer(context->image, 0)->volume), 2);
	cr_assert(is(POS(1, 0, 0), blue));
	cr_assert(is(POS(5, 0, 0), red));
	cr_assert_eq(volume_count(mask_of(context->image)), 1);
	cr_assert(rgba_same(volume_get(mask_of(context->image),
	    &POS(5, 0, 0)), MASK_WHITE));
	cr_assert_eq(UNDO, OK);
	cr_assert(is(POS(0, 0, 0), red) && is(POS(5, 0, 0), blue));
	cr_assert(rgba_same(volume_get(mask_of(context->image),
	    &POS(0, 0, 0)), MASK_WHITE));
}

Test(apply_displace, what_leaves_the_bounds_is_cut_off)
{
	put(POS(0, 0, 0), red);
	put(POS(1, 0, 0), blue);
	choose(0, 2);
	cr_assert_eq(APPLY(selection_turn, 0, move(BOUND_COORD - 1)), OK);
	cr_assert_eq(outcome.voxels, 1);
	cr_assert(is(POS(BOUND_COORD - 1, 0, 0), red));
}

Test(apply_displace, without_a_layer_or_a_selection_nothing_is_done)
{
	uint64_t revision = context->revision;

	cr_assert_eq(APPLY(selection_turn, 0, move(1)), ERR_EMPTY);
	cr_assert_eq(context->revision, revision);
	choose(0, 1);
	cr_assert_eq(APPLY(selection_turn, 9, move(1)), ERR_NO_LAYER);
}

/* Resampled by an odd angle, a selection of a whole sector's worth of voxels
 * is work, and one of a thousand sectors too much of it. */
Test(apply_displace, too_much_is_refused_whole)
{
	struct box box = { { { 0, 0, 0 } }, { { 4096, 4096, 4096 } } };
	struct matrix mat = move(0);

	put(POS(0, 0, 0), red);
	mat.m[0][1] = mat.m[1][0] = 0.5f;
	cr_assert_eq(APPLY(select_box, JOIN_SET, box), OK);
	cr_assert_eq(APPLY(selection_turn, 0, mat), ERR_TOO_BIG);
	cr_assert(is(POS(0, 0, 0), red));
	choose(0, 64);
	cr_assert_eq(APPLY(selection_turn, 0, mat), OK);
}
