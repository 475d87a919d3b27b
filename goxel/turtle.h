/*
 * turtle - where a program's drawing stands: a box, a colour, a mode
 *
 * The box has directions of its own and is never skewed: turning turns them,
 * scaling scales its half-extents.  A move of 1 is one whole width of the box
 * along its own direction.
 */
#ifndef GOXEL_TURTLE_H
#define GOXEL_TURTLE_H

#include "err.h"
#include "goxel/program_tree.h"
#include "goxel/vec.h"
#include "goxel/volume.h"

struct turtle {
	double		 mid[3];
	double		 axis[3][3];	/* directions, of length 1 */
	double		 half[3];	/* half-extents along them */
	double		 hsl[3];	/* degrees, 0 to 1, 0 to 1 */
	uint8_t		 alpha;
	enum mode	 mode;		/* over, sub or paint */
	bool		 soft;		/* edges */
	int32_t		 life;		/* calls within calls; -1: any */
};

void	 turtle_start(struct turtle *t, const struct box *box,
	    struct rgba color);
/* What an adjustment but `seed` does, given so many numbers. */
void	 turtle_adjust(struct turtle *t, enum program_adjust id,
	    const double number[3], uint32_t count);

/* No side is a voxel long: shapes are not called any more. */
bool	 turtle_small(const struct turtle *t);
/* In the box around the turtle's. */
uint64_t turtle_voxels(const struct turtle *t);
/* ERR_TOO_BIG; what is thinner than 1/50 of a voxel is not drawn. */
enum err turtle_draw(const struct turtle *t, enum shape shape,
	    struct volume *v);

#endif
