/*
 * highlight - what metallic and roughness do to a quick picture
 *
 * The sun is reflected by each face of a material that has a finish of its
 * own: the rougher, the wider and the weaker; a metal reflects in its colour
 * and is darker beside.  It is one light for a whole face, so that a picture
 * stays as cheap as it is, towards a normal of the shape around the voxel, so
 * that a ball of voxels shines like a ball.
 *
 * Goxel gives every material metallic 0.2 and roughness 0.5: that is no finish,
 * and a picture of nothing else is what it is without materials.
 */
#ifndef GOXEL_HIGHLIGHT_H
#define GOXEL_HIGHLIGHT_H

#include <stdbool.h>

#include "goxel/field.h"
#include "goxel/material.h"
#include "goxel/view.h"

#define HIGHLIGHT_METALLIC	0.2f	/* of a material without a finish */
#define HIGHLIGHT_ROUGHNESS	0.5f

struct highlight {
	const struct field *field;
	const struct view  *view;
	struct material_map map;	/* of the image; unless `none` */
	bool		    none;	/* no visible material has a finish */
	double		    sun[3];	/* towards it, of length 1 */
	float		    strength;	/* of the sun, head on */
};

/* What a face adds to its plain light. */
struct shine {
	float	 body;		/* its plain light is multiplied by this */
	float	 light[3];	/* of the sun, where that reaches it */
};

/* Field, view and image are borrowed; a NULL image has no materials. */
void	 highlight_init(struct highlight *h, const struct field *field,
	    const struct view *view, const struct image *image);
void	 highlight_fini(struct highlight *h);

/* The sun shines from there, so strongly. */
void	 highlight_sun(struct highlight *h, const double toward[3],
	    float strength);

/* The shine of the face on a side of a voxel, of this linear colour. */
struct shine highlight_face(const struct highlight *h,
	    const struct pos *voxel, uint8_t side, const float color[3]);

#endif
