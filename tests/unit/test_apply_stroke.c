/*
 * test_apply_stroke - strokes by a stamp are steps, or refused whole
 */
#include <criterion/criterion.h>
#include <math.h>

#include "bounds.h"
#include "goxel/context.h"
#include "tests/unit/dense.h"

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

/* Where the middle of a voxel goes by a matrix. */
static struct pos
image_of(const struct pos *pos, const struct matrix *mat)
{
	struct pos image;
	int axis, i;

	for (axis = 0; axis < 3; axis++) {
		double at = mat->m[3][axis];

		for (i = 0; i < 3; i++)
			at += (pos->at[i] + 0.5) * mat->m[i][axis];
		image.at[axis] = (int32_t)floor(at);
	}
	return image;
}

/* Not beyond the plane through half of the place. */
static bool
below(const struct edit_stroke_press *edit, const struct pos *pos)
{
	float normal[3] = { edit->cut_x, edit->cut_y, edit->cut_z };
	double height = 0;
	int axis;

	for (axis = 0; axis < 3; axis++)
		height += normal[axis] *
		    (2.0 * pos->at[axis] + 1 - edit->cut.at[axis]);
	return height <= 0;
}

static int
alpha_at(const struct shape_stroke *stroke, const struct pos *pos)
{
	return !box_holds(&stroke->box, pos) ? 0 : (int)(
	    stroke->color.c[ALPHA] * dense_coverage(stroke, pos));
}

/* The edit against every voxel around, one by one. */
static void
compare(const struct edit_stroke_press *edit)
{
	struct shape_stroke stroke = { .shape = edit->shape,
	    .box = edit->box, .color = edit->color,
	    .smoothness = edit->smoothness, .turned = 0 };
	const struct volume *v = &image_layer(context->image, 0)->volume;
	struct pos pos, image;
	int alpha, other, i;

	for (i = 0; i < 32 * 32 * 32; i++) {
		pos = (struct pos){ { i % 32 - 16, i / 32 % 32 - 16,
		    i / 1024 - 16 } };
		image = image_of(&pos, &edit->image);
		alpha = alpha_at(&stroke, &pos);
		other = edit->image.m[3][3] == 0 ? 0 :
		    alpha_at(&stroke, &image);
		alpha = other > alpha ? other : alpha;
		if (!below(edit, &pos))
			alpha = 0;
		cr_assert_eq(volume_get(v, &pos).c[ALPHA], alpha,
		    "%d,%d,%d: %d, not %d", pos.at[0], pos.at[1], pos.at[2],
		    volume_get(v, &pos).c[ALPHA], alpha);
	}
}

/* Across x = y and, no axis in it, across 2x = y + 2z. */
static const struct matrix mirrors[] = {
	{ .m = { { 0 } } },
	{ .m = { { 0, 1, 0, 0 }, { 1, 0, 0, 0 }, { 0, 0, 1, 0 },
	    { 0, 0, 0, 1 } } },
	{ .m = { { 1 / 9.f, 4 / 9.f, 8 / 9.f, 0 },
	    { 4 / 9.f, 7 / 9.f, -4 / 9.f, 0 },
	    { 8 / 9.f, -4 / 9.f, 1 / 9.f, 0 },
	    { 0.3f, -0.15f, -0.3f, 1 } } },
};

Test(apply_stroke, images_and_cuts_are_those_of_every_voxel)
{
	static const float normals[][3] = { { 0, 0, 0 }, { 0, 0, 2 },
	    { -1, 1, 0 }, { 0.3f, -2, 1.1f } };
	struct edit edit = { .kind = EDIT_stroke_press };
	struct edit_stroke_press *press = &edit.stroke_press;
	int i;

	for (i = 0; i < 3 * 4 * 4; i++) {
		*press = (struct edit_stroke_press){
		    .shape = i / 12 & 1 ? SHAPE_SPHERE : SHAPE_CUBE,
		    .box = { { { -7, -2, 0 } }, { { 4, 3, 6 } } },
		    .smoothness = i / 24 ? 2 : 0, .axis = 2,
		    .color = { { 1, 2, 3, 200 } }, .image = mirrors[i % 3],
		    .cut = { { -1, 0, 5 } }, .cut_x = normals[i / 3 % 4][0],
		    .cut_y = normals[i / 3 % 4][1],
		    .cut_z = normals[i / 3 % 4][2] };
		cr_assert_eq(apply(edit), OK);
		compare(press);
		cr_assert_eq(count(), outcome.voxels);
		cr_assert_eq(undo(), OK);
		cr_assert_eq(count(), 0);
	}
}

Test(apply_stroke, a_path_has_images_and_cuts_too)
{
	struct voxel at[2] = { { .pos = { { 1, 0, 0 } } },
	    { .pos = { { 9, 0, 0 } } } };
	struct edit edit = { .kind = EDIT_path_press, .path_press = {
	    .points = { at, 2 }, .size = 1, .image = mirrors[1],
	    .cut = { { 10, 0, 0 } }, .cut_x = 1,
	    .color = { { 1, 2, 3, 255 } } } };

	cr_assert_eq(apply(edit), OK);
	cr_assert_eq(count(), 4 + 9);
	cr_assert_eq(undo(), OK);
	edit.path_press.cut_x = 0;
	cr_assert_eq(apply(edit), OK);
	cr_assert_eq(count(), 9 + 9);
}

Test(apply_stroke, what_no_plane_can_be_is_refused)
{
	struct edit edit = { .kind = EDIT_stroke_press, .stroke_press = {
	    .box = { { { 0 } }, { { 900, 900, 900 } } }, .cut_x = 1,
	    .color = { { 1, 2, 3, 255 } }, .cut = { { 2 * BOUND_COORD } } } };

	cr_assert_eq(apply(edit), OK);
	edit.stroke_press.cut.at[0]++;
	cr_assert_eq(apply(edit), ERR_BOUNDS);
	edit.stroke_press.cut.at[0] = -2 * BOUND_COORD - 1;
	cr_assert_eq(apply(edit), ERR_BOUNDS);
	edit.stroke_press.cut.at[0]++;
	cr_assert_eq(apply(edit), OK);
	edit.stroke_press.cut_x = NAN;
	cr_assert_eq(apply(edit), ERR_PARAMS);
	edit.stroke_press.cut_x = INFINITY;
	cr_assert_eq(apply(edit), ERR_PARAMS);
	edit.stroke_press.cut_x = 0;
	edit.stroke_press.image = mirrors[2];
	cr_assert_eq(apply(edit), ERR_TOO_BIG);
	cr_assert_eq(context->revision, 2);
}
