/*
 * say_read · requests that only look
 */
#include "err.h"
#include "tests/chaos/saying.h"

void
say_get(struct saying *s)
{
	int at[3];
	unsigned place = saying_place(s, at);
	union color c = s->region->voxel[place];

	if (saying_positional(s)) {
		buf_add_format(s->out, ",\"params\":[%d,%d,%d]", at[0], at[1],
		    at[2]);
	} else {
		saying_open(s);
		saying_put_place(s, at);
		saying_close(s);
	}
	saying_want(s, "{\"x\":%d,\"y\":%d,\"z\":%d,\"exists\":%s,"
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
	saying_want(s, "%s{\"x\":%d,\"y\":%d,\"z\":%d,\"color\":[%d,%d,%d,%d]}",
	    found->count == 0 ? "" : ",", at[0], at[1], at[2], c.c[0],
	    c.c[1], c.c[2], c.c[3]);
	found->count++;
}

void
say_region(struct saying *s)
{
	struct found found = { .count = 0 };
	int lo[3], hi[3];

	saying_box(s, SIDE, lo, hi);
	saying_open(s);
	saying_put_box(s, lo, hi);
	saying_close(s);
	saying_want(s, "{\"voxels\":[");
	saying_each(s, lo, hi, find_place, &found);
	saying_want(s, "],\"count\":%u,\"truncated\":false", found.count);
	if (found.count > 0)
		saying_want(s, ",\"bbox\":{\"min\":[%d,%d,%d],"
		    "\"max\":[%d,%d,%d]}",
		    found.lo[0], found.lo[1], found.lo[2], found.hi[0],
		    found.hi[1], found.hi[2]);
	saying_want(s, "}");
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

void
say_status(struct saying *s)
{
	saying_open(s);
	saying_close(s);
	want_revision(s);
}

void
say_open(struct saying *s)
{
	buf_add_format(s->out, ",\"params\":{\"name\":\"%s\"}",
	    s->project->name);
	s->patron->current = s->project;
	want_revision(s);
}

void
say_ping(struct saying *s)
{
	if (s->due != NULL)
		s->due->kind = DUE_PONG;
}

/* Short ones are as likely as long ones twice as long. */
void
say_echo(struct saying *s)
{
	uint32_t most = 1u << dice_below(&s->patron->dice, 17);
	uint32_t len = dice_below(&s->patron->dice, most);
	const char *letters = s->patron->stage->letters +
	    dice_below(&s->patron->dice, STAGE_LETTERS);

	buf_add_text(s->out, ",\"params\":[\"");
	buf_add(s->out, letters, len);
	buf_add_text(s->out, "\"]");
	saying_want(s, "[\"");
	if (s->due != NULL)
		buf_add(&s->due->want, letters, len);
	saying_want(s, "\"]");
}

void
say_poison(struct saying *s)
{
	s->patron->stage->toll.tally[TALLY_POISONS]++;
	saying_want_error(s, err_row(ERR_CRASHED)->number);
}
