/*
 * test_kv6_write - what is visible comes back from its own file
 */
#include <criterion/criterion.h>
#include <string.h>

#include "goxel/format/grid.h"
#include "goxel/format/kv6.h"

static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct rgba blue = { { 0, 0, 255, 255 } };

static struct image *image;
static struct buf out;

static void
begin(void)
{
	image = image_new("");
	buf_init(&out, 64u << 20);
}

static void
end(void)
{
	image_free(image);
	buf_fini(&out);
}

TestSuite(kv6_write, .init = begin, .fini = end);

static void
fill(struct box box, struct rgba color)
{
	cr_assert_eq(volume_fill(&image_layer_write(image, 0)->volume, &box,
	    color), OK);
}

static void
comes_back(void)
{
	struct image *again;
	char why[FORMAT_WHY] = "";

	cr_assert_eq(kv6_write(image, NULL, &out), OK);
	cr_assert_eq(kv6_read(out.bytes, out.len, &again, why, NULL), OK, "%s",
	    why);
	cr_assert(volume_same(&again->layers[0]->volume,
	    &image->layers[0]->volume));
	image_free(again);
}

/* By the format: size 1 1 2, red above blue at 5 -3 7. */
Test(kv6_write, two_voxels_are_these_bytes)
{
	static const unsigned char wanted[] = {
		'K', 'v', 'x', 'l', 1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0,
		0, 0, 0xa0, 0xc0, 0, 0, 0, 0xc0, 0, 0, 0x10, 0x41,
		2, 0, 0, 0,
		0, 0, 255, 128, 0, 0, 1 | 2 | 4 | 8 | 16, 0,
		255, 0, 0, 128, 1, 0, 1 | 2 | 4 | 8 | 32, 0,
		2, 0, 0, 0, 2, 0
	};

	fill((struct box){ { { 5, -3, 7 } }, { { 6, -2, 8 } } }, blue);
	fill((struct box){ { { 5, -3, 8 } }, { { 6, -2, 9 } } }, red);
	cr_assert_eq(kv6_write(image, NULL, &out), OK);
	cr_assert_eq(out.len, sizeof wanted);
	cr_assert_eq(memcmp(out.bytes, wanted, sizeof wanted), 0);
}

Test(kv6_write, bodies_of_two_colours_and_a_cave_come_back)
{
	fill((struct box){ { { -20, -7, 3 } }, { { 11, 9, 30 } } }, red);
	fill((struct box){ { { -3, -2, 9 } }, { { 4, 5, 14 } } },
	    (struct rgba){ { 0 } });
	fill((struct box){ { { 12, -2, 30 } }, { { 19, 5, 33 } } }, blue);
	comes_back();
}

Test(kv6_write, nothing_is_a_file_too)
{
	comes_back();
}

Test(kv6_write, a_box_as_large_as_may_be_is_written_and_a_larger_one_is_not)
{
	int32_t side = KV6_HIGH;

	fill((struct box){ { { 0, 0, 0 } }, { { 1, 1, 1 } } }, red);
	fill((struct box){ { { 0, 0, side - 1 } }, { { 1, 1, side } } }, red);
	comes_back();
	fill((struct box){ { { 0, 0, side } }, { { 1, 1, side + 1 } } }, red);
	cr_assert_eq(kv6_write(image, NULL, &out), ERR_BOUNDS);
}

Test(kv6_write, as_many_places_as_may_be_are_written_and_more_are_not)
{
	fill((struct box){ { { 0, 0, 0 } }, { { 1, 1, 1 } } }, red);
	fill((struct box){ { { 255, 255, 255 } }, { { 256, 256, 256 } } },
	    red);
	comes_back();
	fill((struct box){ { { 256, 0, 0 } }, { { 257, 1, 1 } } }, red);
	cr_assert_eq(kv6_write(image, NULL, &out), ERR_BOUNDS);
}

Test(kv6_write, the_limit_of_bytes_is_met)
{
	fill((struct box){ { { 0, 0, 0 } }, { { 9, 9, 9 } } }, red);
	buf_fini(&out);
	buf_init(&out, 64);
	cr_assert_eq(kv6_write(image, NULL, &out), ERR_TOO_BIG);
}
