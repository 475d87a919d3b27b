/*
 * ramp - colours from low to high
 *
 * A list of colours, 4 bytes each, evenly spaced and blended between; none is
 * white throughout.
 */
#ifndef GOXEL_RAMP_H
#define GOXEL_RAMP_H

#include <stdbool.h>
#include <stdint.h>

#include "goxel/edit.h"

#define RAMP_MOST	64	/* colours */

/* The bytes are whole colours, and not too many. */
bool	 ramp_good(const struct bytes *ramp);

/* The colour of step `at` of 0 .. steps - 1; beyond, the last one's. */
struct rgba ramp_color(const struct bytes *ramp, uint32_t at, uint32_t steps);

#endif
