/*
 * drift · the voxels connected to one by colours that may drift
 *
 * Whether a voxel joins depends on where it is reached from, so nothing but
 * going from each to its six neighbours will do; what is in the mask has been
 * on the stack.  A stack, because it stays in a tile as long as it can: the
 * tile looked at last is mostly the next one, too.
 */
#include <stdlib.h>

#include "goxel/paint.h"
#include "mem.h"

static const struct rgba white = { { 255, 255, 255, 255 } };

/* The tile looked at last. */
struct near {
	const struct volume	*volume;
	struct pos		 at;		/* in tiles */
	tile_slot		 slot;
};

struct drift {
	struct near	 voxels, found;
	struct volume	*mask;
	int		 tolerance;
	struct pos	*stack;
	uint32_t	 depth, size;
	uint32_t	 count;			/* found */
};

static tile_slot
look(struct near *near, const struct pos *pos)
{
	int32_t apart = 0;
	int axis;

	for (axis = 0; axis < 3; axis++)
		apart |= (pos->at[axis] >> 4) ^ near->at.at[axis];
	if (apart == 0)
		return near->slot;
	for (axis = 0; axis < 3; axis++)
		near->at.at[axis] = pos->at[axis] >> 4;
	near->slot = volume_slot(near->volume, pos);
	return near->slot;
}

static bool
is_found(struct drift *d, const struct pos *pos)
{
	tile_slot slot = look(&d->found, pos);

	return slot_uniform(slot) ||
	    (slot != 0 && tile_has(slot_tile(slot), tile_index(pos)));
}

static enum err
join(struct drift *d, const struct pos *pos)
{
	enum err err;

	if (d->count == PAINT_DRIFT)
		return ERR_TOO_BIG;
	if (d->depth == d->size) {
		d->size = d->size * 2 + 1024;
		d->stack = xrealloc(d->stack, d->size * sizeof *d->stack);
	}
	d->stack[d->depth++] = *pos;
	d->count++;
	err = volume_set(d->mask, pos, white);
	/* The tile may be another one now: made, or of one colour. */
	d->found.slot = volume_slot(d->mask, pos);
	return err;
}

static bool
near_enough(struct rgba a, struct rgba b, int tolerance)
{
	int i;

	for (i = 0; i < ALPHA; i++)
		if (abs(a.c[i] - b.c[i]) > tolerance)
			return false;
	return rgba_exists(b);
}

static enum err
visit_neighbours(struct drift *d, struct pos pos)
{
	struct rgba from = slot_get(look(&d->voxels, &pos), tile_index(&pos));
	struct pos beside;
	struct rgba color;
	enum err err = OK;
	int side;

	for (side = 0; err == OK && side < 6; side++) {
		beside = pos;
		beside.at[side / 2] += side % 2 * 2 - 1;
		if (is_found(d, &beside))
			continue;
		color = slot_get(look(&d->voxels, &beside),
		    tile_index(&beside));
		if (near_enough(from, color, d->tolerance))
			err = join(d, &beside);
	}
	return err;
}

enum err
paint_drift(const struct volume *v, const struct pos *seed, int tolerance,
    struct volume *mask)
{
	struct drift d = { .voxels = { .volume = v, .at.at[0] = INT32_MAX },
	    .found = { .volume = mask, .at.at[0] = INT32_MAX },
	    .mask = mask, .tolerance = tolerance };
	enum err err;

	if (!rgba_exists(volume_get(v, seed)))
		return ERR_NO_VOXEL;
	look(&d.found, seed);
	err = join(&d, seed);
	while (err == OK && d.depth > 0)
		err = visit_neighbours(&d, d.stack[--d.depth]);
	free(d.stack);
	return err;
}
