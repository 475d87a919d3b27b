/*
 * say_edit · requests that change a project, make one or end one
 */
#include "tests/chaos/saying.h"

/* Once in so many edits, one with expect_revision. */
#define FENCED		8

#define FILL_MOST	4	/* voxels a side of a filled box */
#define LIST_MOST	6	/* voxels in a list */
#define NO_STEP		(-1036)
#define STALE		(-1035)

/* Before the edit: the revision it will find. */
static void
open_edit(struct saying *s)
{
	saying_open(s);
	if (!s->project->shared && dice_once_in(&s->patron->dice, FENCED))
		saying_put(s, "\"expect_revision\":%ju",
		    (uintmax_t)s->project->sent);
}

static void
put_color(struct saying *s, union color color)
{
	if (dice_once_in(&s->patron->dice, 2))
		saying_put(s, "\"color\":\"#%02x%02x%02x\"", color.c[0],
		    color.c[1], color.c[2]);
	else
		saying_put(s, "\"color\":[%d,%d,%d,%d]", color.c[0], color.c[1],
		    color.c[2], color.c[3]);
}

void
say_add(struct saying *s)
{
	union color c = saying_color(s);
	int at[3];
	unsigned place = saying_place(s, at);

	if (saying_positional(s)) {
		buf_add_format(s->out, ",\"params\":[%d,%d,%d,%d,%d,%d,%d]",
		    at[0], at[1], at[2], c.c[0], c.c[1], c.c[2], c.c[3]);
	} else {
		open_edit(s);
		saying_put_place(s, at);
		put_color(s, c);
		saying_close(s);
	}
	project_begin(s->project);
	project_write(s->project, s->region, place, c);
	project_end(s->project, false);
	saying_want(s, "{\"success\":true,\"x\":%d,\"y\":%d,\"z\":%d,"
	    "\"layer_id\":0,\"color\":[%d,%d,%d,%d]}", at[0], at[1],
	    at[2], c.c[0], c.c[1], c.c[2], c.c[3]);
}

void
say_remove(struct saying *s)
{
	int at[3];
	unsigned place = saying_place(s, at);

	if (saying_positional(s)) {
		buf_add_format(s->out, ",\"params\":[%d,%d,%d]", at[0], at[1],
		    at[2]);
	} else {
		open_edit(s);
		saying_put_place(s, at);
		saying_close(s);
	}
	project_begin(s->project);
	project_write(s->project, s->region, place, (union color){ { 0 } });
	project_end(s->project, false);
	saying_want(s, "{\"success\":true,\"x\":%d,\"y\":%d,\"z\":%d,"
	    "\"layer_id\":0}", at[0], at[1], at[2]);
}

static void
fill_place(struct saying *s, const int at[3], unsigned place, void *with)
{
	(void)at;
	project_write(s->project, s->region, place, *(union color *)with);
}

void
say_fill(struct saying *s)
{
	bool empty = dice_once_in(&s->patron->dice, 3);
	union color c = saying_color(s);
	int lo[3], hi[3], axis, voxels = 1;

	saying_box(s, FILL_MOST, lo, hi);
	open_edit(s);
	saying_put_box(s, lo, hi);
	if (empty) {
		c.bits = 0;
		saying_put(s, "\"mode\":\"replace\",\"color\":[0,0,0,0]");
	} else {
		put_color(s, c);
	}
	saying_close(s);
	project_begin(s->project);
	saying_each(s, lo, hi, fill_place, &c);
	project_end(s->project, true);
	for (axis = 0; axis < 3; axis++)
		voxels *= hi[axis] - lo[axis] + 1;
	saying_want(s, "{\"success\":true,\"voxels\":%d}", voxels);
}

static void
put_listed(struct saying *s, const int at[3], union color c)
{
	if (dice_once_in(&s->patron->dice, 2))
		saying_put(s, "[%d,%d,%d,%d,%d,%d,%d]", at[0], at[1], at[2],
		    c.c[0], c.c[1], c.c[2], c.c[3]);
	else
		saying_put(s, "{\"x\":%d,\"y\":%d,\"z\":%d,"
		    "\"color\":[%d,%d,%d,%d]}", at[0], at[1], at[2], c.c[0],
		    c.c[1], c.c[2], c.c[3]);
}

void
say_list(struct saying *s)
{
	unsigned count = dice_between(&s->patron->dice, 1, LIST_MOST), i, place;
	union color c;
	int at[3];

	open_edit(s);
	saying_put(s, "\"voxels\":[");
	s->comma = false;
	project_begin(s->project);
	for (i = 0; i < count; i++) {
		place = saying_place(s, at);
		c = saying_color(s);
		put_listed(s, at, c);
		project_write(s->project, s->region, place, c);
	}
	project_end(s->project, count > 1);
	buf_add_text(s->out, "]");
	saying_close(s);
	saying_want(s, "{\"success\":true,\"added\":%u,\"failed\":0}", count);
}

static void
want_step(struct saying *s, bool done)
{
	if (!done)
		saying_want_error(s, NO_STEP);
	else
		saying_want(s, "{\"success\":true,\"revision\":%ju,"
		    "\"undo_steps\":%u,\"redo_steps\":%u}",
		    (uintmax_t)s->project->sent,
		    project_undos(s->project), project_redos(s->project));
}

void
say_undo(struct saying *s)
{
	open_edit(s);
	saying_close(s);
	want_step(s, project_undo(s->project));
}

void
say_redo(struct saying *s)
{
	open_edit(s);
	saying_close(s);
	want_step(s, project_redo(s->project));
}

/* An edit that comes too late. */
void
say_stale(struct saying *s)
{
	int at[3];

	saying_place(s, at);
	saying_open(s);
	saying_put_place(s, at);
	saying_put(s, "\"expect_revision\":%ju",
	    (uintmax_t)s->project->sent + 1);
	saying_close(s);
	saying_want_error(s, STALE);
}

/* ---- a private project ends and begins ---- */

void
say_close(struct saying *s)
{
	struct patron *p = s->patron;

	buf_add_format(s->out, ",\"params\":{\"name\":\"%s\"}",
	    s->project->name);
	project_forget(s->project);
	p->closed = true;
	if (p->current == s->project)
		p->current = NULL;
	saying_want(s, "{\"success\":true,\"name\":\"%s\"}", s->project->name);
}

void
say_create(struct saying *s)
{
	struct patron *p = s->patron;

	buf_add_format(s->out, ",\"params\":{\"name\":\"%s\"}",
	    s->project->name);
	project_make(s->project);
	p->closed = false;
	p->current = s->project;
	saying_want(s, "{\"success\":true,\"name\":\"%s\",\"width\":64,"
	    "\"height\":64,\"depth\":64}", s->project->name);
}
