/*
 * test_quota - what a script has written
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "script/quota.h"

static struct quota quota;

static void
setup(void)
{
	quota_init(&quota);
}

static void
teardown(void)
{
	quota_fini(&quota);
}

TestSuite(quota, .init = setup, .fini = teardown);

static bool
add(uint32_t volume, int x, int y, int z)
{
	return quota_add(&quota, volume, &(struct pos){ { x, y, z } });
}

Test(quota, voxels_of_one_tile_are_in_one_tile)
{
	cr_assert(add(1, 0, 0, 0) && add(1, 15, 15, 15) && add(1, 0, 0, 0));
	cr_assert_eq(quota.voxels, 3);
	cr_assert_eq(quota.tiles, 1);
}

Test(quota, each_axis_and_volume_has_tiles_of_its_own)
{
	cr_assert(add(1, 0, 0, 0) && add(1, 16, 0, 0) && add(1, 0, 16, 0) &&
	    add(1, 0, 0, 16) && add(1, -1, 0, 0) && add(2, 0, 0, 0));
	cr_assert_eq(quota.tiles, 6);
	cr_assert(add(1, 17, 0, 0) && add(2, 3, 3, 3) && add(1, -16, 5, 5));
	cr_assert_eq(quota.tiles, 6);
}

Test(quota, tiles_are_counted_up_to_the_limit)
{
	int i;

	for (i = 0; i < (int)BOUND_EDIT_TILES; i++)
		cr_assert(add(1, i % 1024 * 16, i / 1024 * 16, 0), "%d", i);
	cr_assert_eq(quota.tiles, BOUND_EDIT_TILES);
	cr_assert(!add(1, 0, 0, 16));
	cr_assert(add(1, 1, 1, 1));
	cr_assert_eq(quota.voxels, BOUND_EDIT_TILES + 1);
}

Test(quota, voxels_are_counted_up_to_the_limit)
{
	uint32_t i;

	for (i = 0; i < BOUND_EDIT_VOXELS; i++)
		cr_assert(quota_add(&quota, 1, &(struct pos){ { 0, 0, 0 } }));
	cr_assert(!add(1, 0, 0, 0));
	cr_assert_eq(quota.voxels, BOUND_EDIT_VOXELS);
}
