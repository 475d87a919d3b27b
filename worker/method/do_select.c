/*
 * do_select · methods that select, and that tell what is selected
 */
#include <string.h>

#include "bounds.h"
#include "goxel/mask.h"
#include "goxel/view.h"
#include "worker/method/method.h"
#include "worker/method/pick.h"
#include "worker/method/reply.h"
#include "worker/method/scene.h"

#define PICTURE_SIDE	512	/* pixels, as render_scene */

static int64_t
count_selected(const struct call *c)
{
	const struct volume *mask = mask_of(c->context->image);

	return mask == NULL ? 0 : (int64_t)volume_count(mask);
}

static enum err
select_by(struct call *c, const struct edit *edit)
{
	struct edit_outcome outcome;
	enum err err;

	if ((err = call_edit(c, edit, &outcome)) != OK)
		return err;
	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "selected", count_selected(c));
	return reply_close(c);
}

enum err
do_select_box(struct call *c, const struct select_box_in *in)
{
	struct edit edit = { .kind = EDIT_select_box, .select_box = {
	    .join = in->mode } };
	enum err err = pick_box(c, &in->min, &in->max, &edit.select_box.box);

	return err == OK ? select_by(c, &edit) : err;
}

static enum err
check_tolerance(struct call *c, int32_t tolerance)
{
	if (tolerance >= 0 && tolerance <= 255)
		return OK;
	return fail(c, ERR_PARAMS, "parameter 'tolerance' must be from 0 to "
	    "255, not %d", tolerance);
}

enum err
do_select_color(struct call *c, const struct select_color_in *in)
{
	struct edit edit = { .kind = EDIT_select_color };
	const struct layer *layer;
	enum err err;

	if ((err = check_tolerance(c, in->tolerance)) != OK)
		return err;
	if ((layer = call_layer(c, in->layer_id)) == NULL)
		return ERR_NO_LAYER;
	edit.select_color = (struct edit_select_color){ in->mode, layer->id,
	    in->color, in->tolerance };
	return select_by(c, &edit);
}

enum err
do_select_connected(struct call *c, const struct select_connected_in *in)
{
	const char *against = in->has_against ? in->against : "neighbour";
	struct edit edit = { .kind = EDIT_select_connected };
	struct pos pos = { { in->x, in->y, in->z } };
	const struct layer *layer;
	bool drift = strcmp(against, "neighbour") == 0;
	enum err err;

	if (!drift && strcmp(against, "seed") != 0)
		return fail(c, ERR_PARAMS, "parameter 'against' must be "
		    "neighbour or seed, not '%s'", against);
	if ((err = check_tolerance(c, in->tolerance)) != OK)
		return err;
	if ((layer = call_layer(c, in->layer_id)) == NULL)
		return ERR_NO_LAYER;
	if (!rgba_exists(volume_get(&layer->volume, &pos)))
		return fail(c, ERR_NO_VOXEL, "there is no voxel at %d,%d,%d",
		    in->x, in->y, in->z);
	edit.select_connected = (struct edit_select_connected){ in->mode,
	    layer->id, pos, in->tolerance, drift };
	return select_by(c, &edit);
}

/* A rectangle of a view: lowest and highest u and v, in -1..1. */
struct window { double lo[2], hi[2]; };

/* One column of the matrix: what is `half` wide along `side`. */
static void
fill_column(struct matrix *m, int column, const struct view *view,
    const struct window *window)
{
	const double *side = column == 0 ? view->right : view->up;
	double half = column == 0 ? view->half_width : view->half_height;
	double sum = window->lo[column] + window->hi[column];
	double wide = window->hi[column] - window->lo[column], begin = 0;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		double along = view->ortho ? 0 : view->forward[axis];
		double part = (2 * side[axis] / half - sum * along) / wide;

		m->m[axis][column] = (float)part;
		begin -= view->eye[axis] * part;
	}
	if (view->ortho)
		begin -= sum / wide;
	m->m[3][column] = (float)begin;
}

/* What takes the window to -w..w. */
static struct matrix
matrix_of(const struct view *view, const struct window *window)
{
	struct matrix m = { .m = { { 0 } } };
	double begin = 0;
	int axis;

	fill_column(&m, 0, view, window);
	fill_column(&m, 1, view, window);
	if (view->ortho) {
		m.m[3][3] = 1;
		return m;
	}
	for (axis = 0; axis < 3; axis++) {
		m.m[axis][3] = (float)view->forward[axis];
		begin -= view->eye[axis] * view->forward[axis];
	}
	m.m[3][3] = (float)begin;
	return m;
}

static enum err
window_of(struct call *c, const struct select_view_in *in,
    const struct render_wish *wish, struct window *window)
{
	int width = (int)wish->width, height = (int)wish->height;

	if (in->left >= in->right || in->top >= in->bottom || in->left < 0 ||
	    in->top < 0 || in->right > width || in->bottom > height)
		return fail(c, ERR_PARAMS, "the rectangle must have left below "
		    "right and top below bottom, all within %dx%d pixels",
		    width, height);
	window->lo[0] = 2.0 * in->left / width - 1;
	window->hi[0] = 2.0 * in->right / width - 1;
	window->lo[1] = 1 - 2.0 * in->bottom / height;
	window->hi[1] = 1 - 2.0 * in->top / height;
	return OK;
}

static enum err
scene_of(struct call *c, const struct select_view_in *in, struct scene *scene)
{
	int32_t width = in->has_width ? in->width : PICTURE_SIDE;
	int32_t height = in->has_height ? in->height : PICTURE_SIDE;

	if (width < 1 || height < 1 || width > BOUND_RENDER_SIDE ||
	    height > BOUND_RENDER_SIDE)
		return fail(c, ERR_PARAMS, "width and height must be from 1 "
		    "to %d", BOUND_RENDER_SIDE);
	*scene = (struct scene){ .wish = render_default(),
	    .preset = in->has_camera_preset ? in->camera_preset : NULL,
	    .camera = in->has_camera ? &in->camera : NULL };
	scene->wish.width = (uint32_t)width;
	scene->wish.height = (uint32_t)height;
	return OK;
}

enum err
do_select_view(struct call *c, const struct select_view_in *in)
{
	struct edit edit = { .kind = EDIT_select_view };
	const struct layer *layer;
	struct window window;
	struct scene scene;
	struct view view;
	enum err err;

	if ((err = scene_of(c, in, &scene)) != OK ||
	    (err = window_of(c, in, &scene.wish, &window)) != OK)
		return err;
	if ((layer = call_layer(c, in->layer_id)) == NULL)
		return ERR_NO_LAYER;
	if ((err = scene_view(c, &scene, &view)) != OK)
		return err;
	edit.select_view = (struct edit_select_view){ in->mode, layer->id,
	    matrix_of(&view, &window) };
	return select_by(c, &edit);
}

enum err
do_select_invert(struct call *c, const struct select_invert_in *in)
{
	const struct layer *layer = call_layer(c, in->layer_id);
	struct edit edit = { .kind = EDIT_select_invert };

	if (layer == NULL)
		return ERR_NO_LAYER;
	edit.select_invert.layer = layer->id;
	return select_by(c, &edit);
}

enum err
do_clear_selection(struct call *c, const struct clear_selection_in *in)
{
	struct edit edit = { .kind = EDIT_select_clear };

	(void)in;
	return select_by(c, &edit);
}

/* Voxels of a layer that are selected. */
static enum err
count_voxels(struct call *c, const struct layer *layer, uint64_t *count)
{
	struct volume *mask = mask_of(c->context->image), both = { 0 };
	enum err err = OK;

	if (mask != NULL) {
		volume_copy(&both, mask);
		err = mode_merge(&both, (struct volume *)&layer->volume,
		    MODE_INTERSECT);
	}
	*count = volume_count(&both);
	volume_fini(&both);
	return err == OK ? OK : fail(c, err, "the selection is too large");
}

enum err
do_get_selection(struct call *c, const struct get_selection_in *in)
{
	const struct layer *clip = c->context->image->aside[ASIDE_CLIP];
	const struct volume *mask = mask_of(c->context->image);
	const struct layer *layer = call_layer(c, in->layer_id);
	uint64_t voxels;
	struct box box;
	enum err err;

	if (layer == NULL)
		return ERR_NO_LAYER;
	if ((err = count_voxels(c, layer, &voxels)) != OK)
		return err;
	reply_open(c);
	reply_int(c, "selected", count_selected(c));
	reply_int(c, "voxels", (int64_t)voxels);
	if (mask != NULL && volume_bounds(mask, true, &box)) {
		reply_pos(c, "min", &box.lo);
		reply_pos(c, "max", &box.hi);
	}
	reply_int(c, "copied", clip == NULL ? 0 :
	    (int64_t)volume_count(&clip->volume));
	return reply_close(c);
}
