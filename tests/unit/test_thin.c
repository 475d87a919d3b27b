/*
 * test_thin - what is one voxel thick
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/thin.h"

static struct volume v, thin;
static const struct rgba red = { { 255, 0, 0, 255 } };

static void
teardown(void)
{
	volume_fini(&v);
	volume_fini(&thin);
}

TestSuite(thin, .fini = teardown);

/* How many thin voxels a box of this size has, at a seam of tiles. */
static uint64_t
thin_in(int x, int y, int z)
{
	const struct box box = { { { 15, 15, 15 } },
	    { { 15 + x, 15 + y, 15 + z } } };

	volume_fini(&v);
	cr_assert_eq(volume_fill(&v, &box, red), OK);
	cr_assert_eq(thin_find(&v, &thin), OK);
	return volume_count(&thin);
}

Test(thin, walls_of_one_voxel_are_found_along_each_axis)
{
	cr_assert_eq(thin_in(1, 20, 20), 400);
	cr_assert_eq(thin_in(20, 1, 20), 400);
	cr_assert_eq(thin_in(20, 20, 1), 400);
}

Test(thin, walls_of_two_voxels_are_thick_across_tiles)
{
	cr_assert_eq(thin_in(2, 20, 20), 0);
	cr_assert_eq(thin_in(20, 2, 20), 0);
	cr_assert_eq(thin_in(20, 20, 2), 0);
}

Test(thin, spike_on_a_block_is_found_alone_in_its_colour)
{
	const struct pos tip = { { 20, 20, 40 } };
	const struct rgba blue = { { 0, 0, 255, 255 } };

	thin_in(25, 25, 25);
	cr_assert_eq(volume_set(&v, &tip, blue), OK);
	cr_assert_eq(thin_find(&v, &thin), OK);
	cr_assert_eq(volume_count(&thin), 1);
	cr_assert(rgba_same(volume_get(&thin, &tip), blue));
}

Test(thin, edge_of_the_world_has_nothing_beyond)
{
	const struct pos corner = { { BOUND_COORD - 1, -BOUND_COORD, 0 } };

	cr_assert_eq(volume_set(&v, &corner, red), OK);
	cr_assert_eq(thin_find(&v, &thin), OK);
	cr_assert_eq(volume_count(&thin), 1);
}
