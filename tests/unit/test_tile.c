/*
 * test_tile - tiles, slots and the pool they come from
 */
#include <criterion/criterion.h>

#include "goxel/tile.h"
#include "tests/unit/dense.h"

static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct rgba blue = { { 0, 0, 255, 40 } };
static const struct rgba none = { { 0, 0, 0, 0 } };

Test(tile, new_tile_is_full_of_its_color)
{
	struct tile *tile = tile_new(red);

	cr_assert_eq(tile->count, TILE_VOXELS);
	cr_assert_eq(tile->mask[63], ~0ull);
	cr_assert(rgba_same(tile->voxel[TILE_VOXELS - 1], red));
	cr_assert_not(tile_shared(tile));
	tile_drop(tile);
	tile = tile_new(none);
	cr_assert_eq(tile->count, 0);
	cr_assert_eq(tile->mask[0], 0);
	tile_drop(tile);
}

Test(tile, copy_is_not_changed_by_writes_to_the_original)
{
	struct tile *tile = tile_new(red), *copy = tile_copy(tile);

	tile_set(tile, 77, blue);
	cr_assert(rgba_same(copy->voxel[77], red));
	tile_drop(tile);
	tile_drop(copy);
}

Test(tile, mask_and_count_follow_random_writes)
{
	struct tile *tile = tile_new(none);
	uint64_t state = 1, mask[TILE_WORDS], count;
	int i;

	for (i = 0; i < 20000; i++)
		tile_set(tile, dense_random(&state, TILE_VOXELS),
		    dense_random(&state, 3) == 0 ? none : blue);
	memcpy(mask, tile->mask, sizeof mask);
	count = tile->count;
	memset(tile->mask, 0x55, sizeof tile->mask);
	tile_refresh(tile);
	cr_assert_arr_eq(mask, tile->mask, sizeof mask);
	cr_assert_eq(count, tile->count);
	cr_assert_gt(count, 0);
	tile_drop(tile);
}

Test(tile, is_uniform_when_all_alike_or_all_empty)
{
	struct tile *tile = tile_new(red);

	cr_assert(tile_uniform(tile));
	tile_set(tile, TILE_VOXELS - 1, blue);
	cr_assert_not(tile_uniform(tile));
	tile_set(tile, TILE_VOXELS - 1, none);
	cr_assert_not(tile_uniform(tile));
	tile_drop(tile);
	tile = tile_new(none);
	cr_assert(tile_uniform(tile));
	tile_drop(tile);
}

Test(tile, bounds_are_those_of_the_voxels)
{
	struct tile *tile = tile_new(none);
	struct box box, want = { { { 3, 0, 9 } }, { { 16, 2, 10 } } };

	tile_set(tile, tile_index(&(struct pos){ { 3, 1, 9 } }), red);
	tile_set(tile, tile_index(&(struct pos){ { 15, 0, 9 } }), red);
	box = tile_bounds(tile);
	cr_assert(box_same(&box, &want));
	tile_drop(tile);
}

Test(tile, index_of_negative_places_counts_from_the_tiles_corner)
{
	cr_assert_eq(tile_index(&(struct pos){ { -16, -16, -16 } }), 0);
	cr_assert_eq(tile_index(&(struct pos){ { -1, -1, -1 } }), 4095);
}

Test(tile, slot_tells_color_and_emptiness)
{
	tile_slot slot = slot_of_color(blue);

	cr_assert(slot_uniform(slot));
	cr_assert(rgba_same(slot_color(slot), blue));
	cr_assert_eq(slot_count(slot), TILE_VOXELS);
	cr_assert_eq(slot_of_color((struct rgba){ { 1, 2, 3, 0 } }), 0);
	cr_assert_eq(slot_count(0), 0);
	cr_assert(rgba_same(slot_get(0, 5), none));
}

Test(tile, slot_of_a_uniform_tile_drops_the_tile)
{
	uint64_t alive = tile_alive();
	struct tile *tile = tile_new(none);

	cr_assert_eq(slot_of_tile(tile_new(red)), slot_of_color(red));
	cr_assert_eq(slot_of_tile(tile_new(none)), 0);
	tile_set(tile, 0, red);
	cr_assert_eq(slot_of_tile(tile), (tile_slot)tile);
	cr_assert_eq(tile_alive(), alive + 1);
	tile_drop(tile);
}

Test(tile, opening_a_shared_slot_copies)
{
	struct tile *tile = tile_new(red), *open;

	open = slot_open((tile_slot)tile);
	cr_assert_eq(open, tile);
	slot_take((tile_slot)tile);
	open = slot_open((tile_slot)tile);
	cr_assert_neq(open, tile);
	cr_assert_not(tile_shared(tile));
	tile_drop(tile);
	tile_drop(open);
}

Test(tile, slots_are_the_same_by_voxels_not_by_address)
{
	struct tile *a = tile_new(red), *b = tile_new(red);

	cr_assert(slot_same((tile_slot)a, slot_of_color(red)));
	cr_assert(slot_same((tile_slot)a, (tile_slot)b));
	tile_set(a, 9, none);
	tile_set(b, 9, (struct rgba){ { 7, 7, 7, 0 } });
	cr_assert(slot_same((tile_slot)a, (tile_slot)b));
	cr_assert_not(slot_same((tile_slot)a, slot_of_color(red)));
	tile_set(b, 10, blue);
	cr_assert_not(slot_same((tile_slot)a, (tile_slot)b));
	cr_assert_not(slot_same(slot_of_color(blue), slot_of_color(red)));
	tile_drop(a);
	tile_drop(b);
}

/* More than a slab's worth, freed in another order than made. */
Test(tile, pool_gives_each_tile_once_and_memory_back)
{
	enum { COUNT = 40 * TILE_SLAB_COUNT };
	static struct tile *tiles[COUNT];
	size_t before = tile_memory();
	int i;

	for (i = 0; i < COUNT; i++) {
		tiles[i] = tile_new(none);
		tile_set(tiles[i], 0, (struct rgba){ { (uint8_t)i,
		    (uint8_t)(i >> 8), 0, 1 } });
	}
	cr_assert_geq(tile_memory(), 40 * TILE_SLAB);
	for (i = 0; i < COUNT; i++)
		cr_assert_eq(tiles[i]->voxel[0].c[0] |
		    tiles[i]->voxel[0].c[1] << 8, i);
	for (i = 0; i < COUNT; i++)
		tile_drop(tiles[(i * 7919) % COUNT]);
	cr_assert_eq(tile_alive(), 0);
	cr_assert_leq(tile_memory(), before + 16 * TILE_SLAB);
}
