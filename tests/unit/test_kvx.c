#include <criterion/criterion.h>
#include <string.h>

#include "goxel/format/kvx.h"

#define MUCH	(16u << 20)

static const struct rgba red = { { 255, 0, 0, 255 } };

static void
fill(struct image *image, struct box box, struct rgba color)
{
	cr_assert_eq(volume_fill(&image_layer_write(image, 0)->volume, &box,
	    color), OK);
}

static struct rgba
get(const struct image *image, int32_t x, int32_t y, int32_t z)
{
	return volume_get(&image->layers[0]->volume,
	    &(struct pos){ { x, y, z } });
}

static enum err
read_bytes(const void *bytes, size_t len, struct image **image,
    char why[FORMAT_WHY])
{
	*image = NULL;
	why[0] = '\0';
	return kvx_read(bytes, len, image, why, NULL);
}

static struct image *
through(const struct image *image)
{
	struct image *again;
	char why[FORMAT_WHY];
	struct buf b;

	buf_init(&b, MUCH);
	cr_assert_eq(kvx_write(image, NULL, &b), OK);
	cr_assert_eq(read_bytes(b.bytes, b.len, &again, why), OK, "%s", why);
	buf_fini(&b);
	return again;
}

/* Two voxels, one on the other, and one beside the lower with a hole between;
 * as the format says, byte by byte: size 3, 1, 2. */
static const unsigned char made[] = {
	66, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0,
	0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0,
	28, 0, 0, 0, 33, 0, 0, 0, 33, 0, 0, 0, 37, 0, 0, 0,
	0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 4, 0,
	0, 2, 63, 1, 0,		/* x 0: all open, green and red */
	1, 1, 63, 2,		/* x 2: blue */
};

static size_t
make_file(unsigned char file[sizeof made + 768])
{
	memcpy(file, made, sizeof made);
	memset(file + sizeof made, 0, 768);
	file[0] = sizeof made - 4;
	file[sizeof made + 0] = 63;
	file[sizeof made + 4] = 63;
	file[sizeof made + 8] = 63;
	return sizeof made + 768;
}

static struct image *
three_voxels(void)
{
	struct image *image = image_new("");

	fill(image, (struct box){ { { -1, 0, 0 } }, { { 0, 1, 1 } } }, red);
	fill(image, (struct box){ { { -1, 0, 1 } }, { { 0, 1, 2 } } },
	    (struct rgba){ { 0, 255, 0, 255 } });
	fill(image, (struct box){ { { 1, 0, 0 } }, { { 2, 1, 1 } } },
	    (struct rgba){ { 0, 0, 255, 255 } });
	return image;
}

Test(kvx, is_read_as_the_format_says)
{
	struct image *image, *same = three_voxels();
	unsigned char file[sizeof made + 768];
	char why[FORMAT_WHY];

	cr_assert_eq(read_bytes(file, make_file(file), &image, why), OK, "%s",
	    why);
	cr_assert(volume_same(&image->layers[0]->volume,
	    &same->layers[0]->volume));
	image_free(image);
	image_free(same);
}

Test(kvx, is_written_as_the_format_says)
{
	static const unsigned char blue_green_red[] = { 0, 0, 63, 0, 63, 0,
	    63, 0, 0, 0 };
	static const unsigned char slabs[] = { 0, 2, 63, 1, 2, 1, 1, 63, 0 };
	struct image *image = three_voxels();
	struct buf b;

	buf_init(&b, MUCH);
	cr_assert_eq(kvx_write(image, NULL, &b), OK);
	cr_assert_eq(b.len, sizeof made + 768);
	cr_assert_eq((unsigned char)b.bytes[0], sizeof made - 4);
	cr_assert_eq(memcmp(b.bytes + 4, made + 4, sizeof made - 13), 0);
	cr_assert_eq(memcmp(b.bytes + sizeof made - 9, slabs, 9), 0);
	cr_assert_eq(memcmp(b.bytes + sizeof made, blue_green_red, 10), 0);
	buf_fini(&b);
	image_free(image);
}

Test(kvx, what_is_inside_is_solid_again)
{
	struct box box = { { { -7, 3, -2 } }, { { 20, 40, 61 } } };
	struct box cave = { { { 0, 10, 5 } }, { { 5, 20, 11 } } };
	struct image *image = image_new(""), *again;

	fill(image, box, red);
	fill(image, cave, (struct rgba){ { 0 } });
	again = through(image);
	cr_assert(volume_same(&image->layers[0]->volume,
	    &again->layers[0]->volume));
	image_free(again);
	image_free(image);
}

Test(kvx, sides_that_are_all_closed_do_not_close_a_gap)
{
	unsigned char file[sizeof made + 768];
	struct image *image;
	char why[FORMAT_WHY];
	size_t len = make_file(file);

	/* x 0: two slabs with a gap, without sides. */
	file[12] = 9;
	file[32] = 36, file[36] = 36, file[40] = 36;
	file[46] = 8, file[54] = 0;
	memcpy(file + 56, "\0\1\0\1\7\1\0\0", 8);
	cr_assert_eq(read_bytes(file, len, &image, why), OK, "%s", why);
	cr_assert_eq(volume_count(&image->layers[0]->volume), 2);
	image_free(image);
}

static enum err
write_length(int axis, int32_t length)
{
	struct image *image = image_new(""), *again;
	struct box box = { { { 5, 5, 5 } }, { { 6, 6, 6 } } };
	struct buf b;
	enum err err;

	box.hi.at[axis] = 5 + length;
	fill(image, box, red);
	buf_init(&b, MUCH);
	err = kvx_write(image, NULL, &b);
	buf_fini(&b);
	if (err == OK) {
		again = through(image);
		cr_assert(volume_same(&image->layers[0]->volume,
		    &again->layers[0]->volume));
		image_free(again);
	}
	image_free(image);
	return err;
}

Test(kvx, side_at_the_limit_is_written_and_one_beyond_is_not)
{
	int axis;

	for (axis = 0; axis < 3; axis++) {
		cr_assert_eq(write_length(axis, KVX_SIDE), OK);
		cr_assert_eq(write_length(axis, KVX_SIDE + 1), ERR_BOUNDS);
	}
}

/* A plane of columns of 4 bytes each second voxel, and `more` voxels. */
static enum err
write_plane(int32_t columns)
{
	struct image *image = image_new("");
	struct buf b;
	enum err err;
	int32_t y, z;

	for (y = 0; y < columns; y++)
		for (z = 0; z < 256; z += 2)
			volume_set(&image_layer_write(image, 0)->volume,
			    &(struct pos){ { 0, y, z } }, red);
	buf_init(&b, MUCH);
	err = kvx_write(image, NULL, &b);
	buf_fini(&b);
	image_free(image);
	return err;
}

Test(kvx, plane_of_64_kib_is_the_limit)
{
	cr_assert_eq(write_plane(127), OK);
	cr_assert_eq(write_plane(128), ERR_BOUNDS);
}

Test(kvx, far_and_empty_models_come_back)
{
	struct image *image = image_new(""), *again = through(image);

	cr_assert_eq(volume_count(&again->layers[0]->volume), 0);
	image_free(again);
	fill(image, (struct box){ { { 1048575, -1048576, 1048575 } },
	    { { 1048576, -1048575, 1048576 } } }, red);
	again = through(image);
	cr_assert(rgba_same(get(again, 1048575, -1048576, 1048575), red));
	image_free(again);
	image_free(image);
}

Test(kvx, what_cannot_be_is_refused)
{
	static const struct { size_t at; unsigned char value; } wrong[] = {
		{ 0, 20 },		/* shorter than its head */
		{ 1, 200 },		/* longer than the file */
		{ 7, 200 },		/* size */
		{ 5, 200 },		/* more columns than there is room */
		{ 28, 200 }, { 32, 27 },	/* where planes begin */
		{ 46, 4 }, { 46, 6 },	/* where a column ends */
		{ 57, 9 },		/* a slab's length */
		{ 56, 1 },		/* beyond the size */
	};
	unsigned char file[sizeof made + 768];
	struct image *image;
	char why[FORMAT_WHY];
	size_t i, len;

	for (i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		len = make_file(file);
		file[wrong[i].at] = wrong[i].value;
		cr_assert_eq(read_bytes(file, len, &image, why), ERR_FORMAT,
		    "%zu", i);
		cr_assert_null(image);
		cr_assert_neq(why[0], '\0');
	}
	len = make_file(file);
	file[19] = 0x70;
	file[27] = 0x70;
	cr_assert_eq(read_bytes(file, len, &image, why), ERR_TOO_BIG);
	for (i = 0; i < len; i++)
		if (i < sizeof made + 767)
			cr_assert_eq(read_bytes(file, i, &image, why),
			    ERR_FORMAT);
}
