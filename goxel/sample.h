/*
 * sample - what is seen at a point of a picture, and the pixel of four such
 *
 * The scene is all that a picture in the making needs; render.c sets it up.
 */
#ifndef GOXEL_SAMPLE_H
#define GOXEL_SAMPLE_H

#include <stdbool.h>
#include <stdint.h>

#include "goxel/field.h"
#include "goxel/front.h"
#include "goxel/picture.h"
#include "goxel/ray.h"
#include "goxel/render.h"
#include "goxel/shade.h"
#include "goxel/surface.h"
#include "goxel/view.h"

#define SAMPLE_EMPTY	6	/* side, of one that met nothing opaque */

struct sample {
	struct rgba	 color;
	struct pos	 voxel;
	uint8_t		 side;
	bool		 whole;		/* the face is seen whole */
	bool		 even;		/* and is of this colour all over */
	bool		 soft;		/* its light is that around it */
	float		 light;		/* 1 shows colours as they are */
	float		 distance;	/* from the eye, as a ray's */
};

/* One picture in the making. */
struct scene {
	const struct view	 *view;
	const struct render_wish *wish;
	struct picture		 *picture;
	struct field		  field;
	struct shade		  shade;
	struct front		  front;
	struct lattice		  lattice;
	struct surface		  surface;
	bool			  surfaced;	/* there is one */
	uint32_t		 *ticket;	/* the shade's, of its faces */
	/* Of the ray at 0, 0: toward, or, ortho, origin; and its change by a
	 * pixel. */
	double			  first[3], step[2][3];
	struct ray		  back;		/* ortho: towards the eye */
	double			  pixel;	/* voxels wide at distance 1 */
	double			  nearest;	/* of the box */
	double			  dimming;	/* a voxel further away */
};

/* The colour of no voxel at this height of the picture, in pixels. */
struct rgba sample_background(const struct scene *s, double y);

/* A sample at x, y by a ray; what the `near` ones met (up to four, or to a
 * NULL) is tried first. */
void	 sample_cast(struct scene *s, const double at[2],
	    const struct sample *const near[4], struct sample *out);

/* The same where the surface tells the face. */
void	 sample_read(struct scene *s, const double at[2], uint32_t face,
	    struct sample *out);

/* They are on one face, on which nothing is drawn. */
bool	 sample_one_face(const struct scene *s,
	    const struct sample *const corner[4]);

/* The pixel at x, y whose corners disagree. */
struct rgba sample_pixel(struct scene *s, uint32_t x, uint32_t y,
	    const struct sample *const corner[4]);

#endif
