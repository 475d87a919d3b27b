/*
 * radiance - the light that a ray brings, found by following paths
 *
 * A path begins at the eye and is scattered by what it meets, until it leaves
 * to the sky or has nothing left to bring.  At every surface it also asks the
 * sun and one of the faces that give light; where a lamp could have been met
 * and asked for, both count in part (multiple importance sampling).
 *
 * Translucent voxels are glass without refraction: a clear coat that mirrors,
 * a body that lets light straight through, in its colour, where its alpha does
 * not stop it.  Faces between two translucent voxels are not seen.
 */
#ifndef GOXEL_RADIANCE_H
#define GOXEL_RADIANCE_H

#include <stdbool.h>

#include "goxel/bsdf.h"
#include "goxel/emitter.h"
#include "goxel/field.h"
#include "goxel/material.h"
#include "goxel/ray.h"
#include "goxel/sampler.h"
#include "goxel/sky.h"

#define RADIANCE_BOUNCES	64	/* of a path, at most */

/* A material, prepared. */
struct coating {
	float		 color[3], emission[3];
	float		 metallic, alpha;
	struct gloss	 gloss;
};

/* A square, seen from above alone, level with the lowest voxels. */
struct floor {
	bool		 there;
	double		 height;
	double		 middle[2];
	double		 reach;		/* half of a side; or INFINITY */
	float		 color[3];
};

struct radiance_scene {
	struct field	 field;
	struct sky	 sky;
	struct floor	 floor;
	struct material_map map;
	struct coating	*coating;	/* by index of material; owned */
	struct emitters	 emitters;
	float		 brightest;	/* more, scattered, is cut: fireflies */
	float		 linear[256];	/* of a byte */
};

struct radiance_wish {
	struct sky_wish	 sky;
	bool		 floor;
	struct rgba	 floor_color;
	double		 floor_size;	/* voxels a side; 0: endless */
	double		 brightest;	/* light of a sample, past a bounce */
};

/* Image, volume (the image, flattened) and what they hold are borrowed. */
void	 radiance_open(struct radiance_scene *s, const struct image *image,
	    const struct volume *volume, const struct radiance_wish *wish,
	    const struct view *view);
void	 radiance_close(struct radiance_scene *s);

/* What a ray from the eye brings: light, and how much of it comes from what
 * is there and not from the sky behind it.  `sky`: that is in the light. */
struct radiance {
	float		 light[3];
	float		 cover;
};

struct radiance radiance_trace(const struct radiance_scene *s,
	    const struct ray *eye, struct sampler *sampler, bool sky);

#endif
