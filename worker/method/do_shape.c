/*
 * do_shape · methods that draw shapes into a layer
 *
 * By the time a handler runs, the decoder has checked every parameter against
 * its type.  What is left is what only this method can know.
 */
#include <string.h>

#include "bounds.h"
#include "goxel/shape.h"
#include "worker/method/axes.h"
#include "worker/method/method.h"
#include "worker/method/pick.h"
#include "worker/method/planes.h"
#include "worker/method/reply.h"

#define SIZE_DEFAULT	10	/* voxels a side */

/* What a plain stroke does not have. */
struct finish {
	int		 axis;		/* a cylinder's */
	int32_t		 wall;		/* 0: solid */
	int32_t		 symmetry;
	struct pos	 mirror;
	struct planes	 planes;
};

static enum err
take_wall(struct call *c, bool hollow, bool has_wall, int32_t wall,
    struct finish *finish)
{
	if (has_wall && wall < 1)
		return fail(c, ERR_PARAMS, "parameter 'wall' must be 1 or "
		    "more, not %d", wall);
	finish->wall = !hollow ? 0 : has_wall ? wall : 1;
	return OK;
}

/* SHAPE_COUNT: there is no such shape. */
static enum shape
shape_named(const char *name)
{
	int shape;

	for (shape = 0; shape < SHAPE_COUNT; shape++)
		if (strcmp(shape_names[shape], name) == 0)
			break;
	return (enum shape)shape;
}

/* A box exactly `size` wide whose middle, or just above it, is `center`. */
static struct box
box_around(const struct pos *center, const struct pos *size)
{
	struct box box;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		box.lo.at[axis] = center->at[axis] - size->at[axis] / 2;
		box.hi.at[axis] = box.lo.at[axis] + size->at[axis];
	}
	return box;
}

static enum err
check_size(struct call *c, const struct pos *size)
{
	int axis;

	for (axis = 0; axis < 3; axis++)
		if (size->at[axis] < 1 || size->at[axis] > 2 * BOUND_COORD)
			return fail(c, ERR_PARAMS, "parameter 'size_%c' must "
			    "be from 1 to %d, not %d", 'x' + axis,
			    2 * BOUND_COORD, size->at[axis]);
	return OK;
}

static enum err
check_mode(struct call *c, enum mode mode)
{
	if (mode != MODE_REPLACE)
		return OK;
	return fail(c, ERR_PARAMS, "parameter 'mode' must not be replace: a "
	    "shape's edge has none; use over, or goxel.fill_box");
}

static enum err
check_smoothness(struct call *c, double smoothness)
{
	if (smoothness >= 0 && smoothness <= BOUND_COORD)
		return OK;
	return fail(c, ERR_PARAMS, "parameter 'smoothness' must be from 0 to "
	    "%d, not %g", BOUND_COORD, smoothness);
}

static enum err
check_radius(struct call *c, const struct procedural_shape_in *in)
{
	if (in->has_radius && (in->radius < 0 || in->radius >= BOUND_COORD))
		return fail(c, ERR_PARAMS, "parameter 'radius' must be from 0 "
		    "to %d, not %d", BOUND_COORD - 1, in->radius);
	return OK;
}

static struct pos
size_of(const struct procedural_shape_in *in)
{
	int32_t side = in->has_radius ? 2 * in->radius + 1 : SIZE_DEFAULT;

	return (struct pos){ {
		in->has_size_x ? in->size_x : side,
		in->has_size_y ? in->size_y : side,
		in->has_size_z ? in->size_z :
		    in->has_height ? in->height : side
	} };
}

static struct box
box_of(const struct procedural_shape_in *in, const struct pos *size)
{
	struct pos center = { { in->center_x, in->center_y, in->center_z } };
	struct box box = box_around(in->has_base ? &in->base : &center, size);

	if (in->has_base) {
		box.lo.at[2] = in->base.at[2];
		box.hi.at[2] = in->base.at[2] + size->at[2];
	}
	return box;
}

static bool
plain(const struct finish *finish)
{
	return finish->axis == 2 && finish->wall == 0 &&
	    finish->symmetry == 0 && !finish->planes.given;
}

static enum err
draw_pressed(struct call *c, const struct edit_stroke_draw *draw,
    const struct planes *planes, struct edit_outcome *outcome)
{
	struct edit edit = { .kind = EDIT_stroke_press, .stroke_press = {
	    .layer = draw->layer, .mode = draw->mode, .shape = draw->shape,
	    .box = draw->box, .smoothness = draw->smoothness,
	    .color = draw->color, .axis = draw->axis, .wall = draw->wall,
	    .symmetry = draw->symmetry, .mirror = draw->mirror,
	    .image = planes->image, .cut = planes->cut,
	    .cut_x = planes->normal[0], .cut_y = planes->normal[1],
	    .cut_z = planes->normal[2] } };

	return call_edit(c, &edit, outcome);
}

static enum err
draw_stroke(struct call *c, const struct edit_shape_draw *shape,
    const struct finish *finish, struct edit_outcome *outcome)
{
	struct edit edit = { .kind = EDIT_stroke_draw, .stroke_draw = {
	    .layer = shape->layer, .mode = shape->mode, .shape = shape->shape,
	    .box = shape->box, .smoothness = shape->smoothness,
	    .color = shape->color, .axis = finish->axis, .wall = finish->wall,
	    .symmetry = finish->symmetry, .mirror = finish->mirror } };

	if (finish->planes.given)
		return draw_pressed(c, &edit.stroke_draw, &finish->planes,
		    outcome);
	return call_edit(c, &edit, outcome);
}

static enum err
draw_shape(struct call *c, const struct edit_shape_draw *shape,
    const struct finish *finish, struct edit_outcome *outcome)
{
	struct edit edit = { .kind = EDIT_shape_draw, .shape_draw = *shape };

	if (plain(finish))
		return call_edit(c, &edit, outcome);
	return draw_stroke(c, shape, finish, outcome);
}

enum err
do_procedural_shape(struct call *c, const struct procedural_shape_in *in)
{
	const char *name = in->has_shape_type ? in->shape_type : "cube";
	struct edit_shape_draw shape, *draw = &shape;
	struct finish finish = { .axis = axes_one(c, in->axis, 2) };
	struct pos size = size_of(in);
	struct edit_outcome outcome;
	enum err err;

	if ((draw->shape = shape_named(name)) == SHAPE_COUNT)
		return fail(c, ERR_FORMAT, "Shape type not implemented yet: "
		    "'%s' is none of cube, sphere and cylinder", name);
	if (finish.axis < 0)
		return ERR_PARAMS;
	if ((err = check_radius(c, in)) != OK ||
	    (err = take_wall(c, in->has_filled && !in->filled, in->has_wall,
	    in->wall, &finish)) != OK || (err = axes_mirror(c, in->symmetry,
	    in->has_origin ? &in->origin : NULL, &finish.symmetry,
	    &finish.mirror)) != OK ||
	    (err = planes_take(c, &(struct planes_in)PLANES_IN(in),
	    &finish.planes)) != OK ||
	    (err = check_size(c, &size)) != OK ||
	    (err = check_mode(c, in->mode)) != OK ||
	    (err = check_smoothness(c, in->smoothness)) != OK)
		return err;
	draw->layer = call_layer_or_first(c, in->layer_id);
	draw->mode = in->mode;
	draw->box = box_of(in, &size);
	draw->smoothness = (float)in->smoothness;
	draw->color = in->has_color ? in->color :
	    shade_mix(&in->r, &in->g, &in->b, &in->a, in->has_a);
	if ((err = draw_shape(c, draw, &finish, &outcome)) != OK)
		return err;

	reply_open(c);
	reply_bool(c, "success", true);
	reply_text(c, "shape_type", name);
	reply_int(c, "voxels_created", (int64_t)outcome.voxels);
	return reply_close(c);
}

static enum err
draw_box(struct call *c, const struct edit_box_fill *fill,
    const struct finish *finish, struct edit_outcome *outcome)
{
	struct edit edit = { .kind = EDIT_box_fill, .box_fill = *fill };
	struct edit_shape_draw cube = { .layer = fill->layer,
	    .mode = fill->mode, .shape = SHAPE_CUBE, .box = fill->box,
	    .color = fill->color };

	if (plain(finish))
		return call_edit(c, &edit, outcome);
	return draw_stroke(c, &cube, finish, outcome);
}

enum err
do_fill_box(struct call *c, const struct fill_box_in *in)
{
	struct edit_box_fill fill = { .mode = in->mode, .color = in->color };
	struct finish finish = { .axis = 2 };
	const struct layer *layer;
	struct edit_outcome outcome;
	enum err err;

	if ((err = take_wall(c, in->has_filled && !in->filled, in->has_wall,
	    in->wall, &finish)) != OK || (err = axes_mirror(c, in->symmetry,
	    in->has_origin ? &in->origin : NULL, &finish.symmetry,
	    &finish.mirror)) != OK ||
	    (err = planes_take(c, &(struct planes_in)PLANES_IN(in),
	    &finish.planes)) != OK ||
	    (err = pick_box(c, &in->min, &in->max, &fill.box)) != OK)
		return err;
	if ((layer = call_layer(c, in->layer_id)) == NULL)
		return ERR_NO_LAYER;
	fill.layer = layer->id;
	if ((err = draw_box(c, &fill, &finish, &outcome)) != OK)
		return err;

	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "voxels", (int64_t)outcome.voxels);
	return reply_close(c);
}
