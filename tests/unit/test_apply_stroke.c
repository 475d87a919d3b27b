/*
 * test_apply_stroke - strokes by a stamp are steps, or refused whole
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/context.h"

static struct context *context;
static struct edit_outcome outcome;

static void
begin(void)
{
	context = context_new("test", NULL);
}

static void
end(void)
{
	context_free(context);
}

TestSuite(apply_stroke, .init = begin, .fini = end);

static enum err
undo(void)
{
	return context_apply(context, &(struct edit){ .kind = EDIT_undo },
	    &outcome);
}

static uint64_t
count(void)
{
	return volume_count(&image_layer(context->image, 0)->volume);
}

static struct edit
stroke(void)
{
	return (struct edit){ .kind = EDIT_stroke_draw, .stroke_draw = {
	    .shape = SHAPE_CUBE, .box = { { { 0, 0, 0 } }, { { 5, 5, 5 } } },
	    .color = { { 1, 2, 3, 255 } }, .axis = 2, .wall = 1,
	    .symmetry = 1 } };
}

static enum err
apply(struct edit edit)
{
	return context_apply(context, &edit, &outcome);
}

Test(apply_stroke, a_stroke_is_one_step)
{
	cr_assert_eq(apply(stroke()), OK);
	cr_assert_eq(outcome.voxels, 2 * (125 - 27));
	cr_assert_eq(outcome.layer, 1);
	cr_assert_eq(count(), outcome.voxels);
	cr_assert_eq(undo(), OK);
	cr_assert_eq(count(), 0);
}

Test(apply_stroke, what_cannot_be_is_refused)
{
	struct edit edit = stroke();

#define REFUSED(field, value, err)					\
	do {								\
		edit = stroke();					\
		edit.stroke_draw.field = value;				\
		cr_assert_eq(apply(edit), err, #field);			\
	} while (0)
	REFUSED(layer, 9, ERR_NO_LAYER);
	REFUSED(axis, 3, ERR_PARAMS);
	REFUSED(axis, -1, ERR_PARAMS);
	REFUSED(axis, INT32_MAX, ERR_PARAMS);
	REFUSED(wall, -1, ERR_PARAMS);
	REFUSED(symmetry, 8, ERR_PARAMS);
	REFUSED(smoothness, -1, ERR_PARAMS);
	REFUSED(mirror.at[0], 2 * BOUND_COORD + 1, ERR_BOUNDS);
	REFUSED(box.hi.at[2], BOUND_COORD + 1, ERR_BOUNDS);
	REFUSED(mirror.at[0], 2 * BOUND_COORD, OK);
	edit.stroke_draw.mode = MODE_REPLACE;
	cr_assert_eq(apply(edit), OK);
	edit.stroke_draw.shape = SHAPE_SPHERE;
	cr_assert_eq(apply(edit), ERR_PARAMS);
#undef REFUSED
}

Test(apply_stroke, too_large_a_stroke_changes_nothing)
{
	struct edit edit = stroke();

	edit.stroke_draw.shape = SHAPE_SPHERE;
	edit.stroke_draw.box.hi.at[0] = BOUND_COORD;
	edit.stroke_draw.box.hi.at[1] = BOUND_COORD;
	cr_assert_eq(apply(edit), ERR_TOO_BIG);
	cr_assert_eq(context->revision, 0);
}

Test(apply_stroke, a_path_is_one_step_that_survives_its_encoding)
{
	struct voxel at[2] = { { .pos = { { 0, 0, 0 } } },
	    { .pos = { { 9, 9, 2 } } } };
	struct edit edit = { .kind = EDIT_path_draw, .path_draw = {
	    .shape = SHAPE_SPHERE, .points = { at, 2 }, .size = 1,
	    .color = { { 1, 2, 3, 255 } } } }, again;
	struct buf b;
	size_t used;

	buf_init(&b, 1 << 16);
	edit_encode(&edit, &b);
	cr_assert_eq(edit_decode(b.bytes, b.len, &again, &used), OK);
	cr_assert_eq(apply(again), OK);
	cr_assert_eq(count(), 10);
	cr_assert_eq(outcome.voxels, 10);
	cr_assert_eq(undo(), OK);
	cr_assert_eq(count(), 0);
	edit_fini(&again);
	buf_fini(&b);
	edit.path_draw.size = 0;
	cr_assert_eq(apply(edit), ERR_PARAMS);
	edit.path_draw.size = BOUND_COORD + 1;
	cr_assert_eq(apply(edit), ERR_PARAMS);
	edit.path_draw.size = 1;
	edit.path_draw.layer = 5;
	cr_assert_eq(apply(edit), ERR_NO_LAYER);
}

Test(apply_stroke, a_solid_is_one_step_and_counts_what_it_changed)
{
	struct box box = { { { 0, 0, 0 } }, { { 4, 4, 4 } } };
	struct edit edit = { .kind = EDIT_solid_draw, .solid_draw = {
	    .shape = SHAPE_CUBE, .box = box_matrix(&box),
	    .color = { { 1, 2, 3, 255 } } } };

	cr_assert_eq(apply(edit), OK);
	cr_assert_eq(outcome.voxels, 64);
	edit.solid_draw.mode = MODE_SUB;
	edit.solid_draw.box.m[3][0] += 2;
	cr_assert_eq(apply(edit), OK);
	cr_assert_eq(outcome.voxels, 32);
	cr_assert_eq(undo(), OK);
	cr_assert_eq(count(), 64);
	edit.solid_draw.mode = MODE_REPLACE;
	cr_assert_eq(apply(edit), ERR_PARAMS);
	edit.solid_draw.mode = MODE_OVER;
	edit.solid_draw.box.m[0][0] = 0;
	cr_assert_eq(apply(edit), ERR_PARAMS);
	cr_assert_eq(count(), 64);
}
