/*
 * test_rearrange - what may be moved at once
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/rearrange.h"

static void
put_tiles(struct volume *v, uint32_t count)
{
	struct tile *tile = tile_new((struct rgba){ { 1, 2, 3, 255 } });
	uint32_t i;

	tile_set(tile, 7, (struct rgba){ { 2, 2, 3, 255 } });
	for (i = 0; i < count; i++)
		cr_assert_eq(volume_put(v, &(struct pos){ {
		    (int32_t)(i % 64) * 16, (int32_t)(i / 64) * 16, 0 } },
		    (tile_slot)tile_take(tile)), OK);
	tile_drop(tile);
}

static struct rearrange
wrap_by(int32_t x, int32_t side)
{
	return (struct rearrange){ .axis = -1, .shift = { { x, 0, 0 } },
	    .box = { { { 0, 0, 0 } }, { { side, side, 16 } } } };
}

Test(rearrange, as_many_voxels_move_as_an_edit_may_list)
{
	struct rearrange how = wrap_by(16, 2048);
	struct volume v = { 0 };
	uint64_t count = 0;

	put_tiles(&v, BOUND_EDIT_VOXELS / TILE_VOXELS);
	cr_assert_eq(rearrange_run(&how, &v, &count), OK);
	cr_assert_eq(count, BOUND_EDIT_VOXELS);
	cr_assert_eq(volume_count(&v), BOUND_EDIT_VOXELS);
	volume_fini(&v);
	put_tiles(&v, BOUND_EDIT_VOXELS / TILE_VOXELS + 1);
	how = wrap_by(16, 2048);
	cr_assert_eq(rearrange_run(&how, &v, &count), ERR_TOO_BIG);
	cr_assert_eq(volume_count(&v), BOUND_EDIT_VOXELS + TILE_VOXELS);
	volume_fini(&v);
}

Test(rearrange, what_is_of_one_colour_moves_in_boxes)
{
	struct rearrange how = wrap_by(300, 512);
	struct rgba red = { { 255, 0, 0, 255 } }, blue = { { 0, 0, 255, 255 } };
	struct volume v = { 0 };
	struct box box = { { { 0, 0, 0 } }, { { 256, 512, 512 } } };
	uint64_t count = 0;

	how.box.hi.at[2] = 512;
	cr_assert_eq(volume_fill(&v, &box, red), OK);
	box.lo.at[0] = 256;
	box.hi.at[0] = 512;
	cr_assert_eq(volume_fill(&v, &box, blue), OK);
	cr_assert_eq(rearrange_run(&how, &v, &count), OK);
	cr_assert_eq(volume_count(&v), 512 * 512 * 512);
	cr_assert(rgba_same(volume_get(&v, &(struct pos){ { 300, 0, 0 } }),
	    red));
	cr_assert(rgba_same(volume_get(&v, &(struct pos){ { 43, 9, 9 } }),
	    red));
	cr_assert(rgba_same(volume_get(&v, &(struct pos){ { 44, 9, 9 } }),
	    blue));
	cr_assert(rgba_same(volume_get(&v, &(struct pos){ { 299, 9, 9 } }),
	    blue));
	volume_fini(&v);
}
