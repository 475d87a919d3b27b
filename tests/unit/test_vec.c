/*
 * test_vec - boxes, places and matrices
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/vec.h"

static const struct box unit = { { { 0, 0, 0 } }, { { 1, 1, 1 } } };
static const struct box odd = { { { -3, 0, 5 } }, { { 4, 2, 6 } } };

Test(vec, box_is_half_open)
{
	cr_assert(box_holds(&odd, &(struct pos){ { -3, 0, 5 } }));
	cr_assert(box_holds(&odd, &(struct pos){ { 3, 1, 5 } }));
	cr_assert_not(box_holds(&odd, &(struct pos){ { 4, 1, 5 } }));
	cr_assert_not(box_holds(&odd, &(struct pos){ { -4, 1, 5 } }));
}

Test(vec, box_without_extent_on_one_axis_is_empty)
{
	struct box flat = odd;

	cr_assert_not(box_empty(&flat));
	flat.hi.at[2] = flat.lo.at[2];
	cr_assert(box_empty(&flat));
	cr_assert_eq(box_voxels(&flat), 0);
}

Test(vec, box_voxels_is_the_product_of_the_sides)
{
	cr_assert_eq(box_voxels(&unit), 1);
	cr_assert_eq(box_voxels(&odd), 7 * 2 * 1);
}

Test(vec, box_voxels_saturates)
{
	struct box all = { { { INT32_MIN, INT32_MIN, INT32_MIN } },
	    { { INT32_MAX, INT32_MAX, INT32_MAX } } };

	cr_assert_eq(box_voxels(&all), UINT64_MAX);
}

Test(vec, cut_is_what_both_hold_and_join_is_around_both)
{
	struct box cut = box_cut(&odd, &(struct box){ { { 0, 1, 0 } },
	    { { 9, 9, 9 } } });
	struct box join = box_join(&unit, &odd);

	cr_assert(box_same(&cut, &(struct box){ { { 0, 1, 5 } },
	    { { 4, 2, 6 } } }));
	cr_assert(box_same(&join, &(struct box){ { { -3, 0, 0 } },
	    { { 4, 2, 6 } } }));
	cr_assert_not(box_meets(&unit, &odd));
	cr_assert(box_covers(&join, &odd));
	cr_assert_not(box_covers(&odd, &join));
}

Test(vec, join_with_an_empty_box_is_the_other)
{
	struct box none = { { { 9, 9, 9 } }, { { 9, 9, 9 } } };
	struct box join = box_join(&none, &odd);

	cr_assert(box_same(&join, &odd));
	join = box_join(&odd, &none);
	cr_assert(box_same(&join, &odd));
}

Test(vec, bounds_hold_the_last_coordinate_and_not_one_beyond)
{
	struct pos pos = { { -BOUND_COORD, BOUND_COORD - 1, 0 } };
	struct box box = { pos, { { BOUND_COORD, BOUND_COORD, 1 } } };

	cr_assert(pos_bounded(&pos));
	cr_assert(box_bounded(&box));
	pos.at[1]++;
	cr_assert_not(pos_bounded(&pos));
	pos.at[1] = 0;
	pos.at[0]--;
	cr_assert_not(pos_bounded(&pos));
	box.lo.at[0]--;
	cr_assert_not(box_bounded(&box));
	box.lo.at[0]++;
	box.hi.at[0]++;
	cr_assert_not(box_bounded(&box));
}

Test(vec, box_survives_the_way_through_a_matrix)
{
	struct matrix m = box_matrix(&odd);
	struct box box;

	cr_assert_eq(m.m[0][0], 3.5f);
	cr_assert_eq(m.m[3][0], 0.5f);
	cr_assert(matrix_box(&m, &box));
	cr_assert(box_same(&box, &odd));
}

Test(vec, matrix_whose_last_element_is_zero_is_no_box)
{
	struct matrix m = box_matrix(&odd);
	struct box box;

	m.m[3][3] = 0;
	cr_assert_not(matrix_box(&m, &box));
}

Test(vec, rotated_box_is_bounded_by_the_sum_of_its_axes)
{
	struct matrix m = { .m = { { 3, 4, 0, 0 }, { -4, 3, 0, 0 },
	    { 0, 0, 1, 0 }, { 0, 0, 0, 1 } } };
	struct box box;

	cr_assert(matrix_box(&m, &box));
	cr_assert(box_same(&box, &(struct box){ { { -7, -7, -1 } },
	    { { 7, 7, 1 } } }));
}

Test(vec, matrix_of_no_numbers_gives_a_box_out_of_bounds)
{
	struct matrix m = MATRIX_IDENTITY;
	struct box box;

	m.m[0][0] = __builtin_nanf("");
	m.m[3][1] = 1e30f;
	cr_assert(matrix_box(&m, &box));
	cr_assert_not(box_bounded(&box));
}
