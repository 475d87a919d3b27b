/*
 * test_apply_stack - layers are rearranged, and clones and shapes follow
 */
#include "bounds.h"
#include "goxel/stack.h"
#include "tests/unit/dense.h"
#include "tests/unit/editor.h"

static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct rgba blue = { { 0, 0, 255, 255 } };
static const struct pos here = { { 1, 2, 3 } };

EDITOR_SUITE(apply_stack);

#define MERGE_VISIBLE							\
	context_apply(context, &(struct edit){				\
	    .kind = EDIT_layers_merge_visible }, &outcome)

static struct rgba
look(uint32_t layer, int32_t x, int32_t y, int32_t z)
{
	return volume_get(&image_layer(context->image, layer)->volume,
	    &(struct pos){ { x, y, z } });
}

static uint64_t
count(uint32_t layer)
{
	return volume_count(&image_layer(context->image, layer)->volume);
}

/* The ids of the layers, the lowest first, as a number. */
static int
order(void)
{
	int ids = 0;
	uint32_t i;

	for (i = 0; i < context->image->layer_count; i++)
		ids = 10 * ids + (int)context->image->layers[i]->id;
	return ids;
}

static struct matrix
moved(float x, float y, float z)
{
	struct matrix mat = MATRIX_IDENTITY;

	mat.m[3][0] = x;
	mat.m[3][1] = y;
	mat.m[3][2] = z;
	return mat;
}

static void
add_layers(int n)
{
	while (n-- > 0)
		cr_assert_eq(APPLY(layer_add, NAME("more"), true), OK);
}

Test(apply_stack, layer_is_put_anywhere)
{
	add_layers(3);
	cr_assert_eq(APPLY(layer_place, 1, 2), OK);
	cr_assert_eq(order(), 2314);
	cr_assert_eq(APPLY(layer_place, 4, 0), OK);
	cr_assert_eq(order(), 4231);
	cr_assert_eq(APPLY(layer_place, 4, 99), OK);
	cr_assert_eq(order(), 2314);
	cr_assert_eq(UNDO, OK);
	cr_assert_eq(order(), 4231);
	cr_assert_eq(REDO, OK);
	cr_assert_eq(order(), 2314);
	cr_assert_eq(APPLY(layer_place, 1, -1), ERR_PARAMS);
	cr_assert_eq(APPLY(layer_place, 9, 0), ERR_NO_LAYER);
}

Test(apply_stack, what_changes_nothing_leaves_no_step)
{
	uint32_t steps;

	APPLY(voxel_set, 0, here, red);
	steps = undo_steps(context->undo);
	cr_assert_eq(APPLY(layer_place, 1, 0), OK);
	cr_assert_eq(APPLY(layer_place, 1, 5), OK);
	cr_assert_eq(APPLY(layer_blend, 1, MODE_OVER), OK);
	cr_assert_eq(APPLY(layer_fix, 1), OK);
	cr_assert_eq(MERGE_VISIBLE, OK);
	cr_assert_eq(undo_steps(context->undo), steps);
}

Test(apply_stack, mode_is_changed_and_taken_back)
{
	cr_assert_eq(APPLY(layer_blend, 0, MODE_SUB), OK);
	cr_assert_eq(image_layer(context->image, 1)->mode, MODE_SUB);
	UNDO;
	cr_assert_eq(image_layer(context->image, 1)->mode, MODE_OVER);
	cr_assert_eq(APPLY(layer_blend, 7, MODE_SUB), ERR_NO_LAYER);
}

Test(apply_stack, duplicate_stands_above_and_is_its_own)
{
	const struct layer *copy;

	APPLY(voxel_set, 0, here, red);
	APPLY(layer_blend, 0, MODE_MAX);
	add_layers(1);
	cr_assert_eq(APPLY(layer_duplicate, 1, NAME("")), OK);
	cr_assert_eq(order(), 132);
	copy = image_layer(context->image, 3);
	cr_assert_eq(context->image->active, 3);
	cr_assert_eq(copy->mode, MODE_MAX);
	cr_assert_str_eq(copy->name, "Layer.2");
	APPLY(voxel_set, 3, here, blue);
	cr_assert(rgba_same(look(1, 1, 2, 3), red));
	cr_assert(rgba_same(look(3, 1, 2, 3), blue));
	cr_assert_eq(APPLY(layer_duplicate, 8, NAME("x")), ERR_NO_LAYER);
}

Test(apply_stack, duplicate_of_a_clone_is_a_clone)
{
	APPLY(layer_clone, 1, NAME("c"), moved(1, 0, 0));
	APPLY(layer_duplicate, 2, NAME("d"));
	APPLY(voxel_set, 1, here, red);
	cr_assert(rgba_same(look(3, 2, 2, 3), red));
}

Test(apply_stack, clone_follows_until_it_is_fixed)
{
	APPLY(voxel_set, 1, here, red);
	cr_assert_eq(APPLY(layer_clone, 1, NAME("c"), moved(10, 0, 0)), OK);
	cr_assert_eq(context->image->active, 2);
	cr_assert(rgba_same(look(2, 11, 2, 3), red));
	APPLY(voxel_set, 1, here, blue);
	cr_assert(rgba_same(look(2, 11, 2, 3), blue));
	cr_assert_eq(APPLY(layer_fix, 2), OK);
	APPLY(voxel_set, 1, here, red);
	cr_assert(rgba_same(look(2, 11, 2, 3), blue));
	UNDO;
	UNDO;
	APPLY(voxel_set, 1, here, red);
	cr_assert(rgba_same(look(2, 11, 2, 3), red));
}

Test(apply_stack, transform_moves_a_clone_and_what_follows_it)
{
	APPLY(voxel_set, 1, here, red);
	APPLY(layer_clone, 1, NAME("c"), moved(1, 0, 0));
	APPLY(layer_clone, 2, NAME("d"), moved(1, 0, 0));
	cr_assert_eq(APPLY(layer_transform, 2, moved(0, 20, 0)), OK);
	cr_assert(rgba_same(look(2, 1, 22, 3), red));
	cr_assert(rgba_same(look(3, 2, 22, 3), red));
	UNDO;
	cr_assert(rgba_same(look(3, 3, 2, 3), red));
	cr_assert_eq(APPLY(layer_transform, 1, moved(0, 20, 0)), ERR_PARAMS);
}

Test(apply_stack, transform_in_a_cycle_leaves_it_empty)
{
	struct image *image = image_new("cycle");
	struct layer *layer;
	int i;

	for (i = 0; i < 2; i++) {
		layer = layer_new("c");
		layer->base_id = (uint32_t)(3 - i);
		layer->mat = moved(1, 0, 0);
		image_layer_append(image, &layer);
	}
	image_layer_write(image, 1)->base_id = 1;
	context_start(context, &image, 0);
	cr_assert_eq(APPLY(layer_transform, 2, moved(2, 0, 0)), OK);
	cr_assert_eq(APPLY(layer_transform, 1, moved(2, 0, 0)), OK);
	cr_assert_eq(count(1) + count(2) + count(3), 0);
}

Test(apply_stack, transform_that_is_too_much_changes_nothing)
{
	struct matrix wide = MATRIX_IDENTITY;
	struct box box = { { { 0, 0, 0 } }, { { 64, 64, 64 } } };

	wide.m[0][0] = wide.m[1][1] = wide.m[2][2] = 4000;
	APPLY(box_fill, 1, MODE_OVER, box, red);
	APPLY(layer_clone, 1, NAME("c"), moved(1, 0, 0));
	cr_assert_eq(APPLY(layer_transform, 2, wide), ERR_TOO_BIG);
	cr_assert_eq(count(2), 64 * 64 * 64);
	cr_assert_eq(image_layer(context->image, 2)->mat.m[0][0], 1);
}

Test(apply_stack, shape_layer_is_what_a_plain_array_draws)
{
	struct box box = { { { -7, -5, 2 } }, { { 8, 5, 13 } } };
	int shape;

	for (shape = 0; shape < SHAPE_COUNT; shape++) {
		struct shape_stroke stroke = { .shape = (enum shape)shape,
		    .box = box, .color = blue };
		struct dense d;

		cr_assert_eq(APPLY(layer_shape_add, NAME("s"),
		    (enum shape)shape, box, blue), OK);
		dense_init(&d, 20);
		dense_draw(&d, &stroke);
		cr_assert(dense_same(&d, &image_layer(context->image,
		    0)->volume), "%s", shape_names[shape]);
		dense_fini(&d);
	}
}

Test(apply_stack, shape_layer_is_cut_to_the_box_and_bounded)
{
	struct box box = { { { 10, 0, 0 } }, { { 30, 4, 4 } } };
	struct box out = { { { 0, 0, 0 } }, { { BOUND_COORD + 1, 1, 1 } } };
	struct box none = { { { 0, 0, 0 } }, { { 0, 1, 1 } } };

	cr_assert_eq(APPLY(layer_shape_add, NAME(""), SHAPE_CUBE, box, red),
	    OK);
	cr_assert_eq(count(0), 6 * 4 * 4);
	cr_assert_eq(APPLY(layer_transform, 2, box_matrix(&(struct box){
	    { { 0, 0, 0 } }, { { 2, 2, 2 } } })), OK);
	cr_assert_eq(count(2), 8);
	cr_assert_eq(APPLY(layer_shape_add, NAME(""), SHAPE_CUBE, out, red),
	    ERR_BOUNDS);
	cr_assert_eq(APPLY(layer_shape_add, NAME(""), SHAPE_CUBE, none, red),
	    ERR_PARAMS);
	cr_assert_eq(context->image->layer_count, 2);
}

Test(apply_stack, merge_visible_looks_as_before)
{
	struct volume before, after;
	struct box box = { { { 0, 0, 0 } }, { { 8, 8, 8 } } };

	APPLY(box_fill, 1, MODE_OVER, box, red);
	add_layers(3);
	APPLY(voxel_set, 2, here, blue);
	APPLY(layer_blend, 2, MODE_SUB);
	APPLY(voxel_set, 3, here, red);
	APPLY(layer_show, 3, false);
	APPLY(voxel_set, 4, ((struct pos){ { 20, 0, 0 } }), blue);
	cr_assert_eq(image_flatten(context->image, &before), OK);
	cr_assert_eq(MERGE_VISIBLE, OK);
	cr_assert_eq(order(), 13);
	cr_assert_eq(context->image->active, 1);
	cr_assert_eq(image_flatten(context->image, &after), OK);
	cr_assert(volume_same(&before, &after));
	cr_assert_eq(count(1), 512 - 1 + 1);
	cr_assert_eq(UNDO, OK);
	cr_assert_eq(order(), 1234);
	volume_fini(&before);
	volume_fini(&after);
}

Test(apply_stack, merge_visible_begins_with_the_lowest_mode)
{
	APPLY(voxel_set, 1, here, red);
	APPLY(layer_blend, 1, MODE_SUB);
	cr_assert_eq(MERGE_VISIBLE, OK);
	cr_assert_eq(count(1), 0);
	cr_assert_eq(image_layer(context->image, 1)->mode, MODE_OVER);
	APPLY(layer_show, 1, false);
	cr_assert_eq(MERGE_VISIBLE, ERR_NO_LAYER);
}

Test(apply_stack, layers_are_bounded)
{
	struct box box = { { { 0, 0, 0 } }, { { 1, 1, 1 } } };

	add_layers(BOUND_LAYERS - 2);
	cr_assert_eq(APPLY(layer_duplicate, 1, NAME("")), OK);
	cr_assert_eq(context->image->layer_count, BOUND_LAYERS);
	cr_assert_eq(APPLY(layer_duplicate, 1, NAME("")), ERR_TOO_BIG);
	cr_assert_eq(APPLY(layer_clone, 1, NAME(""), moved(0, 0, 0)),
	    ERR_TOO_BIG);
	cr_assert_eq(APPLY(layer_shape_add, NAME(""), SHAPE_CUBE, box, red),
	    ERR_TOO_BIG);
	cr_assert_eq(context->image->layer_count, BOUND_LAYERS);
}
