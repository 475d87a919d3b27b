/*
 * sky - the light that comes from where nothing is
 *
 * A sky of one colour, or that of a clear day: blue above, pale at the
 * horizon, grey below it.  And the sun, the light of the
 * project, a small disc that only surfaces see.
 */
#ifndef GOXEL_SKY_H
#define GOXEL_SKY_H

#include <stdbool.h>

#include "goxel/image.h"
#include "goxel/vec.h"
#include "goxel/view.h"

struct sky_wish {
	bool		 uniform;	/* of `color` */
	struct rgba	 color;
	double		 strength;	/* 1 is a day, 0 no light */
};

struct sky {
	bool		 uniform;
	double		 strength;
	float		 color[3];	/* if uniform */
	double		 sun[3];	/* unit vector towards it */
	double		 across[2][3];	/* upright on it and each other */
	float		 power[3];	/* on a surface that faces it */
};

/* The light is Goxel's; one that is fixed follows the view. */
void	 sky_init(struct sky *s, const struct sky_wish *wish,
	    const struct light *light, const struct view *view);

/* What is seen in this direction, a unit vector. */
void	 sky_radiance(const struct sky *s, const double toward[3],
	    float light[3]);

/* The sun shines at all. */
bool	 sky_has_sun(const struct sky *s);

/* A place of the sun's disc. */
void	 sky_sample_sun(const struct sky *s, const double random[2],
	    double toward[3]);

#endif
