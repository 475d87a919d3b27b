/*
 * trace - a picture of an image by tracing paths of light
 *
 * Sums of light are kept a pixel, in the order of the samples; what comes of
 * them is turned into bytes once, at the end.
 */
#include <math.h>
#include <stdlib.h>

#include "goxel/trace.h"
#include "mem.h"

#define BRIGHTEST	3.0	/* on display, of a scattered sample */
#define SHOULDER	0.70f	/* brighter than this, filmic bends */

const char *const tone_names[TONE_COUNT] = { "filmic", "clamp" };

/* Of the samples of one pixel. */
struct sum { float light[3], cover; };

struct trace {
	const struct view	 *view;
	const struct trace_wish	 *wish;
	struct radiance_scene	  scene;
	struct sum		 *sum;		/* a pixel */
};

struct trace_wish
trace_default(void)
{
	return (struct trace_wish){
		.width = 512, .height = 512, .samples = 64,
		.light = { .sky = { .strength = 1 },
		    .floor_color = { { 200, 200, 200, 255 } } },
	};
}

/* The ray through a place of the picture, in pixels from its top left. */
static void
point(const struct trace *t, double x, double y, struct ray *ray)
{
	const struct view *v = t->view;
	double across = (2 * x / t->wish->width - 1) * v->half_width;
	double up = (1 - 2 * y / t->wish->height) * v->half_height;
	double shift;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		shift = across * v->right[axis] + up * v->up[axis];
		ray->origin[axis] = v->eye[axis] + (v->ortho ? shift : 0);
		ray->toward[axis] = v->forward[axis] + (v->ortho ? 0 : shift);
	}
	ray->from = v->ortho ? RAY_ALWAYS : 0;
}

static void
take_sample(struct trace *t, uint32_t pixel, uint32_t index)
{
	uint32_t width = t->wish->width;
	struct sum *sum = &t->sum[pixel];
	struct sampler sampler;
	struct radiance light;
	struct ray ray;
	double within[2];
	int n;

	sampler_begin(&sampler, t->wish->seed, pixel, index);
	sampler_next(&sampler, within);
	point(t, pixel % width + within[0], pixel / width + within[1], &ray);
	light = radiance_trace(&t->scene, &ray, &sampler, !t->wish->backed);
	for (n = 0; n < 3; n++)
		sum->light[n] += light.light[n];
	sum->cover += light.cover;
}

/* One sample for every pixel at a time; how many there were. */
static uint32_t
take_passes(struct trace *t)
{
	const struct trace_wish *wish = t->wish;
	uint32_t pixels = wish->width * wish->height, pixel, done = 0;
	bool more = true;

	while (more && done < wish->samples) {
		for (pixel = 0; pixel < pixels; pixel++)
			take_sample(t, pixel, done);
		done++;
		if (wish->each_pass != NULL)
			more = wish->each_pass(wish->arg, done, wish->samples);
	}
	return done;
}

static float
bend(float light)
{
	if (light <= SHOULDER)
		return light;
	return 1 - (1 - SHOULDER) *
	    expf(-(light - SHOULDER) / (1 - SHOULDER));
}

static float
display(const struct trace *t, float light)
{
	light *= exp2f((float)t->wish->exposure);
	return t->wish->tone == TONE_FILMIC ? bend(light) : fminf(light, 1);
}

static uint8_t
encode(float light)
{
	float v = light <= 0.0031308f ? light * 12.92f :
	    1.055f * powf(light, 1 / 2.4f) - 0.055f;

	return (uint8_t)(fminf(fmaxf(v, 0), 1) * 255 + 0.5f);
}

/* Over the background; the light of a pixel has its cover multiplied in. */
static struct rgba
develop(const struct trace *t, const struct sum *sum, uint32_t samples)
{
	struct rgba under = t->wish->background, out = { { 0 } };
	float cover = sum->cover / samples, back, alpha, light;
	int n;

	back = t->wish->backed ? (1 - cover) * under.c[ALPHA] / 255 : 0;
	alpha = cover + back;
	if (alpha < 1 / 512.0f)
		return out;
	for (n = 0; n < 3; n++) {
		light = cover > 0 ? cover *
		    display(t, sum->light[n] / (cover * samples)) : 0;
		light += back * t->scene.linear[under.c[n]];
		out.c[n] = encode(light / alpha);
	}
	out.c[ALPHA] = (uint8_t)(fminf(alpha, 1) * 255 + 0.5f);
	return out;
}

static enum err
check_wish(const struct trace_wish *wish)
{
	const struct radiance_wish *light = &wish->light;

	if (wish->samples < 1 || wish->samples > TRACE_SAMPLES ||
	    wish->tone >= TONE_COUNT || !isfinite(wish->exposure) ||
	    !isfinite(light->floor_size) || light->floor_size < 0 ||
	    !isfinite(light->sky.strength) || light->sky.strength < 0)
		return ERR_PARAMS;
	if ((uint64_t)wish->width * wish->height > TRACE_PIXELS)
		return ERR_TOO_BIG;
	return OK;
}

enum err
trace_image(const struct trace_scene *scene, const struct trace_wish *wish,
    struct picture *picture, uint32_t *done)
{
	struct trace t = { .view = scene->view, .wish = wish };
	uint32_t pixels = wish->width * wish->height, pixel;
	struct radiance_wish light = wish->light;
	enum err err;

	*done = 0;
	if ((err = check_wish(wish)) != OK ||
	    (err = picture_init(picture, wish->width, wish->height)) != OK)
		return err;
	t.sum = xcalloc(pixels, sizeof *t.sum);
	light.brightest = BRIGHTEST / exp2(wish->exposure);
	radiance_open(&t.scene, scene->image, scene->volume, &light,
	    scene->view);
	*done = take_passes(&t);
	for (pixel = 0; pixel < pixels; pixel++)
		picture->pixel[pixel] = develop(&t, &t.sum[pixel], *done);
	radiance_close(&t.scene);
	free(t.sum);
	return OK;
}
