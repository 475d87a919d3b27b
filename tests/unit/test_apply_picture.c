/*
 * test_apply_picture - layers that stand for a picture's file
 */
#include <string.h>

#include "bounds.h"
#include "tests/unit/editor.h"

static const struct voxel dots[2] = {
	{ { { 1, 2, 3 } }, { { 255, 0, 0, 255 } } },
	{ { { 2, 2, 3 } }, { { 0, 255, 0, 255 } } },
};

EDITOR_SUITE(apply_picture);

static const struct layer *
second(void)
{
	return context->image->layers[1];
}

Test(apply_picture, layer_keeps_path_and_place_until_it_is_drawn)
{
	struct matrix mat = MATRIX_IDENTITY;

	mat.m[0][0] = 8;
	cr_assert_eq(APPLY(layer_image_add, NAME("i"), NAME("a.png"), mat),
	    OK);
	cr_assert_str_eq(second()->image_path, "a.png");
	cr_assert_eq(second()->mat.m[0][0], 8);
	mat.m[3][1] = 5;
	cr_assert_eq(APPLY(layer_transform, 2, mat), OK);
	cr_assert_eq(second()->mat.m[3][1], 5);
	cr_assert_eq(APPLY(layer_image_draw, 2, { dots, 2 }), OK);
	cr_assert_null(second()->image_path);
	cr_assert_eq(second()->mat.m[0][0], 1);
	cr_assert_eq(volume_count(&second()->volume), 2);
	UNDO;
	cr_assert_str_eq(second()->image_path, "a.png");
	cr_assert_eq(volume_count(&second()->volume), 0);
	UNDO;
	UNDO;
	cr_assert_eq(context->image->layer_count, 1);
}

Test(apply_picture, layer_without_a_picture_is_not_drawn)
{
	cr_assert_eq(APPLY(layer_image_draw, 1, { dots, 2 }), ERR_PARAMS);
	cr_assert_eq(APPLY(layer_image_draw, 9, { dots, 2 }), ERR_NO_LAYER);
}

Test(apply_picture, voxel_out_of_bounds_changes_nothing)
{
	struct voxel out[2] = { dots[0], dots[1] };

	out[1].pos.at[1] = BOUND_COORD;
	APPLY(layer_image_add, NAME("i"), NAME("a.png"), MATRIX_IDENTITY);
	cr_assert_eq(APPLY(layer_image_draw, 2, { out, 2 }), ERR_BOUNDS);
	cr_assert_str_eq(second()->image_path, "a.png");
	out[1].pos.at[1]--;
	cr_assert_eq(APPLY(layer_image_draw, 2, { out, 2 }), OK);
}

Test(apply_picture, path_is_bounded)
{
	char path[BOUND_NAME + 1];

	memset(path, 'p', sizeof path);
	cr_assert_eq(APPLY(layer_image_add, NAME("i"), { path, BOUND_NAME },
	    MATRIX_IDENTITY), OK);
	cr_assert_eq(APPLY(layer_image_add, NAME("i"),
	    { path, BOUND_NAME + 1 }, MATRIX_IDENTITY), ERR_TOO_BIG);
	cr_assert_eq(APPLY(layer_image_add, NAME("i"), { path, 0 },
	    MATRIX_IDENTITY), ERR_PARAMS);
	cr_assert_eq(APPLY(layer_image_add, NAME("i"), { "a\0b", 3 },
	    MATRIX_IDENTITY), ERR_PARAMS);
	cr_assert_eq(context->image->layer_count, 2);
}

Test(apply_picture, clone_shows_what_was_drawn)
{
	APPLY(layer_image_add, NAME("i"), NAME("a.png"), MATRIX_IDENTITY);
	APPLY(layer_clone, 2, NAME("c"), MATRIX_IDENTITY);
	APPLY(layer_image_draw, 2, { dots, 2 });
	cr_assert_eq(volume_count(&context->image->layers[2]->volume), 2);
}
