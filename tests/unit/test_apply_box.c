/*
 * test_apply_box - layers are cropped, and boxes are changed
 */
#include "bounds.h"
#include "tests/unit/editor.h"

static const struct rgba red = { { 255, 0, 0, 255 } };

EDITOR_SUITE(apply_box);

static struct box
cube(int32_t lo, int32_t hi)
{
	return (struct box){ { { lo, lo, lo } }, { { hi, hi, hi } } };
}

static uint64_t
count(uint32_t layer)
{
	return volume_count(&image_layer(context->image, layer)->volume);
}

Test(apply_box, crop_empties_what_is_outside_and_is_taken_back)
{
	APPLY(box_fill, 1, MODE_OVER, cube(0, 20), red);
	cr_assert_eq(APPLY(layer_crop, 1, cube(5, 40)), OK);
	cr_assert_eq(outcome.voxels, 8000 - 3375);
	cr_assert_eq(count(1), 3375);
	UNDO;
	cr_assert_eq(count(1), 8000);
	cr_assert_eq(APPLY(layer_crop, 9, cube(5, 40)), ERR_NO_LAYER);
}

Test(apply_box, crop_that_cuts_nothing_leaves_no_step)
{
	uint32_t steps;

	APPLY(box_fill, 1, MODE_OVER, cube(0, 4), red);
	steps = undo_steps(context->undo);
	cr_assert_eq(APPLY(layer_crop, 1, cube(0, 4)), OK);
	cr_assert_eq(outcome.voxels, 0);
	cr_assert_eq(undo_steps(context->undo), steps);
}

Test(apply_box, crop_to_nothing_empties)
{
	APPLY(box_fill, 1, MODE_OVER, cube(0, 4), red);
	cr_assert_eq(APPLY(layer_crop, 1, cube(3, 3)), OK);
	cr_assert_eq(count(1), 0);
}

Test(apply_box, crop_reaches_clones_and_makes_one_plain)
{
	struct matrix mat = MATRIX_IDENTITY;

	APPLY(box_fill, 1, MODE_OVER, cube(0, 4), red);
	APPLY(layer_clone, 1, { "c", 1 }, mat);
	APPLY(layer_clone, 1, { "d", 1 }, mat);
	APPLY(layer_crop, 3, cube(0, 1));
	APPLY(layer_crop, 1, cube(0, 2));
	cr_assert_eq(count(2), 8);
	cr_assert_eq(count(3), 1);
}

Test(apply_box, layer_has_a_box_until_it_is_empty)
{
	const struct layer *layer;
	struct box box, wide = cube(0, BOUND_COORD + 1);
	uint32_t steps;

	cr_assert_eq(APPLY(layer_box, 1, cube(-2, 3)), OK);
	layer = image_layer(context->image, 1);
	cr_assert(layer->boxed && matrix_box(&layer->box, &box));
	cr_assert(box_same(&box, &(struct box){ { { -2, -2, -2 } },
	    { { 3, 3, 3 } } }));
	steps = undo_steps(context->undo);
	cr_assert_eq(APPLY(layer_box, 1, cube(-2, 3)), OK);
	cr_assert_eq(undo_steps(context->undo), steps);
	cr_assert_eq(APPLY(layer_box, 1, cube(0, 0)), OK);
	cr_assert_not(image_layer(context->image, 1)->boxed);
	UNDO;
	cr_assert(image_layer(context->image, 1)->boxed);
	cr_assert_eq(APPLY(layer_box, 1, wide), ERR_BOUNDS);
	cr_assert_eq(APPLY(layer_box, 5, cube(0, 1)), ERR_NO_LAYER);
}

Test(apply_box, box_of_the_project_cuts_shapes)
{
	struct box world = cube(-BOUND_COORD, BOUND_COORD), wide = world;

	wide.hi.at[2]++;
	APPLY(layer_shape_add, { "s", 1 }, SHAPE_CUBE, cube(0, 40), red);
	APPLY(layer_clone, 2, { "c", 1 }, MATRIX_IDENTITY);
	cr_assert_eq(count(2), 16 * 16 * 32);
	cr_assert_eq(APPLY(image_box, cube(0, 10)), OK);
	cr_assert_eq(count(2), 1000);
	cr_assert_eq(count(3), 1000);
	cr_assert_eq(APPLY(image_box, world), OK);
	cr_assert_eq(count(2), 64000);
	UNDO;
	cr_assert_eq(count(3), 1000);
	cr_assert_eq(APPLY(image_box, wide), ERR_BOUNDS);
	cr_assert_eq(APPLY(image_box, cube(1, 1)), ERR_PARAMS);
}

/* 256 x 254 x 1 tiles have 131,068 on their sides, four below the limit; the
 * small cube has 96. */
Test(apply_box, so_many_shapes_are_drawn_again_and_no_more)
{
	struct box flat = { { { 0, 0, 0 } }, { { 4096, 4064, 1 } } };

	cr_assert_eq(APPLY(image_box, cube(-5000, 5000)), OK);
	cr_assert_eq(APPLY(layer_shape_add, { "s", 1 }, SHAPE_CUBE, flat, red),
	    OK);
	cr_assert_eq(APPLY(image_box, cube(0, 2000)), OK);
	cr_assert_eq(count(2), 2000 * 2000);
	UNDO;
	cr_assert_eq(APPLY(layer_shape_add, { "t", 1 }, SHAPE_CUBE,
	    cube(-64, 0), red), OK);
	cr_assert_eq(APPLY(image_box, cube(-5, 5000)), OK);
	cr_assert_eq(count(3), 125);
	UNDO;
	cr_assert_eq(APPLY(image_box, cube(-5, 2000)), ERR_TOO_BIG);
	cr_assert_eq(count(2), 4096 * 4064);
	cr_assert_eq(count(3), 64 * 64 * 64);
}
