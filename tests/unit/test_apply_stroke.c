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
