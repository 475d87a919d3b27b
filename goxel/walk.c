/*
 * walk - reading a whole volume
 *
 * The part of volume.h that visits everything: the walk in table order, which
 * counts, bounds and compares, and the scan in order of place.
 */
#include <stdlib.h>

#include "goxel/sector.h"
#include "goxel/volume.h"
#include "mem.h"

void
volume_walk_open(struct volume_walk *w, const struct volume *v)
{
	*w = (struct volume_walk){ .volume = v };
}

/* The lowest set bit at or after `from`, or SECTOR_SLOTS. */
static uint32_t
next_slot(const struct sector *sector, uint32_t from)
{
	while (from < SECTOR_SLOTS) {
		uint64_t rest = sector->some[from / 64] >> from % 64;

		if (rest != 0)
			return from + (uint32_t)__builtin_ctzll(rest);
		from = (from | 63) + 1;
	}
	return SECTOR_SLOTS;
}

static struct pos
slot_at(uint64_t key, uint32_t index)
{
	struct pos at = sector_at(key);
	int axis;

	for (axis = 0; axis < 3; axis++)
		at.at[axis] += (int32_t)(index >> 3 * axis & 7) * TILE_SIDE;
	return at;
}

/* The next slot of the sector the walk is in, if there is one. */
static bool
walk_sector(struct volume_walk *w, const struct entry *entry)
{
	const struct sector *sector = block_sector(entry->block);

	w->slot = next_slot(sector, w->slot);
	if (w->slot == SECTOR_SLOTS)
		return false;
	w->at = slot_at(entry->key, w->slot);
	w->side = TILE_SIDE;
	w->here = sector->slot[w->slot++];
	return true;
}

bool
volume_walk_next(struct volume_walk *w)
{
	const struct volume_table *table = w->volume->table;

	for (; table != NULL && w->entry < table->size; w->entry++) {
		const struct entry *entry = &table->entry[w->entry];

		if (slot_uniform(entry->block)) {
			w->at = sector_at(entry->key);
			w->side = SECTOR_SIDE;
			w->here = entry->block;
			w->entry++;
			return true;
		}
		if (entry->block != 0 && walk_sector(w, entry))
			return true;
		w->slot = 0;
	}
	return false;
}

uint64_t
volume_count(const struct volume *v)
{
	struct volume_walk w;
	uint64_t count = 0;

	volume_walk_open(&w, v);
	while (volume_walk_next(&w))
		count += w.side == TILE_SIDE ? slot_count(w.here) :
		    (uint64_t)SECTOR_SIDE * SECTOR_SIDE * SECTOR_SIDE;
	return count;
}

static struct box
walk_box(const struct volume_walk *w, bool exact)
{
	struct box box = { w->at, w->at };
	int axis;

	if (exact && !slot_uniform(w->here))
		box = tile_bounds(slot_tile(w->here));
	for (axis = 0; axis < 3; axis++) {
		if (exact && !slot_uniform(w->here)) {
			box.lo.at[axis] += w->at.at[axis];
			box.hi.at[axis] += w->at.at[axis];
		} else {
			box.hi.at[axis] += w->side;
		}
	}
	return box;
}

bool
volume_bounds(const struct volume *v, bool exact, struct box *box)
{
	struct volume_walk w;
	struct box here;

	memset(box, 0, sizeof *box);
	volume_walk_open(&w, v);
	while (volume_walk_next(&w)) {
		here = walk_box(&w, false);
		if (box_covers(box, &here))
			continue;
		here = walk_box(&w, exact);
		*box = box_join(box, &here);
	}
	return !box_empty(box);
}

static bool
block_same(tile_slot a, tile_slot b)
{
	uint32_t i;

	if (a == b)
		return true;
	for (i = 0; i < SECTOR_SLOTS; i++)
		if (!slot_same(block_slot(a, i), block_slot(b, i)))
			return false;
	return true;
}

/* Every block of one is in the other; equal counts make that both ways. */
bool
volume_same(const struct volume *a, const struct volume *b)
{
	const struct volume_table *table = a->table;
	uint32_t i;

	if (table == b->table)
		return true;
	if (volume_count(a) != volume_count(b))
		return false;
	for (i = 0; table != NULL && i < table->size; i++)
		if (table->entry[i].block != 0 &&
		    !block_same(table->entry[i].block,
		    table_block(b->table, table->entry[i].key)))
			return false;
	return true;
}

static int
by_key(const void *a, const void *b)
{
	const struct entry *left = a, *right = b;

	return left->key < right->key ? -1 : left->key > right->key;
}

static bool
meets(const struct box *box, struct pos lo, int32_t side)
{
	int axis;

	for (axis = 0; axis < 3; axis++)
		if (box->lo.at[axis] >= lo.at[axis] + side ||
		    box->hi.at[axis] <= lo.at[axis])
			return false;
	return true;
}

void
volume_scan_open(struct volume_scan *s, const struct volume *v,
    const struct box *box)
{
	const struct volume_table *table = v->table;
	uint32_t i, size = table == NULL ? 0 : table->size;
	int axis;

	memset(s, 0, sizeof *s);
	for (axis = 0; axis < 3; axis++) {
		s->box.lo.at[axis] = -BOUND_COORD;
		s->box.hi.at[axis] = BOUND_COORD;
	}
	if (box != NULL)
		s->box = box_cut(&s->box, box);
	if (table == NULL || box_empty(&s->box))
		return;
	s->sectors = xmalloc((table->count + 1) * sizeof *s->sectors);
	for (i = 0; i < size; i++)
		if (table->entry[i].block != 0 && meets(&s->box,
		    sector_at(table->entry[i].key), SECTOR_SIDE))
			s->sectors[s->count++] = table->entry[i];
	qsort(s->sectors, s->count, sizeof *s->sectors, by_key);
}

/* Same z of the sector; or same z and y. */
static bool
same_layer(const struct volume_scan *s, uint32_t a, uint32_t b)
{
	return s->sectors[a].key >> 28 == s->sectors[b].key >> 28;
}

static bool
same_row(const struct volume_scan *s, uint32_t a, uint32_t b)
{
	return s->sectors[a].key >> 14 == s->sectors[b].key >> 14;
}

/*
 * `next` is the row of eight slots to read now, z and y of the tile in one
 * number of 6 bits, and the slot in it.  When a row of slots ends, the same
 * row continues in the next sector along x; when there is none, the next row
 * begins at the first sector of the row; and so on upwards.
 */
static void
next_row(struct volume_scan *s)
{
	uint32_t tile_y = s->next >> 3 & 7, tile_z = s->next >> 6;

	if (++s->sector < s->count && same_row(s, s->sector, s->row)) {
		s->next = tile_z << 6 | tile_y << 3;
	} else if (tile_y < 7) {
		s->sector = s->row;
		s->next = tile_z << 6 | (tile_y + 1) << 3;
	} else if (s->sector < s->count &&
	    same_layer(s, s->sector, s->layer)) {
		s->row = s->sector;
		s->next = tile_z << 6;
	} else if (tile_z < 7) {
		s->sector = s->row = s->layer;
		s->next = (tile_z + 1) << 6;
	} else {
		s->layer = s->row = s->sector;
		s->next = 0;
	}
}

bool
volume_scan_next(struct volume_scan *s)
{
	while (s->sector < s->count) {
		const struct entry *entry = &s->sectors[s->sector];
		uint32_t index = s->next;

		s->here = block_slot(entry->block, index);
		s->at = slot_at(entry->key, index);
		if (index % SECTOR_TILES == SECTOR_TILES - 1)
			next_row(s);
		else
			s->next++;
		if (s->here != 0 && meets(&s->box, s->at, TILE_SIDE))
			return true;
	}
	return false;
}

void
volume_scan_close(struct volume_scan *s)
{
	free(s->sectors);
	memset(s, 0, sizeof *s);
}
