/*
 * test_extrude - connected faces are pushed, and no others
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/extrude.h"
#include "tests/unit/dense.h"

static const struct rgba red = { { 255, 0, 0, 255 } };

#define AT(x, y, z)	((struct pos){ { x, y, z } })

static bool
holds(struct dense *d, const struct pos *pos)
{
	return box_holds(&d->box, pos) && dense_at(d, pos)->c[ALPHA] > 0;
}

static bool
belongs(struct dense *d, const struct extrude *e, const struct pos *pos)
{
	struct pos before = *pos;
	int i;

	before.at[e->axis] += e->way;
	if (!holds(d, pos) || holds(d, &before) ||
	    pos->at[e->axis] != e->seed.at[e->axis])
		return false;
	for (i = 0; i < 3; i++)
		if (abs(dense_at(d, pos)->c[i] -
		    dense_at(d, &e->seed)->c[i]) > e->threshold)
			return false;
	return true;
}

static bool
beside(struct dense *found, const struct pos *pos)
{
	struct pos near;
	int side;

	for (side = 0; side < 6; side++) {
		near = *pos;
		near.at[side / 2] += side % 2 ? 1 : -1;
		if (holds(found, &near))
			return true;
	}
	return false;
}

/* Grow by one neighbour at a time, over the whole array, until nothing does. */
static void
find(struct dense *d, struct dense *found, const struct extrude *e)
{
	bool grew = true;
	uint64_t i;

	*dense_at(found, &e->seed) = red;
	while (grew)
		for (grew = false, i = 0; i < box_voxels(&d->box); i++) {
			struct pos pos = AT((int32_t)(i % 40) - 20,
			    (int32_t)(i / 40 % 40) - 20,
			    (int32_t)(i / 1600) - 20);

			if (holds(found, &pos) || !belongs(d, e, &pos) ||
			    !beside(found, &pos))
				continue;
			*dense_at(found, &pos) = red;
			grew = true;
		}
}

static void
dense_extrude(struct dense *d, const struct extrude *e)
{
	struct dense found;
	uint64_t i;
	int32_t n;

	dense_init(&found, 20);
	find(d, &found, e);
	for (i = 0; i < box_voxels(&d->box); i++) {
		struct pos pos = AT((int32_t)(i % 40) - 20,
		    (int32_t)(i / 40 % 40) - 20, (int32_t)(i / 1600) - 20);
		struct rgba color = *dense_at(d, &pos);

		if (!holds(&found, &pos))
			continue;
		for (n = 0; n < e->delta; n++) {
			pos.at[e->axis] += e->way;
			*dense_at(d, &pos) = color;
		}
		for (n = 0; n < -e->delta; n++) {
			*dense_at(d, &pos) = (struct rgba){ { 0 } };
			pos.at[e->axis] -= e->way;
		}
	}
	dense_fini(&found);
}

/* Layers of holes and near colours, dense enough to connect. */
static void
scatter(struct volume *v, struct dense *d, uint64_t state)
{
	struct pos pos;
	uint64_t i;

	for (i = 0; i < 20 * 20 * 20; i++) {
		struct rgba color = { { (uint8_t)dense_random(&state, 40),
		    9, 9, 200 } };

		pos = AT((int32_t)(i % 20) - 10, (int32_t)(i / 20 % 20) - 10,
		    (int32_t)(i / 400) - 10);
		if (dense_random(&state, 3) == 0)
			continue;
		*dense_at(d, &pos) = color;
		cr_assert_eq(volume_set(v, &pos, color), OK);
	}
}

static void
extrude_and_compare(int i)
{
	struct extrude e = { AT(i % 10 - 5, i % 7 - 3, i % 5 - 2), i % 3,
	    i / 3 % 2 ? 1 : -1, i % 11 - 5, i % 4 == 0 ? 255 : 20 };
	struct volume v = { 0 };
	struct dense d;
	uint64_t voxels;
	enum err err;

	dense_init(&d, 20);
	scatter(&v, &d, (uint64_t)i);
	err = extrude(&v, &e, &voxels);
	if (belongs(&d, &e, &e.seed))
		dense_extrude(&d, &e);
	else
		cr_assert_eq(err, ERR_NO_VOXEL);
	cr_assert(dense_same(&d, &v), "%d", i);
	volume_fini(&v);
	dense_fini(&d);
}

Test(extrude, faces_are_pushed_as_a_search_by_hand_finds_them)
{
	int i;

	for (i = 0; i < 80; i++)
		extrude_and_compare(i);
}

Test(extrude, a_covered_face_and_no_voxel_are_refused)
{
	struct box box = { AT(0, 0, 0), AT(3, 3, 3) };
	struct extrude e = { AT(1, 1, 1), 2, 1, 1, 255 };
	struct volume v = { 0 };
	uint64_t voxels;

	volume_fill(&v, &box, red);
	cr_assert_eq(extrude(&v, &e, &voxels), ERR_NO_VOXEL);
	e.seed = AT(9, 9, 9);
	cr_assert_eq(extrude(&v, &e, &voxels), ERR_NO_VOXEL);
	e.seed = AT(1, 1, 2);
	cr_assert_eq(extrude(&v, &e, &voxels), OK);
	cr_assert_eq(voxels, 9);
	volume_fini(&v);
}

Test(extrude, goes_to_the_bounds_and_not_beyond)
{
	struct extrude e = { AT(0, 0, BOUND_COORD - 3), 2, 1, 2, 255 };
	struct volume v = { 0 };
	uint64_t voxels;

	volume_set(&v, &e.seed, red);
	e.delta = 3;
	cr_assert_eq(extrude(&v, &e, &voxels), ERR_BOUNDS);
	cr_assert_eq(volume_count(&v), 1);
	e.delta = 2;
	cr_assert_eq(extrude(&v, &e, &voxels), OK);
	cr_assert_eq(volume_count(&v), 3);
	e.seed.at[2] = BOUND_COORD - 1;
	e.delta = -9;
	cr_assert_eq(extrude(&v, &e, &voxels), OK);
	cr_assert_eq(voxels, 3);
	volume_fini(&v);
}

Test(extrude, finds_and_writes_as_much_as_its_bounds_and_not_more)
{
	struct box box = { AT(0, 0, 0), AT(1024, EXTRUDE_FACES / 1024, 1) };
	struct extrude e = { AT(0, 0, 0), 2, 1, 4, 255 };
	struct volume v = { 0 };
	uint64_t voxels;

	volume_fill(&v, &box, red);
	cr_assert_eq(extrude(&v, &e, &voxels), OK);
	cr_assert_eq(voxels, EXTRUDE_VOXELS);
	e.seed.at[2] = 4;
	e.delta = 5;
	cr_assert_eq(extrude(&v, &e, &voxels), ERR_TOO_BIG);
	volume_set(&v, &AT(-1, 0, 4), red);
	e.delta = 1;
	cr_assert_eq(extrude(&v, &e, &voxels), ERR_TOO_BIG);
	cr_assert_eq(volume_count(&v), EXTRUDE_FACES * 5 + 1);
	volume_fini(&v);
}
