#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "bounds.h"
#include "goxel/format/qbcl.h"
#include "tests/unit/reader.h"

enum { MATRIX, MODEL, COMPOUND };

/* A red voxel, a run of three green ones, and nothing in the second column;
 * a hole and a red one in the third. */
static const unsigned char columns[] = {
	3, 0, 255, 0, 0, 126, 3, 0, 0, 2, 0, 255, 0, 255,
	0, 0,
	2, 0, 9, 9, 9, 0, 255, 0, 0, 126
};

static void
add_head(struct buf *b)
{
	static const char none[16];
	int i;

	buf_init(b, 1u << 29);
	buf_add_text(b, "QBCL");
	buf_add_u32(b, 0x0102);
	buf_add_u32(b, 2);
	buf_add_u32(b, 1);
	buf_add_u32(b, 2);
	buf_add(b, none, 8);
	for (i = 0; i < 7; i++) {
		buf_add_u32(b, i == 2);
		buf_add_text(b, i == 2 ? "x" : "");
	}
	buf_add(b, none, 16);
}

static void
add_node(struct buf *b, uint32_t kind, const char *name)
{
	buf_add_u32(b, kind);
	buf_add_u32(b, 1);
	buf_add_u32(b, (uint32_t)strlen(name));
	buf_add_text(b, name);
	buf_add(b, "\1\1\0", 3);
}

static void
add_model(struct buf *b, uint32_t children)
{
	static const char none[36];

	add_node(b, MODEL, "all");
	buf_add(b, none, 36);
	buf_add_u32(b, children);
}

static void
add_matrix(struct buf *b, const uint32_t size[3], const void *bytes,
    size_t len)
{
	uLongf packed = compressBound(len);
	unsigned char *to = malloc(packed);
	uint32_t i;

	cr_assert_eq(compress(to, &packed, bytes, len), Z_OK);
	for (i = 0; i < 3; i++)
		buf_add_u32(b, size[i]);
	for (i = 0; i < 3; i++)
		buf_add_u32(b, 10 * (i + 1));	/* place */
	for (i = 0; i < 3; i++)
		buf_add_f32(b, 0.5f);
	buf_add_u32(b, (uint32_t)packed);
	buf_add(b, to, packed);
	free(to);
}

static void
add_three_columns(struct buf *b)
{
	add_matrix(b, (uint32_t[3]){ 1, 4, 3 }, columns, sizeof columns);
}

static struct rgba
get(const struct layer *layer, int32_t x, int32_t y, int32_t z)
{
	return volume_get(&layer->volume, &(struct pos){ { x, y, z } });
}

Test(qbcl, columns_run_along_our_z_and_then_along_our_y)
{
	static const struct rgba red = { { 255, 0, 0, 255 } };
	static const struct rgba green = { { 0, 255, 0, 255 } };
	const struct layer *layer;
	struct image *image;
	struct buf b;

	add_head(&b);
	add_model(&b, 1);
	add_node(&b, MATRIX, "tower");
	add_three_columns(&b);
	cr_assert_eq(reader_take(qbcl_read, &b, &image), OK);
	cr_assert_eq(image->layer_count, 1);
	layer = image->layers[0];
	cr_assert_str_eq(layer->name, "tower");
	cr_assert_eq(volume_count(&layer->volume), 5);
	cr_assert(rgba_same(get(layer, 10, 30, 20), red));
	cr_assert(rgba_same(get(layer, 10, 30, 21), green));
	cr_assert(rgba_same(get(layer, 10, 30, 23), green));
	cr_assert(rgba_same(get(layer, 10, 32, 21), red));
	image_free(image);
}

Test(qbcl, name_that_is_not_utf8_has_question_marks)
{
	struct image *image;
	struct buf b;

	add_head(&b);
	add_node(&b, MATRIX, "t\374r");
	add_three_columns(&b);
	cr_assert_eq(reader_take(qbcl_read, &b, &image), OK);
	cr_assert_str_eq(image->layers[0]->name, "t?r");
	image_free(image);
}

Test(qbcl, nodes_of_a_compound_are_hidden_and_the_next_is_not)
{
	static const bool visible[] = { true, false, false, false, true };
	struct image *image;
	struct buf b;
	uint32_t i;

	add_head(&b);
	add_model(&b, 2);
	add_node(&b, COMPOUND, "outer");
	add_three_columns(&b);
	buf_add_u32(&b, 2);
	add_node(&b, COMPOUND, "inner");
	add_three_columns(&b);
	buf_add_u32(&b, 1);
	for (i = 0; i < 3; i++) {
		add_node(&b, MATRIX, "part");
		add_three_columns(&b);
	}
	cr_assert_eq(reader_take(qbcl_read, &b, &image), OK);
	cr_assert_eq(image->layer_count, 5);
	for (i = 0; i < 5; i++)
		cr_assert_eq(image->layers[i]->visible, visible[i], "%u", i);
	image_free(image);
}

Test(qbcl, a_file_cut_anywhere_is_refused)
{
	struct image *image;
	struct buf b;
	size_t len;

	add_head(&b);
	add_model(&b, 1);
	add_node(&b, COMPOUND, "c");
	add_three_columns(&b);
	buf_add_u32(&b, 1);
	add_node(&b, MATRIX, "m");
	add_three_columns(&b);
	for (len = 0; len < b.len; len++)
		cr_assert_eq(reader_run(qbcl_read, b.bytes, len, &image),
		    ERR_FORMAT, "%zu", len);
	buf_fini(&b);
}

static enum err
read_matrix(const uint32_t size[3], const void *bytes, size_t len)
{
	struct image *image;
	struct buf b;
	enum err err;

	add_head(&b);
	add_node(&b, MATRIX, "");
	add_matrix(&b, size, bytes, len);
	if ((err = reader_take(qbcl_read, &b, &image)) == OK)
		image_free(image);
	return err;
}

Test(qbcl, a_size_that_is_not_that_of_its_columns_is_refused)
{
	static const uint32_t sizes[][3] = { { 1, 4, 2 }, { 1, 4, 4 },
	    { 1, 3, 3 }, { 0, 4, 3 }, { 1u << 20, 4, 1u << 20 } };
	size_t i;

	cr_assert_eq(read_matrix((uint32_t[3]){ 3, 4, 1 }, columns,
	    sizeof columns), OK);
	for (i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
		cr_assert_eq(read_matrix(sizes[i], columns, sizeof columns),
		    ERR_FORMAT, "%zu", i);
	cr_assert_eq(read_matrix((uint32_t[3]){ 1, 4, 2 * BOUND_COORD + 1 },
	    columns, sizeof columns), ERR_TOO_BIG);
	/* A run whose colour is in no entry of the column. */
	cr_assert_eq(read_matrix((uint32_t[3]){ 1, 4, 1 },
	    "\1\0\3\0\0\2\1\1\1\1", 10), ERR_FORMAT);
}

/* Columns with nothing in them, which unpack to this many bytes. */
static enum err
read_empty(size_t len)
{
	unsigned char *zeros = calloc(len, 1);
	enum err err = read_matrix((uint32_t[3]){ 1024, 1,
	    (uint32_t)(len / 2 / 1024) }, zeros, len);

	free(zeros);
	return err;
}

Test(qbcl, what_unpacks_to_the_limit_is_read_and_more_is_a_bomb)
{
	cr_assert_eq(read_empty(QBCL_MOST), OK);
	cr_assert_eq(read_empty(QBCL_MOST + 2048), ERR_TOO_BIG);
}

Test(qbcl, what_cannot_be_is_refused)
{
	static const struct { size_t at; unsigned char value; } wrong[] = {
		{ 0, 'q' }, { 8, 3 }, { 15, 1 }, { 14, 9 }, { 19, 1 },
		{ 28, 200 },		/* length of a text */
		{ 73, 3 },		/* kind of a node */
		{ 81, 200 },		/* length of its name */
		{ 127, 2 }, { 130, 200 }	/* nodes in it */
	};
	struct image *image;
	struct buf b;
	size_t i;

	for (i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		add_head(&b);
		add_model(&b, 1);
		add_node(&b, MATRIX, "m");
		add_three_columns(&b);
		b.bytes[wrong[i].at] = (char)wrong[i].value;
		cr_assert_eq(reader_take(qbcl_read, &b, &image), ERR_FORMAT,
		    "%zu", i);
	}
}
