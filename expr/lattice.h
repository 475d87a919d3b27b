/*
 * lattice - numbers by chance, fixed to places
 *
 * A hash of a seed and a place's whole coordinates.  Noise blends those of the
 * eight corners around a place; each further octave is twice as fine and has
 * half the weight.  Only operations that are the same on every machine.
 */
#ifndef EXPR_LATTICE_H
#define EXPR_LATTICE_H

#include <stdint.h>

#define LATTICE_OCTAVES	8	/* at most */

/* From 0 up to but not 1; what is behind the point of `at` does not count. */
double	 lattice_random(uint32_t seed, const double at[3]);
double	 lattice_noise(uint32_t seed, const double at[3], int octaves);

/* The next of a row of numbers from 0 up to but not 1. */
double	 lattice_next(uint64_t *state);

#endif
