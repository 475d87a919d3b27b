/*
 * test_bsdf - no light is made, and none is lost that a colour does not take
 */
#include <criterion/criterion.h>
#include <math.h>

#include "goxel/bsdf.h"
#include "goxel/sampler.h"

#define SAMPLES	20000

static const double views[][3] = {
	{ 0, 0, 1 }, { 0.6, 0, 0.8 }, { 0, 0.97979590, 0.2 },
};

static double
rough(int n)
{
	return 0.15 + 0.28 * n;
}

/* All that is reflected of a light from everywhere, by bsdf_sample; and by
 * directions chosen evenly.  `density`: the sum of densities over the sky. */
static void
measure(const struct bsdf *b, const double out[3], double sums[2],
    double *density)
{
	struct sampler s;
	double u[3], spare[2], in[3], chosen;
	float light[3];
	int n;

	sums[0] = sums[1] = *density = 0;
	for (n = 0; n < SAMPLES; n++) {
		sampler_begin(&s, 1, 1, (uint32_t)n);
		sampler_next(&s, u);
		sampler_next(&s, spare);
		u[2] = spare[0];
		if (bsdf_sample(b, out, u, in)) {
			chosen = bsdf_eval(b, out, in, light);
			sums[0] += light[0] / chosen / SAMPLES;
		}
		in[2] = 1 - u[0];
		in[0] = sqrt(1 - in[2] * in[2]) * cos(2 * M_PI * u[1]);
		in[1] = sqrt(1 - in[2] * in[2]) * sin(2 * M_PI * u[1]);
		chosen = bsdf_eval(b, out, in, light);
		sums[1] += light[0] * 2 * M_PI / SAMPLES;
		*density += chosen * 2 * M_PI / SAMPLES;
	}
}

Test(bsdf, white_reflects_all_light_at_any_roughness)
{
	struct gloss g;
	struct bsdf metal = { .mirror = { 1, 1, 1 }, .gloss = &g };
	struct bsdf paint = { .mirror = { 0.04f, 0.04f, 0.04f },
	    .diffuse = { 1, 1, 1 }, .gloss = &g };
	double sums[2], density;
	int n, v;

	for (n = 0; n < 4; n++)
		for (v = 0; v < 3; v++) {
			bsdf_measure(&g, rough(n));
			measure(&metal, views[v], sums, &density);
			cr_expect_float_eq(sums[0], 1, 0.02, "metal %d %d %f",
			    n, v, sums[0]);
			measure(&paint, views[v], sums, &density);
			cr_expect_float_eq(sums[0], 1, 0.02, "paint %d %d %f",
			    n, v, sums[0]);
		}
}

Test(bsdf, choosing_directions_finds_the_same_as_trying_all)
{
	struct gloss g;
	struct bsdf b = { .mirror = { 0.4f, 0.4f, 0.4f },
	    .diffuse = { 0.5f, 0.5f, 0.5f }, .gloss = &g };
	double sums[2], density;
	int n, v;

	for (n = 1; n < 4; n++)
		for (v = 0; v < 3; v++) {
			bsdf_measure(&g, rough(n));
			measure(&b, views[v], sums, &density);
			cr_expect_float_eq(sums[0], sums[1], 0.02,
			    "%d %d %f %f", n, v, sums[0], sums[1]);
			/* Facets send some below the surface. */
			cr_expect_leq(density, 1.02);
			cr_expect_geq(density, 0.6);
		}
}

Test(bsdf, nothing_comes_from_below)
{
	struct gloss g;
	struct bsdf b = { .mirror = { 1, 1, 1 }, .gloss = &g };
	double in[3] = { 0.6, 0, -0.8 };
	float light[3];

	bsdf_measure(&g, 0.5);
	cr_assert_eq(bsdf_eval(&b, views[0], in, light), 0);
	cr_assert_eq(light[0], 0);
	cr_assert_eq(bsdf_eval(&b, in, views[0], light), 0);
}

Test(bsdf, glass_mirrors_little_straight_on_and_all_at_the_edge)
{
	cr_expect_float_eq(bsdf_fresnel(1), 0.04, 1e-9);
	cr_expect_float_eq(bsdf_fresnel(0), 1, 1e-9);
}
