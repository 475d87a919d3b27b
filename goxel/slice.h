/*
 * slice - the voxels of a box as lines of letters, slice by slice
 *
 *	axis z	from above: x to the right, y up; slices from low to high
 *	axis y	from the front: x to the right, z up
 *	axis x	from the right: y to the right, z up
 *
 * So a slice reads as the picture of it.  Each colour has a letter, the most
 * frequent first, '.' is nothing and '?' any colour without a letter.
 */
#ifndef GOXEL_SLICE_H
#define GOXEL_SLICE_H

#include <stdint.h>

#include "err.h"
#include "goxel/census.h"
#include "goxel/vec.h"
#include "goxel/volume.h"

#define SLICE_LETTERS	52

struct slice {
	const struct volume *volume;
	struct box	 box;
	int		 axis;
	struct census	 colors;	/* sorted; owned */
};

/* Line `nth` of a box, counted from 0 through all slices. */
struct slice_line {
	int32_t		 place;		/* along the axis */
	int32_t		 row;		/* its coordinate, the other way up */
	uint32_t	 count;		/* voxels in it */
};

/* Know the colours of a box. */
void	 slice_open(struct slice *s, const struct volume *v,
	    const struct box *box, int axis);
void	 slice_close(struct slice *s);

uint32_t slice_width(const struct slice *s);
uint64_t slice_lines(const struct slice *s);

/* Letter of a colour; '.' when it does not exist. */
char	 slice_letter(const struct slice *s, struct rgba color);

/* Write the letters of a line, slice_width of them, without a NUL. */
void	 slice_read(const struct slice *s, uint64_t nth,
	    struct slice_line *line, char *letters);

#endif
