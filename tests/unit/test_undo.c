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

Test(undo, large_steps_are_bounded_by_their_bytes)
{
	struct undo *undo = undo_new();
	struct image *image = image_new("a"), *before;
	uint32_t i, each, expected;

	for (i = 1; i < BOUND_LAYERS; i++)
		cr_assert_eq(image_layer_add(image, "", NULL), OK);
	each = (uint32_t)(sizeof *image + BOUND_LAYERS * sizeof(void *) +
	    sizeof *image->materials + sizeof *image->cameras);
	expected = BOUND_UNDO_BYTES / each;
	for (i = 0; i < expected; i++) {
		before = image_copy(image);
		undo_push_image(undo, &before);
	}
	cr_assert_eq(undo_steps(undo), expected);
	before = image_copy(image);
	undo_push_image(undo, &before);
	cr_assert_eq(undo_steps(undo), expected);
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
	for (i = 0; i < BOUND_UNDO_BYTES / sizeof *image; i++) {
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
	uint32_t large = BOUND_UNDO_BYTES / sizeof *image + 1, kept, i;

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

/* An image as heavy as they come, and how many of it a history holds. */
static struct image *
heavy_image(uint32_t *count)
{
	struct image *image = image_new("heavy");
	uint32_t i;

	for (i = 1; i < BOUND_LAYERS; i++)
		cr_assert_eq(image_layer_add(image, "", NULL), OK);
	*count = (uint32_t)(BOUND_UNDO_BYTES / (sizeof *image +
	    BOUND_LAYERS * sizeof(void *) + sizeof *image->materials +
	    sizeof *image->cameras));
	return image;
}

static enum err
append_copy(struct undo *undo, const struct image *image, bool redo)
{
	struct undo_step step = { .image = image_copy(image) };
	enum err err = undo_append(undo, &step, redo);

	cr_assert_eq(step.image == NULL, err == OK);
	image_free(step.image);
	return err;
}

Test(undo, appended_images_keep_within_the_bytes)
{
	struct undo *undo = undo_new();
	uint32_t count, i;
	struct image *image = heavy_image(&count);

	for (i = 0; i < count; i++)
		cr_assert_eq(append_copy(undo, image, false), OK);
	cr_assert_eq(append_copy(undo, image, false), ERR_TOO_BIG);
	cr_assert_eq(undo_steps(undo), count);
	undo_free(undo);
	image_free(image);
}

/* Light images up to the brim; then the newest, a heavy one, is taken back and
 * stands in the place of a light one. */
Test(undo, what_an_exchange_leads_to_can_be_appended)
{
	struct undo *undo = undo_new(), *again = undo_new();
	struct image *light = image_new("light"), *image, *before;
	uint32_t steps, i;

	image = heavy_image(&steps);
	do {
		steps = undo_steps(undo);
		before = image_copy(light);
		undo_push_image(undo, &before);
	} while (undo_steps(undo) > steps);
	cr_assert_eq(undo_back(undo, &image), OK);
	for (i = 0; i < steps; i++)
		cr_assert_eq(append_copy(again, undo_look(undo, i).image,
		    i >= undo_steps(undo)), OK);
	cr_assert_eq(undo_redos(again), 1);
	cr_assert_eq(append_copy(again, light, true), ERR_TOO_BIG);
	undo_free(undo);
	undo_free(again);
	image_free(image);
	image_free(light);
}
