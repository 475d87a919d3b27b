/*
 * micro_context - what an edit, its undo and a snapshot cost
 *
 * Each line is the best of several rounds, since other programs on the
 * machine only ever add.
 */
#include <stdio.h>
#include <stdlib.h>

#include "clock.h"
#include "goxel/context.h"
#include "goxel/format/whole.h"
#include "goxel/mesh.h"
#include "mem.h"

#define SIDE	256		/* of the model, voxels */
#define EDITS	500000		/* a round; fewer than the history holds */
#define ROUNDS	5
#define SHAPES	200		/* large steps a round */
#define WHOLE	(1u << 30)	/* bytes of a packed project, at most */

static uint32_t
dice(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static void
must(enum err err)
{
	if (err == OK)
		return;
	fprintf(stderr, "micro_context: %s\n", err_row(err)->text);
	exit(1);
}

static void
apply(struct context *context, const struct edit *edit)
{
	struct edit_outcome outcome;

	must(context_apply(context, edit, &outcome));
}

/* A model of 256^3, full of colours so that no tile is uniform. */
static struct context *
full_model(void)
{
	struct context *context = context_new("bench", NULL);
	struct layer *layer = image_layer_write(context->image, 0);
	struct pos pos;
	uint32_t seed = 1, i;

	for (i = 0; i < SIDE * SIDE * SIDE; i++) {
		pos = (struct pos){ { (int32_t)(i % SIDE),
		    (int32_t)(i / SIDE % SIDE), (int32_t)(i / SIDE / SIDE) } };
		must(volume_set(&layer->volume, &pos, (struct rgba){ {
		    (uint8_t)dice(&seed), 0, 0, 255 } }));
	}
	return context;
}

static struct edit *
make_edits(uint32_t side)
{
	struct edit *edits = calloc(EDITS, sizeof *edits);
	uint32_t seed = 7, i, axis;

	for (i = 0; i < EDITS; i++) {
		edits[i].kind = EDIT_voxel_set;
		for (axis = 0; axis < 3; axis++)
			edits[i].voxel_set.pos.at[axis] =
			    (int32_t)(dice(&seed) % side);
		edits[i].voxel_set.color = (struct rgba){ {
		    (uint8_t)i, (uint8_t)(i >> 8), 1, 255 } };
	}
	return edits;
}

static void
report(const char *what, uint64_t best, uint32_t count, const char *of)
{
	printf("%-44s %8.1f ns %s\n", what, (double)best / count, of);
}

/* Voxels one by one within a cube, and all of them taken back. */
static void
measure_voxels(struct context *context, uint32_t side, const char *where)
{
	static const struct edit undo = { .kind = EDIT_undo };
	uint64_t start, mid, end, best = UINT64_MAX, best_undo = UINT64_MAX;
	struct edit *edits = make_edits(side);
	uint32_t round, i, steps;

	for (round = 0; round < ROUNDS; round++) {
		start = clock_ns();
		for (i = 0; i < EDITS; i++)
			apply(context, &edits[i]);
		mid = clock_ns();
		steps = undo_steps(context->undo);
		for (i = 0; i < steps; i++)
			apply(context, &undo);
		end = clock_ns();
		if (mid - start < best)
			best = mid - start;
		if ((end - mid) / steps < best_undo)
			best_undo = (end - mid) / steps;
	}
	report(where, best, EDITS, "an edit");
	report("  taken back", best_undo, 1, "an undo");
	free(edits);
}

static void
measure_snapshots(struct context *context)
{
	struct edit edit = { .kind = EDIT_voxels_set };
	uint64_t start, spent, best = UINT64_MAX;
	struct voxel list[2];
	uint32_t seed = 3, round, i;

	edit.voxels_set.voxels = (struct voxels){ list, 2 };
	for (round = 0; round < ROUNDS; round++) {
		start = clock_ns();
		for (i = 0; i < SHAPES; i++) {
			list[0].pos.at[0] = (int32_t)(dice(&seed) % SIDE);
			list[0].pos.at[1] = (int32_t)(dice(&seed) % SIDE);
			list[0].pos.at[2] = (int32_t)(dice(&seed) % SIDE);
			list[0].color = (struct rgba){ {
			    (uint8_t)i, 9, 9, 255 } };
			list[1] = list[0];
			apply(context, &edit);
		}
		spent = clock_ns() - start;
		if (spent < best)
			best = spent;
	}
	report("two voxels of 256^3, a large step", best, SHAPES, "an edit");
}

/* Layers of a model, in sequence. */
static struct edit
make_list(uint32_t count)
{
	struct voxel *list = xcalloc(count, sizeof *list);
	uint32_t i;

	for (i = 0; i < count; i++)
		list[i] = (struct voxel){ { { (int32_t)(i % SIDE),
		    (int32_t)(i / SIDE % SIDE), (int32_t)(i / SIDE / SIDE) } },
		    { { (uint8_t)i, (uint8_t)(i >> 8), 3, 255 } } };
	return (struct edit){ .kind = EDIT_voxels_set, .voxels_set = {
	    .voxels = { list, count } } };
}

/* Decoded as from a frame, or a journal. */
static void
measure_list(struct context *context, uint32_t count, const char *what)
{
	uint64_t start, mid, end, best = UINT64_MAX, best_apply = UINT64_MAX;
	struct edit edit = make_list(count), again;
	struct buf b;
	size_t used;
	uint32_t round;

	buf_init(&b, WHOLE);
	edit_encode(&edit, &b);
	for (round = 0; round < 4 * ROUNDS; round++) {
		start = clock_cpu_ns();
		must(edit_decode(b.bytes, b.len, &again, &used));
		mid = clock_cpu_ns();
		apply(context, &again);
		end = clock_cpu_ns();
		edit_fini(&again);
		best = end - start < best ? end - start : best;
		best_apply = end - mid < best_apply ? end - mid : best_apply;
	}
	report(what, best, count, "a voxel");
	report("  without decoding", best_apply, count, "a voxel");
	buf_fini(&b);
	edit_fini(&edit);
}

static void
report_whole(const char *what, uint64_t best, size_t bytes)
{
	printf("%-46s %6.2f ms, %.1f MB\n", what, (double)best / 1e6,
	    (double)bytes / 1e6);
}

/* A project with its history into bytes and out of them. */
static void
measure_whole(const struct context *context, const char *what)
{
	uint64_t start, mid, end, best = UINT64_MAX, best_back = UINT64_MAX;
	struct context *again = context_new("again", NULL);
	uint32_t round;
	struct buf b;

	buf_init(&b, WHOLE);
	for (round = 0; round < ROUNDS; round++) {
		/* As in a child that has just been forked. */
		buf_trim(&b, 0);
		start = clock_ns();
		whole_pack(context, &b);
		mid = clock_ns();
		must(whole_unpack(b.bytes, b.len, again));
		end = clock_ns();
		if (mid - start < best)
			best = mid - start;
		if (end - mid < best_back)
			best_back = end - mid;
	}
	report_whole(what, best, b.len);
	report_whole("  unpacked", best_back, b.len);
	buf_fini(&b);
	context_free(again);
}

static void
measure_wholes(void)
{
	struct context *context = full_model();

	measure_whole(context, "whole_pack, 256^3 of many colours");
	measure_snapshots(context);
	measure_whole(context, "whole_pack, the same and 1,000 large steps");
	measure_voxels(context, 1, "voxel_set, at one place");
	measure_whole(context, "whole_pack, the same and 500,000 small steps");
	context_free(context);
}

static enum err
tally(void *arg, const struct quad *quad)
{
	(void)quad;
	++*(uint64_t *)arg;
	return OK;
}

static void
measure_mesh(const struct context *context, const char *what)
{
	uint64_t start, spent, best = UINT64_MAX, quads = 0;
	uint32_t round;

	for (round = 0; round < ROUNDS; round++) {
		start = clock_ns();
		quads = 0;
		must(mesh_faces(&image_layer(context->image, 0)->volume,
		    tally, &quads, NULL));
		spent = clock_ns() - start;
		if (spent < best)
			best = spent;
	}
	printf("%-44s %8.2f ms, %llu faces\n", what, (double)best / 1e6,
	    (unsigned long long)quads);
}

int
main(void)
{
	struct context *context = full_model();
	struct edit solid = { .kind = EDIT_box_fill, .box_fill = {
	    .box = { { { 0 } }, { { SIDE * 4, SIDE * 4, SIDE * 4 } } },
	    .color = { { 1, 2, 3, 255 } } } };

	measure_voxels(context, SIDE, "voxel_set, random in 256^3");
	measure_voxels(context, 64, "voxel_set, random in 64^3");
	measure_voxels(context, 1, "voxel_set, at one place");
	measure_snapshots(context);
	measure_list(context, 65536, "voxels_set, 65,536 in sequence");
	measure_list(context, 1048576, "voxels_set, 1,048,576 in sequence");
	measure_mesh(context, "mesh_faces, 256^3 of many colours");
	context_free(context);

	context = context_new("bench", NULL);
	measure_voxels(context, SIDE, "voxel_set, random in an empty 256^3");
	apply(context, &solid);
	measure_mesh(context, "mesh_faces, 1024^3 of one colour");
	context_free(context);

	measure_wholes();
	return 0;
}
