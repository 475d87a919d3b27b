/*
 * context - one project being edited: an image, its history, its revision
 *
 * What an edit of each kind does is in the apply_*.c files; step.h says what
 * they are made of.
 */
#include <assert.h>
#include <stdlib.h>

#include "goxel/context.h"
#include "goxel/step.h"
#include "mem.h"

struct context *
context_new(const char *name, model_reader *read_model)
{
	struct context *context = xcalloc(1, sizeof *context);

	context->image = image_new(name);
	context->undo = undo_new();
	context->notes = notes_new();
	context->read_model = read_model;
	track_note(&context->track, 0, 0, 0);
	return context;
}

void
context_free(struct context *context)
{
	if (context == NULL)
		return;
	image_free(context->image);
	undo_free(context->undo);
	notes_free(context->notes);
	free(context);
}

void
context_resume(struct context *context, struct image **image,
    struct undo **undo, uint64_t revision)
{
	image_free(context->image);
	undo_free(context->undo);
	context->image = *image;
	context->undo = *undo;
	*image = NULL;
	*undo = NULL;
	context->revision = revision;
	context->track.count = 0;
	track_note(&context->track, revision, undo_place(context->undo), 0);
	step_need_layer(context->image);
	step_look_for_clones(context);
}

void
context_start(struct context *context, struct image **image,
    uint64_t revision)
{
	struct undo *undo = undo_new();

	context_resume(context, image, &undo, revision);
}

enum err
context_apply(struct context *context, const struct edit *edit,
    struct edit_outcome *outcome)
{
	const struct undo *undo = context->undo;
	uint64_t pushes = undo_pushes(undo);
	enum err err = ERR_PARAMS;

	*outcome = (struct edit_outcome){ 0 };
	switch (edit->kind) {
#define FIELD(type, name)
#define EDIT(id, doc, fields)						\
	case EDIT_##id:							\
		err = apply_##id(context, &edit->id, outcome);		\
		break;
#include "tbl/edits.h"
	case EDIT_COUNT:
		assert(false);
	}
	if (err == OK && edit->kind != EDIT_request_note) {
		context->revision++;
		track_note(&context->track, context->revision,
		    undo_place(undo), undo_pushes(undo) - pushes);
	}
	return err;
}
