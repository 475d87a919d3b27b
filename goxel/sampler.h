/*
 * sampler - well spread random numbers for a pixel's samples
 *
 * The samples of one pixel, in order, take points of a Sobol sequence in each
 * pair of dimensions, scrambled (Owen's way, by a hash) and in another order
 * for each pair and each pixel.  Any 2^n first samples are spread evenly, and
 * sample i is the same whatever was asked before: nothing is kept but this.
 */
#ifndef GOXEL_SAMPLER_H
#define GOXEL_SAMPLER_H

#include <stdint.h>

#define SAMPLER_MOST	(1u << 16)	/* samples before it repeats */

struct sampler {
	uint32_t	 key;		/* of seed and pixel */
	uint32_t	 index;		/* of the sample, below SAMPLER_MOST */
	uint32_t	 pair;		/* dimensions used up, in pairs */
};

/* The numbers of sample `index` of a pixel. */
void	 sampler_begin(struct sampler *s, uint32_t seed, uint32_t pixel,
	    uint32_t index);

/* The next two dimensions, each from 0 to below 1. */
void	 sampler_next(struct sampler *s, double out[2]);

#endif
