#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "goxel/format/mts.h"
#include "goxel/format/nodes.h"
#include "tests/unit/reader.h"

#define HEAD_NAMES	"\0\3\0\3air\0\15default:stone\0\3odd"

static void
add_big(struct buf *b, uint32_t value)
{
	buf_add_u8(b, (uint8_t)(value >> 8));
	buf_add_u8(b, (uint8_t)value);
}

static void
add_head(struct buf *b, uint32_t version, const uint32_t size[3])
{
	uint32_t i;

	buf_init(b, 1u << 30);
	buf_add_text(b, "MTSM");
	add_big(b, version);
	for (i = 0; i < 3; i++)
		add_big(b, size[i]);
	for (i = 0; version >= 3 && i < size[1]; i++)
		buf_add_u8(b, 127);
	buf_add(b, HEAD_NAMES, sizeof HEAD_NAMES - 1);
}

static void
add_packed(struct buf *b, const void *bytes, size_t len)
{
	uLongf packed = compressBound(len);
	unsigned char *to = malloc(packed);

	cr_assert_eq(compress(to, &packed, bytes, len), Z_OK);
	buf_add(b, to, packed);
	free(to);
}

/* 2 x 1 x 2 nodes: stone, odd / air, stone; each as likely as `likely`. */
static void
make_model(struct buf *b, uint32_t version, uint8_t likely)
{
	unsigned char nodes[16] = { 0, 1, 0, 2, 0, 0, 0, 1 };

	memset(nodes + 8, likely, 4);
	add_head(b, version, (uint32_t[3]){ 2, 1, 2 });
	add_packed(b, nodes, sizeof nodes);
}

static struct rgba
get(const struct image *image, int32_t x, int32_t y, int32_t z)
{
	return volume_get(&image->layers[0]->volume,
	    &(struct pos){ { x, y, z } });
}

static uint64_t
count_of(uint32_t version, uint8_t likely)
{
	struct image *image;
	struct buf b;
	uint64_t count;

	make_model(&b, version, likely);
	cr_assert_eq(reader_take(mts_read, &b, &image), OK);
	count = volume_count(&image->layers[0]->volume);
	image_free(image);
	return count;
}

Test(mts, names_give_colours_and_z_is_our_y)
{
	struct image *image;
	struct buf b;

	make_model(&b, 4, 127);
	cr_assert_eq(reader_take(mts_read, &b, &image), OK);
	cr_assert_eq(volume_count(&image->layers[0]->volume), 3);
	cr_assert(rgba_same(get(image, 0, 0, 0), nodes_color("stone", 5)));
	cr_assert(rgba_same(get(image, 1, 0, 0), nodes_color("odd", 3)));
	cr_assert(rgba_same(get(image, 1, 1, 0), nodes_color("stone", 5)));
	image_free(image);
}

Test(mts, y_is_our_z)
{
	static const unsigned char nodes[8] = { 0, 0, 0, 1, 0, 127, 0, 0 };
	struct image *image;
	struct buf b;

	add_head(&b, 4, (uint32_t[3]){ 1, 2, 1 });
	add_packed(&b, nodes, sizeof nodes);
	cr_assert_eq(reader_take(mts_read, &b, &image), OK);
	cr_assert_eq(volume_count(&image->layers[0]->volume), 1);
	cr_assert(rgba_exists(get(image, 0, 0, 1)));
	image_free(image);
}

Test(mts, what_is_never_placed_is_empty_but_in_version_1)
{
	cr_assert_eq(count_of(1, 0), 3);
	cr_assert_eq(count_of(2, 0), 0);
	cr_assert_eq(count_of(2, 0x80), 3);
	cr_assert_eq(count_of(3, 1), 3);
	cr_assert_eq(count_of(4, 0x80), 0);
	cr_assert_eq(count_of(4, 0x81), 3);
}

Test(mts, a_file_cut_anywhere_is_refused)
{
	struct image *image;
	struct buf b;
	size_t len;

	make_model(&b, 4, 127);
	for (len = 0; len < b.len; len++)
		cr_assert_eq(reader_run(mts_read, b.bytes, len, &image),
		    ERR_FORMAT, "%zu", len);
	buf_fini(&b);
}

Test(mts, what_cannot_be_is_refused)
{
	static const struct { size_t at; unsigned char value; } wrong[] = {
		{ 0, 'm' }, { 5, 0 }, { 5, 5 }, { 5, 2 },
		{ 7, 3 }, { 7, 1 }, { 11, 9 },	/* sizes */
		{ 8, 7 }, { 9, 200 },		/* levels */
		{ 14, 2 }, { 13, 200 }, { 14, 200 },	/* names */
		{ 15, 9 }			/* length of a name */
	};
	struct image *image;
	struct buf b;
	size_t i;

	for (i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		make_model(&b, 4, 127);
		b.bytes[wrong[i].at] = (char)wrong[i].value;
		cr_assert_eq(reader_take(mts_read, &b, &image), ERR_FORMAT,
		    "%zu", i);
	}
}

Test(mts, a_size_that_cannot_unpack_is_refused_before_it_is)
{
	struct image *image;
	struct buf b;

	add_head(&b, 4, (uint32_t[3]){ 4096, 4, 4096 });
	cr_assert_eq(reader_take(mts_read, &b, &image), ERR_FORMAT);
	add_head(&b, 4, (uint32_t[3]){ 65535, 65535, 65535 });
	cr_assert_eq(reader_take(mts_read, &b, &image), ERR_TOO_BIG);
}

static enum err
read_air(uint32_t more)
{
	uint32_t side = 4096, high = MTS_MOST / 4096 / 4096 + more;
	size_t len = (size_t)side * side * high * 4;
	unsigned char *nodes = calloc(len, 1);
	struct image *image;
	struct buf b;
	enum err err;

	add_head(&b, 4, (uint32_t[3]){ side, high, side });
	add_packed(&b, nodes, len);
	free(nodes);
	if ((err = reader_take(mts_read, &b, &image)) == OK)
		image_free(image);
	return err;
}

Test(mts, as_many_nodes_as_the_limit_are_read_and_a_level_more_is_not)
{
	cr_assert_eq(read_air(0), OK);
	cr_assert_eq(read_air(1), ERR_TOO_BIG);
}

Test(mts, more_unpacked_than_its_size_tells_is_refused)
{
	static const unsigned char nodes[20];
	struct image *image;
	struct buf b;

	add_head(&b, 4, (uint32_t[3]){ 2, 1, 2 });
	add_packed(&b, nodes, sizeof nodes);
	cr_assert_eq(reader_take(mts_read, &b, &image), ERR_FORMAT);
}
