/*
 * test_ray - what is hit, against a march through every voxel
 */
#include <criterion/criterion.h>
#include <math.h>

#include "bounds.h"
#include "goxel/ray.h"

#define RED	((struct rgba){ { 255, 0, 0, 255 } })
#define GLASS	((struct rgba){ { 0, 0, 255, 100 } })

static uint32_t
roll(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static double
between(uint32_t *seed, double lo, double hi)
{
	return lo + (hi - lo) * roll(seed) / (1 << 24);
}

static void
put(struct volume *v, int x, int y, int z, struct rgba color)
{
	cr_assert_eq(volume_set(v, &(struct pos){ { x, y, z } }, color), OK);
}

/* Lone voxels, blocks, a uniform cube, on both sides of 0. */
static void
make_heap(struct volume *v, uint32_t seed)
{
	struct box box;
	int n, axis;

	for (n = 0; n < 400; n++)
		put(v, roll(&seed) % 120 - 60, roll(&seed) % 120 - 60,
		    roll(&seed) % 60 - 20, RED);
	for (n = 0; n < 6; n++) {
		for (axis = 0; axis < 3; axis++) {
			box.lo.at[axis] = roll(&seed) % 80 - 40;
			box.hi.at[axis] = box.lo.at[axis] + 1 +
			    roll(&seed) % 40;
		}
		cr_assert_eq(volume_fill(v, &box, RED), OK);
	}
}

/* The same by stepping from plane to plane through every voxel. */
static bool
march(const struct volume *v, const struct ray *r, double until,
    struct ray_hit *hit)
{
	struct pos at;
	double t[3], now = r->from < 0 ? 0 : r->from;
	int axis, cross = 0;

	for (axis = 0; axis < 3; axis++)
		at.at[axis] = (int)floor(r->origin[axis] +
		    now * r->toward[axis]);
	while (now < until) {
		if (volume_get(v, &at).c[ALPHA] > 0) {
			hit->voxel = at;
			hit->distance = now;
			hit->side = (uint8_t)(2 * cross +
			    (r->toward[cross] < 0));
			return true;
		}
		for (axis = 0; axis < 3; axis++)
			t[axis] = (at.at[axis] + (r->toward[axis] > 0) -
			    r->origin[axis]) / r->toward[axis];
		cross = t[0] < t[1] ? (t[0] < t[2] ? 0 : 2) :
		    (t[1] < t[2] ? 1 : 2);
		at.at[cross] += r->toward[cross] > 0 ? 1 : -1;
		now = t[cross];
	}
	return false;
}

static void
random_ray(struct ray *r, uint32_t *seed)
{
	double toward[3];
	int axis;

	for (axis = 0; axis < 3; axis++) {
		r->origin[axis] = between(seed, -150, 150);
		toward[axis] = between(seed, -60, 60) - r->origin[axis];
	}
	if (roll(seed) % 4 == 0)
		toward[roll(seed) % 3] = 0;
	ray_aim(r, toward);
	r->from = 0;
}

static void
compare_with_march(uint32_t grid, uint32_t seed)
{
	struct volume v = { 0 };
	struct field f;
	struct ray_hit a, b;
	struct ray r;
	int n, hits = 0;
	bool met;

	make_heap(&v, seed);
	field_init(&f, &v, grid);
	for (n = 0; n < 4000; n++) {
		random_ray(&r, &seed);
		met = ray_cast(&f, &r, &a);
		cr_assert_eq(met, march(&v, &r, 9, &b), "ray %d", n);
		if (!met)
			continue;
		hits++;
		cr_assert(fabs(a.distance - b.distance) < 1e-9, "ray %d", n);
		cr_assert(memcmp(&a.voxel, &b.voxel, sizeof a.voxel) == 0,
		    "ray %d", n);
		cr_assert(b.distance == 0 || a.side == b.side, "ray %d", n);
	}
	cr_assert(hits > 500 && hits < 3500, "%d hits", hits);
	field_fini(&f);
	volume_fini(&v);
}

Test(ray, hits_the_same_voxel_as_a_naive_march)
{
	compare_with_march(FIELD_GRID, 1);
	compare_with_march(FIELD_GRID, 2);
}

Test(ray, hits_the_same_without_a_grid)
{
	compare_with_march(0, 3);
}

Test(ray, field_one_cell_too_large_has_no_grid)
{
	struct volume v = { 0 };
	struct field f;

	put(&v, 0, 0, 0, RED);	/* one tile with its rim: 27 */
	field_init(&f, &v, 27);
	cr_assert_not_null(f.gap);
	field_fini(&f);
	field_init(&f, &v, 26);
	cr_assert_null(f.gap);
	field_fini(&f);
	volume_fini(&v);
}

Test(ray, empty_volume_is_never_hit)
{
	struct volume v = { 0 };
	struct field f;
	struct ray_hit hit;
	struct ray r = { .from = RAY_ALWAYS };

	field_init(&f, &v, FIELD_GRID);
	ray_aim(&r, (double[]){ 1, 1, 1 });
	cr_assert_not(ray_cast(&f, &r, &hit));
	cr_assert_not(field_solid(&f, &(struct pos){ { 0, 0, 0 } }));
	field_fini(&f);
}

Test(ray, finds_two_voxels_at_the_ends_of_the_world)
{
	const int end = BOUND_COORD - 1;
	struct volume v = { 0 };
	struct field f;
	struct ray_hit hit;
	struct ray r = { .origin = { end + .5, end + .5, 0 }, .from = 0 };

	put(&v, -BOUND_COORD, -BOUND_COORD, -BOUND_COORD, RED);
	put(&v, end, end, end, RED);
	field_init(&f, &v, FIELD_GRID);
	cr_assert_null(f.gap);
	ray_aim(&r, (double[]){ 0, 0, 1 });
	cr_assert(ray_cast(&f, &r, &hit));
	cr_assert_eq(hit.voxel.at[2], end);
	cr_assert_eq(hit.side, 4);
	ray_aim(&r, (double[]){ 0, 0, -1 });
	cr_assert_not(ray_cast(&f, &r, &hit));
	ray_aim(&r, (double[]){ -2, -2, -1 });
	r.origin[2] = -.4;
	cr_assert(ray_cast(&f, &r, &hit));
	cr_assert_eq(hit.voxel.at[0], -BOUND_COORD);
	cr_assert(field_solid(&f, &hit.voxel));
	field_fini(&f);
	volume_fini(&v);
}

Test(ray, sides_are_named_by_where_the_ray_comes_from)
{
	struct volume v = { 0 };
	struct field f;
	struct ray_hit hit;
	struct ray r = { .origin = { .5, .5, .5 }, .from = RAY_ALWAYS };
	double toward[3];
	int side;

	put(&v, 0, 0, 0, RED);
	field_init(&f, &v, FIELD_GRID);
	for (side = 0; side < 6; side++) {
		memset(toward, 0, sizeof toward);
		toward[side / 2] = side & 1 ? -1 : 1;
		ray_aim(&r, toward);
		cr_assert(ray_cast(&f, &r, &hit));
		cr_expect_eq(hit.side, side);
		cr_expect(fabs(hit.distance + 0.5) < 1e-9);
	}
	field_fini(&f);
	volume_fini(&v);
}

Test(ray, what_lies_before_its_start_is_not_met)
{
	struct volume v = { 0 };
	struct field f;
	struct ray_hit hit;
	struct ray r = { .origin = { -5, .5, .5 }, .from = 7 };

	put(&v, 0, 0, 0, RED);
	put(&v, 9, 0, 0, GLASS);
	field_init(&f, &v, FIELD_GRID);
	ray_aim(&r, (double[]){ 1, 0, 0 });
	cr_assert(ray_cast(&f, &r, &hit));
	cr_assert_eq(hit.voxel.at[0], 9);
	r.from = 15.5;
	cr_assert_not(ray_cast(&f, &r, &hit));
	field_fini(&f);
	volume_fini(&v);
}

Test(ray, beyond_glass_comes_the_next_other_colour)
{
	struct volume v = { 0 };
	struct field f;
	struct ray_hit hit;
	struct ray r = { .origin = { -5, .5, .5 }, .from = 0 };
	int x;

	for (x = 0; x < 5; x++)
		put(&v, x, 0, 0, GLASS);
	put(&v, 5, 0, 0, RED);
	put(&v, 8, 0, 0, GLASS);
	field_init(&f, &v, FIELD_GRID);
	ray_aim(&r, (double[]){ 1, 0, 0 });
	cr_assert(ray_cast(&f, &r, &hit));
	cr_assert_eq(hit.voxel.at[0], 0);
	cr_assert(ray_beyond(&f, &r, &hit));
	cr_assert_eq(hit.voxel.at[0], 5);
	cr_assert(ray_beyond(&f, &r, &hit));
	cr_assert_eq(hit.voxel.at[0], 8);
	cr_assert_eq(hit.side, 0);
	cr_assert_not(ray_beyond(&f, &r, &hit));
	field_fini(&f);
	volume_fini(&v);
}

Test(ray, solid_tells_what_the_volume_tells)
{
	struct volume v = { 0 };
	struct field f;
	struct pos pos;
	uint32_t seed = 7;
	int n, axis;

	make_heap(&v, seed);
	field_init(&f, &v, FIELD_GRID);
	for (n = 0; n < 20000; n++) {
		for (axis = 0; axis < 3; axis++)
			pos.at[axis] = roll(&seed) % 200 - 100;
		cr_assert_eq(field_solid(&f, &pos),
		    volume_get(&v, &pos).c[ALPHA] > 0);
	}
	field_fini(&f);
	volume_fini(&v);
}
