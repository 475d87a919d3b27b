/*
 * do_view · methods that show a project
 */
#include "bounds.h"
#include "worker/method/deliver.h"
#include "worker/method/method.h"
#include "worker/method/scene.h"

static enum err
take_options(struct call *c, const struct options *options,
    struct render_wish *wish)
{
	if (options->samples < 0 || options->samples > RENDER_SAMPLES)
		return fail(c, ERR_PARAMS, "options.samples must be from 1 to "
		    "%d, not %d", RENDER_SAMPLES, options->samples);
	if (options->samples > 0)
		wish->samples = (uint32_t)options->samples;
	if (options->has_background)
		wish->background = options->background;
	if (options->has_shadow)
		wish->shadow = options->shadow;
	if (options->has_occlusion)
		wish->occlusion = options->occlusion;
	if (options->has_edges)
		wish->edges = options->edges;
	wish->unlit = options->unlit;
	return OK;
}

static enum err
take_scene(struct call *c, const struct render_scene_in *in,
    struct scene *scene)
{
	struct render_wish *wish = &scene->wish;
	enum err err;

	*wish = render_default();
	scene->preset = in->camera_preset;
	scene->palette = in->options.palette;
	scene->camera = in->has_camera ? &in->camera : NULL;
	if ((err = deliver_side(c, "width", in->has_width, in->width,
	    &wish->width)) != OK ||
	    (err = deliver_side(c, "height", in->has_height, in->height,
	    &wish->height)) != OK)
		return err;
	return take_options(c, &in->options, wish);
}

enum err
do_render_scene(struct call *c, const struct render_scene_in *in)
{
	struct delivery d = { .output_path = in->output_path,
	    .options = &in->options };
	struct scene scene;
	struct buf png;
	enum err err;

	buf_init(&png, BOUND_FILE);
	if ((err = deliver_open(c, &d)) == OK &&
	    (err = take_scene(c, in, &scene)) == OK &&
	    (err = scene_png(c, &scene, &png)) == OK) {
		d.width = scene.wish.width;
		d.height = scene.wish.height;
		err = deliver_png(c, &d, &png);
	}
	buf_fini(&png);
	deliver_close(&d);
	return err;
}
