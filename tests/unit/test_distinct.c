#include <criterion/criterion.h>

#include "goxel/format/distinct.h"

static const struct rgba red = { { 255, 0, 0, 255 } };

static tile_slot
one_voxel(uint32_t index, struct rgba background)
{
	struct tile *tile = tile_new(background);

	tile_set(tile, index, red);
	return (tile_slot)tile;
}

Test(distinct, equal_tiles_have_one_number)
{
	struct distinct d = { 0 };
	tile_slot a = one_voxel(3, (struct rgba){ { 0, 0, 0, 0 } });
	tile_slot b = one_voxel(3, (struct rgba){ { 7, 7, 7, 0 } });
	tile_slot c = one_voxel(4, (struct rgba){ { 0, 0, 0, 0 } });
	uint32_t number;

	cr_assert(distinct_number(&d, a, &number));
	cr_assert_eq(number, 0);
	cr_assert_not(distinct_number(&d, a, &number));
	cr_assert_not(distinct_number(&d, b, &number));
	cr_assert_eq(number, 0);
	cr_assert(distinct_number(&d, c, &number));
	cr_assert_eq(number, 1);
	cr_assert_not(distinct_number(&d, b, &number));
	cr_assert_eq(number, 0);
	distinct_fini(&d);
	slot_drop(a);
	slot_drop(b);
	slot_drop(c);
}

Test(distinct, tile_of_one_color_is_the_uniform_slot)
{
	struct distinct d = { 0 };
	tile_slot tile = (tile_slot)tile_new(red);
	uint32_t number;

	cr_assert(distinct_number(&d, slot_of_color(red), &number));
	cr_assert_not(distinct_number(&d, tile, &number));
	cr_assert_eq(number, 0);
	distinct_fini(&d);
	slot_drop(tile);
}

Test(distinct, empty_tile_has_no_number)
{
	struct distinct d = { 0 };
	tile_slot tile = (tile_slot)tile_new((struct rgba){ { 9, 9, 9, 0 } });
	uint32_t number;
	int i;

	for (i = 0; i < 2; i++) {
		cr_assert_not(distinct_number(&d, tile, &number));
		cr_assert_eq(number, DISTINCT_NONE);
	}
	cr_assert_not(distinct_number(&d, 0, &number));
	cr_assert_eq(number, DISTINCT_NONE);
	cr_assert_eq(d.count, 0);
	distinct_fini(&d);
	slot_drop(tile);
}
