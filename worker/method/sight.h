/*
 * sight - the ray through a pixel of a picture
 *
 * It is the one through the pixel's middle in the picture that render_scene
 * would draw with the same parameters.
 */
#ifndef WORKER_METHOD_SIGHT_H
#define WORKER_METHOD_SIGHT_H

#include <stdint.h>

#include "err.h"
#include "goxel/ray.h"
#include "goxel/volume.h"
#include "worker/method/param.h"

#define SIGHT_SIDE	512	/* pixels of a picture, if not said */

struct call;

struct sight {
	int32_t		 x, y;
	int32_t		 width, height;
	const char	*preset;
	const struct camera_wish *camera;	/* wins; NULL: the preset */
};

/* Of the parameters of a method. */
#define SIGHT(in) {							\
	.x = (in)->x, .y = (in)->y,					\
	.width = (in)->has_width ? (in)->width : SIGHT_SIDE,		\
	.height = (in)->has_height ? (in)->height : SIGHT_SIDE,	\
	.preset = (in)->camera_preset,					\
	.camera = (in)->has_camera ? &(in)->camera : NULL }

/*
 * The picture is of `volume`; NULL: of what is visible.  A ray that is not of
 * a perspective comes from without end.  ERR_PARAMS, ERR_TOO_BIG; the words
 * are set.
 */
enum err sight_aim(struct call *c, const struct sight *sight,
	    const struct volume *volume, struct ray *ray);

#endif
