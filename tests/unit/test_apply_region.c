/*
 * test_apply_region - copies in rows, and what they refuse
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/context.h"

static struct context *context;

static void
setup(void)
{
	struct edit edit = { .kind = EDIT_box_fill, .box_fill = { 0,
	    MODE_OVER, { { { 0, 0, 0 } }, { { 2, 2, 2 } } },
	    { { 255, 0, 0, 255 } } } };
	struct edit_outcome outcome;

	context = context_new("test", NULL);
	cr_assert_eq(context_apply(context, &edit, &outcome), OK);
}

static void
teardown(void)
{
	context_free(context);
}

TestSuite(apply_region, .init = setup, .fini = teardown);

static struct edit
copies(int32_t x, int32_t y, int32_t step)
{
	return (struct edit){ .kind = EDIT_region_copy, .region_copy = {
	    .mode = MODE_OVER, .box = { { { 0, 0, 0 } }, { { 2, 2, 2 } } },
	    .mat = MATRIX_IDENTITY, .count = { { x, y, 1 } },
	    .step = { { step, step, 0 } } } };
}

static enum err
apply(const struct edit *edit)
{
	struct edit_outcome outcome;

	return context_apply(context, edit, &outcome);
}

static uint64_t
count(void)
{
	return volume_count(&image_layer(context->image, 0)->volume);
}

Test(apply_region, copies_stand_in_rows)
{
	struct edit edit = copies(5, 3, 4);
	struct pos last = { { 17, 9, 1 } }, beyond = { { 18, 9, 1 } };
	const struct volume *v;

	cr_assert_eq(apply(&edit), OK);
	v = &image_layer(context->image, 0)->volume;
	cr_assert_eq(count(), 8 * 15);
	cr_assert(rgba_exists(volume_get(v, &last)));
	cr_assert_not(rgba_exists(volume_get(v, &beyond)));
}

Test(apply_region, what_leaves_the_bounds_is_cut_off)
{
	struct edit edit = copies(3, 1, BOUND_COORD - 1);

	edit.region_copy.step.at[1] = 0;
	cr_assert_eq(apply(&edit), OK);
	cr_assert_eq(count(), 8 + 4);
}

Test(apply_region, refuses_what_it_cannot_do_and_changes_nothing)
{
	struct edit edit = copies(256, 256, 0);

	cr_assert_eq(apply(&edit), OK);
	edit = copies(256, 257, 0);
	cr_assert_eq(apply(&edit), ERR_TOO_BIG);
	edit = copies(INT32_MAX, INT32_MAX, 3);
	cr_assert_eq(apply(&edit), ERR_TOO_BIG);
	edit = copies(0, 1, 3);
	cr_assert_eq(apply(&edit), ERR_PARAMS);
	edit = copies(2, 1, 3);
	edit.region_copy.mode = MODE_REPLACE;
	cr_assert_eq(apply(&edit), ERR_PARAMS);
	edit = copies(2, 1, BOUND_COORD);
	cr_assert_eq(apply(&edit), ERR_BOUNDS);
	edit = copies(2, 1, 3);
	edit.region_copy.layer = 7;
	cr_assert_eq(apply(&edit), ERR_NO_LAYER);
	cr_assert_eq(count(), 8);
}

Test(apply_region, many_copies_of_much_are_too_much)
{
	struct edit edit = { .kind = EDIT_box_fill, .box_fill = { 0,
	    MODE_OVER, { { { 0, 0, 0 } }, { { 1000, 1000, 1 } } },
	    { { 255, 0, 0, 255 } } } };

	cr_assert_eq(apply(&edit), OK);
	edit = copies(1, 1000, 1);
	edit.region_copy.box.hi = (struct pos){ { 1000, 1000, 1 } };
	cr_assert_eq(apply(&edit), ERR_TOO_BIG);
	cr_assert_eq(count(), 1000004);
}

Test(apply_region, other_edits_refuse_what_is_out_of_range)
{
	struct edit cone = { .kind = EDIT_revolve_draw, .revolve_draw = {
	    .axis = 3 } };
	struct edit shell = { .kind = EDIT_layer_shell };
	struct edit smooth = { .kind = EDIT_layer_smooth };

	cr_assert_eq(apply(&cone), ERR_PARAMS);
	cone.revolve_draw.axis = 2;
	cone.revolve_draw.tip = 1.5f;
	cr_assert_eq(apply(&cone), ERR_PARAMS);
	cone.revolve_draw.tip = 0;
	cone.revolve_draw.mode = MODE_REPLACE;
	cr_assert_eq(apply(&cone), ERR_PARAMS);
	cr_assert_eq(apply(&shell), ERR_PARAMS);
	cr_assert_eq(apply(&smooth), ERR_PARAMS);
	cr_assert_eq(count(), 8);
}
