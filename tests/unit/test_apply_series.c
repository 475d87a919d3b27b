/*
 * test_apply_series - several edits are one step, or nothing
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/context.h"

static const struct rgba red = { { 255, 0, 0, 255 } };
static struct context *context;
static struct buf parts;

static void
begin(void)
{
	context = context_new("test", NULL);
	buf_init(&parts, 1 << 20);
}

static void
end(void)
{
	context_free(context);
	buf_fini(&parts);
}

TestSuite(apply_series, .init = begin, .fini = end);

static void
add_voxel(uint32_t layer, int32_t x)
{
	struct edit edit = { .kind = EDIT_voxel_set, .voxel_set = { layer,
	    { { x, 0, 0 } }, red } };

	edit_encode(&edit, &parts);
}

static void
add_layer(void)
{
	struct edit edit = { .kind = EDIT_layer_add, .layer_add = {
	    { "new", 3 }, true } };

	edit_encode(&edit, &parts);
}

static enum err
apply(struct edit_outcome *outcome)
{
	struct edit edit = { .kind = EDIT_series, .series = {
	    { parts.bytes, (uint32_t)parts.len } } };

	return context_apply(context, &edit, outcome);
}

static enum err
undo(void)
{
	struct edit edit = { .kind = EDIT_undo };
	struct edit_outcome outcome;

	return context_apply(context, &edit, &outcome);
}

static uint64_t
voxels(void)
{
	uint64_t count = 0;
	uint32_t i;

	for (i = 0; i < context->image->layer_count; i++)
		count += volume_count(&context->image->layers[i]->volume);
	return count;
}

Test(apply_series, is_one_step_and_one_revision)
{
	struct edit_outcome outcome;

	add_voxel(0, 1);
	add_layer();
	add_voxel(0, 2);
	add_voxel(0, 3);
	cr_assert_eq(apply(&outcome), OK);
	cr_assert_eq(outcome.voxels, 3);
	cr_assert_eq(outcome.layer, 2);
	cr_assert_eq(voxels(), 3);
	cr_assert_eq(context->image->layer_count, 2);
	cr_assert_eq(context->revision, 1);
	cr_assert_eq(undo_steps(context->undo), 1);
	cr_assert_eq(undo(), OK);
	cr_assert_eq(voxels(), 0);
	cr_assert_eq(context->image->layer_count, 1);
}

Test(apply_series, that_fails_in_the_middle_changes_nothing)
{
	struct edit_outcome outcome;

	add_voxel(0, 1);
	add_voxel(77, 1);
	add_voxel(0, 2);
	cr_assert_eq(apply(&outcome), ERR_NO_LAYER);
	cr_assert_eq(voxels(), 0);
	cr_assert_eq(context->revision, 0);
	cr_assert_eq(undo_steps(context->undo), 0);
}

Test(apply_series, that_changes_nothing_leaves_no_step)
{
	struct edit_outcome outcome;

	cr_assert_eq(apply(&outcome), OK);
	add_voxel(0, 1);
	cr_assert_eq(apply(&outcome), OK);
	cr_assert_eq(apply(&outcome), OK);
	cr_assert_eq(undo_steps(context->undo), 1);
}

Test(apply_series, steps_through_time_and_series_are_no_parts)
{
	static const enum edit_kind kinds[] = { EDIT_undo, EDIT_redo,
	    EDIT_request_note, EDIT_series };
	struct edit_outcome outcome;
	size_t i;

	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		buf_reset(&parts);
		add_voxel(0, 1);
		edit_encode(&(struct edit){ .kind = kinds[i] }, &parts);
		cr_assert_eq(apply(&outcome), ERR_PARAMS);
		cr_assert_eq(voxels(), 0);
	}
}

Test(apply_series, cut_short_is_refused)
{
	struct edit_outcome outcome;
	size_t whole;

	add_voxel(0, 1);
	add_voxel(0, 2);
	whole = parts.len;
	while (--parts.len > whole / 2)
		cr_assert_eq(apply(&outcome), ERR_PARAMS);
	cr_assert_eq(apply(&outcome), OK);
	cr_assert_eq(voxels(), 1);
}
