/*
 * test_sky - light comes from where it should
 */
#include <criterion/criterion.h>
#include <math.h>

#include "goxel/direction.h"
#include "goxel/sky.h"

static const struct view view = { .forward = { 0, 1, 0 },
    .right = { 1, 0, 0 }, .up = { 0, 0, 1 } };

Test(sky, one_of_one_colour_is_the_same_all_around)
{
	struct sky_wish wish = { true, { { 255, 0, 188, 255 } }, 2 };
	struct light light = { .intensity = 1 };
	const double toward[2][3] = { { 0, 0, 1 }, { 0.6, 0, -0.8 } };
	struct sky s;
	float seen[3];
	int n;

	sky_init(&s, &wish, &light, &view);
	for (n = 0; n < 2; n++) {
		sky_radiance(&s, toward[n], seen);
		cr_expect_float_eq(seen[0], 2, 1e-5);
		cr_expect_eq(seen[1], 0);
		cr_expect_float_eq(seen[2], 1, 0.01);
	}
}

Test(sky, a_clear_day_is_bluer_above)
{
	struct sky_wish wish = { .strength = 1 };
	struct light light = { .intensity = 1 };
	const double up[3] = { 0, 0, 1 }, flat[3] = { 1, 0, 0 };
	float above[3], far[3];
	struct sky s;

	sky_init(&s, &wish, &light, &view);
	sky_radiance(&s, up, above);
	sky_radiance(&s, flat, far);
	cr_expect_gt(above[2] / above[0], far[2] / far[0]);
}

Test(sky, the_sun_is_a_small_disc_where_goxels_light_is)
{
	struct sky_wish wish = { .strength = 1 };
	struct light light = { .pitch = 0.5f, .yaw = 0, .intensity = 1 };
	const double middle[3] = { 0, -sin(0.5), cos(0.5) };
	double random[2], toward[3];
	struct sky s;
	int n;

	sky_init(&s, &wish, &light, &view);
	cr_assert(sky_has_sun(&s));
	for (n = 0; n < 100; n++) {
		random[0] = n / 100.0;
		random[1] = n % 10 / 10.0;
		sky_sample_sun(&s, random, toward);
		cr_expect_float_eq(direction_dot(toward, toward), 1, 1e-9);
		cr_expect_gt(direction_dot(toward, middle), cos(0.0125));
	}
}

Test(sky, a_light_of_no_number_or_intensity_is_no_sun)
{
	struct sky_wish wish = { .strength = 1 };
	struct light light = { .pitch = NAN, .intensity = 1 };
	struct sky s;

	sky_init(&s, &wish, &light, &view);
	cr_expect(!sky_has_sun(&s));
	light = (struct light){ .intensity = 0 };
	sky_init(&s, &wish, &light, &view);
	cr_expect(!sky_has_sun(&s));
	light = (struct light){ .intensity = NAN };
	sky_init(&s, &wish, &light, &view);
	cr_expect(!sky_has_sun(&s));
}
