/*
 * scene - the picture of a project, as a PNG file
 */
#include <string.h>

#include "bounds.h"
#include "goxel/format/png.h"
#include "goxel/dress.h"
#include "goxel/image.h"
#include "goxel/scenery.h"
#include "goxel/view.h"
#include "worker/method/method.h"
#include "worker/method/scene.h"

static enum preset
preset_named(const char *name)
{
	int preset;

	for (preset = 0; name != NULL && preset < PRESET_COUNT; preset++)
		if (strcmp(preset_names[preset], name) == 0)
			return (enum preset)preset;
	return PRESET_DEFAULT;
}

static enum err
aim_camera(struct call *c, const struct camera_wish *camera,
    const struct box *box, double aspect, struct view *view)
{
	struct view_wish wish = {
		.placed = camera->has_position, .fov = camera->fov,
		.ortho = camera->ortho, .zoom = camera->zoom,
	};
	int axis;

	if (camera->has_target && !camera->has_position)
		return fail(c, ERR_PARAMS, "camera.target needs "
		    "camera.position beside it");
	for (axis = 0; axis < 3; axis++) {
		wish.eye[axis] = camera->position.at[axis];
		wish.up[axis] = camera->up.at[axis];
		wish.target[axis] = camera->has_target ?
		    camera->target.at[axis] :
		    (box->lo.at[axis] + box->hi.at[axis]) / 2.0;
	}
	if (view_free(view, &wish, box, aspect) == OK)
		return OK;
	return fail(c, ERR_PARAMS, "the camera sees nothing: position and "
	    "target must differ, fov be below 180 and zoom above 0");
}

/* No preset, but one of the project's cameras. */
static bool
named_camera(struct call *c, const char *name, struct view *view,
    double aspect)
{
	const struct image *image = c->context->image;
	int32_t index;

	if (name == NULL || preset_named(name) != PRESET_DEFAULT ||
	    strcmp(name, preset_names[PRESET_DEFAULT]) == 0)
		return false;
	if ((index = scenery_camera(image, name)) < 0)
		return false;
	view_camera(view, &image->cameras[index], aspect);
	return true;
}

enum err
scene_aim(struct call *c, const struct scene *scene,
    const struct volume *volume, struct view *view)
{
	double aspect = (double)scene->wish.width / scene->wish.height;
	struct box box = { 0 };

	if (!volume_bounds(volume, true, &box))
		box = c->context->image->box;
	if (scene->camera != NULL)
		return aim_camera(c, scene->camera, &box, aspect, view);
	if (named_camera(c, scene->preset, view, aspect))
		return OK;
	view_model(view, preset_named(scene->preset), volume, aspect);
	return OK;
}

static enum err
draw(struct call *c, const struct scene *scene, const struct volume *volume,
    struct picture *picture)
{
	struct render_wish wish = scene->wish;
	struct view view;
	enum err err;

	if ((err = scene_aim(c, scene, volume, &view)) != OK)
		return err;
	wish.light = c->context->image->light;
	wish.finish = c->context->image;
	wish.progress = call_progress_of(c, 10, 80);
	err = render_volume(volume, &view, &wish, picture);
	return err == OK ? OK : fail(c, err, "a picture of %ux%u pixels with "
	    "%u samples cannot be drawn", wish.width, wish.height,
	    wish.samples);
}

enum err
scene_view(struct call *c, const struct scene *scene, struct view *view)
{
	struct volume flat = { 0 };
	enum err err;

	err = dress_flatten(c->context->image, &flat);
	if (err != OK)
		return fail(c, err, "the layers together are too large");
	err = scene_aim(c, scene, &flat, view);
	volume_fini(&flat);
	return err;
}

static bool
opaque(const struct picture *p)
{
	size_t n, count = (size_t)p->width * p->height;

	for (n = 0; n < count; n++)
		if (p->pixel[n].c[ALPHA] != 255)
			return false;
	return true;
}

enum err
scene_encode(struct call *c, const struct picture *picture, bool palette,
    struct buf *png)
{
	struct indexed few = { 0 };
	enum err err;

	if (palette && opaque(picture))
		quantize_picture(picture, &few);
	else
		(void)quantize_exact(picture, &few);
	err = few.index != NULL ? png_write_indexed(&few,
	    palette ? PNG_SMALL : PNG_FAST, png) :
	    png_write(picture, palette ? PNG_SMALL : PNG_FAST, png);
	quantize_fini(&few);
	return err == OK ? OK : fail(c, ERR_TOO_BIG, "the picture's file is "
	    "larger than %zu bytes", png->limit);
}

enum err
scene_png(struct call *c, const struct scene *scene, struct buf *png)
{
	struct picture picture = { 0 };
	struct volume flat = { 0 };
	enum err err;

	err = dress_flatten(c->context->image, &flat);
	if (err != OK)
		return fail(c, err, "the layers together are too large");
	call_progress(c, 10);
	err = draw(c, scene, &flat, &picture);
	call_progress(c, 80);
	volume_fini(&flat);
	if (err == OK)
		err = scene_encode(c, &picture, scene->palette, png);
	picture_fini(&picture);
	return err;
}
