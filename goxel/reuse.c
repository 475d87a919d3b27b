/*
 * reuse - what has been made of shared blocks, to be shared again
 *
 * A row is one of a few in a line, the first of them chosen by a hash; when all
 * are taken, one is displaced.  The reference a row has to `was` keeps its
 * address from being given to another block meanwhile.
 */
#include "goxel/reuse.h"

void
reuse_init(struct reuse *r, void (*take)(tile_slot), void (*drop)(tile_slot))
{
	memset(r, 0, sizeof *r);
	r->take = take;
	r->drop = drop;
}

void
reuse_fini(struct reuse *r)
{
	int i;

	for (i = 0; i < REUSE_ROWS; i++) {
		if (r->row[i].by == 0)
			continue;
		r->drop(r->row[i].was);
		r->drop(r->row[i].now);
	}
}

/* The first of the rows where this may be. */
static uint32_t
first_row(tile_slot was, uint64_t by)
{
	uint64_t hash = (was * 0x9e3779b97f4a7c15ull ^ by) *
	    0xff51afd7ed558ccdull;

	return (uint32_t)(hash >> 40);
}

static struct reuse_row *
row_at(struct reuse *r, uint32_t row)
{
	return &r->row[row & (REUSE_ROWS - 1)];
}

/* Its row, or NULL. */
static struct reuse_row *
find_row(struct reuse *r, tile_slot was, uint64_t by)
{
	uint32_t i, first = first_row(was, by);

	for (i = 0; i < REUSE_PROBES; i++) {
		struct reuse_row *row = row_at(r, first + i);

		if (row->by == by && row->was == was)
			return row;
	}
	return NULL;
}

bool
reuse_find(struct reuse *r, tile_slot was, uint64_t by, tile_slot *now)
{
	struct reuse_row *row = find_row(r, was, by);

	if (row == NULL)
		return false;
	*now = row->now;
	r->take(row->now);
	r->drop(was);
	return true;
}

void
reuse_keep(struct reuse *r, tile_slot was, uint64_t by)
{
	uint32_t i, first = first_row(was, by);
	struct reuse_row *row = row_at(r, first + r->turn++ % REUSE_PROBES);

	for (i = 0; i < REUSE_PROBES && row->by != 0; i++)
		if (row_at(r, first + i)->by == 0)
			row = row_at(r, first + i);
	if (row->by != 0) {
		r->drop(row->was);
		r->drop(row->now);
	}
	r->take(was);
	*row = (struct reuse_row){ .was = was, .by = by };
}

void
reuse_made(struct reuse *r, tile_slot was, uint64_t by, tile_slot now)
{
	r->take(now);
	find_row(r, was, by)->now = now;
}
