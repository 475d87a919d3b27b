/*
 * test_clone - a moved volume is the old one, voxel by voxel, elsewhere
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/clone.h"

static const struct rgba red = { { 255, 0, 0, 255 } };

static uint32_t
dice(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

/* Some voxels of random colours, some uniform tiles, in -40..40. */
static struct volume
scatter(uint32_t seed)
{
	struct box box = { { { -32, 0, 16 } }, { { 0, 16, 32 } } };
	struct volume v = { 0 };
	int i, axis;

	cr_assert_eq(volume_fill(&v, &box, red), OK);
	for (i = 0; i < 3000; i++) {
		struct pos pos;
		struct rgba color = { { (uint8_t)dice(&seed),
		    (uint8_t)dice(&seed), 7, (uint8_t)dice(&seed) } };

		for (axis = 0; axis < 3; axis++)
			pos.at[axis] = (int32_t)(dice(&seed) % 80) - 40;
		cr_assert_eq(volume_set(&v, &pos, color), OK);
	}
	return v;
}

static struct matrix
moved(float x, float y, float z)
{
	struct matrix mat = MATRIX_IDENTITY;

	mat.m[3][0] = x;
	mat.m[3][1] = y;
	mat.m[3][2] = z;
	return mat;
}

/* Each voxel of -40..40 stands where the function says, and nothing else. */
static void
expect_moved(struct volume *from, struct volume *to,
    struct pos (*where)(struct pos pos, const int32_t by[3]),
    const int32_t by[3])
{
	struct pos pos, there;

	for (pos.at[2] = -40; pos.at[2] < 40; pos.at[2]++)
		for (pos.at[1] = -40; pos.at[1] < 40; pos.at[1]++)
			for (pos.at[0] = -40; pos.at[0] < 40; pos.at[0]++) {
				struct rgba a, b;

				there = where(pos, by);
				a = volume_get(from, &pos);
				b = volume_get(to, &there);
				cr_assert(a.c[ALPHA] == 0 ?
				    b.c[ALPHA] == 0 : rgba_same(a, b),
				    "%d %d %d", pos.at[0], pos.at[1],
				    pos.at[2]);
			}
	cr_assert_eq(volume_count(from), volume_count(to));
}

static struct pos
shift(struct pos pos, const int32_t by[3])
{
	int axis;

	for (axis = 0; axis < 3; axis++)
		pos.at[axis] += by[axis];
	return pos;
}

static void
expect_shift(int32_t x, int32_t y, int32_t z)
{
	struct matrix mat = moved((float)x, (float)y, (float)z);
	struct volume from = scatter(1), to = { 0 };
	const int32_t by[3] = { x, y, z };

	cr_assert_eq(clone_build(&to, &from, &mat), OK);
	expect_moved(&from, &to, shift, by);
	volume_fini(&to);
	volume_fini(&from);
}

Test(clone, unmoved_is_the_same)
{
	expect_shift(0, 0, 0);
}

Test(clone, moves_by_whole_tiles)
{
	expect_shift(16, -32, 48);
	expect_shift(128, 256, -1024);
}

Test(clone, moves_by_whole_voxels)
{
	expect_shift(1, 0, 0);
	expect_shift(0, -1, 0);
	expect_shift(5, -17, 131);
	expect_shift(15, 15, 15);
	expect_shift(-1, 16, 3);
}

Test(clone, shares_tiles_when_moved_by_whole_tiles)
{
	struct matrix mat = moved(16, 0, 0);
	struct volume from = { 0 }, to = { 0 };
	struct pos pos = { { 1, 2, 3 } }, there = { { 17, 2, 3 } };

	volume_set(&from, &pos, red);
	cr_assert_eq(clone_build(&to, &from, &mat), OK);
	cr_assert_eq(volume_slot(&to, &there), volume_slot(&from, &pos));
	volume_set(&from, &pos, (struct rgba){ { 0 } });
	cr_assert(rgba_same(volume_get(&to, &there), red));
	volume_fini(&to);
	volume_fini(&from);
}

Test(clone, uniform_body_stays_uniform)
{
	struct box box = { { { 0, 0, 0 } }, { { 512, 512, 512 } } };
	struct matrix mat = moved(5, 5, 5);
	struct volume from = { 0 }, to = { 0 };
	struct pos middle = { { 250, 250, 250 } };

	volume_fill(&from, &box, red);
	cr_assert_eq(clone_build(&to, &from, &mat), OK);
	cr_assert_eq(volume_count(&to), 512ull * 512 * 512);
	cr_assert(slot_uniform(volume_slot(&to, &middle)));
	volume_fini(&to);
	volume_fini(&from);
}

Test(clone, what_was_there_before_is_gone)
{
	struct matrix mat = moved(1, 0, 0);
	struct volume from = { 0 }, to = { 0 };
	struct pos pos = { { 9, 9, 9 } };

	volume_set(&to, &pos, red);
	cr_assert_eq(clone_build(&to, &from, &mat), OK);
	cr_assert_eq(volume_count(&to), 0);
	volume_fini(&to);
}

Test(clone, what_leaves_the_bounds_is_cut_off)
{
	struct pos edge = { { BOUND_COORD - 1, 0, 0 } };
	struct pos inner = { { BOUND_COORD - 2, 0, 0 } };
	static const float far[] = { 1, 16, 128, 2 * BOUND_COORD };
	struct volume from = { 0 }, to = { 0 };
	struct matrix mat;
	size_t i;

	volume_set(&from, &edge, red);
	volume_set(&from, &inner, red);
	for (i = 0; i < sizeof far / sizeof *far; i++) {
		mat = moved(far[i], 0, 0);
		cr_assert_eq(clone_build(&to, &from, &mat), OK);
		cr_assert_eq(volume_count(&to), far[i] == 1, "by %g", far[i]);
		volume_fini(&to);
	}
	volume_fini(&from);
}

static struct pos
quarter(struct pos pos, const int32_t by[3])
{
	(void)by;
	return (struct pos){ { -pos.at[1] - 1, pos.at[0], pos.at[2] } };
}

Test(clone, quarter_turn_keeps_every_voxel)
{
	/* x goes to y, y to -x: cells turn about the corner at 0. */
	struct matrix mat = { .m = { { 4e-8f, 1, 0, 0 }, { -1, 4e-8f, 0, 0 },
	    { 0, 0, 1, 0 }, { 0, 0, 0, 1 } } };
	struct volume from = scatter(2), to = { 0 };

	cr_assert_eq(clone_build(&to, &from, &mat), OK);
	expect_moved(&from, &to, quarter, NULL);
	volume_fini(&to);
	volume_fini(&from);
}

static struct pos
mirror(struct pos pos, const int32_t by[3])
{
	pos.at[0] = by[0] - 1 - pos.at[0];
	return pos;
}

Test(clone, mirror_keeps_every_voxel)
{
	struct matrix mat = moved(3, 0, 0);
	struct volume from = scatter(3), to = { 0 };
	const int32_t by[3] = { 3, 0, 0 };

	mat.m[0][0] = -1;
	cr_assert_eq(clone_build(&to, &from, &mat), OK);
	expect_moved(&from, &to, mirror, by);
	volume_fini(&to);
	volume_fini(&from);
}

Test(clone, doubled_makes_eight_of_each_voxel)
{
	struct matrix mat = { .m = { { 2, 0, 0, 0 }, { 0, 2, 0, 0 },
	    { 0, 0, 2, 0 }, { 0, 0, 0, 1 } } };
	struct volume from = scatter(4), to = { 0 };

	cr_assert_eq(clone_build(&to, &from, &mat), OK);
	cr_assert_eq(volume_count(&to), 8 * volume_count(&from));
	volume_fini(&to);
	volume_fini(&from);
}

Test(clone, matrix_without_an_inverse_leaves_nothing)
{
	struct matrix flat = { .m = { { 1, 0, 0, 0 }, { 1, 0, 0, 0 },
	    { 0, 0, 1, 0 }, { 0, 0, 0, 1 } } };
	struct matrix wild = moved(__builtin_nanf(""), 0, 0);
	struct matrix endless = moved(__builtin_inff(), 0, 0);
	struct volume from = scatter(5), to = { 0 };

	cr_assert_eq(clone_build(&to, &from, &flat), OK);
	cr_assert_eq(volume_count(&to), 0);
	cr_assert_eq(clone_build(&to, &from, &wild), OK);
	cr_assert_eq(volume_count(&to), 0);
	cr_assert_eq(clone_build(&to, &from, &endless), OK);
	cr_assert_eq(volume_count(&to), 0);
	volume_fini(&from);
}

/* Clone a box of this size turned by a quarter. */
static enum err
turn_box(int32_t x, int32_t y, int32_t z)
{
	struct box box = { { { 0, 0, 0 } }, { { x, y, z } } };
	struct matrix mat = { .m = { { 0, 1, 0, 0 }, { -1, 0, 0, 0 },
	    { 0, 0, 1, 0 }, { 0, 0, 0, 1 } } };
	struct volume from = { 0 }, to = { 0 };
	enum err err;

	cr_assert_eq(volume_fill(&from, &box, red), OK);
	err = clone_build(&to, &from, &mat);
	volume_fini(&to);
	volume_fini(&from);
	return err;
}

Test(clone, work_of_a_turn_is_bounded)
{
	/* Each sector costs its 512 tiles and one. */
	int32_t most = CLONE_TURN_TILES / 513;

	cr_assert_eq(turn_box(128, most * 128, 128), OK);
	cr_assert_eq(turn_box(128, (most + 1) * 128, 128), ERR_TOO_BIG);
}

/* Clone a cube of this side moved by one voxel. */
static enum err
move_cube(int32_t side)
{
	struct box box = { { { 0, 0, 0 } }, { { side, side, side } } };
	struct matrix mat = moved(1, 1, 1);
	struct volume from = { 0 }, to = { 0 };
	enum err err;

	cr_assert_eq(volume_fill(&from, &box, red), OK);
	err = clone_build(&to, &from, &mat);
	volume_fini(&to);
	volume_fini(&from);
	return err;
}

Test(clone, work_of_a_move_is_bounded)
{
	/* 101^3 tiles are touched, then 102^3, and 2^20 lies between. */
	cr_assert_eq(move_cube(100 * TILE_SIDE), OK);
	cr_assert_eq(move_cube(101 * TILE_SIDE), ERR_TOO_BIG);
}
