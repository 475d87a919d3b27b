/*
 * shadowmap - how far towards the sun a model reaches
 *
 * Every brick (or tile) that is not empty is thrown onto the plane as the box
 * around it in the frame of the sun.  Too large is safe: a ray only goes on
 * for too long.  A map for which the field is too large is left out.
 */
#include <math.h>
#include <stdlib.h>

#include "goxel/shadowmap.h"
#include "mem.h"

#define CELL		2.0	/* voxels, at least */
#define CELLS_MOST	512	/* a side */
#define SLACK		0.01	/* cells and voxels, for rounding */

/* A cube in the frame of the map: half of the box around it. */
struct cube { double half[3]; };

static double
dot(const double a[3], const double b[3])
{
	return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

static struct cube
cube_of(const struct shadowmap *m, double side)
{
	struct cube cube;
	int n;

	for (n = 0; n < 3; n++)
		cube.half[n] = side / 2 * (fabs(m->axes[n][0]) +
		    fabs(m->axes[n][1]) + fabs(m->axes[n][2])) + SLACK;
	return cube;
}

static void
place(const struct shadowmap *m, const double at[3], double out[3])
{
	int n;

	for (n = 0; n < 3; n++)
		out[n] = dot(m->axes[n], at) - m->first[n];
}

static void
throw_cube(struct shadowmap *m, const struct cube *cube,
    const double middle[3])
{
	uint32_t lo[2], hi[2], x, y;
	double at[3];
	float reach, *row;
	int n;

	place(m, middle, at);
	for (n = 0; n < 2; n++) {
		lo[n] = (uint32_t)(at[n] - cube->half[n]);
		hi[n] = (uint32_t)(at[n] + cube->half[n]);
	}
	reach = (float)(at[2] + cube->half[2]);
	for (y = lo[1]; y <= hi[1]; y++) {
		row = m->reach + (size_t)y * m->size[0];
		for (x = lo[0]; x <= hi[0]; x++)
			row[x] = reach > row[x] ? reach : row[x];
	}
}

/* What stands in one tile of the field, whose lowest corner is `at`. */
static void
throw_tile(struct shadowmap *m, const struct cube cubes[2],
    const double at[3], uint64_t bricks)
{
	double middle[3];
	int axis, n;

	if (bricks == ~0ull) {
		for (axis = 0; axis < 3; axis++)
			middle[axis] = at[axis] + TILE_SIDE / 2;
		throw_cube(m, &cubes[1], middle);
		return;
	}
	for (; bricks != 0; bricks &= bricks - 1) {
		n = __builtin_ctzll(bricks);
		for (axis = 0; axis < 3; axis++)
			middle[axis] = at[axis] + FIELD_BRICK / 2 +
			    FIELD_BRICK * (n >> 2 * axis & 3);
		throw_cube(m, &cubes[0], middle);
	}
}

static void
throw_field(struct shadowmap *m, const struct field *field)
{
	const int32_t *tiles = field->tiles;
	size_t n, cells = (size_t)tiles[0] * tiles[1] * tiles[2];
	const struct cube cubes[2] = { cube_of(m, FIELD_BRICK),
	    cube_of(m, TILE_SIDE) };
	bool fine = field->shift == FIELD_BRICK_SHIFT;
	double at[3];

	for (n = 0; n < cells; n++) {
		if (field->cell[n].bricks == 0)
			continue;
		field_place(field, n, at);
		throw_tile(m, cubes, at, fine ? field->cell[n].bricks : ~0ull);
	}
}

/* Two directions across the third, and it, of length 1. */
static void
lay_axes(struct shadowmap *m, const double toward[3])
{
	double (*axes)[3] = m->axes, length = sqrt(dot(toward, toward));
	int n, least = 0;

	for (n = 0; n < 3; n++) {
		axes[2][n] = toward[n] / length;
		if (fabs(toward[n]) < fabs(toward[least]))
			least = n;
	}
	for (n = 0; n < 3; n++)
		axes[0][n] = (n == least) - axes[2][least] * axes[2][n];
	length = sqrt(dot(axes[0], axes[0]));
	for (n = 0; n < 3; n++)
		axes[0][n] /= length;
	for (n = 0; n < 3; n++)
		axes[1][n] = axes[2][(n + 1) % 3] * axes[0][(n + 2) % 3] -
		    axes[2][(n + 2) % 3] * axes[0][(n + 1) % 3];
}

/* Half of what a box, with a tile of room around it, takes along an axis. */
static double
half_box(const struct shadowmap *m, int axis, const struct box *box)
{
	double half = SLACK;
	int n;

	for (n = 0; n < 3; n++)
		half += fabs(m->axes[axis][n]) * (TILE_SIDE +
		    ((double)box->hi.at[n] - box->lo.at[n]) / 2);
	return half;
}

/* A cell so large that the map is not, and the corner of the map. */
static void
lay_cells(struct shadowmap *m, const struct box *box)
{
	double middle[3], lo, hi, cell = CELL;
	int n;

	for (n = 0; n < 3; n++)
		middle[n] = ((double)box->lo.at[n] + box->hi.at[n]) / 2;
	for (n = 0; n < 2; n++)
		cell = fmax(cell, 2 * half_box(m, n, box) / CELLS_MOST);
	for (n = 0; n < 6; n++)
		m->axes[n / 3][n % 3] /= cell;
	for (n = 0; n < 2; n++) {
		lo = dot(m->axes[n], middle) - half_box(m, n, box);
		hi = dot(m->axes[n], middle) + half_box(m, n, box);
		m->first[n] = lo;
		m->size[n] = (uint32_t)(hi - lo) + 1;
	}
}

void
shadowmap_init(struct shadowmap *m, const struct field *field,
    const double toward[3])
{
	size_t n, cells;

	*m = (struct shadowmap){ 0 };
	if (field->cell == NULL)
		return;
	lay_axes(m, toward);
	lay_cells(m, &field->box);
	cells = (size_t)m->size[0] * m->size[1];
	m->reach = xmalloc(cells * sizeof *m->reach);
	for (n = 0; n < cells; n++)
		m->reach[n] = -INFINITY;
	throw_field(m, field);
}

void
shadowmap_fini(struct shadowmap *m)
{
	free(m->reach);
	m->reach = NULL;
}

double
shadowmap_until(const struct shadowmap *m, const double at[3])
{
	double here[3];

	if (m->reach == NULL)
		return INFINITY;
	place(m, at, here);
	if (!(here[0] >= 0 && here[0] < m->size[0] &&
	    here[1] >= 0 && here[1] < m->size[1]))
		return INFINITY;
	return (double)m->reach[(size_t)here[1] * m->size[0] +
	    (size_t)here[0]] - here[2];
}
