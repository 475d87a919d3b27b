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

#define SURFACE_MOST	(1u << 22)	/* samples: 64 MiB; else rays */
#define SURFACE_BITS	20		/* of a coordinate in a packed face */

/* Where samples are: column c, row r is at (c + offset, r + offset) pixels. */
struct lattice {
	uint32_t	 width, height;		/* of the picture, pixels */
	uint32_t	 columns, rows;		/* of samples */
	double		 offset;
	bool		 middles;	/* more of them half a pixel beside */
};

enum surface_set { SURFACE_CORNERS, SURFACE_MIDDLES, SURFACE_SETS };

/* The face at each of a set of samples, row by row. */
struct surface_samples {
	float		*nearness;	/* greater is nearer; 0: nothing */
	uint32_t	*face;		/* index into `faces` */
};

struct surface {
	const struct field	*field;
	size_t			 stride;	/* from row to row */
	struct surface_samples	 set[SURFACE_SETS];	/* MIDDLES: or NULL */
	void			*table;		/* they are in */
	size_t			 size;		/* bytes of it */
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

/* The voxel and side of a face that is seen somewhere. */
void	 surface_face(const struct surface *s, uint32_t face,
	    struct pos *voxel, uint8_t *side);

#endif
