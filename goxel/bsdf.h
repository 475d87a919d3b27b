/*
 * bsdf - how the surface of a material scatters light
 *
 * A diffuse base under a rough mirror (GGX).  Directions point away from the
 * surface, in its frame: z is the normal.  Nothing is lost that a colour does
 * not take: what the mirror sends back, the base does not get, and what a
 * rough mirror would lose between its facets is given back, so that white
 * reflects all light at any roughness.
 */
#ifndef GOXEL_BSDF_H
#define GOXEL_BSDF_H

#include <stdbool.h>

#define BSDF_ANGLES	16	/* of view, for which a gloss is measured */

/* What all mirrors of one roughness have in common. */
struct gloss {
	double	 alpha;			/* width of the facets' slopes */
	double	 edge;			/* reflectance towards grazing view */
	double	 albedo[BSDF_ANGLES];	/* what leaves the facets, by cosine */
};

struct bsdf {
	float	 diffuse[3];		/* albedo of the base */
	float	 mirror[3];		/* reflectance seen straight on */
	const struct gloss *gloss;
};

/* Roughness from 0 to 1. */
void	 bsdf_measure(struct gloss *g, double roughness);

/*
 * Light that arrives from `in` and leaves towards `out`, both above the
 * surface, with the cosine of `in` multiplied in.  Returns the density at
 * which bsdf_sample chooses `in`.
 */
double	 bsdf_eval(const struct bsdf *b, const double out[3],
	    const double in[3], float light[3]);

/* Choose where light may come from; false when that is below the surface.  The
 * three numbers are from 0 to below 1; the last chooses mirror or base. */
bool	 bsdf_sample(const struct bsdf *b, const double out[3],
	    const double random[3], double in[3]);

/* What a clear coat, as of glass, reflects at this cosine. */
double	 bsdf_fresnel(double cosine);

#endif
