/*
 * build_shape · the ops that draw
 */
#include <math.h>
#include <string.h>

#include "bounds.h"
#include "goxel/shape.h"
#include "worker/method/build.h"

/* A shape of the stroke edit, hollow with a wall. */
static enum err
draw_stroke(struct build *b, const struct op *op, enum shape shape)
{
	struct edit edit = { .kind = EDIT_stroke_draw };
	struct edit_stroke_draw *draw = &edit.stroke_draw;
	enum err err;

	if ((err = build_extent(b, op, &draw->box)) != OK)
		return err;
	if (OP_HAS(op, wall) && op->wall < 1)
		return fail(b->call, ERR_PARAMS, "wall must be 1 or more");
	draw->layer = b->layer;
	draw->shape = shape;
	draw->axis = OP_HAS(op, axis) ? op->axis : 2;
	draw->wall = op->wall;
	return build_draw(b, op, &edit, &draw->mode, &draw->color);
}

enum err
build_box(struct build *b, const struct op *op)
{
	struct edit edit = { .kind = EDIT_box_fill };
	struct edit_box_fill *fill = &edit.box_fill;
	enum err err;

	if (OP_HAS(op, wall))
		return draw_stroke(b, op, SHAPE_CUBE);
	if ((err = build_extent(b, op, &fill->box)) != OK)
		return err;
	fill->layer = b->layer;
	return build_draw(b, op, &edit, &fill->mode, &fill->color);
}

enum err
build_sphere(struct build *b, const struct op *op)
{
	return draw_stroke(b, op, SHAPE_SPHERE);
}

enum err
build_ellipsoid(struct build *b, const struct op *op)
{
	return draw_stroke(b, op, SHAPE_SPHERE);
}

enum err
build_cylinder(struct build *b, const struct op *op)
{
	return draw_stroke(b, op, SHAPE_CYLINDER);
}

/* The radius at the tip, of that at the base: both to the edge of a voxel. */
static enum err
find_tip(struct build *b, const struct op *op, double wide, float *tip)
{
	if (!OP_HAS(op, top)) {
		*tip = 0;
		return OK;
	}
	*tip = (float)((op->top + 0.5) / (wide / 2));
	if (op->top >= 0 && *tip <= 1)
		return OK;
	return fail(b->call, ERR_PARAMS, "top must be from 0 to the radius at "
	    "the base");
}

enum err
build_cone(struct build *b, const struct op *op)
{
	struct edit edit = { .kind = EDIT_revolve_draw };
	struct edit_revolve_draw *draw = &edit.revolve_draw;
	int axis, wide;
	enum err err;

	if ((err = build_extent(b, op, &draw->box)) != OK)
		return err;
	draw->layer = b->layer;
	draw->axis = OP_HAS(op, face) ? op->face % 3 : 2;
	draw->back = op->face >= 3;
	axis = (draw->axis + 1) % 3;
	wide = draw->box.hi.at[axis] - draw->box.lo.at[axis];
	if ((err = find_tip(b, op, wide, &draw->tip)) != OK)
		return err;
	return build_draw(b, op, &edit, &draw->mode, &draw->color);
}

enum err
build_torus(struct build *b, const struct op *op)
{
	struct edit edit = { .kind = EDIT_revolve_draw };
	struct edit_revolve_draw *draw = &edit.revolve_draw;
	int32_t reach, thick = (int32_t)op->tube;
	int axis;

	if (!(op->tube >= 0 && op->radius >= op->tube &&
	    op->radius + op->tube <= BOUND_COORD))
		return fail(b->call, ERR_PARAMS, "tube must be 0 or more, and "
		    "radius at least tube");
	reach = (int32_t)op->radius + thick;
	draw->layer = b->layer;
	draw->ring = true;
	draw->axis = OP_HAS(op, axis) ? op->axis : 2;
	for (axis = 0; axis < 3; axis++) {
		int32_t half = axis == draw->axis ? thick : reach;

		draw->box.lo.at[axis] = op->center.at[axis] - half;
		draw->box.hi.at[axis] = op->center.at[axis] + half + 1;
	}
	return build_draw(b, op, &edit, &draw->mode, &draw->color);
}

static enum err
draw_path(struct build *b, const struct op *op, const struct voxels *points)
{
	struct edit edit = { .kind = EDIT_path_draw };
	struct edit_path_draw *draw = &edit.path_draw;
	enum err err;

	if (!(op->radius >= 0 && op->radius <= BOUND_COORD / 4))
		return fail(b->call, ERR_PARAMS, "radius must be from 0 to %d",
		    BOUND_COORD / 4);
	draw->layer = b->layer;
	draw->points = *points;
	if ((err = build_snap(b, op, &draw->points)) != OK)
		return err;
	draw->size = (int32_t)(2 * op->radius) + 1;
	draw->shape = draw->size > 1 ? SHAPE_SPHERE : SHAPE_CUBE;
	draw->axis = 2;
	return build_draw(b, op, &edit, &draw->mode, &draw->color);
}

enum err
build_line(struct build *b, const struct op *op)
{
	struct voxel ends[2] = { { .pos = op->from }, { .pos = op->to } };

	return draw_path(b, op, &(struct voxels){ ends, 2 });
}

enum err
build_polyline(struct build *b, const struct op *op)
{
	const struct voxels *points = &op->points;
	struct voxel *round;

	if (!op->closed)
		return draw_path(b, op, points);
	round = mem_take(b->call->mem, (points->count + 1) * sizeof *round);
	if (round == NULL)
		return fail(b->call, ERR_TOO_BIG, "there are too many points");
	memcpy(round, points->at, points->count * sizeof *round);
	round[points->count] = points->at[0];
	return draw_path(b, op, &(struct voxels){ round, points->count + 1 });
}

enum err
build_points(struct build *b, const struct op *op)
{
	struct edit edit = { .kind = EDIT_voxels_set, .voxels_set = {
	    b->layer, op->points } };
	struct voxel *voxels = (struct voxel *)op->points.at;
	struct rgba color = { { 255, 255, 255, 255 } };
	enum err err;
	uint32_t i;

	if (op->mode > BLEND_SUBTRACT)
		return fail(b->call, ERR_PARAMS, "mode of points may be set, "
		    "add or subtract; replace and fill recolour");
	if (OP_HAS(op, color) &&
	    (err = build_ink(b, &op->color, &color)) != OK)
		return err;
	if (op->mode == BLEND_SUBTRACT)
		color = (struct rgba){ { 0 } };
	for (i = 0; i < op->points.count; i++)
		voxels[i].color = color;
	return build_edit(b, &edit);
}

enum err
build_plane(struct build *b, const struct op *op)
{
	struct edit edit = { .kind = EDIT_box_fill };
	struct edit_box_fill *fill = &edit.box_fill;
	int axis = OP_HAS(op, axis) ? op->axis : 2;
	enum err err;

	if ((err = build_region(b, op, &fill->box)) != OK)
		return err;
	if (OP_HAS(op, depth) && op->depth < 1)
		return fail(b->call, ERR_PARAMS, "depth must be 1 or more");
	fill->layer = b->layer;
	fill->box.lo.at[axis] = op->at.at[axis];
	fill->box.hi.at[axis] = op->at.at[axis] +
	    (OP_HAS(op, depth) ? op->depth : 1);
	return build_draw(b, op, &edit, &fill->mode, &fill->color);
}

/* Words in the place of those the engine has not. */
static enum err
explain_text(struct build *b, enum err err)
{
	if (err != ERR_PARAMS)
		return err;
	return fail(b->call, err, "text must be of letters, digits and signs "
	    "of the font (ASCII), scale from 1 to 256 and depth 1 or more");
}

enum err
build_text(struct build *b, const struct op *op)
{
	struct edit edit = { .kind = EDIT_text_draw };
	struct edit_text_draw *draw = &edit.text_draw;
	enum err err;

	draw->layer = b->layer;
	draw->at = op->at;
	draw->axis = OP_HAS(op, axis) ? op->axis : 1;
	draw->scale = OP_HAS(op, scale) ? op->scale : 1;
	draw->depth = OP_HAS(op, depth) ? op->depth : 1;
	draw->text = (struct bytes){ op->text, (uint32_t)strlen(op->text) };
	err = build_draw(b, op, &edit, &draw->mode, &draw->color);
	return explain_text(b, err);
}

enum err
build_extrude(struct build *b, const struct op *op)
{
	struct edit edit = { .kind = EDIT_face_extrude };
	struct edit_face_extrude *push = &edit.face_extrude;
	enum err err;

	push->layer = b->layer;
	push->seed = op->at;
	push->axis = OP_HAS(op, face) ? op->face % 3 : 2;
	push->back = op->face >= 3;
	push->delta = OP_HAS(op, depth) ? op->depth : 1;
	push->threshold = OP_HAS(op, tolerance) ? op->tolerance : 255;
	err = build_edit(b, &edit);
	if (err != ERR_NO_VOXEL)
		return err;
	return fail(b->call, err, "there is no voxel at %d,%d,%d, or another "
	    "one covers that face", op->at.at[0], op->at.at[1],
	    op->at.at[2]);
}
