/*
 * surface - the face that is seen at every sample of a lattice
 *
 * What a ray through each sample would hit first, found the other way round:
 * every face that could be seen is thrown onto the lattice, and the nearest
 * stays.  For the usual model that is several times cheaper than rays, and
 * gives the same.  For others it declines, and rays it is.
 */
#ifndef GOXEL_SURFACE_H
#define GOXEL_SURFACE_H

#include <stdbool.h>
#include <stdint.h>

#include "goxel/field.h"
#include "goxel/view.h"

#define SURFACE_MOST	(1u << 22)	/* samples: 48 MiB; else rays */

/* Where samples are: column c, row r is at (c + offset, r + offset) pixels. */
struct lattice {
	uint32_t	 width, height;		/* of the picture, pixels */
	uint32_t	 columns, rows;		/* of samples */
	double		 offset;
};

struct surface {
	const struct field	*field;
	uint32_t		 columns;
	double			*distance;	/* INFINITY: nothing */
	uint32_t		*face;		/* index into `faces` */
	uint64_t		*faces;		/* packed */
	uint32_t		 count, room;	/* of faces */
};

/*
 * False, with nothing allocated, when rays do better: no grid, too many faces
 * or samples.  All of the model must lie before the eye.
 */
bool	 surface_init(struct surface *s, const struct field *field,
	    const struct view *view, const struct lattice *lattice);
void	 surface_fini(struct surface *s);

/* The face at sample `index` (row * columns + column); false: nothing. */
bool	 surface_face(const struct surface *s, size_t index,
	    struct pos *voxel, uint8_t *side);

#endif
