/*
 * test_shadowmap - beyond what it tells, no shadow ray meets anything
 */
#include <criterion/criterion.h>
#include <math.h>

#include "goxel/ray.h"
#include "goxel/shadowmap.h"

#define RED	((struct rgba){ { 255, 0, 0, 255 } })

static uint32_t
roll(uint32_t *seed, uint32_t count)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % count;
}

static void
make_heap(struct volume *v, uint32_t seed)
{
	struct box box = { { { 0, 0, -40 } }, { { 64, 32, -16 } } };
	struct pos pos;
	int n, axis;

	cr_assert_eq(volume_fill(v, &box, RED), OK);
	for (n = 0; n < 400; n++) {
		for (axis = 0; axis < 3; axis++)
			pos.at[axis] = (int32_t)roll(&seed, 90) - 40;
		cr_assert_eq(volume_set(v, &pos, RED), OK);
	}
}

/* Cast rays from places in and around the box, against those that may go on:
 * tells how many the map makes needless. */
static uint32_t
compare_with_rays(const struct field *f, const double toward[3], uint32_t seed)
{
	struct ray ray = { .from = 0 };
	struct shadowmap map;
	struct ray_hit hit;
	uint32_t n, axis, spared = 0;
	double until;
	bool met;

	ray_aim(&ray, toward);
	shadowmap_init(&map, f, ray.toward);
	for (n = 0; n < 20000; n++) {
		for (axis = 0; axis < 3; axis++)
			ray.origin[axis] = roll(&seed, 100000) / 1000.0 - 45;
		until = shadowmap_until(&map, ray.origin);
		met = ray_cast(f, &ray, &hit);
		cr_assert(!met || hit.distance <= until, "%g %g",
		    hit.distance, until);
		spared += until <= 0;
	}
	shadowmap_fini(&map);
	return spared;
}

Test(shadowmap, no_ray_meets_anything_beyond_what_it_tells)
{
	static const double suns[4][3] = { { 0, 0, 1 }, { 0.3, -0.4, 2 },
	    { -1, -0.9, 0.1 }, { 1, 0, 0 } };
	struct volume v = { 0 };
	struct field f;
	uint32_t n;

	for (n = 0; n < 4; n++) {
		make_heap(&v, n);
		field_init(&f, &v, FIELD_GRID);
		cr_assert_gt(compare_with_rays(&f, suns[n], n), 1000);
		field_fini(&f);
		volume_fini(&v);
	}
}

Test(shadowmap, knows_nothing_of_a_field_without_a_grid)
{
	struct volume v = { 0 };
	struct field f;
	struct shadowmap map;

	make_heap(&v, 1);
	field_init(&f, &v, 0);
	shadowmap_init(&map, &f, (double[]){ 0, 0, 1 });
	cr_assert_eq(shadowmap_until(&map, (double[]){ 0, 0, 500 }), INFINITY);
	shadowmap_fini(&map);
	field_fini(&f);
	volume_fini(&v);
}
