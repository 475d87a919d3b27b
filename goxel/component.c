/*
 * component - the parts of a volume that hang together
 *
 * A tile is 256 rows along x of 16 voxels; what touches in a row is a run, and
 * a run is a number.  Runs that share a face are joined (union-find): with the
 * next row and the next layer of the tile, and across its six sides.  A slot
 * of one colour is a single run, and so is a sector of one colour, whose inside
 * is never looked at.
 *
 * The lower number always becomes the parent, so that one pass upwards turns
 * parents into numbers of parts.
 */
#include <stdlib.h>

#include "bounds.h"
#include "goxel/component.h"
#include "goxel/lookup.h"
#include "mem.h"

#define ROWS	(TILE_SIDE * TILE_SIDE)

struct component_piece {
	struct pos	 at;		/* lowest corner */
	int32_t		 side;
	tile_slot	 here;		/* borrowed from the volume */
	uint32_t	 first;		/* run */
	uint16_t	 row[ROWS];	/* runs before it; of a tile */
};

struct finder {
	struct components	*out;
	const struct volume	*volume;
	struct lookup		 places;	/* of pieces */
};

static uint32_t
row_bits(const struct component_piece *p, uint32_t row)
{
	if (slot_uniform(p->here))
		return 0xffff;
	return slot_tile(p->here)->mask[row / 4] >> row % 4 * 16 & 0xffff;
}

/* The lowest bit of each run. */
static uint32_t
run_starts(uint32_t bits)
{
	return bits & ~(bits << 1);
}

/* The run that holds voxel x of a row. */
static uint32_t
run_at(const struct component_piece *p, uint32_t row, int x)
{
	uint32_t starts;

	if (slot_uniform(p->here))
		return p->first;
	starts = run_starts(row_bits(p, row)) & ((2u << x) - 1);
	return p->first + p->row[row] +
	    (uint32_t)__builtin_popcount(starts) - 1;
}

static uint32_t
root_of(uint32_t *parent, uint32_t run)
{
	while (parent[run] != run)
		run = parent[run] = parent[parent[run]];
	return run;
}

static void
join(uint32_t *parent, uint32_t a, uint32_t b)
{
	a = root_of(parent, a);
	b = root_of(parent, b);
	if (a < b)
		parent[b] = a;
	else
		parent[a] = b;
}

/* Two rows that lie beside each other, voxel by voxel. */
static void
join_rows(uint32_t *parent, const struct component_piece *a, uint32_t row,
    const struct component_piece *b, uint32_t other)
{
	uint32_t both = run_starts(row_bits(a, row) & row_bits(b, other));
	int x;

	for (; both != 0; both &= both - 1) {
		x = __builtin_ctz(both);
		join(parent, run_at(a, row, x), run_at(b, other, x));
	}
}

static void
join_within(uint32_t *parent, const struct component_piece *p)
{
	uint32_t row;

	if (slot_uniform(p->here))
		return;
	for (row = 0; row < ROWS; row++) {
		if (row % TILE_SIDE < TILE_SIDE - 1)
			join_rows(parent, p, row, p, row + 1);
		if (row < ROWS - TILE_SIDE)
			join_rows(parent, p, row, p, row + TILE_SIDE);
	}
}

/* A tile and what is beyond its upper (or else lower) side on an axis. */
static void
join_across(uint32_t *parent, const struct component_piece *p,
    const struct component_piece *next, int axis, bool upper)
{
	uint32_t stride = axis == 1 ? 1 : TILE_SIDE, i, row, other;
	int from = upper ? TILE_SIDE - 1 : 0;

	for (row = 0; axis == 0 && row < ROWS; row++)
		if (row_bits(p, row) >> from & 1 &&
		    row_bits(next, row) >> (15 - from) & 1)
			join(parent, run_at(p, row, from),
			    run_at(next, row, 15 - from));
	for (i = 0; axis > 0 && i < TILE_SIDE; i++) {
		row = (uint32_t)from * stride +
		    i * (TILE_SIDE + 1 - stride);
		other = (uint32_t)(15 - from) * stride +
		    i * (TILE_SIDE + 1 - stride);
		join_rows(parent, p, row, next, other);
	}
}

/* A name for a piece; x is a multiple of 16, so the lowest bit is free. */
static uint64_t
place_key(const struct pos *at, int32_t side)
{
	uint64_t key = 0;
	int axis;

	for (axis = 2; axis >= 0; axis--)
		key = key << 21 | (uint32_t)((at->at[axis] & -side) +
		    BOUND_COORD);
	return key | 1 | (uint64_t)(side == SECTOR_SIDE) << 63;
}

/* The piece that holds a place; NULL where nothing is. */
static const struct component_piece *
piece_at(struct finder *f, const struct pos *at)
{
	uint32_t number = 0;
	tile_slot slot;
	int32_t side;

	if (!pos_bounded(at))
		return NULL;
	slot = volume_slot_wide(f->volume, at, &side);
	if (slot == 0 || !lookup_number(&f->places, place_key(at, side),
	    &number))
		return NULL;
	return &f->out->piece[number];
}

/*
 * Each pair of neighbours is met from the lower one; but a sector and a tile
 * from the tile, which is the one that knows its rows.
 */
static void
join_piece(struct finder *f, const struct component_piece *p)
{
	const struct component_piece *next;
	struct pos at;
	int side;

	join_within(f->out->part, p);
	for (side = 0; side < 6; side++) {
		at = p->at;
		at.at[side >> 1] += side & 1 ? p->side : -1;
		if ((next = piece_at(f, &at)) == NULL ||
		    next->side < p->side ||
		    (next->side == p->side && !(side & 1)))
			continue;
		if (p->side == SECTOR_SIDE)
			join(f->out->part, p->first, next->first);
		else
			join_across(f->out->part, p, next, side >> 1, side & 1);
	}
}

static void
count_runs(struct components *c, struct component_piece *p)
{
	uint32_t row, count = 0;

	p->first = c->runs;
	for (row = 0; !slot_uniform(p->here) && row < ROWS; row++) {
		p->row[row] = (uint16_t)count;
		count += (uint32_t)__builtin_popcount(
		    run_starts(row_bits(p, row)));
	}
	c->runs += slot_uniform(p->here) ? 1 : count;
}

static enum err
take_pieces(struct finder *f)
{
	struct components *c = f->out;
	struct volume_walk w;
	uint32_t number;

	volume_walk_open(&w, f->volume);
	while (volume_walk_next(&w)) {
		if (c->pieces == BOUND_EDIT_TILES ||
		    c->runs > BOUND_EDIT_VOXELS)
			return ERR_TOO_BIG;
		if (c->pieces == c->room) {
			c->room = c->room * 2 + 16;
			c->piece = xrealloc(c->piece,
			    c->room * sizeof *c->piece);
		}
		number = c->pieces++;
		c->piece[number].at = w.at;
		c->piece[number].side = w.side;
		c->piece[number].here = w.here;
		count_runs(c, &c->piece[number]);
		lookup_number(&f->places, place_key(&w.at, w.side), &number);
	}
	return c->runs > BOUND_EDIT_VOXELS ? ERR_TOO_BIG : OK;
}

/* Parents become numbers of parts. */
static void
number_parts(struct components *c)
{
	uint32_t run;

	for (run = 0; run < c->runs; run++)
		c->part[run] = c->part[run] == run ? c->count++ :
		    c->part[c->part[run]];
}

/* In order of z, then y, then x. */
static bool
lower(const struct pos *a, const struct pos *b)
{
	int axis = 2;

	while (axis > 0 && a->at[axis] == b->at[axis])
		axis--;
	return a->at[axis] < b->at[axis];
}

static void
add_box(struct component *part, const struct box *box)
{
	if (part->count == 0 || lower(&box->lo, &part->first))
		part->first = box->lo;
	part->box = part->count == 0 ? *box : box_join(&part->box, box);
	part->count += box_voxels(box);
}

/* The runs of a row as boxes one voxel high and deep. */
static void
add_row(const struct components *c, const struct component_piece *p,
    uint32_t row)
{
	uint32_t rest = row_bits(p, row), run = p->first + p->row[row];
	struct box box;
	int first, count;

	for (; rest != 0; rest &= rest + (1u << first)) {
		first = __builtin_ctz(rest);
		count = __builtin_ctz(~(rest >> first));
		box.lo = (struct pos){ { p->at.at[0] + first,
		    p->at.at[1] + (int32_t)(row % TILE_SIDE),
		    p->at.at[2] + (int32_t)(row / TILE_SIDE) } };
		box.hi = (struct pos){ { box.lo.at[0] + count,
		    box.lo.at[1] + 1, box.lo.at[2] + 1 } };
		add_box(&c->at[c->part[run++]], &box);
	}
}

static struct box
piece_box(const struct component_piece *p)
{
	struct box box = { p->at, p->at };
	int axis;

	for (axis = 0; axis < 3; axis++)
		box.hi.at[axis] += p->side;
	return box;
}

static void
measure_parts(struct components *c)
{
	uint32_t i, row;
	struct box box;

	for (i = 0; i < c->pieces; i++) {
		const struct component_piece *p = &c->piece[i];

		if (slot_uniform(p->here)) {
			box = piece_box(p);
			add_box(&c->at[c->part[p->first]], &box);
			continue;
		}
		for (row = 0; row < ROWS; row++)
			add_row(c, p, row);
	}
}

struct ranked { struct component part; uint32_t number; };

static int
by_size(const void *a, const void *b)
{
	const struct component *one = &((const struct ranked *)a)->part;
	const struct component *other = &((const struct ranked *)b)->part;

	if (one->count != other->count)
		return one->count < other->count ? 1 : -1;
	return lower(&one->first, &other->first) ? -1 : 1;
}

static void
sort_parts(struct components *c)
{
	struct ranked *list = xmalloc(((size_t)c->count + 1) * sizeof *list);
	uint32_t *rank = xmalloc(((size_t)c->count + 1) * sizeof *rank), i;

	for (i = 0; i < c->count; i++)
		list[i] = (struct ranked){ c->at[i], i };
	qsort(list, c->count, sizeof *list, by_size);
	for (i = 0; i < c->count; i++) {
		c->at[i] = list[i].part;
		rank[list[i].number] = i;
	}
	for (i = 0; i < c->runs; i++)
		c->part[i] = rank[c->part[i]];
	free(list);
	free(rank);
}

enum err
component_find(struct components *c, const struct volume *v)
{
	struct finder f = { .out = c, .volume = v };
	uint32_t i;
	enum err err;

	*c = (struct components){ 0 };
	if ((err = take_pieces(&f)) == OK) {
		c->part = xmalloc(((size_t)c->runs + 1) * sizeof *c->part);
		for (i = 0; i < c->runs; i++)
			c->part[i] = i;
		for (i = 0; i < c->pieces; i++)
			join_piece(&f, &c->piece[i]);
		number_parts(c);
		c->at = xcalloc((size_t)c->count + 1, sizeof *c->at);
		measure_parts(c);
		sort_parts(c);
	}
	lookup_fini(&f.places);
	return err;
}

void
component_fini(struct components *c)
{
	free(c->at);
	free(c->piece);
	free(c->part);
	*c = (struct components){ 0 };
}

/* Which voxels of a row go. */
static uint64_t
row_cut(const struct components *c, const struct component_piece *p,
    uint32_t row, uint32_t keep)
{
	uint32_t rest = row_bits(p, row), run = p->first + p->row[row], after;
	uint64_t cut = 0;

	for (; rest != 0; rest = after) {
		after = rest & (rest + (rest & -rest));
		if (c->part[run++] >= keep)
			cut |= rest & ~after;
	}
	return cut;
}

static void
cut_voxels(struct tile *tile, const uint64_t cut[TILE_WORDS])
{
	uint64_t rest;
	int w;

	for (w = 0; w < TILE_WORDS; w++) {
		for (rest = cut[w]; rest != 0; rest &= rest - 1)
			tile->voxel[w * 64 + __builtin_ctzll(rest)] =
			    (struct rgba){ { 0 } };
		tile->mask[w] &= ~cut[w];
		tile->count -= (uint64_t)__builtin_popcountll(cut[w]);
	}
}

static enum err
cut_tile(const struct components *c, const struct component_piece *p,
    uint32_t keep, struct volume *v)
{
	uint64_t cut[TILE_WORDS] = { 0 }, any = 0;
	struct tile *tile;
	uint32_t row;

	for (row = 0; row < ROWS; row++)
		cut[row / 4] |= row_cut(c, p, row, keep) << row % 4 * 16;
	for (row = 0; row < TILE_WORDS; row++)
		any |= cut[row];
	if (any == 0)
		return OK;
	tile = tile_copy(slot_tile(p->here));
	cut_voxels(tile, cut);
	return volume_put(v, &p->at, slot_of_tile(tile));
}

enum err
component_cut(const struct components *c, uint32_t keep, struct volume *v)
{
	const struct rgba nothing = { { 0 } };
	enum err err = OK;
	struct box box;
	uint32_t i;

	for (i = 0; err == OK && i < c->pieces; i++) {
		const struct component_piece *p = &c->piece[i];

		if (!slot_uniform(p->here)) {
			err = cut_tile(c, p, keep, v);
		} else if (c->part[p->first] >= keep) {
			box = piece_box(p);
			err = volume_fill(v, &box, nothing);
		}
	}
	return err;
}
