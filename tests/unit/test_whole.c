/*
 * test_whole - a project that was packed goes on as if it had not been
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/dict.h"
#include "goxel/format/whole.h"
#include "tests/unit/throw.h"

#define LIMIT	8		/* layers, to keep comparing cheap */

static const struct edit undo = { .kind = EDIT_undo };
static const struct edit redo = { .kind = EDIT_redo };

static void
pack(const struct context *context, struct buf *b)
{
	buf_init(b, 64u << 20);
	whole_pack(context, b);
	cr_assert_not(b->failed);
}

/* The same tiles, the same colours, voxel by voxel and slot by slot. */
static void
expect_same_volume(const struct volume *a, const struct volume *b)
{
	struct volume_walk walk, other;
	tile_slot slot;
	int32_t side;

	volume_walk_open(&walk, a);
	volume_walk_open(&other, b);
	while (volume_walk_next(&walk)) {
		cr_assert(volume_walk_next(&other));
		slot = volume_slot_wide(b, &walk.at, &side);
		cr_assert_eq(side, walk.side);
		cr_assert_eq(slot_uniform(slot), slot_uniform(walk.here));
		if (slot_uniform(slot))
			cr_assert_eq(slot, walk.here);
		else
			cr_assert_eq(memcmp(slot_tile(slot),
			    slot_tile(walk.here), sizeof(struct tile)), 0);
	}
	cr_assert_not(volume_walk_next(&other));
}

static void
expect_same_layer(const struct layer *a, const struct layer *b)
{
	cr_assert_eq(a->id, b->id);
	cr_assert_str_eq(a->name, b->name);
	cr_assert_eq(a->visible, b->visible);
	cr_assert_eq(a->mode, b->mode);
	cr_assert_eq(memcmp(&a->mat, &b->mat, sizeof a->mat), 0);
	cr_assert_eq(a->base_id, b->base_id);
	cr_assert_eq(a->shape, b->shape);
	cr_assert(rgba_same(a->color, b->color));
	cr_assert_eq(a->material, b->material);
	cr_assert_eq(a->boxed, b->boxed);
	cr_assert_eq(memcmp(&a->box, &b->box, sizeof a->box), 0);
	expect_same_volume(&a->volume, &b->volume);
}

static void
expect_same_extras(const struct extra *a, const struct extra *b)
{
	for (; a != NULL && b != NULL; a = a->next, b = b->next) {
		cr_assert_str_eq(a->key, b->key);
		cr_assert_eq(a->len, b->len);
		cr_assert_eq(memcmp(a->bytes, b->bytes, a->len), 0);
	}
	cr_assert_eq(a, b);
}

/* By their fields; what is between those is nobody's. */
static void
expect_same_fields(const struct dict_field *table, const void *a,
    const void *b)
{
	struct buf x, y;

	buf_init(&x, 1 << 20);
	buf_init(&y, 1 << 20);
	dict_put_fields(&x, table, a);
	dict_put_fields(&y, table, b);
	cr_assert_eq(x.len, y.len);
	cr_assert_eq(memcmp(x.bytes, y.bytes, x.len), 0);
	buf_fini(&x);
	buf_fini(&y);
}

static void
expect_same_scene(const struct image *a, const struct image *b)
{
	uint32_t i;

	expect_same_fields(dict_light, &a->light, &b->light);
	expect_same_extras(a->light.extra, b->light.extra);
	cr_assert_eq(a->material_count, b->material_count);
	for (i = 0; i < a->material_count; i++) {
		expect_same_fields(dict_material, &a->materials[i],
		    &b->materials[i]);
		expect_same_extras(a->materials[i].extra,
		    b->materials[i].extra);
	}
	cr_assert_eq(a->camera_count, b->camera_count);
	for (i = 0; i < a->camera_count; i++) {
		expect_same_fields(dict_camera, &a->cameras[i],
		    &b->cameras[i]);
		expect_same_extras(a->cameras[i].extra, b->cameras[i].extra);
	}
	cr_assert_eq(a->camera_active, b->camera_active);
}

static void
expect_same_image(const struct image *a, const struct image *b)
{
	uint32_t i;

	cr_assert_str_eq(a->name, b->name);
	cr_assert_eq(a->boxed, b->boxed);
	cr_assert_eq(memcmp(&a->box, &b->box, sizeof a->box), 0);
	cr_assert_eq(a->active, b->active);
	cr_assert_eq(a->layer_count, b->layer_count);
	for (i = 0; i < a->layer_count; i++)
		expect_same_layer(a->layers[i], b->layers[i]);
	expect_same_extras(a->extra, b->extra);
	expect_same_extras(a->chunks, b->chunks);
	expect_same_scene(a, b);
}

static void
expect_same(const struct context *a, const struct context *b)
{
	expect_same_image(a->image, b->image);
	cr_assert_eq(a->revision, b->revision);
	cr_assert_eq(a->clones, b->clones);
	cr_assert_eq(undo_steps(a->undo), undo_steps(b->undo));
	cr_assert_eq(undo_redos(a->undo), undo_redos(b->undo));
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
	expect_same(context, again);
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
	expect_same(a, b);
	return err;
}

static struct edit
next_edit(uint32_t *seed, const struct context *context,
    struct voxel list[4])
{
	struct edit edit = throw_edit(seed, list);

	if (edit.kind == EDIT_layer_add &&
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

	for (start = 1; start <= 40; start++) {
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
		expect_same(a, b);
	}
	wander_both(a, b, &seed, 20);
	context_free(a);
	context_free(b);
}
