/*
 * do_batch · many operations in one step
 *
 * They are tried on a draft of the project, which shares its voxels: only so
 * is it known whether a voxel to be painted will be there.  What can be done
 * becomes lists of voxels, one for each run of operations on a layer.
 */
#include "bounds.h"
#include "goxel/volume.h"
#include "mem.h"
#include "worker/method/method.h"
#include "worker/method/reply.h"

struct batch {
	struct call	*call;
	struct image	*draft;
	struct buf	 edits;		/* encoded */
	struct voxel	*voxels;	/* of all runs, room for every one */
	uint32_t	 start, end;	/* of the run that is being made */
	uint32_t	 layer;		/* its layer's id */
};

static void
end_run(struct batch *b)
{
	struct edit edit = { .kind = EDIT_voxels_set, .voxels_set = {
	    b->layer, { b->voxels + b->start, b->end - b->start } } };

	if (b->end > b->start)
		edit_encode(&edit, &b->edits);
	b->start = b->end;
}

/* False: it cannot be done. */
static bool
try(struct batch *b, const struct operation *o)
{
	uint32_t id = call_layer_or_first(b->call, o->layer);
	struct layer *layer = image_layer_write(b->draft, id);
	struct voxel voxel = o->voxel;

	if (layer == NULL || (o->kind == OPERATION_PAINT &&
	    volume_get(&layer->volume, &voxel.pos).c[ALPHA] == 0))
		return false;
	if (o->kind == OPERATION_REMOVE)
		voxel.color = (struct rgba){ { 0 } };
	if (volume_set(&layer->volume, &voxel.pos, voxel.color) != OK)
		return false;
	if (layer->id != b->layer)
		end_run(b);
	b->layer = layer->id;
	b->voxels[b->end++] = voxel;
	return true;
}

static enum err
carry_out(struct batch *b)
{
	struct edit edit = { .kind = EDIT_series };
	struct edit_outcome outcome;

	end_run(b);
	if (b->edits.failed || b->edits.len > UINT32_MAX)
		return fail(b->call, ERR_TOO_BIG, "the operations need more "
		    "than %u bytes; do it in smaller parts",
		    BOUND_REQUEST_MEM);
	if (b->end == 0)
		return OK;
	edit.series.edits = (struct bytes){ b->edits.bytes,
	    (uint32_t)b->edits.len };
	return call_edit(b->call, &edit, &outcome);
}

enum err
do_batch_operations(struct call *c, const struct batch_operations_in *in)
{
	const struct operation_list *list = &in->operations;
	struct batch b = { .call = c };
	enum err err;
	uint32_t i;

	b.voxels = mem_take(c->mem, (list->count + 1) * sizeof *b.voxels);
	if (b.voxels == NULL)
		return fail(c, ERR_TOO_BIG, "%u operations do not fit into the "
		    "memory of one request", list->count);
	buf_init(&b.edits, BOUND_REQUEST_MEM);
	b.draft = image_copy(c->context->image);
	for (i = 0; i < list->count; i++)
		try(&b, &list->at[i]);
	err = carry_out(&b);
	image_free(b.draft);
	buf_fini(&b.edits);
	if (err != OK)
		return err;

	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "total_operations", (int64_t)list->count + list->failed);
	reply_int(c, "successful_operations", b.end);
	return reply_close(c);
}
