/*
 * page - voxels as text, a page at a time
 *
 * Lines are gathered first, for they stand twice in a result: as a list for
 * programs, and as text for the eyes of a language model.
 */
#include <inttypes.h>
#include <string.h>

#include "bounds.h"
#include "text.h"
#include "worker/method/method.h"
#include "worker/method/model.h"
#include "worker/method/page.h"
#include "worker/method/reply.h"
#include "worker/method/tool.h"

#define LEGEND		16	/* letters that are explained */
#define LONG		4096	/* voxels of a line that is told by runs */
#define CELLS		(1u << 20)	/* looked at for one page */

static const char right_of[] = "yxx", up_of[] = "zzy";

void
page_put_next(struct call *c, const struct page *page)
{
	char next[24];

	text_format(next, sizeof next, "%" PRIu64, page->next);
	reply_text(c, "nextCursor", next);
}

/*
 * Lines
 */

/* "12: 3. 4A": how many of which letter, from the left. */
static void
add_runs(struct buf *text, const char *letters, uint32_t width)
{
	uint32_t i, run;

	for (i = 0; i < width; i += run) {
		for (run = 1; i + run < width &&
		    letters[i + run] == letters[i]; run++)
			;
		buf_add_format(text, " %" PRIu32 "%c", run, letters[i]);
	}
	buf_add_text(text, "\n");
}

static void
add_line(struct buf *text, const struct slice *s, const struct page *page,
    uint64_t nth)
{
	uint32_t width = slice_width(s);
	char letters[LONG];
	struct slice_line line;

	slice_read(s, nth, &line, letters);
	if (page->format == PAGE_RLE && line.count == 0)
		return;
	buf_add_format(text, page->format == PAGE_RLE ? "%c%" PRId32 " %c%"
	    PRId32 ":" : "%c%" PRId32 " %c%3" PRId32 " ", 'x' + s->axis,
	    line.place, up_of[s->axis], line.row);
	if (page->format == PAGE_RLE) {
		add_runs(text, letters, width);
		return;
	}
	buf_add(text, letters, width);
	buf_add_text(text, "\n");
}

static enum err
check_width(struct call *c, const struct slice *s, const struct page *page)
{
	uint32_t most = page->format == PAGE_ASCII ? PAGE_WIDTH : LONG;

	if (slice_width(s) <= most)
		return OK;
	return fail(c, ERR_PARAMS, "the lines would be %" PRIu32 " voxels "
	    "wide, more than %" PRIu32 "; give a narrower box%s",
	    slice_width(s), most, page->format == PAGE_ASCII ?
	    ", or format rle or sparse" : ", or format sparse");
}

static void
gather_lines(const struct slice *s, struct page *page, struct buf *text)
{
	uint64_t lines = slice_lines(s), seen;

	for (seen = 0; page->next < lines && text->len < PAGE_TEXT &&
	    seen < CELLS; seen += slice_width(s))
		add_line(text, s, page, page->next++);
}

static void
put_lines(struct call *c, const struct buf *text)
{
	const char *at = text->bytes, *end;

	reply_list(c, "lines");
	while (at < text->bytes + text->len) {
		end = strchr(at, '\n');
		reply_text(c, NULL, mem_text(c->mem, at, (size_t)(end - at)));
		at = end + 1;
	}
	reply_list_end(c);
}

/* Which colour each letter is, for the reply and, after the lines, the text. */
static void
put_legend(struct call *c, const struct slice *s, struct buf *text)
{
	char color[MODEL_COLOR], letter[2] = "";
	uint32_t i;

	reply_object(c, "legend");
	for (i = 0; i < s->colors.count && i < SLICE_LETTERS; i++) {
		letter[0] = slice_letter(s, s->colors.at[i].color);
		model_color(s->colors.at[i].color, color);
		reply_text(c, letter, color);
		if (i < LEGEND)
			buf_add_format(text, "%s=%s ", letter, color);
	}
	reply_object_end(c);
	buf_add_text(text, s->colors.count > LEGEND ? "..., .=nothing" :
	    ".=nothing");
}

static enum err
put_slices(struct call *c, struct page *page, const struct slice *s)
{
	char axes[64];
	struct buf text;
	enum err err;

	if ((err = check_width(c, s, page)) != OK)
		return err;
	buf_init(&text, 1u << 20);
	gather_lines(s, page, &text);
	buf_add(&text, "", 1);
	text.len--;
	model_put(c);
	model_put_box(c, "box", &s->box);
	text_format(axes, sizeof axes, "%c%" PRId32 "..%" PRId32
	    " to the right", right_of[s->axis],
	    s->box.lo.at[right_of[s->axis] - 'x'],
	    s->box.hi.at[right_of[s->axis] - 'x'] - 1);
	reply_text(c, "columns", axes);
	put_lines(c, &text);
	put_legend(c, s, &text);
	if (page->next < slice_lines(s)) {
		page_put_next(c, page);
		buf_add_text(&text, "; there is more on the next page");
	}
	buf_add_format(&text, "; %s", axes);
	buf_add(&text, "", 1);
	err = tool_close(c, &(struct tool_content){ .text = text.bytes });
	buf_fini(&text);
	return err;
}

/*
 * One by one
 */

struct list {
	struct call	*call;
	uint64_t	 skip;		/* voxels of the pages before */
	uint32_t	 room;
	bool		 more;
};

static void
list_voxel(struct list *l, const struct pos *pos, struct rgba rgba)
{
	char color[MODEL_COLOR];
	int axis;

	model_color(rgba, color);
	reply_list(l->call, NULL);
	for (axis = 0; axis < 3; axis++)
		reply_int(l->call, NULL, pos->at[axis]);
	reply_text(l->call, NULL, color);
	reply_list_end(l->call);
}

static void
meet_voxel(struct list *l, const struct pos *pos, struct rgba color)
{
	if (!rgba_exists(color))
		return;
	if (l->skip > 0) {
		l->skip--;
	} else if (l->room == 0) {
		l->more = true;
	} else {
		l->room--;
		list_voxel(l, pos, color);
	}
}

/* The voxels of a slot in a part of it; all at once, if they were told. */
static void
meet_slot(struct list *l, tile_slot slot, const struct box *part)
{
	uint64_t size = box_voxels(part), count = size;
	struct pos p;

	if (!slot_uniform(slot) && size == TILE_VOXELS)
		count = slot_tile(slot)->count;
	if (count <= l->skip && (slot_uniform(slot) || size == TILE_VOXELS)) {
		l->skip -= count;
		return;
	}
	for (p.at[2] = part->lo.at[2]; p.at[2] < part->hi.at[2]; p.at[2]++)
		for (p.at[1] = part->lo.at[1]; p.at[1] < part->hi.at[1];
		    p.at[1]++)
			for (p.at[0] = part->lo.at[0]; !l->more &&
			    p.at[0] < part->hi.at[0]; p.at[0]++)
				meet_voxel(l, &p, slot_get(slot,
				    tile_index(&p)));
}

static void
list_voxels(struct list *l, const struct volume *v, const struct box *box)
{
	struct volume_scan scan;
	struct box part;
	int axis;

	volume_scan_open(&scan, v, box);
	while (!l->more && volume_scan_next(&scan)) {
		part = (struct box){ scan.at, scan.at };
		for (axis = 0; axis < 3; axis++)
			part.hi.at[axis] += TILE_SIDE;
		part = box_cut(&part, box);
		meet_slot(l, scan.here, &part);
	}
	volume_scan_close(&scan);
}

static enum err
put_list(struct call *c, struct page *page, const struct slice *s)
{
	struct list l = { .call = c, .skip = page->next,
	    .room = page->limit };
	uint32_t listed;
	char line[80];

	model_put(c);
	model_put_box(c, "box", &s->box);
	reply_list(c, "voxels");
	list_voxels(&l, s->volume, &s->box);
	reply_list_end(c);
	listed = page->limit - l.room;
	page->next += listed;
	if (l.more)
		page_put_next(c, page);
	text_format(line, sizeof line, "%" PRIu32 " voxels as [x,y,z,colour]%s",
	    listed, l.more ? "; there are more on the next page" : "");
	return tool_close(c, &(struct tool_content){ .text = line });
}

static enum err
put_nothing(struct call *c)
{
	model_put(c);
	reply_list(c, "lines");
	reply_list_end(c);
	return tool_close(c, &(struct tool_content){
	    .text = "There is no visible voxel." });
}

enum err
page_put_voxels(struct call *c, struct page *page, const struct slice *where)
{
	struct slice s;
	enum err err;

	if (box_empty(&where->box))
		return put_nothing(c);
	if (page->format == PAGE_SPARSE)
		return put_list(c, page, where);
	slice_open(&s, where->volume, &where->box, where->axis);
	err = put_slices(c, page, &s);
	slice_close(&s);
	return err;
}
