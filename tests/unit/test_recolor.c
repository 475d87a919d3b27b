/*
 * test_recolor - colours become what they should, and only there
 */
#include <criterion/criterion.h>
#include <math.h>

#include "bounds.h"
#include "goxel/recolor.h"

static struct rgba
shifted(double hue, double saturation, double lightness, double contrast)
{
	struct recolor_shift shift = { hue, saturation, lightness, contrast };

	return recolor_shift(&shift, (struct rgba){ { 200, 100, 50, 77 } });
}

static void
is(struct rgba color, int r, int g, int b)
{
	cr_assert_eq(color.c[0], r, "%d %d %d", color.c[0], color.c[1],
	    color.c[2]);
	cr_assert_eq(color.c[1], g, "%d", color.c[1]);
	cr_assert_eq(color.c[2], b, "%d", color.c[2]);
	cr_assert_eq(color.c[3], 77);
}

/* Of 200, 100, 50: hue 20 degrees, chroma 150, lightness 125. */
Test(recolor, shifts_by_hue_saturation_lightness_and_contrast)
{
	is(shifted(0, 0, 0, 0), 200, 100, 50);
	is(shifted(120, 0, 0, 0), 50, 200, 100);
	is(shifted(-120, 0, 0, 0), 100, 50, 200);
	is(shifted(360, 0, 0, 0), 200, 100, 50);
	is(shifted(0, -100, 0, 0), 125, 125, 125);
	is(shifted(0, 0, -100, 0), 0, 0, 0);
	is(shifted(0, 0, 100, 0), 255, 255, 255);
	is(shifted(0, 0, 0, -100), 128, 128, 128);
	is(shifted(0, 0, 0, 100), 255, 73, 0);
}

Test(recolor, every_grey_and_every_corner_stays_without_a_shift)
{
	struct recolor_shift none = { 0, 0, 0, 0 };
	struct rgba color, was;
	int i, k;

	for (i = 0; i < 256 + 4096; i++) {
		for (k = 0; k < 3; k++)
			was.c[k] = (uint8_t)(i < 256 ? i :
			    ((i - 256) >> 4 * k & 15) * 17);
		was.c[3] = 255;
		color = recolor_shift(&none, was);
		cr_assert(rgba_same(color, was), "%d", i);
	}
}

Test(recolor, of_equally_near_colours_the_first)
{
	static const uint8_t list[] = { 10, 0, 0, 0, 0, 0, 20, 0, 0 };
	struct recolor_palette palette = { list, 3 };
	struct rgba color = { { 15, 0, 0, 77 } };

	is(recolor_nearest(&palette, color), 10, 0, 0);
	color.c[0] = 16;
	is(recolor_nearest(&palette, color), 20, 0, 0);
	color.c[0] = 5;
	is(recolor_nearest(&palette, color), 10, 0, 0);
	color.c[0] = 4;
	is(recolor_nearest(&palette, color), 0, 0, 0);
}

static void
put_tiles(struct volume *v, uint32_t count)
{
	struct tile *tile = tile_new((struct rgba){ { 1, 2, 3, 255 } });
	uint32_t i;

	tile_set(tile, 7, (struct rgba){ { 0 } });
	for (i = 0; i < count; i++)
		cr_assert_eq(volume_put(v, &(struct pos){ {
		    (int32_t)(i % 64) * 16, (int32_t)(i / 64 % 64) * 16,
		    (int32_t)(i / 4096) * 16 } },
		    (tile_slot)tile_take(tile)), OK);
	tile_drop(tile);
}

static enum err
run(struct volume *v, uint64_t *count)
{
	struct recolor_pair pair = { { { 1, 2, 3, 255 } },
	    { { 9, 9, 9, 0 } }, 0 };
	struct recolor how = { .change = recolor_pair, .how = &pair };

	return recolor_run(&how, v, count);
}

Test(recolor, goes_over_as_many_tiles_as_an_edit_may)
{
	struct volume v = { 0 };
	uint64_t count = 0, tiles = tile_alive();

	put_tiles(&v, BOUND_EDIT_TILES);
	cr_assert_eq(run(&v, &count), OK);
	cr_assert_eq(count, 4095ull * BOUND_EDIT_TILES);
	cr_assert(rgba_same(volume_get(&v, &(struct pos){ { 0 } }),
	    (struct rgba){ { 9, 9, 9, 255 } }));
	/* What was one tile in many places is one again. */
	cr_assert_leq(tile_alive(), tiles + 1);
	volume_fini(&v);
	put_tiles(&v, BOUND_EDIT_TILES + 1);
	cr_assert_eq(run(&v, &count), ERR_TOO_BIG);
	volume_fini(&v);
}

Test(recolor, a_huge_box_of_one_colour_is_one_call_a_sector)
{
	struct box box = { { { 0, 0, 0 } }, { { 2048, 2048, 2048 } } };
	struct volume v = { 0 };
	uint64_t count = 0;

	cr_assert_eq(volume_fill(&v, &box, (struct rgba){ { 1, 2, 3, 9 } }),
	    OK);
	cr_assert_eq(run(&v, &count), OK);
	cr_assert_eq(count, 1ull << 33);
	cr_assert(rgba_same(volume_get(&v, &(struct pos){ { 0 } }),
	    (struct rgba){ { 9, 9, 9, 9 } }));
	volume_fini(&v);
}
