/*
 * micro_select - selections and filters on a hilly terrain of 256^3
 *
 * Each edit as a request makes it: image copied, changed, put into the history.
 * Medians of RUNS.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "goxel/context.h"
#include "goxel/mask.h"

#define SIDE	256
#define RUNS	7

static struct context *context;

static double
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void
apply(const struct edit *edit)
{
	struct edit_outcome outcome;

	if (context_apply(context, edit, &outcome) == OK)
		return;
	fprintf(stderr, "%s fails\n", edit_name(edit->kind));
	exit(1);
}

static void
grow_column(int x, int y)
{
	struct layer *layer = image_layer_write(context->image, 1);
	int z, high = (int)(110 + 60 * sin(x / 37.0) * cos(y / 29.0) +
	    20 * sin(x / 9.0 + y / 7.0));

	for (z = 0; z < high; z++)
		volume_set(&layer->volume, &(struct pos){ { x, y, z } },
		    (struct rgba){ { (uint8_t)(z / 2 + 40),
		    (uint8_t)(200 - z / 2), (uint8_t)((x * 7 + y * 3) % 5),
		    255 } });
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* After each run its step is taken back. */
static void
measure(const char *what, struct edit edit)
{
	struct edit undo = { .kind = EDIT_undo };
	double took[RUNS], start;
	int i;

	for (i = 0; i < RUNS; i++) {
		start = now_ms();
		apply(&edit);
		took[i] = now_ms() - start;
		apply(&undo);
	}
	qsort(took, RUNS, sizeof took[0], compare);
	printf("%-34s %8.2f ms\n", what, took[RUNS / 2]);
}

#define MEASURE(what, id, ...)						\
	measure(what, (struct edit){ .kind = EDIT_##id,			\
	    .id = { __VA_ARGS__ } })

static void
measure_selecting(const struct box *box)
{
	struct pos seed = { { 100, 100, 20 } };

	MEASURE("select a box", select_box, JOIN_SET, *box);
	MEASURE("by colour", select_color, JOIN_SET, 1,
	    { { 90, 150, 2, 255 } }, 20);
	MEASURE("the others", select_invert, 1);
	MEASURE("connected, against the seed", select_connected, JOIN_SET, 1,
	    seed, 20, false);
	MEASURE("connected, drifting", select_connected, JOIN_SET, 1, seed,
	    2, true);
	apply(&(struct edit){ .kind = EDIT_select_connected,
	    .select_connected = { JOIN_SET, 1, seed, 2, true } });
	printf("%34s %8llu voxels\n", "that are", (unsigned long long)
	    volume_count(mask_of(context->image)));
}

static void
measure_working(void)
{
	struct rgba color = { { 9, 9, 9, 255 } };

	MEASURE("paint the selection", selection_draw, 1, MODE_PAINT, color);
	MEASURE("cut it as a layer", selection_cut, 1, { "", 0 }, false);
	MEASURE("paste 16 away", selection_paste, 1, MODE_OVER,
	    { { 16, 0, 0 } }, true, { "", 0 });
	MEASURE("paste 5, 3, 1 away", selection_paste, 1, MODE_OVER,
	    { { 5, 3, 1 } }, true, { "", 0 });
}

static void
measure_filters(const struct box *all)
{
	struct box none = { { { 0 } }, { { 0 } } };
	char palette[768];
	int i;

	for (i = 0; i < (int)sizeof palette; i++)
		palette[i] = (char)(i * 37);
	MEASURE("shift hue and saturation", filter_adjust, 1, false, false,
	    none, 40, 10, 0, 0);
	MEASURE("the same where selected", filter_adjust, 1, false, true,
	    none, 40, 10, 0, 0);
	MEASURE("snap to 256 colours", filter_snap, 1, false, false, none,
	    { palette, sizeof palette });
	MEASURE("mirror", filter_mirror, 1, false, *all, 0, 0);
	MEASURE("wrap by 7, 9, 0", filter_wrap, 1, false, *all,
	    { { 7, 9, 0 } });
}

int
main(void)
{
	struct box all = { { { 0, 0, 0 } }, { { SIDE, SIDE, SIDE } } };
	struct box part = { { { 3, 5, 0 } }, { { 200, 131, SIDE } } };
	int i;

	context = context_new("bench", NULL);
	for (i = 0; i < SIDE * SIDE; i++)
		grow_column(i % SIDE, i / SIDE);
	printf("%llu voxels\n", (unsigned long long)volume_count(
	    &image_layer(context->image, 1)->volume));
	measure_selecting(&part);
	apply(&(struct edit){ .kind = EDIT_select_box,
	    .select_box = { JOIN_SET, part } });
	apply(&(struct edit){ .kind = EDIT_selection_copy,
	    .selection_copy = { 1, false } });
	measure_working();
	measure_filters(&all);
	context_free(context);
	return 0;
}
