#include <criterion/criterion.h>
#include <string.h>

#include "goxel/format/qb.h"
#include "tests/unit/reader.h"

#define MUCH	(1u << 20)

static const struct rgba red = { { 255, 0, 0, 255 } };

static struct rgba
get(const struct layer *layer, int32_t x, int32_t y, int32_t z)
{
	return volume_get(&layer->volume, &(struct pos){ { x, y, z } });
}

static void
set(struct image *image, int32_t x, int32_t y, int32_t z, struct rgba color)
{
	cr_assert_eq(volume_set(&image_layer_write(image, 0)->volume,
	    &(struct pos){ { x, y, z } }, color), OK);
}

static void
add_words(struct buf *b, const uint32_t *words, size_t count)
{
	while (count-- > 0)
		buf_add_u32(b, *words++);
}

#define ADD(b, ...)	add_words(b, (const uint32_t[]){ __VA_ARGS__ },	\
	sizeof (const uint32_t[]){ __VA_ARGS__ } / sizeof(uint32_t))

/* Colours, orientation, compression and how many boxes. */
static void
begin(struct buf *b, uint32_t bgra, uint32_t right, uint32_t packed,
    uint32_t boxes)
{
	buf_init(b, MUCH);
	ADD(b, 257, bgra, right, packed, 0, boxes);
}

static void
add_box(struct buf *b, const char *name)
{
	buf_add_u8(b, (uint8_t)strlen(name));
	buf_add_text(b, name);
}

static void
expect_kept(struct image *image)
{
	struct image *again;
	struct buf b;

	buf_init(&b, MUCH);
	cr_assert_eq(qb_write(image, NULL, &b), OK);
	again = reader_made(qb_read, &b);
	cr_assert_eq(again->layer_count, 1);
	cr_assert(volume_same(&image->layers[0]->volume,
	    &again->layers[0]->volume));
	image_free(again);
	image_free(image);
}

Test(qb, boxes_become_layers_with_their_names_and_places)
{
	struct image *image;
	struct buf b;

	begin(&b, 0, 1, 0, 2);
	add_box(&b, "one");
	ADD(&b, 2, 1, 2, 10, 20, (uint32_t)-30);
	ADD(&b, 0xff0000ff, 0, 0, 0x0100ff00);
	add_box(&b, "two");
	ADD(&b, 1, 2, 1, 0, 0, 0, 0, 0xff0000ff);
	image = reader_made(qb_read, &b);
	cr_assert_eq(image->layer_count, 2);
	cr_assert_str_eq(image->layers[0]->name, "one");
	cr_assert_str_eq(image->layers[1]->name, "two");
	cr_assert(rgba_same(get(image->layers[0], 10, -30, 20), red));
	cr_assert(rgba_same(get(image->layers[0], 11, -29, 20),
	    (struct rgba){ { 0, 255, 0, 255 } }));
	cr_assert_eq(volume_count(&image->layers[0]->volume), 2);
	cr_assert(rgba_same(get(image->layers[1], 0, 0, 1), red));
	image_free(image);
}

Test(qb, name_that_is_not_utf8_has_question_marks)
{
	struct image *image;
	struct buf b;

	begin(&b, 0, 1, 0, 1);
	add_box(&b, "t\374r");
	ADD(&b, 1, 1, 1, 0, 0, 0, 0xff0000ff);
	image = reader_made(qb_read, &b);
	cr_assert_str_eq(image->layers[0]->name, "t?r");
	image_free(image);
}

Test(qb, blue_first_left_handed_and_compressed_are_read)
{
	struct image *image;
	struct buf b;

	begin(&b, 1, 0, 1, 1);
	add_box(&b, "");
	ADD(&b, 3, 1, 2, 0, 0, 5);
	ADD(&b, 6, 2, 2, 0xffff0000, 0xff010203, 6);
	image = reader_made(qb_read, &b);
	cr_assert_eq(volume_count(&image->layers[0]->volume), 3);
	cr_assert(rgba_same(get(image->layers[0], 0, -6, 0), red));
	cr_assert(rgba_same(get(image->layers[0], 1, -6, 0), red));
	cr_assert(rgba_same(get(image->layers[0], 2, -6, 0),
	    (struct rgba){ { 1, 2, 3, 255 } }));
	image_free(image);
}

Test(qb, is_written_as_the_format_says)
{
	struct image *image = image_new("");
	struct buf b, is;

	set(image, 10, -30, 20, red);
	set(image, 16, -29, 20, (struct rgba){ { 0, 255, 0, 127 } });
	begin(&b, 0, 1, 1, 1);
	add_box(&b, "Layer.1");
	ADD(&b, 7, 1, 2, 10, 20, (uint32_t)-30);
	ADD(&b, 0xff0000ff, 2, 6, 0, 6, 2, 6, 0, 0xff00ff00, 6);
	buf_init(&is, MUCH);
	cr_assert_eq(qb_write(image, NULL, &is), OK);
	cr_assert_eq(is.len, b.len);
	cr_assert_eq(memcmp(is.bytes, b.bytes, b.len), 0);
	buf_fini(&b);
	buf_fini(&is);
	image_free(image);
}

Test(qb, what_is_written_is_read_back_the_same)
{
	struct image *image = image_new("");
	uint32_t seed = 3;
	int i;

	for (i = 0; i < 3000; i++) {
		seed = seed * 1664525 + 1013904223;
		set(image, (int32_t)(seed >> 27) - 20,
		    (int32_t)(seed >> 22 & 31), (int32_t)(seed >> 17 & 31),
		    (struct rgba){ { (uint8_t)(seed >> 16 & 1), 2, 0, 255 } });
	}
	cr_assert_eq(volume_fill(&image_layer_write(image, 0)->volume,
	    &(struct box){ { { -40, 0, 0 } }, { { 90, 50, 3 } } }, red), OK);
	expect_kept(image);
}

Test(qb, an_empty_model_has_no_box)
{
	expect_kept(image_new(""));
}

static enum err
write_box(int32_t side)
{
	struct image *image = image_new("");
	struct buf b;
	enum err err;

	set(image, 0, 0, 0, red);
	set(image, side - 1, 1023, 1023, red);
	buf_init(&b, MUCH);
	err = qb_write(image, NULL, &b);
	buf_fini(&b);
	image_free(image);
	return err;
}

Test(qb, box_at_the_limit_is_written_and_one_beyond_is_not)
{
	cr_assert_eq(write_box(QB_MOST / 1024 / 1024), OK);
	cr_assert_eq(write_box(QB_MOST / 1024 / 1024 + 1), ERR_BOUNDS);
}

static struct buf
box_at(uint32_t x, uint32_t size)
{
	struct buf b;

	begin(&b, 0, 1, 1, 1);
	add_box(&b, "");
	ADD(&b, size, 1, 1, x, 0, 0, 0xff0000ff, 6);
	return b;
}

Test(qb, a_voxel_at_the_limit_is_read_and_one_beyond_is_not)
{
	struct buf b = box_at(1048575, 1);
	struct image *image = reader_made(qb_read, &b);

	cr_assert(rgba_same(get(image->layers[0], 1048575, 0, 0), red));
	image_free(image);
	b = box_at(1048576, 1);
	reader_refused(qb_read, &b, ERR_TOO_BIG, "out of bounds");
	b = box_at(0x7fffffff, 1);
	reader_refused(qb_read, &b, ERR_TOO_BIG, "out of bounds");
	b = box_at(0, 2097153);
	reader_refused(qb_read, &b, ERR_TOO_BIG, "2097153 long");
}

Test(qb, what_cannot_be_is_refused)
{
	struct buf b;

	begin(&b, 2, 1, 0, 0);
	reader_refused(qb_read, &b, ERR_FORMAT, "version 1.1");
	begin(&b, 0, 1, 0, 1);
	buf_add_u8(&b, 9);
	reader_refused(qb_read, &b, ERR_FORMAT, "within a name");
	begin(&b, 0, 1, 0, 1);
	add_box(&b, "a");
	reader_refused(qb_read, &b, ERR_FORMAT, "within a box");
	begin(&b, 0, 1, 0, 1);
	add_box(&b, "a");
	ADD(&b, 2, 1, 1, 0, 0, 0, 0);
	reader_refused(qb_read, &b, ERR_FORMAT, "too few colours");
	begin(&b, 0, 1, 1, 1);
	add_box(&b, "a");
	ADD(&b, 2, 1, 1, 0, 0, 0, 2, 3, 0, 6);
	reader_refused(qb_read, &b, ERR_FORMAT, "too many colours");
}

Test(qb, box_that_goxel_counts_and_leaves_out_is_no_error)
{
	struct image *image;
	struct buf b;

	begin(&b, 0, 1, 0, 3);
	add_box(&b, "a");
	ADD(&b, 1, 1, 1, 0, 0, 0, 0xff0000ff);
	image = reader_made(qb_read, &b);
	cr_assert_eq(image->layer_count, 1);
	image_free(image);
}

Test(qb, every_layer_that_shows_something_is_a_box)
{
	struct image *image = image_new(""), *again;
	struct buf b;

	set(image, 0, 2, 3, red);
	set(image, 1, 2, 3, red);
	set(image, 2, 2, 3, red);
	cr_assert_eq(image_layer_add(image, "empty", NULL), OK);
	cr_assert_eq(image_layer_add(image, "second", NULL), OK);
	set(image, 2, 2, 3, (struct rgba){ { 0, 9, 0, 255 } });
	cr_assert_eq(image_layer_add(image, "cut", NULL), OK);
	set(image, 1, 2, 3, red);
	image_layer_write(image, 0)->mode = MODE_SUB;
	set(image, 9, 9, 9, red);
	buf_init(&b, MUCH);
	cr_assert_eq(qb_write(image, NULL, &b), OK);
	again = reader_made(qb_read, &b);
	cr_assert_eq(again->layer_count, 2);
	cr_assert_str_eq(again->layers[0]->name, "Layer.1");
	cr_assert_eq(volume_count(&again->layers[0]->volume), 1);
	cr_assert(rgba_same(get(again->layers[0], 0, 2, 3), red));
	cr_assert_str_eq(again->layers[1]->name, "second");
	cr_assert_eq(volume_count(&again->layers[1]->volume), 1);
	cr_assert_eq(get(again->layers[1], 2, 2, 3).c[1], 9);
	image_free(again);
	image_free(image);
}
