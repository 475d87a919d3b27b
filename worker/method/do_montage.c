/*
 * do_montage · several views of a project in one picture
 */
#include <stdio.h>
#include <string.h>

#include "bounds.h"
#include "goxel/crop.h"
#include "goxel/dress.h"
#include "goxel/image.h"
#include "goxel/rewind.h"
#include "goxel/scenery.h"
#include "goxel/trace.h"
#include "worker/method/call.h"
#include "worker/method/files.h"
#include "worker/method/glance.h"
#include "worker/method/method.h"
#include "worker/method/reply.h"
#include "worker/method/scene.h"
#include "worker/method/sheet.h"

#define SIDE_LEAST	128	/* pixels of the whole picture */
#define SIDE_MOST	1024
#define SIDE_DEFAULT	512
#define TIME_KEPT_MS	500	/* of traced pictures, for what follows */
#define LABEL_SIZE	48	/* bytes of the name of an angle */

_Static_assert(LOOKS_MOST == MONTAGE_VIEWS, "what is taken can be drawn");

/* What a request asks for, and the names of its angles. */
struct plan {
	struct montage		 montage;
	struct montage_view	 views[MONTAGE_VIEWS];
	char			 label[MONTAGE_VIEWS][LABEL_SIZE];
	struct change		 change;	/* since a revision */
};

static const struct look_list usual = { .count = 4, .at = {
	{ .name = "iso" }, { .name = "front" }, { .name = "right" },
	{ .name = "top" }
} };

static bool
find_preset(const char *name, enum preset *preset)
{
	int n;

	if (strcmp(name, "iso") == 0)
		name = preset_names[PRESET_ISOMETRIC];
	for (n = 0; n < PRESET_COUNT; n++)
		if (strcmp(name, preset_names[n]) == 0) {
			*preset = (enum preset)n;
			return true;
		}
	return false;
}

static enum err
aim_by_name(struct call *c, const char *name, const struct volume *v,
    struct view *view)
{
	const struct image *image = c->context->image;
	enum preset preset;
	int32_t index;

	if (find_preset(name, &preset)) {
		view_model(view, preset, v, 1);
		return OK;
	}
	if ((index = scenery_camera(image, name)) < 0)
		return fail(c, ERR_PARAMS, "parameter 'views': '%s' is no "
		    "view: iso, front, back, left, right, top, bottom, "
		    "default, a camera of the project or {yaw, pitch, zoom}",
		    name);
	view_camera(view, &image->cameras[index], 1);
	return OK;
}

static enum err
aim(struct call *c, const struct look_list *looks, const struct volume *v,
    struct plan *plan)
{
	const struct look *look;
	enum err err = OK;
	uint32_t n;

	for (n = 0; err == OK && n < looks->count; n++) {
		look = &looks->at[n];
		plan->views[n].name = look->name;
		if (look->name != NULL) {
			err = aim_by_name(c, look->name, v,
			    &plan->views[n].view);
			continue;
		}
		snprintf(plan->label[n], LABEL_SIZE, "%.6g, %.6g", look->yaw,
		    look->pitch);
		plan->views[n].name = plan->label[n];
		if (view_orbit(&plan->views[n].view,
		    (double[2]){ look->yaw, look->pitch }, look->zoom, v,
		    1) != OK)
			err = fail(c, ERR_PARAMS, "parameter 'views': pitch "
			    "must be from -90 to 90 and zoom above 0");
	}
	plan->montage.views = plan->views;
	plan->montage.count = looks->count;
	return err;
}

static enum err
take_style(struct call *c, const char *style, struct render_wish *wish)
{
	if (style == NULL || strcmp(style, "shaded") == 0 ||
	    call_is_traced(c))
		return OK;
	if (strcmp(style, "edges") == 0) {
		wish->edges = true;
		return OK;
	}
	if (strcmp(style, "flat") == 0) {
		wish->shadow = wish->occlusion = false;
		wish->finish = NULL;
		return OK;
	}
	if (strcmp(style, "unlit") == 0) {
		wish->unlit = true;
		return OK;
	}
	return fail(c, ERR_PARAMS, "parameter 'style' must be shaded, edges, "
	    "flat, unlit or traced, not '%s'", style);
}

static enum err
take_look(struct call *c, const struct render_views_in *in,
    struct montage *montage)
{
	int32_t size = in->has_size ? in->size : SIDE_DEFAULT;

	if (size < SIDE_LEAST || size > SIDE_MOST)
		return fail(c, ERR_PARAMS, "parameter 'size' must be from %d "
		    "to %d pixels, not %d", SIDE_LEAST, SIDE_MOST, size);
	if (in->has_views && in->views.count == 0)
		return fail(c, ERR_PARAMS, "parameter 'views' is empty");
	*montage = (struct montage){ .size = (uint32_t)size, .axes = in->axes,
	    .grid = in->grid, .wish = render_default() };
	montage->wish.light = c->context->image->light;
	montage->wish.finish = c->context->image;
	montage->wish.progress = call_progress_of(c, 5, 90);
	if (in->has_background)
		montage->wish.background = in->background;
	return take_style(c, in->style, &montage->wish);
}

/* Make these layers the visible ones of a copy of the image; then, some need
 * not have been there. */
static enum err
choose_layers(struct call *c, const struct name_list *names,
    struct image *image, bool now)
{
	const struct layer *layer;
	uint32_t n;

	for (n = 0; n < image->layer_count; n++)
		image_layer_write(image, image->layers[n]->id)->visible = false;
	for (n = 0; n < names->count; n++) {
		layer = image_layer_named(image, names->at[n]);
		if (layer == NULL && !now)
			continue;
		if (layer == NULL)
			return fail(c, ERR_NO_LAYER, "there is no layer '%s'",
			    names->at[n]);
		image_layer_write(image, layer->id)->visible = true;
	}
	return OK;
}

/* What is to be seen of an image: a copy, to be freed by the caller. */
static enum err
choose(struct call *c, const struct render_views_in *in,
    const struct image *from, struct image **seen)
{
	*seen = image_copy(from);
	return in->has_layers ? choose_layers(c, &in->layers, *seen,
	    from == c->context->image) : OK;
}

static enum err
flatten(struct call *c, const struct render_views_in *in,
    const struct image *seen, struct volume *flat)
{
	struct box box;
	enum err err;
	int axis;

	err = call_is_traced(c) ? image_flatten(seen, flat) :
	    dress_flatten(seen, flat);
	if (err != OK)
		err = fail(c, err, "the layers together are too large");
	if (err != OK || !in->has_box)
		return err;
	for (axis = 0; axis < 3; axis++) {
		if (in->box.max.at[axis] == INT32_MAX)
			return fail(c, ERR_PARAMS, "parameter 'box' is out of "
			    "bounds");
		box.lo.at[axis] = in->box.min.at[axis];
		box.hi.at[axis] = in->box.max.at[axis] + 1;
	}
	err = crop_volume(flat, &box);
	return err == OK ? OK : fail(c, err, "the box cuts too many tiles");
}

static void
put_picture(struct call *c, const struct render_views_in *in,
    const struct sheet *sheet)
{
	const struct picture *picture = sheet->picture;
	const struct montage *m = sheet->montage;
	const struct buf *png = sheet->png;
	uint32_t n;

	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "width", picture->width);
	reply_int(c, "height", picture->height);
	reply_text(c, "format", "png");
	reply_list(c, "views");
	for (n = 0; n < m->count; n++)
		reply_text(c, NULL, m->views[n].name);
	reply_list_end(c);
	reply_int(c, "columns", montage_columns(m->count));
	reply_int(c, "bytes", (int64_t)png->len);
	if (in->has_since) {
		reply_int(c, "added", (int64_t)sheet->change->added);
		reply_int(c, "changed", (int64_t)sheet->change->changed);
		reply_int(c, "removed", (int64_t)sheet->change->removed);
	}
	if (in->has_output_path)
		reply_text(c, "output_path", in->output_path);
	else
		reply_base64(c, "image_data", png->bytes, png->len);
	reply_close(c);
}

/* Of all views of a picture, one after the other. */
struct tracing {
	struct call	*call;
	uint32_t	 view, views;
	uint64_t	 left_ms;	/* CPU time, at first */
};

/* Each view may take its share of the time that there is. */
static bool
go_on(void *arg, uint32_t done, uint32_t of)
{
	struct tracing *t = arg;
	struct progress all = call_progress_of(t->call, 5, 90);
	struct progress share = progress_share(&all, t->view, t->view + 1,
	    t->views);
	struct usage_facts usage;

	progress_at(&share, done, of);
	if (done == of && t->view + 1 < t->views)
		t->view++;
	t->call->services->usage(t->call, &usage);
	return usage.cpu_left_ms > t->left_ms - (t->left_ms - TIME_KEPT_MS) *
	    (t->view + 1) / t->views;
}

/* With as many samples as a traced picture has by default. */
static enum err
draw_traced(struct call *c, const struct volume *flat, struct plan *plan,
    struct picture *picture)
{
	struct tracing tracing = { .call = c, .views = plan->montage.count };
	struct trace_wish wish = trace_default();
	struct usage_facts usage;

	c->services->usage(c, &usage);
	tracing.left_ms = usage.cpu_left_ms > TIME_KEPT_MS ?
	    usage.cpu_left_ms : TIME_KEPT_MS;
	wish.each_pass = go_on;
	wish.arg = &tracing;
	plan->montage.traced = &wish;
	plan->montage.image = plan->montage.wish.finish;
	return montage_draw(&plan->montage, flat, picture);
}

/* Draw what the plan says, and write it as PNG behind what is in `png`. */
static enum err
encode(struct call *c, const struct render_views_in *in,
    const struct volume *flat, struct plan *plan, struct sheet *sheet)
{
	enum err err;

	err = aim(c, in->has_views ? &in->views : &usual, flat, plan);
	if (err != OK)
		return err;
	err = call_is_traced(c) ? draw_traced(c, flat, plan, sheet->picture) :
	    montage_draw(&plan->montage, flat, sheet->picture);
	if (err != OK)
		return fail(c, err, "such a picture cannot be drawn");
	return scene_encode(c, sheet->picture, !in->has_palette ||
	    in->palette, sheet->png);
}

static enum err
draw(struct call *c, const struct render_views_in *in,
    const struct volume *flat, struct plan *plan, sheet_put *put)
{
	struct picture picture = { 0 };
	struct buf png;
	struct sheet sheet = { &plan->montage, &picture, &plan->change, &png };
	enum err err;

	buf_init(&png, BOUND_FILE);
	err = encode(c, in, flat, plan, &sheet);
	if (err == OK && in->has_output_path)
		err = files_write(c, in->output_path, &png);
	if (err == OK)
		put(c, in, &sheet);
	picture_fini(&picture);
	buf_fini(&png);
	return err;
}

/* Mark in a volume what was otherwise at the revision. */
static enum err
mark_changes(struct call *c, const struct render_views_in *in,
    struct volume *flat, struct change *change)
{
	struct volume old = { 0 };
	struct image *then, *seen;
	uint64_t oldest;
	enum err err;

	err = rewind_image(c->context, in->since, &then, &oldest);
	if (err != OK)
		return fail(c, ERR_PARAMS, "revision %llu is not in the "
		    "history; the oldest there is %llu, the present one %llu",
		    (unsigned long long)in->since, (unsigned long long)oldest,
		    (unsigned long long)c->context->revision);
	err = choose(c, in, then, &seen);
	if (err == OK)
		err = flatten(c, in, seen, &old);
	image_free(seen);
	image_free(then);
	if (err == OK && (err = change_mark(flat, &old, change)) != OK)
		err = fail(c, err, "too much has changed since revision %llu",
		    (unsigned long long)in->since);
	volume_fini(&old);
	return err;
}

enum err
sheet_make(struct call *c, const struct render_views_in *in, sheet_put *put)
{
	struct volume flat = { 0 };
	struct image *seen;
	struct plan plan;
	enum err err;

	if ((err = take_look(c, in, &plan.montage)) != OK)
		return err;
	err = choose(c, in, c->context->image, &seen);
	if (plan.montage.wish.finish != NULL)
		plan.montage.wish.finish = seen;
	if (err == OK)
		err = flatten(c, in, seen, &flat);
	if (err == OK && in->has_since)
		err = mark_changes(c, in, &flat, &plan.change);
	if (err == OK)
		err = draw(c, in, &flat, &plan, put);
	image_free(seen);
	volume_fini(&flat);
	return err;
}

enum err
do_render_views(struct call *c, const struct render_views_in *in)
{
	return sheet_make(c, in, put_picture);
}

static struct render_views_in
wish_of(const struct shot *shot)
{
	return (struct render_views_in){
		.has_views = shot->looks.count > 0, .views = shot->looks,
		.has_size = shot->size != 0, .size = shot->size
	};
}

enum err
glance_check(struct call *c, const struct shot *shot)
{
	struct render_views_in in = wish_of(shot);
	struct montage montage;

	return take_look(c, &in, &montage);
}

enum err
glance_png(struct call *c, const struct shot *shot, struct buf *png)
{
	struct render_views_in in = wish_of(shot);
	struct picture picture = { 0 };
	struct volume flat = { 0 };
	struct plan plan;
	struct sheet sheet = { .picture = &picture, .png = png };
	enum err err;

	if ((err = take_look(c, &in, &plan.montage)) != OK)
		return err;
	err = flatten(c, &in, c->context->image, &flat);
	if (err == OK)
		err = encode(c, &in, &flat, &plan, &sheet);
	picture_fini(&picture);
	volume_fini(&flat);
	return err;
}
