/*
 * scene - the picture of a project, as a PNG file
 *
 * All visible layers, seen from a preset or a free camera, in the project's
 * light.
 */
#ifndef WORKER_METHOD_SCENE_H
#define WORKER_METHOD_SCENE_H

#include "buf.h"
#include "err.h"
#include "goxel/render.h"
#include "goxel/view.h"
#include "worker/method/param.h"

struct call;
struct picture;

struct scene {
	struct render_wish wish;		/* its light is not looked at */
	/* A preset, or one of the project's cameras; else the default. */
	const char	*preset;
	const struct camera_wish *camera;	/* wins; NULL: the preset */
	bool		 palette;	/* at most 256 colours */
};

/*
 * Append the picture.  ERR_PARAMS for a camera that sees nothing, ERR_TOO_BIG;
 * the words are set.
 */
enum err scene_png(struct call *c, const struct scene *scene,
    struct buf *png);

/* Append the file of a picture: by a palette if it has few colours, or if
 * `palette` asks for few and it is opaque.  ERR_TOO_BIG; the words are set. */
enum err scene_encode(struct call *c, const struct picture *picture,
    bool palette, struct buf *png);

/* From where scene_png would look, in a picture of wish.width by wish.height;
 * the same errors. */
enum err scene_view(struct call *c, const struct scene *scene,
    struct view *view);

/* From where such a picture of a volume is seen.  ERR_PARAMS, as above. */
enum err scene_aim(struct call *c, const struct scene *scene,
    const struct volume *volume, struct view *view);

#endif
