/*
 * sight - the ray through a pixel of a picture
 */
#include <math.h>

#include "bounds.h"
#include "worker/method/method.h"
#include "worker/method/scene.h"
#include "worker/method/sight.h"

static void
aim_pixel(const struct view *view, double s, double t, struct ray *ray)
{
	double toward[3], aside, length = 0;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		aside = s * view->right[axis] + t * view->up[axis];
		ray->origin[axis] = view->eye[axis] +
		    (view->ortho ? aside : 0);
		toward[axis] = view->forward[axis] + (view->ortho ? 0 : aside);
		length += toward[axis] * toward[axis];
	}
	for (axis = 0; axis < 3; axis++)
		toward[axis] /= sqrt(length);
	ray->from = view->ortho ? RAY_ALWAYS : 0;
	ray_aim(ray, toward);
}

static enum err
check_pixel(struct call *c, const struct sight *sight)
{
	if (sight->width < 1 || sight->width > BOUND_RENDER_SIDE ||
	    sight->height < 1 || sight->height > BOUND_RENDER_SIDE)
		return fail(c, ERR_PARAMS, "parameters 'width' and 'height' "
		    "must be from 1 to %d pixels", BOUND_RENDER_SIDE);
	if (sight->x < 0 || sight->x >= sight->width || sight->y < 0 ||
	    sight->y >= sight->height)
		return fail(c, ERR_PARAMS, "pixel %d,%d is outside of the "
		    "picture of %dx%d pixels", sight->x, sight->y,
		    sight->width, sight->height);
	return OK;
}

enum err
sight_aim(struct call *c, const struct sight *sight,
    const struct volume *volume, struct ray *ray)
{
	struct scene scene = { .preset = sight->preset,
	    .camera = sight->camera };
	struct view view;
	enum err err;

	if ((err = check_pixel(c, sight)) != OK)
		return err;
	scene.wish.width = (uint32_t)sight->width;
	scene.wish.height = (uint32_t)sight->height;
	err = volume == NULL ? scene_view(c, &scene, &view) :
	    scene_aim(c, &scene, volume, &view);
	if (err != OK)
		return err;
	aim_pixel(&view,
	    ((sight->x + 0.5) * 2 / sight->width - 1) * view.half_width,
	    (1 - (sight->y + 0.5) * 2 / sight->height) * view.half_height,
	    ray);
	return OK;
}
