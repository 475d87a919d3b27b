/*
 * test_heightmap - what is told to be clear, a walk finds to be
 */
#include <criterion/criterion.h>
#include <math.h>

#include "goxel/heightmap.h"

#define RED	((struct rgba){ { 255, 0, 0, 255 } })
#define SIDE	40

/* Pillars, two roofs on air, and a slab of uniform tiles. */
static void
make_town(struct volume *v)
{
	uint32_t seed = 5, n;
	struct box box;

	for (n = 0; n < 60; n++) {
		seed = seed * 1664525u + 1013904223u;
		box.lo.at[0] = (int32_t)(seed >> 8) % SIDE;
		box.lo.at[1] = (int32_t)(seed >> 16) % SIDE;
		box.lo.at[2] = n < 2 ? 12 : 0;
		box.hi.at[0] = box.lo.at[0] + (n < 2 ? 9 : 1);
		box.hi.at[1] = box.lo.at[1] + (n < 2 ? 9 : 1);
		box.hi.at[2] = n < 2 ? 14 : (int32_t)(seed >> 24) % 21 + 1;
		cr_assert_eq(volume_fill(v, &box, RED), OK);
	}
	box = (struct box){ { { 0, 0, -16 } }, { { 48, 48, 0 } } };
	cr_assert_eq(volume_fill(v, &box, RED), OK);
}

/* From voxels in and around the box, those that are clear; a walk meets
 * nothing from them. */
static uint32_t
count_clear(const struct field *f, const double toward[3])
{
	static const double place[3] = { 0.5, 0.3, 0.001 };
	struct heightmap m;
	struct sunpath path;
	struct ray ray = { .from = 0 };
	struct rgba color;
	struct pos at;
	uint32_t clear = 0, n;

	ray_aim(&ray, toward);
	sunpath_lay(&path, &ray, place);
	heightmap_init(&m, f, toward);
	for (n = 0; n < 50 * 50 * 38; n++) {
		at.at[0] = (int32_t)(n % 50) - 1;
		at.at[1] = (int32_t)(n / 50 % 50) - 1;
		at.at[2] = (int32_t)(n / 50 / 50) - 17;
		if (!heightmap_clear(&m, &path, &at))
			continue;
		cr_assert_neq(sunpath_follow(&path, f, &at, INFINITY, &color),
		    SUNPATH_MET);
		clear++;
	}
	heightmap_fini(&m);
	return clear;
}

Test(heightmap, paths_that_are_clear_meet_nothing)
{
	static const double high[5][3] = { { 0.3, 0.17, 0.94 },
	    { -0.6, 0.1, 0.7 }, { 0.5, -0.69, 0.7 }, { -0.3, -0.2, 0.4 },
	    { 0, 0, 1 } };
	struct volume v = { 0 };
	struct field f;
	int n;

	make_town(&v);
	field_init(&f, &v, FIELD_GRID);
	for (n = 0; n < 5; n++)
		cr_assert_gt(count_clear(&f, high[n]), SIDE * SIDE * 8);
	field_fini(&f);
	volume_fini(&v);
}

Test(heightmap, nothing_is_known_of_a_low_sun)
{
	static const double low[3][3] = { { 0.7, 0, 0.7 }, { 0.1, -0.9, 0.2 },
	    { 0.1, 0.2, -0.9 } };
	struct volume v = { 0 };
	struct field f;
	int n;

	make_town(&v);
	field_init(&f, &v, FIELD_GRID);
	for (n = 0; n < 3; n++)
		cr_assert_eq(count_clear(&f, low[n]), 0);
	field_fini(&f);
	volume_fini(&v);
}

/* HEIGHTMAP_MOST is 4096 tiles: 62 and the rim of two, squared. */
Test(heightmap, there_is_none_of_too_many_columns)
{
	static const double up[3] = { 0, 0, 1 };
	struct box box = { { { 0, 0, 0 } }, { { 62 * 16, 62 * 16, 1 } } };
	struct volume v = { 0 };
	struct heightmap m;
	struct field f;
	int n;

	for (n = 0; n < 2; n++) {
		cr_assert_eq(volume_fill(&v, &box, RED), OK);
		field_init(&f, &v, FIELD_GRID);
		heightmap_init(&m, &f, up);
		cr_assert_eq(m.top != NULL, n == 0);
		heightmap_fini(&m);
		field_fini(&f);
		box.hi.at[0]++;
	}
	volume_fini(&v);
}
