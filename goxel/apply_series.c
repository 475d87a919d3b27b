/*
 * apply_series - several edits as one: all of them, or none, in one step
 *
 * They are applied to a draft of the project, which shares its voxels and has
 * a history of its own; what is good in the end takes the project's place.
 */
#include "goxel/step.h"

static bool
may_be_part(enum edit_kind kind)
{
	return kind != EDIT_undo && kind != EDIT_redo &&
	    kind != EDIT_request_note && kind != EDIT_series;
}

static enum err
apply_part(struct context *draft, const struct edit *edit,
    struct edit_outcome *outcome)
{
	struct edit_outcome part;
	enum err err;

	if (!may_be_part(edit->kind))
		return ERR_PARAMS;
	if ((err = context_apply(draft, edit, &part)) != OK)
		return err;
	outcome->voxels += part.voxels;
	if (part.layer != 0)
		outcome->layer = part.layer;
	return OK;
}

static enum err
apply_parts(struct context *draft, const struct bytes *edits,
    struct edit_outcome *outcome)
{
	size_t at = 0, used;
	struct edit edit;
	enum err err = OK;

	while (err == OK && at < edits->len) {
		if (edit_decode(edits->at + at, edits->len - at, &edit,
		    &used) != OK)
			return ERR_PARAMS;
		err = apply_part(draft, &edit, outcome);
		edit_fini(&edit);
		at += used;
	}
	return err;
}

enum err
apply_series(struct context *context, const struct edit_series *edit,
    struct edit_outcome *outcome)
{
	struct context draft = { .image = image_copy(context->image),
	    .undo = undo_new(), .read_model = context->read_model,
	    .clones = context->clones };
	enum err err = apply_parts(&draft, &edit->edits, outcome);
	struct image *before;

	if (err == OK && undo_steps(draft.undo) > 0) {
		before = context->image;
		context->image = draft.image;
		context->clones = draft.clones;
		undo_push_image(context->undo, &before);
	} else {
		image_free(draft.image);
	}
	undo_free(draft.undo);
	return err;
}
