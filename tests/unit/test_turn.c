/*
 * test_turn - a turned volume is the old one, voxel by voxel, elsewhere
 */
#include <criterion/criterion.h>
#include <math.h>

#include "bounds.h"
#include "goxel/clone.h"
#include "goxel/turn.h"
#include "tests/unit/dense.h"

#define REACH	48

static const struct rgba red = { { 255, 0, 0, 255 } };

/* Random voxels and a box of one colour, in both kinds of volume. */
static void
scatter(struct volume *v, struct dense *d)
{
	struct box box = { { { -16, 0, 3 } }, { { 0, 16, 20 } } };
	uint64_t state = 7;
	int i, axis;

	dense_init(d, REACH);
	dense_fill(d, &box, red);
	cr_assert_eq(volume_fill(v, &box, red), OK);
	for (i = 0; i < 2000; i++) {
		struct pos pos;
		struct rgba color = { { (uint8_t)dense_random(&state, 256), 1,
		    2, (uint8_t)(1 + dense_random(&state, 255)) } };

		for (axis = 0; axis < 3; axis++)
			pos.at[axis] = (int32_t)dense_random(&state, 40) - 20;
		volume_set(v, &pos, color);
		*dense_at(d, &pos) = color;
	}
}

/* Where the centre of each voxel of `to` was, by Cramer's rule. */
static void
dense_turn(struct dense *to, struct dense *from, const struct matrix *mat)
{
	double m[3][3], det = 0, back[3][3];
	struct pos at, was;
	uint64_t n;
	int i, j;

	for (i = 0; i < 9; i++)
		m[i / 3][i % 3] = mat->m[i / 3][i % 3];
	for (i = 0; i < 3; i++)
		det += m[0][i] * (m[1][(i + 1) % 3] * m[2][(i + 2) % 3] -
		    m[1][(i + 2) % 3] * m[2][(i + 1) % 3]);
	for (i = 0; i < 3; i++)
		for (j = 0; j < 3; j++)
			back[j][i] = (m[(i + 1) % 3][(j + 1) % 3] *
			    m[(i + 2) % 3][(j + 2) % 3] -
			    m[(i + 1) % 3][(j + 2) % 3] *
			    m[(i + 2) % 3][(j + 1) % 3]) / det;
	for (n = 0; n < box_voxels(&to->box); n++) {
		at = (struct pos){ { (int32_t)(n % (2 * REACH)) - REACH,
		    (int32_t)(n / (2 * REACH) % (2 * REACH)) - REACH,
		    (int32_t)(n / (4 * REACH * REACH)) - REACH } };
		for (j = 0; j < 3; j++) {
			double sum = 0;

			for (i = 0; i < 3; i++)
				sum += (at.at[i] + 0.5 - mat->m[3][i]) *
				    back[i][j];
			was.at[j] = (int32_t)floor(sum);
		}
		to->voxel[n] = box_holds(&from->box, &was) ?
		    *dense_at(from, &was) : (struct rgba){ { 0 } };
	}
}

static void
turn_and_compare(const struct matrix *mat)
{
	struct volume v = { 0 }, turned = { 0 };
	struct dense d, want;

	scatter(&v, &d);
	dense_init(&want, REACH);
	dense_turn(&want, &d, mat);
	cr_assert_eq(turn_build(&turned, &v, mat), OK);
	cr_assert(dense_same(&want, &turned), "by %g %g %g", mat->m[3][0],
	    mat->m[3][1], mat->m[3][2]);
	volume_fini(&v);
	volume_fini(&turned);
	dense_fini(&d);
	dense_fini(&want);
}

/* All 48 ways to put a cube into its place, each with a move. */
Test(turn, every_right_angle_and_mirror_is_exact)
{
	static const int to[6][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 },
	    { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };
	static const float by[4][3] = { { 0, 0, 0 }, { 16, -16, 0 },
	    { 1, 2, -3 }, { -17, 5, 16 } };
	int way, i;

	for (way = 0; way < 48; way++) {
		struct matrix mat = { .m[3] = { 0, 0, 0, 1 } };

		for (i = 0; i < 3; i++) {
			mat.m[i][to[way / 8][i]] = way >> i & 1 ? -1 : 1;
			mat.m[3][i] = by[way % 4][i];
		}
		turn_and_compare(&mat);
	}
}

Test(turn, any_other_takes_the_nearest_voxel)
{
	static const struct matrix mats[] = {
		{ .m = { { 0.8f, 0.6f, 0, 0 }, { -0.6f, 0.8f, 0, 0 },
		    { 0, 0, 1, 0 }, { 0.15f, -3.3f, 2.1f, 1 } } },
		{ .m = { { 2, 0, 0, 0 }, { 0, 2, 0, 0 }, { 0, 0, 2, 0 },
		    { 0, 0, 0, 1 } } },
		{ .m = { { 0.5f, 0, 0, 0 }, { 0, 0.5f, 0, 0 },
		    { 0, 0, 0.5f, 0 }, { 0, 0, 0, 1 } } },
		{ .m = { { 1.3f, 0, 0, 0 }, { 0, -0.7f, 0, 0 },
		    { 0, 0.1f, 1, 0 }, { 1.7f, 0.3f, 0.2f, 1 } } },
		{ .m = { { 1.3f, 0, 0, 0 }, { 0, -0.7f, 0, 0 },
		    { 0, 0, 1, 0 }, { 1.7f, 0.3f, -20.2f, 1 } } },
		{ .m = { { 2.1f, 0, 0, 0 }, { 0, 0.07f, 0, 0 },
		    { 0, 0, -1.9f, 0 }, { 0, 0, 7, 1 } } },
	};
	size_t i;

	for (i = 0; i < sizeof mats / sizeof *mats; i++)
		turn_and_compare(&mats[i]);
}

Test(turn, what_is_of_one_colour_stays_so)
{
	struct box box = { { { 0, 0, 0 } }, { { 4096, 2048, 128 } } };
	struct matrix mat = { .m = { { 0, 1, 0, 0 }, { -1, 0, 0, 0 },
	    { 0, 0, 1, 0 }, { 0, 128, 0, 1 } } };
	struct volume v = { 0 }, turned = { 0 };

	cr_assert_eq(volume_fill(&v, &box, red), OK);
	cr_assert_eq(turn_build(&turned, &v, &mat), OK);
	cr_assert_eq(tile_alive(), 0);
	cr_assert_eq(volume_count(&turned), box_voxels(&box));
	cr_assert(volume_bounds(&turned, true, &box));
	cr_assert_eq(box.lo.at[0], -2048);
	cr_assert_eq(box.hi.at[1], 4096 + 128);
	volume_fini(&v);
	volume_fini(&turned);
}

Test(turn, a_move_by_whole_tiles_shares_them)
{
	struct matrix mat = MATRIX_IDENTITY;
	struct volume v = { 0 }, moved = { 0 };
	struct dense d;
	uint64_t tiles;

	scatter(&v, &d);
	tiles = tile_alive();
	mat.m[3][0] = 32;
	cr_assert_eq(turn_build(&moved, &v, &mat), OK);
	cr_assert_eq(tile_alive(), tiles);
	volume_fini(&v);
	volume_fini(&moved);
	dense_fini(&d);
}

Test(turn, what_leaves_the_bounds_is_cut_off)
{
	struct matrix mat = MATRIX_IDENTITY;
	struct volume v = { 0 }, turned = { 0 };
	struct pos first = { { -BOUND_COORD, 0, 0 } };
	struct pos last = { { BOUND_COORD - 1, 0, 0 } };

	mat.m[0][0] = -1;
	volume_set(&v, &first, red);
	cr_assert_eq(turn_build(&turned, &v, &mat), OK);
	cr_assert(rgba_same(volume_get(&turned, &last), red));
	mat.m[3][0] = 1;
	cr_assert_eq(turn_build(&turned, &v, &mat), OK);
	cr_assert_eq(volume_count(&turned), 0);
	volume_fini(&v);
	volume_fini(&turned);
}

/* What a price of 1 is, for a volume of one tile. */
Test(turn, the_price_is_by_what_is_there_and_what_becomes_of_it)
{
	struct matrix mat = MATRIX_IDENTITY;
	struct volume v = { 0 };

	cr_assert_eq(turn_price(&v, &mat), 0);
	volume_set(&v, &(struct pos){ { 0, 0, 0 } }, red);
	cr_assert_float_eq(turn_price(&v, &mat), 1.0 / BOUND_EDIT_TILES, 1e-9);
	mat.m[0][0] = 2;
	cr_assert_float_eq(turn_price(&v, &mat), 2.0 / BOUND_EDIT_TILES, 1e-9);
	mat.m[0][0] = BOUND_EDIT_TILES;
	mat.m[1][1] = mat.m[2][2] = 0.001f;
	cr_assert_float_eq(turn_price(&v, &mat), 1, 1e-9);
	mat = MATRIX_IDENTITY;
	mat.m[0][0] = 2;
	mat.m[0][1] = 1;
	cr_assert_float_eq(turn_price(&v, &mat), 4.0 / CLONE_TURN_TILES, 1e-9);
	volume_fini(&v);
}
