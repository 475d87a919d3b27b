/*
 * test_patch - the part of a tile that a box covers
 */
#include <criterion/criterion.h>

#include "goxel/patch.h"
#include "tests/unit/dense.h"

static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct rgba none = { { 0, 0, 0, 0 } };

static bool
covers(const struct patch *p, int i)
{
	int axis;

	for (axis = 0; axis < 3; axis++) {
		int at = i >> 4 * axis & 15;

		if (at < p->lo[axis] || at >= p->hi[axis])
			return false;
	}
	return true;
}

/* One of all that there are; often with whole rows, or planes. */
static struct patch
random_patch(uint64_t *seed)
{
	struct patch p;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		p.lo[axis] = (int32_t)dense_random(seed, TILE_SIDE);
		if (dense_random(seed, 2) == 0)
			p.lo[axis] = 0;
		p.hi[axis] = p.lo[axis] + 1 + (int32_t)dense_random(seed,
		    (uint32_t)(TILE_SIDE - p.lo[axis]));
		if (dense_random(seed, 2) == 0)
			p.hi[axis] = TILE_SIDE;
	}
	return p;
}

static struct rgba
random_color(uint64_t *seed)
{
	static const uint8_t alphas[] = { 255, 255, 128, 1, 0 };

	return (struct rgba){ { (uint8_t)dense_random(seed, 3), 7,
	    (uint8_t)dense_random(seed, 256),
	    alphas[dense_random(seed, 5)] } };
}

/* Empty, full, or with holes. */
static struct tile *
random_tile(uint64_t *seed)
{
	uint32_t holes = dense_random(seed, 3), i;
	struct tile *tile = tile_new(none);

	for (i = 0; holes < 2 && i < TILE_VOXELS; i++) {
		struct rgba color = random_color(seed);

		if (holes == 0)
			color.c[ALPHA] = 255;
		tile_set(tile, i, rgba_exists(color) ? color : none);
	}
	return tile;
}

static bool
tiles_same(const struct tile *a, const struct tile *b)
{
	return a->count == b->count &&
	    memcmp(a->mask, b->mask, sizeof a->mask) == 0 &&
	    slot_same((tile_slot)a, (tile_slot)b);
}

Test(patch, is_what_the_box_covers_and_ends_with_the_tile)
{
	struct box box = { { { -20, -3, 5 } }, { { -16, 100, 6 } } };
	struct patch p = patch_of(&box, &(struct pos){ { -32, -16, 0 } });
	struct patch high;

	cr_assert_eq(p.lo[0], 12);
	cr_assert_eq(p.hi[0], 16);
	cr_assert_eq(p.lo[1], 13);
	cr_assert_eq(p.hi[1], 16);
	cr_assert_eq(p.lo[2], 5);
	cr_assert_eq(p.hi[2], 6);
	high = patch_of(&box, &(struct pos){ { -32, 96, 0 } });
	cr_assert_eq(high.lo[1], 0);
	cr_assert_eq(high.hi[1], 4);
}

Test(patch, mask_has_its_voxels_and_no_others)
{
	uint64_t seed = 5, mask[TILE_WORDS];
	struct patch p;
	int round, i;

	for (round = 0; round < 200; round++) {
		p = random_patch(&seed);
		patch_mask(&p, mask);
		for (i = 0; i < TILE_VOXELS; i++)
			cr_assert_eq(mask[i / 64] >> i % 64 & 1,
			    covers(&p, i));
	}
}

Test(patch, filled_is_what_single_writes_give)
{
	struct tile *tile, *other;
	struct rgba color;
	uint64_t seed = 6;
	struct patch p;
	uint32_t i;
	int round;

	for (round = 0; round < 400; round++) {
		p = random_patch(&seed);
		color = random_color(&seed);
		if (!rgba_exists(color))
			color = none;
		tile = random_tile(&seed);
		other = tile_copy(tile);
		patch_fill(&p, color, tile, round % 2 ? other : NULL);
		for (i = 0; i < TILE_VOXELS; i++)
			if (covers(&p, (int)i))
				tile_set(other, i, color);
		cr_assert(tiles_same(tile, other), "round %d", round);
		tile_drop(tile);
		tile_drop(other);
	}
	cr_assert_eq(tile_alive(), 0);
}

Test(patch, combined_is_what_single_voxels_give_in_every_mode)
{
	struct tile *tile, *other;
	uint64_t seed = 7;
	enum mode mode;
	int round, i;

	for (round = 0; round < 400; round++) {
		struct patch p = random_patch(&seed);
		struct rgba color = random_color(&seed);

		mode = (enum mode)(round % MODE_COUNT);
		tile = random_tile(&seed);
		other = tile_copy(tile);
		patch_combine(&p, mode, color, tile);
		for (i = 0; i < TILE_VOXELS; i++)
			if (covers(&p, i))
				other->voxel[i] = dense_combine(mode,
				    other->voxel[i], color);
		tile_refresh(other);
		cr_assert(tiles_same(tile, other), "round %d", round);
		tile_drop(tile);
		tile_drop(other);
	}
}

Test(patch, opening_a_shared_tile_leaves_the_other_and_what_is_beside)
{
	struct tile *tile, *copy, *twin;
	uint64_t seed = 8;
	struct patch p;
	uint32_t i;
	int round;

	for (round = 0; round < 200; round++) {
		p = random_patch(&seed);
		tile = random_tile(&seed);
		twin = tile_copy(tile);
		tile_take(tile);
		copy = patch_open(&p, (tile_slot)tile);
		cr_assert_neq(copy, tile);
		patch_fill(&p, red, copy, NULL);
		cr_assert(tiles_same(tile, twin));
		for (i = 0; i < TILE_VOXELS; i++)
			if (covers(&p, (int)i))
				tile_set(twin, i, red);
		cr_assert(tiles_same(copy, twin), "round %d", round);
		tile_drop(copy);
		tile_drop(tile);
		tile_drop(twin);
	}
	cr_assert_eq(tile_alive(), 0);
}

Test(patch, opening_what_nobody_shares_is_itself)
{
	struct patch p = { .hi = { 16, 3, 16 } };
	struct tile *tile = tile_new(red), *same;
	tile_slot slot = slot_of_color(red);

	same = patch_open(&p, (tile_slot)tile);
	cr_assert_eq(same, tile);
	tile_drop(tile);
	tile = patch_open(&p, slot);
	cr_assert_eq(tile->count, TILE_VOXELS);
	tile_drop(tile);
	tile = patch_open(&p, 0);
	cr_assert_eq(tile->count, 0);
	tile_drop(tile);
}
