/*
 * test_mask - what a selection may cost
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/image.h"
#include "goxel/mask.h"

static const struct rgba red = { { 255, 0, 0, 255 } };
static struct volume v, mask;

static void
end(void)
{
	volume_fini(&v);
	volume_fini(&mask);
}

TestSuite(mask, .fini = end);

/* So many tiles that are not uniform, all the same one. */
static void
put_tiles(uint32_t count)
{
	struct tile *tile = tile_new(red);
	uint32_t i;

	tile_set(tile, 7, (struct rgba){ { 0 } });
	for (i = 0; i < count; i++)
		cr_assert_eq(volume_put(&v, &(struct pos){ {
		    (int32_t)(i % 64) * 16, (int32_t)(i / 64 % 64) * 16,
		    (int32_t)(i / 4096) * 16 } },
		    (tile_slot)tile_take(tile)), OK);
	tile_drop(tile);
}

Test(mask, as_many_tiles_are_looked_at_as_an_edit_may)
{
	struct matrix m = MATRIX_IDENTITY;

	m.m[0][0] = 0;			/* everything is in view */
	m.m[1][1] = 0;
	put_tiles(BOUND_EDIT_TILES);
	cr_assert_eq(mask_color(&v, red, 0, &mask), OK);
	cr_assert_eq(volume_count(&mask), volume_count(&v));
	volume_fini(&mask);
	cr_assert_eq(mask_view(&v, &m, &mask), OK);
	cr_assert_eq(volume_count(&mask), volume_count(&v));
	volume_fini(&mask);
	put_tiles(BOUND_EDIT_TILES + 1);
	cr_assert_eq(mask_color(&v, red, 0, &mask), ERR_TOO_BIG);
	volume_fini(&mask);
	cr_assert_eq(mask_view(&v, &m, &mask), ERR_TOO_BIG);
}

Test(mask, a_box_of_any_size_is_selected_and_filled)
{
	struct image *image = image_new("test");

	cr_assert_eq(volume_fill(&mask, &(struct box){ { { 0, 0, 0 } },
	    { { 2048, 2048, 2048 } } }, MASK_WHITE), OK);
	cr_assert_eq(mask_join(image, JOIN_SET, &mask), OK);
	cr_assert_null(mask.table);
	cr_assert_eq(mask_draw(&v, mask_of(image), MODE_OVER, red), OK);
	cr_assert_eq(volume_count(&v), 1ull << 33);
	cr_assert_eq(mask_draw(&v, mask_of(image), MODE_SUB, red), OK);
	cr_assert_eq(volume_count(&v), 0);
	image_free(image);
}

Test(mask, bits_are_those_of_the_tile)
{
	struct pos pos = { { 3, 0, 1 } }, tile = { { 0, 0, 0 } };
	uint64_t bits[TILE_WORDS], all = 0;
	int i;

	cr_assert_eq(volume_set(&mask, &pos, MASK_WHITE), OK);
	mask_bits(&mask, &tile, bits);
	cr_assert_eq(bits[4], 8);
	for (i = 0; i < TILE_WORDS; i++)
		all |= i == 4 ? 0 : bits[i];
	cr_assert_eq(all, 0);
	tile.at[0] = 16;
	mask_bits(&mask, &tile, bits);
	cr_assert_eq(bits[4], 0);
}
