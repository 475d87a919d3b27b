/*
 * test_symmetry - what has no counterpart in the mirror
 */
#include <criterion/criterion.h>

#include "goxel/symmetry.h"

static struct volume v;
static const struct rgba red = { { 255, 0, 0, 255 } };

static void
setup(void)
{
	const struct box box = { { { -3, 5, 0 } }, { { 30, 12, 40 } } };

	cr_assert_eq(volume_fill(&v, &box, red), OK);
}

static void
teardown(void)
{
	volume_fini(&v);
}

TestSuite(symmetry, .init = setup, .fini = teardown);

Test(symmetry, block_is_its_own_image_whatever_its_colours)
{
	struct symmetry s;
	int axis;

	cr_assert_eq(volume_set(&v, &(struct pos){ { 0, 6, 1 } },
	    (struct rgba){ { 0, 0, 255, 255 } }), OK);
	for (axis = 0; axis < 3; axis++) {
		cr_assert_eq(symmetry_look(&v, axis, &s), OK);
		cr_assert_eq(s.odd, 0);
	}
}

Test(symmetry, dent_leaves_its_counterpart_odd)
{
	const struct rgba nothing = { { 0 } };
	struct symmetry s;

	cr_assert_eq(volume_set(&v, &(struct pos){ { -3, 5, 0 } }, nothing),
	    OK);
	cr_assert_eq(symmetry_look(&v, 0, &s), OK);
	cr_assert_eq(s.odd, 1);
	cr_assert_eq(s.box.lo.at[0], 29);
	cr_assert_eq(s.box.lo.at[1], 5);
	cr_assert_eq(s.box.hi.at[2], 1);
	cr_assert_eq(symmetry_look(&v, 2, &s), OK);
	cr_assert_eq(s.odd, 1);
	cr_assert_eq(s.box.lo.at[2], 39);
}

Test(symmetry, empty_volume_is_symmetric)
{
	struct symmetry s;

	volume_fini(&v);
	cr_assert_eq(symmetry_look(&v, 1, &s), OK);
	cr_assert_eq(s.odd, 0);
}
