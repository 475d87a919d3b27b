/*
 * do_look · agents look at a model
 */
#include <inttypes.h>
#include <string.h>

#include "bounds.h"
#include "text.h"
#include "worker/method/method.h"
#include "worker/method/model.h"
#include "worker/method/reply.h"
#include "worker/method/sheet.h"
#include "worker/method/tool.h"

#define LINE	600	/* bytes of what a tool says */
#define LINK	(3 * BOUND_NAME + 64)

/* Characters that stand for themselves in any part of a URI (RFC 3986). */
static bool
is_plain(char at)
{
	return (at >= 'a' && at <= 'z') || (at >= 'A' && at <= 'Z') ||
	    (at >= '0' && at <= '9') ||
	    (at != '\0' && strchr("-._~", at) != NULL);
}

static void
put_link(const char *model, const char *view, char out[LINK])
{
	struct buf uri;

	buf_init(&uri, LINK);
	buf_add_text(&uri, "voxel://model/");
	for (; *model != '\0'; model++)
		buf_add_format(&uri, is_plain(*model) ? "%c" : "%%%02X",
		    (unsigned char)*model);
	buf_add_format(&uri, "/render/%s", view);
	text_format(out, LINK, "%.*s", (int)uri.len, uri.bytes);
	buf_fini(&uri);
}

/* The name of a view that can be asked for alone. */
static const char *
view_of(const struct montage *m)
{
	const char *name = m->views[0].name;

	for (; *name != '\0' && is_plain(*name); name++)
		;
	return *name == '\0' && *m->views[0].name != '\0' ?
	    m->views[0].name : "iso";
}

static void
put_facts(struct call *c, const struct render_views_in *in,
    const struct sheet *sheet)
{
	const struct montage *m = sheet->montage;
	uint32_t n;

	model_put(c);
	reply_int(c, "width", sheet->picture->width);
	reply_int(c, "height", sheet->picture->height);
	reply_list(c, "views");
	for (n = 0; n < m->count; n++)
		reply_text(c, NULL, m->views[n].name);
	reply_list_end(c);
	reply_int(c, "columns", montage_columns(m->count));
	reply_int(c, "bytes", (int64_t)sheet->png->len);
	if (!in->has_since)
		return;
	reply_int(c, "added", (int64_t)sheet->change->added);
	reply_int(c, "changed", (int64_t)sheet->change->changed);
	reply_int(c, "removed", (int64_t)sheet->change->removed);
}

/* What the picture shows, where. */
static void
describe(struct buf *text, const struct call *c,
    const struct render_views_in *in, const struct sheet *sheet)
{
	const struct montage *m = sheet->montage;
	uint32_t n;

	buf_add_format(text, "'%.80s' at revision %" PRIu64 ", %" PRIu32
	    " in a row:", model_name(c), c->context->revision,
	    montage_columns(m->count));
	for (n = 0; n < m->count; n++)
		buf_add_format(text, "%s %.48s", n > 0 ? "," : "",
		    m->views[n].name);
	if (in->axes)
		buf_add_text(text, "; axes x red, y green, z blue");
	if (in->has_since)
		buf_add_format(text, "; since %" PRIu64 ": %" PRIu64
		    " added (green), %" PRIu64 " recoloured (amber), %" PRIu64
		    " removed (red)", in->since, sheet->change->added,
		    sheet->change->changed, sheet->change->removed);
	buf_add(text, "", 1);
}

static void
put_look(struct call *c, const struct render_views_in *in,
    const struct sheet *sheet)
{
	struct tool_content content = { .picture = sheet->png->bytes,
	    .picture_len = sheet->png->len, .link_name = "full size",
	    .link_type = "image/png" };
	char link[LINK];
	struct buf text;

	buf_init(&text, 4 * LINE);
	describe(&text, c, in, sheet);
	put_link(model_name(c), view_of(sheet->montage), link);
	content.text = text.bytes;
	content.link = link;
	put_facts(c, in, sheet);
	tool_close(c, &content);
	buf_fini(&text);
}

enum err
do_voxel_render(struct call *c, const struct voxel_render_in *in)
{
	struct render_views_in wish = {
		.views = in->views, .has_views = in->has_views,
		.size = in->size, .has_size = in->has_size,
		.box = in->box, .has_box = in->has_box,
		.layers = in->layers, .has_layers = in->has_layers,
		.axes = in->axes, .grid = in->grid,
		.since = in->since, .has_since = in->has_since,
		.style = in->style, .has_style = in->has_style,
		.has_palette = true, .palette = true,
	};
	struct box box;
	enum err err;

	if (in->has_box && (err = model_box(c, &in->box, &box)) != OK)
		return err;
	return sheet_make(c, &wish, put_look);
}
