/*
 * do_pick · what stands at the end of a ray
 */
#include <math.h>

#include "bounds.h"
#include "goxel/ray.h"
#include "worker/method/method.h"
#include "worker/method/reply.h"
#include "worker/method/sight.h"
#include "worker/method/snap.h"

#define ALONG		1e-9	/* of a unit vector: none at all */

static enum err
aim_free(struct call *c, const struct pick_voxel_in *in, struct ray *ray)
{
	double toward[3], length = 0;
	int axis;

	if (!in->has_origin || !in->has_direction)
		return fail(c, ERR_PARAMS, "parameters 'origin' and "
		    "'direction' make a ray, or 'x' and 'y' name a pixel");
	for (axis = 0; axis < 3; axis++)
		length += in->direction.at[axis] * in->direction.at[axis];
	length = sqrt(length);
	if (!(length > 0) || !isfinite(length))
		return fail(c, ERR_PARAMS, "parameter 'direction' must not be "
		    "0 nor without end");
	for (axis = 0; axis < 3; axis++) {
		ray->origin[axis] = in->origin.at[axis];
		toward[axis] = in->direction.at[axis] / length;
	}
	ray->from = 0;
	ray_aim(ray, toward);
	return OK;
}

/* The topmost visible layer that puts a voxel there; or that has one. */
static const struct layer *
layer_at(const struct image *image, const struct pos *pos)
{
	const struct layer *found = NULL;
	uint32_t i;

	for (i = image->layer_count; i-- > 0;) {
		const struct layer *layer = image->layers[i];

		if (!layer->visible ||
		    !rgba_exists(volume_get(&layer->volume, pos)))
			continue;
		if (mode_creates(layer->mode))
			return layer;
		if (found == NULL)
			found = layer;
	}
	return found;
}

static void
put_place(struct call *c, const char *key, const struct ray *ray,
    double distance)
{
	double way;
	int axis;

	reply_list(c, key);
	for (axis = 0; axis < 3; axis++) {
		/* ray_aim knows no direction of 0. */
		way = fabs(ray->toward[axis]) < ALONG ? 0 :
		    distance * ray->toward[axis];
		reply_real(c, NULL, ray->origin[axis] + way);
	}
	reply_list_end(c);
}

static void
put_hit(struct call *c, const struct ray *ray, const struct ray_hit *hit,
    const struct layer *layer)
{
	struct pos normal = { { 0, 0, 0 } }, before = hit->voxel;
	int axis = hit->side >> 1;

	normal.at[axis] = hit->side & 1 ? 1 : -1;
	before.at[axis] += normal.at[axis];
	reply_pos(c, "voxel", &hit->voxel);
	reply_color(c, "color", hit->color);
	reply_pos(c, "normal", &normal);
	reply_pos(c, "neighbor", &before);
	put_place(c, "point", ray, hit->distance);
	reply_real(c, "distance", hit->distance);
	if (layer == NULL)
		return;
	reply_int(c, "layer_id", layer->id);
	reply_text(c, "layer", layer->name);
}

/* A plane that a ray meets. */
struct meeting {
	bool		 met;
	double		 distance;
	struct pos	 place;
};

/* Whether it does, not farther than `most`. */
static enum err
meet_plane(struct call *c, const struct pick_voxel_in *in,
    const struct ray *ray, double most, struct meeting *meeting)
{
	struct snap snap;
	double at[3];
	enum err err;
	int axis;

	if (!in->has_plane_normal)
		return in->has_plane_point ? fail(c, ERR_PARAMS, "parameter "
		    "'plane_point' needs 'plane_normal'") : OK;
	err = snap_take(c, in->has_plane_point ? &in->plane_point : NULL,
	    &in->plane_normal, &snap);
	if (err != OK || !snap_meet(&snap, ray, &meeting->distance) ||
	    meeting->distance > most)
		return err;
	for (axis = 0; axis < 3; axis++)
		at[axis] = ray->origin[axis] + meeting->distance *
		    ray->toward[axis];
	meeting->met = true;
	return snap_place(c, &snap, at, &meeting->place);
}

static void
put_meeting(struct call *c, const struct ray *ray,
    const struct meeting *meeting)
{
	reply_bool(c, "plane", true);
	reply_pos(c, "neighbor", &meeting->place);
	put_place(c, "point", ray, meeting->distance);
	reply_real(c, "distance", meeting->distance);
}

static bool
cast(const struct pick_voxel_in *in, const struct volume *volume,
    const struct ray *ray, struct ray_hit *hit)
{
	struct field field;
	bool met;

	/* One ray does not repay a grid. */
	field_init(&field, volume, 0);
	met = ray_cast(&field, ray, hit) && (!in->has_max_distance ||
	    hit->distance <= in->max_distance);
	field_fini(&field);
	return met;
}

static enum err
pick(struct call *c, const struct pick_voxel_in *in,
    const struct volume *volume, const struct layer *layer)
{
	struct meeting meeting = { .met = false };
	struct ray_hit hit;
	struct ray ray;
	enum err err;
	bool met;

	err = in->has_x || in->has_y ? sight_aim(c,
	    &(struct sight)SIGHT(in), volume, &ray) : aim_free(c, in, &ray);
	if (err != OK)
		return err;
	met = cast(in, volume, &ray, &hit);
	err = meet_plane(c, in, &ray, met ? hit.distance :
	    in->has_max_distance ? in->max_distance : INFINITY, &meeting);
	if (err != OK)
		return err;
	met = met && !meeting.met;
	if (met && layer == NULL)
		layer = layer_at(c->context->image, &hit.voxel);
	reply_open(c);
	reply_bool(c, "hit", met);
	if (met)
		put_hit(c, &ray, &hit, layer);
	if (meeting.met)
		put_meeting(c, &ray, &meeting);
	return reply_close(c);
}

enum err
do_pick_voxel(struct call *c, const struct pick_voxel_in *in)
{
	const struct layer *layer = NULL;
	struct volume flat = { 0 };
	enum err err;

	if (in->has_layer_id) {
		if ((layer = call_layer(c, in->layer_id)) == NULL)
			return ERR_NO_LAYER;
		return pick(c, in, &layer->volume, layer);
	}
	err = image_flatten(c->context->image, &flat);
	if (err != OK)
		return fail(c, err, "the layers together are too large");
	err = pick(c, in, &flat, NULL);
	volume_fini(&flat);
	return err;
}
