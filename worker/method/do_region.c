/*
 * do_region · methods that look at many voxels
 *
 * Voxels are listed tile by tile in order of z, y, x, and in a tile in order
 * of z, y, x again: the order depends on the model alone, so that a client
 * can page through it by `offset` and `limit`.
 */
#include "bounds.h"
#include "goxel/volume.h"
#include "worker/method/method.h"
#include "worker/method/reply.h"

#define LIMIT_DEFAULT	10000	/* voxels a reply */
#define ALL_LAYERS	(-2)

static const struct box world = {
	{ { -BOUND_COORD, -BOUND_COORD, -BOUND_COORD } },
	{ { BOUND_COORD, BOUND_COORD, BOUND_COORD } }
};

/* Which voxels are wanted, and what was found of them so far. */
struct search {
	struct call	*call;
	struct box	 box;
	bool		 filtered;	/* by colour */
	struct rgba	 filter;
	uint64_t	 skip;		/* matches to pass over */
	uint64_t	 limit;		/* matches to list */
	uint64_t	 count;		/* listed */
	bool		 truncated;	/* there is one more */
	struct box	 around;	/* all that were listed */
};

static bool
passes(const struct search *s, struct rgba color)
{
	if (!s->filtered || s->filter.c[ALPHA] == 0)
		return true;
	return memcmp(&color, &s->filter,
	    s->filter.c[ALPHA] == 255 ? 3 : 4) == 0;
}

static void
list_voxel(struct search *s, const struct pos *pos, struct rgba color)
{
	struct box one = { *pos, *pos };
	int axis;

	for (axis = 0; axis < 3; axis++)
		one.hi.at[axis]++;
	s->around = s->count == 0 ? one : box_join(&s->around, &one);
	s->count++;
	reply_item(s->call);
	reply_xyz(s->call, pos);
	reply_color(s->call, "color", color);
	reply_item_end(s->call);
}

static void
meet_voxel(struct search *s, const struct pos *pos, struct rgba color)
{
	if (color.c[ALPHA] == 0 || !passes(s, color))
		return;
	if (s->skip > 0)
		s->skip--;
	else if (s->count == s->limit)
		s->truncated = true;
	else
		list_voxel(s, pos, color);
}

/*
 * A slot that can be passed without looking at each voxel: one of another
 * colour than asked for, or one that lies before `offset`.
 */
static bool
pass_slot(struct search *s, tile_slot slot, uint64_t size)
{
	uint64_t matches = size;

	if (slot_uniform(slot)) {
		if (!passes(s, slot_color(slot)))
			return true;
	} else if (s->filtered || size < TILE_VOXELS) {
		return false;
	} else {
		matches = slot_tile(slot)->count;
	}
	if (matches > s->skip)
		return false;
	s->skip -= matches;
	return true;
}

/* A row along x, which begins at `first`. */
static void
meet_row(struct search *s, tile_slot slot, const struct pos *first,
    int32_t end)
{
	struct pos p = *first;

	for (; p.at[0] < end && !s->truncated; p.at[0]++)
		meet_voxel(s, &p, slot_uniform(slot) ? slot_color(slot) :
		    slot_tile(slot)->voxel[tile_index(&p)]);
}

/* The voxels of one slot within `part`, a box inside it. */
static void
meet_slot(struct search *s, tile_slot slot, const struct box *part)
{
	struct pos p = part->lo;

	for (; p.at[2] < part->hi.at[2]; p.at[2]++)
		for (p.at[1] = part->lo.at[1]; p.at[1] < part->hi.at[1];
		    p.at[1]++)
			meet_row(s, slot, &p, part->hi.at[0]);
}

static struct box
tile_box(const struct pos *lo)
{
	struct box box = { *lo, *lo };
	int axis;

	for (axis = 0; axis < 3; axis++)
		box.hi.at[axis] += TILE_SIDE;
	return box;
}

static void
search_volume(struct search *s, const struct volume *v)
{
	struct volume_scan scan;
	struct box tile, part;

	volume_scan_open(&scan, v, &s->box);
	while (!s->truncated && !reply_failed(s->call) &&
	    volume_scan_next(&scan)) {
		tile = tile_box(&scan.at);
		part = box_cut(&tile, &s->box);
		if (!pass_slot(s, scan.here, box_voxels(&part)))
			meet_slot(s, scan.here, &part);
	}
	volume_scan_close(&scan);
}

/* Both corners belong to a region; a box ends before its upper one. */
static struct box
region(const struct pos *min, const struct pos *max)
{
	struct box box = { *min, *max };
	int axis;

	for (axis = 0; axis < 3; axis++)
		box.hi.at[axis]++;
	return box;
}

static void
put_found_box(struct search *s)
{
	int axis;

	if (s->count == 0)
		return;
	for (axis = 0; axis < 3; axis++)
		s->around.hi.at[axis]--;
	reply_object(s->call, "bbox");
	reply_pos(s->call, "min", &s->around.lo);
	reply_pos(s->call, "max", &s->around.hi);
	reply_object_end(s->call);
}

static enum err
list_found(struct search *s, int32_t layer_id)
{
	struct call *c = s->call;
	const struct layer *layer;

	if ((layer = call_layer(c, layer_id)) == NULL)
		return ERR_NO_LAYER;
	reply_open(c);
	reply_list(c, "voxels");
	search_volume(s, &layer->volume);
	reply_list_end(c);
	reply_int(c, "count", (int64_t)s->count);
	reply_bool(c, "truncated", s->truncated);
	put_found_box(s);
	return reply_close(c);
}

static enum err
take_page(struct search *s, int32_t offset, bool limited, int32_t limit)
{
	if (offset < 0 || limit < 0)
		return fail(s->call, ERR_PARAMS, "parameters 'offset' and "
		    "'limit' must be 0 or more");
	s->skip = (uint64_t)offset;
	s->limit = !limited ? LIMIT_DEFAULT :
	    limit == 0 ? UINT64_MAX : (uint64_t)limit;
	return OK;
}

enum err
do_get_voxels_region(struct call *c, const struct get_voxels_region_in *in)
{
	struct search s = { .call = c, .box = region(&in->min, &in->max),
	    .filtered = in->has_color_filter, .filter = in->color_filter };
	enum err err = take_page(&s, in->offset, in->has_limit, in->limit);

	return err == OK ? list_found(&s, in->layer_id) : err;
}

enum err
do_get_layer_voxels(struct call *c, const struct get_layer_voxels_in *in)
{
	struct search s = { .call = c, .box = world,
	    .filtered = in->has_color_filter, .filter = in->color_filter };
	enum err err = take_page(&s, in->offset, in->has_limit, in->limit);

	return err == OK ? list_found(&s, in->layer_id) : err;
}

static void
put_bounds(struct call *c, const struct box *box)
{
	struct pos size;
	int axis;

	for (axis = 0; axis < 3; axis++)
		size.at[axis] = box->hi.at[axis] - box->lo.at[axis];
	reply_pos(c, "min", &box->lo);
	reply_pos(c, "max", &box->hi);
	reply_pos(c, "dimensions", &size);
}

enum err
do_get_bounding_box(struct call *c, const struct get_bounding_box_in *in)
{
	bool exact = !in->has_exact || in->exact, some;
	const struct layer *layer;
	struct box box;

	if (in->layer_id == ALL_LAYERS)
		some = call_bounds(c, exact, &box);
	else if ((layer = call_layer(c, in->layer_id)) == NULL)
		return ERR_NO_LAYER;
	else
		some = volume_bounds(&layer->volume, exact, &box);

	reply_open(c);
	reply_bool(c, "empty", !some);
	if (some)
		put_bounds(c, &box);
	return reply_close(c);
}
