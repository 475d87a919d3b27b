#include <criterion/criterion.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/block.h"
#include "goxel/format/png.h"

/* A block with one red voxel of this index. */
static enum err
add_block(struct blocks *b, int index)
{
	struct rgba voxel[TILE_VOXELS] = { { { 0 } } };
	struct picture picture = { 64, 64, voxel };
	struct buf png;
	enum err err;

	voxel[index] = (struct rgba){ { 255, 0, 0, 255 } };
	buf_init(&png, 1u << 20);
	cr_assert_eq(png_write(&picture, PNG_PLAIN, &png), OK);
	err = block_add(b, png.bytes, png.len);
	buf_fini(&png);
	return err;
}

Test(block, tiles_at_the_limit_are_decoded_and_one_beyond_is_refused)
{
	struct blocks b = { .tiles_max = tile_alive() + 2 };

	cr_assert_eq(add_block(&b, 1), OK);
	cr_assert_eq(add_block(&b, 2), OK);
	cr_assert_eq(add_block(&b, 3), ERR_TOO_BIG);
	block_free(&b);
	cr_assert_eq(tile_alive(), 0);
}

Test(block, unaligned_block_counts_the_tiles_it_may_open)
{
	struct blocks b = { .tiles_max = tile_alive() + 9 };
	struct volume v = { 0 };
	struct pos at = { { 1, 1, 1 } };

	cr_assert_eq(add_block(&b, 0), OK);
	cr_assert_eq(block_place(&b, 0, &at, &v), OK);
	cr_assert_eq(volume_count(&v), 1);
	b.tiles_max = tile_alive() + 7;
	at.at[0] = 101;
	cr_assert_eq(block_place(&b, 0, &at, &v), ERR_TOO_BIG);
	volume_fini(&v);
	block_free(&b);
}

Test(block, place_replaces_what_was_there)
{
	struct blocks b = { .tiles_max = UINT64_MAX };
	struct volume v = { 0 };
	struct pos at = { { 0, 0, 0 } }, next = { { 3, 0, 0 } };

	cr_assert_eq(add_block(&b, 1), OK);
	cr_assert_eq(add_block(&b, 2), OK);
	cr_assert_eq(block_place(&b, 0, &at, &v), OK);
	cr_assert_eq(block_place(&b, 1, &at, &v), OK);
	cr_assert_eq(volume_count(&v), 1);
	cr_assert_eq(volume_get(&v, &(struct pos){ { 2, 0, 0 } }).c[0], 255);
	cr_assert_eq(block_place(&b, 0, &next, &v), OK);
	cr_assert_eq(volume_count(&v), 2);
	next.at[0] = -14;
	cr_assert_eq(block_place(&b, 0, &next, &v), OK);
	cr_assert_eq(volume_count(&v), 3);
	volume_fini(&v);
	block_free(&b);
}

Test(block, last_place_in_bounds_is_taken_and_one_beyond_is_not)
{
	struct blocks b = { .tiles_max = UINT64_MAX };
	struct volume v = { 0 };
	struct pos at = { { BOUND_COORD - 16, -BOUND_COORD, 0 } };

	cr_assert_eq(add_block(&b, 1), OK);
	cr_assert_eq(block_place(&b, 0, &at, &v), OK);
	at.at[0]++;
	cr_assert_eq(block_place(&b, 0, &at, &v), ERR_BOUNDS);
	at.at[0]--;
	at.at[1]--;
	cr_assert_eq(block_place(&b, 0, &at, &v), ERR_BOUNDS);
	volume_fini(&v);
	block_free(&b);
}
