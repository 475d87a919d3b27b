/*
 * do_view · methods that show a project
 */
#include <string.h>

#include "bounds.h"
#include "worker/method/files.h"
#include "worker/method/gallery.h"
#include "worker/method/method.h"
#include "worker/method/reply.h"
#include "worker/method/scene.h"

#define SIDE_DEFAULT	512	/* pixels */

/* By whichever word clients know, the picture is wanted in the reply. */
static bool
wants_data(const char *return_mode)
{
	return return_mode != NULL && (strcmp(return_mode, "base64") == 0 ||
	    strcmp(return_mode, "direct") == 0 ||
	    strcmp(return_mode, "image_data") == 0);
}

/* The picture is wanted among the managed ones. */
static bool
wants_file(const char *return_mode)
{
	return return_mode != NULL && strcmp(return_mode, "file_path") == 0;
}

static enum err
check_target(struct call *c, const struct render_scene_in *in)
{
	const char *mode = in->options.return_mode;

	if (mode != NULL && !wants_data(mode) && !wants_file(mode))
		return fail(c, ERR_PARAMS, "options.return_mode must be "
		    "file_path, base64 or absent with output_path, not '%s'",
		    mode);
	if (mode == NULL && !in->has_output_path)
		return fail(c, ERR_NO_FILE, "there is no output_path; name "
		    "one, or ask for options.return_mode file_path or base64");
	return OK;
}

static enum err
take_side(struct call *c, const char *name, bool given, int32_t side,
    uint32_t *out)
{
	if (!given)
		side = SIDE_DEFAULT;
	if (side < 1 || side > BOUND_RENDER_SIDE)
		return fail(c, ERR_PARAMS, "parameter '%s' must be from 1 to "
		    "%d pixels, not %d", name, BOUND_RENDER_SIDE, side);
	*out = (uint32_t)side;
	return OK;
}

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
	if ((err = take_side(c, "width", in->has_width, in->width,
	    &wish->width)) != OK ||
	    (err = take_side(c, "height", in->has_height, in->height,
	    &wish->height)) != OK)
		return err;
	return take_options(c, &in->options, wish);
}

static void
put_render(struct call *c, const struct render_scene_in *in,
    const struct render_wish *wish, const struct buf *png)
{
	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "width", wish->width);
	reply_int(c, "height", wish->height);
	reply_text(c, "format", "png");
	if (in->has_output_path)
		reply_text(c, "output_path", in->output_path);
	if (wants_data(in->options.return_mode))
		reply_base64(c, "image_data", png->bytes, png->len);
	reply_close(c);
}

/* Pictures are looked after in one folder alone. */
static enum err
check_folder(struct call *c, const char *asked, const struct gallery *g)
{
	size_t len = strlen(g->folder.path);

	if (asked == NULL || (strncmp(asked, g->folder.path, len) == 0 &&
	    strspn(asked + len, "/") == strlen(asked + len)))
		return OK;
	return fail(c, ERR_PARAMS, "options.output_dir must be '%s', the "
	    "server's folder of pictures, or absent, not '%s'; output_path "
	    "puts one elsewhere", g->folder.path, asked);
}

static enum err
render(struct call *c, const struct render_scene_in *in, struct gallery *g,
    struct buf *png)
{
	struct scene scene;
	enum err err;

	if ((err = take_scene(c, in, &scene)) != OK ||
	    (err = scene_png(c, &scene, png)) != OK)
		return err;
	if (in->has_output_path &&
	    (err = files_write(c, in->output_path, png)) != OK)
		return err;
	if (g != NULL)
		return gallery_keep(c, g, png);
	put_render(c, in, &scene.wish, png);
	return OK;
}

enum err
do_render_scene(struct call *c, const struct render_scene_in *in)
{
	bool managed = wants_file(in->options.return_mode);
	struct gallery g = { .folder.fd = -1 };
	struct buf png;
	enum err err;

	if ((err = check_target(c, in)) != OK)
		return err;
	if (managed && (err = gallery_open(c, ", file transfer mode disabled",
	    &g)) != OK)
		return err;
	buf_init(&png, BOUND_FILE);
	if (managed)
		err = check_folder(c, in->options.output_dir, &g);
	if (err == OK)
		err = render(c, in, managed ? &g : NULL, &png);
	buf_fini(&png);
	gallery_close(&g);
	return err;
}
