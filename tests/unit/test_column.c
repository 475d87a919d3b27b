/*
 * test_column - columns of voxels beside each other
 */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "bounds.h"
#include "goxel/column.h"
#include "goxel/ramp.h"
#include "tests/unit/dense.h"

#define SIDE	37
#define AT(x, y, z)	(&(struct pos){ { x, y, z } })

static const struct rgba two[2] = { { { 0, 0, 0, 255 } },
	{ { 255, 255, 0, 255 } } };

static struct columns
ground(uint16_t *heights, uint32_t width, uint32_t length)
{
	return (struct columns){ .base = { { -20, -19, -18 } },
	    .size = { width, length }, .heights = (const char *)heights,
	    .ramp = { (const char *)two, sizeof two }, .range = 40 };
}

Test(column, stands_from_its_base_to_its_height)
{
	static uint16_t heights[SIDE * SIDE];
	struct columns c = ground(heights, SIDE, SIDE);
	struct volume v = { .table = NULL };
	uint64_t seed = 3;
	struct dense d;
	struct pos pos;
	int i, z;

	dense_init(&d, 24);
	for (i = 0; i < SIDE * SIDE; i++) {
		heights[i] = (uint16_t)dense_random(&seed, 41);
		for (z = 0; z < heights[i]; z++) {
			pos = (struct pos){ { i % SIDE - 20, i / SIDE - 19,
			    z - 18 } };
			*dense_at(&d, &pos) = ramp_color(&c.ramp,
			    (uint32_t)z, 40);
		}
	}
	cr_assert_eq(column_highest(&c), 40);
	cr_assert_eq(column_fill(&c, &v), OK);
	cr_assert(dense_same(&d, &v));
	volume_fini(&v);
	dense_fini(&d);
}

static enum err
try(struct columns c)
{
	struct volume v = { .table = NULL };
	enum err err = column_fill(&c, &v);

	cr_assert(err == OK || volume_count(&v) == 0);
	volume_fini(&v);
	return err;
}

Test(column, reaches_to_the_bounds_and_not_beyond)
{
	uint16_t height = 9;
	struct columns c = ground(&height, 1, 1);

	c.base = (struct pos){ { BOUND_COORD - 1, -BOUND_COORD,
	    BOUND_COORD - 9 } };
	cr_assert_eq(try(c), OK);
	c.base.at[2]++;
	cr_assert_eq(try(c), ERR_BOUNDS);
	c.base = (struct pos){ { BOUND_COORD, 0, 0 } };
	cr_assert_eq(try(c), ERR_BOUNDS);
}

/* 16 by 16 columns of 4,096 tiles. */
Test(column, touches_as_many_tiles_as_an_edit_may_and_no_more)
{
	uint16_t *heights = calloc(256 * 256, sizeof *heights);
	struct columns c = ground(heights, 4 * 16 * 4, 16 * 4);
	int i;

	c.base = (struct pos){ { 0, 0, 0 } };
	for (i = 0; i < 64; i++)
		heights[i % 16 * 16 + i / 16 * 16 * 256] = 16 * 1024;
	cr_assert_eq(try(c), OK);
	heights[0]++;
	cr_assert_eq(try(c), ERR_TOO_BIG);
	free(heights);
}

Test(column, is_not_filled_with_half_a_colour_or_without_end)
{
	uint16_t height = 9;
	struct columns c = ground(&height, 1, 1);

	c.ramp.len = 7;
	cr_assert_eq(try(c), ERR_PARAMS);
	c = ground(&height, 0, 0);
	cr_assert_eq(try(c), OK);
	c = ground(NULL, BOUND_EDIT_VOXELS + 1, 1);
	cr_assert_eq(try(c), ERR_TOO_BIG);
}
