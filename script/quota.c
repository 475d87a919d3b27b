/*
 * quota - what a script may write, so that it ends somewhere
 *
 * A tile is known by a hash of its volume and place.  Two that share one are
 * counted once, which does no harm.
 */
#include <stdlib.h>

#include "bounds.h"
#include "goxel/tile.h"
#include "mem.h"
#include "script/quota.h"

#define SLOTS	(BOUND_EDIT_TILES * 2)	/* a power of two; half stay empty */
#define MIX	UINT64_C(0x9e3779b97f4a7c15)

void
quota_init(struct quota *q)
{
	*q = (struct quota){ .seen = xcalloc(SLOTS, sizeof *q->seen) };
}

void
quota_fini(struct quota *q)
{
	free(q->seen);
	*q = (struct quota){ 0 };
}

/* Never 0, which is an empty slot. */
static uint64_t
hash_tile(uint32_t volume, const struct pos *pos)
{
	uint64_t hash = (volume + UINT64_C(1)) * MIX;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		hash ^= (uint32_t)(pos->at[axis] >> 4);
		hash *= MIX;
		hash ^= hash >> 29;
	}
	return hash | 1;
}

static bool
add_tile(struct quota *q, uint64_t tile)
{
	uint64_t slot = tile >> 1 & (SLOTS - 1);

	while (q->seen[slot] != 0 && q->seen[slot] != tile)
		slot = (slot + 1) & (SLOTS - 1);
	if (q->seen[slot] == tile)
		return true;
	if (q->tiles == BOUND_EDIT_TILES)
		return false;
	q->seen[slot] = tile;
	q->tiles++;
	return true;
}

bool
quota_add(struct quota *q, uint32_t volume, const struct pos *pos)
{
	uint64_t tile = hash_tile(volume, pos);

	if (q->voxels == BOUND_EDIT_VOXELS)
		return false;
	if (tile != q->last && !add_tile(q, tile))
		return false;
	q->last = tile;
	q->voxels++;
	return true;
}
