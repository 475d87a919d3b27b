/*
 * greedy - the visible faces of a volume, merged into larger quads
 *
 * The volume is taken in chunks of 64^3, aligned, in order of place.  In a
 * chunk, the faces of one side in one plane are 64 words of 64 bits, a word a
 * row, and their colours stand beside them in a table.  The lowest bit of a
 * row begins a rectangle, as long as bits are set and the colour is the same,
 * and as high as the rows after it have all of its bits in that colour.  What
 * is taken is cleared, so the words are empty for the next plane when this one
 * is done.  Rectangles at the edge of a chunk wait for those of the next, and
 * come last.
 */
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "goxel/face_bits.h"
#include "goxel/greedy.h"
#include "goxel/seam.h"
#include "mem.h"

#define CHUNK		64			/* voxels a side */
#define CHUNK_TILES	(CHUNK / TILE_SIDE)
#define CHUNK_SLOTS	(CHUNK_TILES * CHUNK_TILES * CHUNK_TILES)
#define KEY_BITS	15			/* of a chunk's coordinate */

/* Of each side: along a row, across rows, depth. */
static const uint8_t axes[MESH_SIDES][3] = {
	{ 1, 2, 0 }, { 1, 2, 0 }, { 0, 2, 1 }, { 0, 2, 1 }, { 0, 1, 2 },
	{ 0, 1, 2 },
};

/* A tile of a chunk that has faces. */
struct chunk_tile {
	tile_slot	 here;
	struct pos	 at;			/* in the chunk, voxels */
	uint64_t	 face[MESH_SIDES][TILE_WORDS];
};

/* The faces of a side in one plane. */
struct plane {
	uint64_t	 rows;			/* a bit for each not empty */
	uint64_t	 row[CHUNK];
	uint32_t	 color[CHUNK][CHUNK];	/* where a bit is set */
};

struct greedy {
	enum err	(*each)(void *arg, const struct quad *quad);
	void		*arg;
	struct face_bits bits;
	struct pos	 at;			/* of the chunk */
	int		 side;
	const uint8_t	*axis;			/* of this side */
	struct seam	 seam;			/* between chunks */
	int		 tiles;			/* with faces */
	struct chunk_tile tile[CHUNK_SLOTS];
	struct plane	 plane[TILE_SIDE];	/* of a layer of tiles */
};

/*
 * Chunks, by number in order of place
 */

struct chunk_list {
	uint64_t	*key;
	size_t		 count, room;
};

static uint64_t
chunk_key(const struct pos *at)
{
	uint64_t key = 0;
	int axis;

	for (axis = 2; axis >= 0; axis--)
		key = key << KEY_BITS |
		    (uint32_t)(at->at[axis] + BOUND_COORD) / CHUNK;
	return key;
}

static struct pos
chunk_pos(uint64_t key)
{
	struct pos at;
	int axis;

	for (axis = 0; axis < 3; axis++)
		at.at[axis] = (int32_t)(key >> KEY_BITS * axis &
		    ((1u << KEY_BITS) - 1)) * CHUNK - BOUND_COORD;
	return at;
}

static void
list_chunk(struct chunk_list *list, const struct pos *at)
{
	uint64_t key = chunk_key(at);

	if (list->count > 0 && list->key[list->count - 1] == key)
		return;
	if (list->count == list->room) {
		list->room = list->room * 2 + 64;
		list->key = xrealloc(list->key,
		    list->room * sizeof *list->key);
	}
	list->key[list->count++] = key;
}

static int
by_key(const void *a, const void *b)
{
	uint64_t one = *(const uint64_t *)a, other = *(const uint64_t *)b;

	return (one > other) - (one < other);
}

static void
list_chunks(struct chunk_list *list, const struct volume *v)
{
	struct volume_walk w;
	struct pos at;
	size_t i, kept = 0;
	int32_t part, side;

	volume_walk_open(&w, v);
	while (volume_walk_next(&w)) {
		side = w.side > CHUNK ? w.side / CHUNK : 1;
		for (part = 0; part < side * side * side; part++) {
			at = w.at;
			at.at[0] += part % side * CHUNK;
			at.at[1] += part / side % side * CHUNK;
			at.at[2] += part / side / side * CHUNK;
			list_chunk(list, &at);
		}
	}
	if (list->count > 0)
		qsort(list->key, list->count, sizeof *list->key, by_key);
	for (i = 0; i < list->count; i++)
		if (i == 0 || list->key[i] != list->key[i - 1])
			list->key[kept++] = list->key[i];
	list->count = kept;
}

/*
 * One chunk
 */

/* It lies in a sector of one solid colour, as do those on all sides. */
static bool
buried(const struct greedy *g, const struct pos *chunk)
{
	struct pos at = *chunk;
	int32_t width;
	int side = -1;
	tile_slot slot;

	do {
		slot = pos_bounded(&at) ?
		    volume_slot_wide(g->bits.volume, &at, &width) : 0;
		if (slot == 0 || width < SECTOR_SIDE ||
		    slot_color(slot).c[ALPHA] < SOLID_ALPHA)
			return false;
		at = *chunk;
		side++;
		at.at[side / 2 % 3] += side & 1 ? CHUNK : -CHUNK;
	} while (side < MESH_SIDES);
	return true;
}

static void
read_tile(struct greedy *g, const struct pos *at, tile_slot here)
{
	struct chunk_tile *t = &g->tile[g->tiles];
	bool any = false;
	int side, axis;

	if (!face_bits_read(&g->bits, at, here))
		return;
	for (side = 0; side < MESH_SIDES; side++)
		any |= face_bits_side(&g->bits, side, t->face[side]);
	if (!any)
		return;
	t->here = here;
	for (axis = 0; axis < 3; axis++)
		t->at.at[axis] = at->at[axis] - g->at.at[axis];
	g->tiles++;
}

static void
read_chunk(struct greedy *g)
{
	struct pos at;
	tile_slot slot;
	int i;

	g->tiles = 0;
	if (buried(g, &g->at))
		return;
	for (i = 0; i < CHUNK_SLOTS; i++) {
		at = g->at;
		at.at[0] += i % CHUNK_TILES * TILE_SIDE;
		at.at[1] += i / CHUNK_TILES % CHUNK_TILES * TILE_SIDE;
		at.at[2] += i / CHUNK_TILES / CHUNK_TILES * TILE_SIDE;
		slot = volume_slot(g->bits.volume, &at);
		if (slot != 0)
			read_tile(g, &at, slot);
	}
}

/* Put the faces of a tile, on this side, into their planes. */
static void
spread_tile(struct greedy *g, const struct chunk_tile *t)
{
	const uint64_t *face = t->face[g->side];
	int u = 4 * g->axis[0], v = 4 * g->axis[1], depth = 4 * g->axis[2];
	int from = t->at.at[g->axis[0]], row, col, w, index;
	uint64_t bits;

	for (w = 0; w < TILE_WORDS; w++)
		for (bits = face[w]; bits != 0; bits &= bits - 1) {
			struct plane *p;

			index = w * 64 + __builtin_ctzll(bits);
			p = &g->plane[index >> depth & 15];
			row = t->at.at[g->axis[1]] + (index >> v & 15);
			col = from + (index >> u & 15);
			p->rows |= 1ull << row;
			p->row[row] |= 1ull << col;
			p->color[row][col] = rgba_word(
			    slot_uniform(t->here) ? slot_color(t->here) :
			    slot_tile(t->here)->voxel[index]);
		}
}

/* How many bits from the lowest on are faces of its colour. */
static int
run_length(const struct plane *p, int row, int col)
{
	uint64_t bits = p->row[row] >> col;
	const uint32_t *color = &p->color[row][col];
	int len = 1;

	while (len < CHUNK - col && bits >> len & 1 && color[len] == color[0])
		len++;
	return len;
}

/* All of these bits are faces of this colour. */
static bool
row_matches(const struct plane *p, int row, uint64_t mask, uint32_t color)
{
	const uint32_t *at = p->color[row];
	uint64_t bits;

	if ((p->row[row] & mask) != mask)
		return false;
	for (bits = mask; bits != 0; bits &= bits - 1)
		if (at[__builtin_ctzll(bits)] != color)
			return false;
	return true;
}

static enum err
give_quad(const struct greedy *g, const struct seam_rect *r)
{
	const uint8_t *axis = axes[r->side];
	int32_t end[3][2];
	struct quad quad;
	int corner, i;

	/* Not set as a whole: that costs more than all the rest. */
	quad.side = r->side;
	quad.color = r->color;
	for (i = 0; i < 2; i++) {
		end[axis[i]][0] = r->lo[i];
		end[axis[i]][1] = r->hi[i];
		end[axis[2]][i] = r->depth + i;
	}
	for (corner = 0; corner < 4; corner++) {
		const uint8_t *which = mesh_corners[r->side][corner];

		for (i = 0; i < 3; i++)
			quad.corner[corner].at[i] = end[i][which[i]];
	}
	return g->each(g->arg, &quad);
}

/* It may go on beyond the chunk. */
static bool
at_edge(const int from[2], const int to[2])
{
	return from[0] == 0 || from[1] == 0 || to[0] == CHUNK ||
	    to[1] == CHUNK;
}

/* Take the rectangle that begins with the lowest bit of a row. */
static enum err
take_rect(struct greedy *g, struct plane *p, int row, int depth)
{
	int from[2] = { __builtin_ctzll(p->row[row]), row };
	int to[2] = { from[0] + run_length(p, row, from[0]), row + 1 }, i;
	uint32_t color = p->color[row][from[0]];
	uint64_t mask = ~0ull >> (CHUNK - (to[0] - from[0])) << from[0];
	struct seam_rect r = { .side = (uint8_t)g->side,
	    .color = rgba_of_word(color) };

	while (to[1] < CHUNK && row_matches(p, to[1], mask, color))
		p->row[to[1]++] &= ~mask;
	p->row[row] &= ~mask;
	for (i = 0; i < 2; i++) {
		r.lo[i] = g->at.at[g->axis[i]] + from[i];
		r.hi[i] = g->at.at[g->axis[i]] + to[i];
	}
	r.depth = g->at.at[g->axis[2]] + depth;
	if (!at_edge(from, to))
		return give_quad(g, &r);
	seam_add(&g->seam, &r);
	return OK;
}

static enum err
mesh_plane(struct greedy *g, struct plane *p, int depth)
{
	enum err err = OK;
	int row;

	for (; err == OK && p->rows != 0; p->rows &= p->rows - 1) {
		row = __builtin_ctzll(p->rows);
		while (err == OK && p->row[row] != 0)
			err = take_rect(g, p, row, depth);
	}
	return err;
}

static enum err
mesh_side(struct greedy *g)
{
	enum err err = OK;
	int layer, i;

	for (layer = 0; err == OK && layer < CHUNK; layer += TILE_SIDE) {
		for (i = 0; i < g->tiles; i++)
			if (g->tile[i].at.at[g->axis[2]] == layer)
				spread_tile(g, &g->tile[i]);
		for (i = 0; err == OK && i < TILE_SIDE; i++)
			err = mesh_plane(g, &g->plane[i], layer + i);
	}
	return err;
}

static enum err
mesh_chunk(struct greedy *g)
{
	enum err err = OK;

	read_chunk(g);
	for (g->side = 0; err == OK && g->tiles > 0 && g->side < MESH_SIDES;
	    g->side++) {
		g->axis = axes[g->side];
		err = mesh_side(g);
	}
	return err;
}

/* What waited for the next chunks. */
static enum err
give_joined(struct greedy *g)
{
	enum err err = OK;
	size_t i;

	seam_join(&g->seam);
	for (i = 0; err == OK && i < g->seam.count; i++)
		if (!g->seam.rect[i].joined)
			err = give_quad(g, &g->seam.rect[i]);
	return err;
}

enum err
greedy_faces(const struct volume *v,
    enum err (*each)(void *arg, const struct quad *quad), void *arg,
    const struct progress *progress)
{
	struct greedy *g = xcalloc(1, sizeof *g);
	struct chunk_list list = { 0 };
	enum err err = OK;
	size_t i;

	g->each = each;
	g->arg = arg;
	face_bits_init(&g->bits, v);
	list_chunks(&list, v);
	for (i = 0; err == OK && i < list.count; i++) {
		progress_at(progress, i, list.count);
		g->at = chunk_pos(list.key[i]);
		err = mesh_chunk(g);
	}
	if (err == OK)
		err = give_joined(g);
	seam_fini(&g->seam);
	free(list.key);
	free(g);
	return err;
}
