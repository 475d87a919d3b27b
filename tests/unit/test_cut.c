/*
 * test_cut - how a surface cuts a cube
 */
#include <criterion/criterion.h>
#include <string.h>

#include "goxel/cut.h"

static struct cut cut[CUT_CASES];

static bool
crossed(unsigned inside, unsigned edge)
{
	unsigned low = cut_corner(edge), high = low | 1u << edge / 4;

	return (inside >> low & 1) != (inside >> high & 1);
}

Test(cut, uses_exactly_the_edges_that_are_crossed)
{
	unsigned inside, edge, i, k, used;

	cut_all(cut);
	for (inside = 0; inside < CUT_CASES; inside++) {
		for (used = 0, i = 0; i < cut[inside].count; i++)
			for (k = 0; k < 3; k++)
				used |= 1u << cut[inside].edge[i][k];
		cr_assert_leq(cut[inside].count, CUT_MOST);
		for (edge = 0; edge < CUT_EDGES; edge++)
			cr_assert_eq(used >> edge & 1,
			    crossed(inside, edge), "%x", inside);
	}
}

Test(cut, one_corner_is_one_triangle_that_looks_away_from_it)
{
	cut_all(cut);
	cr_assert_eq(cut[0].count, 0);
	cr_assert_eq(cut[255].count, 0);
	cr_assert_eq(cut[1].count, 1);
	/* x, y, z: counter-clockwise seen from (1, 1, 1). */
	cr_assert_eq(memcmp(cut[1].edge[0], "\0\4\10", 3), 0);
	cr_assert_eq(cut[15].count, 2);
}

Test(cut, edges_begin_at_their_lower_corner)
{
	unsigned edge;

	for (edge = 0; edge < CUT_EDGES; edge++)
		cr_assert_eq(cut_corner(edge) >> edge / 4 & 1, 0);
}
