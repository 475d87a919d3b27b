/*
 * paint - recolour what is connected
 *
 * Two passes over the same voxels.  The first finds them: a stack of places,
 * and a volume of its own in which a white voxel means "found"; nothing is
 * written yet, so a fill that turns out too big has changed nothing.  The
 * second merges the colour into the found.
 */
#include <stdlib.h>

#include "bounds.h"
#include "goxel/paint.h"
#include "mem.h"

struct fill {
	const struct volume	*volume;
	struct volume		 found;
	struct rgba		 seed, color;
	int			 tolerance;
	struct pos		*stack;
	size_t			 depth, size;		/* places */
	uint64_t		 count;
};

static bool
alike(const struct fill *f, struct rgba color)
{
	int i;

	for (i = 0; i < ALPHA; i++)
		if (abs(color.c[i] - f->seed.c[i]) > f->tolerance)
			return false;
	return rgba_exists(color);
}

static void
try_place(struct fill *f, const struct pos *pos)
{
	if (!alike(f, volume_get(f->volume, pos)) ||
	    rgba_exists(volume_get(&f->found, pos)))
		return;
	volume_set(&f->found, pos, (struct rgba){ { 0, 0, 0, 255 } });
	f->count++;
	if (f->depth == f->size) {
		f->size = f->size * 2 + 64;
		f->stack = xrealloc(f->stack, f->size * sizeof *f->stack);
	}
	f->stack[f->depth++] = *pos;
}

static void
find(struct fill *f, const struct pos *seed)
{
	struct pos pos;
	int axis;

	try_place(f, seed);
	while (f->depth > 0 && f->count <= BOUND_EDIT_VOXELS) {
		pos = f->stack[--f->depth];
		for (axis = 0; axis < 3; axis++) {
			pos.at[axis]--;
			try_place(f, &pos);
			pos.at[axis] += 2;
			try_place(f, &pos);
			pos.at[axis]--;
		}
	}
}

static void
recolor(struct volume *v, const struct fill *f)
{
	struct volume_scan s;
	struct pos pos;
	int axis, i;

	volume_scan_open(&s, &f->found, NULL);
	while (volume_scan_next(&s)) {
		for (i = 0; i < TILE_VOXELS; i++) {
			if (!rgba_exists(slot_get(s.here, (uint32_t)i)))
				continue;
			for (axis = 0; axis < 3; axis++)
				pos.at[axis] = s.at.at[axis] +
				    (i >> 4 * axis & 15);
			volume_set(v, &pos, f->color);
		}
	}
	volume_scan_close(&s);
}

enum err
paint_flood(struct volume *v, const struct pos *seed, int tolerance,
    struct rgba color, uint64_t *filled)
{
	struct fill f = { .volume = v, .tolerance = tolerance,
	    .color = color, .seed = volume_get(v, seed) };
	enum err err = OK;

	*filled = 0;
	if (!rgba_exists(f.seed))
		return ERR_NO_VOXEL;
	find(&f, seed);
	if (f.count > BOUND_EDIT_VOXELS)
		err = ERR_TOO_BIG;
	else
		recolor(v, &f);
	if (err == OK)
		*filled = f.count;
	free(f.stack);
	volume_fini(&f.found);
	return err;
}
