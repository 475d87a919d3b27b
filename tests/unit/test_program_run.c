/*
 * test_program_run - a program's tree is walked and drawn
 */
#include <criterion/criterion.h>
#include <stdio.h>

#include "goxel/program.h"

static struct volume made;

static void
end(void)
{
	volume_fini(&made);
}

TestSuite(program_run, .fini = end);

/* In a box of `side` voxels from the origin. */
static enum err
run(const char *text, int32_t side, uint32_t seed)
{
	struct program_start start = { .seed = seed,
	    .box = { { { 0, 0, 0 } }, { { side, side, side } } },
	    .color = { { 255, 255, 255, 255 } } };
	struct bytes bytes = { text, (uint32_t)strlen(text) };
	struct program *program;
	struct expr_error error;
	enum err err;

	cr_assert_eq(program_read(&bytes, &program, &error), OK,
	    "%u:%u: %s", error.line, error.column, error.words);
	volume_fini(&made);
	err = program_run(program, &start, &made);
	program_free(program);
	return err;
}

/* The voxels of a program that runs well. */
static uint64_t
count(const char *text, int32_t side)
{
	cr_assert_eq(run(text, side, 1), OK, "%s", text);
	return volume_count(&made);
}

static struct rgba
at(int32_t x, int32_t y, int32_t z)
{
	struct pos pos = { { x, y, z } };

	return volume_get(&made, &pos);
}

static bool
stands(int32_t x, int32_t y, int32_t z)
{
	return rgba_exists(at(x, y, z));
}

Test(program_run, a_cube_fills_its_box_and_a_move_is_its_width)
{
	cr_assert_eq(count("shape main { cube }", 8), 512);
	cr_assert_eq(count("shape main { cube[s 0.25 x 1] }", 8), 8);
	cr_assert(stands(5, 3, 3) && stands(6, 4, 4));
	cr_assert_eq(count("shape main { cube[s 0.25 x 1 -1 0.5] }", 8), 8);
	cr_assert(stands(5, 1, 4) && stands(6, 2, 5));
	cr_assert_eq(count("shape main { cube[y 1, 2 z 1] }", 4), 64);
	cr_assert(stands(0, 4, 12) && stands(3, 7, 15));
}

Test(program_run, scaling_and_turning_are_of_the_box)
{
	cr_assert_eq(count("shape main { cube[s 0.5 0.25 1] }", 8), 64);
	cr_assert_eq(count("shape main { cube[sx .5 sy .25 sn] }", 8), 8);
	cr_assert_eq(count("shape main { cube[sx .25 sn 2] }", 8), 64);
	cr_assert_eq(count("shape main { cube[sy .25 sz .25 rz 90] }", 8), 32);
	cr_assert(stands(3, 0, 3) && stands(4, 7, 4));
	cr_assert_eq(count("shape main { cube[s .25 rz 90 x 1] }", 8), 8);
	cr_assert(stands(3, 5, 3) && stands(4, 6, 4));
	cr_assert_eq(count("shape main { cube[s .25 rx 90 y 1] }", 8), 8);
	cr_assert(stands(3, 3, 5));
	cr_assert_eq(count("shape main { cube[s .25 ry 90 z 1] }", 8), 8);
	cr_assert(stands(5, 3, 3));
}

Test(program_run, blocks_loops_and_variables_do_as_they_say)
{
	cr_assert_eq(count("shape main { [s .125] loop 3 [x 1] { cube } }",
	    8), 3);
	cr_assert_eq(count("shape main { [s .125] loop $i = 4 { "
	    "transform [x $i] { cube } } cube[y 1] }", 8), 5);
	cr_assert_eq(count("shape main { $n = 2 $n = $n + 1 line($n) }"
	    "shape line($k) { if $k > 0 { cube[s .125 x $k] line($k - 1) } }",
	    8), 3);
	cr_assert_eq(count("shape main { [s .125] cube return cube[x 1] }",
	    8), 1);
	cr_assert_eq(count("shape a { cube[s .125] } shape b { cube }", 8), 1);
	cr_assert_eq(count("shape main { cube transform [sub] { "
	    "cube[s .5] } }", 8), 512 - 64);
}

Test(program_run, life_and_smallness_end_what_calls_itself)
{
	cr_assert_eq(count("shape main { [s .125 life 3] row } "
	    "shape row { cube row[x 1] }", 8), 3);
	cr_assert_eq(count("shape main { cube[s .5] main[x 1 s 0.5] }", 8),
	    64 + 8 + 1);
	cr_assert_eq(run("shape main { main }", 8, 1), ERR_TOO_BIG);
}

Test(program_run, colors_turn_fade_and_paint)
{
	count("shape main { cube[light -0.5 sat 1] }", 8);
	cr_assert(rgba_same(at(0, 0, 0), (struct rgba){ { 255, 0, 0, 255 } }));
	count("shape main { cube[light -0.5 sat 1 hue 120] }", 8);
	cr_assert(rgba_same(at(0, 0, 0), (struct rgba){ { 0, 255, 0, 255 } }));
	count("shape main { cube[light 0.5 0.5 sat 0.5 1 hue 0.5 480] }", 8);
	cr_assert(rgba_same(at(0, 0, 0),
	    (struct rgba){ { 159, 159, 223, 255 } }));
	cr_assert_eq(count("shape main { cube[s .5] cube[paint light -1] }",
	    8), 64);
	cr_assert(rgba_same(at(3, 3, 3), (struct rgba){ { 0, 0, 0, 255 } }));
	count("shape main { sphere[antialiased] }", 16);
	cr_assert_eq(at(8, 8, 8).c[ALPHA], 255);
	cr_assert(at(8, 8, 15).c[ALPHA] > 127 && at(8, 8, 15).c[ALPHA] < 255);
}

Test(program_run, chance_is_the_seeds)
{
	static const char text[] = "shape main { loop 40 { "
	    "dot[s .0625 x 0+-7 0+-7 0+-7] } } "
	    "shape dot { rule 3 { cube } rule { cube[light -1] } }";
	struct volume first = { 0 };
	uint64_t n = count(text, 16);

	volume_copy(&first, &made);
	cr_assert(n > 30 && n <= 40);
	count(text, 16);
	cr_assert(volume_same(&first, &made));
	run(text, 16, 2);
	cr_assert(!volume_same(&first, &made));
	volume_fini(&first);
	cr_assert_eq(count("shape main { [s .0625] loop 9 { [seed 4] "
	    "cube[x 0+-7 0+-7 0+-7] } }", 16), 1);
}

/* Depth: main is one block, each call one more. */
Test(program_run, bounds_hold_at_the_limit_and_beyond)
{
	char text[256];

	snprintf(text, sizeof text, "shape main { f(%d) } shape f($n) { "
	    "if $n > 0 { f($n - 1) } }", PROGRAM_DEPTH / 2 - 1);
	cr_assert_eq(run(text, 8, 1), OK);
	snprintf(text, sizeof text, "shape main { f(%d) } shape f($n) { "
	    "if $n > 0 { f($n - 1) } }", PROGRAM_DEPTH / 2);
	cr_assert_eq(run(text, 8, 1), ERR_TOO_BIG);
	/* A statement, the count, and one a pass. */
	snprintf(text, sizeof text, "shape main { loop %u { } }",
	    PROGRAM_STEPS - 2);
	cr_assert_eq(run(text, 8, 1), OK);
	snprintf(text, sizeof text, "shape main { loop %u { } }",
	    PROGRAM_STEPS - 1);
	cr_assert_eq(run(text, 8, 1), ERR_TOO_BIG);
	/* A box of 255 has room for 256^3 around it, half of what is left. */
	cr_assert_eq(run("shape main { loop 2 { cube } }", 255, 1), OK);
	cr_assert_eq(run("shape main { loop 2 { cube } cube[s 0.01] }", 255,
	    1), ERR_TOO_BIG);
}

/* The three of the manual, from the page itself. */
static void
run_example(int which, char text[4096])
{
	FILE *page = fopen("man/goxel-program.7", "r");
	char line[256];
	bool in = false;

	cr_assert_not_null(page);
	while (fgets(line, sizeof line, page) != NULL &&
	    strcmp(line, ".Sh EXAMPLES\n") != 0)
		;
	text[0] = '\0';
	while (which > 0 && fgets(line, sizeof line, page) != NULL) {
		if (strcmp(line, ".Ed\n") == 0) {
			in = false;
			which--;
		}
		if (in && which == 1)
			strcat(text, line);
		in = in || strncmp(line, ".Bd", 3) == 0;
	}
	fclose(page);
}

Test(program_run, the_examples_of_the_manual_draw_what_they_did)
{
	static const uint64_t want[3] = { 20287, 27202, 20 * 20 * 27 };
	static const int32_t side[3] = { 64, 64, 27 };
	char text[4096];
	int i;

	for (i = 0; i < 3; i++) {
		run_example(i + 1, text);
		cr_expect_eq(count(text, side[i]), want[i], "%d: %lu", i,
		    (unsigned long)volume_count(&made));
	}
}
