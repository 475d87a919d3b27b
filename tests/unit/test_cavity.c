/*
 * test_cavity - hollows without a way out
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/cavity.h"

static struct volume v;
static struct components found;
static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct rgba nothing;

static void
teardown(void)
{
	component_fini(&found);
	volume_fini(&v);
}

TestSuite(cavity, .fini = teardown);

static void
fill(int lo, int hi, struct rgba color)
{
	const struct box box = { { { lo, lo, lo } }, { { hi, hi, hi } } };

	cr_assert_eq(volume_fill(&v, &box, color), OK);
}

Test(cavity, nothing_and_a_solid_block_have_none)
{
	cr_assert_eq(cavity_find(&found, &v), OK);
	cr_assert_eq(found.count, 0);
	fill(-200, 300, red);
	cr_assert_eq(cavity_find(&found, &v), OK);
	cr_assert_eq(found.count, 0);
}

Test(cavity, hollows_are_found_largest_first_with_their_boxes)
{
	fill(-20, 140, red);
	fill(0, 3, nothing);
	fill(10, 130, nothing);
	cr_assert_eq(cavity_find(&found, &v), OK);
	cr_assert_eq(found.count, 2);
	cr_assert_eq(found.at[0].count, 120 * 120 * 120);
	cr_assert_eq(found.at[0].box.lo.at[0], 10);
	cr_assert_eq(found.at[0].box.hi.at[2], 130);
	cr_assert_eq(found.at[1].count, 27);
}

Test(cavity, hollow_with_a_way_out_is_none)
{
	fill(0, 20, red);
	fill(5, 10, nothing);
	cr_assert_eq(volume_fill(&v, &(struct box){ { { 7, 7, 10 } },
	    { { 8, 8, 20 } } }, nothing), OK);
	cr_assert_eq(cavity_find(&found, &v), OK);
	cr_assert_eq(found.count, 0);
}

Test(cavity, way_out_over_an_edge_is_no_way_out)
{
	fill(0, 9, red);
	fill(3, 6, nothing);
	cr_assert_eq(volume_set(&v, &(struct pos){ { 6, 6, 5 } }, nothing),
	    OK);
	cr_assert_eq(cavity_find(&found, &v), OK);
	cr_assert_eq(found.count, 2);
}

Test(cavity, edge_of_the_world_is_too_near)
{
	cr_assert_eq(volume_set(&v, &(struct pos){ { BOUND_COORD - 1, 0,
	    0 } }, red), OK);
	cr_assert_eq(cavity_find(&found, &v), ERR_TOO_BIG);
}

/* So many tiles that are not of one colour, which fill whole sectors. */
static enum err
find_in_tiles(int tiles)
{
	int i;

	for (i = 0; i < tiles; i++)
		volume_set(&v, &(struct pos){ { i % 32 * 16, i / 32 % 32 * 16,
		    i / 1024 * 16 } }, red);
	return cavity_find(&found, &v);
}

Test(cavity, tiles_are_taken_up_to_the_limit)
{
	cr_assert_eq(find_in_tiles(CAVITY_TILES), OK);
	component_fini(&found);
	cr_assert_eq(find_in_tiles(CAVITY_TILES + 1), ERR_TOO_BIG);
}
