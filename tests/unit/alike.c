/*
 * alike - two projects are the same to the last bit, and share the same
 */
#include <criterion/criterion.h>
#include <string.h>

#include "goxel/format/dict.h"
#include "goxel/lookup.h"
#include "goxel/sector.h"
#include "tests/unit/alike.h"

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
expect_same_extras(const struct extra *a, const struct extra *b)
{
	for (; a != NULL && b != NULL; a = a->next, b = b->next) {
		cr_assert_str_eq(a->key, b->key);
		cr_assert_eq(a->len, b->len);
		cr_assert(a->len == 0 ||
		    memcmp(a->bytes, b->bytes, a->len) == 0);
	}
	cr_assert_eq(a, b);
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
	cr_assert_eq(a->image_path == NULL, b->image_path == NULL);
	if (a->image_path != NULL)
		cr_assert_str_eq(a->image_path, b->image_path);
	expect_same_extras(a->extra, b->extra);
	expect_same_volume(&a->volume, &b->volume);
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

void
alike_images(const struct image *a, const struct image *b)
{
	uint32_t i;

	cr_assert_str_eq(a->name, b->name);
	cr_assert_eq(a->boxed, b->boxed);
	cr_assert_eq(memcmp(&a->box, &b->box, sizeof a->box), 0);
	cr_assert_eq(a->active, b->active);
	cr_assert_eq(a->layer_count, b->layer_count);
	for (i = 0; i < a->layer_count; i++)
		expect_same_layer(a->layers[i], b->layers[i]);
	for (i = 0; i < ASIDE_COUNT; i++) {
		cr_assert_eq(a->aside[i] == NULL, b->aside[i] == NULL);
		if (a->aside[i] != NULL)
			expect_same_layer(a->aside[i], b->aside[i]);
	}
	expect_same_extras(a->extra, b->extra);
	expect_same_extras(a->chunks, b->chunks);
	expect_same_scene(a, b);
}

void
alike_projects(const struct context *a, const struct context *b)
{
	alike_images(a->image, b->image);
	cr_assert_eq(a->revision, b->revision);
	cr_assert_eq(a->clones, b->clones);
	cr_assert_eq(undo_steps(a->undo), undo_steps(b->undo));
	cr_assert_eq(undo_redos(a->undo), undo_redos(b->undo));
}

/* Things of two projects by the order in which they were met. */
struct pairs {
	struct lookup	 mine, other;
};

/* Two that were met before were met together. */
static bool
expect_pair(struct pairs *pairs, const void *mine, const void *other)
{
	uint32_t a = pairs->mine.count, b = pairs->other.count;
	bool seen;

	seen = lookup_number(&pairs->mine, (uintptr_t)mine | 1, &a);
	cr_assert_eq(lookup_number(&pairs->other, (uintptr_t)other | 1, &b),
	    seen);
	cr_assert_eq(a, b);
	return seen;
}

static void
expect_sectors_shared(struct pairs *pairs, const struct sector *a,
    const struct sector *b)
{
	uint32_t i;

	for (i = 0; !expect_pair(pairs, a, b) && i < SECTOR_SLOTS; i++)
		if (block_split(a->slot[i]))
			expect_pair(pairs, slot_tile(a->slot[i]),
			    slot_tile(b->slot[i]));
}

static void
expect_layers_shared(struct pairs *pairs, const struct layer *a,
    const struct layer *b)
{
	const struct volume_table *table = a->volume.table;
	tile_slot block;
	uint32_t i;

	if (expect_pair(pairs, a, b) || table == NULL || table->count == 0 ||
	    expect_pair(pairs, table, b->volume.table))
		return;
	for (i = 0; i < table->size; i++) {
		block = table->entry[i].block;
		if (block_split(block))
			expect_sectors_shared(pairs, block_sector(block),
			    block_sector(table_block(b->volume.table,
			    table->entry[i].key)));
	}
}

static void
expect_images_shared(struct pairs *pairs, const struct image *a,
    const struct image *b)
{
	uint32_t i;

	alike_images(a, b);
	for (i = 0; i < a->layer_count; i++)
		expect_layers_shared(pairs, a->layers[i], b->layers[i]);
	for (i = 0; i < ASIDE_COUNT; i++)
		if (a->aside[i] != NULL)
			expect_layers_shared(pairs, a->aside[i], b->aside[i]);
}

void
alike_shared(const struct context *a, const struct context *b)
{
	uint32_t steps = undo_steps(a->undo) + undo_redos(a->undo), nth;
	struct pairs pairs = { .mine = { 0 } };
	struct undo_step step;

	undo_unfold(a->undo);
	undo_unfold(b->undo);
	cr_assert_eq(undo_steps(a->undo) + undo_redos(a->undo), steps);
	cr_assert_eq(undo_steps(b->undo) + undo_redos(b->undo), steps);
	expect_images_shared(&pairs, a->image, b->image);
	for (nth = 0; nth < steps; nth++) {
		step = undo_look(a->undo, nth);
		if (step.image != NULL)
			expect_images_shared(&pairs, step.image,
			    undo_look(b->undo, nth).image);
	}
	cr_assert_gt(pairs.mine.count, 0);
	lookup_fini(&pairs.mine);
	lookup_fini(&pairs.other);
}
