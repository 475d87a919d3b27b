/*
 * test_reuse - what was made of a shared tile is found again
 */
#include <criterion/criterion.h>

#include "goxel/reuse.h"

static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct rgba blue = { { 0, 0, 255, 40 } };

Test(reuse, finds_what_was_made_and_hands_over_a_reference)
{
	static struct reuse r;
	struct tile *was = tile_new(red), *made = tile_new(blue);
	tile_slot now = 0;

	reuse_init(&r, slot_take, slot_drop);
	cr_assert_not(reuse_find(&r, (tile_slot)was, 7, &now));
	reuse_keep(&r, (tile_slot)was, 7);
	cr_assert(tile_shared(was), "so that it is not changed in place");
	reuse_made(&r, (tile_slot)was, 7, (tile_slot)made);
	cr_assert_not(reuse_find(&r, (tile_slot)was, 8, &now));
	cr_assert(reuse_find(&r, (tile_slot)was, 7, &now));
	cr_assert_eq(now, (tile_slot)made);
	cr_assert_eq(*tile_refs(made), 3);
	cr_assert_eq(*tile_refs(was), 1, "the row's; ours was taken over");
	reuse_fini(&r);
	slot_drop(now);
	tile_drop(made);
	cr_assert_eq(tile_alive(), 0);
}

Test(reuse, small_numbers_for_one_slot_hardly_displace_each_other)
{
	static struct reuse r;
	uint64_t by, kept = 0;
	tile_slot now;

	reuse_init(&r, slot_take, slot_drop);
	for (by = 1; by <= 64; by++) {
		reuse_keep(&r, 0, by);
		reuse_made(&r, 0, by, slot_of_color(red));
	}
	for (by = 1; by <= 64; by++)
		kept += reuse_find(&r, 0, by, &now);
	cr_assert_eq(kept, 64);
	reuse_fini(&r);
}

Test(reuse, displaced_tiles_are_dropped)
{
	static struct reuse r;
	struct tile *was;
	int i;

	reuse_init(&r, slot_take, slot_drop);
	for (i = 0; i < 3 * REUSE_ROWS; i++) {
		was = tile_new(red);
		reuse_keep(&r, (tile_slot)was, 1);
		reuse_made(&r, (tile_slot)was, 1, slot_of_color(blue));
		tile_drop(was);
	}
	cr_assert_leq(tile_alive(), REUSE_ROWS);
	reuse_fini(&r);
	cr_assert_eq(tile_alive(), 0);
}
