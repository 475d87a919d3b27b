/*
 * do_brush · methods that draw along lines
 */
#include <math.h>
#include <string.h>

#include "bounds.h"
#include "goxel/shape.h"
#include "worker/method/axes.h"
#include "worker/method/method.h"
#include "worker/method/planes.h"
#include "worker/method/reply.h"
#include "worker/method/sight.h"
#include "worker/method/snap.h"

#define LASER_LENGTH	2048	/* voxels, if not said */

/* SHAPE_COUNT: failed with words. */
static enum shape
take_shape(struct call *c, const char *name)
{
	int shape;

	if (name == NULL)
		return SHAPE_SPHERE;
	for (shape = 0; shape < SHAPE_COUNT; shape++)
		if (strcmp(shape_names[shape], name) == 0)
			return (enum shape)shape;
	fail(c, ERR_PARAMS, "parameter 'shape_type' must be cube, sphere or "
	    "cylinder, not '%.20s'", name);
	return SHAPE_COUNT;
}

static enum err
check_soft(struct call *c, double smoothness)
{
	if (smoothness >= 0 && smoothness <= BOUND_COORD)
		return OK;
	return fail(c, ERR_PARAMS, "parameter 'smoothness' must be from 0 to "
	    "%d, not %g", BOUND_COORD, smoothness);
}

/* Voxels across. */
static enum err
take_radius(struct call *c, bool has, double radius, int32_t *size)
{
	*size = 1;
	if (!has)
		return OK;
	if (!(radius >= 0.5 && radius <= BOUND_COORD / 2) ||
	    2 * radius != rint(2 * radius))
		return fail(c, ERR_PARAMS, "parameter 'radius' must be in "
		    "halves from 0.5 to %d, not %g", BOUND_COORD / 2, radius);
	*size = (int32_t)(2 * radius);
	return OK;
}

static enum err
take_points(struct call *c, const struct voxel_list *list,
    struct voxels *points)
{
	if (list->failed > 0 || list->count == 0)
		return fail(c, ERR_PARAMS, "parameter 'points' must be one or "
		    "more places, {x,y,z} or [x,y,z]");
	*points = (struct voxels){ list->at, list->count };
	return OK;
}

static enum err
snap_points(struct call *c, const struct brush_in *in)
{
	struct snap snap;
	double middle[3];
	enum err err;
	uint32_t i;
	int axis;

	if (!in->has_plane_normal)
		return in->has_plane_point ? fail(c, ERR_PARAMS, "parameter "
		    "'plane_point' needs 'plane_normal'") : OK;
	err = snap_take(c, in->has_plane_point ? &in->plane_point : NULL,
	    &in->plane_normal, &snap);
	for (i = 0; err == OK && i < in->points.count; i++) {
		for (axis = 0; axis < 3; axis++)
			middle[axis] = in->points.at[i].pos.at[axis] + 0.5;
		err = snap_place(c, &snap, middle, &in->points.at[i].pos);
	}
	return err;
}

static struct rgba
color_or_white(bool has, struct rgba color)
{
	return has ? color : (struct rgba){ { 255, 255, 255, 255 } };
}

static enum err
draw_pressed(struct call *c, const struct edit_path_draw *draw,
    const struct planes *planes, struct edit_outcome *outcome)
{
	struct edit edit = { .kind = EDIT_path_press, .path_press = {
	    .layer = draw->layer, .mode = draw->mode, .shape = draw->shape,
	    .points = draw->points, .size = draw->size,
	    .smoothness = draw->smoothness, .color = draw->color,
	    .axis = draw->axis, .symmetry = draw->symmetry,
	    .mirror = draw->mirror, .image = planes->image,
	    .cut = planes->cut, .cut_x = planes->normal[0],
	    .cut_y = planes->normal[1], .cut_z = planes->normal[2] } };

	return call_edit(c, &edit, outcome);
}

enum err
do_brush(struct call *c, const struct brush_in *in)
{
	struct edit edit = { .kind = EDIT_path_draw };
	struct edit_path_draw *draw = &edit.path_draw;
	struct planes planes;
	const struct layer *layer;
	struct edit_outcome outcome;
	enum err err;

	if ((draw->shape = take_shape(c, in->shape_type)) == SHAPE_COUNT ||
	    (draw->axis = axes_one(c, in->axis, 2)) < 0)
		return ERR_PARAMS;
	if ((err = take_points(c, &in->points, &draw->points)) != OK ||
	    (err = snap_points(c, in)) != OK ||
	    (err = take_radius(c, in->has_radius, in->radius,
	    &draw->size)) != OK || (err = check_soft(c, in->smoothness)) !=
	    OK || (err = axes_mirror(c, in->symmetry, in->has_origin ?
	    &in->origin : NULL, &draw->symmetry, &draw->mirror)) != OK ||
	    (err = planes_take(c, &(struct planes_in)PLANES_IN(in),
	    &planes)) != OK)
		return err;
	if (in->mode == MODE_REPLACE && draw->shape != SHAPE_CUBE)
		return fail(c, ERR_PARAMS, "parameter 'mode' may be replace "
		    "only with shape_type cube");
	if ((layer = call_layer(c, in->layer_id)) == NULL)
		return ERR_NO_LAYER;
	draw->layer = layer->id;
	draw->mode = in->mode;
	draw->smoothness = (float)in->smoothness;
	draw->color = color_or_white(in->has_color, in->color);
	err = planes.given ? draw_pressed(c, draw, &planes, &outcome) :
	    call_edit(c, &edit, &outcome);
	if (err != OK)
		return err;

	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "voxels", (int64_t)outcome.voxels);
	return reply_close(c);
}

/* A ray with an end. */
struct beam {
	double		 origin[3];
	double		 toward[3];	/* of length 1 */
	double		 length;
};

/* A box as long as the beam, upright on it. */
static void
aim(struct matrix *box, const struct beam *beam, double radius)
{
	const double *ray = beam->toward;
	double side[3] = { 0, 0, 0 }, wide = 0;
	int axis, least = 0;

	for (axis = 0; axis < 3; axis++)
		if (fabs(ray[axis]) < fabs(ray[least]))
			least = axis;
	for (axis = 0; axis < 3; axis++)
		side[axis] = (axis == least) - ray[axis] * ray[least];
	for (axis = 0; axis < 3; axis++)
		wide += side[axis] * side[axis];
	for (axis = 0; axis < 3; axis++) {
		int a = (axis + 1) % 3, b = (axis + 2) % 3;

		box->m[0][axis] = (float)(radius * side[axis] / sqrt(wide));
		box->m[1][axis] = (float)(radius * (ray[a] * side[b] -
		    ray[b] * side[a]) / sqrt(wide));
		box->m[2][axis] = (float)(ray[axis] * beam->length / 2);
		box->m[3][axis] = (float)(beam->origin[axis] +
		    ray[axis] * beam->length / 2);
	}
	box->m[3][3] = 1;
}

static enum err
check_laser(struct call *c, const struct laser_in *in, double radius)
{
	if (!(radius >= 0.5 && radius <= BOUND_COORD))
		return fail(c, ERR_PARAMS, "parameter 'radius' must be from "
		    "0.5 to %d, not %g", BOUND_COORD, radius);
	return check_soft(c, in->smoothness);
}

/* From a point in a direction. */
static enum err
take_beam(struct call *c, const struct laser_in *in, struct beam *beam)
{
	int axis;

	if (!in->has_origin || !in->has_direction)
		return fail(c, ERR_PARAMS, "parameters 'origin' and "
		    "'direction' make a ray, or 'x' and 'y' name a pixel");
	beam->length = in->has_length ? in->length : LASER_LENGTH;
	for (axis = 0; axis < 3; axis++) {
		beam->origin[axis] = in->origin.at[axis];
		if (!(fabs(beam->origin[axis]) <= BOUND_COORD))
			return fail(c, ERR_PARAMS, "parameter 'origin' must "
			    "be within %d of the origin", BOUND_COORD);
	}
	if (!(beam->length > 0 && beam->length <= BOUND_COORD))
		return fail(c, ERR_PARAMS, "parameter 'length' must be above "
		    "0 and at most %d, not %g", BOUND_COORD, beam->length);
	return axes_direction(c, "direction", &in->direction, beam->toward);
}

/* The part of a ray that is in a box, and as much more as its ends are soft. */
static void
cut_beam(const struct ray *ray, const struct box *box, double soft,
    struct beam *beam)
{
	double near = 0, far = 0, middle, half;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		middle = (box->lo.at[axis] + (double)box->hi.at[axis]) / 2;
		half = (double)box->hi.at[axis] - middle;
		middle = (middle - ray->origin[axis]) * ray->toward[axis];
		half *= fabs(ray->toward[axis]);
		near += middle - half;
		far += middle + half;
	}
	near = fmax(near - soft, ray->from);
	beam->length = fmax(far + soft - near, 1);
	for (axis = 0; axis < 3; axis++) {
		beam->toward[axis] = ray->toward[axis];
		beam->origin[axis] = ray->origin[axis] +
		    near * ray->toward[axis];
	}
}

/* Through a pixel, and through all of the layer. */
static enum err
take_pixel(struct call *c, const struct laser_in *in,
    const struct layer *layer, struct beam *beam)
{
	struct box box = { 0 };
	struct ray ray;
	enum err err;

	if (in->has_origin || in->has_direction || in->has_length)
		return fail(c, ERR_PARAMS, "parameters 'x' and 'y' name a "
		    "pixel, without 'origin', 'direction' and 'length'");
	err = sight_aim(c, &(struct sight)SIGHT(in), NULL, &ray);
	if (err != OK)
		return err;
	volume_bounds(&layer->volume, true, &box);
	cut_beam(&ray, &box, in->smoothness, beam);
	return OK;
}

enum err
do_laser(struct call *c, const struct laser_in *in)
{
	struct edit edit = { .kind = EDIT_solid_draw };
	struct edit_solid_draw *draw = &edit.solid_draw;
	double radius = in->has_radius ? in->radius : 0.5;
	const struct layer *layer;
	struct edit_outcome outcome;
	struct beam beam;
	enum err err;

	if ((err = check_laser(c, in, radius)) != OK)
		return err;
	if ((layer = call_layer(c, in->layer_id)) == NULL)
		return ERR_NO_LAYER;
	err = in->has_x || in->has_y ? take_pixel(c, in, layer, &beam) :
	    take_beam(c, in, &beam);
	if (err != OK)
		return err;
	draw->layer = layer->id;
	draw->shape = SHAPE_CYLINDER;
	draw->mode = MODE_SUB_CLAMP;
	draw->smoothness = (float)in->smoothness;
	draw->color = (struct rgba){ { 0, 0, 0, 255 } };
	aim(&draw->box, &beam, radius);
	if ((err = call_edit(c, &edit, &outcome)) != OK)
		return err;

	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "removed", (int64_t)outcome.voxels);
	return reply_close(c);
}
