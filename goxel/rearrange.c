/*
 * rearrange - what is in a box, mirrored or shifted around within it
 *
 * What moves is written into a volume of its own, then its place is emptied
 * and that volume merged in.  What is of one colour moves as a box; a box that
 * a shift cuts goes in up to two parts along each axis.
 */
#include "bounds.h"
#include "goxel/mode.h"
#include "goxel/rearrange.h"

struct run {
	struct rearrange	*r;
	struct box		 from, to;	/* what moves where */
	struct volume		 moved;
	uint64_t		 count;
};

/* Where a coordinate in the box goes. */
static int32_t
place(const struct rearrange *r, int axis, int32_t coord)
{
	int64_t lo = r->box.lo.at[axis], hi = r->box.hi.at[axis], at;

	if (r->axis >= 0)
		return axis == r->axis ? (int32_t)(lo + hi - 1) - coord :
		    coord;
	at = (coord - lo + r->shift.at[axis]) % (hi - lo);
	return (int32_t)(lo + (at < 0 ? at + hi - lo : at));
}

/* Of lo..hi the coordinates from lo on that stay together; where they go. */
static int32_t
run_end(const struct rearrange *r, int axis, int32_t lo, int32_t hi)
{
	int32_t room;

	if (r->axis >= 0)
		return hi;
	room = r->box.hi.at[axis] - place(r, axis, lo);
	return hi - lo > room ? lo + room : hi;
}

/* A box of one colour of which nothing is cut. */
static enum err
move_part(struct run *run, const struct box *part, struct rgba color)
{
	struct box to;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		int32_t a = place(run->r, axis, part->lo.at[axis]);
		int32_t b = place(run->r, axis, part->hi.at[axis] - 1);

		to.lo.at[axis] = a < b ? a : b;
		to.hi.at[axis] = (a < b ? b : a) + 1;
	}
	run->count += box_voxels(&to);
	return volume_fill(&run->moved, &to, color);
}

static enum err
move_box(struct run *run, const struct box *box, struct rgba color)
{
	struct box part;
	enum err err = OK;
	int axis, i;

	for (i = 0; err == OK && i < 8; i++) {
		part = *box;
		for (axis = 0; axis < 3; axis++) {
			int32_t end = run_end(run->r, axis, box->lo.at[axis],
			    box->hi.at[axis]);

			if (i >> axis & 1)
				part.lo.at[axis] = end;
			else
				part.hi.at[axis] = end;
		}
		if (!box_empty(&part))
			err = move_part(run, &part, color);
	}
	return err;
}

static enum err
move_tile(struct run *run, const struct pos *at, const struct tile *tile)
{
	struct pos pos, to;
	enum err err = OK;
	uint32_t i;
	int axis;

	for (i = 0; err == OK && i < TILE_VOXELS; i++) {
		for (axis = 0; axis < 3; axis++)
			pos.at[axis] = at->at[axis] +
			    (int32_t)(i >> 4 * axis & 15);
		if (!tile_has(tile, i) || !box_holds(&run->from, &pos))
			continue;
		for (axis = 0; axis < 3; axis++)
			to.at[axis] = place(run->r, axis, pos.at[axis]);
		run->count++;
		err = volume_set_near(&run->moved, &to, tile->voxel[i]);
	}
	return err;
}

typedef enum err visitor(struct run *, const struct volume_walk *,
    const struct box *);

/* What it will cost. */
static enum err
measure(struct run *run, const struct volume_walk *walk, const struct box *in)
{
	/* Of a sector that comes to lie on none, the surface is tiles. */
	run->r->walked += walk->side == TILE_SIDE ? 1 : SECTOR_SLOTS;
	if (!slot_uniform(walk->here))
		run->r->single += slot_count(walk->here);
	(void)in;
	return run->r->walked > BOUND_EDIT_TILES ||
	    run->r->single > BOUND_EDIT_VOXELS ? ERR_TOO_BIG : OK;
}

static enum err
move(struct run *run, const struct volume_walk *walk, const struct box *in)
{
	if (slot_uniform(walk->here))
		return move_box(run, in, slot_color(walk->here));
	return move_tile(run, &walk->at, slot_tile(walk->here));
}

static enum err
visit_all(struct run *run, const struct volume *v, visitor *visit)
{
	struct volume_walk walk;
	enum err err = OK;
	struct box in;
	int axis;

	volume_walk_open(&walk, v);
	while (err == OK && volume_walk_next(&walk)) {
		in.lo = in.hi = walk.at;
		for (axis = 0; axis < 3; axis++)
			in.hi.at[axis] += walk.side;
		in = box_cut(&in, &run->from);
		if (!box_empty(&in))
			err = visit(run, &walk, &in);
	}
	return err;
}

/* The halves, if one is kept. */
static void
choose_boxes(struct run *run)
{
	const struct rearrange *r = run->r;
	struct box low = r->box, high = r->box;
	int32_t half;

	run->from = run->to = r->box;
	if (r->axis < 0 || r->keep == KEEP_NONE)
		return;
	half = (r->box.hi.at[r->axis] - r->box.lo.at[r->axis]) / 2;
	low.hi.at[r->axis] = low.lo.at[r->axis] + half;
	high.lo.at[r->axis] = high.hi.at[r->axis] - half;
	run->from = r->keep == KEEP_LOW ? low : high;
	run->to = r->keep == KEEP_LOW ? high : low;
}

static enum err
put_moved(struct run *run, struct volume *v)
{
	struct rgba nothing = { { 0, 0, 0, 0 } };
	enum err err;

	err = box_empty(&run->to) ? OK : volume_fill(v, &run->to, nothing);
	if (err == OK)
		err = mode_merge(v, &run->moved, MODE_OVER);
	return err;
}

enum err
rearrange_run(struct rearrange *r, struct volume *v, uint64_t *count)
{
	struct run run = { .r = r };
	enum err err;

	choose_boxes(&run);
	if ((err = visit_all(&run, v, measure)) == OK &&
	    (err = visit_all(&run, v, move)) == OK)
		err = put_moved(&run, v);
	volume_fini(&run.moved);
	*count += run.count;
	return err;
}
