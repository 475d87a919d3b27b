/*
 * test_formula - a box filled where an expression says so
 */
#include <criterion/criterion.h>
#include <math.h>

#include "bounds.h"
#include "goxel/formula.h"

static struct volume made;

static void
end(void)
{
	volume_fini(&made);
}

TestSuite(formula, .fini = end);

static enum err
fill(struct box box, const char *where, const char *color)
{
	struct formula f = { .box = box, .seed = 1,
	    .where = { where, (uint32_t)strlen(where) },
	    .color = { color, (uint32_t)strlen(color) } };

	volume_fini(&made);
	return formula_fill(&f, &made);
}

static struct box
cube(int32_t lo, int32_t hi)
{
	return (struct box){ { { lo, lo, lo } }, { { hi, hi, hi } } };
}

static bool
has(int32_t x, int32_t y, int32_t z, struct rgba color)
{
	struct pos pos = { { x, y, z } };

	return rgba_same(volume_get(&made, &pos), color);
}

/* A ball over tiles that begin inside of it, counted one by one. */
Test(formula, a_voxel_stands_where_it_is_above_0)
{
	uint64_t want = 0;
	int x, y, z;

	for (z = -20; z < 23; z++)
		for (y = -20; y < 23; y++)
			for (x = -20; x < 23; x++)
				want += sqrt((x - 1) * (x - 1) + (y - 1) *
				    (y - 1) + (z - 1) * (z - 1)) < 19.5;
	cr_assert_eq(fill(cube(-20, 23), "19.5 - r", ""), OK);
	cr_assert_eq(volume_count(&made), want);
	cr_assert(has(1, 1, 20, (struct rgba){ { 255, 255, 255, 255 } }));
	cr_assert(has(1, 1, 21, (struct rgba){ { 0 } }));
}

Test(formula, names_are_the_place_and_its_part_of_the_box)
{
	cr_assert_eq(fill(cube(-8, 24), "x == -3 && y == 5 && z == 20", ""),
	    OK);
	cr_assert_eq(volume_count(&made), 1);
	cr_assert(has(-3, 5, 20, (struct rgba){ { 255, 255, 255, 255 } }));
	cr_assert_eq(fill(cube(-8, 24), "u < 0.25 && v > 0.75 && w < 0.5", ""),
	    OK);
	cr_assert_eq(volume_count(&made), 8 * 8 * 16);
}

Test(formula, colors_are_plain_or_computed)
{
	cr_assert_eq(fill(cube(0, 4), "1", "#0102037f"), OK);
	cr_assert(has(3, 0, 2, (struct rgba){ { 1, 2, 3, 127 } }));
	cr_assert_eq(fill(cube(0, 4), "1", "rgb(x * 10, y * 20.4, 300)"), OK);
	cr_assert(has(3, 2, 1, (struct rgba){ { 30, 41, 255, 255 } }));
	cr_assert_eq(fill(cube(0, 4), "1", "rgb(0 - x, 0 / 0, 1, z * 64)"),
	    OK);
	cr_assert(has(3, 2, 1, (struct rgba){ { 0, 0, 1, 64 } }));
	cr_assert_eq(volume_count(&made), 4 * 4 * 3);
	cr_assert_eq(fill(cube(0, 4), "1", "hsv(x * 120, 1, 1)"), OK);
	cr_assert(has(0, 0, 0, (struct rgba){ { 255, 0, 0, 255 } }));
	cr_assert(has(1, 0, 0, (struct rgba){ { 0, 255, 0, 255 } }));
	cr_assert(has(2, 0, 0, (struct rgba){ { 0, 0, 255, 255 } }));
	cr_assert(has(3, 0, 0, (struct rgba){ { 255, 0, 0, 255 } }));
	cr_assert_eq(fill(cube(0, 4), "1", "hsv(60, 0.5, 0.6)"), OK);
	cr_assert(has(0, 0, 0, (struct rgba){ { 153, 153, 77, 255 } }));
}

/* Written down once: a journal must give the same for ever. */
Test(formula, noise_is_the_same_on_every_machine)
{
	cr_assert_eq(fill(cube(0, 32),
	    "fbm(x / 9, y / 9, z / 9) > 0.5 + 0.1 * sin(z / 3)", ""), OK);
	cr_assert_eq(volume_count(&made), 11777, "%lu",
	    (unsigned long)volume_count(&made));
}

Test(formula, a_wrong_text_names_the_place)
{
	struct formula f = { .box = cube(0, 1), .where = { "x >", 3 },
	    .color = { "rgb(1,2)", 8 } };
	struct expr_error error;
	bool in_color;

	cr_assert_eq(formula_check(&f, &error, &in_color), ERR_PARAMS);
	cr_assert(!in_color);
	cr_assert_eq(error.column, 4);
	cr_assert_eq(formula_fill(&f, &made), ERR_PARAMS);
	f.where.at = "x>1";
	cr_assert_eq(formula_check(&f, &error, &in_color), ERR_PARAMS);
	cr_assert(in_color);
	cr_assert_eq(error.column, 8);
	cr_assert_eq(fill(cube(0, 1), "1", "red"), ERR_PARAMS);
	cr_assert_eq(fill(cube(0, 1), "1", "#12345"), ERR_PARAMS);
	cr_assert_eq(fill(cube(0, 1), "1 +- 1", ""), ERR_PARAMS);
}

Test(formula, bounds_hold_at_the_limit_and_beyond)
{
	struct box box = cube(0, 256);

	cr_assert_eq(fill(box, "x == 7 && y == 7 && z == 255", ""), OK);
	cr_assert_eq(volume_count(&made), 1);
	box.hi.at[2]++;
	cr_assert_eq(fill(box, "0", ""), ERR_TOO_BIG);
	/* 2^23 voxels: making the names' values and a random number is 10 +
	 * 24; a noise of two octaves 10 + 4 + 2 * 60, past 2^30 in all. */
	box = cube(0, 200);
	cr_assert_eq(fill(box, "random(x, y, z) > 1", ""), OK);
	cr_assert_eq(fill(box, "noise(x, y, z, 2)", ""), ERR_TOO_BIG);
	cr_assert_eq(fill(cube(BOUND_COORD - 4, BOUND_COORD), "1", ""), OK);
	cr_assert_eq(volume_count(&made), 64);
	cr_assert_eq(fill(cube(BOUND_COORD - 4, BOUND_COORD + 1), "1", ""),
	    ERR_BOUNDS);
	cr_assert_eq(fill(cube(4, 4), "1", ""), OK);
	cr_assert_eq(volume_count(&made), 0);
}
