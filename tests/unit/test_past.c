/*
 * test_past - the images of a history stay bytes until somebody wants them
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/past.h"
#include "goxel/format/whole.h"
#include "tests/unit/alike.h"
#include "tests/unit/throw.h"

#define LIMIT	8		/* layers, to keep comparing cheap */

static void
pack(const struct context *context, struct buf *b)
{
	buf_init(b, 64u << 20);
	whole_pack(context, b);
	cr_assert_not(b->failed);
}

/* A second context that goes on where the first is. */
static struct context *
go_on(const struct context *context)
{
	struct context *again = context_new("other", throw_model);
	struct buf b;

	pack(context, &b);
	cr_assert_eq(whole_unpack(b.bytes, b.len, again), OK);
	buf_fini(&b);
	alike_projects(context, again);
	return again;
}

static struct edit
next_edit(uint32_t *seed, const struct context *context,
    struct voxel list[4])
{
	struct edit edit = throw_edit(seed, list);

	if (throw_adds_layer(edit.kind) &&
	    context->image->layer_count >= LIMIT)
		edit.kind = EDIT_undo;
	/* Back and back again, so that much can be done again. */
	if (throw_dice(seed, 4) == 0)
		edit.kind = EDIT_undo;
	return edit;
}

static void
wander(struct context *context, uint32_t *seed, uint32_t count)
{
	struct edit_outcome outcome;
	struct voxel list[4];
	struct edit edit;

	while (count-- > 0) {
		edit = next_edit(seed, context, list);
		context_apply(context, &edit, &outcome);
	}
}

/* A cube of `tiles` tiles a side, each full of its own noise. */
static void
fill_with_noise(struct volume *v, int32_t tiles)
{
	uint32_t seed = 5, i;
	int32_t nth;

	for (nth = 0; nth < tiles * tiles * tiles; nth++) {
		struct tile *tile = tile_new((struct rgba){ { 0 } });
		struct pos at = { { nth % tiles * TILE_SIDE,
		    nth / tiles % tiles * TILE_SIDE,
		    nth / tiles / tiles * TILE_SIDE } };

		for (i = 0; i < TILE_VOXELS; i++)
			tile->voxel[i] = (struct rgba){ {
			    (uint8_t)throw_dice(&seed, 256), 1, 2, 255 } };
		tile_refresh(tile);
		volume_put(v, &at, (tile_slot)tile);
	}
}

/* Two voxels at one place: a large step that changes one tile. */
static void
step_largely(struct context *context, uint32_t *seed, uint32_t side)
{
	struct edit edit = { .kind = EDIT_voxels_set };
	struct edit_outcome outcome;
	struct voxel list[2];
	int axis;

	for (axis = 0; axis < 3; axis++)
		list[0].pos.at[axis] = (int32_t)throw_dice(seed, side);
	list[0].color = (struct rgba){ { 9, 9, (uint8_t)*seed, 255 } };
	list[1] = list[0];
	edit.voxels_set.voxels = (struct voxels){ list, 2 };
	cr_assert_eq(context_apply(context, &edit, &outcome), OK);
}

static struct context *
project_of_large_steps(uint32_t steps)
{
	struct context *context = context_new("large", NULL);
	uint32_t seed = 3;

	fill_with_noise(&image_layer_write(context->image, 0)->volume, 9);
	while (steps-- > 0)
		step_largely(context, &seed, 9 * TILE_SIDE);
	return context;
}

Test(past, large_steps_cost_the_tiles_they_changed)
{
	struct context *context = project_of_large_steps(1000), *again;
	uint64_t tiles = tile_alive();
	struct buf b;

	cr_assert_eq(undo_steps(context->undo), 1000);
	pack(context, &b);
	cr_assert_gt(b.len, tiles * sizeof(struct rgba[TILE_VOXELS]));
	cr_assert_lt(b.len, tiles * sizeof(struct rgba[TILE_VOXELS]) * 1.02);
	context_free(context);
	cr_assert_eq(tile_alive(), 0);
	again = context_new("again", NULL);
	cr_assert_eq(whole_unpack(b.bytes, b.len, again), OK);
	cr_assert_lt(tile_alive(), tiles - 900);
	undo_unfold(again->undo);
	cr_assert_eq(tile_alive(), tiles);
	cr_assert_eq(undo_steps(again->undo), 1000);
	buf_fini(&b);
	context_free(again);
}

static void
pack_and_replace(struct context **context)
{
	struct context *next = go_on(*context);

	context_free(*context);
	*context = next;
}

/* Nobody wants the past: its bytes go from hand to hand. */
Test(past, folded_past_is_handed_on_as_bytes)
{
	struct context *context = project_of_large_steps(200), *never;
	uint32_t seed = 8, round, other;
	struct buf b;
	size_t len;

	never = project_of_large_steps(200);
	pack(context, &b);
	len = b.len;
	buf_fini(&b);
	for (round = 0; round < PAST_DEPTH; round++) {
		pack_and_replace(&context);
		cr_assert_eq(undo_folded(context->undo)->depth, round);
		cr_assert_null(undo_look(context->undo, 0).image);
		other = seed;
		step_largely(context, &seed, 9 * TILE_SIDE);
		step_largely(never, &other, 9 * TILE_SIDE);
	}
	pack(context, &b);
	cr_assert_lt(b.len, len + 4 * PAST_DEPTH * sizeof(struct tile));
	buf_fini(&b);
	whole_flatten(context);
	cr_assert_not_null(undo_folded(context->undo));
	/* Too deep now. */
	pack_and_replace(&context);
	cr_assert_eq(undo_folded(context->undo)->depth, PAST_DEPTH);
	whole_flatten(context);
	cr_assert_null(undo_folded(context->undo));
	alike_shared(never, context);
	context_free(context);
	context_free(never);
	cr_assert_eq(tile_alive(), 0);
}

/* The same bounds hold for one that was packed and for one that was not: else
 * an undo would not find its step when a worker does again what another did. */
Test(past, steps_count_the_same_when_they_were_packed)
{
	uint32_t start, seed, other, round, nth, larges = 0;

	for (start = 1; start <= 40; start++) {
		struct context *a = context_new("test", throw_model);
		struct context *b = context_new("test", throw_model);

		other = seed = start;
		for (round = 0; round < 12; round++) {
			wander(a, &seed, 10);
			wander(b, &other, 10);
			pack_and_replace(&b);
		}
		cr_assert_eq(undo_steps(a->undo), undo_steps(b->undo));
		for (nth = 0; nth < undo_steps(a->undo); nth++) {
			cr_assert_eq(undo_look(a->undo, nth).bytes,
			    undo_look(b->undo, nth).bytes);
			larges += undo_look(a->undo, nth).layer == 0;
		}
		alike_shared(a, b);
		context_free(a);
		context_free(b);
	}
	cr_assert_gt(larges, 100);
}

static int given_back;

static void
give_back(void *at, size_t size)
{
	(void)size;
	free(at);
	given_back++;
}

Test(past, adopted_memory_is_given_back_once_nobody_needs_it)
{
	struct context *context = project_of_large_steps(20), *again;
	struct undo_memory memory = { .give_back = give_back };
	struct buf b;

	buf_init(&b, 64u << 20);
	buf_add(&b, "head", 4);
	whole_pack(context, &b);
	again = context_new("again", NULL);
	memory.at = b.bytes;
	memory.size = b.len;
	cr_assert_eq(whole_adopt(&memory, 4, again), OK);
	cr_assert_eq(given_back, 0);
	undo_unfold(again->undo);
	cr_assert_eq(given_back, 1);
	alike_shared(context, again);
	context_free(again);
	again = context_new("again", NULL);
	memory = (struct undo_memory){ malloc(9), 9, give_back };
	memset(memory.at, 0, 9);
	cr_assert_eq(whole_adopt(&memory, 1, again), ERR_CORRUPT);
	cr_assert_eq(given_back, 2);
	context_free(again);
	context_free(context);
}

Test(past, damaged_past_costs_the_history_and_not_the_image)
{
	struct context *context = project_of_large_steps(20), *again;
	uint64_t alive = tile_alive();
	struct buf b;

	pack(context, &b);
	again = context_new("again", NULL);
	cr_assert_eq(whole_unpack(b.bytes, b.len, again), OK);
	((struct undo_fold *)undo_folded(again->undo))->len--;
	cr_assert_eq(undo_back(again->undo, &again->image), OK);
	cr_assert_eq(undo_back(again->undo, &again->image), ERR_NO_STEP);
	cr_assert_eq(undo_steps(again->undo), 0);
	cr_assert_eq(undo_redos(again->undo), 0);
	cr_assert_eq(volume_count(&again->image->layers[0]->volume),
	    volume_count(&context->image->layers[0]->volume));
	context_free(again);
	cr_assert_eq(tile_alive(), alive);
	buf_fini(&b);
	context_free(context);
}

static struct edit
show_layer(bool visible)
{
	return (struct edit){ .kind = EDIT_layer_show,
	    .layer_show = { .visible = visible } };
}

static void
step_lightly(struct context *context, uint32_t nth)
{
	struct edit edit = show_layer(nth % 2 == 1);
	struct edit_outcome outcome;

	cr_assert_eq(context_apply(context, &edit, &outcome), OK);
}

/* Whoever is made again has the steps of one who never died. */
Test(past, oldest_folded_steps_go_at_the_bound)
{
	struct context *never = context_new("n", NULL), *again;
	uint32_t nth;

	for (nth = 0; nth < BOUND_UNDO_LARGE; nth++)
		step_lightly(never, nth);
	again = go_on(never);
	cr_assert_null(undo_look(again->undo, 0).image);
	cr_assert_eq(undo_steps(again->undo), BOUND_UNDO_LARGE);
	for (; nth < BOUND_UNDO_LARGE + 10; nth++) {
		step_lightly(never, nth);
		step_lightly(again, nth);
		cr_assert_eq(undo_steps(again->undo), BOUND_UNDO_LARGE);
	}
	cr_assert_null(undo_look(again->undo, 0).image);
	alike_shared(never, again);
	context_free(never);
	context_free(again);
}

Test(past, is_dropped_with_its_last_step)
{
	struct context *context = context_new("n", NULL), *again;
	uint32_t nth;

	for (nth = 0; nth < 10; nth++)
		step_lightly(context, nth);
	again = go_on(context);
	cr_assert_not_null(undo_folded(again->undo));
	for (; nth < BOUND_UNDO_LARGE + 8; nth++)
		step_lightly(again, nth);
	cr_assert_not_null(undo_folded(again->undo));
	step_lightly(again, nth);
	cr_assert_null(undo_folded(again->undo));
	context_free(context);
	context_free(again);
}
