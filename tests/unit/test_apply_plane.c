/*
 * test_apply_plane - the edit that cuts along a plane
 */
#include <criterion/criterion.h>
#include <math.h>

#include "bounds.h"
#include "goxel/context.h"

static struct context *context;
static struct edit_outcome outcome;

static void
begin(void)
{
	context = context_new("test", NULL);
	context_apply(context, &(struct edit){ .kind = EDIT_box_fill,
	    .box_fill = { 0, MODE_OVER, { { { 0, 0, 0 } }, { { 4, 4, 4 } } },
	    { { 255, 0, 0, 255 } } } }, &outcome);
}

static void
end(void)
{
	context_free(context);
}

TestSuite(apply_plane, .init = begin, .fini = end);

static enum err
cut(uint32_t layer, int32_t twice, float normal)
{
	return context_apply(context, &(struct edit){ .kind = EDIT_plane_cut,
	    .plane_cut = { layer, { { 0, 0, twice } }, 0, 0, normal } },
	    &outcome);
}

static uint64_t
count(void)
{
	return volume_count(&context->image->layers[0]->volume);
}

Test(apply_plane, one_side_is_emptied_in_one_step)
{
	cr_assert_eq(cut(0, 2, 1), OK);
	cr_assert_eq(outcome.voxels, 48);
	cr_assert_eq(count(), 16);
	cr_assert_eq(context_apply(context, &(struct edit){
	    .kind = EDIT_undo }, &outcome), OK);
	cr_assert_eq(count(), 64);
}

Test(apply_plane, what_cannot_be_changes_nothing)
{
	cr_assert_eq(cut(9, 2, 1), ERR_NO_LAYER);
	cr_assert_eq(cut(0, 2, 0), ERR_PARAMS);
	cr_assert_eq(cut(0, 2, NAN), ERR_PARAMS);
	cr_assert_eq(cut(0, 2 * BOUND_COORD + 1, 1), ERR_BOUNDS);
	cr_assert_eq(count(), 64);
	cr_assert_eq(cut(0, 2 * BOUND_COORD, 1), OK);
	cr_assert_eq(cut(0, -2 * BOUND_COORD, 1), OK);
	cr_assert_eq(count(), 0);
}
