/*
 * test_undo - steps go back and forward in strict order, and are bounded
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "bounds.h"
#include "goxel/undo.h"

static const struct rgba none = { { 0, 0, 0, 0 } };
static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct rgba blue = { { 0, 0, 255, 255 } };
static const struct pos origin = { { 0, 0, 0 } };

/* Write a voxel of layer 1 and remember it. */
static void
write(struct undo *undo, struct image *image, struct pos pos,
    struct rgba color)
{
	struct layer *layer = image_layer_write(image, 1);
	struct rgba before = volume_get(&layer->volume, &pos);

	cr_assert_eq(volume_set(&layer->volume, &pos, color), OK);
	undo_push_voxel(undo, 1, &pos, before, color);
}

static struct rgba
look(const struct image *image, struct pos pos)
{
	return volume_get(&image_layer(image, 1)->volume, &pos);
}

Test(undo, new_history_has_no_step)
{
	struct undo *undo = undo_new();
	struct image *image = image_new("a");

	cr_assert_eq(undo_steps(undo), 0);
	cr_assert_eq(undo_redos(undo), 0);
	cr_assert_eq(undo_back(undo, &image), ERR_NO_STEP);
	cr_assert_eq(undo_forward(undo, &image), ERR_NO_STEP);
	undo_free(undo);
	image_free(image);
}

Test(undo, small_step_goes_back_and_forward)
{
	struct undo *undo = undo_new();
	struct image *image = image_new("a");

	write(undo, image, origin, red);
	write(undo, image, origin, blue);
	cr_assert_eq(undo_back(undo, &image), OK);
	cr_assert(rgba_same(look(image, origin), red));
	cr_assert_eq(undo_back(undo, &image), OK);
	cr_assert(rgba_same(look(image, origin), none));
	cr_assert_eq(undo_redos(undo), 2);
	cr_assert_eq(undo_forward(undo, &image), OK);
	cr_assert_eq(undo_forward(undo, &image), OK);
	cr_assert(rgba_same(look(image, origin), blue));
	cr_assert_eq(undo_forward(undo, &image), ERR_NO_STEP);
	undo_free(undo);
	image_free(image);
}

Test(undo, small_step_writes_into_the_layer_it_names)
{
	struct undo *undo = undo_new();
	struct image *image = image_new("a");

	write(undo, image, origin, red);
	cr_assert_eq(image_layer_add(image, "b", NULL), OK);
	cr_assert_eq(image->active, 2);
	cr_assert_eq(undo_back(undo, &image), OK);
	cr_assert_eq(volume_count(&image_layer(image, 1)->volume), 0);
	undo_free(undo);
	image_free(image);
}

Test(undo, large_step_exchanges_the_image)
{
	struct undo *undo = undo_new();
	struct image *image = image_new("before");
	struct image *before = image_copy(image);

	strcpy(image->name, "after");
	undo_push_image(undo, &before);
	cr_assert_null(before);
	cr_assert_eq(undo_back(undo, &image), OK);
	cr_assert_str_eq(image->name, "before");
	cr_assert_eq(undo_forward(undo, &image), OK);
	cr_assert_str_eq(image->name, "after");
	undo_free(undo);
	image_free(image);
}

Test(undo, both_kinds_mix)
{
	struct undo *undo = undo_new();
	struct image *image = image_new("one"), *before;

	write(undo, image, origin, red);
	before = image_copy(image);
	strcpy(image->name, "two");
	undo_push_image(undo, &before);
	write(undo, image, origin, blue);

	cr_assert_eq(undo_back(undo, &image), OK);
	cr_assert_eq(undo_back(undo, &image), OK);
	cr_assert_str_eq(image->name, "one");
	cr_assert(rgba_same(look(image, origin), red));
	cr_assert_eq(undo_back(undo, &image), OK);
	cr_assert(rgba_same(look(image, origin), none));
	cr_assert_eq(undo_forward(undo, &image), OK);
	cr_assert_eq(undo_forward(undo, &image), OK);
	cr_assert_eq(undo_forward(undo, &image), OK);
	cr_assert_str_eq(image->name, "two");
	cr_assert(rgba_same(look(image, origin), blue));
	undo_free(undo);
	image_free(image);
}

Test(undo, new_step_forgets_what_could_be_redone)
{
	struct undo *undo = undo_new();
	struct image *image = image_new("a"), *before = image_copy(image);

	undo_push_image(undo, &before);
	write(undo, image, origin, red);
	cr_assert_eq(undo_back(undo, &image), OK);
	cr_assert_eq(undo_back(undo, &image), OK);
	cr_assert_eq(undo_redos(undo), 2);
	write(undo, image, origin, blue);
	cr_assert_eq(undo_redos(undo), 0);
	cr_assert_eq(undo_steps(undo), 1);
	cr_assert_eq(undo_forward(undo, &image), ERR_NO_STEP);
	undo_free(undo);
	image_free(image);
}

Test(undo, steps_are_bounded_and_the_oldest_goes)
{
	struct undo *undo = undo_new();
	struct image *image = image_new("a");
	uint32_t i;

	write(undo, image, origin, red);
	for (i = 1; i < BOUND_UNDO_STEPS; i++)
		undo_push_voxel(undo, 1, &origin, red, red);
	cr_assert_eq(undo_steps(undo), BOUND_UNDO_STEPS);
	undo_push_voxel(undo, 1, &origin, red, red);
	cr_assert_eq(undo_steps(undo), BOUND_UNDO_STEPS);
	for (i = 0; i < BOUND_UNDO_STEPS; i++)
		cr_assert_eq(undo_back(undo, &image), OK);
	/* The step that wrote it is the one that went. */
	cr_assert(rgba_same(look(image, origin), red));
	cr_assert_eq(undo_back(undo, &image), ERR_NO_STEP);
	cr_assert_eq(undo_redos(undo), BOUND_UNDO_STEPS);
	undo_free(undo);
	image_free(image);
}

Test(undo, all_steps_within_the_bound_can_be_taken_back)
{
	struct undo *undo = undo_new();
	struct image *image = image_new("a");
	uint32_t i;

	write(undo, image, origin, red);
	for (i = 1; i < BOUND_UNDO_STEPS; i++)
		undo_push_voxel(undo, 1, &origin, red, red);
	for (i = 0; i < BOUND_UNDO_STEPS; i++)
		cr_assert_eq(undo_back(undo, &image), OK);
	cr_assert(rgba_same(look(image, origin), none));
	undo_free(undo);
	image_free(image);
}

/* Remember the image, then change `tiles` tiles of it, all of one sector. */
static void
change_tiles(struct undo *undo, struct image *image, int tiles)
{
	struct image *before = image_copy(image);
	struct volume *v = &image_layer_write(image, 1)->volume;
	struct tile *tile;
	struct pos at;
	int i;

	for (i = 0; i < tiles; i++) {
		tile = tile_new(blue);
		tile_set(tile, 0, red);
		at = (struct pos){ { i % 8 * TILE_SIDE, i / 8 % 8 * TILE_SIDE,
		    i / 64 * TILE_SIDE } };
		cr_assert_eq(volume_put(v, &at, (tile_slot)tile), OK);
	}
	undo_push_image(undo, &before);
}

#define EVERY	512		/* tiles of a sector */

/* Steps that fit the bytes, when each but the newest holds such a sector. */
static uint32_t
steps_that_fit(struct undo *undo, struct image *image)
{
	change_tiles(undo, image, EVERY);
	change_tiles(undo, image, EVERY);
	change_tiles(undo, image, EVERY);
	return (BOUND_UNDO_BYTES - undo_look(undo, 2).bytes) /
	    undo_look(undo, 1).bytes + 1;
}

Test(undo, large_steps_are_bounded_by_what_they_hold)
{
	struct undo *undo = undo_new();
	struct image *image = image_new("a");
	uint32_t fit = steps_that_fit(undo, image), i;

	/* The first held nothing, so that one more fits. */
	for (i = 3; i < fit + 1; i++)
		change_tiles(undo, image, EVERY);
	cr_assert_eq(undo_steps(undo), fit + 1);
	change_tiles(undo, image, EVERY);
	cr_assert_eq(undo_steps(undo), fit);
	for (i = 0; i < 3 * fit; i++)
		change_tiles(undo, image, EVERY);
	cr_assert_eq(undo_steps(undo), fit);
	cr_assert_lt(tile_alive() * sizeof(struct tile), BOUND_UNDO_BYTES +
	    2 * EVERY * sizeof(struct tile));
	for (i = 0; i < fit; i++)
		cr_assert_eq(undo_back(undo, &image), OK);
	cr_assert_eq(undo_back(undo, &image), ERR_NO_STEP);
	undo_free(undo);
	image_free(image);
	cr_assert_eq(tile_alive(), 0);
}

Test(undo, single_voxels_between_large_steps_count)
{
	struct undo *undo = undo_new();
	struct image *image = image_new("a");
	uint32_t bytes;
	int i;

	change_tiles(undo, image, EVERY);
	change_tiles(undo, image, 1);
	for (i = 0; i < EVERY; i++)
		write(undo, image, (struct pos){ { i % 8 * TILE_SIDE,
		    i / 8 % 8 * TILE_SIDE, i / 64 * TILE_SIDE } }, none);
	change_tiles(undo, image, 1);
	bytes = undo_look(undo, 1).bytes;
	cr_assert_geq(bytes, EVERY * sizeof(struct tile));
	cr_assert_lt(bytes, EVERY * sizeof(struct tile) * 1.01);
	undo_free(undo);
	image_free(image);
}

/* It may hold more than all are allowed to. */
Test(undo, newest_large_step_is_kept_whatever_it_holds)
{
	struct undo *undo = undo_new();
	struct image *image = image_new("a"), *before;
	uint32_t i;

	change_tiles(undo, image, EVERY);
	before = image_copy(image);
	for (i = 0; i < 33; i++) {
		static char more[8u << 20];

		extra_add(&before->chunks, "MORE", more, sizeof more);
	}
	undo_push_image(undo, &before);
	cr_assert_eq(undo_steps(undo), 1);
	write(undo, image, origin, none);
	cr_assert_eq(undo_steps(undo), 2);
	change_tiles(undo, image, 1);
	cr_assert_eq(undo_steps(undo), 2);
	cr_assert_eq(undo_back(undo, &image), OK);
	cr_assert_eq(undo_back(undo, &image), OK);
	cr_assert_eq(undo_back(undo, &image), ERR_NO_STEP);
	undo_free(undo);
	image_free(image);
}

Test(undo, as_many_large_steps_as_the_bound_and_no_more)
{
	struct undo *undo = undo_new();
	struct image *image = image_new("a"), *before;
	uint32_t i;

	for (i = 0; i < BOUND_UNDO_LARGE; i++) {
		before = image_copy(image);
		sprintf(image->name, "%u", i + 1);
		undo_push_image(undo, &before);
	}
	cr_assert_eq(undo_steps(undo), BOUND_UNDO_LARGE);
	before = image_copy(image);
	undo_push_image(undo, &before);
	cr_assert_eq(undo_steps(undo), BOUND_UNDO_LARGE);
	for (i = 0; i < BOUND_UNDO_LARGE; i++)
		cr_assert_eq(undo_back(undo, &image), OK);
	cr_assert_str_eq(image->name, "1");
	cr_assert_eq(undo_back(undo, &image), ERR_NO_STEP);
	undo_free(undo);
	image_free(image);
}

Test(undo, forgotten_steps_give_their_voxels_back)
{
	struct undo *undo = undo_new();
	struct image *image = image_new("a"), *before;
	uint64_t alive;

	write(undo, image, origin, red);
	alive = tile_alive();
	before = image_copy(image);
	volume_set(&image_layer_write(image, 1)->volume, &origin, blue);
	undo_push_image(undo, &before);
	cr_assert_gt(tile_alive(), alive);
	cr_assert_eq(undo_back(undo, &image), OK);
	write(undo, image, origin, blue);
	cr_assert_eq(tile_alive(), alive);
	undo_free(undo);
	image_free(image);
}

Test(undo, going_back_and_forward_costs_no_room)
{
	struct undo *undo = undo_new();
	struct image *image = image_new("a"), *before = image_copy(image);
	uint32_t i;

	undo_push_image(undo, &before);
	for (i = 0; i < 2 * BOUND_UNDO_LARGE; i++) {
		cr_assert_eq(undo_back(undo, &image), OK);
		cr_assert_eq(undo_forward(undo, &image), OK);
	}
	before = image_copy(image);
	undo_push_image(undo, &before);
	cr_assert_eq(undo_steps(undo), 2);
	undo_free(undo);
	image_free(image);
}

Test(undo, order_survives_growing_after_the_oldest_went)
{
	struct undo *undo = undo_new();
	struct image *image = image_new(""), *before;
	uint32_t large = BOUND_UNDO_LARGE + 1, kept, i;

	for (i = 0; i < large; i++) {
		before = image_copy(image);
		sprintf(image->name, "%u", i + 1);
		undo_push_image(undo, &before);
	}
	kept = undo_steps(undo);
	cr_assert_lt(kept, large);
	for (i = 0; i < 2 * large; i++)
		undo_push_voxel(undo, 1, &origin, red, red);
	for (i = 0; i < 2 * large; i++)
		cr_assert_eq(undo_back(undo, &image), OK);
	for (i = 0; i < kept; i++) {
		cr_assert_eq(atoi(image->name), (int)(large - i));
		cr_assert_eq(undo_back(undo, &image), OK);
	}
	cr_assert_eq(undo_back(undo, &image), ERR_NO_STEP);
	undo_free(undo);
	image_free(image);
}

static struct undo_step
small_step(struct rgba before, struct rgba after)
{
	return (struct undo_step){ .layer = 1, .pos = origin,
	    .before = before, .after = after };
}

Test(undo, appended_steps_are_taken_in_order)
{
	struct undo *undo = undo_new();
	struct image *image = image_new("now");
	struct undo_step before = { .image = image_new("before") };
	struct undo_step after = { .image = image_new("after") };
	struct undo_step small = small_step(red, blue);

	cr_assert_eq(undo_append(undo, &before, false), OK);
	cr_assert_null(before.image);
	cr_assert_eq(undo_append(undo, &small, false), OK);
	cr_assert_eq(undo_append(undo, &after, true), OK);
	cr_assert_eq(undo_steps(undo), 2);
	cr_assert_eq(undo_redos(undo), 1);
	cr_assert_eq(undo_forward(undo, &image), OK);
	cr_assert_str_eq(image->name, "after");
	cr_assert_eq(undo_back(undo, &image), OK);
	cr_assert_str_eq(image->name, "now");
	cr_assert_eq(undo_back(undo, &image), OK);
	cr_assert(rgba_same(look(image, origin), red));
	cr_assert_eq(undo_back(undo, &image), OK);
	cr_assert_str_eq(image->name, "before");
	undo_free(undo);
	image_free(image);
}

Test(undo, look_tells_every_step_as_it_stands)
{
	struct undo *undo = undo_new();
	struct image *image = image_new("a"), *before = image_copy(image);
	const struct image *held = before;
	struct undo_step step;

	undo_push_image(undo, &before);
	write(undo, image, origin, red);
	cr_assert_eq(undo_back(undo, &image), OK);
	step = undo_look(undo, 0);
	cr_assert_eq(step.image, held);
	cr_assert_eq(step.layer, 0);
	step = undo_look(undo, 1);
	cr_assert_null(step.image);
	cr_assert_eq(step.layer, 1);
	cr_assert(rgba_same(step.before, none));
	cr_assert(rgba_same(step.after, red));
	undo_free(undo);
	image_free(image);
}

Test(undo, as_many_steps_as_the_bound_can_be_appended)
{
	struct undo *undo = undo_new();
	struct undo_step step;
	uint32_t i;

	for (i = 0; i < BOUND_UNDO_STEPS; i++) {
		step = small_step(red, blue);
		step.layer += i;
		cr_assert_eq(undo_append(undo, &step, i > 100), OK);
	}
	for (i = 0; i < BOUND_UNDO_STEPS; i++)
		cr_assert_eq(undo_look(undo, i).layer, i + 1);
	cr_assert_eq(undo_append(undo, &step, true), ERR_TOO_BIG);
	cr_assert_eq(undo_steps(undo), 101);
	cr_assert_eq(undo_redos(undo), BOUND_UNDO_STEPS - 101);
	undo_free(undo);
}

static enum err
append_large(struct undo *undo, uint32_t bytes, bool redo)
{
	struct undo_step step = { .image = image_new("a"), .bytes = bytes };
	enum err err = undo_append(undo, &step, redo);

	cr_assert_eq(step.image == NULL, err == OK);
	image_free(step.image);
	return err;
}

Test(undo, appended_images_keep_within_the_bytes)
{
	struct undo *undo = undo_new();
	uint32_t i;

	for (i = 0; i < 16; i++)
		cr_assert_eq(append_large(undo, BOUND_UNDO_BYTES / 16, false),
		    OK);
	cr_assert_eq(append_large(undo, 1, false), ERR_TOO_BIG);
	cr_assert_eq(append_large(undo, BOUND_UNDO_BYTES, true), OK);
	cr_assert_eq(undo_steps(undo), 16);
	undo_free(undo);
}

Test(undo, appended_images_keep_within_their_count)
{
	struct undo *undo = undo_new();
	uint32_t i;

	for (i = 0; i < BOUND_UNDO_LARGE; i++)
		cr_assert_eq(append_large(undo, 1, i > 100), OK);
	cr_assert_eq(append_large(undo, 1, true), ERR_TOO_BIG);
	undo_free(undo);
}

/* As they stand; then those are taken back and done again everywhere. */
Test(undo, every_history_at_its_bounds_can_be_appended)
{
	struct undo *undo = undo_new(), *again;
	struct image *image = image_new("a");
	uint32_t fit = steps_that_fit(undo, image), i, back;
	struct undo_step step;

	for (i = 0; i < fit; i++)
		change_tiles(undo, image, EVERY);
	for (back = 0; back <= fit; back++) {
		again = undo_new();
		for (i = 0; i < fit; i++) {
			step = undo_look(undo, i);
			step.image = image_copy(step.image);
			cr_assert_eq(undo_append(again, &step,
			    i >= undo_steps(undo)), OK);
		}
		undo_free(again);
		undo_back(undo, &image);
	}
	undo_free(undo);
	image_free(image);
}
