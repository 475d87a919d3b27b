/*
 * sunlight - how much of the sun reaches a place on a face
 *
 * Shadow rays are few: what is found for a face, and for the corners it shares
 * with others, is kept.
 */
#ifndef GOXEL_SUNLIGHT_H
#define GOXEL_SUNLIGHT_H

#include <stdbool.h>
#include <stdint.h>

#include "goxel/heightmap.h"
#include "goxel/ray.h"
#include "goxel/shadowmap.h"
#include "goxel/sunpath.h"

#define SUNLIGHT_CELLS	8		/* of a half-shadowed face, a side */

struct face;
struct spot;

/* How much sun reaches a grid of points on a face partly in shadow. */
struct half_shadow {
	const struct face *face;	/* whose it is, or was */
	uint8_t		 reach[SUNLIGHT_CELLS + 1][SUNLIGHT_CELLS + 1];
};

/* The same of a corner that faces of one plane share. */
struct sun_corner {
	struct pos	 at;
	uint8_t		 side;
	uint8_t		 reach;
	bool		 known;
};

struct sunlight {
	const struct field	*field;
	struct ray		 to_sun;	/* without an origin */
	struct shadowmap	 map;		/* of the same direction */
	struct heightmap	 heights;	/* likewise */
	struct sunpath		*paths;		/* from places on each side */
	struct half_shadow	*halves;
	uint32_t		 halves_used;
	struct sun_corner	*corners;
};

/* The field is borrowed; `sun` points towards it. */
void	 sunlight_init(struct sunlight *l, const struct field *field,
	    const double sun[3]);
void	 sunlight_fini(struct sunlight *l);

/* The part of the sun, 0..1, that reaches a spot. */
float	 sunlight_reach(struct sunlight *l, const struct spot *spot);

/* That has been asked on the face, and is the same on all of it. */
bool	 sunlight_even(const struct face *face);

/* Spreads places and sides over small tables. */
static inline uint32_t
sunlight_hash(const struct pos *pos, uint8_t side)
{
	uint32_t hash = (uint32_t)pos->at[0] * 0x9e3779b1u +
	    (uint32_t)pos->at[1] * 0x85ebca77u +
	    (uint32_t)pos->at[2] * 0xc2b2ae3du + side * 0x27d4eb2fu;

	return hash >> 19;
}

#endif
