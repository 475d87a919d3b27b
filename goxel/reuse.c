/*
 * reuse - what has been made of shared blocks, to be shared again
 *
 * A row is chosen by a hash of what was and by what.  The reference a row has
 * to `was` keeps its address from being given to another block meanwhile.
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

static uint32_t
row_of(tile_slot was, uint64_t by)
{
	uint64_t hash = (was ^ by * 0xff51afd7ed558ccdull) *
	    0x9e3779b97f4a7c15ull;

	return (uint32_t)(hash >> 58) & (REUSE_ROWS - 1);
}

bool
reuse_find(struct reuse *r, tile_slot was, uint64_t by, tile_slot *now)
{
	uint32_t i = row_of(was, by);

	if (r->row[i].by != by || r->row[i].was != was)
		return false;
	*now = r->row[i].now;
	r->take(*now);
	r->drop(was);
	return true;
}

void
reuse_keep(struct reuse *r, tile_slot was, uint64_t by)
{
	uint32_t i = row_of(was, by);

	if (r->row[i].by != 0) {
		r->drop(r->row[i].was);
		r->drop(r->row[i].now);
	}
	r->take(was);
	r->row[i].was = was;
	r->row[i].by = by;
	r->row[i].now = 0;
}

void
reuse_made(struct reuse *r, tile_slot was, uint64_t by, tile_slot now)
{
	uint32_t i = row_of(was, by);

	r->take(now);
	r->row[i].now = now;
}
