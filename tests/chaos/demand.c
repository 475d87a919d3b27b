/*
 * demand - make up a request, and say what its reply must be
 *
 * The table says how often which kind is asked.  What stands around it - id,
 * notification, batch - is added here once for all.
 */
#include <arpa/inet.h>
#include <string.h>

#include "tests/chaos/demand.h"
#include "tests/chaos/mcp_patron.h"
#include "tests/chaos/saying.h"

/* Once in so many: */
#define BATCH		25	/* lines, a batch */
#define SILENT		25	/* edits, a notification */
#define CLOSE		1000	/* requests, the private project is closed */
#define OTHER		2	/* requests, one about the private project */
#define NEWLINE		2	/* requests, one with a newline after it */

#define BATCH_MOST	6	/* requests in a batch */
/* Each holds a tile in the server's history. */
#define WHOLE_MOST	5000	/* whole steps in a shared project */
#define STEPS_MOST	2000	/* steps in a private one, then it is closed */

struct line {
	void		(*say)(struct saying *s);
	const char	*method;
	unsigned	 weight;
	unsigned	 flags;
};

#define FREE		1u	/* is about no project */
#define PRIVATE		2u	/* only where the history is known */
#define EDIT		4u

static const struct line create_line = {
	say_create, "goxel.create_project", 0, PRIVATE | FREE | EDIT
};
static const struct line close_line = {
	say_close, "goxel.delete_project", 0, PRIVATE | FREE
};
static const struct line poison_line = {
	say_poison, STAGE_POISON, 0, FREE
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
	throw = dice_below(&s->patron->dice, sum);
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
	if (p->stage->poison) {
		p->stage->poison = false;
		return &poison_line;
	}
	if (p->stage->reads_only)
		return any_line(s);
	if (p->closed)
		return &create_line;
	if (project_undos(p->mine) > STEPS_MOST ||
	    (!p->stage->calm && dice_once_in(&p->dice, CLOSE)))
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
	saying_want(&s, "{\"jsonrpc\":\"2.0\",\"result\":");
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
		saying_want(&s, ",\"id\":%ju}", (uintmax_t)s.due->id);
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

/* The message that begins at `start` gets its head, for which there is room;
 * its reply, if there is one, is to come back with the same id. */
static void
fill_head(struct patron *p, size_t start, uint64_t id)
{
	struct buf *out = &p->wire.out;
	uint32_t head[PATRON_HEAD / 4] = { htonl((uint32_t)id), 0,
	    htonl((uint32_t)(out->len - start - PATRON_HEAD)), 0 };

	if (!out->failed)
		memcpy(out->bytes + start, head, sizeof head);
}

void
demand_make(struct patron *p)
{
	static const char blank[PATRON_HEAD];
	size_t start = p->wire.out.len;
	uint64_t id = p->last + 1;

	if (p->wire.http) {
		mcp_patron_ask(p);
		return;
	}
	if (p->wire.headed)
		buf_add(&p->wire.out, blank, sizeof blank);
	if (dice_once_in(&p->dice, BATCH))
		say_batch(p);
	else
		say_one(p);
	if (dice_once_in(&p->dice, NEWLINE))
		buf_add(&p->wire.out, "\n", 1);
	if (p->wire.headed)
		fill_head(p, start, id);
}
