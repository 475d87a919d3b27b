/*
 * mcp_model - what an agent does to a model, and what it must be told
 */
#include "tests/chaos/mcp_model.h"
#include "tests/chaos/saying.h"

/* Once in so many: */
#define LOOK		3	/* calls, one only looks */
#define TAKE_AWAY	3	/* boxes, one is taken away */
#define KEYED		2	/* builds, one with a request_key */

#define BOX_MOST	4	/* voxels a side */
#define STEPS_MOST	5000	/* each holds a tile in the history */

struct painting {
	union color	 color;
	unsigned	 changed;	/* voxels */
};

static void
paint_place(struct saying *s, const int at[3], unsigned place, void *with)
{
	struct painting *painting = with;

	(void)at;
	painting->changed += s->region->voxel[place].bits !=
	    painting->color.bits;
	project_write(s->project, s->region, place, painting->color);
}

static void
put_corners(struct buf *out, const int lo[3], const int hi[3])
{
	buf_add_format(out, "\"box\":[%d,%d,%d,%d,%d,%d]", lo[0], lo[1],
	    lo[2], hi[0], hi[1], hi[2]);
}

static void
say_build(struct saying *s, struct mcp_call *call, struct buf *want)
{
	struct painting painting = { .color = saying_color(s) };
	const uint8_t *c = painting.color.c;
	int lo[3], hi[3];

	saying_box(s, BOX_MOST, lo, hi);
	call->tool = "voxel_build";
	call->edit = true;
	call->keyed = dice_once_in(&s->patron->dice, KEYED);
	if (call->keyed)
		buf_add_format(s->out, "\"request_key\":\"%u.%ju\",",
		    s->patron->index, (uintmax_t)s->patron->last);
	buf_add_text(s->out, "\"ops\":[{\"op\":\"box\",");
	put_corners(s->out, lo, hi);
	if (dice_once_in(&s->patron->dice, TAKE_AWAY)) {
		painting.color.bits = 0;
		buf_add_text(s->out, ",\"mode\":\"subtract\"}]}");
	} else {
		buf_add_format(s->out, ",\"color\":\"#%02x%02x%02x\"}]}",
		    c[0], c[1], c[2]);
	}
	project_begin(s->project);
	saying_each(s, lo, hi, paint_place, &painting);
	project_end(s->project, true);
	buf_add_format(want, ",\"changed\":%u", painting.changed);
}

static void
want_place(struct saying *s, const int at[3], unsigned place, void *with)
{
	const uint8_t *c = s->region->voxel[place].c;
	struct buf *want = with;

	if (c[3] == 0)
		return;
	buf_add_format(want, "%s[%d,%d,%d,\"#%02x%02x%02x\"]",
	    want->bytes[want->len - 1] == '[' ? "" : ",", at[0], at[1], at[2],
	    c[0], c[1], c[2]);
}

static void
say_inspect(struct saying *s, struct mcp_call *call, struct buf *want)
{
	int lo[3], hi[3];

	saying_box(s, BOX_MOST, lo, hi);
	call->tool = "voxel_inspect";
	buf_add_text(s->out, "\"what\":\"region\",\"format\":\"sparse\",");
	put_corners(s->out, lo, hi);
	buf_add_text(s->out, "}");
	buf_add_text(want, ",\"voxels\":[");
	saying_each(s, lo, hi, want_place, want);
	buf_add_text(want, "]");
}

void
mcp_model_say(struct patron *p, struct mcp_call *call, struct buf *want)
{
	struct saying s = { .patron = p, .project = p->ours,
	    .region = p->part, .out = call->arguments };

	buf_add_format(s.out, "{\"model\":\"%s\",", p->ours->name);
	buf_add_format(want, "{\"model\":\"%s\"", p->ours->name);
	if (p->ours->whole >= STEPS_MOST || dice_once_in(&p->dice, LOOK))
		say_inspect(&s, call, want);
	else
		say_build(&s, call, want);
	buf_add(want, "}", 2);
}
