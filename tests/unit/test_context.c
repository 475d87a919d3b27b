/*
 * test_context - edits change a project, or nothing; history restores it
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/context.h"

static const struct rgba none = { { 0, 0, 0, 0 } };
static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct rgba blue = { { 0, 0, 255, 255 } };
static const struct pos here = { { 1, 2, 3 } };

/* Stands for pack_read: "plain", "clones", "empty" or nothing. */
static enum err
read_sample(const void *bytes, size_t len, struct image **image)
{
	struct layer *clone;
	struct pos pos = { { 2, 2, 2 } };

	if (len == 5 && memcmp(bytes, "empty", len) == 0) {
		*image = image_bare("");
		return OK;
	}
	if (len != 6)
		return ERR_CORRUPT;
	*image = image_new("model");
	volume_set(&(*image)->layers[0]->volume, &pos, red);
	if (memcmp(bytes, "clones", len) != 0)
		return OK;
	clone = layer_new("clone");
	clone->base_id = 1;
	clone->mat.m[3][0] = 3;
	image_layer_append(*image, &clone);
	clone = layer_new("shape");
	clone->shape = SHAPE_SPHERE;
	clone->color = blue;
	clone->mat = box_matrix(&(struct box){ { { 0, 0, 0 } },
	    { { 4, 4, 4 } } });
	image_layer_append(*image, &clone);
	return image_refresh(*image);
}

static struct context *
start(void)
{
	return context_new("test", read_sample);
}

static enum err
apply(struct context *context, struct edit edit)
{
	struct edit_outcome outcome;

	return context_apply(context, &edit, &outcome);
}

#define APPLY(context, id, ...)						\
	apply(context, (struct edit){ .kind = EDIT_##id,		\
	    .id = { __VA_ARGS__ } })

static enum err
undo(struct context *context)
{
	return apply(context, (struct edit){ .kind = EDIT_undo });
}

static enum err
redo(struct context *context)
{
	return apply(context, (struct edit){ .kind = EDIT_redo });
}

static struct rgba
look(const struct context *context, uint32_t layer, struct pos pos)
{
	return volume_get(&image_layer(context->image, layer)->volume, &pos);
}

static uint64_t
count(const struct context *context, uint32_t layer)
{
	return volume_count(&image_layer(context->image, layer)->volume);
}

static struct box
cube(int32_t lo, int32_t hi)
{
	return (struct box){ { { lo, lo, lo } }, { { hi, hi, hi } } };
}

Test(context, new_one_is_at_revision_zero_without_steps)
{
	struct context *context = start();

	cr_assert_eq(context->revision, 0);
	cr_assert_eq(undo_steps(context->undo), 0);
	cr_assert_str_eq(context->image->name, "test");
	cr_assert_eq(undo(context), ERR_NO_STEP);
	cr_assert_eq(redo(context), ERR_NO_STEP);
	cr_assert_eq(context->revision, 0);
	context_free(context);
}

Test(context, start_takes_a_stored_image)
{
	struct context *context = start();
	struct image *image = NULL;

	APPLY(context, voxel_set, 0, here, red);
	cr_assert_eq(read_sample("clones", 6, &image), OK);
	context_start(context, &image, 77);
	cr_assert_null(image);
	cr_assert_eq(context->revision, 77);
	cr_assert_eq(undo_steps(context->undo), 0);
	cr_assert_eq(APPLY(context, voxel_set, 1, here, red), OK);
	cr_assert(rgba_same(look(context, 2, (struct pos){ { 4, 2, 3 } }),
	    red));
	image = image_bare("bare");
	context_start(context, &image, 0);
	cr_assert_eq(APPLY(context, voxel_set, 0, here, red), OK);
	context_free(context);
}

Test(context, voxel_is_set_in_the_active_layer_and_removed)
{
	struct context *context = start();
	struct edit edit = { .kind = EDIT_voxel_set,
	    .voxel_set = { 0, here, red } };
	struct edit_outcome outcome;

	cr_assert_eq(context_apply(context, &edit, &outcome), OK);
	cr_assert_eq(outcome.layer, 1);
	cr_assert_eq(outcome.voxels, 1);
	cr_assert(rgba_same(look(context, 1, here), red));
	cr_assert_eq(APPLY(context, voxel_set, 1, here, none), OK);
	cr_assert_eq(count(context, 1), 0);
	cr_assert_eq(context->revision, 2);
	cr_assert_eq(undo(context), OK);
	cr_assert(rgba_same(look(context, 1, here), red));
	cr_assert_eq(context->revision, 3);
	context_free(context);
}

Test(context, coordinates_are_bounded)
{
	static const struct pos at = { { BOUND_COORD - 1, -BOUND_COORD, 0 } };
	static const struct pos beyond[] = { { { BOUND_COORD, 0, 0 } },
	    { { 0, -BOUND_COORD - 1, 0 } }, { { 0, 0, INT32_MIN } } };
	struct context *context = start();
	size_t i;

	cr_assert_eq(APPLY(context, voxel_set, 0, at, red), OK);
	for (i = 0; i < sizeof beyond / sizeof *beyond; i++) {
		cr_assert_eq(APPLY(context, voxel_set, 0, beyond[i], red),
		    ERR_BOUNDS);
		cr_assert_eq(APPLY(context, flood_fill, 0, beyond[i], 0, red),
		    ERR_BOUNDS);
		cr_assert_eq(APPLY(context, box_fill, 0, MODE_OVER,
		    ((struct box){ here, { { 2, 3, BOUND_COORD + 1 } } }),
		    red), ERR_BOUNDS);
	}
	cr_assert_eq(context->revision, 1);
	cr_assert_eq(undo_steps(context->undo), 1);
	context_free(context);
}

Test(context, every_edit_of_a_missing_layer_is_refused)
{
	struct context *context = start();
	struct voxel voxel = { here, red };

	cr_assert_eq(APPLY(context, voxel_set, 9, here, red), ERR_NO_LAYER);
	cr_assert_eq(APPLY(context, voxels_set, 9, { &voxel, 1 }),
	    ERR_NO_LAYER);
	cr_assert_eq(APPLY(context, box_fill, 9, MODE_OVER, cube(0, 1), red),
	    ERR_NO_LAYER);
	cr_assert_eq(APPLY(context, shape_draw, 9, MODE_OVER, SHAPE_CUBE,
	    cube(0, 1), 0, red), ERR_NO_LAYER);
	cr_assert_eq(APPLY(context, flood_fill, 9, here, 0, red),
	    ERR_NO_LAYER);
	cr_assert_eq(APPLY(context, layer_delete, 9), ERR_NO_LAYER);
	cr_assert_eq(APPLY(context, layer_merge, 9, 1), ERR_NO_LAYER);
	cr_assert_eq(APPLY(context, layer_merge, 1, 9), ERR_NO_LAYER);
	cr_assert_eq(APPLY(context, layer_show, 9, true), ERR_NO_LAYER);
	cr_assert_eq(APPLY(context, layer_select, 9), ERR_NO_LAYER);
	cr_assert_eq(context->revision, 0);
	cr_assert_eq(undo_steps(context->undo), 0);
	context_free(context);
}

Test(context, edit_that_changes_nothing_leaves_no_step)
{
	struct context *context = start();

	cr_assert_eq(APPLY(context, voxel_set, 0, here, red), OK);
	cr_assert_eq(APPLY(context, voxel_set, 0, here, red), OK);
	cr_assert_eq(APPLY(context, layer_show, 0, true), OK);
	cr_assert_eq(APPLY(context, layer_select, 1), OK);
	cr_assert_eq(APPLY(context, voxels_set, 0, { NULL, 0 }), OK);
	cr_assert_eq(undo_steps(context->undo), 1);
	cr_assert_eq(context->revision, 5);
	context_free(context);
}

Test(context, edit_that_changes_nothing_leaves_what_can_be_redone)
{
	struct context *context = start();

	APPLY(context, voxel_set, 0, here, red);
	undo(context);
	cr_assert_eq(APPLY(context, layer_show, 0, true), OK);
	cr_assert_eq(APPLY(context, voxel_set, 0, here,
	    ((struct rgba){ { 9, 9, 9, 0 } })), OK);
	cr_assert_eq(redo(context), OK);
	cr_assert(rgba_same(look(context, 0, here), red));
	context_free(context);
}

Test(context, list_of_voxels_is_one_step)
{
	struct context *context = start();
	struct voxel list[] = { { here, red }, { { { 5, 5, 5 } }, blue },
	    { here, blue } };
	struct edit edit = { .kind = EDIT_voxels_set,
	    .voxels_set = { 0, { list, 3 } } };
	struct edit_outcome outcome;

	cr_assert_eq(context_apply(context, &edit, &outcome), OK);
	cr_assert_eq(outcome.voxels, 3);
	cr_assert(rgba_same(look(context, 0, here), blue));
	cr_assert_eq(count(context, 0), 2);
	cr_assert_eq(undo_steps(context->undo), 1);
	cr_assert_eq(undo(context), OK);
	cr_assert_eq(count(context, 0), 0);
	context_free(context);
}

Test(context, list_with_one_bad_place_changes_nothing)
{
	struct context *context = start();
	struct voxel list[] = { { here, red },
	    { { { 0, BOUND_COORD, 0 } }, blue } };

	cr_assert_eq(APPLY(context, voxels_set, 0, { list, 2 }), ERR_BOUNDS);
	cr_assert_eq(count(context, 0), 0);
	cr_assert_eq(undo_steps(context->undo), 0);
	context_free(context);
}

Test(context, list_is_bounded)
{
	struct context *context = start();
	struct voxel voxel = { here, red };

	/* Refused before the first is read. */
	cr_assert_eq(APPLY(context, voxels_set, 0,
	    { &voxel, BOUND_EDIT_VOXELS + 1 }), ERR_TOO_BIG);
	cr_assert_eq(count(context, 0), 0);
	context_free(context);
}

Test(context, box_is_filled_by_mode)
{
	struct context *context = start();
	struct edit edit = { .kind = EDIT_box_fill,
	    .box_fill = { 0, MODE_OVER, cube(0, 4), red } };
	struct edit_outcome outcome;

	cr_assert_eq(context_apply(context, &edit, &outcome), OK);
	cr_assert_eq(outcome.voxels, 64);
	cr_assert_eq(APPLY(context, box_fill, 0, MODE_SUB, cube(0, 2), blue),
	    OK);
	cr_assert_eq(count(context, 0), 56);
	cr_assert_eq(APPLY(context, box_fill, 0, MODE_REPLACE, cube(2, 4),
	    none), OK);
	cr_assert_eq(count(context, 0), 48);
	cr_assert_eq(undo(context), OK);
	cr_assert_eq(undo(context), OK);
	cr_assert_eq(count(context, 0), 64);
	context_free(context);
}

Test(context, shape_is_drawn_but_not_in_replace)
{
	struct context *context = start();
	struct edit edit = { .kind = EDIT_shape_draw,
	    .shape_draw = { 0, MODE_OVER, SHAPE_SPHERE, cube(-4, 4), 0,
	    red } };
	struct edit_outcome outcome;

	cr_assert_eq(context_apply(context, &edit, &outcome), OK);
	cr_assert_eq(outcome.voxels, count(context, 0));
	edit.shape_draw.mode = MODE_REPLACE;
	cr_assert_eq(context_apply(context, &edit, &outcome), ERR_PARAMS);
	edit.shape_draw.mode = MODE_OVER;
	edit.shape_draw.smoothness = -1;
	cr_assert_eq(context_apply(context, &edit, &outcome), ERR_PARAMS);
	cr_assert_eq(undo_steps(context->undo), 1);
	context_free(context);
}

Test(context, flood_fill_needs_a_voxel)
{
	struct context *context = start();
	struct edit edit = { .kind = EDIT_flood_fill,
	    .flood_fill = { 0, here, 0, blue } };
	struct edit_outcome outcome;

	cr_assert_eq(context_apply(context, &edit, &outcome), ERR_NO_VOXEL);
	cr_assert_eq(undo_steps(context->undo), 0);
	APPLY(context, box_fill, 0, MODE_OVER, cube(0, 4), red);
	cr_assert_eq(context_apply(context, &edit, &outcome), OK);
	cr_assert_eq(outcome.voxels, 64);
	cr_assert(rgba_same(look(context, 0, here), blue));
	context_free(context);
}

Test(context, reset_is_one_step)
{
	struct context *context = start();

	APPLY(context, voxel_set, 0, here, red);
	APPLY(context, layer_add, { "b", 1 }, true);
	cr_assert_eq(APPLY(context, project_reset, { "fresh", 5 },
	    cube(0, 8)), OK);
	cr_assert_str_eq(context->image->name, "fresh");
	cr_assert_eq(context->image->layer_count, 1);
	cr_assert_eq(count(context, 0), 0);
	cr_assert_eq(context->image->box.hi.at[2], 8);
	cr_assert_eq(undo(context), OK);
	cr_assert_str_eq(context->image->name, "test");
	cr_assert_eq(context->image->layer_count, 2);
	cr_assert(rgba_same(look(context, 1, here), red));
	cr_assert_eq(redo(context), OK);
	cr_assert_str_eq(context->image->name, "fresh");
	context_free(context);
}

Test(context, names_are_bounded)
{
	struct context *context = start();
	char name[BOUND_NAME + 1];

	memset(name, 'n', sizeof name);
	cr_assert_eq(APPLY(context, layer_add, { name, BOUND_NAME }, true),
	    OK);
	cr_assert_eq(APPLY(context, layer_add, { name, BOUND_NAME + 1 },
	    true), ERR_TOO_BIG);
	cr_assert_eq(APPLY(context, project_reset, { name, BOUND_NAME + 1 },
	    cube(0, 1)), ERR_TOO_BIG);
	cr_assert_eq(APPLY(context, project_reset, { name, BOUND_NAME },
	    cube(0, 1)), OK);
	context_free(context);
}

Test(context, layers_are_bounded)
{
	struct context *context = start();
	int i;

	for (i = 1; i < BOUND_LAYERS; i++)
		cr_assert_eq(APPLY(context, layer_add, { "a", 1 }, true), OK);
	cr_assert_eq(APPLY(context, layer_add, { "a", 1 }, true),
	    ERR_TOO_BIG);
	cr_assert_eq(context->image->layer_count, BOUND_LAYERS);
	cr_assert_eq(context->image->active, BOUND_LAYERS);
	cr_assert_eq(context->revision, BOUND_LAYERS - 1);
	context_free(context);
}

Test(context, layers_are_added_shown_selected_and_deleted)
{
	struct context *context = start();
	struct edit edit = { .kind = EDIT_layer_add,
	    .layer_add = { { "roof", 4 }, false } };
	struct edit_outcome outcome;

	cr_assert_eq(context_apply(context, &edit, &outcome), OK);
	cr_assert_eq(outcome.layer, 2);
	cr_assert_eq(context->image->active, 2);
	cr_assert_not(image_layer(context->image, 2)->visible);
	cr_assert_eq(APPLY(context, layer_show, 0, true), OK);
	cr_assert(image_layer(context->image, 2)->visible);
	cr_assert_eq(APPLY(context, layer_select, 1), OK);
	cr_assert_eq(context->image->active, 1);
	cr_assert_eq(APPLY(context, layer_delete, 0), OK);
	cr_assert_null(image_layer(context->image, 1));
	cr_assert_eq(undo(context), OK);
	cr_assert_eq(context->image->active, 1);
	cr_assert_eq(undo(context), OK);
	cr_assert_eq(context->image->active, 2);
	cr_assert_eq(undo(context), OK);
	cr_assert_not(image_layer(context->image, 2)->visible);
	cr_assert_eq(undo(context), OK);
	cr_assert_eq(context->image->layer_count, 1);
	context_free(context);
}

Test(context, merge_with_itself_changes_nothing)
{
	struct context *context = start();

	APPLY(context, voxel_set, 0, here, red);
	cr_assert_eq(APPLY(context, layer_merge, 1, 0), ERR_PARAMS);
	cr_assert_eq(count(context, 1), 1);
	cr_assert_eq(undo_steps(context->undo), 1);
	context_free(context);
}

Test(context, model_is_read_by_the_given_function)
{
	struct context *context = start();
	struct context *without = context_new("a", NULL);

	APPLY(context, voxel_set, 0, here, red);
	cr_assert_eq(APPLY(context, model_replace, { "broken-model", 12 }),
	    ERR_CORRUPT);
	cr_assert_eq(APPLY(without, model_replace, { "plain!", 6 }),
	    ERR_FORMAT);
	cr_assert_eq(APPLY(context, model_replace, { "clones", 6 }), OK);
	cr_assert_str_eq(context->image->name, "model");
	cr_assert_eq(count(context, 2), 1);
	cr_assert_eq(undo(context), OK);
	cr_assert_eq(count(context, 1), 1);
	cr_assert_str_eq(context->image->name, "test");
	context_free(without);
	context_free(context);
}

Test(context, model_without_name_or_layer_gets_them)
{
	struct context *context = start();

	cr_assert_eq(APPLY(context, model_replace, { "empty", 5 }), OK);
	cr_assert_str_eq(context->image->name, "test");
	cr_assert_eq(APPLY(context, voxel_set, 0, here, red), OK);
	context_free(context);
}

Test(context, clones_follow_edits_undo_and_redo)
{
	struct context *context = start();
	struct pos there = { { 4, 2, 3 } };

	APPLY(context, model_replace, { "clones", 6 });
	cr_assert_eq(APPLY(context, voxel_set, 1, here, red), OK);
	cr_assert(rgba_same(look(context, 2, there), red));
	cr_assert_eq(undo(context), OK);
	cr_assert(rgba_same(look(context, 2, there), none));
	cr_assert_eq(redo(context), OK);
	cr_assert(rgba_same(look(context, 2, there), red));
	cr_assert_eq(APPLY(context, box_fill, 1, MODE_OVER, cube(0, 4), blue),
	    OK);
	cr_assert_eq(count(context, 2), 64);
	context_free(context);
}

Test(context, writing_into_a_clone_or_shape_makes_it_plain)
{
	struct context *context = start();
	uint32_t id;
	uint64_t before;

	APPLY(context, model_replace, { "clones", 6 });
	for (id = 2; id <= 3; id++) {
		before = count(context, id);
		cr_assert_eq(APPLY(context, voxel_set, id,
		    ((struct pos){ { 9, 9, 9 } }), red), OK);
		cr_assert(layer_plain(image_layer(context->image, id)));
		cr_assert_eq(count(context, id), before + 1);
	}
	cr_assert_eq(APPLY(context, voxel_set, 1, here, red), OK);
	cr_assert_eq(count(context, 2), 2);
	cr_assert_eq(undo(context), OK);
	cr_assert_eq(undo(context), OK);
	cr_assert_eq(image_layer(context->image, 3)->shape, SHAPE_SPHERE);
	cr_assert_eq(undo(context), OK);
	cr_assert_eq(image_layer(context->image, 2)->base_id, 1);
	context_free(context);
}

Test(context, edit_that_a_clone_cannot_follow_changes_nothing)
{
	struct context *context = start();
	struct image *image = image_new("a");
	struct layer *clone = layer_new("stretched");

	clone->base_id = 1;
	clone->mat.m[0][0] = 1024;
	image_layer_append(image, &clone);
	context_start(context, &image, 0);
	cr_assert_eq(APPLY(context, voxel_set, 1, here, red), OK);
	cr_assert_eq(count(context, 2), 1024);
	cr_assert_eq(APPLY(context, box_fill, 1, MODE_OVER, cube(0, 128),
	    red), ERR_TOO_BIG);
	cr_assert_eq(count(context, 1), 1);
	cr_assert_eq(count(context, 2), 1024);
	cr_assert_eq(undo_steps(context->undo), 1);
	cr_assert_eq(context->revision, 1);
	context_free(context);
}
