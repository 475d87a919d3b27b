/*
 * do_project · methods on projects as a whole
 */
#include <string.h>

#include "bounds.h"
#include "text.h"
#include "worker/method/fresh.h"
#include "worker/method/method.h"
#include "worker/method/model.h"
#include "worker/method/reply.h"

#define NAME_DEFAULT	"New Project"

static const char *
project_name(const struct call *c)
{
	return c->project != NULL ? c->project : c->context->image->name;
}

/*
 * Which project a request is about that opens one
 */

static enum err
open_named(struct call *c, const char *name)
{
	enum err err = c->services->project_open(c, name);

	if (err != ERR_NO_PROJECT)
		return err;
	return fail(c, err, "there is no project '%s'; goxel.list_projects "
	    "tells their names", name);
}

static enum err
make_named(struct call *c, const char *name)
{
	enum err err;
	bool made;

	err = c->services->project_create(c, name, &made);
	if (err != ERR_FULL)
		return err;
	return fail(c, err, "there are as many projects as there may be; "
	    "close one");
}

static enum err
open_for_load(struct call *c, const struct load_project_in *in)
{
	enum err err;

	if (in->has_name && *in->name != '\0')
		return make_named(c, in->name);
	if (c->project != NULL)
		return make_named(c, c->project);
	err = c->services->project_open(c, NULL);
	if (err != ERR_NO_PROJECT)
		return err;
	return make_named(c, fresh_name(c, in->path, NAME_DEFAULT));
}

static const char *
name_to_create(const struct create_project_in *in)
{
	return in->has_name && *in->name != '\0' ? in->name : NAME_DEFAULT;
}

/* The extent along an axis, as far as a project's box may reach. */
static enum err
check_sizes(struct call *c, const struct create_project_in *in)
{
	if (in->width <= BOUND_COORD && in->height <= BOUND_COORD &&
	    in->depth <= BOUND_COORD)
		return OK;
	return fail(c, ERR_PARAMS, "parameters 'width', 'height' and 'depth' "
	    "must be at most %d", BOUND_COORD);
}

static enum err
open_any(struct call *c)
{
	const struct create_project_in *create = c->in;
	const struct open_project_in *open = c->in;
	enum err err;

	switch (c->method - methods) {
	case METHOD_create_project:
		if ((err = check_sizes(c, create)) != OK)
			return err;
		return make_named(c, name_to_create(create));
	case METHOD_open_project:
		return open_named(c, open->name);
	case METHOD_load_project:
		return open_for_load(c, c->in);
	default:
		return c->method->flags & AGENTS ? model_choose(c) : OK;
	}
}

enum err
method_open(struct call *c)
{
	enum err err;

	c->why[0] = '\0';
	err = open_any(c);
	if (err != OK && err != MOVE && err != WAIT && c->why[0] == '\0')
		fail(c, err, "%s", err_row(err)->text);
	c->err = err;
	return err;
}

/*
 * The methods
 */

enum err
do_create_project(struct call *c, const struct create_project_in *in)
{
	struct fresh fresh = { .name = name_to_create(in),
	    .size = { { in->width, in->height, in->depth } },
	    .template = in->has_template ? in->template : NULL };
	enum err err;

	if ((err = fresh_start(c, &fresh)) != OK)
		return err;
	reply_open(c);
	reply_bool(c, "success", true);
	reply_text(c, "name", fresh.name);
	reply_int(c, "width", fresh.size.at[0]);
	reply_int(c, "height", fresh.size.at[1]);
	reply_int(c, "depth", fresh.size.at[2]);
	return reply_close(c);
}

enum err
do_open_project(struct call *c, const struct open_project_in *in)
{
	reply_open(c);
	reply_bool(c, "success", true);
	reply_text(c, "name", in->name);
	reply_int(c, "revision", (int64_t)c->context->revision);
	return reply_close(c);
}

static enum err
close_named(struct call *c, const char *name, bool erase)
{
	enum err err = c->services->project_close(c, name, erase);

	if (err == ERR_NO_PROJECT)
		return name == NULL ? fail(c, err, "no project is open") :
		    fail(c, err, "there is no project '%s'; "
		    "goxel.list_projects tells their names", name);
	if (err != OK)
		return err;
	reply_open(c);
	reply_bool(c, "success", true);
	reply_text(c, "name", c->project);
	return reply_close(c);
}

enum err
do_close_project(struct call *c, const struct close_project_in *in)
{
	return close_named(c, in->has_name && *in->name != '\0' ?
	    in->name : NULL, false);
}

enum err
do_delete_project(struct call *c, const struct delete_project_in *in)
{
	return close_named(c, in->has_name && *in->name != '\0' ?
	    in->name : NULL, true);
}

/* The size it was made with, else that of what is in it. */
static struct pos
extent(const struct call *c)
{
	struct pos size = { { 0 } };
	struct box box;
	int axis;

	if (c->context == NULL)
		return size;
	box = c->context->image->box;
	if (box_empty(&box) && !call_bounds(c, true, &box))
		return size;
	for (axis = 0; axis < 3; axis++)
		size.at[axis] = box.hi.at[axis] - box.lo.at[axis];
	return size;
}

static void
put_history(struct call *c)
{
	const struct context *context = c->context;

	reply_int(c, "revision", (int64_t)context->revision);
	reply_int(c, "undo_steps", undo_steps(context->undo));
	reply_int(c, "redo_steps", undo_redos(context->undo));
}

enum err
do_get_status(struct call *c, const struct get_status_in *in)
{
	const struct context *context = c->context;
	struct pos size = extent(c);

	(void)in;
	reply_open(c);
	reply_text(c, "version", GOXELD_VERSION);
	reply_int(c, "layer_count",
	    context != NULL ? context->image->layer_count : 0);
	reply_bool(c, "read_only", false);
	reply_int(c, "width", size.at[0]);
	reply_int(c, "height", size.at[1]);
	reply_int(c, "depth", size.at[2]);
	if (context != NULL) {
		reply_text(c, "name", project_name(c));
		put_history(c);
	}
	return reply_close(c);
}

/* Undo and redo: one step along the history. */
static enum err
step(struct call *c, enum edit_kind kind)
{
	struct edit edit = { .kind = kind };
	struct edit_outcome outcome;
	enum err err;

	if ((err = call_edit(c, &edit, &outcome)) != OK)
		return err;
	reply_open(c);
	reply_bool(c, "success", true);
	put_history(c);
	return reply_close(c);
}

enum err
do_undo(struct call *c, const struct undo_in *in)
{
	(void)in;
	return step(c, EDIT_undo);
}

enum err
do_redo(struct call *c, const struct redo_in *in)
{
	(void)in;
	return step(c, EDIT_redo);
}
