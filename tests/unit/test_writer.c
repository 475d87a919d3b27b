/*
 * test_writer - many voxels into a volume, in the order they come
 *
 * The twin of each volume is written with volume_set, voxel by voxel.
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/sector.h"
#include "goxel/writer.h"
#include "tests/unit/dense.h"

#define LIST	5000u

static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct rgba none = { { 0, 0, 0, 0 } };

struct pair {
	struct volume	 ours, twin;
};

static void
fini_pair(struct pair *p)
{
	cr_assert(volume_same(&p->ours, &p->twin));
	volume_fini(&p->ours);
	volume_fini(&p->twin);
	cr_assert_eq(tile_alive(), 0);
}

static void
write_both(struct pair *p, const struct voxel *list, uint32_t count)
{
	uint32_t i;

	cr_assert_eq(writer_list(&p->ours, list, count), OK);
	for (i = 0; i < count; i++)
		cr_assert_eq(volume_set(&p->twin, &list[i].pos,
		    list[i].color), OK);
	cr_assert(volume_same(&p->ours, &p->twin));
	cr_assert_eq(volume_count(&p->ours), volume_count(&p->twin));
}

/* Mostly full, of few colours, so that tiles come and go. */
static struct rgba
random_color(uint64_t *seed, uint32_t holes)
{
	uint32_t die = dense_random(seed, 100);

	if (die < holes)
		return (struct rgba){ { 9, 9, 9, 0 } };
	return (struct rgba){ { die % 2 ? 200 : 100, 0, 0, die % 3 ? 255 :
	    1 } };
}

/* In runs along x, some of them long, others one voxel. */
static void
random_list(uint64_t *seed, struct voxel list[LIST])
{
	uint32_t i, left = 0, holes = dense_random(seed, 2) * 20;
	struct pos pos = { { 0 } };
	int axis;

	for (i = 0; i < LIST; i++, left--, pos.at[0]++) {
		if (left == 0) {
			for (axis = 0; axis < 3; axis++)
				pos.at[axis] = (int32_t)dense_random(seed, 40) -
				    20;
			left = 1 + dense_random(seed, 50);
		}
		list[i] = (struct voxel){ pos, random_color(seed, holes) };
	}
}

Test(writer, list_gives_what_single_writes_give)
{
	struct pair p = { .ours = { .table = NULL } };
	static struct voxel list[LIST];
	uint64_t seed = 1;
	int round;

	for (round = 0; round < 40; round++) {
		random_list(&seed, list);
		write_both(&p, list, LIST);
	}
	fini_pair(&p);
}

Test(writer, copies_taken_between_lists_keep_what_they_had)
{
	struct volume copy[2] = { { .table = NULL } };
	struct pair p = { .ours = { .table = NULL } };
	static struct voxel list[LIST];
	uint64_t seed = 2;
	int round;

	for (round = 0; round < 20; round++) {
		random_list(&seed, list);
		volume_copy(&copy[0], &p.ours);
		volume_copy(&copy[1], &p.twin);
		write_both(&p, list, LIST);
		cr_assert(volume_same(&copy[0], &copy[1]));
		volume_fini(&copy[0]);
		volume_fini(&copy[1]);
	}
	fini_pair(&p);
}

Test(writer, tile_taken_elsewhere_is_not_changed)
{
	struct voxel list[2] = { { { { 1, 2, 3 } }, red },
	    { { { 2, 2, 3 } }, { { 0, 9, 0, 255 } } } };
	struct volume v = { .table = NULL };
	tile_slot slot;

	cr_assert_eq(writer_list(&v, list, 1), OK);
	slot = volume_slot(&v, &list[0].pos);
	slot_take(slot);
	cr_assert_eq(writer_list(&v, list, 2), OK);
	cr_assert_eq(slot_count(slot), 1);
	cr_assert_eq(volume_count(&v), 2);
	slot_drop(slot);
	volume_fini(&v);
}

/* A whole tile, from its last voxel to its first or the other way. */
static void
fill_tile(struct volume *v, bool down)
{
	static struct voxel list[TILE_VOXELS];
	int i, n;

	for (i = 0; i < TILE_VOXELS; i++) {
		n = down ? TILE_VOXELS - 1 - i : i;
		list[i] = (struct voxel){ { { (n & 15) - 16, n >> 4 & 15,
		    n >> 8 } }, red };
	}
	cr_assert_eq(writer_list(v, list, TILE_VOXELS), OK);
}

/* The same tile, each of its rows alike. */
static void
fill_rows(struct volume *v, const struct rgba colors[TILE_SIDE])
{
	int row;

	for (row = 0; row < TILE_SIDE * TILE_SIDE; row++) {
		struct pos pos = { { -16, row % TILE_SIDE, row / TILE_SIDE } };

		cr_assert_eq(writer_row(v, &pos, colors, TILE_SIDE), OK);
	}
}

Test(writer, tile_that_becomes_full_is_uniform_and_one_emptied_goes)
{
	struct volume v = { .table = NULL };
	struct pos at = { { -16, 0, 0 } };
	struct rgba reds[TILE_SIDE], empty[TILE_SIDE] = { { { 0 } } };
	int row;

	fill_tile(&v, false);
	cr_assert_eq(volume_slot(&v, &at), slot_of_color(red));
	volume_set(&v, &at, none);
	fill_tile(&v, true);
	cr_assert_eq(volume_slot(&v, &at), slot_of_color(red));
	for (row = 0; row < TILE_SIDE; row++)
		reds[row] = red;
	fill_rows(&v, empty);
	cr_assert_eq(volume_slot(&v, &at), 0);
	fill_rows(&v, reds);
	cr_assert_eq(volume_slot(&v, &at), slot_of_color(red));
	fill_rows(&v, empty);
	cr_assert_eq(v.table->count, 0);
	volume_fini(&v);
}

Test(writer, rows_give_what_single_writes_give)
{
	struct pair p = { .ours = { .table = NULL } };
	struct rgba colors[60];
	uint64_t seed = 3;
	uint32_t i, count;
	int round;

	for (round = 0; round < 20000; round++) {
		struct pos pos = { { (int32_t)dense_random(&seed, 80) - 60,
		    (int32_t)dense_random(&seed, 20) - 10,
		    (int32_t)dense_random(&seed, 20) - 10 } };

		count = dense_random(&seed, 61);
		for (i = 0; i < count; i++)
			colors[i] = random_color(&seed, round % 3 ? 0 : 30);
		cr_assert_eq(writer_row(&p.ours, &pos, colors, count), OK);
		for (i = 0; i < count; i++, pos.at[0]++)
			volume_set(&p.twin, &pos, colors[i]);
		if (round % 500 == 0)
			cr_assert(volume_same(&p.ours, &p.twin));
	}
	fini_pair(&p);
}

Test(writer, row_ends_at_the_bound_and_not_beyond)
{
	struct pos pos = { { BOUND_COORD - 3, -BOUND_COORD, 0 } };
	struct rgba colors[4] = { red, red, red, red };
	struct volume v = { .table = NULL };

	cr_assert_eq(writer_row(&v, &pos, colors, 3), OK);
	cr_assert_eq(writer_row(&v, &pos, colors, 4), ERR_BOUNDS);
	cr_assert_eq(volume_count(&v), 3);
	pos.at[1]--;
	cr_assert_eq(writer_row(&v, &pos, colors, 1), ERR_BOUNDS);
	pos = (struct pos){ { INT32_MAX, 0, 0 } };
	cr_assert_eq(writer_row(&v, &pos, colors, 4), ERR_BOUNDS);
	volume_fini(&v);
}

Test(writer, list_stops_at_the_first_place_out_of_bounds)
{
	struct voxel list[3] = { { { { BOUND_COORD - 1, 0, 0 } }, red },
	    { { { BOUND_COORD, 0, 0 } }, red }, { { { 5, 0, 0 } }, red } };
	struct volume v = { .table = NULL };

	cr_assert_eq(writer_list(&v, list, 3), ERR_BOUNDS);
	cr_assert_eq(volume_count(&v), 1);
	cr_assert_eq(writer_list(&v, list, 0), OK);
	volume_fini(&v);
}

/* Both ways into the same tile, in turn. */
Test(writer, single_writes_between_lists_are_not_lost)
{
	struct pair p = { .ours = { .table = NULL } };
	static struct voxel list[LIST];
	uint64_t seed = 4;
	uint32_t i;
	int round;

	for (round = 0; round < 20; round++) {
		random_list(&seed, list);
		write_both(&p, list, LIST / 2);
		for (i = LIST / 2; i < LIST; i++) {
			volume_set_near(&p.ours, &list[i].pos, list[i].color);
			volume_set(&p.twin, &list[i].pos, list[i].color);
		}
		cr_assert(volume_same(&p.ours, &p.twin));
	}
	fini_pair(&p);
}
