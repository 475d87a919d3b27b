/*
 * test_erode - shells, beside what looking at every voxel says
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/erode.h"
#include "goxel/shape.h"

static const struct rgba red = { { 255, 0, 0, 255 } };

/* Voxels of a box that is hollowed out by so much. */
static uint64_t
shell_of(const struct box *box, int32_t wall)
{
	struct volume v = { 0 };
	uint64_t removed, count;

	volume_fill(&v, box, red);
	count = volume_count(&v);
	cr_assert_eq(erode_inside(&v, wall, &removed), OK);
	cr_assert_eq(volume_count(&v), count - removed);
	count = volume_count(&v);
	volume_fini(&v);
	return count;
}

static struct box
cube(int32_t lo, int32_t side)
{
	return (struct box){ { { lo, lo, lo } },
	    { { lo + side, lo + side, lo + side } } };
}

static uint64_t
hollow(uint64_t side, uint64_t wall)
{
	uint64_t inner = side > 2 * wall ? side - 2 * wall : 0;

	return side * side * side - inner * inner * inner;
}

Test(erode, leaves_the_walls_of_a_box)
{
	static const int32_t sides[] = { 1, 2, 3, 16, 17, 33, 128, 400 };
	struct box box;
	size_t i;
	int at;

	for (i = 0; i < sizeof sides / sizeof *sides; i++)
		for (at = -17; at <= 0; at += 17) {
			box = cube(at, sides[i]);
			cr_assert_eq(shell_of(&box, 1),
			    hollow((uint64_t)sides[i], 1), "%d", sides[i]);
			cr_assert_eq(shell_of(&box, 3),
			    hollow((uint64_t)sides[i], 3), "%d", sides[i]);
		}
}

static bool
is_inside(const struct volume *v, const struct pos *at)
{
	struct pos pos;
	int axis, way;

	if (!rgba_exists(volume_get(v, at)))
		return false;
	for (axis = 0; axis < 3; axis++)
		for (way = -1; way <= 1; way += 2) {
			pos = *at;
			pos.at[axis] += way;
			if (!rgba_exists(volume_get(v, &pos)))
				return false;
		}
	return true;
}

Test(erode, empties_what_has_all_six_neighbours)
{
	struct shape_stroke ball = { .shape = SHAPE_SPHERE, .color = red,
	    .box = { { { -19, -23, -21 } }, { { 21, 20, 24 } } } };
	struct volume v = { 0 }, before = { 0 };
	uint64_t removed;
	struct pos p;

	cr_assert_eq(shape_draw(&v, &ball), OK);
	volume_copy(&before, &v);
	cr_assert_eq(erode_inside(&v, 1, &removed), OK);
	for (p.at[2] = -25; p.at[2] < 26; p.at[2]++)
		for (p.at[1] = -25; p.at[1] < 26; p.at[1]++)
			for (p.at[0] = -25; p.at[0] < 26; p.at[0]++)
				cr_assert_eq(rgba_exists(volume_get(&v, &p)),
				    rgba_exists(volume_get(&before, &p)) &&
				    !is_inside(&before, &p));
	volume_fini(&v);
	volume_fini(&before);
}

Test(erode, a_wall_has_its_bounds)
{
	struct volume v = { 0 };
	uint64_t removed;

	cr_assert_eq(erode_inside(&v, 0, &removed), ERR_PARAMS);
	cr_assert_eq(erode_inside(&v, ERODE_WALL, &removed), OK);
	cr_assert_eq(erode_inside(&v, ERODE_WALL + 1, &removed), ERR_PARAMS);
	volume_fini(&v);
}

/* A plane of 256 times 256 tiles, one look at each. */
Test(erode, looks_at_so_many_tiles_and_no_more)
{
	struct box plane = { { { 0, 0, 0 } }, { { 4096, 4096, 1 } } };
	struct volume v = { 0 };
	struct pos far = { { 0, 0, 99 } };
	uint64_t removed;

	volume_fill(&v, &plane, red);
	cr_assert_eq(erode_inside(&v, 1, &removed), OK);
	volume_set(&v, &far, red);
	cr_assert_eq(erode_inside(&v, 1, &removed), ERR_TOO_BIG);
	cr_assert_eq(volume_count(&v), 4096 * 4096 + 1);
	volume_fini(&v);
}
