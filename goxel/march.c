/*
 * march - the surface of a volume by marching cubes
 *
 * Cubes belong to the tile of their lowest corner.  A tile is read together
 * with one voxel below it and two above on each axis: what its cubes touch,
 * and the density's slope there.
 */
#include <math.h>
#include <stdlib.h>

#include "bounds.h"
#include "goxel/lookup.h"
#include "goxel/march.h"
#include "goxel/cut.h"
#include "mem.h"

#define GRID		(TILE_SIDE + 3)		/* read, on each axis */
#define AROUND		27			/* tiles, and this one */
#define INSIDE		128			/* alpha from here on */

struct marcher {
	const struct volume	*volume;
	const struct march	*to;
	struct cut	 cut[CUT_CASES];
	struct lookup		 edges[3];	/* vertex by place, by axis */
	uint32_t		 vertices;
	struct pos		 at;		/* of the tile */
	struct rgba		 grid[GRID][GRID][GRID];	/* z, y, x */
};

/*
 * Reading
 */

/* -1, 0 or 1 on each axis, of the tiles around. */
static int
side_of(int tile, int axis)
{
	return (axis == 0 ? tile : axis == 1 ? tile / 3 : tile / 9) % 3 - 1;
}

static void
read_row(struct rgba *to, tile_slot slot, uint32_t index, int32_t count)
{
	int32_t x;

	if (slot != 0 && !slot_uniform(slot)) {
		memcpy(to, &slot_tile(slot)->voxel[index],
		    (size_t)count * sizeof *to);
		return;
	}
	for (x = 0; x < count; x++)
		to[x] = slot_get(slot, 0);
}

/* What of a tile around falls into the grid. */
static void
read_tile(struct marcher *m, int tile, tile_slot slot)
{
	static const int32_t from[3] = { TILE_SIDE - 1, 0, 0 };
	static const int32_t to[3] = { 0, 1, TILE_SIDE + 1 };
	static const int32_t count[3] = { 1, TILE_SIDE, 2 };
	int32_t y, z, side[3];
	uint32_t index;
	int axis;

	for (axis = 0; axis < 3; axis++)
		side[axis] = side_of(tile, axis) + 1;
	for (z = 0; z < count[side[2]]; z++)
		for (y = 0; y < count[side[1]]; y++) {
			index = (uint32_t)(from[side[0]] |
			    (from[side[1]] + y) << 4 |
			    (from[side[2]] + z) << 8);
			read_row(&m->grid[to[side[2]] + z][to[side[1]] + y]
			    [to[side[0]]], slot, index, count[side[0]]);
		}
}

/* False when all is of one kind, so that there is no surface. */
static bool
read_grid(struct marcher *m)
{
	bool empty = true, full = true;
	tile_slot slots[AROUND];
	struct pos p;
	int i, axis;

	for (i = 0; i < AROUND; i++) {
		for (axis = 0; axis < 3; axis++)
			p.at[axis] = m->at.at[axis] +
			    TILE_SIDE * side_of(i, axis);
		slots[i] = pos_bounded(&p) ? volume_slot(m->volume, &p) : 0;
		empty = empty && slots[i] == 0;
		full = full && slot_uniform(slots[i]) &&
		    slot_color(slots[i]).c[ALPHA] >= INSIDE;
	}
	if (empty || full)
		return false;
	for (i = 0; i < AROUND; i++)
		read_tile(m, i, slots[i]);
	return true;
}

/*
 * Vertices
 */

/* At a place from the tile's corner; -1 .. TILE_SIDE + 1. */
static const struct rgba *
grid_at(const struct marcher *m, const int32_t at[3])
{
	return &m->grid[at[2] + 1][at[1] + 1][at[0] + 1];
}

static int
density(const struct marcher *m, const int32_t at[3])
{
	return grid_at(m, at)->c[ALPHA];
}

/* What the density loses along an axis, from the voxel before to the next. */
static int
slope(const struct marcher *m, const int32_t at[3], int axis)
{
	int32_t before[3] = { at[0], at[1], at[2] };
	int32_t after[3] = { at[0], at[1], at[2] };

	before[axis]--;
	after[axis]++;
	return density(m, before) - density(m, after);
}

static void
find_normal(const struct marcher *m, const int32_t end[2][3], int32_t part,
    struct march_vertex *v)
{
	double normal[3], length = 0;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		normal[axis] = (double)slope(m, end[0], axis) *
		    (MARCH_UNIT - part) +
		    (double)slope(m, end[1], axis) * part;
		length += normal[axis] * normal[axis];
	}
	length = sqrt(length);
	for (axis = 0; axis < 3; axis++)
		v->normal[axis] = length > 0 ?
		    (float)(normal[axis] / length) : axis == 2;
}

/* The vertex where the surface crosses between two voxels. */
static void
find_vertex(const struct marcher *m, const int32_t end[2][3],
    struct march_vertex *v)
{
	int a = density(m, end[0]), b = density(m, end[1]), axis;
	int run = a > b ? a - b : b - a;
	int way = a > b ? 2 * a - 255 : 255 - 2 * a;
	int part = (way * MARCH_UNIT + run) / (2 * run);

	for (axis = 0; axis < 3; axis++)
		v->at[axis] = (m->at.at[axis] + end[0][axis]) * MARCH_UNIT +
		    MARCH_UNIT / 2 + (end[1][axis] - end[0][axis]) * part;
	v->color = *grid_at(m, end[a > b ? 0 : 1]);
	v->color.c[ALPHA] = 255;
	find_normal(m, end, part, v);
}

/* One of its ends is a voxel, so only along its axis an edge may begin one
 * below the lowest place there is. */
static uint64_t
edge_key(const struct marcher *m, const int32_t at[3], unsigned along)
{
	uint64_t key = (uint32_t)(m->at.at[along] + at[along] +
	    BOUND_COORD + 2);
	unsigned axis;

	for (axis = 0; axis < 3; axis++)
		if (axis != along)
			key = key << 21 | (uint32_t)(m->at.at[axis] +
			    at[axis] + BOUND_COORD);
	return key;
}

/* The number of the vertex on an edge of the cube at `cube`. */
static uint32_t
vertex_at(struct marcher *m, const int32_t cube[3], unsigned edge)
{
	unsigned corner = cut_corner(edge), along = edge / 4;
	uint32_t number = m->vertices;
	struct march_vertex v;
	int32_t end[2][3];
	int axis;

	for (axis = 0; axis < 3; axis++)
		end[0][axis] = end[1][axis] = cube[axis] +
		    (int32_t)(corner >> axis & 1);
	end[1][along]++;
	if (lookup_number(&m->edges[along], edge_key(m, end[0], along),
	    &number))
		return number;
	find_vertex(m, end, &v);
	m->vertices++;
	m->to->vertex(m->to->arg, &v);
	return number;
}

/*
 * Marching
 */

static enum err
march_cube(struct marcher *m, const int32_t cube[3], unsigned inside)
{
	const struct cut *cut = &m->cut[inside];
	uint32_t corner[3];
	enum err err = OK;
	unsigned i, k;

	if (m->vertices > UINT32_MAX - 16)
		return ERR_TOO_BIG;
	for (i = 0; err == OK && i < cut->count; i++) {
		for (k = 0; k < 3; k++)
			corner[k] = vertex_at(m, cube, cut->edge[i][k]);
		err = m->to->triangle(m->to->arg, corner);
	}
	return err;
}

/* Which voxels of a row are inside, from the tile's first on. */
static uint32_t
row_inside(const struct marcher *m, int32_t y, int32_t z)
{
	const struct rgba *row = &m->grid[z + 1][y + 1][1];
	uint32_t bits = 0;
	int x;

	for (x = 0; x <= TILE_SIDE; x++)
		bits |= (uint32_t)(row[x].c[ALPHA] >= INSIDE) << x;
	return bits;
}

static enum err
march_row(struct marcher *m, int32_t y, int32_t z)
{
	uint32_t row[4], any = 0, all = ~0u, i;
	int32_t cube[3] = { 0, y, z };
	enum err err = OK;
	unsigned inside;

	for (i = 0; i < 4; i++) {
		row[i] = row_inside(m, y + (int32_t)(i & 1),
		    z + (int32_t)(i >> 1));
		any |= row[i];
		all &= row[i];
	}
	if (any == 0 || all == (2u << TILE_SIDE) - 1)
		return OK;
	for (; err == OK && cube[0] < TILE_SIDE; cube[0]++) {
		for (inside = 0, i = 0; i < 4; i++)
			inside |= (row[i] >> cube[0] & 3) << 2 * i;
		err = march_cube(m, cube, inside);
	}
	return err;
}

static enum err
march_tile(struct marcher *m)
{
	enum err err = OK;
	int32_t row;

	if (!read_grid(m))
		return OK;
	for (row = 0; err == OK && row < TILE_SIDE * TILE_SIDE; row++)
		err = march_row(m, row % TILE_SIDE, row / TILE_SIDE);
	return err;
}

/* Tiles, each once. */
struct places {
	struct pos	*at;
	uint32_t	 count, size;
	struct lookup	 known;
};

static void
add_place(struct places *p, const struct pos *at)
{
	uint32_t number = 0;
	uint64_t key = 1;
	int axis;

	for (axis = 0; axis < 3; axis++)
		key = key << 21 | (uint32_t)(at->at[axis] + BOUND_COORD +
		    TILE_SIDE) / TILE_SIDE;
	if (lookup_number(&p->known, key, &number))
		return;
	if (p->count == p->size) {
		p->size = p->size * 2 + 64;
		p->at = xrealloc(p->at, p->size * sizeof *p->at);
	}
	p->at[p->count++] = *at;
}

static int
by_place(const void *a, const void *b)
{
	const struct pos *one = a, *other = b;
	int axis = 2;

	while (axis > 0 && one->at[axis] == other->at[axis])
		axis--;
	return one->at[axis] < other->at[axis] ? -1 :
	    one->at[axis] > other->at[axis];
}

/* The tiles whose cubes touch a voxel: those that there are, and below. */
static void
find_places(const struct volume *v, struct places *p)
{
	struct volume_scan scan;
	struct pos at;
	int i, axis;

	volume_scan_open(&scan, v, NULL);
	while (volume_scan_next(&scan))
		for (i = 0; i < 8; i++) {
			for (axis = 0; axis < 3; axis++)
				at.at[axis] = scan.at.at[axis] -
				    (i >> axis & 1) * TILE_SIDE;
			add_place(p, &at);
		}
	volume_scan_close(&scan);
	if (p->count > 0)
		qsort(p->at, p->count, sizeof *p->at, by_place);
	lookup_fini(&p->known);
}

enum err
march_surface(const struct volume *v, const struct march *march)
{
	struct marcher *m = xcalloc(1, sizeof *m);
	struct places places = { 0 };
	enum err err = OK;
	uint32_t i;

	m->volume = v;
	m->to = march;
	cut_all(m->cut);
	find_places(v, &places);
	for (i = 0; err == OK && i < places.count; i++) {
		progress_at(march->progress, i, places.count);
		m->at = places.at[i];
		err = march_tile(m);
	}
	for (i = 0; i < 3; i++)
		lookup_fini(&m->edges[i]);
	free(places.at);
	free(m);
	return err;
}
