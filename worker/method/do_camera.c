/*
 * do_camera · methods on the cameras and the light of a project
 */
#include <math.h>
#include <string.h>

#include "goxel/scenery.h"
#include "goxel/view.h"
#include "worker/method/method.h"
#include "worker/method/pick.h"
#include "worker/method/reply.h"

#define DEGREE	(M_PI / 180)

static void
put_point(struct call *c, const char *key, const double at[3])
{
	int axis;

	reply_list(c, key);
	for (axis = 0; axis < 3; axis++)
		pick_put_float(c, NULL, (float)at[axis]);
	reply_list_end(c);
}

static void
put_camera(struct call *c, int32_t index)
{
	const struct image *image = c->context->image;
	const struct camera *camera = &image->cameras[index];
	double at[3], target[3], up[3];
	int axis;

	for (axis = 0; axis < 3; axis++) {
		at[axis] = (double)camera->mat.m[3][axis];
		target[axis] = at[axis] - (double)camera->mat.m[2][axis] *
		    (double)camera->distance;
		up[axis] = (double)camera->mat.m[1][axis];
	}
	reply_item(c);
	reply_int(c, "index", index);
	reply_text(c, "name", camera->name);
	reply_bool(c, "active", index == image->camera_active);
	reply_bool(c, "ortho", camera->ortho);
	pick_put_float(c, "distance", camera->distance);
	put_point(c, "position", at);
	put_point(c, "target", target);
	put_point(c, "up", up);
	reply_item_end(c);
}

enum err
do_list_cameras(struct call *c, const struct list_cameras_in *in)
{
	uint32_t count = c->context->image->camera_count, i;

	(void)in;
	reply_open(c);
	reply_int(c, "count", count);
	reply_list(c, "cameras");
	for (i = 0; i < count; i++)
		put_camera(c, (int32_t)i);
	reply_list_end(c);
	return reply_close(c);
}

/*
 * Where a camera is put
 */

/* What is there, else the project's box. */
static struct box
everything(const struct call *c)
{
	const struct image *image = c->context->image;
	struct box box = { 0 };

	if (!call_bounds(c, true, &box) && image->boxed)
		box = image->box;
	return box;
}

static void
middle_of(const struct box *box, double at[3])
{
	int axis;

	for (axis = 0; axis < 3; axis++)
		at[axis] = ((double)box->lo.at[axis] + box->hi.at[axis]) / 2;
}

/* A camera that sees as the view does, its target so far from it. */
static void
camera_of_view(const struct view *view, double distance,
    struct edit_camera_set *set)
{
	int axis;

	set->distance = (float)distance;
	set->ortho = view->ortho;
	set->mat = MATRIX_IDENTITY;
	for (axis = 0; axis < 3; axis++) {
		set->mat.m[0][axis] = (float)view->right[axis];
		set->mat.m[1][axis] = (float)view->up[axis];
		set->mat.m[2][axis] = (float)-view->forward[axis];
		set->mat.m[3][axis] = (float)view->eye[axis];
	}
}

/* How far a camera of a file is away that sees as much as the view does, of
 * what is in the box and so far from the view's eye to its middle. */
static double
distance_for(const struct view *view, const struct box *box, double deep)
{
	double wider = view->half_height / tan(VIEW_FOV_GOXEL / 2 * DEGREE);
	double reach = 0;
	int axis;

	if (view->ortho)
		return wider;
	for (axis = 0; axis < 3; axis++)
		reach += fabs(view->forward[axis]) *
		    ((double)box->hi.at[axis] - box->lo.at[axis]) / 2;
	/* As the sight narrows, what is behind the middle moves outwards. */
	return deep * wider + reach * (wider - 1);
}

/* A view of a box, from as far away as a camera of a file must be. */
static void
stand_by_preset(const struct box *box, enum preset preset,
    struct edit_camera_set *set)
{
	double deep = 0, far;
	double middle[3];
	struct view view;
	int axis;

	view_preset(&view, preset, box, 1);
	middle_of(box, middle);
	for (axis = 0; axis < 3; axis++)
		deep += (middle[axis] - view.eye[axis]) * view.forward[axis];
	far = distance_for(&view, box, deep);
	for (axis = 0; axis < 3; axis++)
		view.eye[axis] += (deep - far) * view.forward[axis];
	camera_of_view(&view, far, set);
}

/* How far from the middle of a box a camera must be to see a corner of it. */
static double
distance_to_see(const struct edit_camera_set *set, const double corner[3])
{
	double slope = tan(VIEW_FOV_GOXEL / 2 * DEGREE) * (1 - VIEW_MARGIN);
	double along[3] = { 0 }, aside;
	int i, axis;

	for (i = 0; i < 3; i++)
		for (axis = 0; axis < 3; axis++)
			along[i] += corner[axis] * (double)set->mat.m[i][axis];
	aside = fmax(fabs(along[0]), fabs(along[1])) / slope;
	return set->ortho ? fmax(aside, along[2]) : aside + along[2];
}

/* Looking where it looks now, so near that a box just fits. */
static void
stand_before(const struct box *box, struct edit_camera_set *set)
{
	double middle[3], corner[3], far = 0;
	int n, axis;

	middle_of(box, middle);
	for (n = 0; n < 8; n++) {
		for (axis = 0; axis < 3; axis++)
			corner[axis] = (n >> axis & 1 ? box->hi.at[axis] :
			    box->lo.at[axis]) - middle[axis];
		far = fmax(far, distance_to_see(set, corner));
	}
	set->distance = (float)far;
	for (axis = 0; axis < 3; axis++)
		set->mat.m[3][axis] = (float)(middle[axis] + far *
		    (double)set->mat.m[2][axis]);
}

static enum err
stand_at(struct call *c, const struct set_camera_in *in,
    struct edit_camera_set *set)
{
	struct view_wish wish = { .placed = true };
	struct box box = everything(c);
	struct view view;
	double far = 0;
	int axis;

	middle_of(&box, wish.target);
	for (axis = 0; axis < 3; axis++) {
		wish.eye[axis] = in->position.at[axis];
		wish.up[axis] = in->up.at[axis];
		if (in->has_target)
			wish.target[axis] = in->target.at[axis];
		far += (wish.target[axis] - wish.eye[axis]) *
		    (wish.target[axis] - wish.eye[axis]);
	}
	if (view_free(&view, &wish, &box, 1) != OK || !(far < 1e17))
		return fail(c, ERR_PARAMS, "the camera sees nothing: position "
		    "and target must differ, and be less than 100000000 "
		    "away");
	camera_of_view(&view, sqrt(far), set);
	return OK;
}

static enum err
preset_of(struct call *c, const char *name, enum preset *preset)
{
	int i;

	*preset = PRESET_DEFAULT;
	if (name == NULL)
		return OK;
	for (i = 0; i < PRESET_COUNT; i++)
		if (strcmp(preset_names[i], name) == 0) {
			*preset = (enum preset)i;
			return OK;
		}
	return fail(c, ERR_PARAMS, "parameter 'preset' must be front, back, "
	    "left, right, top, bottom, isometric or default, not '%s'", name);
}

/* What it is to see. */
static enum err
scope_of(struct call *c, const struct set_camera_in *in, struct box *box)
{
	*box = everything(c);
	if (!in->has_box)
		return OK;
	if (in->has_position)
		return fail(c, ERR_PARAMS, "only one of position and box may "
		    "be given");
	return pick_box(c, &in->box.min, &in->box.max, box);
}

/* Where it is to be, if it is to move. */
static enum err
stand(struct call *c, const struct set_camera_in *in, bool always,
    struct edit_camera_set *set)
{
	enum preset preset;
	struct box box;
	enum err err;

	if ((err = preset_of(c, in->preset, &preset)) != OK ||
	    (err = scope_of(c, in, &box)) != OK)
		return err;
	if (in->has_position)
		err = stand_at(c, in, set);
	else if (in->has_target)
		err = fail(c, ERR_PARAMS, "target needs position beside it");
	else if (in->has_preset || always)
		stand_by_preset(&box, preset, set);
	if (in->has_ortho)
		set->ortho = in->ortho;
	if (in->has_box && !in->has_preset && !always)
		stand_before(&box, set);
	return err;
}

/*
 * Methods
 */

/* The named one, or that of an index, or the active one.  ERR_PARAMS. */
static enum err
pick_camera(struct call *c, const char *name, const int32_t *wish,
    int32_t *index)
{
	const struct image *image = c->context->image;

	*index = name != NULL ? scenery_camera(image, name) :
	    wish != NULL ? *wish : image->camera_active;
	if (*index >= 0 && (uint32_t)*index < image->camera_count)
		return OK;
	if (name != NULL)
		return fail(c, ERR_PARAMS, "the project has no camera named "
		    "'%s'; goxel.list_cameras tells their names", name);
	return fail(c, ERR_PARAMS, "the project has %u cameras; index counts "
	    "them from 0", image->camera_count);
}

static enum err
answer(struct call *c, int32_t index, const char *name)
{
	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "index", index);
	reply_text(c, "name", name);
	return reply_close(c);
}

enum err
do_add_camera(struct call *c, const struct add_camera_in *in)
{
	const struct set_camera_in where = { .has_position = in->has_position,
	    .position = in->position, .has_target = in->has_target,
	    .target = in->target, .up = in->up,
	    .has_preset = in->has_preset, .preset = in->preset,
	    .has_ortho = in->has_ortho, .ortho = in->ortho,
	    .has_box = in->has_box, .box = in->box };
	struct edit edit = { .kind = EDIT_camera_set };
	const struct image *image;
	struct edit_outcome outcome;
	enum err err;

	edit.camera_set.index = -1;
	edit.camera_set.name = pick_bytes(in->name);
	if ((err = stand(c, &where, true, &edit.camera_set)) != OK ||
	    (err = call_edit(c, &edit, &outcome)) != OK)
		return err;
	image = c->context->image;
	return answer(c, (int32_t)image->camera_count - 1,
	    image->cameras[image->camera_count - 1].name);
}

enum err
do_set_camera(struct call *c, const struct set_camera_in *in)
{
	struct edit edit = { .kind = EDIT_camera_set };
	struct edit_outcome outcome;
	struct camera old;
	int32_t index;
	enum err err;

	if ((err = pick_camera(c, in->name, in->has_index ? &in->index : NULL,
	    &index)) != OK)
		return err;
	/* The edit's name must outlive the change of what it came from. */
	old = c->context->image->cameras[index];
	edit.camera_set = (struct edit_camera_set){ index, pick_bytes(
	    in->has_new_name ? in->new_name : old.name), old.distance,
	    old.ortho, old.mat };
	if ((err = stand(c, in, false, &edit.camera_set)) != OK ||
	    (err = call_edit(c, &edit, &outcome)) != OK)
		return err;
	return answer(c, index, c->context->image->cameras[index].name);
}

enum err
do_select_camera(struct call *c, const struct select_camera_in *in)
{
	struct edit edit = { .kind = EDIT_camera_select };
	struct edit_outcome outcome;
	enum err err;

	if ((err = pick_camera(c, in->name, in->has_index ? &in->index : NULL,
	    &edit.camera_select.index)) != OK ||
	    (err = call_edit(c, &edit, &outcome)) != OK)
		return err;
	return answer(c, edit.camera_select.index,
	    c->context->image->cameras[edit.camera_select.index].name);
}

enum err
do_delete_camera(struct call *c, const struct delete_camera_in *in)
{
	struct edit edit = { .kind = EDIT_camera_delete };
	struct edit_outcome outcome;
	struct camera old;
	int32_t index;
	enum err err;

	if (!in->has_name && !in->has_index)
		return fail(c, ERR_PARAMS, "name or index must be given");
	if ((err = pick_camera(c, in->name, in->has_index ? &in->index : NULL,
	    &index)) != OK)
		return err;
	old = c->context->image->cameras[index];
	edit.camera_delete.index = index;
	err = call_edit(c, &edit, &outcome);
	return err == OK ? answer(c, index, old.name) : err;
}

/*
 * Light
 */

static enum err
put_light(struct call *c)
{
	const struct light *light = &c->context->image->light;

	pick_put_float(c, "pitch", (float)((double)light->pitch / DEGREE));
	pick_put_float(c, "yaw", (float)((double)light->yaw / DEGREE));
	pick_put_float(c, "intensity", light->intensity);
	reply_bool(c, "fixed", light->fixed);
	pick_put_float(c, "ambient", light->ambient);
	pick_put_float(c, "shadow", light->shadow);
	return reply_close(c);
}

enum err
do_get_light(struct call *c, const struct get_light_in *in)
{
	(void)in;
	reply_open(c);
	return put_light(c);
}

static enum err
check_light(struct call *c, const struct edit_light_set *set)
{
	if (!(fabsf(set->pitch) <= 1e4f && fabsf(set->yaw) <= 1e4f))
		return fail(c, ERR_PARAMS, "pitch and yaw must be angles in "
		    "degrees");
	if (!(set->intensity >= 0 && set->intensity <= 1e6f))
		return fail(c, ERR_PARAMS, "parameter 'intensity' must be "
		    "from 0 to 1000000");
	if (!(set->ambient >= 0 && set->ambient <= 1) ||
	    !(set->shadow >= 0 && set->shadow <= 1))
		return fail(c, ERR_PARAMS, "ambient and shadow must be from 0 "
		    "to 1");
	return OK;
}

enum err
do_set_light(struct call *c, const struct set_light_in *in)
{
	const struct light *old = &c->context->image->light;
	struct edit edit = { .kind = EDIT_light_set };
	struct edit_outcome outcome;
	enum err err;

	edit.light_set = (struct edit_light_set){
	    in->has_pitch ? (float)(in->pitch * DEGREE) : old->pitch,
	    in->has_yaw ? (float)(in->yaw * DEGREE) : old->yaw,
	    in->has_intensity ? (float)in->intensity : old->intensity,
	    in->has_fixed ? in->fixed : old->fixed,
	    in->has_ambient ? (float)in->ambient : old->ambient,
	    in->has_shadow ? (float)in->shadow : old->shadow };
	if ((err = check_light(c, &edit.light_set)) != OK ||
	    (err = call_edit(c, &edit, &outcome)) != OK)
		return err;
	reply_open(c);
	reply_bool(c, "success", true);
	return put_light(c);
}
