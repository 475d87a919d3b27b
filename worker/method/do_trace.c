/*
 * do_trace · pictures by tracing paths of light
 *
 * They take as long as they are given: all samples, or so many seconds, or
 * the CPU time of a job, whichever is over first.  Whatever it was, there is a
 * picture of the samples that were made.
 */
#include <math.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/png.h"
#include "goxel/trace.h"
#include "worker/method/deliver.h"
#include "worker/method/method.h"
#include "worker/method/scene.h"

#define STRENGTH_MOST	1e6
#define EXPOSURE_MOST	32.0		/* stops, either way */
#define SECONDS_MOST	86400.0
#define FINISH_MS	500		/* to make a small picture's file */
#define FINISH_PIXELS	4096		/* of a larger one's, in 1 ms */

/* When to stop. */
struct watch {
	struct call	*call;
	bool		 limited;
	/* If limited; by the server's clock. */
	uint64_t	 from_ms, until_ms;
	uint64_t	 cpu_left_ms;	/* after the last pass */
	uint64_t	 finish_ms;	/* CPU time for what comes after */
};

/* Samples or time, of whatever there will be less. */
static void
tell(const struct watch *w, const struct server_facts *facts, uint32_t done,
    uint32_t of)
{
	struct progress p = call_progress_of(w->call, 5, 90);
	uint64_t spent = facts->clock_ms - w->from_ms;
	uint64_t whole = w->until_ms - w->from_ms;

	if (w->limited && spent * of > whole * done)
		progress_at(&p, spent, whole);
	else
		progress_at(&p, done, of);
}

static bool
go_on(void *arg, uint32_t done, uint32_t of)
{
	struct watch *w = arg;
	struct server_facts facts;
	struct usage_facts usage;
	uint64_t pass_ms;

	w->call->services->server_facts(w->call, &facts);
	w->call->services->usage(w->call, &usage);
	tell(w, &facts, done, of);
	if (w->limited && facts.clock_ms >= w->until_ms)
		return false;
	pass_ms = w->cpu_left_ms - usage.cpu_left_ms;
	w->cpu_left_ms = usage.cpu_left_ms;
	return w->cpu_left_ms > 2 * pass_ms + w->finish_ms;
}

static void
start_watch(struct watch *w, struct call *c, const struct render_path_in *in,
    const struct trace_wish *wish)
{
	struct server_facts facts;
	struct usage_facts usage;

	c->services->server_facts(c, &facts);
	c->services->usage(c, &usage);
	*w = (struct watch){ .call = c, .cpu_left_ms = usage.cpu_left_ms,
	    .finish_ms = FINISH_MS +
	    (uint64_t)wish->width * wish->height / FINISH_PIXELS };
	w->limited = in->has_seconds;
	w->from_ms = facts.clock_ms;
	w->until_ms = facts.clock_ms + (uint64_t)(in->seconds * 1000);
}

static enum err
check_real(struct call *c, const char *name, double value, double least,
    double most)
{
	if (value >= least && value <= most)
		return OK;
	return fail(c, ERR_PARAMS, "parameter '%s' must be from %g to %g, not "
	    "%g", name, least, most, value);
}

static enum err
check_numbers(struct call *c, const struct render_path_in *in)
{
	enum err err;

	if (in->has_samples &&
	    (in->samples < 1 || in->samples > (int32_t)TRACE_SAMPLES))
		return fail(c, ERR_PARAMS, "parameter 'samples' must be from "
		    "1 to %u, not %d", TRACE_SAMPLES, in->samples);
	if ((err = check_real(c, "seconds", in->seconds, 0,
	    SECONDS_MOST)) != OK ||
	    (err = check_real(c, "sky_strength", in->sky_strength, 0,
	    STRENGTH_MOST)) != OK ||
	    (err = check_real(c, "floor_size", in->floor_size, 0,
	    4.0 * BOUND_COORD)) != OK)
		return err;
	return check_real(c, "exposure", in->exposure, -EXPOSURE_MOST,
	    EXPOSURE_MOST);
}

static enum err
take_tone(struct call *c, const char *name, enum tone *tone)
{
	int n;

	for (n = 0; name != NULL && n < TONE_COUNT; n++)
		if (strcmp(tone_names[n], name) == 0) {
			*tone = (enum tone)n;
			return OK;
		}
	return name == NULL ? OK : fail(c, ERR_PARAMS, "parameter 'tone' must "
	    "be filmic or clamp, not '%s'", name);
}

static void
take_light(const struct render_path_in *in, struct trace_wish *wish)
{
	struct radiance_wish *light = &wish->light;

	light->sky.uniform = in->has_sky;
	light->sky.color = in->sky;
	if (in->has_sky_strength)
		light->sky.strength = in->sky_strength;
	light->floor = in->has_floor ? in->floor :
	    in->has_floor_color || in->has_floor_size;
	if (in->has_floor_color)
		light->floor_color = in->floor_color;
	light->floor_size = in->floor_size;
	wish->exposure = in->exposure;
	wish->backed = in->options.has_background;
	wish->background = in->options.background;
	wish->seed = (uint32_t)in->seed;
	if (in->has_samples)
		wish->samples = (uint32_t)in->samples;
}

static enum err
take_wish(struct call *c, const struct render_path_in *in,
    struct trace_wish *wish)
{
	enum err err;

	*wish = trace_default();
	if ((err = deliver_side(c, "width", in->has_width, in->width,
	    &wish->width)) != OK ||
	    (err = deliver_side(c, "height", in->has_height, in->height,
	    &wish->height)) != OK ||
	    (err = check_numbers(c, in)) != OK ||
	    (err = take_tone(c, in->tone, &wish->tone)) != OK)
		return err;
	if ((uint64_t)wish->width * wish->height > TRACE_PIXELS)
		return fail(c, ERR_TOO_BIG, "a traced picture may have %u "
		    "pixels, not %ux%u", TRACE_PIXELS, wish->width,
		    wish->height);
	take_light(in, wish);
	return OK;
}

static enum err
draw(struct call *c, const struct render_path_in *in,
    const struct trace_wish *wish, struct picture *picture,
    uint32_t *samples)
{
	struct scene aim = { .wish = { .width = wish->width,
	    .height = wish->height }, .preset = in->camera_preset,
	    .camera = in->has_camera ? &in->camera : NULL };
	struct volume flat = { 0 };
	struct view view;
	struct trace_scene scene = { c->context->image, &flat, &view };
	enum err err;

	err = image_flatten(c->context->image, &flat);
	if (err != OK)
		return fail(c, err, "the layers together are too large");
	if ((err = scene_aim(c, &aim, &flat, &view)) == OK &&
	    (err = trace_image(&scene, wish, picture, samples)) != OK)
		err = fail(c, err, "a picture of %ux%u pixels cannot be "
		    "traced", wish->width, wish->height);
	volume_fini(&flat);
	return err;
}

static enum err
trace(struct call *c, const struct render_path_in *in, struct delivery *d,
    struct buf *png)
{
	struct picture picture = { 0 };
	struct trace_wish wish;
	struct watch watch;
	enum err err;

	if ((err = take_wish(c, in, &wish)) != OK)
		return err;
	start_watch(&watch, c, in, &wish);
	wish.each_pass = go_on;
	wish.arg = &watch;
	err = draw(c, in, &wish, &picture, &d->samples);
	if (err == OK && png_write(&picture, PNG_FAST, png) != OK)
		err = fail(c, ERR_TOO_BIG, "the picture's file is larger than "
		    "%zu bytes", png->limit);
	picture_fini(&picture);
	d->width = wish.width;
	d->height = wish.height;
	return err;
}

enum err
do_render_path(struct call *c, const struct render_path_in *in)
{
	struct delivery d = { .output_path = in->output_path,
	    .options = &in->options };
	struct buf png;
	enum err err;

	buf_init(&png, BOUND_FILE);
	if ((err = deliver_open(c, &d)) == OK &&
	    (err = trace(c, in, &d, &png)) == OK)
		err = deliver_png(c, &d, &png);
	buf_fini(&png);
	deliver_close(&d);
	return err;
}
