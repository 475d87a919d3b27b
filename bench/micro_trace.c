/*
 * micro_trace - CPU time of path tracing, a sample and a pixel
 *
 * A town of boxes at 512x512 under
 * a clear day on a floor.  ROUNDS pictures of SAMPLES each; the median in
 * samples (of a pixel) a second is printed, and beside it that of the quick
 * renderer's whole pictures.
 *
 *	micro_trace [FILE.gox]
 */
#include <stdio.h>
#include <stdlib.h>

#include "clock.h"
#include "goxel/render.h"
#include "goxel/trace.h"

#define ROUNDS	5
#define SAMPLES	2
#define SIDE	512
#define TOWN	12		/* houses a side */

static struct image *
make_town(void)
{
	struct image *image = image_new("town");
	struct layer *layer = image_layer_write(image, 0);
	struct box box;
	int n, x, y;

	for (n = 0; n < TOWN * TOWN; n++) {
		x = n % TOWN * 16;
		y = n / TOWN * 16;
		box = (struct box){ { { x, y, 0 } }, { { x + 5 + n % 7,
		    y + 4 + n % 5, 8 + n * 37 % 29 } } };
		(void)volume_fill(&layer->volume, &box, (struct rgba){ {
		    (uint8_t)(120 + n * 53 % 100),
		    (uint8_t)(120 + n * 31 % 80), 130, 255 } });
	}
	return image;
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static double
cpu_of_trace(const struct trace_scene *scene)
{
	struct trace_wish wish = trace_default();
	struct picture picture = { 0 };
	uint64_t start = clock_cpu_ns();
	uint32_t done;

	wish.samples = SAMPLES;
	wish.light.floor = true;
	(void)trace_image(scene, &wish, &picture, &done);
	picture_fini(&picture);
	return (double)(clock_cpu_ns() - start) / 1e9;
}

static double
cpu_of_render(const struct trace_scene *scene)
{
	struct render_wish wish = render_default();
	struct picture picture = { 0 };
	uint64_t start = clock_cpu_ns();

	(void)render_volume(scene->volume, scene->view, &wish, &picture);
	picture_fini(&picture);
	return (double)(clock_cpu_ns() - start) / 1e9;
}

int
main(void)
{
	double trace[ROUNDS], render[ROUNDS];
	struct image *image = make_town();
	struct volume flat = { 0 };
	struct view view;
	struct trace_scene scene = { image, &flat, &view };
	int n;

	(void)image_flatten(image, &flat);
	view_model(&view, PRESET_DEFAULT, &flat, 1);
	for (n = 0; n < ROUNDS; n++) {
		trace[n] = cpu_of_trace(&scene);
		render[n] = cpu_of_render(&scene);
	}
	qsort(trace, ROUNDS, sizeof *trace, compare);
	qsort(render, ROUNDS, sizeof *render, compare);
	printf("trace town %dx%d  %.2f M samples/s  (a pass %.1f ms, the "
	    "quick renderer's picture %.1f ms)\n", SIDE, SIDE, 1e-6 * SIDE *
	    SIDE * SAMPLES / trace[ROUNDS / 2], 1e3 * trace[ROUNDS / 2] /
	    SAMPLES, 1e3 * render[ROUNDS / 2]);
	volume_fini(&flat);
	image_free(image);
	return 0;
}
