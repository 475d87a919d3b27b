#include <criterion/criterion.h>
#include <string.h>

#include "goxel/format/gox.h"

static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct rgba glass = { { 1, 2, 3, 100 } };

/* An image with one of everything the format can hold. */
static struct image *
everything(void)
{
	struct image *image = image_new("castle");
	struct layer *layer = image_layer_write(image, 0);
	struct box box = { { { -3, -3, -3 } }, { { 40, 30, 20 } } };

	volume_fill(&layer->volume, &box, glass);
	volume_set(&layer->volume, &(struct pos){ { 100, -90, 80 } }, red);
	layer->material = 0;
	extra_add(&layer->extra, "opacity", "1234", 4);
	image_layer_add(image, "hole", &layer);
	layer->mode = MODE_SUB;
	layer->visible = false;
	layer->boxed = true;
	layer->box = box_matrix(&box);
	layer->image_path = strdup("plan.png");
	layer->material = 0;
	volume_set(&layer->volume, &(struct pos){ { 1, 1, 1 } }, red);
	image_layer_add(image, "again", &layer);
	layer->base_id = image->layers[0]->id;
	layer->mat.m[3][2] = 48;
	layer->material = 0;
	image_layer_add(image, "ball", &layer);
	layer->shape = SHAPE_SPHERE;
	layer->color = glass;
	layer->mat = box_matrix(&image->box);
	layer->material = 0;
	image_refresh(image);
	image->active = image->layers[1]->id;
	image->light.fixed = true;
	extra_add(&image->extra, "weather", "fine", 4);
	extra_add(&image->chunks, "PLAC", "anything", 8);
	extra_add(&image->materials[0].extra, "ior", "abcd", 4);
	extra_add(&image->cameras[0].extra, "mode", "efgh", 4);
	extra_add(&image->light.extra, "sky", "", 0);
	return image;
}

static void
write_image(const struct image *image, struct buf *b)
{
	buf_init(b, 64u << 20);
	cr_assert_eq(gox_write(image, NULL, b), OK);
}

static struct image *
read_image(const struct buf *b)
{
	struct image *image = NULL;
	char why[FORMAT_WHY] = "";

	cr_assert_eq(gox_read(b->bytes, b->len, &image, why, NULL), OK, "%s",
	    why);
	return image;
}

/* The number of chunks of a type. */
static int
count_chunks(const struct buf *b, const char *type)
{
	size_t at = 8;
	int count = 0;
	uint32_t len;

	while (at < b->len) {
		count += memcmp(b->bytes + at, type, 4) == 0;
		memcpy(&len, b->bytes + at + 4, 4);
		at += 12 + (size_t)len;
	}
	cr_assert_eq(at, b->len);
	return count;
}

static void
expect_extra(const struct extra *is, const struct extra *was)
{
	for (; was != NULL; was = was->next, is = is->next) {
		cr_assert_not_null(is);
		cr_assert_str_eq(is->key, was->key);
		cr_assert_eq(is->len, was->len);
		cr_assert(was->len == 0 ||
		    memcmp(is->bytes, was->bytes, was->len) == 0);
	}
	cr_assert_null(is);
}

static void
expect_layer(const struct layer *is, const struct layer *was)
{
	cr_assert_str_eq(is->name, was->name);
	cr_assert_eq(is->id, was->id);
	cr_assert_eq(is->base_id, was->base_id);
	cr_assert_eq(is->visible, was->visible);
	cr_assert_eq(is->mode, was->mode);
	cr_assert_eq(is->shape, was->shape);
	cr_assert_eq(is->material, was->material);
	cr_assert_eq(is->boxed, was->boxed);
	cr_assert_eq(memcmp(&is->mat, &was->mat, sizeof is->mat), 0);
	cr_assert_eq(memcmp(&is->box, &was->box, sizeof is->box), 0);
	cr_assert(rgba_same(is->color, was->color));
	cr_assert_eq(is->image_path == NULL, was->image_path == NULL);
	if (was->image_path != NULL)
		cr_assert_str_eq(is->image_path, was->image_path);
	cr_assert(volume_same(&is->volume, &was->volume), "%s", was->name);
	expect_extra(is->extra, was->extra);
}

static void
expect_material(const struct material *is, const struct material *was)
{
	cr_assert_str_eq(is->name, was->name);
	cr_assert_eq(memcmp(is->color, was->color, sizeof is->color), 0);
	cr_assert_eq(memcmp(is->emission, was->emission,
	    sizeof is->emission), 0);
	cr_assert_eq(is->metallic, was->metallic);
	cr_assert_eq(is->roughness, was->roughness);
}

static void
expect_light(const struct light *is, const struct light *was)
{
	cr_assert_eq(is->pitch, was->pitch);
	cr_assert_eq(is->yaw, was->yaw);
	cr_assert_eq(is->intensity, was->intensity);
	cr_assert_eq(is->fixed, was->fixed);
	cr_assert_eq(is->ambient, was->ambient);
	cr_assert_eq(is->shadow, was->shadow);
}

Test(gox_write, layers_come_back_the_same)
{
	struct image *image = everything(), *again;
	struct buf b;
	uint32_t i;

	write_image(image, &b);
	again = read_image(&b);
	cr_assert_str_eq(again->name, "castle");
	cr_assert_eq(again->active, image->active);
	cr_assert_eq(again->layer_count, 4);
	for (i = 0; i < 4; i++)
		expect_layer(again->layers[i], image->layers[i]);
	buf_fini(&b);
	image_free(image);
	image_free(again);
}

Test(gox_write, all_but_layers_comes_back_the_same)
{
	struct image *image = everything(), *again;
	struct buf b;

	write_image(image, &b);
	again = read_image(&b);
	cr_assert(again->boxed && box_same(&again->box, &image->box));
	cr_assert_eq(again->material_count, 1);
	expect_material(again->materials, image->materials);
	cr_assert_eq(again->camera_count, 1);
	cr_assert_eq(again->camera_active, 0);
	cr_assert_eq(memcmp(&again->cameras[0].mat, &image->cameras[0].mat,
	    sizeof(struct matrix)), 0);
	expect_light(&again->light, &image->light);
	expect_extra(again->extra, image->extra);
	expect_extra(again->chunks, image->chunks);
	expect_extra(again->materials[0].extra, image->materials[0].extra);
	expect_extra(again->cameras[0].extra, image->cameras[0].extra);
	expect_extra(again->light.extra, image->light.extra);
	buf_fini(&b);
	image_free(image);
	image_free(again);
}

Test(gox_write, what_was_read_is_written_as_the_same_bytes)
{
	struct image *image = everything(), *again;
	struct buf b, c;

	write_image(image, &b);
	again = read_image(&b);
	write_image(again, &c);
	cr_assert_eq(b.len, c.len);
	cr_assert_eq(memcmp(b.bytes, c.bytes, b.len), 0);
	buf_fini(&b);
	buf_fini(&c);
	image_free(image);
	image_free(again);
}

/* Goxel itself has no word for it, and takes the last material. */
Test(gox_write, layer_without_a_material_comes_back_without_one)
{
	struct image *image = image_new(""), *again;
	struct buf b;

	image_layer_write(image, 0)->material = -1;
	write_image(image, &b);
	again = read_image(&b);
	cr_assert_eq(again->material_count, 1);
	cr_assert_eq(again->layers[0]->material, -1);
	cr_assert_null(again->layers[0]->extra);
	buf_fini(&b);
	image_free(image);
	image_free(again);
}

Test(gox_write, history_leaves_no_trace)
{
	struct image *one = image_new(""), *two = image_new("");
	struct volume *v = &image_layer_write(one, 0)->volume;
	struct volume *w = &image_layer_write(two, 0)->volume;
	struct box box = { { { 0, 0, 0 } }, { { 16, 16, 16 } } };
	struct pos here = { { 1, 2, 3 } }, there = { { 300, 0, 0 } };
	struct buf b, c;
	int i;

	volume_set(v, &here, red);
	volume_set(v, &(struct pos){ { 5, 5, 5 } }, red);
	volume_set(v, &(struct pos){ { 5, 5, 5 } },
	    (struct rgba){ { 9, 9, 9, 0 } });
	volume_set(v, &there, red);
	volume_set(w, &there, red);
	volume_set(w, &here, red);
	for (i = 0; i < 2; i++)
		box.lo.at[i] += 64, box.hi.at[i] += 64;
	volume_fill(v, &box, glass);
	volume_fill(w, &box, red);
	volume_set(w, &box.lo, glass);
	volume_fill(w, &box, glass);
	write_image(one, &b);
	write_image(two, &c);
	cr_assert_eq(b.len, c.len);
	cr_assert_eq(memcmp(b.bytes, c.bytes, b.len), 0);
	buf_fini(&b);
	buf_fini(&c);
	image_free(one);
	image_free(two);
}

Test(gox_write, equal_blocks_are_written_once)
{
	struct image *image = image_new("");
	struct volume *v = &image_layer_write(image, 0)->volume;
	struct box box = { { { 0, 0, 0 } }, { { 128, 32, 16 } } };
	struct buf b;
	int x;

	volume_fill(v, &box, glass);		/* one block, 16 places */
	for (x = 0; x < 4; x++)			/* one block, 4 places */
		volume_set(v, &(struct pos){ { 16 * x, 64, 0 } }, red);
	write_image(image, &b);
	cr_assert_eq(count_chunks(&b, "BL16"), 2);
	buf_fini(&b);
	image_free(image);
}

Test(gox_write, clones_hold_no_blocks)
{
	struct image *image = image_new("");
	struct layer *layer = image_layer_write(image, 0);
	struct buf b;

	volume_set(&layer->volume, &(struct pos){ { 1, 2, 3 } }, red);
	image_layer_add(image, "clone", &layer);
	layer->base_id = image->layers[0]->id;
	layer->mat.m[3][0] = 5;
	image_refresh(image);
	write_image(image, &b);
	cr_assert_eq(count_chunks(&b, "BL16"), 1);
	buf_fini(&b);
	image_free(image);
}

/* Tiles in a row of boxes of one colour: 128 * 128 * 4 = 65,536 of them. */
static struct image *
large(enum mode mode)
{
	struct image *image = image_new("");
	struct layer *layer = image_layer_write(image, 0);
	struct box box = { { { 0, 0, 0 } }, { { 2048, 2048, 64 } } };

	layer->mode = mode;
	cr_assert_eq(volume_fill(&layer->volume, &box, red), OK);
	image_layer_add(image, "top", NULL);
	return image;
}

Test(gox_write, layer_too_long_for_goxel_is_split_and_comes_back_whole)
{
	struct image *image = large(MODE_OVER), *again;
	struct buf b;

	write_image(image, &b);
	cr_assert_eq(count_chunks(&b, "LAYR"), 3);
	again = read_image(&b);
	cr_assert_eq(again->layer_count, 2);
	cr_assert(volume_same(&again->layers[0]->volume,
	    &image->layers[0]->volume));
	cr_assert_eq(again->layers[1]->id, image->layers[1]->id);
	buf_fini(&b);
	image_free(image);
	image_free(again);
}

/* LAYR chunks of a layer that needs so many entries. */
static int
parts_of(bool one_more)
{
	struct image *image = image_new("");
	struct volume *v = &image_layer_write(image, 0)->volume;
	struct box box = { { { 0, 0, 0 } }, { { 250 * 16, 208 * 16, 16 } } };
	struct buf b;
	int parts;

	cr_assert_eq(GOX_PART, 250 * 208);
	cr_assert_eq(volume_fill(v, &box, red), OK);
	if (one_more)
		volume_set(v, &(struct pos){ { 0, 0, 64 } }, red);
	write_image(image, &b);
	parts = count_chunks(&b, "LAYR");
	buf_fini(&b);
	image_free(image);
	return parts;
}

Test(gox_write, longest_layer_for_goxel_is_whole_and_one_beyond_is_split)
{
	cr_assert_eq(parts_of(false), 1);
	cr_assert_eq(parts_of(true), 2);
}

Test(gox_write, layer_of_another_mode_is_not_split)
{
	struct image *image = large(MODE_MAX), *again;
	struct buf b;

	write_image(image, &b);
	cr_assert_eq(count_chunks(&b, "LAYR"), 2);
	again = read_image(&b);
	cr_assert(volume_same(&again->layers[0]->volume,
	    &image->layers[0]->volume));
	buf_fini(&b);
	image_free(image);
	image_free(again);
}

static enum err
write_solid(int32_t height, struct buf *b)
{
	struct image *image = image_new("");
	struct box box = { { { 0, 0, 0 } }, { { 2048, 2048, height } } };
	enum err err;

	buf_init(b, 64u << 20);
	cr_assert_eq(volume_fill(&image_layer_write(image, 0)->volume, &box,
	    red), OK);
	err = gox_write(image, NULL, b);
	image_free(image);
	buf_fini(b);
	return err;
}

Test(gox_write, layer_past_the_entry_limit_is_refused)
{
	struct buf b;

	cr_assert_eq(GOX_ENTRIES, 128 * 128 * 64);
	cr_assert_eq(write_solid(16 * 64, &b), OK);
	cr_assert_eq(write_solid(16 * 65, &b), ERR_TOO_BIG);
}

Test(gox_write, full_buffer_is_told)
{
	struct image *image = everything();
	struct buf b;
	size_t len;

	write_image(image, &b);
	len = b.len;
	buf_fini(&b);
	buf_init(&b, len - 1);
	cr_assert_eq(gox_write(image, NULL, &b), ERR_TOO_BIG);
	buf_fini(&b);
	image_free(image);
}
