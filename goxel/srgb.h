/*
 * srgb - the curve between stored colours and light (IEC 61966-2-1)
 *
 * Channels and light are 0 to 1; beyond that nothing is promised.
 */
#ifndef GOXEL_SRGB_H
#define GOXEL_SRGB_H

#include <math.h>

static inline double
srgb_to_linear(double channel)
{
	return channel <= 0.04045 ? channel / 12.92 :
	    pow((channel + 0.055) / 1.055, 2.4);
}

static inline double
srgb_of_linear(double light)
{
	return light <= 0.0031308 ? light * 12.92 :
	    1.055 * pow(light, 1 / 2.4) - 0.055;
}

#endif
