/*
 * drawing - faces of voxels drawn on a lattice, where the nearest stays
 *
 * The samples are those of a surface, which says which faces to draw.
 */
#ifndef GOXEL_DRAWING_H
#define GOXEL_DRAWING_H

#include <stdbool.h>
#include <stdint.h>

#include "goxel/surface.h"
#include "goxel/view.h"

#define DRAWING_LANES	4	/* samples tried at once: a row has so many
				 * less one beyond its end */

typedef float vec4 __attribute__((vector_size(16)));
typedef int32_t mask4 __attribute__((vector_size(16)));

/* A picture's rays over the lattice, and the work left. */
struct drawing {
	struct surface		*surface;
	const struct view	*view;
	uint32_t		 size[2];	/* columns, rows */
	double			 first[3];	/* of the ray at 0, 0: its d, */
	double			 step[2][3];	/* or ortho: o; and change, */
	vec4			 change[3];	/* private */
	double			 far;		/* ortho: behind all */
	double			 middle[2];	/* of the picture, in samples */
	double			 scale[2];	/* samples a voxel at 1 */
	double			 own[3][3];	/* world axes in the view */
	bool			 middles;
	int64_t			 budget;	/* samples to try */
};

/* One face of one voxel. */
struct quad_at {
	int32_t	 at[3];		/* of the voxel, from the base */
	int	 side, axis[3];	/* its plane's, and the two next */
	double	 from[3];	/* its lowest corner, from the eye */
	double	 depth;		/* of its middle, in the view */
	vec4	 spread[3];	/* from that corner to all four, in the view */
};

/* The samples of `surface` are there, and its field is. */
void	 drawing_init(struct drawing *d, struct surface *surface,
	    const struct view *view, const struct lattice *lattice);

/* Any face on a side. */
struct quad_at drawing_quad(const struct drawing *d, int side);

/* Draw that face of voxels of the tile at `at`, of word w of its mask: those
 * that look towards the eye and are on some sample become the surface's. */
void	 drawing_faces(struct drawing *d, struct quad_at *q,
	    const int32_t at[3], int w, uint64_t voxels);

#endif
