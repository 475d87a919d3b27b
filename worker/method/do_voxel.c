/*
 * do_voxel · methods on single voxels and lists of them
 *
 * Writers are kind about layers, as the old daemon was: an id that is not
 * there means the active layer, and the id is answered as it was sent.
 */
#include "bounds.h"
#include "goxel/volume.h"
#include "worker/method/method.h"
#include "worker/method/reply.h"

static const struct rgba white = { { 255, 255, 255, 255 } };

/* By name, no colour is white; by position the channels' absence is black. */
static struct rgba
color_of(const struct call *c, const struct add_voxel_in *in)
{
	if (in->has_color)
		return in->color;
	if (in->has_rgba)
		return in->rgba;
	if (!c->positional && !in->has_r && !in->has_g && !in->has_b &&
	    !in->has_a)
		return white;
	return shade_mix(&in->r, &in->g, &in->b, &in->a, in->has_a);
}

enum err
do_add_voxel(struct call *c, const struct add_voxel_in *in)
{
	struct pos pos = { { in->x, in->y, in->z } };
	struct edit edit = { .kind = EDIT_voxel_set };
	struct edit_outcome outcome;
	enum err err;

	edit.voxel_set.layer = call_layer_or_active(c, in->layer_id);
	edit.voxel_set.pos = pos;
	edit.voxel_set.color = color_of(c, in);
	if ((err = call_edit(c, &edit, &outcome)) != OK)
		return err;

	reply_open(c);
	reply_bool(c, "success", true);
	reply_xyz(c, &pos);
	reply_int(c, "layer_id", in->layer_id);
	reply_color(c, "color", edit.voxel_set.color);
	return reply_close(c);
}

enum err
do_add_voxels(struct call *c, const struct add_voxels_in *in)
{
	struct edit edit = { .kind = EDIT_voxels_set };
	struct edit_outcome outcome;
	enum err err;

	edit.voxels_set.layer = call_layer_or_active(c, in->layer_id);
	edit.voxels_set.voxels = (struct voxels){
		in->voxels.at, in->voxels.count
	};
	if (in->voxels.count > 0 &&
	    (err = call_edit(c, &edit, &outcome)) != OK)
		return err;

	reply_open(c);
	reply_bool(c, "success", in->voxels.failed == 0);
	reply_int(c, "added", in->voxels.count);
	reply_int(c, "failed", in->voxels.failed);
	return reply_close(c);
}

enum err
do_remove_voxel(struct call *c, const struct remove_voxel_in *in)
{
	struct pos pos = { { in->x, in->y, in->z } };
	struct edit edit = { .kind = EDIT_voxel_set };
	const struct layer *layer;
	struct edit_outcome outcome;
	enum err err;

	if ((layer = call_layer(c, in->layer_id)) == NULL)
		return ERR_NO_LAYER;
	edit.voxel_set.layer = layer->id;
	edit.voxel_set.pos = pos;
	if ((err = call_edit(c, &edit, &outcome)) != OK)
		return err;

	reply_open(c);
	reply_bool(c, "success", true);
	reply_xyz(c, &pos);
	reply_int(c, "layer_id", in->layer_id);
	return reply_close(c);
}

enum err
do_get_voxel(struct call *c, const struct get_voxel_in *in)
{
	struct pos pos = { { in->x, in->y, in->z } };
	const struct layer *layer;
	struct rgba color;

	if ((layer = call_layer(c, in->layer_id)) == NULL)
		return ERR_NO_LAYER;
	color = volume_get(&layer->volume, &pos);
	if (color.c[ALPHA] == 0)
		color = (struct rgba){ { 0 } };

	reply_open(c);
	reply_xyz(c, &pos);
	reply_bool(c, "exists", color.c[ALPHA] > 0);
	reply_color(c, "color", color);
	return reply_close(c);
}

enum err
do_paint_voxels(struct call *c, const struct paint_voxels_in *in)
{
	struct pos pos = { { in->x, in->y, in->z } };
	struct edit edit = { .kind = EDIT_voxel_set };
	const struct layer *layer;
	struct edit_outcome outcome;
	enum err err;

	layer = call_layer(c, (int32_t)call_layer_or_first(c, in->layer_id));
	if (layer == NULL)
		return ERR_NO_LAYER;
	if (volume_get(&layer->volume, &pos).c[ALPHA] == 0)
		return fail(c, ERR_NO_VOXEL, "there is no voxel at %d,%d,%d; "
		    "goxel.add_voxel makes one", in->x, in->y, in->z);
	edit.voxel_set.layer = layer->id;
	edit.voxel_set.pos = pos;
	edit.voxel_set.color = in->has_color ? in->color :
	    in->has_rgba ? in->rgba :
	    shade_mix(&in->r, &in->g, &in->b, &in->a, in->has_a);
	if ((err = call_edit(c, &edit, &outcome)) != OK)
		return err;

	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "painted", 1);
	return reply_close(c);
}

enum err
do_flood_fill(struct call *c, const struct flood_fill_in *in)
{
	struct edit edit = { .kind = EDIT_flood_fill };
	struct edit_outcome outcome;
	enum err err;

	if (in->tolerance < 0 || in->tolerance > 255)
		return fail(c, ERR_PARAMS, "parameter 'tolerance' must be from "
		    "0 to 255, not %d", in->tolerance);
	edit.flood_fill.layer = call_layer_or_first(c, in->layer_id);
	edit.flood_fill.pos = (struct pos){ { in->x, in->y, in->z } };
	edit.flood_fill.tolerance = in->tolerance;
	edit.flood_fill.color = in->has_color ? in->color :
	    shade_mix(&in->r, &in->g, &in->b, &in->a, in->has_a);
	if ((err = call_edit(c, &edit, &outcome)) != OK)
		return err;

	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "voxels_filled", (int64_t)outcome.voxels);
	return reply_close(c);
}
