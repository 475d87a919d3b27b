/*
 * seam - rectangles of faces that go on in the next chunk, joined
 *
 * Greedy meshing goes chunk by chunk.  What it finds at the edge of one is
 * kept here, and afterwards rectangles of one colour that have a whole edge in
 * common become one: first along rows, then across, each in one pass over a
 * hash table.
 */
#ifndef GOXEL_SEAM_H
#define GOXEL_SEAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "goxel/vec.h"

/* Faces of one side in one plane. */
struct seam_rect {
	int32_t		 lo[2], hi[2];	/* along a row, and across */
	int32_t		 depth;
	struct rgba	 color;
	uint8_t		 side;		/* as in struct quad */
	bool		 joined;	/* it is part of another now */
};

/* A zeroed struct is empty. */
struct seam {
	struct seam_rect *rect;
	size_t		 count, room;
};

/* Of those of one side and depth, lower rows and columns come first. */
void	 seam_add(struct seam *s, const struct seam_rect *rect);
/* Join what can be; those that are `joined` are then to be skipped. */
void	 seam_join(struct seam *s);
void	 seam_fini(struct seam *s);

#endif
