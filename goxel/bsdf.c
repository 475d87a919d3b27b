/*
 * bsdf - how the surface of a material scatters light
 *
 *	F      = mirror + (edge - mirror) (1 - out_z)^5		Schlick
 *	mirror = F D G2 / (4 out_z) / albedo(out_z)
 *	base   = (1 - F) diffuse in_z / pi
 *
 * D and G2 are those of GGX (Walter et al. 2007) with facets that hide each
 * other by their height.  albedo() is what of F = 1 leaves the facets; it is
 * measured once for a roughness.  F depends on the view alone, so that the sum
 * over all `in` is F + (1 - F) diffuse, exactly.
 *
 * Facets are chosen among those seen (Dupuy and Benyoub 2023): the middle
 * between the view and a point of a spherical cap.
 */
#include <math.h>
#include <string.h>

#include "goxel/bsdf.h"
#include "goxel/direction.h"

#define GRAIN		16	/* squared: facets tried for an angle */
#define SMOOTHEST	0.02	/* alpha; below, glints of the sun are dots */
#define GLASS		0.04	/* reflectance of a clear coat, straight on */
#define SHALLOW		1e-4	/* least cosine */

static double
power5(double v)
{
	return v * v * v * v * v;
}

double
bsdf_fresnel(double cosine)
{
	return GLASS + (1 - GLASS) * power5(1 - fmin(cosine, 1));
}

/* How much facets hide along a direction (Smith's lambda). */
static double
hidden(double alpha, const double v[3])
{
	double cos2 = v[2] * v[2];

	return (sqrt(1 + alpha * alpha * (1 - cos2) / cos2) - 1) / 2;
}

static void
choose_facet(double alpha, const double out[3], const double random[2],
    double facet[3])
{
	double view[3] = { alpha * out[0], alpha * out[1], out[2] };
	double turn = 2 * M_PI * random[0], z, wide;

	direction_unit(view);
	z = (1 - random[1]) * (1 + view[2]) - view[2];
	wide = sqrt(fmax(0, 1 - z * z));
	facet[0] = alpha * (wide * cos(turn) + view[0]);
	facet[1] = alpha * (wide * sin(turn) + view[1]);
	facet[2] = fmax(z + view[2], 1e-9);
	direction_unit(facet);
}

static bool
reflect(const double out[3], const double facet[3], double in[3])
{
	double twice = 2 * direction_dot(out, facet);
	int axis;

	for (axis = 0; axis < 3; axis++)
		in[axis] = twice * facet[axis] - out[axis];
	return in[2] > SHALLOW;
}

static double
measure_angle(double alpha, double cosine)
{
	double out[3] = { sqrt(1 - cosine * cosine), 0, cosine };
	double random[2], facet[3], in[3], seen, sum = 0;
	int n;

	seen = hidden(alpha, out);
	for (n = 0; n < GRAIN * GRAIN; n++) {
		random[0] = (n % GRAIN + 0.5) / GRAIN;
		random[1] = (n / GRAIN + 0.5) / GRAIN;
		choose_facet(alpha, out, random, facet);
		if (reflect(out, facet, in))
			sum += (1 + seen) / (1 + seen + hidden(alpha, in));
	}
	return sum / (GRAIN * GRAIN);
}

void
bsdf_measure(struct gloss *g, double roughness)
{
	int n;

	roughness = roughness > 0 ? roughness < 1 ? roughness : 1 : 0;
	g->alpha = fmax(roughness * roughness, SMOOTHEST);
	g->edge = 1 - roughness;
	for (n = 0; n < BSDF_ANGLES; n++)
		g->albedo[n] = measure_angle(g->alpha,
		    (n + 0.5) / BSDF_ANGLES);
}

static double
gloss_albedo(const struct gloss *g, double cosine)
{
	double at = cosine * BSDF_ANGLES - 0.5;
	int n;

	at = fmin(fmax(at, 0), BSDF_ANGLES - 1.001);
	n = (int)at;
	return g->albedo[n] + (at - n) * (g->albedo[n + 1] - g->albedo[n]);
}

static float
mean(const float v[3])
{
	return (v[0] + v[1] + v[2]) / 3;
}

/* F, and with what probability the mirror is chosen. */
static double
weigh(const struct bsdf *b, double cosine, float mirror[3])
{
	float away = (float)power5(1 - fmin(cosine, 1)), edge, shine, base;
	int n;

	for (n = 0; n < 3; n++) {
		edge = fmaxf((float)b->gloss->edge, b->mirror[n]);
		mirror[n] = b->mirror[n] + (edge - b->mirror[n]) * away;
	}
	shine = mean(mirror);
	base = (1 - shine) * mean(b->diffuse);
	return shine + base > 0 ? shine / (shine + base) : 0;
}

double
bsdf_eval(const struct bsdf *b, const double out[3], const double in[3],
    float light[3])
{
	double alpha2 = b->gloss->alpha * b->gloss->alpha, facet[3];
	double chosen, seen, density, slope, gleam, base = in[2] / M_PI;
	float mirror[3];
	int n;

	memset(light, 0, 3 * sizeof *light);
	if (out[2] <= 0 || in[2] <= 0)
		return 0;
	for (n = 0; n < 3; n++)
		facet[n] = out[n] + in[n];
	direction_unit(facet);
	slope = facet[2] * facet[2] * (alpha2 - 1) + 1;
	density = alpha2 / (M_PI * slope * slope) / (4 * out[2]);
	seen = 1 + hidden(b->gloss->alpha, out);
	gleam = density / (seen + hidden(b->gloss->alpha, in)) /
	    gloss_albedo(b->gloss, out[2]);
	chosen = weigh(b, out[2], mirror);
	for (n = 0; n < 3; n++)
		light[n] = (float)(mirror[n] * gleam +
		    (1 - mirror[n]) * b->diffuse[n] * base);
	return chosen * density / seen + (1 - chosen) * base;
}

bool
bsdf_sample(const struct bsdf *b, const double out[3], const double random[3],
    double in[3])
{
	double facet[3], turn = 2 * M_PI * random[0], wide;
	float mirror[3];

	if (out[2] <= 0)
		return false;
	if (random[2] < weigh(b, out[2], mirror)) {
		choose_facet(b->gloss->alpha, out, random, facet);
		return reflect(out, facet, in);
	}
	wide = sqrt(random[1]);
	in[0] = wide * cos(turn);
	in[1] = wide * sin(turn);
	in[2] = sqrt(1 - random[1]);
	return in[2] > SHALLOW;
}
