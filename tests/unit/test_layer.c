/*
 * test_layer - layers share voxels and own everything else
 */
#include <criterion/criterion.h>

#include "goxel/layer.h"

static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct rgba blue = { { 0, 0, 255, 255 } };

Test(layer, new_one_is_plain_visible_and_empty)
{
	struct layer *layer = layer_new("Walls");

	cr_assert_str_eq(layer->name, "Walls");
	cr_assert(layer->visible);
	cr_assert(layer_plain(layer));
	cr_assert_eq(layer->mode, MODE_OVER);
	cr_assert_eq(layer->id, 0);
	cr_assert_eq(volume_count(&layer->volume), 0);
	layer_drop(layer);
}

Test(layer, name_is_cut_at_the_bound)
{
	char name[BOUND_NAME + 2];
	struct layer *layer;

	memset(name, 'n', sizeof name);
	name[BOUND_NAME + 1] = '\0';
	layer = layer_new(name);
	cr_assert_eq(strlen(layer->name), BOUND_NAME);
	layer_drop(layer);
	layer = layer_new(name + 1);
	cr_assert_str_eq(layer->name, name + 1);
	layer_drop(layer);
}

Test(layer, copy_is_not_changed_by_later_writes)
{
	struct layer *layer = layer_new("a"), *copy;
	struct pos pos = { { 1, 2, 3 } };

	cr_assert_eq(volume_set(&layer->volume, &pos, red), OK);
	copy = layer_copy(layer);
	cr_assert_eq(volume_set(&layer->volume, &pos, blue), OK);
	cr_assert(rgba_same(volume_get(&copy->volume, &pos), red));
	cr_assert(rgba_same(volume_get(&layer->volume, &pos), blue));
	layer_drop(copy);
	cr_assert(rgba_same(volume_get(&layer->volume, &pos), blue));
	layer_drop(layer);
}

Test(layer, copy_owns_its_path_and_extras)
{
	struct layer *layer = layer_new("a"), *copy;

	layer->image_path = strdup("picture.png");
	extra_add(&layer->extra, "opacity", "\1\2\3\4", 4);
	copy = layer_copy(layer);
	layer_drop(layer);
	cr_assert_str_eq(copy->image_path, "picture.png");
	cr_assert_str_eq(copy->extra->key, "opacity");
	layer_drop(copy);
}

Test(layer, lives_until_the_last_reference_is_dropped)
{
	struct layer *layer = layer_new("a");

	cr_assert_eq(layer_take(layer), layer);
	cr_assert_eq(layer->refs, 2);
	layer_drop(layer);
	cr_assert_eq(layer->refs, 1);
	cr_assert_str_eq(layer->name, "a");
	layer_drop(layer);
}

Test(layer, made_plain_keeps_what_it_shows)
{
	struct layer *layer = layer_new("a");
	struct pos pos = { { 0, 0, 0 } };

	layer->base_id = 7;
	layer->mat.m[3][0] = 5;
	volume_set(&layer->volume, &pos, red);
	cr_assert_not(layer_plain(layer));
	layer_make_plain(layer);
	cr_assert(layer_plain(layer));
	cr_assert_eq(layer->mat.m[3][0], 0);
	cr_assert(rgba_same(volume_get(&layer->volume, &pos), red));
	layer_drop(layer);
}

Test(layer, extras_stay_in_order_and_are_copied)
{
	struct extra *list = NULL, *copy;
	char bytes[] = "abc";

	extra_add(&list, "first", bytes, 3);
	extra_add(&list, "second", "", 0);
	bytes[0] = 'x';
	copy = extra_copy(list);
	extra_free(list);
	cr_assert_str_eq(copy->key, "first");
	cr_assert_eq(copy->len, 3);
	cr_assert_arr_eq(copy->bytes, "abc", 3);
	cr_assert_str_eq(copy->next->key, "second");
	cr_assert_eq(copy->next->len, 0);
	cr_assert_null(copy->next->next);
	extra_free(copy);
}
