/*
 * do_inspect · a model in words, for agents
 *
 * What is told is little at a time, since all of it goes through a language
 * model: PAGE_TEXT letters of lines or PAGE_VOXELS voxels, and a cursor to go
 * on by, which is the number of the next item.  Lines are made by slice.h.
 */
#include <inttypes.h>
#include <string.h>

#include "bounds.h"
#include "goxel/census.h"
#include "text.h"
#include "worker/method/method.h"
#include "worker/method/model.h"
#include "worker/method/page.h"
#include "worker/method/reply.h"
#include "worker/method/tool.h"

#define LINE		400	/* bytes of what a tool says */
#define ROWS_DEFAULT	20	/* layers, colours, steps on a page */
#define ROWS_MOST	100

static const struct box world = {
	{ { -BOUND_COORD, -BOUND_COORD, -BOUND_COORD } },
	{ { BOUND_COORD, BOUND_COORD, BOUND_COORD } }
};

typedef enum err inspect(struct call *c, const struct voxel_inspect_in *in,
    struct page *page);

/* The colours of what is visible in a box, or of everything. */
static enum err
count_colors(struct call *c, const struct voxel_inspect_in *in,
    struct census *census)
{
	struct volume flat = { 0 };
	struct box box = world;
	enum err err = OK;

	*census = (struct census){ 0 };
	if (in->has_box)
		err = model_box(c, &in->box, &box);
	if (err != OK || (err = model_flatten(c, &flat)) != OK)
		return err;
	census_add(census, &flat, &box);
	volume_fini(&flat);
	return OK;
}

static enum err
put_summary(struct call *c, const struct voxel_inspect_in *in,
    struct page *page)
{
	const struct image *image = c->context->image;
	struct census colors;
	char line[LINE];
	enum err err;

	(void)page;
	if ((err = count_colors(c, in, &colors)) != OK)
		return err;
	model_put(c);
	model_put_size(c, image);
	if (!box_empty(&image->box))
		model_put_box(c, "size", &image->box);
	reply_int(c, "visible", (int64_t)colors.voxels);
	reply_int(c, "colors", colors.count);
	reply_int(c, "undo", undo_steps(c->context->undo));
	reply_int(c, "redo", undo_redos(c->context->undo));
	text_format(line, sizeof line, "Model '%s': %" PRIu64 " voxels, %"
	    PRIu32 " colours, %" PRIu32 " layers", model_name(c), colors.voxels,
	    colors.count, image->layer_count);
	census_fini(&colors);
	return tool_close(c, &(struct tool_content){ .text = line });
}

static void
put_layer(struct call *c, const struct layer *layer)
{
	struct box box;

	reply_item(c);
	reply_int(c, "id", layer->id);
	reply_text(c, "name", layer->name);
	reply_bool(c, "visible", layer->visible);
	reply_int(c, "voxels", (int64_t)volume_count(&layer->volume));
	if (volume_bounds(&layer->volume, true, &box))
		model_put_box(c, "bounds", &box);
	reply_item_end(c);
}

/* End a page of rows, told of in a line. */
static enum err
close_rows(struct call *c, const struct page *page, uint64_t total,
    const char *what)
{
	bool more = page->next < total;
	char line[LINE];

	reply_list_end(c);
	reply_int(c, "total", (int64_t)total);
	if (more)
		page_put_next(c, page);
	text_format(line, sizeof line, "%s: %" PRIu64 "%s", what, total,
	    more ? "; there are more on the next page" : "");
	return tool_close(c, &(struct tool_content){ .text = line });
}

static enum err
put_layers(struct call *c, const struct voxel_inspect_in *in,
    struct page *page)
{
	const struct image *image = c->context->image;

	(void)in;
	model_put(c);
	reply_int(c, "active", image->active);
	reply_list(c, "layers");
	for (; page->limit > 0 && page->next < image->layer_count;
	    page->limit--)
		put_layer(c, image->layers[page->next++]);
	return close_rows(c, page, image->layer_count, "layers");
}

static void
put_color(struct call *c, const struct census_entry *entry, uint64_t all)
{
	char color[MODEL_COLOR];

	model_color(entry->color, color);
	reply_item(c);
	reply_text(c, "color", color);
	reply_int(c, "voxels", (int64_t)entry->count);
	reply_real(c, "percent", (double)(entry->count * 1000 / all) / 10);
	reply_item_end(c);
}

static enum err
put_colors(struct call *c, const struct voxel_inspect_in *in,
    struct page *page)
{
	bool frequent = strcmp(in->what, "histogram") == 0;
	struct census colors;
	enum err err;

	if ((err = count_colors(c, in, &colors)) != OK)
		return err;
	census_sort(&colors, frequent);
	model_put(c);
	reply_list(c, "colors");
	for (; page->limit > 0 && page->next < colors.count; page->limit--)
		put_color(c, &colors.at[page->next++], colors.voxels);
	err = close_rows(c, page, colors.count, "colours");
	census_fini(&colors);
	return err;
}

/* The revisions that can be gone back to, the newest first. */
static enum err
put_history(struct call *c, const struct voxel_inspect_in *in,
    struct page *page)
{
	const struct context *context = c->context;
	uint32_t steps = undo_steps(context->undo), told;
	uint64_t revision = context->revision, known = context->track.count;
	int64_t now = undo_place(context->undo), place;

	(void)in;
	model_put(c);
	reply_int(c, "undo", steps);
	reply_int(c, "redo", undo_redos(context->undo));
	reply_list(c, "steps");
	for (told = 0; told < page->limit && revision > 0 && known > 0;
	    known--) {
		if (!track_find(&context->track, --revision, &place) ||
		    place >= now || now - place > steps)
			continue;
		reply_item(c);
		reply_int(c, "revision", (int64_t)revision);
		reply_int(c, "undo", now - place);
		reply_item_end(c);
		told++;
	}
	page->next = steps;
	return close_rows(c, page, steps, "steps to take back");
}

/*
 * Voxels
 */

/* Where the model is, in the box that was given. */
static enum err
take_box(struct call *c, const struct voxel_inspect_in *in,
    const struct volume *flat, struct box *box)
{
	struct box wanted, bounds;
	enum err err;

	if (in->has_box && (err = model_box(c, &in->box, &wanted)) != OK)
		return err;
	if (!volume_bounds(flat, true, &bounds))
		bounds = (struct box){ 0 };
	*box = in->has_box ? box_cut(&bounds, &wanted) : bounds;
	return OK;
}

static enum err
take_axis(struct call *c, const struct voxel_inspect_in *in, int *axis)
{
	*axis = 2;
	if (!in->has_axis)
		return OK;
	if (strlen(in->axis) != 1 || *in->axis < 'x' || *in->axis > 'z')
		return fail(c, ERR_PARAMS, "parameter 'axis' must be x, y or "
		    "z, not '%s'", in->axis);
	*axis = *in->axis - 'x';
	return OK;
}

static enum err
take_format(struct call *c, const struct voxel_inspect_in *in,
    struct page *page)
{
	static const char *const names[] = {
		[PAGE_ASCII] = "ascii", [PAGE_RLE] = "rle",
		[PAGE_SPARSE] = "sparse"
	};
	int i;

	page->format = strcmp(in->what, "slice") == 0 ? PAGE_ASCII :
	    PAGE_SPARSE;
	for (i = 0; in->has_format && i < 3; i++)
		if (strcmp(in->format, names[i]) == 0) {
			page->format = (enum page_format)i;
			return OK;
		}
	return !in->has_format ? OK : fail(c, ERR_PARAMS, "parameter 'format' "
	    "must be ascii, rle or sparse, not '%s'", in->format);
}

/* A slice is a box one voxel deep, in the middle unless it is said where. */
static void
cut_slice(const struct voxel_inspect_in *in, int axis, struct box *box)
{
	int32_t at = in->has_at ? in->at :
	    box->lo.at[axis] + (box->hi.at[axis] - box->lo.at[axis]) / 2;
	struct box plane = *box;

	if (at < box->lo.at[axis] || at >= box->hi.at[axis]) {
		*box = (struct box){ 0 };
		return;
	}
	plane.lo.at[axis] = at;
	plane.hi.at[axis] = at + 1;
	*box = plane;
}

static enum err
put_voxels(struct call *c, const struct voxel_inspect_in *in,
    struct page *page)
{
	struct volume flat = { 0 };
	struct box box;
	enum err err;
	int axis;

	if ((err = take_axis(c, in, &axis)) != OK ||
	    (err = take_format(c, in, page)) != OK ||
	    (err = model_flatten(c, &flat)) != OK)
		return err;
	if ((err = take_box(c, in, &flat, &box)) == OK) {
		if (strcmp(in->what, "slice") == 0)
			cut_slice(in, axis, &box);
		err = page_put_voxels(c, page, &(struct slice){
		    .volume = &flat, .box = box, .axis = axis });
	}
	volume_fini(&flat);
	return err;
}

static const struct {
	const char	*what;
	inspect		*put;
	bool		 rows;
} views[] = {
	{ "summary", put_summary, true },
	{ "layers", put_layers, true },
	{ "palette", put_colors, true },
	{ "histogram", put_colors, true },
	{ "history", put_history, true },
	{ "slice", put_voxels, false },
	{ "region", put_voxels, false },
};

static enum err
take_page(struct call *c, const struct voxel_inspect_in *in, bool rows,
    struct page *page)
{
	int32_t most = rows ? ROWS_MOST : PAGE_VOXELS;
	int64_t next = 0;

	if (in->has_cursor && !text_integer(in->cursor, 0, INT64_MAX, &next))
		return fail(c, ERR_PARAMS, "there is no page of this cursor");
	if (in->has_limit && (in->limit < 1 || in->limit > most))
		return fail(c, ERR_PARAMS, "parameter 'limit' must be from 1 "
		    "to %d", most);
	page->next = (uint64_t)next;
	page->limit = in->has_limit ? (uint32_t)in->limit :
	    rows ? ROWS_DEFAULT : PAGE_VOXELS;
	return OK;
}

enum err
do_voxel_inspect(struct call *c, const struct voxel_inspect_in *given)
{
	struct voxel_inspect_in in = *given;
	struct page page = { 0 };
	enum err err;
	size_t i;

	if (!in.has_what)
		in.what = "summary";
	for (i = 0; i < sizeof views / sizeof views[0]; i++) {
		if (strcmp(views[i].what, in.what) != 0)
			continue;
		err = take_page(c, &in, views[i].rows, &page);
		return err == OK ? views[i].put(c, &in, &page) : err;
	}
	return fail(c, ERR_PARAMS, "parameter 'what' must be summary, layers, "
	    "palette, histogram, slice, region or history, not '%s'",
	    in.what);
}
