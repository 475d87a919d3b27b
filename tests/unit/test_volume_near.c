/*
 * test_volume_near - writes that go on in the tile that was written last
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/volume.h"

static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct rgba blue = { { 0, 0, 255, 40 } };
static const struct rgba none = { { 0, 0, 0, 0 } };

#define AT(x, y, z)	(&(struct pos){ { x, y, z } })

/* A run in one tile, so that it is the last. */
static void
write_run(struct volume *v, struct rgba color)
{
	int32_t x;

	for (x = 0; x < 4; x++)
		cr_assert_eq(volume_set_near(v, AT(x, 0, 0), color), OK);
}

Test(volume_near, write_spares_a_snapshot)
{
	struct volume v = { .table = NULL }, copy = { .table = NULL };

	write_run(&v, red);
	volume_copy(&copy, &v);
	write_run(&v, blue);
	cr_assert(rgba_same(volume_get(&copy, AT(2, 0, 0)), red));
	cr_assert(rgba_same(volume_get(&v, AT(2, 0, 0)), blue));
	volume_fini(&copy);
	volume_fini(&v);
}

Test(volume_near, write_spares_a_tile_that_others_took)
{
	struct volume v = { .table = NULL }, other = { .table = NULL };
	tile_slot slot;

	write_run(&v, red);
	slot = volume_slot(&v, AT(0, 0, 0));
	slot_take(slot);
	cr_assert_eq(volume_put(&other, AT(64, 0, 0), slot), OK);
	cr_assert_eq(volume_set(&v, AT(9, 0, 0), blue), OK);
	write_run(&v, blue);
	cr_assert(rgba_same(volume_get(&other, AT(66, 0, 0)), red));
	cr_assert(rgba_same(volume_get(&v, AT(2, 0, 0)), blue));
	volume_fini(&other);
	volume_fini(&v);
}

Test(volume_near, write_spares_a_tile_that_was_given_away)
{
	struct volume v = { .table = NULL }, other = { .table = NULL };

	write_run(&v, red);
	cr_assert_eq(volume_put(&v, AT(0, 0, 0), slot_of_color(blue)), OK);
	/* It gets the tile that was given back. */
	cr_assert_eq(volume_set(&other, AT(9, 9, 9), red), OK);
	write_run(&v, red);
	cr_assert_eq(volume_count(&other), 1);
	cr_assert(rgba_same(volume_get(&v, AT(2, 0, 0)), red));
	volume_fini(&other);
	volume_fini(&v);
}

Test(volume_near, write_finds_the_tile_that_replaced_it)
{
	struct volume v = { .table = NULL };
	struct box box = { { { 0, 0, 0 } }, { { 8, 8, 8 } } };

	write_run(&v, red);
	cr_assert_eq(volume_put(&v, AT(0, 0, 0), slot_of_color(blue)), OK);
	write_run(&v, red);
	cr_assert_eq(volume_count(&v), TILE_VOXELS);
	cr_assert_eq(volume_fill(&v, &box, none), OK);
	cr_assert_eq(volume_count(&v), TILE_VOXELS - 512);
	write_run(&v, red);
	cr_assert_eq(volume_count(&v), TILE_VOXELS - 508);
	volume_fini(&v);
}

Test(volume_near, writes_fill_a_tile_and_empty_it)
{
	struct volume v = { .table = NULL };
	int32_t i;

	for (i = 0; i < TILE_VOXELS; i++)
		cr_assert_eq(volume_set_near(&v, AT(i & 15, i >> 4 & 15,
		    i >> 8), red), OK);
	cr_assert_eq(volume_slot(&v, AT(0, 0, 0)), slot_of_color(red));
	for (i = 0; i < TILE_VOXELS; i++)
		cr_assert_eq(volume_set_near(&v, AT(i & 15, i >> 4 & 15,
		    i >> 8), none), OK);
	cr_assert_eq(volume_count(&v), 0);
	cr_assert_eq(volume_set_near(&v, AT(BOUND_COORD, 0, 0), red),
	    ERR_BOUNDS);
	volume_fini(&v);
}

Test(volume_near, writes_are_those_of_set)
{
	struct volume near = { .table = NULL }, set = { .table = NULL };
	uint32_t i, seed = 5;

	for (i = 0; i < 200000; i++) {
		struct pos pos;
		struct rgba color;

		seed = seed * 1103515245 + 12345;
		pos = (struct pos){ { (int32_t)(seed >> 16 & 31) - 8,
		    (int32_t)(seed >> 21 & 7), (int32_t)(i >> 13) } };
		color = seed >> 24 & 7 ? red : seed >> 28 ? blue : none;
		cr_assert_eq(volume_set_near(&near, &pos, color), OK);
		cr_assert_eq(volume_set(&set, &pos, color), OK);
	}
	cr_assert(volume_same(&near, &set));
	cr_assert_eq(volume_count(&near), volume_count(&set));
	volume_fini(&near);
	volume_fini(&set);
}
