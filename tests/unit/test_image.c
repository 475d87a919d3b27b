/*
 * test_image - layers are added, merged, followed and flattened
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/image.h"

static const struct rgba none = { { 0, 0, 0, 0 } };
static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct rgba blue = { { 0, 0, 255, 255 } };
static const struct pos here = { { 1, 2, 3 } };
static const struct pos there = { { 6, 2, 3 } };	/* here, moved by 5 */

static uint32_t
add(struct image *image, const char *name)
{
	struct layer *layer;

	cr_assert_eq(image_layer_add(image, name, &layer), OK);
	return layer->id;
}

/* A layer that shows `base` moved by five along x. */
static uint32_t
add_clone(struct image *image, uint32_t base)
{
	struct layer *layer = layer_new("clone");
	uint32_t id;

	layer->base_id = base;
	layer->mat.m[3][0] = 5;
	id = layer->id = image->layer_count + 1;
	cr_assert_eq(image_layer_append(image, &layer), OK);
	return id;
}

static void
put(struct image *image, uint32_t id, struct pos pos, struct rgba color)
{
	cr_assert_eq(image_voxel_set(image, id, &pos, color), OK);
}

static struct rgba
look(const struct image *image, uint32_t id, struct pos pos)
{
	return volume_get(&image_layer(image, id)->volume, &pos);
}

static uint64_t
count(const struct image *image, uint32_t id)
{
	return volume_count(&image_layer(image, id)->volume);
}

Test(image, new_one_has_a_layer_a_material_a_camera_and_light)
{
	struct image *image = image_new("castle");

	cr_assert_str_eq(image->name, "castle");
	cr_assert_eq(image->layer_count, 1);
	cr_assert_eq(image->active, 1);
	cr_assert_str_eq(image_layer(image, 0)->name, "Layer.1");
	cr_assert_eq(image->material_count, 1);
	cr_assert_float_eq(image->materials->metallic, 0.2, 1e-6);
	cr_assert_eq(image->camera_count, 1);
	cr_assert_eq(image->camera_active, 0);
	cr_assert_float_eq(image->light.intensity, 2, 1e-6);
	cr_assert_float_eq(image->light.pitch, 0.349066, 1e-5);
	cr_assert_eq(image->box.lo.at[2], 0);
	image_free(image);
}

Test(image, bare_one_has_nothing)
{
	struct image *image = image_bare("a"), *copy;
	struct volume flat;

	cr_assert_null(image_layer(image, 0));
	cr_assert_null(image_layer_write(image, 0));
	cr_assert_eq(image->camera_active, -1);
	copy = image_copy(image);
	cr_assert_eq(image_refresh(copy), OK);
	cr_assert_eq(image_flatten(copy, &flat), OK);
	cr_assert_eq(volume_count(&flat), 0);
	image_free(copy);
	image_free(image);
}

Test(image, camera_of_a_new_one_looks_at_the_middle)
{
	struct image *image = image_new("a");
	const struct camera *camera = image->cameras;
	int axis;

	for (axis = 0; axis < 3; axis++)
		cr_assert_float_eq(camera->mat.m[3][axis] -
		    camera->distance * camera->mat.m[2][axis],
		    axis == 2 ? 16 : 0, 1e-3);
	image_free(image);
}

Test(image, copy_is_not_changed_by_later_writes)
{
	struct image *image = image_new("a"), *copy;

	put(image, 0, here, red);
	extra_add(&image->chunks, "PLAC", "xyz", 3);
	extra_add(&image->light.extra, "glow", "1", 1);
	copy = image_copy(image);
	put(image, 0, here, blue);
	image->layers[0]->visible = false;
	add(image, "b");
	cr_assert_eq(copy->layer_count, 1);
	cr_assert(copy->layers[0]->visible);
	cr_assert(rgba_same(look(copy, 0, here), red));
	image_free(image);
	cr_assert(rgba_same(look(copy, 0, here), red));
	cr_assert_str_eq(copy->chunks->key, "PLAC");
	cr_assert_str_eq(copy->light.extra->key, "glow");
	image_free(copy);
}

Test(image, write_copies_a_layer_only_while_it_is_shared)
{
	struct image *image = image_new("a"), *copy = image_copy(image);
	struct layer *mine = image_layer_write(image, 1);

	cr_assert_neq(mine, copy->layers[0]);
	cr_assert_eq(mine->refs, 1);
	cr_assert_eq(copy->layers[0]->refs, 1);
	cr_assert_eq(image_layer_write(image, 1), mine);
	image_free(copy);
	image_free(image);
}

Test(image, layer_is_found_by_id_and_name)
{
	struct image *image = image_new("a");
	uint32_t second = add(image, "b");

	cr_assert_eq(image_layer(image, second), image->layers[1]);
	cr_assert_eq(image_layer(image, 0), image->layers[1]);
	cr_assert_eq(image_layer(image, 1), image->layers[0]);
	cr_assert_null(image_layer(image, 3));
	cr_assert_eq(image_layer_named(image, "b"), image->layers[1]);
	cr_assert_null(image_layer_named(image, "c"));
	image_free(image);
}

Test(image, names_are_made_unique)
{
	struct image *image = image_new("a");

	add(image, "Roof");
	add(image, "Roof");
	add(image, "Roof");
	add(image, "Roof.2");
	add(image, "");
	add(image, "Roof.x");
	add(image, "Roof.x");
	cr_assert_str_eq(image->layers[2]->name, "Roof.2");
	cr_assert_str_eq(image->layers[3]->name, "Roof.3");
	cr_assert_str_eq(image->layers[4]->name, "Roof.4");
	cr_assert_str_eq(image->layers[5]->name, "Layer.2");
	cr_assert_str_eq(image->layers[7]->name, "Roof.x.2");
	image_free(image);
}

Test(image, long_names_are_made_unique_between_letters)
{
	struct image *image = image_new("a");
	char name[BOUND_NAME + 1];
	int i;

	/* 127 letters of two bytes, after one of one. */
	name[0] = 'x';
	for (i = 1; i < BOUND_NAME; i += 2)
		memcpy(name + i, "\303\251", 2);
	name[BOUND_NAME] = '\0';
	add(image, name);
	cr_assert_str_eq(image->layers[1]->name, name);
	add(image, name);
	cr_assert_str_neq(image->layers[2]->name, name);
	cr_assert_eq(image->layers[2]->name[243], '.');
	cr_assert_str_eq(image->layers[2]->name + 243, ".2");
	add(image, name);
	cr_assert_null(strstr(image->layers[3]->name, "\303."));
	image_free(image);
}

Test(image, layers_are_bounded)
{
	struct image *image = image_new("a");
	struct layer *layer = layer_new("one too many");

	while (image->layer_count < BOUND_LAYERS)
		cr_assert_eq(image_layer_add(image, "", NULL), OK);
	cr_assert_eq(image->layers[BOUND_LAYERS - 1]->id, BOUND_LAYERS);
	cr_assert_eq(image_layer_add(image, "", NULL), ERR_TOO_BIG);
	cr_assert_eq(image_layer_append(image, &layer), ERR_TOO_BIG);
	cr_assert_null(layer);
	cr_assert_eq(image->layer_count, BOUND_LAYERS);
	cr_assert_eq(image->active, BOUND_LAYERS);
	image_free(image);
}

Test(image, ids_stay_unique)
{
	struct image *image = image_bare("a");
	static const uint32_t wanted[] = { 7, 0, 7, INT32_MAX, 0, UINT32_MAX };
	static const uint32_t given[] = { 7, 8, 9, INT32_MAX, 1, 2 };
	size_t i;

	for (i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		struct layer *layer = layer_new("a");

		layer->id = wanted[i];
		cr_assert_eq(image_layer_append(image, &layer), OK);
		cr_assert_eq(image->layers[i]->id, given[i]);
	}
	cr_assert_eq(image->active, 7);
	image_free(image);
}

Test(image, deleting_activates_the_layer_below)
{
	struct image *image = image_new("a");

	add(image, "b");
	add(image, "c");
	cr_assert_eq(image_layer_delete(image, 9), ERR_NO_LAYER);
	cr_assert_eq(image_layer_delete(image, 3), OK);
	cr_assert_eq(image->active, 2);
	image->active = 1;
	cr_assert_eq(image_layer_delete(image, 1), OK);
	cr_assert_eq(image->active, 2);
	cr_assert_eq(image->layer_count, 1);
	image_free(image);
}

Test(image, deleting_another_layer_leaves_the_active_one)
{
	struct image *image = image_new("a");

	add(image, "b");
	cr_assert_eq(image_layer_delete(image, 1), OK);
	cr_assert_eq(image->active, 2);
	cr_assert_eq(image_layer(image, 0)->id, 2);
	image_free(image);
}

Test(image, deleting_the_last_layer_leaves_a_new_one)
{
	struct image *image = image_new("a");

	put(image, 0, here, red);
	cr_assert_eq(image_layer_delete(image, 0), OK);
	cr_assert_eq(image->layer_count, 1);
	cr_assert_not_null(image_layer(image, 0));
	cr_assert_eq(count(image, 0), 0);
	image_free(image);
}

Test(image, clone_of_a_deleted_layer_keeps_what_it_shows)
{
	struct image *image = image_new("a");
	uint32_t clone = add_clone(image, 1);

	put(image, 1, here, red);
	cr_assert_eq(image_layer_delete(image, 1), OK);
	cr_assert(layer_plain(image_layer(image, clone)));
	cr_assert(rgba_same(look(image, clone, there), red));
	cr_assert_eq(image_refresh(image), OK);
	cr_assert_eq(count(image, clone), 1);
	image_free(image);
}

Test(image, merging_down_combines_by_the_mode_of_the_upper)
{
	struct image *image = image_new("a");
	uint32_t upper = add(image, "upper");

	put(image, 1, here, red);
	put(image, 1, there, red);
	put(image, upper, here, blue);
	image_layer_write(image, upper)->mode = MODE_SUB;
	cr_assert_eq(image_layer_merge(image, upper, 1), OK);
	cr_assert_eq(image->layer_count, 1);
	cr_assert_eq(image->active, 1);
	cr_assert_str_eq(image_layer(image, 1)->name, "Layer.1");
	cr_assert(rgba_same(look(image, 1, there), red));
	cr_assert_eq(count(image, 1), 1);
	image_free(image);
}

Test(image, merging_up_stays_at_the_place_of_the_target)
{
	struct image *image = image_new("a");
	uint32_t middle = add(image, "middle"), upper = add(image, "upper");

	put(image, 1, here, red);
	put(image, 1, there, red);
	put(image, upper, here, blue);
	image_layer_write(image, upper)->mode = MODE_SUB;
	cr_assert_eq(image_layer_merge(image, 1, upper), OK);
	cr_assert_eq(image->layer_count, 2);
	cr_assert_eq(image->layers[0]->id, middle);
	cr_assert_eq(image->layers[1]->id, upper);
	cr_assert_str_eq(image->layers[1]->name, "upper");
	cr_assert_eq(image->layers[1]->mode, MODE_OVER);
	cr_assert(rgba_same(look(image, upper, there), red));
	cr_assert_eq(count(image, upper), 1);
	image_free(image);
}

Test(image, merge_needs_two_layers)
{
	struct image *image = image_new("a");

	cr_assert_eq(image_layer_merge(image, 1, 2), ERR_NO_LAYER);
	cr_assert_eq(image_layer_merge(image, 2, 1), ERR_NO_LAYER);
	cr_assert_eq(image_layer_merge(image, 1, 1), ERR_PARAMS);
	cr_assert_eq(image->layer_count, 1);
	image_free(image);
}

Test(image, merge_reaches_clones_of_both)
{
	struct image *image = image_new("a");
	uint32_t upper = add(image, "upper");
	uint32_t of_upper = add_clone(image, upper);
	uint32_t of_lower = add_clone(image, 1);

	put(image, upper, here, blue);
	cr_assert_eq(image_layer_merge(image, upper, 1), OK);
	cr_assert(layer_plain(image_layer(image, of_upper)));
	cr_assert(rgba_same(look(image, of_upper, there), blue));
	cr_assert_not(layer_plain(image_layer(image, of_lower)));
	cr_assert(rgba_same(look(image, of_lower, there), blue));
	image_free(image);
}

Test(image, merge_into_a_clone_makes_it_plain)
{
	struct image *image = image_new("a");
	uint32_t clone = add_clone(image, 1);

	put(image, 1, here, red);
	cr_assert_eq(image_layer_merge(image, 1, clone), OK);
	cr_assert(layer_plain(image_layer(image, clone)));
	cr_assert_eq(count(image, clone), 2);
	cr_assert_eq(image_refresh(image), OK);
	cr_assert_eq(count(image, clone), 2);
	image_free(image);
}

Test(image, flat_one_holds_visible_layers_by_their_modes)
{
	struct image *image = image_new("a");
	uint32_t hidden = add(image, "hidden"), hole = add(image, "hole");
	struct volume flat;

	put(image, 1, here, red);
	put(image, 1, there, red);
	put(image, hidden, there, blue);
	put(image, hole, here, blue);
	image_layer_write(image, hidden)->visible = false;
	image_layer_write(image, hole)->mode = MODE_SUB;
	cr_assert_eq(image_flatten(image, &flat), OK);
	cr_assert_eq(volume_count(&flat), 1);
	cr_assert(rgba_same(volume_get(&flat, &there), red));
	volume_fini(&flat);
	cr_assert_eq(count(image, 1), 2);
	image_free(image);
}

Test(image, lowest_layer_meets_nothing_by_its_mode)
{
	struct image *image = image_new("a");
	struct volume flat;

	put(image, 1, here, red);
	image_layer_write(image, 1)->mode = MODE_INTERSECT;
	cr_assert_eq(image_flatten(image, &flat), OK);
	cr_assert_eq(volume_count(&flat), 0);
	volume_fini(&flat);
	image_free(image);
}

Test(image, single_visible_layer_is_shared_when_flattened)
{
	struct image *image = image_new("a");
	struct volume flat;

	put(image, 1, here, red);
	cr_assert_eq(image_flatten(image, &flat), OK);
	cr_assert_eq(flat.table, image->layers[0]->volume.table);
	volume_fini(&flat);
	image_free(image);
}

Test(image, clone_follows_its_base)
{
	struct image *image = image_new("a");
	uint32_t clone = add_clone(image, 1), second = add_clone(image, clone);
	struct pos farther = { { 11, 2, 3 } };

	put(image, 1, here, red);
	cr_assert(rgba_same(look(image, clone, there), red));
	cr_assert(rgba_same(look(image, second, farther), red));
	put(image, 1, here, none);
	cr_assert_eq(count(image, clone), 0);
	cr_assert_eq(count(image, second), 0);
	image_free(image);
}

Test(image, clone_may_stand_below_its_base)
{
	struct image *image = image_bare("a");
	struct layer *clone = layer_new("clone"), *base = layer_new("base");

	clone->id = 1;
	clone->base_id = 2;
	clone->mat.m[3][0] = 5;
	base->id = 2;
	volume_set(&base->volume, &here, red);
	cr_assert_eq(image_layer_append(image, &clone), OK);
	cr_assert_eq(image_layer_append(image, &base), OK);
	cr_assert_eq(image_refresh(image), OK);
	cr_assert(rgba_same(look(image, 1, there), red));
	image_free(image);
}

Test(image, clone_does_not_change_a_copy_of_the_image)
{
	struct image *image = image_new("a"), *copy;
	uint32_t clone = add_clone(image, 1);

	put(image, 1, here, red);
	copy = image_copy(image);
	put(image, 1, here, blue);
	cr_assert(rgba_same(look(copy, clone, there), red));
	cr_assert(rgba_same(look(image, clone, there), blue));
	image_free(copy);
	image_free(image);
}

Test(image, cycles_and_missing_bases_leave_empty_layers)
{
	struct image *image = image_new("a");
	static const uint32_t bases[] = { 3, 2, 4, 99 };	/* of 2.. */
	uint32_t i;

	for (i = 0; i < 4; i++) {
		uint32_t id = add_clone(image, bases[i]);

		volume_set(&image_layer_write(image, id)->volume, &here, red);
	}
	put(image, 1, here, red);
	cr_assert_eq(image_refresh(image), OK);
	for (i = 2; i <= 5; i++)
		cr_assert_eq(count(image, i), 0);
	cr_assert_eq(count(image, 1), 1);
	image_free(image);
}

Test(image, longest_chain_of_clones_is_followed)
{
	struct image *image = image_new("a");
	struct pos far = { { 1 + 5 * (BOUND_LAYERS - 1), 2, 3 } };

	while (image->layer_count < BOUND_LAYERS)
		add_clone(image, image->layer_count);
	put(image, 1, here, red);
	cr_assert(rgba_same(look(image, BOUND_LAYERS, far), red));
	image_free(image);
}

Test(image, shape_layer_is_drawn_within_the_box)
{
	struct image *image = image_new("a");
	struct layer *layer = layer_new("shape");
	struct box box = { { { -4, -4, -4 } }, { { 4, 4, 4 } } };
	uint32_t id = layer->id = 2;

	layer->shape = SHAPE_CUBE;
	layer->color = red;
	layer->mat = box_matrix(&box);
	cr_assert_eq(image_layer_append(image, &layer), OK);
	cr_assert_eq(image_refresh(image), OK);
	/* The image's box begins at z = 0. */
	cr_assert_eq(count(image, id), 8 * 8 * 4);
	image->boxed = false;
	cr_assert_eq(image_refresh(image), OK);
	cr_assert_eq(count(image, id), 8 * 8 * 8);
	image_free(image);
}

Test(image, clone_of_a_shape_is_built_after_it)
{
	struct image *image = image_new("a");
	uint32_t clone = add_clone(image, 3);
	struct layer *layer = layer_new("shape");
	struct box box = { { { 0, 0, 0 } }, { { 4, 4, 4 } } };

	layer->id = 3;
	layer->shape = SHAPE_CUBE;
	layer->color = red;
	layer->mat = box_matrix(&box);
	cr_assert_eq(image_layer_append(image, &layer), OK);
	cr_assert_eq(image_refresh(image), OK);
	cr_assert_eq(count(image, clone), 64);
	image_free(image);
}

Test(image, voxel_set_changes_nothing_when_it_fails)
{
	struct image *image = image_new("a");
	struct pos out = { { BOUND_COORD, 0, 0 } };

	cr_assert_eq(image_voxel_set(image, 9, &here, red), ERR_NO_LAYER);
	cr_assert_eq(image_voxel_set(image, 1, &out, red), ERR_BOUNDS);
	cr_assert_eq(count(image, 1), 0);
	image_free(image);
}

Test(image, merging_the_active_layer_activates_the_target)
{
	struct image *image = image_new("a");
	uint32_t upper;

	add(image, "middle");
	upper = add(image, "upper");
	cr_assert_eq(image_layer_merge(image, upper, 1), OK);
	cr_assert_eq(image->active, 1);
	image_free(image);
}

Test(image, voxel_that_a_clone_has_no_room_for_is_set_all_the_same)
{
	struct pos edge = { { BOUND_COORD - 1, 0, 0 } };
	struct image *image = image_new("a");
	uint32_t clone = add_clone(image, 1);

	cr_assert_eq(image_voxel_set(image, 1, &edge, red), OK);
	cr_assert(rgba_same(look(image, 1, edge), red));
	cr_assert_eq(count(image, clone), 0);
	image_free(image);
}
