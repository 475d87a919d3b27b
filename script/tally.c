/*
 * tally - what a script has written, so that it ends somewhere
 *
 * A tile is known by a hash of its volume and place.  Two that share one are
 * counted once, which does no harm.
 */
#include <stdlib.h>

#include "bounds.h"
#include "goxel/tile.h"
#include "mem.h"
#include "script/tally.h"

#define SLOTS	(BOUND_EDIT_TILES * 2)	/* a power of two; half stay empty */
#define MIX	UINT64_C(0x9e3779b97f4a7c15)

void
tally_init(struct tally *t)
{
	*t = (struct tally){ .seen = xcalloc(SLOTS, sizeof *t->seen) };
}

void
tally_fini(struct tally *t)
{
	free(t->seen);
	*t = (struct tally){ 0 };
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
add_tile(struct tally *t, uint64_t tile)
{
	uint64_t slot = tile >> 1 & (SLOTS - 1);

	while (t->seen[slot] != 0 && t->seen[slot] != tile)
		slot = (slot + 1) & (SLOTS - 1);
	if (t->seen[slot] == tile)
		return true;
	if (t->tiles == BOUND_EDIT_TILES)
		return false;
	t->seen[slot] = tile;
	t->tiles++;
	return true;
}

bool
tally_add(struct tally *t, uint32_t volume, const struct pos *pos)
{
	uint64_t tile = hash_tile(volume, pos);

	if (t->voxels == BOUND_EDIT_VOXELS)
		return false;
	if (tile != t->last && !add_tile(t, tile))
		return false;
	t->last = tile;
	t->voxels++;
	return true;
}
