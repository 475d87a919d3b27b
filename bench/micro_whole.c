/*
 * micro_whole - what it costs to hand a project with its past to another
 *
 * A million voxels and 1, 100 and 1,000 large steps over them: boxes and
 * spheres at random places.  Each time is the best of several rounds.
 */
#include <stdio.h>
#include <stdlib.h>

#include "clock.h"
#include "goxel/context.h"
#include "goxel/format/whole.h"

#define SIDE	128		/* of the space, voxels */
#define VOXELS	(1u << 20)	/* written one by one, at random */
#define ROUNDS	5
#define WHOLE	(2ull << 30)	/* bytes of a packed project, at most */

static uint32_t
dice(uint32_t *seed, uint32_t sides)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed % sides;
}

static void
must(enum err err)
{
	if (err == OK)
		return;
	fprintf(stderr, "micro_whole: %s\n", err_row(err)->text);
	exit(1);
}

static struct rgba
any_color(uint32_t *seed)
{
	return (struct rgba){ { (uint8_t)dice(seed, 256),
	    (uint8_t)dice(seed, 256), (uint8_t)dice(seed, 256), 255 } };
}

/* A million voxels of many colours in 128^3, half full. */
static struct context *
noisy_project(uint32_t *seed)
{
	struct context *context = context_new("bench", NULL);
	struct layer *layer = image_layer_write(context->image, 0);
	struct pos pos;
	uint32_t i;
	int axis;

	for (i = 0; i < VOXELS; i++) {
		for (axis = 0; axis < 3; axis++)
			pos.at[axis] = (int32_t)dice(seed, SIDE);
		must(volume_set(&layer->volume, &pos, any_color(seed)));
	}
	return context;
}

static void
draw(struct context *context, uint32_t *seed)
{
	struct edit edit = { .kind = EDIT_shape_draw };
	struct edit_outcome outcome;
	struct box box;
	int32_t side;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		side = 20 + (int32_t)dice(seed, 41);
		box.lo.at[axis] = (int32_t)dice(seed, SIDE) - side / 2;
		box.hi.at[axis] = box.lo.at[axis] + side;
	}
	edit.shape_draw.box = box;
	edit.shape_draw.shape = dice(seed, 2) ? SHAPE_SPHERE : SHAPE_CUBE;
	edit.shape_draw.color = any_color(seed);
	must(context_apply(context, &edit, &outcome));
}

/* Nanoseconds of each part, the best of all rounds. */
struct best {
	uint64_t	 pack, unpack, unfold, copy;
};

static void
lower(uint64_t *best, uint64_t *since)
{
	uint64_t now = clock_ns();

	if (now - *since < *best)
		*best = now - *since;
	*since = clock_ns();
}

static void
round_trip(const struct context *context, struct best *best, struct buf *b)
{
	struct context *again = context_new("again", NULL);
	struct undo_memory memory;
	struct buf copy;
	uint64_t at;

	buf_init(&copy, WHOLE);
	/* As in a child that has just been forked. */
	buf_init(b, WHOLE);
	at = clock_ns();
	whole_pack(context, b);
	lower(&best->pack, &at);
	memory = (struct undo_memory){ .at = b->bytes, .size = b->len };
	b->bytes = NULL;
	must(whole_adopt(&memory, 0, again));
	lower(&best->unpack, &at);
	whole_pack(again, &copy);
	lower(&best->copy, &at);
	undo_unfold(again->undo);
	lower(&best->unfold, &at);
	buf_fini(&copy);
	context_free(again);
}

static void
measure(uint32_t steps)
{
	struct best best = { UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX };
	uint32_t seed = 1, i;
	struct context *context = noisy_project(&seed);
	struct buf b;

	for (i = 0; i < steps; i++)
		draw(context, &seed);
	for (i = 0; i < ROUNDS; i++)
		round_trip(context, &best, &b);
	printf("%5u large steps, %4u kept: %7.2f MB, pack %7.2f ms, unpack "
	    "%6.2f ms, pack again %6.2f ms, unfold %6.2f ms\n", steps,
	    undo_steps(context->undo), (double)b.len / 1e6,
	    (double)best.pack / 1e6, (double)best.unpack / 1e6,
	    (double)best.copy / 1e6, (double)best.unfold / 1e6);
	context_free(context);
}

int
main(void)
{
	static const uint32_t steps[] = { 0, 1, 100, 1000, 5000 };
	unsigned i;

	for (i = 0; i < sizeof steps / sizeof steps[0]; i++)
		measure(steps[i]);
	return 0;
}
