/*
 * sky - the light that comes from where nothing is
 */
#include <math.h>
#include <string.h>

#include "goxel/direction.h"
#include "goxel/shade.h"
#include "goxel/sky.h"

#define SUN		(0.34 * M_PI)	/* at intensity 1 */
#define SUN_WIDE	0.012	/* tangent of half its angle: soft shadows */
#define SUN_MOST	100.0f	/* intensity */

static const float sunlight[3] = { 1.0f, 0.95f, 0.86f };
static const float zenith[3] = { 0.18f, 0.32f, 0.66f };
static const float horizon[3] = { 0.62f, 0.69f, 0.78f };
static const float land[3] = { 0.36f, 0.36f, 0.36f };

static void
set_sun(struct sky *s, const struct light *light, const struct view *view)
{
	double toward[3];
	float intensity = fminf(fmaxf(light->intensity, 0), SUN_MOST);
	int axis, least = 0, n;

	shade_sun(light, view, toward);
	if (!isfinite(direction_dot(toward, toward)) || isnan(intensity))
		return;
	memcpy(s->sun, toward, sizeof s->sun);
	direction_unit(s->sun);
	for (axis = 0; axis < 3; axis++) {
		s->power[axis] = (float)SUN * intensity * sunlight[axis];
		if (fabs(s->sun[axis]) < fabs(s->sun[least]))
			least = axis;
	}
	for (axis = 0; axis < 3; axis++)
		s->across[0][axis] = (axis == least) -
		    s->sun[least] * s->sun[axis];
	direction_unit(s->across[0]);
	for (axis = 0; axis < 3; axis++) {
		n = (axis + 1) % 3;
		s->across[1][axis] = s->sun[n] * s->across[0][(n + 1) % 3] -
		    s->sun[(n + 1) % 3] * s->across[0][n];
	}
}

void
sky_init(struct sky *s, const struct sky_wish *wish, const struct light *light,
    const struct view *view)
{
	int n;

	*s = (struct sky){ .uniform = wish->uniform,
	    .strength = wish->strength };
	for (n = 0; n < 3; n++)
		s->color[n] = shade_linear(wish->color.c[n]);
	set_sun(s, light, view);
}

void
sky_radiance(const struct sky *s, const double toward[3], float light[3])
{
	const float *end = toward[2] > 0 ? zenith : land;
	float strength = (float)s->strength;
	float fade = sqrtf((float)fabs(toward[2]));
	int n;

	for (n = 0; n < 3; n++)
		light[n] = strength * (s->uniform ? s->color[n] :
		    horizon[n] + fade * (end[n] - horizon[n]));
}

bool
sky_has_sun(const struct sky *s)
{
	return s->power[0] > 0;
}

void
sky_sample_sun(const struct sky *s, const double random[2], double toward[3])
{
	double turn = 2 * M_PI * random[0], wide = SUN_WIDE * sqrt(random[1]);
	int axis;

	for (axis = 0; axis < 3; axis++)
		toward[axis] = s->sun[axis] +
		    wide * cos(turn) * s->across[0][axis] +
		    wide * sin(turn) * s->across[1][axis];
	direction_unit(toward);
}
