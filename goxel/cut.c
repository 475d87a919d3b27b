/*
 * cut - how a surface cuts a cube, for each way its corners can be
 *
 * Around a face, counter-clockwise from outside, each run of inside corners is
 * entered across one edge and left across another.  Going from the first to
 * the second, and on from there on the face beyond, draws polygons around what
 * is inside; a fan of triangles fills each.
 */
#include <string.h>

#include "goxel/cut.h"

#define NONE	0xff

/* Corners around each face, counter-clockwise from outside. */
static const uint8_t around[6][4] = {
	{ 0, 4, 6, 2 }, { 1, 3, 7, 5 }, { 0, 1, 5, 4 },
	{ 2, 6, 7, 3 }, { 0, 2, 3, 1 }, { 4, 5, 7, 6 },
};

static uint8_t
edge_between(unsigned a, unsigned b)
{
	unsigned low = a < b ? a : b, axis = (a ^ b) >> 1;

	if (axis == 0)
		return (uint8_t)(low >> 1);
	if (axis == 1)
		return (uint8_t)(4 + ((low & 1) | (low >> 1 & 2)));
	return (uint8_t)(8 + (low & 3));
}

unsigned
cut_corner(unsigned edge)
{
	unsigned rest = edge % 4;

	if (edge / 4 == 0)
		return rest << 1;
	if (edge / 4 == 1)
		return (rest & 1) | (rest & 2) << 1;
	return rest;
}

/* Where the surface goes on to from each edge it crosses. */
static void
follow_face(unsigned inside, const uint8_t c[4], uint8_t next[CUT_EDGES])
{
	unsigned i, j;

	for (i = 0; i < 4; i++) {
		if (inside >> c[i] & 1 || !(inside >> c[(i + 1) % 4] & 1))
			continue;
		for (j = i + 1; inside >> c[(j + 1) % 4] & 1;)
			j++;
		next[edge_between(c[i], c[(i + 1) % 4])] =
		    edge_between(c[j % 4], c[(j + 1) % 4]);
	}
}

/* The polygon through an edge, which is taken out. */
static void
fill_polygon(uint8_t next[CUT_EDGES], unsigned first, struct cut *cut)
{
	uint8_t edge = next[first], after;

	for (next[first] = NONE; next[edge] != first; edge = after) {
		after = next[edge];
		next[edge] = NONE;
		cut->edge[cut->count][0] = (uint8_t)first;
		cut->edge[cut->count][1] = edge;
		cut->edge[cut->count++][2] = after;
	}
	next[edge] = NONE;
}

void
cut_all(struct cut cut[CUT_CASES])
{
	uint8_t next[CUT_EDGES];
	unsigned inside, i;

	for (inside = 0; inside < CUT_CASES; inside++) {
		memset(next, NONE, sizeof next);
		for (i = 0; i < 6; i++)
			follow_face(inside, around[i], next);
		cut[inside].count = 0;
		for (i = 0; i < CUT_EDGES; i++)
			if (next[i] != NONE)
				fill_polygon(next, i, &cut[inside]);
	}
}
