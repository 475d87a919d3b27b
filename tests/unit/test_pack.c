#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "goxel/format/pack.h"

static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct rgba glass = { { 1, 2, 3, 100 } };

/* Noise in one tile, runs in others, uniform slots, a uniform sector, a copy
 * of a layer and something in every list. */
static struct image *
everything(void)
{
	struct image *image = image_new("castle");
	struct layer *layer = image_layer_write(image, 0);
	struct box box = { { { -3, -3, -3 } }, { { 300, 300, 300 } } };
	int i;

	volume_fill(&layer->volume, &box, glass);
	for (i = 0; i < TILE_VOXELS; i++)
		volume_set(&layer->volume, &(struct pos){ { -100 + i % 16,
		    i / 16 % 16, i / 256 } }, (struct rgba){ { (uint8_t)i,
		    (uint8_t)(i >> 4), 7, 255 } });
	extra_add(&layer->extra, "opacity", "1234", 4);
	image_layer_add(image, "hole", &layer);
	layer->mode = MODE_SUB;
	layer->visible = false;
	layer->boxed = true;
	layer->box = box_matrix(&box);
	layer->image_path = strdup("plan.png");
	layer->material = 0;
	volume_copy(&layer->volume, &image->layers[0]->volume);
	image_layer_add(image, "other", &layer);
	volume_put(&layer->volume, &(struct pos){ { 0, 0, 0 } },
	    (tile_slot)tile_take(slot_tile(volume_slot(
	    &image->layers[0]->volume, &(struct pos){ { -100, 0, 0 } }))));
	layer->shape = SHAPE_SPHERE;
	layer->color = red;
	image->active = image->layers[1]->id;
	extra_add(&image->extra, "weather", "fine", 4);
	extra_add(&image->chunks, "PLAC", "anything", 8);
	extra_add(&image->light.extra, "sky", "", 0);
	return image;
}

static void
pack_image(const struct image *image, struct buf *b)
{
	buf_init(b, 64u << 20);
	pack_write(image, b);
	cr_assert_not(b->failed);
}

Test(pack, everything_comes_back_and_packs_to_the_same_bytes)
{
	struct image *image = everything(), *again = NULL;
	struct buf b, c;
	uint32_t i;

	pack_image(image, &b);
	cr_assert_eq(pack_read(b.bytes, b.len, &again), OK);
	cr_assert_eq(again->layer_count, 3);
	for (i = 0; i < 3; i++)
		cr_assert(volume_same(&again->layers[i]->volume,
		    &image->layers[i]->volume));
	cr_assert_str_eq(again->name, "castle");
	cr_assert_str_eq(again->layers[1]->image_path, "plan.png");
	cr_assert_eq(again->layers[2]->shape, SHAPE_SPHERE);
	pack_image(again, &c);
	cr_assert_eq(b.len, c.len);
	cr_assert_eq(memcmp(b.bytes, c.bytes, b.len), 0);
	buf_fini(&b);
	buf_fini(&c);
	image_free(image);
	image_free(again);
}

Test(pack, shared_tiles_and_volumes_come_out_shared)
{
	struct image *image = everything(), *again = NULL;
	const struct pos there = { { -100, 0, 0 } }, here = { { 0, 0, 0 } };
	uint64_t tiles = tile_alive();
	struct buf b;

	pack_image(image, &b);
	image_free(image);
	cr_assert_eq(tile_alive(), 0);
	cr_assert_eq(pack_read(b.bytes, b.len, &again), OK);
	cr_assert_eq(tile_alive(), tiles);
	cr_assert_eq(again->layers[0]->volume.table,
	    again->layers[1]->volume.table);
	cr_assert_eq(volume_slot(&again->layers[2]->volume, &here),
	    volume_slot(&again->layers[0]->volume, &there));
	buf_fini(&b);
	image_free(again);
}

Test(pack, uniform_sectors_cost_bytes_not_tiles)
{
	struct image *image = image_new(""), *again = NULL;
	struct box box = { { { 0, 0, 0 } }, { { 1024, 1024, 1024 } } };
	struct buf b;

	volume_fill(&image_layer_write(image, 0)->volume, &box, glass);
	pack_image(image, &b);
	cr_assert_lt(b.len, 512 * 32 + 2000);
	cr_assert_eq(pack_read(b.bytes, b.len, &again), OK);
	cr_assert(volume_same(&again->layers[0]->volume,
	    &image->layers[0]->volume));
	buf_fini(&b);
	image_free(image);
	image_free(again);
}

Test(pack, every_truncation_is_refused)
{
	struct image *image = image_new("x"), *again = NULL;
	struct buf b;
	size_t len;

	volume_set(&image_layer_write(image, 0)->volume,
	    &(struct pos){ { 1, 2, 3 } }, red);
	extra_add(&image->extra, "weather", "fine", 4);
	pack_image(image, &b);
	for (len = 0; len < b.len; len++) {
		cr_assert_eq(pack_read(b.bytes, len, &again), ERR_CORRUPT,
		    "%zu bytes", len);
		cr_assert_null(again);
	}
	buf_add_u8(&b, 0);
	cr_assert_eq(pack_read(b.bytes, b.len, &again), ERR_CORRUPT);
	buf_fini(&b);
	image_free(image);
}

/* Whatever single byte is changed, the reader answers and leaks nothing. */
Test(pack, changed_bytes_are_refused_or_make_an_image)
{
	struct image *image = image_new("x"), *again;
	struct buf b;
	size_t i;

	volume_set(&image_layer_write(image, 0)->volume,
	    &(struct pos){ { 1, 2, 3 } }, red);
	pack_image(image, &b);
	image_free(image);
	for (i = 0; i < b.len; i++) {
		char was = b.bytes[i];

		again = NULL;
		b.bytes[i] ^= (char)0xff;
		cr_assert_eq(pack_read(b.bytes, b.len, &again) == OK,
		    again != NULL);
		image_free(again);
		b.bytes[i] = was;
		cr_assert_eq(tile_alive(), 0);
	}
	buf_fini(&b);
}

Test(pack, full_buffer_is_told)
{
	struct image *image = everything();
	struct buf b;

	buf_init(&b, 1000);
	pack_write(image, &b);
	cr_assert(b.failed);
	buf_fini(&b);
	image_free(image);
}
