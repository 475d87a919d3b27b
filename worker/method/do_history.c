/*
 * do_history · undo, redo, and names for states of a model
 *
 * A checkpoint is a name for a revision.  It is kept among the notes of the
 * project (goxel/notes.h), which change nothing of it, under a key that no
 * client can give: it begins with a NUL.
 */
#include <inttypes.h>
#include <string.h>

#include "bounds.h"
#include "goxel/undo.h"
#include "text.h"
#include "worker/method/changed.h"
#include "worker/method/reply.h"
#include "worker/method/tool.h"

#define STEPS_MOST	1000	/* in one request, which may be small */

struct key { char bytes[BOUND_KEY]; uint32_t len; };

static enum err
make_key(struct call *c, const struct voxel_history_in *in, struct key *key)
{
	size_t len = in->has_name ? strlen(in->name) : 0;

	if (len < 1 || len >= BOUND_KEY)
		return fail(c, ERR_PARAMS, "give name, the checkpoint's, 1 to "
		    "%d bytes", BOUND_KEY - 1);
	key->bytes[0] = '\0';
	memcpy(key->bytes + 1, in->name, len);
	key->len = (uint32_t)len + 1;
	return OK;
}

static enum err
answer(struct call *c, int64_t steps, const struct differ *changed)
{
	char line[CHANGED_LINE];

	changed_line(c, changed, "changed", line);
	tool_open(c);
	changed_reply(c, changed);
	reply_int(c, "steps", steps);
	reply_int(c, "undo_steps", undo_steps(c->context->undo));
	reply_int(c, "redo_steps", undo_redos(c->context->undo));
	return tool_close(c, &(struct tool_content){ .text = line });
}

/* So many steps, back if it is below 0. */
static enum err
walk(struct call *c, int64_t steps)
{
	struct image *before = image_copy(c->context->image);
	struct edit edit = { .kind = steps < 0 ? EDIT_undo : EDIT_redo };
	int64_t left = steps < 0 ? -steps : steps, i;
	struct differ changed = { 0 };
	struct edit_outcome outcome;
	enum err err = OK;

	for (i = 0; err == OK && i < left; i++)
		err = call_edit(c, &edit, &outcome);
	if (err == OK)
		differ_images(&changed, before, c->context->image);
	image_free(before);
	return err == OK ? answer(c, steps, &changed) : err;
}

static enum err
step(struct call *c, const struct voxel_history_in *in, bool back)
{
	const struct undo *undo = c->context->undo;
	uint32_t there = back ? undo_steps(undo) : undo_redos(undo);
	int32_t steps = in->has_steps ? in->steps : 1;

	if (steps < 1 || steps > STEPS_MOST)
		return fail(c, ERR_PARAMS, "steps must be from 1 to %d",
		    STEPS_MOST);
	if ((uint32_t)steps > there)
		return fail(c, ERR_NO_STEP, "there are %u steps to %s", there,
		    back ? "take back" : "do again");
	return walk(c, back ? -steps : steps);
}

static enum err
checkpoint(struct call *c, const struct voxel_history_in *in)
{
	const char *method = c->method->name;
	struct edit edit = { .kind = EDIT_request_note };
	struct edit_outcome outcome;
	char revision[24];
	struct bytes bytes;
	struct key key;
	enum err err;

	if ((err = make_key(c, in, &key)) != OK)
		return err;
	bytes = (struct bytes){ key.bytes, key.len };
	if (notes_find(c->context->notes, &bytes) != NULL)
		return fail(c, ERR_PARAMS, "there is a checkpoint '%s' "
		    "already; goto takes you there, or choose another name",
		    in->name);
	text_format(revision, sizeof revision, "%" PRIu64,
	    c->context->revision);
	edit.request_note = (struct edit_request_note){ bytes,
	    { method, (uint32_t)strlen(method) },
	    { revision, (uint32_t)strlen(revision) } };
	if ((err = call_edit(c, &edit, &outcome)) != OK)
		return err;
	return answer(c, 0, &(struct differ){ 0 });
}

/* The revision of a checkpoint, or the one that was given. */
static enum err
find_revision(struct call *c, const struct voxel_history_in *in,
    uint64_t *revision)
{
	const struct note *note;
	char text[24];
	int64_t value;
	struct key key;
	enum err err;

	*revision = in->revision;
	if (in->has_revision)
		return OK;
	if ((err = make_key(c, in, &key)) != OK)
		return err;
	note = notes_find(c->context->notes,
	    &(struct bytes){ key.bytes, key.len });
	if (note == NULL || note->result.len >= sizeof text)
		return fail(c, ERR_PARAMS, "there is no checkpoint '%s'",
		    in->name);
	memcpy(text, note->result.at, note->result.len);
	text[note->result.len] = '\0';
	if (!text_integer(text, 0, INT64_MAX, &value))
		return fail(c, ERR_PARAMS, "there is no checkpoint '%s'",
		    in->name);
	*revision = (uint64_t)value;
	return OK;
}

static enum err
go(struct call *c, const struct voxel_history_in *in)
{
	const struct undo *undo = c->context->undo;
	int64_t now = undo_place(undo), first = now - undo_steps(undo);
	int64_t last = now + undo_redos(undo), place;
	uint64_t revision;
	enum err err;

	if ((err = find_revision(c, in, &revision)) != OK)
		return err;
	if (!track_find(&c->context->track, revision, &place) ||
	    place < first || place > last)
		return fail(c, ERR_NO_STEP, "revision %" PRIu64 " is not in "
		    "the history any more; the present one is %" PRIu64,
		    revision, c->context->revision);
	if (place - now > STEPS_MOST || now - place > STEPS_MOST)
		return fail(c, ERR_TOO_BIG, "revision %" PRIu64 " is more "
		    "than %d steps away", revision, STEPS_MOST);
	return walk(c, place - now);
}

enum err
do_voxel_history(struct call *c, const struct voxel_history_in *in)
{
	if (strcmp(in->action, "undo") == 0 || strcmp(in->action, "redo") == 0)
		return step(c, in, in->action[0] == 'u');
	if (strcmp(in->action, "goto") == 0)
		return go(c, in);
	if (strcmp(in->action, "checkpoint") == 0)
		return checkpoint(c, in);
	return fail(c, ERR_PARAMS, "action must be undo, redo, goto or "
	    "checkpoint, not '%.20s'", in->action);
}
