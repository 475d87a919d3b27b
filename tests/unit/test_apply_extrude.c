/*
 * test_apply_extrude - an extrusion is one step, or nothing
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/context.h"

static struct context *context;
static struct edit_outcome outcome;

static void
begin(void)
{
	struct edit edit = { .kind = EDIT_box_fill, .box_fill = {
	    .box = { { { 0, 0, 0 } }, { { 4, 4, 4 } } },
	    .color = { { 9, 9, 9, 255 } } } };

	context = context_new("test", NULL);
	context_apply(context, &edit, &outcome);
}

static void
end(void)
{
	context_free(context);
}

TestSuite(apply_extrude, .init = begin, .fini = end);

static enum err
push(uint32_t layer, int32_t axis, int32_t delta, int32_t threshold)
{
	struct edit edit = { .kind = EDIT_face_extrude, .face_extrude = {
	    layer, { { 0, 0, 0 } }, axis, true, delta, threshold } };

	return context_apply(context, &edit, &outcome);
}

static uint64_t
count(void)
{
	return volume_count(&image_layer(context->image, 0)->volume);
}

Test(apply_extrude, is_one_step_each_way)
{
	cr_assert_eq(push(0, 0, 2, 0), OK);
	cr_assert_eq(outcome.voxels, 32);
	cr_assert_eq(outcome.layer, 1);
	cr_assert_eq(count(), 96);
	cr_assert_eq(context_apply(context, &(struct edit){
	    .kind = EDIT_undo }, &outcome), OK);
	cr_assert_eq(count(), 64);
	cr_assert_eq(push(0, 2, -1, 0), OK);
	cr_assert_eq(count(), 48);
}

Test(apply_extrude, what_cannot_be_is_refused)
{
	cr_assert_eq(push(9, 0, 1, 0), ERR_NO_LAYER);
	cr_assert_eq(push(0, 3, 1, 0), ERR_PARAMS);
	cr_assert_eq(push(0, -1, 1, 0), ERR_PARAMS);
	cr_assert_eq(push(0, 0, 1, -1), ERR_PARAMS);
	cr_assert_eq(push(0, 0, -2 * BOUND_COORD, 0), ERR_TOO_BIG);
	cr_assert_eq(push(0, 0, INT32_MIN, 0), ERR_BOUNDS);
	cr_assert_eq(push(0, 0, BOUND_COORD + 1, 0), ERR_BOUNDS);
	cr_assert_eq(count(), 64);
}
