#include <criterion/criterion.h>
#include <string.h>

#include "goxel/format/vxl.h"

#define MUCH	(32u << 20)
#define COLUMNS	(VXL_SIDE * VXL_SIDE)

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
read_buf(const struct buf *b, struct image **image, char why[FORMAT_WHY])
{
	*image = NULL;
	why[0] = '\0';
	return vxl_read(b->bytes, b->len, image, why, NULL);
}

static struct image *
through(const struct image *image)
{
	struct image *again;
	char why[FORMAT_WHY];
	struct buf b;

	buf_init(&b, MUCH);
	cr_assert_eq(vxl_write(image, NULL, &b), OK);
	cr_assert_eq(read_buf(&b, &again, why), OK, "%s", why);
	buf_fini(&b);
	return again;
}

static void
expect_kept(struct image *image)
{
	struct image *again = through(image);

	cr_assert(volume_same(&image->layers[0]->volume,
	    &again->layers[0]->volume));
	image_free(again);
	image_free(image);
}

/* An empty map but for its first column, which is x 255 and y -256 of ours. */
static void
make_map(struct buf *b, const char *column, size_t len)
{
	int i;

	buf_init(b, MUCH);
	buf_add(b, column, len);
	for (i = 1; i < COLUMNS; i++)
		buf_add(b, "\0\100\77\0", 4);
}

/* Two colours; air; a colour, two without one, a colour; air; the ground. */
static const char spans[] =
    "\3\0\1\0" "\0\0\377\177" "\0\377\0\177"
    "\3\5\5\2" "\3\2\1\0" "\6\5\4\0"
    "\0\76\76\11" "\11\10\7\0";

Test(vxl, is_read_as_the_format_says)
{
	struct image *image;
	char why[FORMAT_WHY];
	struct buf b;

	make_map(&b, spans, sizeof spans - 1);
	cr_assert_eq(read_buf(&b, &image, why), OK, "%s", why);
	cr_assert_eq(volume_count(&image->layers[0]->volume), 8);
	cr_assert(rgba_same(get(image, 255, -256, 31), red));
	cr_assert(rgba_same(get(image, 255, -256, 30),
	    (struct rgba){ { 0, 255, 0, 255 } }));
	cr_assert_not(rgba_exists(get(image, 255, -256, 29)));
	cr_assert(rgba_same(get(image, 255, -256, 26),
	    (struct rgba){ { 1, 2, 3, 255 } }));
	cr_assert(rgba_same(get(image, 255, -256, 24),
	    (struct rgba){ { 1, 2, 3, 255 } }));
	cr_assert(rgba_same(get(image, 255, -256, 23),
	    (struct rgba){ { 4, 5, 6, 255 } }));
	cr_assert_not(rgba_exists(get(image, 255, -256, 22)));
	cr_assert(rgba_same(get(image, 255, -256, -31),
	    (struct rgba){ { 7, 8, 9, 255 } }));
	cr_assert(rgba_same(get(image, 255, -256, -32),
	    (struct rgba){ { 7, 8, 9, 255 } }));
	buf_fini(&b);
	image_free(image);
}

Test(vxl, is_written_as_the_format_says)
{
	static const char column[] = "\2\37\37\0" "\0\0\377\377"
	    "\0\100\77\40";
	struct image *image = image_new("");
	struct buf b, is;

	fill(image, (struct box){ { { 255, -256, 0 } }, { { 256, -255,
	    1 } } }, red);
	make_map(&b, column, sizeof column - 1);
	buf_init(&is, MUCH);
	cr_assert_eq(vxl_write(image, NULL, &is), OK);
	cr_assert_eq(is.len, b.len);
	cr_assert_eq(memcmp(is.bytes, b.bytes, b.len), 0);
	buf_fini(&b);
	buf_fini(&is);
	image_free(image);
}

Test(vxl, what_is_inside_is_solid_again)
{
	struct image *image = image_new("");

	fill(image, (struct box){ { { -20, 3, -32 } }, { { 5, 40, 20 } } },
	    red);
	fill(image, (struct box){ { { -10, 10, -20 } }, { { -3, 20,
	    9 } } }, (struct rgba){ { 0 } });
	fill(image, (struct box){ { { -3, 10, 12 } }, { { -2, 11,
	    32 } } }, red);
	expect_kept(image);
}

Test(vxl, colours_that_are_seen_are_kept)
{
	struct image *image = image_new("");
	uint32_t seed = 7;
	int i, axis;

	for (i = 0; i < 3000; i++) {
		struct pos pos;

		for (axis = 0; axis < 3; axis++) {
			seed = seed * 1664525 + 1013904223;
			pos.at[axis] = (int32_t)(seed >> 28);
		}
		volume_set(&image_layer_write(image, 0)->volume, &pos,
		    (struct rgba){ { (uint8_t)pos.at[0], (uint8_t)i,
		    (uint8_t)seed, 255 } });
	}
	/* Those inside have the colour above: so there is none inside. */
	for (i = 0; i < 4096; i++) {
		if (i % 2 == 0)
			volume_set(&image_layer_write(image, 0)->volume,
			    &(struct pos){ { i & 15, (i >> 4) & 15,
			    ((i >> 8) & 15) ^ (i & 1) } },
			    (struct rgba){ { 0 } });
	}
	expect_kept(image);
}

static enum err
write_length(int axis, int32_t from, int32_t length)
{
	struct image *image = image_new("");
	struct box box = { { { 5, 5, 5 } }, { { 6, 6, 6 } } };
	struct buf b;
	enum err err;

	box.lo.at[axis] = from;
	box.hi.at[axis] = from + length;
	fill(image, box, red);
	buf_init(&b, MUCH);
	err = vxl_write(image, NULL, &b);
	buf_fini(&b);
	image_free(image);
	return err;
}

Test(vxl, map_at_the_limit_is_written_and_one_beyond_is_not)
{
	static const int32_t side[3] = { VXL_SIDE, VXL_SIDE, VXL_HEIGHT };
	int axis;

	for (axis = 0; axis < 3; axis++) {
		cr_assert_eq(write_length(axis, -700, side[axis]), OK);
		cr_assert_eq(write_length(axis, 700, side[axis]), OK);
		cr_assert_eq(write_length(axis, -256, side[axis] + 1),
		    ERR_BOUNDS);
	}
}

Test(vxl, what_stands_outside_is_moved_just_inside)
{
	struct image *image = image_new(""), *again;

	fill(image, (struct box){ { { 300, -400, 0 } }, { { 301, -399,
	    64 } } }, red);
	again = through(image);
	cr_assert(rgba_same(get(again, 255, -256, -32), red));
	cr_assert(rgba_same(get(again, 255, -256, 31), red));
	image_free(again);
	image_free(image);
}

Test(vxl, spans_that_do_not_fit_are_refused)
{
	static const char *const broken[] = {
		"\0\100\77\1",		/* air begins below the top */
		"\0\0\100\0",		/* a colour below the ground */
		"\0\5\3\0",		/* ends two before it begins */
		"\1\3\3\0" "\0\0\0\0",	/* fewer words than colours */
		"\3\3\3\0" "\1\1\1\1" "\1\1\1\1" "\0\100\77\4",	/* overlap */
		"\2\3\3\0" "\1\1\1\1" "\0\100\77\101",	/* too deep */
	};
	static const size_t len[] = { 4, 4, 4, 8, 16, 12 };
	struct image *image;
	char why[FORMAT_WHY];
	struct buf b;
	size_t i;

	for (i = 0; i < sizeof broken / sizeof broken[0]; i++) {
		make_map(&b, broken[i], len[i]);
		cr_assert_eq(read_buf(&b, &image, why), ERR_FORMAT, "%zu", i);
		cr_assert_null(image);
		cr_assert_not_null(strstr(why, "column 0, 0"), "%zu: %s", i,
		    why);
		buf_fini(&b);
	}
}

Test(vxl, map_cut_short_or_too_long_is_refused)
{
	struct image *image;
	char why[FORMAT_WHY];
	struct buf b;

	make_map(&b, spans, sizeof spans - 1);
	b.len -= 4;
	cr_assert_eq(read_buf(&b, &image, why), ERR_FORMAT);
	cr_assert_not_null(strstr(why, "column 511, 511"), "%s", why);
	b.len += 5;
	cr_assert_eq(read_buf(&b, &image, why), ERR_FORMAT);
	cr_assert_not_null(strstr(why, "1 bytes are behind"), "%s", why);
	buf_fini(&b);
}
