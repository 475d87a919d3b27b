/*
 * path - a tip drawn along a poly-line
 *
 * A line has as many steps as voxels along its longest axis; the other
 * coordinates are rounded to the nearest, halves up, so that neighbours touch
 * at a corner at least.  Where two lines meet the tip is drawn once.
 */
#include <stdlib.h>

#include "bounds.h"
#include "goxel/path.h"

/* Where a tip is: the voxel `step` of the line to point `line`. */
struct walker {
	const struct voxels	*points;
	uint32_t		 line;		/* 1 and up */
	int32_t			 step, steps;
	struct pos		 at;		/* out */
};

static int32_t
count_steps(const struct pos *from, const struct pos *to)
{
	int32_t most = 0, by;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		by = abs(to->at[axis] - from->at[axis]);
		most = by > most ? by : most;
	}
	return most;
}

static int64_t
divide_down(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* The first place was there already. */
static bool
walk_on(struct walker *w)
{
	const struct voxel *at = w->points->at;
	int axis;

	while (w->step == w->steps) {
		if (++w->line >= w->points->count)
			return false;
		w->step = 0;
		w->steps = count_steps(&at[w->line - 1].pos,
		    &at[w->line].pos);
	}
	w->step++;
	for (axis = 0; axis < 3; axis++) {
		int32_t from = at[w->line - 1].pos.at[axis];
		int64_t by = at[w->line].pos.at[axis] - from;

		w->at.at[axis] = from + (int32_t)divide_down(
		    2 * by * w->step + w->steps, 2 * (int64_t)w->steps);
	}
	return true;
}

static struct box
tip_box(const struct shape_stroke *tip, const struct pos *at)
{
	struct box box = tip->box;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		box.lo.at[axis] += at->at[axis];
		box.hi.at[axis] += at->at[axis];
	}
	return box;
}

static uint64_t
count_tiles(const struct box *box)
{
	uint64_t count = 1;
	int axis;

	for (axis = 0; axis < 3; axis++)
		count *= (uint64_t)(((box->hi.at[axis] - 1) & -TILE_SIDE) -
		    (box->lo.at[axis] & -TILE_SIDE)) / TILE_SIDE + 1;
	return count;
}

/* Tips between two points in bounds are as well. */
static enum err
check_points(const struct voxels *points, const struct shape_stroke *tip)
{
	struct box box;
	uint32_t i;

	if (box_empty(&tip->box))
		return ERR_PARAMS;
	for (i = 0; i < points->count; i++) {
		if (!pos_bounded(&points->at[i].pos))
			return ERR_BOUNDS;
		box = tip_box(tip, &points->at[i].pos);
		if (!box_bounded(&box))
			return ERR_BOUNDS;
	}
	return OK;
}

static enum err
count_all(const struct voxels *points, const struct shape_stroke *tip)
{
	struct walker w = { .points = points, .at = points->at[0].pos };
	struct box box;
	uint64_t tiles = 0;

	do {
		box = tip_box(tip, &w.at);
		tiles += count_tiles(&box);
		if (tiles > BOUND_EDIT_TILES)
			return ERR_TOO_BIG;
	} while (walk_on(&w));
	return OK;
}

enum err
path_draw(struct volume *stamp, const struct voxels *points,
    const struct shape_stroke *tip)
{
	struct walker w = { .points = points };
	struct shape_stroke stroke = *tip;
	enum err err;

	if ((err = check_points(points, tip)) != OK || points->count == 0)
		return err;
	if ((err = count_all(points, tip)) != OK)
		return err;
	stroke.mode = MODE_MAX;
	w.at = points->at[0].pos;
	do {
		stroke.box = tip_box(tip, &w.at);
		err = shape_draw(stamp, &stroke);
	} while (err == OK && walk_on(&w));
	return err;
}
