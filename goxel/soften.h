/*
 * soften - even light where voxels are as small as pixels
 *
 * A slope of voxels is stairs.  When each step is about a pixel, which of its
 * faces a sample happens to meet is noise, and noise in rows is moire.  What
 * one sees of such stairs is the light that their faces send together: so a
 * sample gets the mean light of those around it that are on the same surface,
 * and keeps its own colour.  Larger voxels keep their faces.
 */
#ifndef GOXEL_SOFTEN_H
#define GOXEL_SOFTEN_H

#include "goxel/sample.h"

#define SOFTEN_REACH	3	/* samples to each side */
#define SOFTEN_ROWS	(2 * SOFTEN_REACH + 1)
#define SOFTEN_FROM	0.58	/* voxels a pixel is wide: it begins, */
#define SOFTEN_FULL	0.66	/* and is all there */

/* Some sample of the scene may be softened. */
bool	 soften_needed(const struct scene *s);

/* The middle one of rows, softened in `out`, or where nothing of it is to be,
 * itself; those outside the lattice are NULL. */
const struct sample *soften_row(const struct scene *s,
	    const struct sample *const rows[SOFTEN_ROWS], struct sample *out);

#endif
