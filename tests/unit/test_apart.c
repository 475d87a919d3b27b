/*
 * test_apart - an image holds what was replaced after it, and that alone
 */
#include <criterion/criterion.h>

#include "goxel/apart.h"
#include "goxel/context.h"
#include "goxel/sector.h"

static const struct rgba red = { { 255, 0, 0, 255 } };

static struct context *
context_with_voxels(uint32_t count)
{
	struct context *context = context_new("a", NULL);
	struct volume *v = &image_layer_write(context->image, 0)->volume;
	struct pos pos = { { 0 } };

	for (; count > 0; count--, pos.at[0] += TILE_SIDE)
		cr_assert_eq(volume_set(v, &pos, red), OK);
	return context;
}

static size_t
held_after(struct context *context, int32_t lo, int32_t hi)
{
	struct image *before = image_copy(context->image);
	struct volume *v = &image_layer_write(context->image, 0)->volume;
	struct box box = { { { lo, 0, 0 } }, { { hi, 1, 1 } } };
	size_t bytes;

	cr_assert_eq(volume_fill(v, &box, (struct rgba){ { 0 } }), OK);
	bytes = apart_layers(before, context->image);
	image_free(before);
	return bytes;
}

Test(apart, same_image_holds_nothing_of_its_own)
{
	struct context *context = context_with_voxels(3);
	struct image *copy = image_copy(context->image);

	cr_assert_eq(apart_layers(copy, context->image), 0);
	image_free(copy);
	context_free(context);
}

Test(apart, each_tile_that_was_changed_counts)
{
	struct context *context = context_with_voxels(8);
	size_t one = held_after(context, 0, 1), three;

	three = held_after(context, TILE_SIDE, 3 * TILE_SIDE + 1);
	cr_assert_eq(three - one, 2 * sizeof(struct tile));
	cr_assert_gt(one, sizeof(struct tile) + sizeof(struct sector));
	cr_assert_lt(one, 2 * sizeof(struct tile));
	context_free(context);
}

/* The faces of a large box are a few tiles in thousands of places. */
Test(apart, tile_in_many_places_counts_once)
{
	struct context *context = context_new("a", NULL);
	struct image *before;
	struct volume *v = &image_layer_write(context->image, 0)->volume;
	struct box box = { { { 1, 1, 1 } }, { { 999, 999, 999 } } };
	uint64_t tiles;
	size_t bytes;

	cr_assert_eq(volume_fill(v, &box, red), OK);
	tiles = tile_alive();
	before = image_copy(context->image);
	v = &image_layer_write(context->image, 0)->volume;
	cr_assert_eq(volume_fill(v, &box, (struct rgba){ { 0 } }), OK);
	bytes = apart_layers(before, context->image);
	cr_assert_geq(bytes, tiles * sizeof(struct tile));
	cr_assert_lt(bytes, (tiles + 400) * sizeof(struct tile));
	image_free(before);
	context_free(context);
}

Test(apart, layer_that_is_gone_counts_whole)
{
	struct context *context = context_with_voxels(5);
	struct image *before = image_copy(context->image);
	size_t bytes;

	cr_assert_eq(image_layer_delete(context->image, 1), OK);
	bytes = apart_layers(before, context->image);
	cr_assert_geq(bytes, 5 * sizeof(struct tile));
	cr_assert_lt(bytes, 6 * sizeof(struct tile));
	image_free(before);
	context_free(context);
}

Test(apart, layers_that_changed_places_hold_nothing)
{
	struct image *image = image_new("a"), *copy;
	struct layer *layer;
	int i;

	for (i = 0; i < 4; i++)
		image_layer_add(image, "", NULL);
	copy = image_copy(image);
	layer = copy->layers[0];
	copy->layers[0] = copy->layers[3];
	copy->layers[3] = layer;
	cr_assert_eq(apart_layers(image, copy), 0);
	image_free(copy);
	image_free(image);
}

Test(apart, what_a_file_brought_along_counts_for_every_image)
{
	struct image *image = image_new("a");
	size_t bytes = apart_head(image);

	extra_add(&image->chunks, "MORE", "1234567890", 10);
	cr_assert_eq(apart_head(image) - bytes, sizeof(struct extra) + 14);
	image_free(image);
}
