/*
 * do_build · many operations at once, for agents
 *
 * The ops are tried on a draft (build.h), one after the other, also after one
 * has failed, so that the client learns of all that is wrong.  What came of
 * them is one series: one undo step, one commit, or nothing.
 */
#include <string.h>

#include "bounds.h"
#include "text.h"
#include "worker/method/build.h"
#include "worker/method/changed.h"
#include "worker/method/glance.h"
#include "worker/method/reply.h"
#include "worker/method/tool.h"

#define TOLD	10	/* ops whose faults are told */

/* What came of one op. */
struct result {
	enum err	 err;
	const char	*fault;		/* why it failed, or NULL */
	uint64_t	 changed;
};

struct work {
	struct call	*call;
	const struct voxel_build_in *in;
	struct build	 build;
	struct result	*results;
	uint32_t	 failed;	/* ops */
	struct differ	 changed;	/* by all of them */
};

/* Those ops that are there for the voxels they change. */
static bool
draws(enum op_kind kind)
{
	return kind != OP_layer && kind != OP_palette && kind != OP_select;
}

static const char *
name_of(const struct op *op)
{
	return op->kind == OP_COUNT ? "?" : op_rows[op->kind].name;
}

static enum err
keep_fault(struct work *w, struct result *r, enum err err)
{
	const char *why = w->call->why;

	r->err = err;
	r->fault = mem_text(w->call->mem, why, strlen(why));
	return r->fault != NULL ? OK : fail(w->call, ERR_TOO_BIG,
	    "the ops need more than %u bytes of memory", BOUND_REQUEST_MEM);
}

static enum err
do_one(struct work *w, uint32_t i)
{
	const struct op *op = &w->in->ops.at[i];
	struct result *r = &w->results[i];
	struct differ changed;
	enum err err = OK;

	*r = (struct result){ .err = OK };
	if (op->fault != NULL) {
		r->err = ERR_PARAMS;
		r->fault = op->fault;
	} else if ((err = build_do(&w->build, op, &changed)) != OK) {
		err = keep_fault(w, r, err);
	} else {
		r->changed = changed.voxels;
	}
	w->failed += r->err != OK;
	return err;
}

/* All of them on the draft. */
static enum err
do_all(struct work *w)
{
	const struct op_list *ops = &w->in->ops;
	enum err err = OK;
	uint32_t i;

	w->results = mem_take(w->call->mem,
	    (ops->count + 1) * sizeof *w->results);
	if (w->results == NULL)
		return fail(w->call, ERR_TOO_BIG, "%u ops do not fit into the "
		    "memory of one request", ops->count);
	for (i = 0; err == OK && i < ops->count; i++)
		err = do_one(w, i);
	return err;
}

/* The words of all that failed, the first ones of them. */
static enum err
tell_faults(struct work *w)
{
	const struct op_list *ops = &w->in->ops;
	char words[CALL_WHY];
	enum err err = OK;
	uint32_t i, told = 0;
	size_t len;

	text_copy(words, sizeof words, "nothing was changed");
	for (i = 0; i < ops->count && told < TOLD; i++) {
		if (w->results[i].err == OK)
			continue;
		err = told == 0 ? w->results[i].err : err;
		len = strlen(words);
		text_format(words + len, sizeof words - len,
		    "; ops[%u] (%s): %s", i, name_of(&ops->at[i]),
		    w->results[i].fault);
		told++;
	}
	len = strlen(words);
	if (w->failed > told)
		text_format(words + len, sizeof words - len, "; and %u more",
		    w->failed - told);
	return fail(w->call, err, "%s", words);
}

/* All of it, as one step. */
static enum err
keep(struct work *w)
{
	const struct buf *edits = &w->build.edits;
	struct edit edit = { .kind = EDIT_series, .series = {
	    { edits->bytes, (uint32_t)edits->len } } };
	struct edit_outcome outcome;

	differ_images(&w->changed, w->call->context->image,
	    w->build.draft.image);
	if (w->in->dry_run || edits->len == 0)
		return OK;
	return call_edit(w->call, &edit, &outcome);
}

static void
put_results(struct work *w)
{
	const struct op_list *ops = &w->in->ops;
	struct call *c = w->call;
	uint32_t i;

	reply_list(c, "ops");
	for (i = 0; i < ops->count; i++) {
		const struct result *r = &w->results[i];

		if (r->err == OK && (r->changed > 0 ||
		    !draws(ops->at[i].kind)))
			continue;
		reply_item(c);
		reply_int(c, "op", i);
		reply_int(c, "changed", (int64_t)r->changed);
		if (r->err != OK)
			reply_text(c, "error", r->fault);
		reply_item_end(c);
	}
	reply_list_end(c);
}

static void
put_warnings(struct work *w)
{
	struct call *c = w->call;
	const struct layer *layer = image_layer(w->build.draft.image, 0);
	char line[CHANGED_LINE];

	reply_list(c, "warnings");
	if (w->failed > 0) {
		text_format(line, sizeof line, "%u ops failed and were "
		    "skipped", w->failed);
		reply_text(c, NULL, line);
	}
	if (w->changed.voxels == 0)
		reply_text(c, NULL, "no voxel changed: the ops met empty "
		    "space, or what they want is there already");
	if (layer != NULL && !layer->visible) {
		text_format(line, sizeof line, "the active layer '%.60s' is "
		    "hidden", layer->name);
		reply_text(c, NULL, line);
	}
	reply_list_end(c);
}

static enum err
answer(struct work *w, const struct buf *png)
{
	struct call *c = w->call;
	char line[CHANGED_LINE];
	struct tool_content content = { .text = line };

	changed_line(c, &w->changed, w->in->dry_run ? "would change" :
	    "changed", line);
	if (png->len > 0) {
		content.picture = png->bytes;
		content.picture_len = png->len;
	}
	tool_open(c);
	changed_reply(c, &w->changed);
	put_results(w);
	put_warnings(w);
	return tool_close(c, &content);
}

/* The picture of what was built; of a dry run, of the draft. */
static enum err
look(struct work *w, struct buf *png)
{
	struct call *c = w->call;
	struct image *image = c->context->image;
	enum err err;

	if (!w->in->render.wanted)
		return OK;
	if (w->in->dry_run)
		c->context->image = w->build.draft.image;
	err = glance_png(c, &w->in->render, png);
	c->context->image = image;
	return err;
}

static enum err
work(struct work *w, bool skip)
{
	struct buf png;
	enum err err;

	buf_init(&png, BOUND_FILE);
	err = do_all(w);
	if (err == OK && w->failed > 0 && !skip)
		err = tell_faults(w);
	if (err == OK)
		err = keep(w);
	if (err == OK)
		err = look(w, &png);
	if (err == OK)
		err = answer(w, &png);
	buf_fini(&png);
	return err;
}

enum err
do_voxel_build(struct call *c, const struct voxel_build_in *in)
{
	struct work w = { .call = c, .in = in };
	bool skip = in->has_on_error && strcmp(in->on_error, "skip") == 0;
	enum err err;

	if (in->has_on_error && !skip && strcmp(in->on_error, "abort") != 0)
		return fail(c, ERR_PARAMS, "on_error must be abort or skip, "
		    "not '%.20s'", in->on_error);
	if (in->render.wanted &&
	    (err = glance_check(c, &in->render)) != OK)
		return err;
	build_init(&w.build, c);
	err = work(&w, skip);
	build_fini(&w.build);
	return err;
}
