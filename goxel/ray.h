/*
 * ray - what a straight line meets in a volume
 */
#ifndef GOXEL_RAY_H
#define GOXEL_RAY_H

#include <stdbool.h>
#include <stdint.h>

#include "goxel/field.h"
#include "goxel/vec.h"

#define RAY_ALWAYS	(-1e30)	/* `from` of a line without a start */

struct ray {
	double	 origin[3];
	double	 toward[3];	/* of any length; no component is 0 */
	double	 inverse[3];	/* 1 / toward */
	double	 from;		/* nothing nearer than from * toward is met */
	double	 until;		/* nor, it is known, anything further */
};

struct ray_hit {
	struct pos	 voxel;
	struct rgba	 color;		/* alpha above 0 */
	uint8_t		 side;		/* entered through; as in struct quad */
	double		 distance;	/* in lengths of `toward` */
};

/* Set the direction; components of 0 are made very small.  It is not known
 * that nothing is met from somewhere on. */
void	 ray_aim(struct ray *r, const double toward[3]);

/* The first voxel on the way; false when there is none. */
bool	 ray_cast(const struct field *f, const struct ray *r,
	    struct ray_hit *hit);

/*
 * The next voxel after `hit`, of the same ray, that is not of its colour:
 * what is seen through something translucent.
 */
bool	 ray_beyond(const struct field *f, const struct ray *r,
	    struct ray_hit *hit);

#endif
