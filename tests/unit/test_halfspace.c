#include <criterion/criterion.h>
#include <math.h>

#include "bounds.h"
#include "goxel/halfspace.h"

static const struct rgba red = { { 255, 0, 0, 255 } };

static struct box
box(int32_t lo, int32_t hi)
{
	return (struct box){ { { lo, lo, lo } }, { { hi, hi, hi } } };
}

/* The height of a voxel's middle, in the same whole numbers. */
static bool
beyond(const struct halfspace *space, const struct pos *pos)
{
	double sum = 0;
	int axis;

	for (axis = 0; axis < 3; axis++)
		sum += space->normal[axis] * (2 * pos->at[axis] + 1 -
		    space->twice.at[axis]);
	return sum > 0;
}

/* A cube of 40 voxels a side around the origin, cut. */
static void
compare(const struct halfspace *space)
{
	struct volume v = { 0 };
	struct pos pos;

	volume_fill(&v, &(struct box){ { { -20, -20, -20 } },
	    { { 20, 20, 20 } } }, red);
	cr_assert_eq(halfspace_empty(&v, space), OK);
	for (pos.at[2] = -20; pos.at[2] < 20; pos.at[2]++)
		for (pos.at[1] = -20; pos.at[1] < 20; pos.at[1]++)
			for (pos.at[0] = -20; pos.at[0] < 20; pos.at[0]++)
				cr_assert_eq(rgba_exists(volume_get(&v, &pos)),
				    !beyond(space, &pos), "%d %d %d",
				    pos.at[0], pos.at[1], pos.at[2]);
	volume_fini(&v);
}

Test(halfspace, every_voxel_with_its_middle_beyond_goes_and_no_other)
{
	compare(&(struct halfspace){ { { 0, 0, 0 } }, { 0, 0, 1 } });
	compare(&(struct halfspace){ { { 0, 0, 7 } }, { 0, 0, -2 } });
	compare(&(struct halfspace){ { { 1, 1, 1 } }, { 1, 1, 1 } });
	compare(&(struct halfspace){ { { 9, -3, 0 } }, { 1, -1, 0 } });
	compare(&(struct halfspace){ { { 3, 0, 5 } }, { 3, 7, -2 } });
	compare(&(struct halfspace){ { { 400, 0, 0 } }, { 1, 0, 0 } });
	compare(&(struct halfspace){ { { -400, 0, 0 } }, { 1, 0, 0 } });
}

Test(halfspace, what_is_on_the_plane_stays)
{
	struct volume v = { 0 };
	struct box cube = box(-8, 8);

	volume_fill(&v, &cube, red);
	cr_assert_eq(halfspace_empty(&v, &(struct halfspace){ { { 1, 1, 1 } },
	    { 0, 1, 0 } }), OK);
	cr_assert_eq(volume_count(&v), 16 * 16 * 9);
	volume_fini(&v);
}

/* A plate of one colour is 2^16 tiles wide: the plane goes along it. */
Test(halfspace, as_many_tiles_as_the_limit_are_cut_and_a_row_more_is_not)
{
	static const struct halfspace space = { { { 0, 0, 15 } },
	    { 1e-5, 0, 1 } };
	struct volume v = { 0 };
	struct box plate = { { { -2048, -2048, 0 } }, { { 2048, 2048, 16 } } };

	volume_fill(&v, &plate, red);
	cr_assert_eq(halfspace_empty(&v, &space), OK);
	volume_fini(&v);
	plate.hi.at[0] += 16;
	volume_fill(&v, &plate, red);
	cr_assert_eq(halfspace_empty(&v, &space), ERR_TOO_BIG);
	cr_assert_eq(volume_count(&v), 4112ull * 4096 * 16);
	volume_fini(&v);
}

Test(halfspace, a_normal_that_is_none_is_refused)
{
	static const double wrong[] = { 0, NAN, INFINITY };
	struct volume v = { 0 };
	size_t i;

	for (i = 0; i < 3; i++)
		cr_assert_eq(halfspace_empty(&v, &(struct halfspace){
		    { { 0, 0, 0 } }, { wrong[i], 0, 0 } }), ERR_PARAMS);
	cr_assert_eq(halfspace_empty(&v, &(struct halfspace){
	    { { 0, 0, 0 } }, { 1, NAN, 0 } }), ERR_PARAMS);
	cr_assert_eq(halfspace_empty(&v, &(struct halfspace){
	    { { 0, 0, 0 } }, { 1, 0, 0 } }), OK);
}
