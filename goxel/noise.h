/*
 * noise - numbers that change smoothly from place to place
 *
 * Value noise: a hash of the seed gives each corner of a lattice a number, and
 * between corners they are blended.  Each further octave has a lattice half as
 * wide and half the weight.  All in integers: a seed gives the same on every
 * machine.
 */
#ifndef GOXEL_NOISE_H
#define GOXEL_NOISE_H

#include <stdint.h>

#include "goxel/vec.h"

#define NOISE_ONE	65536	/* numbers are below it */
#define NOISE_OCTAVES	8	/* at most */

struct noise {
	uint32_t	 seed;
	int32_t		 scale;		/* of the lattice, voxels; 1 and more */
	int32_t		 octaves;	/* 1 .. NOISE_OCTAVES */
};

/* The numbers of `count` places from `from` along x. */
void	 noise_row(const struct noise *noise, const struct pos *from,
	    int32_t count, uint32_t *out);

#endif
