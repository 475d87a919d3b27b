/*
 * test_volume - a body of voxels: written, filled, copied
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/sector.h"
#include "goxel/volume.h"
#include "tests/unit/dense.h"

static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct rgba blue = { { 0, 0, 255, 40 } };
static const struct rgba none = { { 0, 0, 0, 0 } };

#define AT(x, y, z)	(&(struct pos){ { x, y, z } })

static struct box
cube(int32_t lo, int32_t hi)
{
	return (struct box){ { { lo, lo, lo } }, { { hi, hi, hi } } };
}

Test(volume, new_volume_is_empty)
{
	struct volume v = { .table = NULL };
	struct box box;

	cr_assert_eq(volume_count(&v), 0);
	cr_assert_not(volume_bounds(&v, true, &box));
	cr_assert(rgba_same(volume_get(&v, AT(0, 0, 0)), none));
	cr_assert_eq(volume_slot(&v, AT(0, 0, 0)), 0);
	volume_fini(&v);
}

Test(volume, voxel_is_where_it_was_set_and_nowhere_else)
{
	struct volume v = { .table = NULL };

	cr_assert_eq(volume_set(&v, AT(-1, 128, 5), red), OK);
	cr_assert(rgba_same(volume_get(&v, AT(-1, 128, 5)), red));
	cr_assert(rgba_same(volume_get(&v, AT(-2, 128, 5)), none));
	cr_assert(rgba_same(volume_get(&v, AT(15, 0, 5)), none));
	cr_assert_eq(volume_count(&v), 1);
	volume_fini(&v);
}

Test(volume, coordinates_reach_the_bound_and_not_beyond)
{
	struct volume v = { .table = NULL };
	int axis;

	for (axis = 0; axis < 3; axis++) {
		struct pos pos = { { 0, 0, 0 } };

		pos.at[axis] = BOUND_COORD - 1;
		cr_assert_eq(volume_set(&v, &pos, red), OK);
		pos.at[axis]++;
		cr_assert_eq(volume_set(&v, &pos, red), ERR_BOUNDS);
		cr_assert_eq(volume_put(&v, &pos, 0), ERR_BOUNDS);
		cr_assert(rgba_same(volume_get(&v, &pos), none));
		pos.at[axis] = -BOUND_COORD;
		cr_assert_eq(volume_set(&v, &pos, red), OK);
		cr_assert(rgba_same(volume_get(&v, &pos), red));
		pos.at[axis]--;
		cr_assert_eq(volume_set(&v, &pos, red), ERR_BOUNDS);
	}
	cr_assert_eq(volume_set(&v, AT(INT32_MIN, INT32_MAX, 0), red),
	    ERR_BOUNDS);
	cr_assert_eq(volume_count(&v), 6);
	volume_fini(&v);
}

Test(volume, voxel_of_alpha_zero_is_gone_with_its_tile_and_sector)
{
	struct volume v = { .table = NULL };

	volume_set(&v, AT(1, 2, 3), red);
	volume_set(&v, AT(500, 2, 3), red);
	volume_set(&v, AT(1, 2, 3), (struct rgba){ { 9, 9, 9, 0 } });
	cr_assert(rgba_same(volume_get(&v, AT(1, 2, 3)), none));
	cr_assert_eq(volume_slot(&v, AT(1, 2, 3)), 0);
	volume_set(&v, AT(500, 2, 3), none);
	cr_assert_eq(volume_count(&v), 0);
	cr_assert_eq(tile_alive(), 0);
	cr_assert_eq(v.table->count, 0);
	volume_fini(&v);
}

Test(volume, tile_filled_voxel_by_voxel_becomes_uniform)
{
	struct volume v = { .table = NULL };
	struct pos pos;
	int i;

	for (i = 0; i < TILE_VOXELS; i++) {
		pos = (struct pos){ { i & 15, i >> 4 & 15, i >> 8 } };
		volume_set(&v, &pos, blue);
	}
	cr_assert_eq(volume_slot(&v, AT(0, 0, 0)), slot_of_color(blue));
	cr_assert_eq(tile_alive(), 0);
	volume_set(&v, AT(7, 7, 7), red);
	cr_assert(rgba_same(volume_get(&v, AT(7, 7, 7)), red));
	cr_assert(rgba_same(volume_get(&v, AT(7, 7, 8)), blue));
	cr_assert_eq(volume_count(&v), TILE_VOXELS);
	volume_fini(&v);
}

Test(volume, copy_is_not_changed_by_later_writes)
{
	struct volume v = { .table = NULL }, copy = { .table = NULL };

	volume_set(&v, AT(1, 1, 1), red);
	volume_copy(&copy, &v);
	volume_set(&v, AT(1, 1, 1), blue);
	volume_set(&v, AT(2, 1, 1), blue);
	volume_set(&v, AT(999, 1, 1), blue);
	cr_assert(rgba_same(volume_get(&copy, AT(1, 1, 1)), red));
	cr_assert_eq(volume_count(&copy), 1);
	volume_set(&copy, AT(1, 1, 1), none);
	cr_assert_eq(volume_count(&v), 3);
	cr_assert(rgba_same(volume_get(&v, AT(1, 1, 1)), blue));
	volume_fini(&v);
	volume_fini(&copy);
	cr_assert_eq(tile_alive(), 0);
}

Test(volume, copy_of_a_copy_outlives_both)
{
	struct volume v[3] = { { .table = NULL } };

	volume_set(&v[0], AT(1, 1, 1), red);
	volume_copy(&v[1], &v[0]);
	volume_copy(&v[2], &v[1]);
	volume_fini(&v[0]);
	volume_set(&v[1], AT(1, 1, 1), blue);
	volume_fini(&v[1]);
	cr_assert(rgba_same(volume_get(&v[2], AT(1, 1, 1)), red));
	volume_fini(&v[2]);
}

Test(volume, setting_what_is_there_does_not_copy)
{
	struct volume v = { .table = NULL }, copy = { .table = NULL };

	volume_set(&v, AT(1, 1, 1), red);
	volume_copy(&copy, &v);
	cr_assert_eq(volume_set(&v, AT(1, 1, 1), red), OK);
	cr_assert_eq(volume_set(&v, AT(700, 1, 1), none), OK);
	cr_assert_eq(v.table, copy.table);
	volume_fini(&v);
	volume_fini(&copy);
}

Test(volume, slot_taken_elsewhere_is_not_changed_by_later_writes)
{
	struct volume v = { .table = NULL }, other = { .table = NULL };
	tile_slot slot;

	volume_set(&v, AT(1, 1, 1), red);
	slot = volume_slot(&v, AT(0, 0, 0));
	slot_take(slot);
	cr_assert_eq(volume_put(&other, AT(-3, 70, 9), slot), OK);
	volume_set(&v, AT(1, 1, 1), blue);
	cr_assert(rgba_same(volume_get(&other, AT(-15, 65, 1)), red));
	volume_fini(&v);
	volume_fini(&other);
}

Test(volume, put_replaces_a_tile_and_nothing_puts_it_away)
{
	struct volume v = { .table = NULL };

	cr_assert_eq(volume_put(&v, AT(20, 20, 20), slot_of_color(red)), OK);
	cr_assert_eq(volume_count(&v), TILE_VOXELS);
	cr_assert(rgba_same(volume_get(&v, AT(16, 16, 31)), red));
	cr_assert_eq(volume_put(&v, AT(16, 16, 16),
	    (tile_slot)tile_new(blue)), OK);
	cr_assert_eq(volume_slot(&v, AT(16, 16, 16)), slot_of_color(blue));
	cr_assert_eq(volume_put(&v, AT(16, 16, 16),
	    (tile_slot)tile_new(none)), OK);
	cr_assert_eq(volume_count(&v), 0);
	cr_assert_eq(v.table->count, 0);
	cr_assert_eq(tile_alive(), 0);
	volume_fini(&v);
}

Test(volume, slot_tells_how_far_it_holds)
{
	struct volume v = { .table = NULL };
	struct box box = cube(0, 256);
	int32_t side;

	volume_fill(&v, &box, red);
	volume_set(&v, AT(200, 1, 1), blue);
	cr_assert_eq(volume_slot_wide(&v, AT(5, 5, 5), &side),
	    slot_of_color(red));
	cr_assert_eq(side, SECTOR_SIDE);
	cr_assert_eq(volume_slot_wide(&v, AT(150, 5, 5), &side),
	    slot_of_color(red));
	cr_assert_eq(side, TILE_SIDE);
	cr_assert_eq(volume_slot_wide(&v, AT(-1, 5, 5), &side), 0);
	cr_assert_eq(side, SECTOR_SIDE);
	volume_fini(&v);
}

Test(volume, fill_writes_the_box_and_nothing_beside_it)
{
	struct volume v = { .table = NULL };
	struct box box = { { { -20, 3, 100 } }, { { 150, 40, 131 } } }, got;

	cr_assert_eq(volume_fill(&v, &box, blue), OK);
	cr_assert_eq(volume_count(&v), box_voxels(&box));
	cr_assert(volume_bounds(&v, true, &got));
	cr_assert(box_same(&got, &box));
	cr_assert(rgba_same(volume_get(&v, AT(149, 39, 130)), blue));
	cr_assert(rgba_same(volume_get(&v, AT(150, 39, 130)), none));
	volume_fini(&v);
}

Test(volume, fill_with_nothing_erases_even_all_there_could_be)
{
	struct volume v = { .table = NULL };
	struct box box = cube(-100, 300), all = cube(-BOUND_COORD, BOUND_COORD);

	volume_fill(&v, &box, red);
	cr_assert_eq(volume_fill(&v, &all, none), OK);
	cr_assert_eq(volume_count(&v), 0);
	cr_assert_eq(tile_alive(), 0);
	volume_fini(&v);
}

Test(volume, fill_of_an_empty_box_does_nothing)
{
	struct volume v = { .table = NULL };
	struct box box = { { { 5, 5, 5 } }, { { 9, 5, 9 } } };

	cr_assert_eq(volume_fill(&v, &box, red), OK);
	cr_assert_eq(volume_count(&v), 0);
	volume_fini(&v);
}

Test(volume, fill_out_of_bounds_changes_nothing)
{
	struct volume v = { .table = NULL };
	struct box box = cube(0, BOUND_COORD);

	box.hi.at[1] = box.hi.at[2] = 1;
	cr_assert_eq(volume_fill(&v, &box, none), OK);
	box.hi.at[0]++;
	cr_assert_eq(volume_fill(&v, &box, red), ERR_BOUNDS);
	cr_assert_eq(volume_count(&v), 0);
	volume_fini(&v);
}

/* 2^20 sectors are 1024 x 1024 x 1 of them. */
Test(volume, sectors_reach_the_bound_and_not_beyond)
{
	struct volume v = { .table = NULL };
	struct box box = { { { 0, 0, 0 } },
	    { { 1024 * SECTOR_SIDE, 1024 * SECTOR_SIDE, SECTOR_SIDE } } };
	struct box more = cube(-SECTOR_SIDE, 0);

	cr_assert_eq(volume_fill(&v, &box, red), OK);
	cr_assert_eq(v.table->count, BOUND_SECTORS);
	cr_assert_eq(volume_set(&v, AT(0, 0, -1), red), ERR_TOO_BIG);
	cr_assert_eq(volume_put(&v, AT(0, 0, -1), slot_of_color(red)),
	    ERR_TOO_BIG);
	cr_assert_eq(volume_fill(&v, &more, red), ERR_TOO_BIG);
	cr_assert_eq(v.table->count, BOUND_SECTORS);
	cr_assert_eq(volume_set(&v, AT(0, 0, 0), blue), OK);
	more = cube(0, SECTOR_SIDE);
	cr_assert_eq(volume_fill(&v, &more, none), OK);
	cr_assert_eq(volume_set(&v, AT(0, 0, -1), red), OK);
	cr_assert_eq(volume_set(&v, AT(0, 0, 0), red), ERR_TOO_BIG);
	volume_fini(&v);
}

Test(volume, fill_of_too_many_sectors_changes_nothing)
{
	struct volume v = { .table = NULL };
	struct box box = { { { 0, 0, 0 } },
	    { { 1024 * SECTOR_SIDE, 1024 * SECTOR_SIDE, SECTOR_SIDE + 1 } } };

	cr_assert_eq(volume_fill(&v, &box, red), ERR_TOO_BIG);
	box = cube(-BOUND_COORD, BOUND_COORD);
	cr_assert_eq(volume_fill(&v, &box, red), ERR_TOO_BIG);
	cr_assert_eq(volume_count(&v), 0);
	volume_fini(&v);
}

/* Each real tile that is cut costs its own; a checkered floor has 128 x 128
 * in 16 sectors, and a layer of 4 of them reaches the bound. */
static void
lay_floor(struct volume *v, int32_t z, uint32_t tiles)
{
	uint32_t i;

	for (i = 0; i < tiles; i++) {
		struct pos pos = { { (int32_t)(i % 256) * TILE_SIDE,
		    (int32_t)(i / 256) * TILE_SIDE, z } };

		cr_assert_eq(volume_set(v, &pos, red), OK);
	}
}

Test(volume, fill_walks_as_many_tiles_as_the_bound_and_not_one_more)
{
	struct volume v = { .table = NULL };
	struct box box = { { { 0, 0, 0 } },
	    { { 256 * TILE_SIDE, 257 * TILE_SIDE, 15 } } };
	uint64_t count;

	lay_floor(&v, 0, BOUND_EDIT_TILES + 1);
	count = volume_count(&v);
	cr_assert_eq(count, BOUND_EDIT_TILES + 1);
	cr_assert_eq(volume_fill(&v, &box, none), ERR_TOO_BIG);
	cr_assert_eq(volume_count(&v), count);
	volume_set(&v, AT(0, 0, 0), none);
	cr_assert_eq(volume_fill(&v, &box, none), OK);
	cr_assert_eq(volume_count(&v), 0);
	volume_fini(&v);
}

Test(volume, big_box_takes_no_more_memory_than_a_small_one)
{
	struct volume v = { .table = NULL };
	struct box box = cube(3, 1031), inner = cube(10, 1000);

	cr_assert_eq(volume_fill(&v, &box, red), OK);
	cr_assert_eq(volume_count(&v), box_voxels(&box));
	cr_assert_leq(tile_alive(), 26);
	cr_assert_eq(volume_fill(&v, &box, blue), OK);
	cr_assert_leq(tile_alive(), 26);
	cr_assert_eq(volume_fill(&v, &inner, red), OK);
	cr_assert_leq(tile_alive(), 26 * 4);
	cr_assert_eq(volume_count(&v), box_voxels(&box));
	cr_assert_eq(volume_fill(&v, &inner, none), OK);
	cr_assert_eq(volume_count(&v),
	    box_voxels(&box) - box_voxels(&inner));
	volume_fini(&v);
	cr_assert_eq(tile_alive(), 0);
}

Test(volume, write_into_a_shared_surface_stays_in_its_place)
{
	struct volume v = { .table = NULL };
	struct box box = cube(3, 700);

	cr_assert_eq(volume_fill(&v, &box, red), OK);
	volume_set(&v, AT(3, 300, 300), none);
	cr_assert_eq(volume_count(&v), box_voxels(&box) - 1);
	cr_assert(rgba_same(volume_get(&v, AT(3, 316, 300)), red));
	cr_assert(rgba_same(volume_get(&v, AT(3, 428, 300)), red));
	volume_fini(&v);
}

struct world {
	struct volume	 volume[3];
	struct dense	 dense[3];
	uint64_t	 seed;
};

static void
random_box(struct world *w, struct box *box)
{
	int32_t reach = w->dense[0].box.hi.at[0];
	int axis;

	for (axis = 0; axis < 3; axis++) {
		int32_t a = (int32_t)dense_random(&w->seed,
		    (uint32_t)(2 * reach + 1)) - reach;
		int32_t b = (int32_t)dense_random(&w->seed,
		    (uint32_t)(2 * reach + 1)) - reach;

		if (dense_random(&w->seed, 3) == 0) {
			a &= ~15;
			b &= ~15;
		}
		box->lo.at[axis] = a < b ? a : b;
		box->hi.at[axis] = a < b ? b : a;
	}
}

/* Few colours, so that slots become uniform again. */
static struct rgba
random_color(struct world *w)
{
	static const uint8_t alphas[] = { 255, 255, 128, 1, 0 };
	uint8_t hue = (uint8_t)(dense_random(&w->seed, 2) * 200);

	return (struct rgba){ { hue, (uint8_t)(200 - hue), 7,
	    alphas[dense_random(&w->seed, 5)] } };
}

static void
random_sets(struct world *w, int which)
{
	struct box box;
	int i, axis;

	random_box(w, &box);
	for (i = 0; i < 300 && !box_empty(&box); i++) {
		struct rgba color = random_color(w);
		struct pos pos = box.lo;

		for (axis = 0; axis < 3; axis++)
			pos.at[axis] += (int32_t)dense_random(&w->seed,
			    (uint32_t)(box.hi.at[axis] - box.lo.at[axis]));
		cr_assert_eq(volume_set(&w->volume[which], &pos, color), OK);
		*dense_at(&w->dense[which], &pos) =
		    color.c[ALPHA] > 0 ? color : none;
	}
}

static void
random_draw(struct world *w, int which)
{
	struct shape_stroke stroke = {
		.mode = dense_random(&w->seed, MODE_REPLACE),
		.shape = dense_random(&w->seed, SHAPE_COUNT),
		.smoothness = (float)dense_random(&w->seed, 3),
		.color = random_color(w)
	};

	random_box(w, &stroke.box);
	if (box_empty(&stroke.box))
		return;
	cr_assert_eq(shape_draw(&w->volume[which], &stroke), OK);
	dense_draw(&w->dense[which], &stroke);
}

static void
random_act(struct world *w)
{
	int which = (int)dense_random(&w->seed, 3);
	int other = (int)dense_random(&w->seed, 3);
	enum mode mode = dense_random(&w->seed, MODE_COUNT);
	struct rgba color = random_color(w);
	struct box box;

	switch (dense_random(&w->seed, 8)) {
	case 0:
		cr_assert_eq(mode_merge(&w->volume[which], &w->volume[other],
		    mode), OK);
		dense_merge(&w->dense[which], &w->dense[other], mode);
		break;
	case 1:
		if (which == other)
			break;
		volume_fini(&w->volume[which]);
		volume_copy(&w->volume[which], &w->volume[other]);
		dense_copy(&w->dense[which], &w->dense[other]);
		break;
	case 2:
	case 3:
		random_box(w, &box);
		cr_assert_eq(volume_fill(&w->volume[which], &box, color), OK);
		dense_fill(&w->dense[which], &box, color);
		break;
	case 4:
	case 5:
		random_draw(w, which);
		break;
	default:
		random_sets(w, which);
	}
}

static void
act_and_compare(uint64_t seed, int32_t reach, int acts, int every)
{
	struct world w = { .seed = seed };
	int i, which;

	for (which = 0; which < 3; which++)
		dense_init(&w.dense[which], reach);
	for (i = 1; i <= acts; i++) {
		random_act(&w);
		for (which = 0; i % every == 0 && which < 3; which++)
			cr_assert(dense_same(&w.dense[which],
			    &w.volume[which]), "seed %d, act %d, volume %d",
			    (int)seed, i, which);
	}
	for (which = 0; which < 3; which++) {
		dense_fini(&w.dense[which]);
		volume_fini(&w.volume[which]);
	}
	cr_assert_eq(tile_alive(), 0);
}

Test(volume, random_acts_give_what_a_plain_array_gives)
{
	int seed;

	for (seed = 1; seed <= 8; seed++)
		act_and_compare((uint64_t)seed, 32, 40, 4);
}

/* Large enough for whole sectors to be inside boxes. */
Test(volume, random_acts_across_whole_sectors_give_the_same_too)
{
	act_and_compare(100, 144, 8, 8);
}
