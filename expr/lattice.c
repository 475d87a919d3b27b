/*
 * lattice - numbers by chance, fixed to places
 */
#include <math.h>

#include "expr/lattice.h"

#define FAR	1e9	/* beyond it there is but one cell */
#define ONE	4294967296.0

static uint32_t
mix(uint32_t h)
{
	h ^= h >> 16;
	h *= 0x7feb352du;
	h ^= h >> 15;
	h *= 0x846ca68bu;
	return h ^ h >> 16;
}

static double
corner(uint32_t seed, const int32_t cell[3])
{
	uint32_t h = mix(seed + 0x9e3779b9u);
	int axis;

	for (axis = 0; axis < 3; axis++)
		h = mix(h + (uint32_t)cell[axis]);
	return h / ONE;
}

/* The cell that a coordinate is in; and how far in it, eased. */
static int32_t
find_cell(double at, double *part)
{
	double cell = floor(at), in = at - cell;

	*part = 0;
	if (!(fabs(at) < FAR))
		return 0;
	*part = in * in * (3 - 2 * in);
	return (int32_t)cell;
}

double
lattice_random(uint32_t seed, const double at[3])
{
	int32_t cell[3];
	double part;
	int axis;

	for (axis = 0; axis < 3; axis++)
		cell[axis] = find_cell(at[axis], &part);
	return corner(seed, cell);
}

static double
octave(uint32_t seed, const double at[3], double scale)
{
	double part[3], value[8];
	int32_t cell[3], there[3];
	int axis, i;

	for (axis = 0; axis < 3; axis++)
		cell[axis] = find_cell(at[axis] * scale, &part[axis]);
	for (i = 0; i < 8; i++) {
		for (axis = 0; axis < 3; axis++)
			there[axis] = cell[axis] + (i >> axis & 1);
		value[i] = corner(seed, there);
	}
	for (axis = 0; axis < 3; axis++)
		for (i = 0; i < 4 >> axis; i++)
			value[i] = value[2 * i] +
			    (value[2 * i + 1] - value[2 * i]) * part[axis];
	return value[0];
}

double
lattice_noise(uint32_t seed, const double at[3], int octaves)
{
	double sum = 0, weight = 1, total = 0, scale = 1;
	int i;

	for (i = 0; i < octaves; i++) {
		sum += octave(seed + (uint32_t)i, at, scale) * weight;
		total += weight;
		weight /= 2;
		scale *= 2;
	}
	return sum / total;
}

double
lattice_next(uint64_t *state)
{
	uint64_t h = *state += 0x9e3779b97f4a7c15ull;

	h = (h ^ h >> 30) * 0xbf58476d1ce4e5b9ull;
	h = (h ^ h >> 27) * 0x94d049bb133111ebull;
	return (double)((h ^ h >> 31) >> 32) / ONE;
}
