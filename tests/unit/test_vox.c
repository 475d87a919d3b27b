#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "goxel/format/swatch.h"
#include "goxel/format/vox.h"
#include "tests/unit/reader.h"

#define MUCH	(64u << 20)

static const struct rgba red = { { 255, 0, 0, 255 } };

static void
set(struct image *image, int32_t x, int32_t y, int32_t z, struct rgba color)
{
	cr_assert_eq(volume_set(&image_layer_write(image, 0)->volume,
	    &(struct pos){ { x, y, z } }, color), OK);
}

static struct rgba
get(const struct image *image, const char *layer, int32_t x, int32_t y,
    int32_t z)
{
	const struct layer *l = layer == NULL ? image->layers[0] :
	    image_layer_named(image, layer);

	cr_assert_not_null(l, "%s", layer);
	return volume_get(&l->volume, &(struct pos){ { x, y, z } });
}

/* What comes back from a file of the image. */
static struct image *
through(const struct image *image)
{
	struct buf b;

	buf_init(&b, MUCH);
	cr_assert_eq(vox_write(image, NULL, &b), OK);
	return reader_made(vox_read, &b);
}

static void
expect_kept(struct image *image)
{
	struct image *again = through(image);

	cr_assert_eq(again->layer_count, 1);
	cr_assert(volume_same(&image->layers[0]->volume,
	    &again->layers[0]->volume));
	image_free(again);
	image_free(image);
}

/*
 * A file by hand, and one taken to pieces: by the specification alone.
 */

static uint32_t
word(const char *at)
{
	const unsigned char *byte = (const unsigned char *)at;

	return byte[0] | (uint32_t)byte[1] << 8 | (uint32_t)byte[2] << 16 |
	    (uint32_t)byte[3] << 24;
}

/* The n-th chunk of a kind: its content, or NULL. */
static const char *
chunk_of(const struct buf *b, const char *id, int n)
{
	const char *at = b->bytes + 20;

	cr_assert_eq(memcmp(b->bytes, "VOX \226\0\0\0MAIN\0\0\0\0", 16), 0);
	cr_assert_eq(word(b->bytes + 16), b->len - 20);
	for (; at < b->bytes + b->len; at += 12 + word(at + 4)) {
		cr_assert_eq(word(at + 8), 0);
		if (memcmp(at, id, 4) == 0 && n-- == 0)
			return at + 12;
	}
	cr_assert_eq(at, b->bytes + b->len);
	return NULL;
}

static void
begin(struct buf *b)
{
	buf_init(b, MUCH);
	buf_add(b, "VOX \226\0\0\0MAIN\0\0\0\0\0\0\0\0", 20);
}

static void
add_words(struct buf *b, const char *id, const int32_t *words, int count)
{
	buf_add(b, id, 4);
	buf_add_u32(b, (uint32_t)count * 4);
	buf_add_u32(b, 0);
	while (count-- > 0)
		buf_add_u32(b, (uint32_t)*words++);
}

#define ADD(b, id, ...)	add_words(b, id, (const int32_t[]){ __VA_ARGS__ }, \
	sizeof (const int32_t[]){ __VA_ARGS__ } / sizeof(int32_t))
#define VOXEL(x, y, z, color)	\
	(int32_t)((x) | (y) << 8 | (z) << 16 | (uint32_t)(color) << 24)

/* A transform with a pair in its dictionary and one in its frame. */
static void
add_transform(struct buf *b, int32_t id, int32_t child,
    const char *const text[4])
{
	struct buf in;
	int i;

	buf_init(&in, 4096);
	buf_add_u32(&in, (uint32_t)id);
	for (i = 0; i < 4; i++) {
		if (i == 2) {
			buf_add_u32(&in, (uint32_t)child);
			buf_add_u32(&in, UINT32_MAX);
			buf_add_u32(&in, 0);
			buf_add_u32(&in, 1);
		}
		if (i % 2 == 0)
			buf_add_u32(&in, text[i] != NULL);
		if (text[i] == NULL)
			continue;
		buf_add_u32(&in, (uint32_t)strlen(text[i]));
		buf_add_text(&in, text[i]);
	}
	buf_add(b, "nTRN", 4);
	buf_add_u32(b, (uint32_t)in.len);
	buf_add_u32(b, 0);
	buf_add(b, in.bytes, in.len);
	buf_fini(&in);
}

#define TRANSFORM(b, id, child, ...)	\
	add_transform(b, id, child, (const char *const[4]){ __VA_ARGS__ })

Test(vox, a_model_comes_back_where_it_was)
{
	struct image *image = image_new("");

	set(image, -5, 7, 100, red);
	set(image, -4, 7, 101, (struct rgba){ { 1, 2, 3, 255 } });
	set(image, 3, 9, 100, (struct rgba){ { 0, 0, 0, 255 } });
	expect_kept(image);
}

Test(vox, far_corners_become_small_models)
{
	struct image *image = image_new("");
	struct buf b;
	int32_t i;

	for (i = 0; i < 8; i++)
		set(image, i & 1 ? 1048575 : -1048576,
		    i & 2 ? 1048575 : -1048576, i & 4 ? 1048575 : -1048576,
		    red);
	buf_init(&b, MUCH);
	cr_assert_eq(vox_write(image, NULL, &b), OK);
	for (i = 0; i < 8; i++)
		cr_assert_eq(memcmp(chunk_of(&b, "SIZE", i),
		    "\1\0\0\0\1\0\0\0\1\0\0\0", 12), 0);
	cr_assert_null(chunk_of(&b, "SIZE", 8));
	buf_fini(&b);
	expect_kept(image);
}

static int
models_of_length(int32_t length)
{
	struct image *image = image_new("");
	struct box box = { { { -3, 5, 0 } }, { { length - 3, 7, 2 } } };
	struct buf b;
	int count = 0;

	cr_assert_eq(volume_fill(&image_layer_write(image, 0)->volume, &box,
	    red), OK);
	buf_init(&b, MUCH);
	cr_assert_eq(vox_write(image, NULL, &b), OK);
	while (chunk_of(&b, "XYZI", count) != NULL)
		count++;
	buf_fini(&b);
	expect_kept(image);
	return count;
}

Test(vox, over_256_voxels_take_a_second_model)
{
	cr_assert_eq(models_of_length(256), 1);
	cr_assert_eq(models_of_length(257), 2);
	cr_assert_eq(models_of_length(513), 3);
}

Test(vox, voxels_are_listed_as_the_format_says)
{
	struct image *image = image_new("");
	const char *voxels, *colors;
	struct buf b;

	set(image, 10, 20, 30, red);
	set(image, 12, 21, 33, (struct rgba){ { 0, 255, 0, 255 } });
	buf_init(&b, MUCH);
	cr_assert_eq(vox_write(image, NULL, &b), OK);
	voxels = chunk_of(&b, "XYZI", 0);
	colors = chunk_of(&b, "RGBA", 0);
	cr_assert_eq(memcmp(chunk_of(&b, "SIZE", 0),
	    "\3\0\0\0\2\0\0\0\4\0\0\0", 12), 0);
	cr_assert_eq(memcmp(voxels, "\2\0\0\0\0\0\0\2\2\1\3\1", 12), 0);
	cr_assert_eq(memcmp(colors, "\0\xff\0\xff\xff\0\0\xff", 8), 0);
	cr_assert_eq(memcmp(chunk_of(&b, "nTRN", 1) + 28 - 4,
	    "\1\0\0\0\2\0\0\0_t\x8\0\0\0" "11 21 32", 22), 0);
	buf_fini(&b);
	image_free(image);
}

Test(vox, layers_are_written_as_they_are_seen)
{
	struct image *image = image_new(""), *again;
	struct layer *layer;

	set(image, 0, 0, 0, red);
	set(image, 1, 0, 0, red);
	set(image, 2, 0, 0, (struct rgba){ { 9, 9, 9, 126 } });
	image_layer_add(image, "hole", &layer);
	layer->mode = MODE_SUB;
	set(image, 1, 0, 0, red);
	image_layer_add(image, "hidden", &layer);
	layer->visible = false;
	set(image, 3, 0, 0, red);
	again = through(image);
	cr_assert_eq(volume_count(&again->layers[0]->volume), 1);
	cr_assert(rgba_same(get(again, NULL, 0, 0, 0), red));
	image_free(again);
	image_free(image);
}

/* The upper one takes two models; both stay together. */
Test(vox, layers_come_back_with_their_names)
{
	struct image *image = image_new(""), *again;

	set(image, 5, 0, 0, red);
	set(image, 6, 0, 0, red);
	image_layer_add(image, "empty", NULL);
	image_layer_add(image, "long", NULL);
	set(image, 6, 0, 0, (struct rgba){ { 0, 9, 0, 255 } });
	set(image, 900, 0, 0, red);
	again = through(image);
	cr_assert_eq(again->layer_count, 2);
	cr_assert_str_eq(again->layers[0]->name, "Layer.1");
	cr_assert_eq(volume_count(&again->layers[0]->volume), 1);
	cr_assert(rgba_same(get(again, "Layer.1", 5, 0, 0), red));
	cr_assert(volume_same(&again->layers[1]->volume,
	    &image->layers[2]->volume));
	cr_assert_str_eq(again->layers[1]->name, "long");
	image_free(again);
	image_free(image);
}

static struct image *
gray_and_more(int32_t count)
{
	struct image *image = image_new("");
	int32_t i;

	for (i = 0; i < count; i++)
		set(image, i, 0, 0, (struct rgba){ { (uint8_t)i, (uint8_t)i,
		    (uint8_t)(i >> 8), 255 } });
	return image;
}

Test(vox, colours_are_kept_up_to_255)
{
	expect_kept(gray_and_more(255));
}

Test(vox, of_more_colours_each_becomes_a_near_one)
{
	struct image *image = gray_and_more(1024), *again = through(image);
	struct rgba was, is;
	int32_t i;
	int k;

	cr_assert_not(volume_same(&image->layers[0]->volume,
	    &again->layers[0]->volume));
	cr_assert_eq(volume_count(&again->layers[0]->volume), 1024);
	for (i = 0; i < 1024; i++) {
		was = get(image, NULL, i, 0, 0);
		is = get(again, NULL, i, 0, 0);
		for (k = 0; k < 3; k++)
			cr_assert_lt(abs(was.c[k] - is.c[k]), 5);
	}
	image_free(again);
	image_free(image);
}

Test(vox, bytes_do_not_depend_on_history)
{
	struct image *one = gray_and_more(1024), *two = image_new("");
	struct buf a, b;
	int32_t i;

	for (i = 1024; i-- > 0;)
		set(two, i, 0, 0, get(one, NULL, i, 0, 0));
	buf_init(&a, MUCH);
	buf_init(&b, MUCH);
	cr_assert_eq(vox_write(one, NULL, &a), OK);
	cr_assert_eq(vox_write(two, NULL, &b), OK);
	cr_assert_eq(a.len, b.len);
	cr_assert_eq(memcmp(a.bytes, b.bytes, a.len), 0);
	buf_fini(&a);
	buf_fini(&b);
	image_free(one);
	image_free(two);
}

Test(vox, an_empty_model_is_a_file)
{
	struct image *again, *image = image_new("");

	again = through(image);
	cr_assert_eq(volume_count(&again->layers[0]->volume), 0);
	image_free(again);
	image_free(image);
}

Test(vox, full_buffer_ends_an_endless_model)
{
	struct image *image = image_new("");
	struct box box = { { { 0, 0, 0 } }, { { 4096, 4096, 4096 } } };
	struct buf b;

	cr_assert_eq(volume_fill(&image_layer_write(image, 0)->volume, &box,
	    red), OK);
	buf_init(&b, 1u << 20);
	cr_assert_eq(vox_write(image, NULL, &b), ERR_TOO_BIG);
	buf_fini(&b);
	image_free(image);
}

Test(vox, without_nodes_a_model_is_centred_and_colours_are_the_usual)
{
	struct image *image;
	struct buf b;

	begin(&b);
	ADD(&b, "SIZE", 2, 3, 4);
	ADD(&b, "XYZI", 3, VOXEL(0, 0, 0, 36), VOXEL(1, 2, 3, 1),
	    VOXEL(0, 0, 1, 255));
	image = reader_made(vox_read, &b);
	cr_assert(rgba_same(get(image, NULL, -1, -1, -2), red));
	cr_assert(rgba_same(get(image, NULL, 0, 1, 1),
	    (struct rgba){ { 255, 255, 255, 255 } }));
	cr_assert(rgba_same(get(image, NULL, -1, -1, -1),
	    (struct rgba){ { 17, 17, 17, 255 } }));
	image_free(image);
}

Test(vox, name_that_is_not_utf8_has_question_marks)
{
	struct image *image;
	struct buf b;

	begin(&b);
	ADD(&b, "SIZE", 1, 1, 1);
	ADD(&b, "XYZI", 1, VOXEL(0, 0, 0, 36));
	TRANSFORM(&b, 0, 1, "_name", "t\374r", NULL, NULL);
	ADD(&b, "nSHP", 1, 0, 1, 0, 0);
	image = reader_made(vox_read, &b);
	cr_assert_eq(image->layer_count, 1);
	cr_assert_str_eq(image->layers[0]->name, "t?r");
	image_free(image);
}

Test(vox, nodes_turn_move_name_and_hide)
{
	struct image *image;
	struct buf b;

	begin(&b);
	ADD(&b, "SIZE", 3, 1, 2);
	ADD(&b, "XYZI", 1, VOXEL(2, 0, 0, 36));
	TRANSFORM(&b, 0, 1, NULL, NULL, "_t", "100 0 0");
	ADD(&b, "nGRP", 1, 0, 3, 2, 4, 6);
	TRANSFORM(&b, 2, 3, "_name", "turned", "_r", "17");
	TRANSFORM(&b, 4, 5, "_hidden", "1", "_t", "0 -7 9");
	TRANSFORM(&b, 6, 5, NULL, NULL, NULL, NULL);
	ADD(&b, "nSHP", 3, 0, 1, 0, 0);
	ADD(&b, "nSHP", 5, 0, 1, 0, 0);
	image = reader_made(vox_read, &b);
	cr_assert_eq(image->layer_count, 3);
	/* 17: x takes -y, y takes x, z takes z; the voxel was (1, 0, -1). */
	cr_assert(rgba_same(get(image, "turned", 99, 1, -1), red));
	cr_assert(rgba_same(get(image, NULL, 101, 0, -1), red));
	cr_assert_eq(volume_count(&image->layers[0]->volume), 1);
	cr_assert_eq(volume_count(&image->layers[1]->volume), 1);
	cr_assert(rgba_same(volume_get(&image->layers[2]->volume,
	    &(struct pos){ { 101, -7, 8 } }), red));
	cr_assert_not(image->layers[2]->visible);
	image_free(image);
}

static void
begin_placed(struct buf *b, const char *place)
{
	begin(b);
	ADD(b, "SIZE", 1, 1, 1);
	ADD(b, "XYZI", 1, VOXEL(0, 0, 0, 36));
	TRANSFORM(b, 0, 1, NULL, NULL, "_t", place);
	ADD(b, "nSHP", 1, 0, 1, 0, 0);
}

Test(vox, a_model_at_the_limit_is_read_and_one_beyond_is_not)
{
	struct image *image;
	struct buf b;

	begin_placed(&b, "1048575 -1048576 0");
	image = reader_made(vox_read, &b);
	cr_assert(rgba_same(get(image, NULL, 1048575, -1048576, 0), red));
	image_free(image);
	begin_placed(&b, "1048576 0 0");
	reader_refused(vox_read, &b, ERR_TOO_BIG, "out of bounds");
	begin_placed(&b, "0 -1048577 0");
	reader_refused(vox_read, &b, ERR_TOO_BIG, "out of bounds");
	begin_placed(&b, "0 0 99999999999999999999999");
	reader_refused(vox_read, &b, ERR_TOO_BIG, "out of bounds");
}

Test(vox, nodes_that_hold_themselves_are_refused)
{
	struct buf b;

	begin(&b);
	TRANSFORM(&b, 0, 1, NULL, NULL, NULL, NULL);
	ADD(&b, "nGRP", 1, 0, 2, 0, 0);
	reader_refused(vox_read, &b, ERR_TOO_BIG, "nodes deep");
}

/* Groups in each other, the last of them empty. */
static struct buf
chain(int32_t depth)
{
	struct buf b;
	int32_t i;

	begin(&b);
	for (i = 0; i < depth - 1; i++)
		ADD(&b, "nGRP", i, 0, 1, i + 1);
	ADD(&b, "nGRP", i, 0, 0);
	return b;
}

Test(vox, groups_may_be_64_deep_and_no_deeper)
{
	struct buf b = chain(64);

	image_free(reader_made(vox_read, &b));
	b = chain(65);
	reader_refused(vox_read, &b, ERR_TOO_BIG, "64 nodes deep");
}

Test(vox, groups_that_multiply_are_refused)
{
	struct buf b;
	int32_t i;

	begin(&b);
	for (i = 0; i < 20; i++)
		ADD(&b, "nGRP", i, 0, 2, i + 1, i + 1);
	ADD(&b, "nGRP", 20, 0, 0);
	reader_refused(vox_read, &b, ERR_TOO_BIG, "65536 large");
}

Test(vox, what_cannot_be_is_refused)
{
	struct buf b;

	begin(&b);
	ADD(&b, "SIZE", 1, 1, 1);
	ADD(&b, "XYZI", 2, VOXEL(0, 0, 0, 1));
	reader_refused(vox_read, &b, ERR_FORMAT, "tells of 2 voxels and has 1");
	begin(&b);
	ADD(&b, "SIZE", 1, 1, 1);
	ADD(&b, "XYZI", 1, VOXEL(0, 1, 0, 1));
	reader_refused(vox_read, &b, ERR_FORMAT, "beyond its size");
	begin(&b);
	ADD(&b, "XYZI", 1, VOXEL(0, 1, 0, 1));
	reader_refused(vox_read, &b, ERR_FORMAT, "without the size");
	begin(&b);
	ADD(&b, "SIZE", -1, 1, 1);
	reader_refused(vox_read, &b, ERR_FORMAT, "-1 voxels long");
	begin(&b);
	TRANSFORM(&b, 0, 1, NULL, NULL, "_r", "0");
	ADD(&b, "nSHP", 1, 0, 1, 0, 0);
	reader_refused(vox_read, &b, ERR_FORMAT, "no rotation");
	begin_placed(&b, "0 0 0");
	ADD(&b, "nSHP", 0, 0, 1, 7, 0);
	reader_refused(vox_read, &b, ERR_FORMAT, "no model 7");
}

Test(vox, a_file_cut_short_is_refused_or_read)
{
	struct image *image = gray_and_more(300), *again;
	char why[FORMAT_WHY];
	struct buf b;
	size_t len;
	int refused = 0;

	buf_init(&b, MUCH);
	cr_assert_eq(vox_write(image, NULL, &b), OK);
	for (len = 0; len < b.len; len++) {
		again = NULL;
		if (vox_read(b.bytes, len, &again, why, NULL) == OK)
			image_free(again);
		else
			refused++;
	}
	cr_assert_gt(refused, (int)b.len - 20);
	buf_fini(&b);
	image_free(image);
}
