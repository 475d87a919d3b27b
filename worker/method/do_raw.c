/*
 * do_raw · many voxels as bytes, in and out
 */
#include <inttypes.h>
#include <string.h>

#include "bounds.h"
#include "goxel/volume.h"
#include "worker/method/method.h"
#include "worker/method/pick.h"
#include "worker/method/reply.h"

/*
 * Edits
 */

/* All of them can be decoded, and are what a client may do; *count is set. */
static enum err
check_edits(struct call *c, const struct raw *edits, uint32_t *count)
{
	size_t at, used;
	struct edit edit;

	*count = 0;
	for (at = 0; at < edits->len; at += used, ++*count) {
		if (edit_decode(edits->at + at, edits->len - at, &edit,
		    &used) != OK)
			return fail(c, ERR_PARAMS, "what begins at byte %zu of "
			    "the edits is none", at);
		edit_fini(&edit);
		if (edit.kind == EDIT_request_note)
			return fail(c, ERR_PARAMS, "edit %" PRIu32 " is a %s, "
			    "which is the server's own", *count,
			    edit_name(edit.kind));
	}
	return *count > 0 ? OK : fail(c, ERR_PARAMS, "there are no edits");
}

static enum err
apply_one(struct call *c, const struct raw *edits,
    struct edit_outcome *outcome)
{
	struct edit edit;
	size_t used;
	enum err err;

	if (edit_decode(edits->at, edits->len, &edit, &used) != OK)
		return fail(c, ERR_PARAMS, "the edit is none");
	err = call_edit(c, &edit, outcome);
	edit_fini(&edit);
	return err;
}

enum err
do_apply_edits(struct call *c, const struct apply_edits_in *in)
{
	struct edit edit = { .kind = EDIT_series, .series.edits = {
	    in->edits.at, (uint32_t)in->edits.len } };
	struct edit_outcome outcome;
	uint32_t count;
	enum err err;

	if ((err = check_edits(c, &in->edits, &count)) != OK)
		return err;
	err = count == 1 ? apply_one(c, &in->edits, &outcome) :
	    call_edit(c, &edit, &outcome);
	if (err != OK)
		return err;

	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "edits", count);
	reply_int(c, "voxels", (int64_t)outcome.voxels);
	reply_int(c, "layer_id", outcome.layer);
	reply_int(c, "revision", (int64_t)c->context->revision);
	return reply_close(c);
}

/*
 * Reading
 */

static enum err
take_box(struct call *c, const struct read_box_in *in, struct box *box)
{
	enum err err = pick_box(c, &in->min, &in->max, box);
	int axis;

	if (err != OK)
		return err;
	for (axis = 0; axis < 3; axis++)
		if (box->lo.at[axis] < -BOUND_COORD ||
		    box->hi.at[axis] > BOUND_COORD)
			return fail(c, ERR_BOUNDS, "coordinates reach from %d "
			    "to %d", -BOUND_COORD, BOUND_COORD - 1);
	if (box_voxels(box) > BOUND_EDIT_VOXELS)
		return fail(c, ERR_TOO_BIG, "the box has more than %u "
		    "voxels; read it in parts", BOUND_EDIT_VOXELS);
	return OK;
}

/* What is empty has no colour. */
static struct rgba
voxel_in(tile_slot slot, const struct pos *pos)
{
	static const struct rgba none;
	struct rgba color = slot_uniform(slot) ? slot_color(slot) :
	    slot_tile(slot)->voxel[tile_index(pos)];

	return color.c[ALPHA] == 0 ? none : color;
}

/* The voxels of one slot within `part`, to their places in the whole box. */
static void
copy_slot(struct rgba *out, const struct box *box, tile_slot slot,
    const struct box *part)
{
	size_t width = (size_t)(box->hi.at[0] - box->lo.at[0]);
	size_t height = (size_t)(box->hi.at[1] - box->lo.at[1]);
	struct rgba *to;
	struct pos p;

	for (p.at[2] = part->lo.at[2]; p.at[2] < part->hi.at[2]; p.at[2]++)
		for (p.at[1] = part->lo.at[1]; p.at[1] < part->hi.at[1];
		    p.at[1]++) {
			p.at[0] = part->lo.at[0];
			to = out + ((size_t)(p.at[2] - box->lo.at[2]) * height
			    + (size_t)(p.at[1] - box->lo.at[1])) * width +
			    (size_t)(p.at[0] - box->lo.at[0]);
			for (; p.at[0] < part->hi.at[0]; p.at[0]++)
				*to++ = voxel_in(slot, &p);
		}
}

static void
read_volume(struct rgba *out, const struct volume *volume,
    const struct box *box)
{
	struct volume_scan scan;
	struct box part;
	int axis;

	memset(out, 0, box_voxels(box) * sizeof *out);
	volume_scan_open(&scan, volume, box);
	while (volume_scan_next(&scan)) {
		part = (struct box){ scan.at, scan.at };
		for (axis = 0; axis < 3; axis++)
			part.hi.at[axis] += TILE_SIDE;
		part = box_cut(&part, box);
		copy_slot(out, box, scan.here, &part);
	}
	volume_scan_close(&scan);
}

static void
put_data(struct call *c, const struct read_box_in *in, const struct buf *data)
{
	if (c->raw) {
		reply_bytes(c, data->bytes, data->len);
		return;
	}
	reply_open(c);
	reply_pos(c, "min", &in->min);
	reply_pos(c, "max", &in->max);
	reply_base64(c, "data", data->bytes, data->len);
	reply_close(c);
}

enum err
do_read_box(struct call *c, const struct read_box_in *in)
{
	const struct layer *layer = call_layer(c, in->layer_id);
	struct rgba *out;
	struct buf data;
	struct box box;
	enum err err;
	size_t size;

	if (layer == NULL)
		return ERR_NO_LAYER;
	if ((err = take_box(c, in, &box)) != OK)
		return err;
	size = box_voxels(&box) * sizeof *out;
	buf_init(&data, size);
	if ((out = (struct rgba *)buf_room(&data, size)) == NULL)
		return fail(c, ERR_FULL, "there is no memory for the voxels");
	read_volume(out, &layer->volume, &box);
	data.len = size;
	put_data(c, in, &data);
	buf_fini(&data);
	return OK;
}
