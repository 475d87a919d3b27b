/*
 * fuzz_edit - any bytes as a run of edits, applied to a small project
 *
 * What decodes is applied, then taken back and done again: the sanitizers
 * watch, and the history must lead back to the empty project.
 */
#include <stdlib.h>

#include "goxel/context.h"

#define MOST_EDITS	32		/* of one input */
#define MOST_VOXELS	(1u << 21)	/* in a box, so that inputs stay fast */

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void
require(bool truth)
{
	if (!truth)
		abort();
}

static bool
small(const struct edit *edit)
{
	if (edit->kind == EDIT_box_fill)
		return box_voxels(&edit->box_fill.box) <= MOST_VOXELS;
	if (edit->kind == EDIT_shape_draw)
		return box_voxels(&edit->shape_draw.box) <= MOST_VOXELS;
	return true;
}

static void
apply_all(struct context *context, const uint8_t *bytes, size_t len)
{
	struct edit_outcome outcome;
	struct edit edit;
	uint64_t revision;
	size_t used;
	int i;

	for (i = 0; i < MOST_EDITS; i++) {
		if (edit_decode(bytes, len, &edit, &used) != OK)
			return;
		require(used <= len);
		bytes += used;
		len -= used;
		revision = context->revision;
		if (small(&edit))
			revision += context_apply(context, &edit,
			    &outcome) == OK;
		require(context->revision == revision);
		require(image_layer(context->image, 0) != NULL);
		edit_fini(&edit);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct context *context = context_new("fuzz", NULL);
	uint32_t steps, i;

	apply_all(context, bytes, len);
	steps = undo_steps(context->undo);
	for (i = 0; i < steps; i++)
		require(undo_back(context->undo, &context->image) == OK);
	require(context->image->layer_count == 1);
	require(volume_count(&context->image->layers[0]->volume) == 0);
	for (i = 0; i < steps; i++)
		require(undo_forward(context->undo, &context->image) == OK);
	context_free(context);
	return 0;
}
