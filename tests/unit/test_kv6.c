#include <criterion/criterion.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/kv6.h"
#include "tests/unit/reader.h"

#define OPEN	63

static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct rgba green = { { 0, 255, 0, 255 } };

struct seen { uint32_t color; uint16_t z; uint8_t sides; };

static void
add_head(struct buf *b, const int32_t size[3], const float pivot[3],
    uint32_t count)
{
	int i;

	buf_init(b, 1u << 20);
	buf_add_text(b, "Kvxl");
	for (i = 0; i < 3; i++)
		buf_add_u32(b, (uint32_t)size[i]);
	for (i = 0; i < 3; i++)
		buf_add_f32(b, pivot[i]);
	buf_add_u32(b, count);
}

static void
add_voxel(struct buf *b, uint32_t color, uint16_t z, uint8_t sides)
{
	buf_add_u32(b, color);
	buf_add_u16(b, z);
	buf_add_u8(b, sides);
	buf_add_u8(b, 0);
}

/* One column of `count` voxels: size 1 1 z, pivot at its foot. */
static void
make_column(struct buf *b, int32_t height, const struct seen *voxels,
    uint32_t count)
{
	uint32_t i;

	add_head(b, (int32_t[3]){ 1, 1, height }, (float[3]){ 0, 1,
	    (float)height }, count);
	for (i = 0; i < count; i++)
		add_voxel(b, voxels[i].color, voxels[i].z, voxels[i].sides);
	buf_add_u32(b, count);
	buf_add_u16(b, (uint16_t)count);
}

static struct rgba
get(const struct image *image, int32_t x, int32_t y, int32_t z)
{
	return volume_get(&image->layers[0]->volume,
	    &(struct pos){ { x, y, z } });
}

static uint64_t
count(const struct image *image)
{
	return volume_count(&image->layers[0]->volume);
}

/* Two columns along x, two along y: (0, 1) has red on green, (1, 0) red. */
static void
make_model(struct buf *b)
{
	add_head(b, (int32_t[3]){ 2, 2, 3 }, (float[3]){ 0.5f, 1, 3 }, 3);
	add_voxel(b, 0x80ff0000u, 1, OPEN);
	add_voxel(b, 0x8000ff00u, 2, OPEN);
	add_voxel(b, 0x80ff0000u, 0, OPEN);
	buf_add_u32(b, 2);
	buf_add_u32(b, 1);
	buf_add_u16(b, 0);
	buf_add_u16(b, 2);
	buf_add_u16(b, 1);
	buf_add_u16(b, 0);
}

Test(kv6, y_and_z_run_the_other_way_around_the_pivot)
{
	struct image *image;
	struct buf b;

	make_model(&b);
	cr_assert_eq(reader_take(kv6_read, &b, &image), OK);
	cr_assert_eq(count(image), 3);
	cr_assert(rgba_same(get(image, 0, -1, 1), red));
	cr_assert(rgba_same(get(image, 0, -1, 0), green));
	cr_assert(rgba_same(get(image, 1, 0, 2), red));
	image_free(image);
}

Test(kv6, palette_behind_the_columns_is_skipped)
{
	struct image *image;
	struct buf b;

	make_model(&b);
	buf_add_text(&b, "SPal and what follows");
	cr_assert_eq(reader_take(kv6_read, &b, &image), OK);
	cr_assert_eq(count(image), 3);
	image_free(image);
}

Test(kv6, between_voxels_closed_towards_each_other_all_is_solid)
{
	static const struct seen closed[] = { { 0xff0000, 0, 16 },
	    { 0x00ff00, 40, 32 } };
	struct image *image;
	struct buf b;

	make_column(&b, 41, closed, 2);
	cr_assert_eq(reader_take(kv6_read, &b, &image), OK);
	cr_assert_eq(count(image), 41);
	cr_assert(rgba_same(get(image, 0, 0, 40), red));
	cr_assert(rgba_same(get(image, 0, 0, 1), red));
	cr_assert(rgba_same(get(image, 0, 0, 0), green));
	image_free(image);
}

Test(kv6, one_open_side_or_none_leaves_the_gap)
{
	static const uint8_t sides[][2] = { { 48, 32 }, { 16, 48 }, { 0, 32 },
	    { 16, 0 } };
	struct image *image;
	struct buf b;
	size_t i;

	for (i = 0; i < sizeof sides / sizeof sides[0]; i++) {
		struct seen pair[] = { { 0xff0000, 0, sides[i][0] },
		    { 0x00ff00, 40, sides[i][1] } };

		make_column(&b, 41, pair, 2);
		cr_assert_eq(reader_take(kv6_read, &b, &image), OK);
		cr_assert_eq(count(image), 2, "%zu", i);
		image_free(image);
	}
}

Test(kv6, a_file_cut_anywhere_is_refused)
{
	struct image *image;
	struct buf b;
	size_t len;

	make_model(&b);
	for (len = 0; len < b.len; len++)
		cr_assert_eq(reader_run(kv6_read, b.bytes, len, &image),
		    ERR_FORMAT, "%zu", len);
	buf_fini(&b);
}

Test(kv6, what_cannot_be_is_refused)
{
	static const struct { size_t at; unsigned char value; } wrong[] = {
		{ 0, 'k' },
		{ 7, 255 }, { 10, 17 },	/* size: negative, more than bounds */
		{ 8, 200 },		/* more columns than there is room */
		{ 19, 0x7f },		/* pivot: far away */
		{ 28, 2 }, { 28, 4 }, { 31, 255 },	/* voxels */
		{ 36, 3 },		/* z: below its column */
		{ 44, 1 },		/* z: not below the one before */
		{ 56, 1 }, { 57, 1 },	/* of a plane */
		{ 64, 1 }, { 66, 3 }	/* of a column */
	};
	struct image *image;
	struct buf b;
	size_t i;

	for (i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		make_model(&b);
		b.bytes[wrong[i].at] = (char)wrong[i].value;
		cr_assert_eq(reader_take(kv6_read, &b, &image), ERR_FORMAT,
		    "%zu", i);
	}
}

Test(kv6, pivot_that_is_no_number_is_refused)
{
	struct image *image;
	struct buf b;

	add_head(&b, (int32_t[3]){ 0, 0, 0 }, (float[3]){ 0, 0.0f / 0.0f, 0 },
	    0);
	cr_assert_eq(reader_take(kv6_read, &b, &image), ERR_FORMAT);
}

static enum err
read_far(float pivot)
{
	struct image *image;
	struct buf b;
	enum err err;

	add_head(&b, (int32_t[3]){ 1, 1, 1 }, (float[3]){ 0, pivot, 1 }, 1);
	add_voxel(&b, 0xff0000, 0, OPEN);
	buf_add_u32(&b, 1);
	buf_add_u16(&b, 1);
	if ((err = reader_take(kv6_read, &b, &image)) == OK)
		image_free(image);
	return err;
}

Test(kv6, voxel_at_the_bound_is_read_and_one_beyond_is_not)
{
	cr_assert_eq(read_far(-BOUND_COORD + 1), OK);
	cr_assert_eq(read_far(-BOUND_COORD), ERR_TOO_BIG);
}
