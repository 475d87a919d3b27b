/*
 * test_whole - a project that was packed goes on as if it had not been
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/whole.h"
#include "tests/unit/alike.h"
#include "tests/unit/throw.h"

#define LIMIT	8		/* layers, to keep comparing cheap */
#define NEWEST	24		/* where a pack tells its newest large step */

static const struct edit undo = { .kind = EDIT_undo };
static const struct edit redo = { .kind = EDIT_redo };

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

static enum err
apply_both(struct context *a, struct context *b, const struct edit *edit)
{
	struct edit_outcome outcome, other;
	enum err err = context_apply(a, edit, &outcome);

	cr_assert_eq(context_apply(b, edit, &other), err);
	cr_assert_eq(outcome.voxels, other.voxels);
	cr_assert_eq(outcome.layer, other.layer);
	alike_projects(a, b);
	return err;
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

/* The same on both, to the very first step and then to the very last. */
static void
wander_both(struct context *a, struct context *b, uint32_t *seed,
    uint32_t count)
{
	struct voxel list[4];
	struct edit edit;

	while (count-- > 0) {
		edit = next_edit(seed, a, list);
		apply_both(a, b, &edit);
	}
	while (apply_both(a, b, &undo) == OK)
		continue;
	cr_assert_eq(undo_steps(a->undo), 0);
	while (apply_both(a, b, &redo) == OK)
		continue;
	cr_assert_eq(undo_redos(a->undo), 0);
}

Test(whole, new_project_comes_back)
{
	struct context *context = context_new("new", NULL), *again;

	again = go_on(context);
	cr_assert_str_eq(again->image->name, "new");
	context_free(context);
	context_free(again);
}

Test(whole, goes_on_where_the_other_stopped)
{
	uint32_t seed, start, redos = 0, steps = 0;

	for (start = 1; start <= 60; start++) {
		struct context *a = context_new("test", throw_model), *b;

		seed = start;
		wander(a, &seed, throw_dice(&seed, 150));
		redos += undo_redos(a->undo) > 0;
		steps += undo_steps(a->undo) > 0;
		b = go_on(a);
		wander_both(a, b, &seed, throw_dice(&seed, 60));
		context_free(a);
		context_free(b);
	}
	cr_assert_gt(steps, 20);
	cr_assert_gt(redos, 10);
	cr_assert_eq(tile_alive(), 0);
}

Test(whole, goes_on_again_and_again)
{
	struct context *a = context_new("test", throw_model);
	struct context *b = context_new("test", throw_model), *next;
	uint32_t seed = 77, other, round;

	for (round = 0; round < 40; round++) {
		other = seed;
		wander(a, &seed, 10);
		wander(b, &other, 10);
		next = go_on(b);
		context_free(b);
		b = next;
		alike_projects(a, b);
	}
	wander_both(a, b, &seed, 20);
	context_free(a);
	context_free(b);
}

Test(whole, what_was_shared_is_shared_again)
{
	uint32_t start, seed;

	for (start = 1; start <= 20; start++) {
		struct context *a = context_new("test", throw_model), *b;

		seed = start;
		wander(a, &seed, 150);
		b = go_on(a);
		alike_shared(a, b);
		context_free(a);
		context_free(b);
	}
}

Test(whole, layers_no_step_changed_are_the_same_layer)
{
	struct context *context = context_new("test", NULL), *again;
	struct edit add = { .kind = EDIT_layer_add };
	struct edit_outcome outcome;

	context_apply(context, &add, &outcome);
	again = go_on(context);
	cr_assert_eq(undo_look(again->undo, 0).image->layers[0],
	    again->image->layers[0]);
	cr_assert_eq(again->image->layers[0]->refs, 2);
	context_free(context);
	context_free(again);
}

/* What edits cannot make but files can. */
Test(whole, everything_in_a_scene_comes_back)
{
	struct context *context = context_new("test", NULL), *again;
	struct layer *layer = image_layer_write(context->image, 0);
	struct image *image = context->image;

	extra_add(&image->extra, "weather", "fine", 4);
	extra_add(&image->chunks, "PLAC", "anything", 8);
	extra_add(&image->light.extra, "sky", "", 0);
	extra_add(&image->materials[0].extra, "shine", "1", 1);
	extra_add(&image->cameras[0].extra, "lens", "22", 2);
	extra_add(&layer->extra, "opacity", "1234", 4);
	layer->image_path = strdup("plan.png");
	layer->boxed = true;
	layer->material = 0;
	strcpy(layer->name, "caf\xe9");
	image->light.fixed = true;
	image->camera_active = -1;
	again = go_on(context);
	cr_assert_str_eq(again->image->layers[0]->image_path, "plan.png");
	cr_assert_str_eq(again->image->layers[0]->extra->key, "opacity");
	context_free(context);
	context_free(again);
}

/* A project with steps of both kinds, before and after. */
static struct context *
small_project(void)
{
	struct context *context = context_new("test", throw_model);
	uint32_t seed = 1;

	while (undo_steps(context->undo) < 4 || undo_redos(context->undo) < 3)
		wander(context, &seed, 1);
	return context;
}

static void
expect_refused(const void *bytes, size_t len)
{
	struct context *context = context_new("mine", NULL);
	struct image *image = context->image;
	struct undo *history = context->undo;
	uint64_t alive = tile_alive();

	context->revision = 7;
	cr_assert_eq(whole_unpack(bytes, len, context), ERR_CORRUPT);
	cr_assert_eq(context->image, image);
	cr_assert_eq(context->undo, history);
	cr_assert_eq(context->revision, 7);
	cr_assert_eq(tile_alive(), alive);
	context_free(context);
}

Test(whole, every_truncation_is_refused)
{
	struct context *context = small_project();
	struct buf b;
	size_t len;
	char *copy;

	pack(context, &b);
	for (len = 0; len < b.len; len++) {
		copy = malloc(len + 1);
		memcpy(copy, b.bytes, len);
		expect_refused(copy, len);
		free(copy);
	}
	buf_add_u8(&b, 0);
	expect_refused(b.bytes, b.len);
	buf_fini(&b);
	context_free(context);
}

/* With a right sum, so that it is the reader which has to see it. */
static void
seal(char *bytes, size_t len)
{
	uint64_t sum = whole_sum(bytes, len);
	size_t i;

	for (i = 0; i < sizeof sum; i++)
		bytes[len + i] = (char)(sum >> 8 * i);
}

Test(whole, every_truncation_with_a_right_sum_is_refused)
{
	struct context *context = small_project();
	struct buf b;
	size_t len;
	char *copy;

	pack(context, &b);
	for (len = 0; len < b.len - sizeof(uint64_t); len++) {
		copy = malloc(len + sizeof(uint64_t));
		memcpy(copy, b.bytes, len);
		seal(copy, len);
		expect_refused(copy, len + sizeof(uint64_t));
		free(copy);
	}
	buf_fini(&b);
	context_free(context);
}

Test(whole, any_changed_byte_is_refused)
{
	struct context *context = small_project();
	uint32_t seed = 1;
	struct buf b;
	size_t i;

	pack(context, &b);
	for (i = 0; i < b.len; i++) {
		char was = b.bytes[i];

		b.bytes[i] ^= (char)(1 + throw_dice(&seed, 255));
		expect_refused(b.bytes, b.len);
		b.bytes[i] = was;
	}
	buf_fini(&b);
	context_free(context);
}

/* Refused, or a project whose every step can be taken; nothing else. */
static void
expect_sound(const struct buf *b)
{
	struct context *context = context_new("mine", NULL);

	if (whole_unpack(b->bytes, b->len, context) == OK) {
		while (undo_back(context->undo, &context->image) == OK)
			continue;
		while (undo_forward(context->undo, &context->image) == OK)
			continue;
		cr_assert_not_null(image_layer(context->image, 0));
	}
	context_free(context);
}

Test(whole, damage_with_a_right_sum_does_no_harm)
{
	struct context *context = small_project();
	uint64_t alive = tile_alive();
	uint32_t seed = 2, round;
	struct buf b;
	size_t at;

	pack(context, &b);
	for (round = 0; round < 20000; round++) {
		char was;

		at = throw_dice(&seed, (uint32_t)(b.len - 8));
		was = b.bytes[at];
		b.bytes[at] = (char)throw_dice(&seed, 256);
		seal(b.bytes, b.len - 8);
		expect_sound(&b);
		b.bytes[at] = was;
		cr_assert_eq(tile_alive(), alive);
	}
	buf_fini(&b);
	context_free(context);
}

/* Histories that no edit leads to. */
static void
expect_no_project(struct context *context)
{
	struct buf b;

	pack(context, &b);
	expect_refused(b.bytes, b.len);
	buf_fini(&b);
	context_free(context);
}

Test(whole, step_in_a_layer_that_is_not_there_is_refused)
{
	static const struct rgba red = { { 255, 0, 0, 255 } };
	const struct pos here = { { 0, 0, 0 } };
	struct context *context = context_new("test", NULL);

	undo_push_voxel(context->undo, 2, &here, red, red);
	expect_no_project(context);
}

/* Two clones of each other would be followed for ever. */
Test(whole, step_in_a_clone_is_refused)
{
	static const struct rgba red = { { 255, 0, 0, 255 } };
	const struct pos here = { { 0, 0, 0 } };
	struct context *context = context_new("test", NULL);
	struct layer *layer;

	image_layer_add(context->image, "", &layer);
	layer->base_id = 1;
	image_layer_write(context->image, 1)->base_id = 2;
	undo_push_voxel(context->undo, 1, &here, red, red);
	expect_no_project(context);
}

Test(whole, step_out_of_bounds_is_refused)
{
	static const struct rgba red = { { 255, 0, 0, 255 } };
	struct pos there = { { BOUND_COORD - 1, 0, -BOUND_COORD } };
	struct context *context = context_new("test", NULL);

	undo_push_voxel(context->undo, 1, &there, red, red);
	context_free(go_on(context));
	there.at[0]++;
	undo_push_voxel(context->undo, 1, &there, red, red);
	expect_no_project(context);
}

/* It could not be packed again: the image that stands for itself is that of
 * the newest large step, all others are in the past. */
Test(whole, image_of_an_older_step_is_refused)
{
	static const struct edit more = { .kind = EDIT_layer_add };
	struct context *context = context_new("test", NULL);
	struct edit_outcome outcome;
	struct buf b;

	cr_assert_eq(context_apply(context, &more, &outcome), OK);
	cr_assert_eq(context_apply(context, &more, &outcome), OK);
	pack(context, &b);
	cr_assert_eq(b.bytes[NEWEST], 1);
	b.bytes[NEWEST] = 0;
	seal(b.bytes, b.len - 8);
	expect_refused(b.bytes, b.len);
	buf_fini(&b);
	context_free(context);
}

Test(whole, image_without_layers_is_refused)
{
	struct context *context = context_new("test", NULL);

	image_free(context->image);
	context->image = image_bare("nothing");
	expect_no_project(context);
}

Test(whole, full_buffer_is_told)
{
	struct context *context = small_project();
	struct buf b;
	size_t len;

	pack(context, &b);
	len = b.len;
	while (len-- > 0) {
		buf_fini(&b);
		buf_init(&b, len);
		whole_pack(context, &b);
		cr_assert(b.failed);
	}
	buf_fini(&b);
	context_free(context);
}
