/*
 * test_sunpath - a path laid once meets what a ray meets
 */
#include <criterion/criterion.h>
#include <math.h>

#include "goxel/sunpath.h"

#define RED	((struct rgba){ { 255, 0, 0, 255 } })
#define SIDE	48

static uint32_t
roll(uint32_t *seed, uint32_t count)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % count;
}

static void
make_specks(struct volume *v, uint32_t seed)
{
	struct box box = { { { 16, 16, 16 } }, { { 32, 32, 32 } } };
	struct pos pos;
	int n, axis;

	cr_assert_eq(volume_fill(v, &box, RED), OK);
	for (n = 0; n < 900; n++) {
		for (axis = 0; axis < 3; axis++)
			pos.at[axis] = (int32_t)roll(&seed, SIDE);
		cr_assert_eq(volume_set(v, &pos, (struct rgba){ { n & 255, 0,
		    0, 255 } }), OK);
	}
}

/* From a place in every voxel of the box, and around it. */
static void
compare_with_rays(const struct field *f, struct ray *ray,
    const double place[3])
{
	struct sunpath path;
	struct ray_hit hit;
	struct rgba color;
	enum sunpath_end end;
	uint32_t n, axis, met = 0;
	struct pos from;

	sunpath_lay(&path, ray, place);
	for (n = 0; n < (SIDE + 2) * (SIDE + 2) * (SIDE + 2); n++) {
		from.at[0] = (int32_t)(n % (SIDE + 2)) - 1;
		from.at[1] = (int32_t)(n / (SIDE + 2) % (SIDE + 2)) - 1;
		from.at[2] = (int32_t)(n / (SIDE + 2) / (SIDE + 2)) - 1;
		for (axis = 0; axis < 3; axis++)
			ray->origin[axis] = from.at[axis] + place[axis];
		end = sunpath_follow(&path, f, &from, INFINITY, &color);
		ray->from = end == SUNPATH_ON ?
		    (double)path.distance[path.count - 1] : 0;
		if (end == SUNPATH_ON)
			continue;
		cr_assert_eq(ray_cast(f, ray, &hit), end == SUNPATH_MET);
		met += end == SUNPATH_MET;
		if (end == SUNPATH_MET)
			cr_assert(rgba_same(hit.color, color));
	}
	cr_assert_gt(met, SIDE * SIDE);
}

Test(sunpath, meets_the_voxel_that_a_ray_meets)
{
	static const double suns[3][3] = { { 0.3, -0.41, 2 },
	    { -1, -0.93, 0.11 }, { 0.57, 0.83, -0.97 } };
	static const double places[2][3] = { { 0.5, 0.5, 0.001 },
	    { 0.126, 0.874, 0.31 } };
	struct volume v = { 0 };
	struct ray ray = { .from = 0 };
	struct field f;
	int n;

	make_specks(&v, 7);
	field_init(&f, &v, FIELD_GRID);
	for (n = 0; n < 6; n++) {
		ray_aim(&ray, suns[n / 2]);
		compare_with_rays(&f, &ray, places[n & 1]);
	}
	field_fini(&f);
	volume_fini(&v);
}

/* Straight up from the voxel at 0, with another so far above it. */
static enum sunpath_end
look_up(int32_t height, double until)
{
	struct volume v = { 0 };
	struct ray ray = { .from = 0 };
	struct sunpath path;
	enum sunpath_end end;
	struct rgba color;
	struct field f;

	cr_assert_eq(volume_set(&v, &(struct pos){ { 0, 0, -1 } }, RED), OK);
	cr_assert_eq(volume_set(&v, &(struct pos){ { 0, 0, height } }, RED),
	    OK);
	field_init(&f, &v, FIELD_GRID);
	ray_aim(&ray, (double[]){ 0, 0, 1 });
	sunpath_lay(&path, &ray, (double[]){ 0.5, 0.5, 0 });
	end = sunpath_follow(&path, &f, &(struct pos){ { 0, 0, 0 } }, until,
	    &color);
	field_fini(&f);
	volume_fini(&v);
	return end;
}

Test(sunpath, reaches_as_far_as_it_has_steps)
{
	cr_assert_eq(look_up(SUNPATH_STEPS, INFINITY), SUNPATH_MET);
	cr_assert_eq(look_up(SUNPATH_STEPS + 1, INFINITY), SUNPATH_ON);
}

Test(sunpath, ends_where_it_is_told)
{
	cr_assert_eq(look_up(20, 20), SUNPATH_FREE);
	cr_assert_eq(look_up(20, 20.5), SUNPATH_MET);
}
