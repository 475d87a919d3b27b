/*
 * test_sector - blocks, and the table that finds them
 */
#include <criterion/criterion.h>

#include "goxel/sector.h"
#include "tests/unit/dense.h"

static const struct rgba red = { { 255, 0, 0, 255 } };

Test(sector, key_tells_place_and_order)
{
	struct pos low = { { -BOUND_COORD, -BOUND_COORD, -BOUND_COORD } };
	struct pos high = { { BOUND_COORD - 1, 5, -1 } };
	struct pos at = sector_at(sector_key(&low));

	cr_assert_arr_eq(&at, &low, sizeof at);
	at = sector_at(sector_key(&high));
	cr_assert_eq(at.at[0], BOUND_COORD - SECTOR_SIDE);
	cr_assert_eq(at.at[1], 0);
	cr_assert_eq(at.at[2], -SECTOR_SIDE);
	high = (struct pos){ { -1, 7, 128 } };
	low = (struct pos){ { BOUND_COORD - 1, BOUND_COORD - 1, 127 } };
	cr_assert_lt(sector_key(&low), sector_key(&high));
}

Test(sector, sector_of_one_color_closes_to_a_uniform_block)
{
	tile_slot block = slot_of_color(red);
	struct sector *sector = block_open(block);

	cr_assert_eq(sector->count, SECTOR_SLOTS);
	cr_assert_eq(block_close(sector), block);
	sector = block_open(block);
	sector_replace(sector, 511, 0);
	cr_assert_eq(sector->count, SECTOR_SLOTS - 1);
	cr_assert_eq(sector->some[7], ~0ull >> 1);
	cr_assert_eq(block_close(sector), (tile_slot)sector);
	block_drop((tile_slot)sector);
	cr_assert_eq(block_close(block_open(0)), 0);
}

Test(sector, opening_a_shared_block_copies_and_shares_its_tiles)
{
	struct sector *sector = sector_new(0), *copy;
	struct tile *tile = tile_new(red);

	sector_replace(sector, 3, (tile_slot)tile);
	block_take((tile_slot)sector);
	copy = block_open((tile_slot)sector);
	cr_assert_neq(copy, sector);
	cr_assert_eq(copy->slot[3], (tile_slot)tile);
	cr_assert(tile_shared(tile));
	block_drop((tile_slot)sector);
	cr_assert_not(tile_shared(tile));
	block_drop((tile_slot)copy);
	cr_assert_eq(tile_alive(), 0);
}

/* Keys come and go: entries without a block must not fill the table. */
Test(sector, table_does_not_grow_by_what_has_gone)
{
	struct volume v = { .table = NULL };
	uint64_t seed = 2;
	int i, axis;

	for (i = 0; i < 100000; i++) {
		struct pos pos;

		for (axis = 0; axis < 3; axis++)
			pos.at[axis] = (int32_t)dense_random(&seed, 1 << 20);
		cr_assert_eq(volume_set(&v, &pos, red), OK);
		cr_assert_eq(volume_set(&v, &pos, (struct rgba){ { 0 } }), OK);
	}
	cr_assert_eq(v.table->count, 0);
	cr_assert_leq(v.table->size, 32);
	volume_fini(&v);
}
