/*
 * demand - make up a request, and say what its reply must be
 *
 * One function words each kind of request: it changes the world, writes the
 * parameters and the result that must come.  What stands around them - id,
 * notification, batch - is added here once for all.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "tests/chaos/demand.h"

/* Once in so many: */
#define BATCH		25	/* lines, a batch */
#define SILENT		25	/* edits, a notification */
#define FENCED		8	/* edits, one with expect_revision */
#define OTHER		2	/* requests, one about the private project */
#define NEWLINE		2	/* requests, one with a newline after it */

#define BATCH_MOST	6	/* requests in a batch */
#define FILL_MOST	4	/* voxels a side of a filled box */
#define LIST_MOST	6	/* voxels in a list */
/* Each holds a tile in the server's history. */
#define WHOLE_MOST	5000	/* whole steps in a shared project */
#define STEPS_MOST	2000	/* steps in a private one, then it is closed */

/* A request as it is being worded. */
struct saying {
	struct patron	*patron;
	struct project	*project;
	struct region	*region;
	struct buf	*out;
	struct due	*due;		/* NULL: a notification */
	bool		 comma;		/* a named parameter stands before */
};

struct line {
	void		(*say)(struct saying *s);
	const char	*method;
	unsigned	 weight;
	unsigned	 flags;
};

#define FREE		1u	/* is about no project */
#define PRIVATE		2u	/* only where the history is known */
#define EDIT		4u

static struct dice *
dice_of(struct saying *s)
{
	return &s->patron->dice;
}

/* ---- what must come ---- */

static void __attribute__((format(printf, 2, 3)))
want(struct saying *s, const char *format, ...)
{
	char text[256];
	va_list args;

	if (s->due == NULL)
		return;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	buf_add_text(&s->due->want, text);
}

static void
want_error(struct saying *s, int code)
{
	if (s->due == NULL)
		return;
	s->due->kind = DUE_ERROR;
	s->due->code = code;
	s->due->edit = false;
	buf_reset(&s->due->want);
}

/* ---- parameters by name ---- */

static void __attribute__((format(printf, 2, 3)))
put(struct saying *s, const char *format, ...)
{
	char text[512];
	va_list args;

	if (s->comma)
		buf_add(s->out, ",", 1);
	s->comma = true;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	buf_add_text(s->out, text);
}

/* The project is named unless it is the connection's own. */
static void
open_named(struct saying *s)
{
	buf_add_text(s->out, ",\"params\":{");
	s->comma = false;
	if (s->patron->current != s->project ||
	    dice_once_in(dice_of(s), 2))
		put(s, "\"project\":\"%s\"", s->project->name);
}

static void
close_named(struct saying *s)
{
	buf_add(s->out, "}", 1);
}

/* Before the edit: the revision it will find. */
static void
open_edit(struct saying *s)
{
	open_named(s);
	if (!s->project->shared && dice_once_in(dice_of(s), FENCED))
		put(s, "\"expect_revision\":%ju", (uintmax_t)s->project->sent);
}

/* By position, no project can be named. */
static bool
positional(struct saying *s)
{
	return s->patron->current == s->project &&
	    dice_once_in(dice_of(s), 2);
}

static unsigned
any_place(struct saying *s, int at[3])
{
	unsigned place;
	int axis;

	for (axis = 0; axis < 3; axis++)
		at[axis] = (int)dice_below(dice_of(s), SIDE);
	place = region_place(at);
	for (axis = 0; axis < 3; axis++)
		at[axis] += s->region->lo[axis];
	return place;
}

static union color
any_color(struct saying *s)
{
	union color color = { .bits = (uint32_t)dice_throw(dice_of(s)) };

	color.c[3] = 255;
	return color;
}

/* A box in the region, ends included. */
static void
any_box(struct saying *s, unsigned side_most, int lo[3], int hi[3])
{
	unsigned side, at;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		side = dice_between(dice_of(s), 1, side_most);
		at = dice_below(dice_of(s), SIDE - side + 1);
		lo[axis] = s->region->lo[axis] + (int)at;
		hi[axis] = lo[axis] + (int)side - 1;
	}
}

static void
put_place(struct saying *s, const int at[3])
{
	put(s, "\"x\":%d,\"y\":%d,\"z\":%d", at[0], at[1], at[2]);
}

static void
put_box(struct saying *s, const int lo[3], const int hi[3])
{
	put(s, "\"min\":[%d,%d,%d],\"max\":[%d,%d,%d]", lo[0], lo[1], lo[2],
	    hi[0], hi[1], hi[2]);
}

static void
put_color(struct saying *s, union color color)
{
	if (dice_once_in(dice_of(s), 2))
		put(s, "\"color\":\"#%02x%02x%02x\"", color.c[0], color.c[1],
		    color.c[2]);
	else
		put(s, "\"color\":[%d,%d,%d,%d]", color.c[0], color.c[1],
		    color.c[2], color.c[3]);
}

/* Call `visit` for every place of a box, z slowest, with its index. */
static void
each_place(struct saying *s, const int lo[3], const int hi[3],
    void (*visit)(struct saying *, const int at[3], unsigned, void *),
    void *with)
{
	int at[3], inside[3], axis;

	for (at[2] = lo[2]; at[2] <= hi[2]; at[2]++)
		for (at[1] = lo[1]; at[1] <= hi[1]; at[1]++)
			for (at[0] = lo[0]; at[0] <= hi[0]; at[0]++) {
				for (axis = 0; axis < 3; axis++)
					inside[axis] = at[axis] -
					    s->region->lo[axis];
				visit(s, at, region_place(inside), with);
			}
}

/* ---- edits ---- */

static void
say_add(struct saying *s)
{
	union color c = any_color(s);
	int at[3];
	unsigned place = any_place(s, at);

	if (positional(s)) {
		buf_add_format(s->out, ",\"params\":[%d,%d,%d,%d,%d,%d,%d]",
		    at[0], at[1], at[2], c.c[0], c.c[1], c.c[2], c.c[3]);
	} else {
		open_edit(s);
		put_place(s, at);
		put_color(s, c);
		close_named(s);
	}
	project_begin(s->project);
	project_write(s->project, s->region, place, c);
	project_end(s->project, false);
	want(s, "{\"success\":true,\"x\":%d,\"y\":%d,\"z\":%d,\"layer_id\":0,"
	    "\"color\":[%d,%d,%d,%d]}", at[0], at[1], at[2], c.c[0], c.c[1],
	    c.c[2], c.c[3]);
}

static void
say_remove(struct saying *s)
{
	int at[3];
	unsigned place = any_place(s, at);

	if (positional(s)) {
		buf_add_format(s->out, ",\"params\":[%d,%d,%d]", at[0], at[1],
		    at[2]);
	} else {
		open_edit(s);
		put_place(s, at);
		close_named(s);
	}
	project_begin(s->project);
	project_write(s->project, s->region, place, (union color){ { 0 } });
	project_end(s->project, false);
	want(s, "{\"success\":true,\"x\":%d,\"y\":%d,\"z\":%d,\"layer_id\":0}",
	    at[0], at[1], at[2]);
}

static void
fill_place(struct saying *s, const int at[3], unsigned place, void *with)
{
	(void)at;
	project_write(s->project, s->region, place, *(union color *)with);
}

static void
say_fill(struct saying *s)
{
	bool empty = dice_once_in(dice_of(s), 3);
	union color c = any_color(s);
	int lo[3], hi[3], axis, voxels = 1;

	any_box(s, FILL_MOST, lo, hi);
	open_edit(s);
	put_box(s, lo, hi);
	if (empty) {
		c.bits = 0;
		put(s, "\"mode\":\"replace\",\"color\":[0,0,0,0]");
	} else {
		put_color(s, c);
	}
	close_named(s);
	project_begin(s->project);
	each_place(s, lo, hi, fill_place, &c);
	project_end(s->project, true);
	for (axis = 0; axis < 3; axis++)
		voxels *= hi[axis] - lo[axis] + 1;
	want(s, "{\"success\":true,\"voxels\":%d}", voxels);
}

static void
put_listed(struct saying *s, const int at[3], union color c)
{
	if (dice_once_in(dice_of(s), 2))
		put(s, "[%d,%d,%d,%d,%d,%d,%d]", at[0], at[1], at[2], c.c[0],
		    c.c[1], c.c[2], c.c[3]);
	else
		put(s, "{\"x\":%d,\"y\":%d,\"z\":%d,\"color\":[%d,%d,%d,%d]}",
		    at[0], at[1], at[2], c.c[0], c.c[1], c.c[2], c.c[3]);
}

static void
say_list(struct saying *s)
{
	unsigned count = dice_between(dice_of(s), 1, LIST_MOST), i, place;
	union color c;
	int at[3];

	open_edit(s);
	put(s, "\"voxels\":[");
	s->comma = false;
	project_begin(s->project);
	for (i = 0; i < count; i++) {
		place = any_place(s, at);
		c = any_color(s);
		put_listed(s, at, c);
		project_write(s->project, s->region, place, c);
	}
	project_end(s->project, count > 1);
	buf_add_text(s->out, "]");
	close_named(s);
	want(s, "{\"success\":true,\"added\":%u,\"failed\":0}", count);
}

static void
want_step(struct saying *s, bool done)
{
	if (!done)
		want_error(s, -1036);
	else
		want(s, "{\"success\":true,\"revision\":%ju,\"undo_steps\":%u,"
		    "\"redo_steps\":%u}", (uintmax_t)s->project->sent,
		    project_undos(s->project), project_redos(s->project));
}

static void
say_undo(struct saying *s)
{
	open_edit(s);
	close_named(s);
	want_step(s, project_undo(s->project));
}

static void
say_redo(struct saying *s)
{
	open_edit(s);
	close_named(s);
	want_step(s, project_redo(s->project));
}

/* An edit that comes too late. */
static void
say_stale(struct saying *s)
{
	int at[3];

	any_place(s, at);
	open_named(s);
	put_place(s, at);
	put(s, "\"expect_revision\":%ju", (uintmax_t)s->project->sent + 1);
	close_named(s);
	want_error(s, -1035);
}

/* ---- reads ---- */

static void
say_get(struct saying *s)
{
	int at[3];
	unsigned place = any_place(s, at);
	union color c = s->region->voxel[place];

	if (positional(s)) {
		buf_add_format(s->out, ",\"params\":[%d,%d,%d]", at[0], at[1],
		    at[2]);
	} else {
		open_named(s);
		put_place(s, at);
		close_named(s);
	}
	want(s, "{\"x\":%d,\"y\":%d,\"z\":%d,\"exists\":%s,"
	    "\"color\":[%d,%d,%d,%d]}", at[0], at[1], at[2],
	    c.c[3] > 0 ? "true" : "false", c.c[0], c.c[1], c.c[2], c.c[3]);
}

struct found {
	int		 lo[3], hi[3];
	unsigned	 count;
};

static void
find_place(struct saying *s, const int at[3], unsigned place, void *with)
{
	union color c = s->region->voxel[place];
	struct found *found = with;
	int axis;

	if (c.c[3] == 0)
		return;
	for (axis = 0; axis < 3; axis++) {
		if (found->count == 0 || at[axis] < found->lo[axis])
			found->lo[axis] = at[axis];
		if (found->count == 0 || at[axis] > found->hi[axis])
			found->hi[axis] = at[axis];
	}
	want(s, "%s{\"x\":%d,\"y\":%d,\"z\":%d,\"color\":[%d,%d,%d,%d]}",
	    found->count == 0 ? "" : ",", at[0], at[1], at[2], c.c[0],
	    c.c[1], c.c[2], c.c[3]);
	found->count++;
}

static void
say_region(struct saying *s)
{
	struct found found = { .count = 0 };
	int lo[3], hi[3];

	any_box(s, SIDE, lo, hi);
	open_named(s);
	put_box(s, lo, hi);
	close_named(s);
	want(s, "{\"voxels\":[");
	each_place(s, lo, hi, find_place, &found);
	want(s, "],\"count\":%u,\"truncated\":false", found.count);
	if (found.count > 0)
		want(s, ",\"bbox\":{\"min\":[%d,%d,%d],\"max\":[%d,%d,%d]}",
		    found.lo[0], found.lo[1], found.lo[2], found.hi[0],
		    found.hi[1], found.hi[2]);
	want(s, "}");
}

/* Of a shared project only the limits are known. */
static void
want_revision(struct saying *s)
{
	if (s->due == NULL)
		return;
	s->due->kind = DUE_REVISION;
	s->due->low = s->project->shared ? s->project->acked :
	    s->project->sent;
	s->due->high = s->project->shared ? 0 : s->project->sent;
}

static void
say_status(struct saying *s)
{
	open_named(s);
	close_named(s);
	want_revision(s);
}

static void
say_open(struct saying *s)
{
	buf_add_format(s->out, ",\"params\":{\"name\":\"%s\"}",
	    s->project->name);
	s->patron->current = s->project;
	want_revision(s);
}

static void
say_ping(struct saying *s)
{
	if (s->due != NULL)
		s->due->kind = DUE_PONG;
}

/* Short ones are as likely as long ones twice as long. */
static void
say_echo(struct saying *s)
{
	uint32_t most = 1u << dice_below(dice_of(s), 17);
	uint32_t len = dice_below(dice_of(s), most);
	const char *letters = s->patron->stage->letters +
	    dice_below(dice_of(s), STAGE_LETTERS);

	buf_add_text(s->out, ",\"params\":[\"");
	buf_add(s->out, letters, len);
	buf_add_text(s->out, "\"]");
	want(s, "[\"");
	if (s->due != NULL)
		buf_add(&s->due->want, letters, len);
	want(s, "\"]");
}

/* ---- a private project ends and begins ---- */

static void
say_close(struct saying *s)
{
	struct patron *p = s->patron;

	buf_add_format(s->out, ",\"params\":{\"name\":\"%s\"}",
	    s->project->name);
	project_forget(s->project);
	p->closed = true;
	if (p->current == s->project)
		p->current = NULL;
	want(s, "{\"success\":true,\"name\":\"%s\"}", s->project->name);
}

static void
say_create(struct saying *s)
{
	struct patron *p = s->patron;

	buf_add_format(s->out, ",\"params\":{\"name\":\"%s\"}",
	    s->project->name);
	project_make(s->project);
	p->closed = false;
	p->current = s->project;
	want(s, "{\"success\":true,\"name\":\"%s\",\"width\":64,"
	    "\"height\":64,\"depth\":64}", s->project->name);
}

/* ---- which, and what stands around it ---- */

static const struct line create_line = {
	say_create, "goxel.create_project", 0, PRIVATE | FREE | EDIT
};
static const struct line close_line = {
	say_close, "goxel.close_project", 0, PRIVATE | FREE
};
static const struct line lines[] = {
	{ say_add, "goxel.add_voxel", 30, EDIT },
	{ say_remove, "goxel.remove_voxel", 12, EDIT },
	{ say_list, "add_voxels", 4, EDIT },
	{ say_fill, "goxel.fill_box", 3, EDIT },
	{ say_undo, "goxel.undo", 8, EDIT | PRIVATE },
	{ say_redo, "goxel.redo", 5, EDIT | PRIVATE },
	{ say_stale, "goxel.remove_voxel", 1, PRIVATE },
	{ say_get, "goxel.get_voxel", 30, 0 },
	{ say_region, "goxel.get_voxels_region", 3, 0 },
	{ say_status, "goxel.get_status", 3, 0 },
	{ say_open, "goxel.open_project", 2, 0 },
	{ say_ping, "ping", 6, FREE },
	{ say_echo, "echo", 8, FREE },
};

#define LINES	(sizeof lines / sizeof lines[0])

static bool
may_say(const struct saying *s, const struct line *line)
{
	if (line->flags & FREE)
		return true;
	if (s->patron->stage->reads_only)
		return false;
	if (line->flags & PRIVATE)
		return !s->project->shared;
	if (s->project->shared && s->project->whole >= WHOLE_MOST)
		return line->say != say_fill && line->say != say_list;
	return true;
}

static const struct line *
any_line(struct saying *s)
{
	unsigned sum = 0, i, throw;

	for (i = 0; i < LINES; i++)
		sum += may_say(s, &lines[i]) ? lines[i].weight : 0;
	throw = dice_below(dice_of(s), sum);
	for (i = 0; !may_say(s, &lines[i]) || throw >= lines[i].weight; i++)
		throw -= may_say(s, &lines[i]) ? lines[i].weight : 0;
	return &lines[i];
}

static const struct line *
choose(struct saying *s)
{
	struct patron *p = s->patron;
	bool private = dice_once_in(&p->dice, OTHER);

	s->project = p->mine;
	s->region = p->mine->region;
	if (p->stage->reads_only)
		return any_line(s);
	if (p->closed)
		return &create_line;
	if (project_undos(p->mine) > STEPS_MOST)
		return &close_line;
	if (!private) {
		s->project = p->ours;
		s->region = p->part;
	}
	return any_line(s);
}

/* One request; false when it is a notification. */
static bool
say_one(struct patron *p)
{
	struct saying s = { .patron = p, .out = &p->wire.out };
	const struct line *line = choose(&s);
	struct toll *toll = &p->stage->toll;

	if (!(line->flags & EDIT) || line->flags & FREE ||
	    !dice_once_in(&p->dice, SILENT))
		s.due = patron_due(p);
	buf_add_format(s.out, "{\"jsonrpc\":\"2.0\",\"method\":\"%s\"",
	    line->method);
	want(&s, "{\"jsonrpc\":\"2.0\",\"result\":");
	if (s.due != NULL) {
		s.due->edit = line->flags & EDIT;
		s.due->project = s.project;
	}
	line->say(&s);
	toll->tally[TALLY_REQUESTS]++;
	toll->tally[TALLY_EDITS] += (line->flags & EDIT) != 0;
	toll->tally[TALLY_NOTIFICATIONS] += s.due == NULL;
	if (s.due != NULL) {
		buf_add_format(s.out, ",\"id\":%ju", (uintmax_t)s.due->id);
		want(&s, ",\"id\":%ju}", (uintmax_t)s.due->id);
	}
	buf_add(s.out, "}", 1);
	return s.due != NULL;
}

static void
say_batch(struct patron *p)
{
	unsigned count = dice_between(&p->dice, 2, BATCH_MOST), replies = 0;
	uint64_t first = p->last + 1;

	p->stage->toll.tally[TALLY_BATCHES]++;
	buf_add(&p->wire.out, "[", 1);
	while (count-- > 0) {
		replies += say_one(p);
		if (count > 0)
			buf_add(&p->wire.out, ",", 1);
	}
	buf_add(&p->wire.out, "]", 1);
	if (replies > 0)
		p->due[first % PATRON_DUES].batch = replies;
}

void
demand_make(struct patron *p)
{
	if (dice_once_in(&p->dice, BATCH))
		say_batch(p);
	else
		say_one(p);
	if (dice_once_in(&p->dice, NEWLINE))
		buf_add(&p->wire.out, "\n", 1);
}
