/*
 * heightmap - what a high sun shines on, by the tops of columns
 *
 * Paths are followed column by column, the first few at once.  To end them
 * soon, columns are taken in cells: a ray in a cell is clear if it is above all
 * of that cell and the three next to it towards the sun and, when it leaves
 * those, which it cannot before it has crossed a cell, clear where it arrives.
 * Swept against the sun, that is found for each cell from those before it.
 *
 * Coordinates inside this file count from the base of the field.
 */
#include <math.h>
#include <stdlib.h>

#include "goxel/heightmap.h"
#include "mem.h"

#define CELL_SHIFT	2		/* columns of a cell, a side */
#define NOTHING		INT32_MIN / 2	/* the top of nothing; less a rise */
#define RISE_MOST	1e6
#define UP		5		/* a step of a path */

_Static_assert(SUNPATH_COLUMNS < TILE_SIDE, "the rim is as wide");

/* The grid of cells while it is swept. */
struct cells {
	int32_t		 size[2], sign[2];	/* towards the sun */
	int32_t		 rise;		/* of a ray that crosses one */
	int32_t		*most;		/* highest top in each */
	int32_t		*clear;
};

/* The tops of a tile's columns that no higher tile had. */
static void
put_tops(int32_t *top, int32_t stride, int32_t height, const uint64_t *mask,
    uint64_t seen[4])
{
	uint64_t word;
	int z, w, n;

	for (z = TILE_SIDE - 1; z >= 0; z--)
		for (w = 0; w < 4; w++) {
			word = mask[4 * z + w] & ~seen[w];
			seen[w] |= word;
			for (; word != 0; word &= word - 1) {
				n = __builtin_ctzll(word) + 64 * w;
				top[(n >> 4) * stride + (n & 15)] =
				    height + z + 1;
			}
		}
}

static void
find_tops(struct heightmap *m, const struct field *f)
{
	int32_t at[3], *top;

	for (at[1] = 0; at[1] < m->size[1]; at[1] += TILE_SIDE)
		for (at[0] = 0; at[0] < m->size[0]; at[0] += TILE_SIDE) {
			uint64_t seen[4] = { 0 };

			top = m->top + (size_t)at[1] * (size_t)m->size[0] +
			    at[0];
			at[2] = (f->tiles[2] - 1) * TILE_SIDE;
			for (; at[2] >= 0 && (seen[0] & seen[1] & seen[2] &
			    seen[3]) != ~0ull; at[2] -= TILE_SIDE)
				put_tops(top, m->size[0], at[2], field_mask(
				    &f->cell[field_cell(f, at)]), seen);
		}
}

static void
find_most(const struct heightmap *m, struct cells *c)
{
	int32_t x, y, *most;
	const int32_t *top = m->top;

	for (y = 0; y < m->size[1]; y++)
		for (x = 0; x < m->size[0]; x++, top++) {
			most = &c->most[(y >> CELL_SHIFT) * c->size[0] +
			    (x >> CELL_SHIFT)];
			*most = *top > *most ? *top : *most;
		}
}

/* Of a cell so many further towards the sun. */
static int32_t
look(const struct cells *c, const int32_t *what, const int32_t at[2], int x,
    int y)
{
	int32_t to[2] = { at[0] + x * c->sign[0], at[1] + y * c->sign[1] };

	if (to[0] < 0 || to[0] >= c->size[0] ||
	    to[1] < 0 || to[1] >= c->size[1])
		return NOTHING;
	return what[to[1] * c->size[0] + to[0]];
}

static int32_t
find_clear(const struct cells *c, const int32_t at[2])
{
	static const int8_t next[4][2] = {
		{ 0, 0 }, { 1, 0 }, { 0, 1 }, { 1, 1 }
	};
	static const int8_t after[5][2] = {
		{ 2, 0 }, { 2, 1 }, { 2, 2 }, { 1, 2 }, { 0, 2 }
	};
	int32_t most = 0, one;
	int n;

	for (n = 0; n < 4; n++) {
		one = look(c, c->most, at, next[n][0], next[n][1]);
		most = one > most ? one : most;
	}
	for (n = 0; n < 5; n++) {
		one = look(c, c->clear, at, after[n][0], after[n][1]) -
		    c->rise;
		most = one > most ? one : most;
	}
	return most;
}

static void
sweep(struct cells *c)
{
	int32_t x, y, at[2];

	for (y = 0; y < c->size[1]; y++)
		for (x = 0; x < c->size[0]; x++) {
			at[0] = c->sign[0] > 0 ? c->size[0] - 1 - x : x;
			at[1] = c->sign[1] > 0 ? c->size[1] - 1 - y : y;
			c->clear[at[1] * c->size[0] + at[0]] =
			    find_clear(c, at);
		}
}

static void
find_cells(struct heightmap *m, const double toward[3])
{
	double aside = fmax(fabs(toward[0]), fabs(toward[1]));
	struct cells c = { .rise = (int32_t)fmin(RISE_MOST,
	    (1 << CELL_SHIFT) * toward[2] / aside) };
	size_t count;
	int n;

	for (n = 0; n < 2; n++) {
		c.size[n] = m->size[n] >> CELL_SHIFT;
		c.sign[n] = toward[n] > 0 ? 1 : -1;
	}
	count = (size_t)c.size[0] * (size_t)c.size[1];
	c.most = xcalloc(count, sizeof *c.most);
	m->clear = c.clear = xcalloc(count, sizeof *c.clear);
	find_most(m, &c);
	sweep(&c);
	free(c.most);
}

void
heightmap_init(struct heightmap *m, const struct field *field,
    const double toward[3])
{
	size_t columns = TILE_SIDE * TILE_SIDE;
	int n;

	*m = (struct heightmap){ .base = field->base };
	if (field->cell == NULL || !(toward[2] > fabs(toward[0]) &&
	    toward[2] > fabs(toward[1])))
		return;
	for (n = 0; n < 2; n++) {
		m->size[n] = field->tiles[n] * TILE_SIDE;
		columns *= (size_t)field->tiles[n];
	}
	if (columns > HEIGHTMAP_MOST)
		return;
	m->top = xcalloc(columns, sizeof *m->top);
	find_tops(m, field);
	find_cells(m, toward);
}

void
heightmap_fini(struct heightmap *m)
{
	free(m->top);
	free(m->clear);
	*m = (struct heightmap){ 0 };
}

/* It is above the first columns, all in the grid with its rim. */
static bool
above_first(const struct heightmap *m, const struct sunpath *path,
    const int32_t at[3])
{
	const int32_t *top = &m->top[at[1] * m->size[0] + at[0]];
	bool below = at[2] < *top;
	int n;

	_Pragma("GCC unroll 4")
	for (n = 0; n < SUNPATH_COLUMNS; n++) {
		const struct sunpath_column *c = &path->column[n];

		below |= at[2] + c->z < top[c->y * m->size[0] + c->x];
	}
	return !below;
}

/* At a place that step n leads on from. */
static bool
above_others(const struct heightmap *m, const struct sunpath *path,
    int32_t at[3], uint32_t n)
{
	const int32_t width = m->size[0] >> CELL_SHIFT;
	int way;

	for (; at[2] < m->clear[(at[1] >> CELL_SHIFT) * width +
	    (at[0] >> CELL_SHIFT)]; n++) {
		if (at[2] < m->top[at[1] * m->size[0] + at[0]])
			return false;
		for (; n < path->count && path->way[n] == UP; n++)
			at[2]++;
		if (n >= path->count)
			return false;
		way = path->way[n];
		at[way >> 1] += way & 1 ? 1 : -1;
		if ((uint32_t)at[way >> 1] >= (uint32_t)m->size[way >> 1])
			return true;
	}
	return true;
}

bool
heightmap_clear(const struct heightmap *m, const struct sunpath *path,
    const struct pos *from)
{
	const struct sunpath_column *last =
	    &path->column[SUNPATH_COLUMNS - 1];
	int32_t at[3];
	int n;

	if (m->top == NULL)
		return false;
	for (n = 0; n < 3; n++)
		at[n] = from->at[n] - m->base.at[n];
	if (!above_first(m, path, at))
		return false;
	at[0] += last->x;
	at[1] += last->y;
	at[2] += last->z;
	return above_others(m, path, at, path->columns_end);
}
