/*
 * do_project · methods on projects as a whole
 */
#include <string.h>

#include "bounds.h"
#include "text.h"
#include "worker/method/method.h"
#include "worker/method/reply.h"

#define NAME_DEFAULT	"New Project"
#define SIDE_DEFAULT	64	/* voxels */

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

/* The name of a project that is made for a file: the file's. */
static const char *
base_name(struct call *c, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *start = slash == NULL ? path : slash + 1, *dot;
	size_t len = strlen(start);

	dot = strrchr(start, '.');
	if (dot != NULL && dot != start)
		len = (size_t)(dot - start);
	if (len > BOUND_NAME)
		len = BOUND_NAME;
	/* Not in the middle of a character. */
	while (len > 0 && ((unsigned char)start[len] & 0xc0) == 0x80)
		len--;
	start = mem_text(c->mem, start, len);
	return start == NULL || *start == '\0' ? NAME_DEFAULT : start;
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
	return make_named(c, base_name(c, in->path));
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
		return OK;
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

/* What a template puts into the middle of the project's box. */
static struct edit
template_shape(enum shape shape, const struct box *box)
{
	struct edit edit = { .kind = EDIT_shape_draw, .shape_draw = {
	    .shape = shape, .color = { { 255, 255, 255, 255 } } } };
	int axis, side;

	for (axis = 0; axis < 3; axis++) {
		side = box->hi.at[axis];
		edit.shape_draw.box.lo.at[axis] = side / 4;
		edit.shape_draw.box.hi.at[axis] = side / 4 + (side + 1) / 2;
	}
	return edit;
}

static enum err
start_from(struct call *c, const struct edit *reset, const char *template)
{
	bool cube = strcmp(template, "cube") == 0;
	struct edit edit = { .kind = EDIT_series }, shape;
	struct edit_outcome outcome;
	struct buf parts;
	enum err err;

	if (strcmp(template, "empty") == 0)
		return call_edit(c, reset, &outcome);
	if (!cube && strcmp(template, "sphere") != 0)
		return fail(c, ERR_PARAMS, "parameter 'template' must be "
		    "empty, cube or sphere, not '%s'", template);
	shape = template_shape(cube ? SHAPE_CUBE : SHAPE_SPHERE,
	    &reset->project_reset.box);
	buf_init(&parts, 4096);
	edit_encode(reset, &parts);
	edit_encode(&shape, &parts);
	edit.series.edits = (struct bytes){ parts.bytes,
	    (uint32_t)parts.len };
	err = call_edit(c, &edit, &outcome);
	buf_fini(&parts);
	return err;
}

enum err
do_create_project(struct call *c, const struct create_project_in *in)
{
	const char *name = name_to_create(in);
	struct edit edit = { .kind = EDIT_project_reset };
	struct box *box = &edit.project_reset.box;
	int32_t wish[3] = { in->width, in->height, in->depth };
	struct edit_outcome outcome;
	enum err err;
	int axis;

	edit.project_reset.name = (struct bytes){
		name, (uint32_t)strlen(name)
	};
	for (axis = 0; axis < 3; axis++) {
		box->lo.at[axis] = 0;
		box->hi.at[axis] = wish[axis] > 0 ? wish[axis] : SIDE_DEFAULT;
	}
	err = in->has_template ? start_from(c, &edit, in->template) :
	    call_edit(c, &edit, &outcome);
	if (err != OK)
		return err;

	reply_open(c);
	reply_bool(c, "success", true);
	reply_text(c, "name", name);
	reply_int(c, "width", box->hi.at[0]);
	reply_int(c, "height", box->hi.at[1]);
	reply_int(c, "depth", box->hi.at[2]);
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
