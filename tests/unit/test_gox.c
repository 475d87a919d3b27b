#include <criterion/criterion.h>
#include <string.h>

#include "goxel/format/gox.h"
#include "tests/unit/gox_maker.h"

static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct rgba blue = { { 0, 0, 255, 128 } };

/* The file, and what the reader said of it. */
struct reading {
	struct maker	 maker;
	struct image	*image;
	char		 why[FORMAT_WHY];
};

static struct reading *r;

static void
make_reading(void)
{
	r = calloc(1, sizeof *r);
}

static void
free_reading(void)
{
	image_free(r->image);
	free(r);
}

TestSuite(gox, .init = make_reading, .fini = free_reading);

static enum err
read_made(void)
{
	r->image = NULL;
	return gox_read(r->maker.bytes, r->maker.len, &r->image, r->why, NULL);
}

static struct rgba
voxel_at(uint32_t layer, int32_t x, int32_t y, int32_t z)
{
	const struct volume *v = &r->image->layers[layer]->volume;

	return volume_get(v, &(struct pos){ { x, y, z } });
}

static void
expect_color(uint32_t layer, struct pos at, struct rgba color)
{
	struct rgba is = voxel_at(layer, at.at[0], at.at[1], at.at[2]);

	cr_assert(rgba_same(is, color), "%d %d %d %d at %d %d %d", is.c[0],
	    is.c[1], is.c[2], is.c[3], at.at[0], at.at[1], at.at[2]);
}

/* A file of every kind of chunk, small. */
static void
make_everything(void)
{
	static const float box[16] = { 8, 0, 0, 0, 0, 8, 0, 0, 0, 0, 8, 0,
	    4, 0, 8, 1 };
	static const float moved[16] = { 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0,
	    32, 0, 0, 1 };
	static const float color[4] = { 0.25f, 0.5f, 0.75f, 1 };
	static const float seven = 7;
	struct maker *m = &r->maker;

	maker_open(m, 2);
	maker_chunk(m, "IMG ");
	maker_pair_floats(m, "box", box, 16);
	maker_pair(m, "weather", "fine", 4);
	maker_end(m);
	maker_block_one(m, 0, red.c);
	maker_block_one(m, 4095, blue.c);
	maker_chunk(m, "MATE");
	maker_pair(m, "name", "glass", 5);
	maker_pair_floats(m, "color", color, 4);
	maker_pair_floats(m, "metallic", &color[1], 1);
	maker_end(m);
	maker_layer(m, 0, 0, 0, 0);
	maker_pair(m, "name", "ground", 6);
	maker_pair_int(m, "id", 7);
	maker_pair_int(m, "material", 0);
	maker_pair(m, "opacity", "\0\0\0\x3f", 4);
	maker_end(m);
	maker_layer(m, 1, -16, 16, 32);
	maker_pair_int(m, "mode", MODE_SUB);
	maker_pair(m, "visible", "\0", 1);
	maker_pair_floats(m, "box", box, 16);
	maker_pair(m, "img-path", "a.png", 5);
	maker_int(m, 0);	/* the end of the dictionary, said */
	maker_end(m);
	maker_chunk(m, "LAYR");
	maker_int(m, 0);
	maker_pair_int(m, "base_id", 7);
	maker_pair_floats(m, "mat", moved, 16);
	maker_end(m);
	maker_chunk(m, "LAYR");
	maker_int(m, 0);
	maker_pair(m, "shape", "cube", 4);
	maker_pair(m, "color", "\x01\x02\x03\xff", 4);
	maker_pair_floats(m, "mat", box, 16);
	maker_end(m);
	maker_chunk(m, "CAMR");
	maker_pair(m, "name", "above", 5);
	maker_pair_floats(m, "dist", &seven, 1);
	maker_pair(m, "ortho", "\1", 1);
	maker_pair(m, "active", "", 0);
	maker_pair_floats(m, "mat", moved, 16);
	maker_end(m);
	maker_chunk(m, "LIGH");
	maker_pair_floats(m, "pitch", &seven, 1);
	maker_pair(m, "fixed", "\1", 1);
	maker_end(m);
	maker_chunk(m, "PLAC");
	maker_bytes(m, "anything", 8);
	maker_end(m);
}

Test(gox, header_alone_is_an_image_with_one_empty_layer)
{
	maker_open(&r->maker, 2);
	cr_assert_eq(read_made(), OK);
	cr_assert_eq(r->image->layer_count, 1);
	cr_assert_eq(volume_count(&r->image->layers[0]->volume), 0);
	cr_assert_neq(r->image->active, 0);
}

Test(gox, smallest_file_with_voxels_is_read)
{
	maker_open(&r->maker, 2);
	maker_block_one(&r->maker, 1 + 16 * 2 + 256 * 3, red.c);
	maker_layer(&r->maker, 0, 16, 32, -16);
	maker_end(&r->maker);
	cr_assert_eq(read_made(), OK);
	cr_assert_eq(volume_count(&r->image->layers[0]->volume), 1);
	expect_color(0, (struct pos){ { 17, 34, -13 } }, red);
}

Test(gox, version_1_places_blocks_by_their_centre)
{
	maker_open(&r->maker, 1);
	maker_block_one(&r->maker, 0, red.c);
	maker_layer(&r->maker, 0, 8, 24, -8);
	maker_end(&r->maker);
	cr_assert_eq(read_made(), OK);
	expect_color(0, (struct pos){ { 0, 16, -16 } }, red);
}

Test(gox, version_3_and_0_are_refused)
{
	maker_open(&r->maker, 3);
	cr_assert_eq(read_made(), ERR_FORMAT);
	cr_assert_str_eq(r->why, "version 3 is not known, only 1 and 2");
	maker_open(&r->maker, 0);
	cr_assert_eq(read_made(), ERR_FORMAT);
}

Test(gox, image_and_layers_are_read)
{
	const struct layer *layer;

	make_everything();
	cr_assert_eq(read_made(), OK, "%s", r->why);
	cr_assert(r->image->boxed);
	cr_assert_eq(r->image->box.lo.at[0], -4);
	cr_assert_eq(r->image->box.hi.at[2], 16);
	cr_assert_eq(r->image->layer_count, 4);
	layer = r->image->layers[0];
	cr_assert_str_eq(layer->name, "ground");
	cr_assert_eq(layer->id, 7);
	cr_assert(layer->visible);
	layer = r->image->layers[1];
	cr_assert_eq(layer->mode, MODE_SUB);
	cr_assert_not(layer->visible);
	cr_assert(layer->boxed);
	cr_assert_str_eq(layer->image_path, "a.png");
	expect_color(0, (struct pos){ { 0, 0, 0 } }, red);
	expect_color(1, (struct pos){ { -1, 31, 47 } }, blue);
}

Test(gox, clones_and_shapes_are_rebuilt)
{
	make_everything();
	cr_assert_eq(read_made(), OK, "%s", r->why);
	cr_assert_eq(r->image->layers[2]->base_id, 7);
	expect_color(2, (struct pos){ { 32, 0, 0 } }, red);
	cr_assert_eq(r->image->layers[3]->shape, SHAPE_CUBE);
	cr_assert_eq(volume_count(&r->image->layers[3]->volume),
	    16 * 16 * 16);
	expect_color(3, (struct pos){ { 11, 7, 15 } },
	    (struct rgba){ { 1, 2, 3, 255 } });
}

Test(gox, material_camera_and_light_are_read)
{
	make_everything();
	cr_assert_eq(read_made(), OK, "%s", r->why);
	cr_assert_eq(r->image->material_count, 1);
	cr_assert_str_eq(r->image->materials[0].name, "glass");
	cr_assert_eq(r->image->materials[0].color[2], 0.75f);
	cr_assert_eq(r->image->materials[0].metallic, 0.5f);
	cr_assert_eq(r->image->materials[0].roughness, 0.5f);
	cr_assert_eq(r->image->camera_count, 1);
	cr_assert_eq(r->image->camera_active, 0);
	cr_assert(r->image->cameras[0].ortho);
	cr_assert_eq(r->image->cameras[0].distance, 7);
	cr_assert_eq(r->image->cameras[0].mat.m[3][0], 32);
	cr_assert_eq(r->image->light.pitch, 7);
	cr_assert(r->image->light.fixed);
	cr_assert_eq(r->image->light.intensity, 2);
}

Test(gox, unknown_keys_and_chunks_are_kept)
{
	make_everything();
	cr_assert_eq(read_made(), OK, "%s", r->why);
	cr_assert_str_eq(r->image->extra->key, "weather");
	cr_assert_eq(memcmp(r->image->extra->bytes, "fine", 4), 0);
	cr_assert_str_eq(r->image->layers[0]->extra->key, "opacity");
	cr_assert_str_eq(r->image->chunks->key, "PLAC");
	cr_assert_eq(r->image->chunks->len, 8);
	cr_assert_null(r->image->chunks->next);
}

Test(gox, every_truncation_is_refused)
{
	size_t len, whole;
	int end = 0;

	make_everything();
	whole = r->maker.len;
	for (len = 0; len < whole; len++) {
		bool stops = len == r->maker.ends[end];

		r->maker.len = len;
		r->why[0] = '\0';
		end += stops;
		cr_assert_eq(read_made(), stops ? OK : ERR_FORMAT,
		    "%zu bytes", len);
		cr_assert_eq(r->image != NULL, stops);
		cr_assert_eq(r->why[0] == '\0', stops, "%zu bytes", len);
		image_free(r->image);
		r->image = NULL;
	}
	cr_assert_eq(end, r->maker.end_count - 1);
}

Test(gox, reason_names_chunk_and_place)
{
	maker_open(&r->maker, 2);
	maker_chunk(&r->maker, "IMG ");
	maker_end(&r->maker);
	maker_chunk(&r->maker, "LAYR");
	maker_bytes(&r->maker, "twelve bytes", 12);
	r->maker.bytes[r->maker.chunk + 4] = 200;
	cr_assert_eq(read_made(), ERR_FORMAT);
	cr_assert_str_eq(r->why,
	    "chunk LAYR at byte 20 says 200 bytes, 12 are left");
}

Test(gox, equal_places_of_a_block_share_its_memory)
{
	const struct volume *v;
	struct pos a = { { 0, 0, 0 } }, b = { { 64, -32, 16 } };

	maker_open(&r->maker, 2);
	maker_block_one(&r->maker, 5, red.c);
	maker_chunk(&r->maker, "LAYR");
	maker_int(&r->maker, 2);
	maker_bytes(&r->maker, "\0\0\0\0" "\0\0\0\0" "\0\0\0\0" "\0\0\0\0"
	    "\0\0\0\0", 20);
	maker_bytes(&r->maker, "\0\0\0\0" "\x40\0\0\0" "\xe0\xff\xff\xff"
	    "\x10\0\0\0" "\0\0\0\0", 20);
	maker_end(&r->maker);
	cr_assert_eq(read_made(), OK, "%s", r->why);
	v = &r->image->layers[0]->volume;
	cr_assert_neq(volume_slot(v, &a), 0);
	cr_assert_eq(volume_slot(v, &a), volume_slot(v, &b));
	cr_assert_eq(tile_alive(), 1);
}

Test(gox, unaligned_block_lands_where_it_says)
{
	maker_open(&r->maker, 2);
	maker_block_one(&r->maker, 15 + 16 * 15 + 256 * 15, red.c);
	maker_layer(&r->maker, 0, 3, -5, 7);
	maker_end(&r->maker);
	cr_assert_eq(read_made(), OK, "%s", r->why);
	cr_assert_eq(volume_count(&r->image->layers[0]->volume), 1);
	expect_color(0, (struct pos){ { 18, 10, 22 } }, red);
}

Test(gox, block_of_one_color_costs_no_tile)
{
	uint8_t voxel[4096][4];

	memset(voxel, 0xff, sizeof voxel);
	maker_open(&r->maker, 2);
	maker_block(&r->maker, (const uint8_t (*)[4])voxel);
	maker_layer(&r->maker, 0, 0, 0, 0);
	maker_end(&r->maker);
	cr_assert_eq(read_made(), OK, "%s", r->why);
	cr_assert_eq(tile_alive(), 0);
	cr_assert_eq(volume_count(&r->image->layers[0]->volume), 4096);
}

Test(gox, block_that_is_not_there_is_refused)
{
	maker_open(&r->maker, 2);
	maker_block_one(&r->maker, 0, red.c);
	maker_layer(&r->maker, 1, 0, 0, 0);
	maker_end(&r->maker);
	cr_assert_eq(read_made(), ERR_FORMAT);
	cr_assert(strstr(r->why, "wants block 1 of 1") != NULL, "%s", r->why);
}

Test(gox, block_at_the_limit_is_read_and_one_beyond_is_not)
{
	maker_open(&r->maker, 2);
	maker_block_one(&r->maker, 15, red.c);
	maker_layer(&r->maker, 0, BOUND_COORD - 16, -BOUND_COORD, 0);
	maker_end(&r->maker);
	cr_assert_eq(read_made(), OK, "%s", r->why);
	expect_color(0, (struct pos){ { BOUND_COORD - 1, -BOUND_COORD, 0 } },
	    red);
	image_free(r->image);
	maker_open(&r->maker, 2);
	maker_block_one(&r->maker, 15, red.c);
	maker_layer(&r->maker, 0, BOUND_COORD - 15, 0, 0);
	maker_end(&r->maker);
	cr_assert_eq(read_made(), ERR_TOO_BIG);
}

Test(gox, too_many_layers_are_refused)
{
	int i;

	maker_open(&r->maker, 2);
	for (i = 0; i <= BOUND_LAYERS; i++) {
		r->maker.end_count = 0;
		maker_chunk(&r->maker, "LAYR");
		maker_int(&r->maker, 0);
		maker_end(&r->maker);
		if (i == BOUND_LAYERS - 1) {
			cr_assert_eq(read_made(), OK);
			image_free(r->image);
		}
	}
	cr_assert_eq(read_made(), ERR_TOO_BIG);
}

Test(gox, picture_of_another_size_is_no_block)
{
	maker_open(&r->maker, 2);
	maker_block_one(&r->maker, 0, red.c);
	r->maker.bytes[8 + 8 + 16 + 3] = 32;	/* the width in IHDR */
	cr_assert_eq(read_made(), ERR_FORMAT);
	cr_assert_str_eq(r->why,
	    "chunk BL16 at byte 8 is no PNG of 64x64 pixels");
}

Test(gox, known_key_of_wrong_size_keeps_the_default)
{
	const float nothing = __builtin_nanf("");

	maker_open(&r->maker, 2);
	maker_chunk(&r->maker, "LAYR");
	maker_int(&r->maker, 0);
	maker_pair(&r->maker, "visible", "\0\0\0\0", 4);
	maker_pair_int(&r->maker, "mode", 99);
	maker_pair_int(&r->maker, "material", 3);
	maker_end(&r->maker);
	maker_chunk(&r->maker, "LIGH");
	maker_pair_floats(&r->maker, "intensity", &nothing, 1);
	maker_end(&r->maker);
	cr_assert_eq(read_made(), OK, "%s", r->why);
	cr_assert(r->image->layers[0]->visible);
	cr_assert_null(r->image->layers[0]->extra);
	cr_assert_eq(r->image->layers[0]->mode, MODE_OVER);
	cr_assert_eq(r->image->layers[0]->material, -1);
	cr_assert_eq(r->image->light.intensity, 2);
}

Test(gox, taken_and_missing_ids_are_chosen_anew)
{
	static const int32_t ids[] = { 0, 1, 1, -5 };
	int i, k;

	maker_open(&r->maker, 2);
	for (i = 0; i < 4; i++) {
		maker_chunk(&r->maker, "LAYR");
		maker_int(&r->maker, 0);
		maker_pair_int(&r->maker, "id", ids[i]);
		maker_end(&r->maker);
	}
	cr_assert_eq(read_made(), OK, "%s", r->why);
	cr_assert_eq(r->image->layers[1]->id, 1);
	for (i = 0; i < 4; i++) {
		cr_assert_gt(r->image->layers[i]->id, 0);
		for (k = 0; k < i; k++)
			cr_assert_neq(r->image->layers[i]->id,
			    r->image->layers[k]->id);
	}
}

Test(gox, clones_of_themselves_and_of_nothing_are_empty)
{
	static const int32_t bases[] = { 2, 1, 3, 77 };
	int i;

	maker_open(&r->maker, 2);
	for (i = 0; i < 4; i++) {
		maker_chunk(&r->maker, "LAYR");
		maker_int(&r->maker, 0);
		maker_pair_int(&r->maker, "id", i + 1);
		maker_pair_int(&r->maker, "base_id", bases[i]);
		maker_end(&r->maker);
	}
	cr_assert_eq(read_made(), OK, "%s", r->why);
	for (i = 0; i < 4; i++)
		cr_assert_eq(volume_count(&r->image->layers[i]->volume), 0);
}

Test(gox, name_that_is_not_utf8_is_made_so)
{
	maker_open(&r->maker, 2);
	maker_chunk(&r->maker, "LAYR");
	maker_int(&r->maker, 0);
	maker_pair(&r->maker, "name", "caf\xe9", 4);
	maker_end(&r->maker);
	cr_assert_eq(read_made(), OK, "%s", r->why);
	cr_assert_str_eq(r->image->layers[0]->name, "caf?");
}

Test(gox, too_many_unknown_keys_are_refused)
{
	int i;

	maker_open(&r->maker, 2);
	maker_chunk(&r->maker, "IMG ");
	for (i = 0; i < 4097; i++)
		maker_pair(&r->maker, "key", "", 0);
	maker_end(&r->maker);
	cr_assert_eq(read_made(), ERR_TOO_BIG);
	maker_open(&r->maker, 2);
	maker_chunk(&r->maker, "IMG ");
	for (i = 0; i < 4096; i++)
		maker_pair(&r->maker, "key", "", 0);
	maker_end(&r->maker);
	cr_assert_eq(read_made(), OK, "%s", r->why);
}

static enum err
read_many(const char *type, int count)
{
	maker_open(&r->maker, 2);
	while (count-- > 0) {
		r->maker.end_count = 0;
		maker_chunk(&r->maker, type);
		maker_end(&r->maker);
	}
	image_free(r->image);
	return read_made();
}

Test(gox, most_things_are_read_and_one_beyond_is_refused)
{
	static const char *const types[] = { "MATE", "CAMR", "PLAC" };
	int i;

	for (i = 0; i < 3; i++) {
		cr_assert_eq(read_many(types[i], 4096), OK, "%s", types[i]);
		cr_assert_eq(read_many(types[i], 4097), ERR_TOO_BIG, "%s",
		    types[i]);
	}
}
