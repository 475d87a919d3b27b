/*
 * cut - how a surface cuts a cube, for each way its corners can be
 *
 * A cube's corner c lies at (c & 1, c >> 1 & 1, c >> 2) from the lowest.  An
 * edge is 4 * axis + the two other bits of its lower corner.
 */
#ifndef GOXEL_CUT_H
#define GOXEL_CUT_H

#include <stdint.h>

#define CUT_EDGES	12
#define CUT_CASES	256
#define CUT_MOST	10	/* triangles: twelve edges less two */

/* Triangles between edges, counter-clockwise from outside. */
struct cut {
	uint8_t	 count;
	uint8_t	 edge[CUT_MOST][3];
};

/* For each set of corners that are inside, bit c for corner c. */
void	 cut_all(struct cut cut[CUT_CASES]);

/* The lower corner of an edge. */
unsigned cut_corner(unsigned edge);

#endif
