/*
 * test_apply_selection - what is selected is drawn, cut, copied and pasted
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "tests/unit/chosen.h"

static struct chosen c;

static void
begin(void)
{
	chosen_start(&c, 11);
	chosen_select(&c, JOIN_SET, chosen_box(&c));
	chosen_select(&c, JOIN_ADD, (struct box){ { { -20, -20, -20 } },
	    { { 20, 33, 17 } } });
	chosen_select(&c, JOIN_SUBTRACT, (struct box){ { { -1, -3, -30 } },
	    { { 5, 4, 30 } } });
}

static void
end(void)
{
	chosen_finish(&c);
}

TestSuite(apply_selection, .init = begin, .fini = end);

static enum err
apply(struct edit edit)
{
	struct edit_outcome outcome;

	return context_apply(c.context, &edit, &outcome);
}

static bool
selected(const struct pos *pos)
{
	return dense_at(&c.mask, pos)->c[3] > 0;
}

/* Combine what is selected; with the intersect modes, the rest with nothing. */
static void
draw(enum mode mode, struct rgba color)
{
	bool wide = mode == MODE_INTERSECT || mode == MODE_INTERSECT_FILL;
	struct pos pos = c.layer.box.lo;
	struct rgba now;

	chosen_apply(&c, (struct edit){ .kind = EDIT_selection_draw,
	    .selection_draw = { 1, mode, color } });
	do {
		if (!selected(&pos) && !wide)
			continue;
		now = dense_combine(mode, *dense_at(&c.layer, &pos),
		    selected(&pos) ? color : (struct rgba){ { color.c[0],
		    color.c[1], color.c[2], 0 } });
		*dense_at(&c.layer, &pos) = now.c[3] > 0 ? now :
		    (struct rgba){ { 0 } };
	} while (chosen_next(&c, &pos));
	chosen_compare(&c);
}

Test(apply_selection, every_mode_but_max_is_drawn_where_selected)
{
	static const struct rgba colors[] = { { { 9, 200, 30, 255 } },
	    { { 1, 2, 3, 100 } }, { { 50, 60, 70, 0 } } };
	static const enum mode modes[] = { MODE_OVER, MODE_PAINT, MODE_SUB,
	    MODE_REPLACE, MODE_SUB_CLAMP, MODE_MULT_ALPHA, MODE_OVER,
	    MODE_INTERSECT, MODE_INTERSECT_FILL };
	size_t i;

	for (i = 0; i < sizeof modes / sizeof *modes; i++) {
		/* Nothing in a sub clamp or a product is a shape's rule. */
		draw(modes[i], colors[i % 2]);
		chosen_select(&c, JOIN_ADD, chosen_box(&c));
	}
	draw(MODE_REPLACE, colors[2]);
	cr_assert_eq(apply((struct edit){ .kind = EDIT_selection_draw,
	    .selection_draw = { 1, MODE_MAX, colors[0] } }), ERR_PARAMS);
}

/* The voxels of the naive layer that are selected, or the others. */
static void
part(struct dense *to, bool of_selected)
{
	struct pos pos = to->box.lo;

	do
		if (selected(&pos) == of_selected)
			*dense_at(to, &pos) = *dense_at(&c.layer, &pos);
	while (chosen_next(&c, &pos));
}

static void
remove_selected(void)
{
	struct dense rest;

	dense_init(&rest, CHOSEN_REACH);
	part(&rest, false);
	dense_copy(&c.layer, &rest);
	dense_fini(&rest);
}

static const struct layer *
top(void)
{
	const struct image *image = c.context->image;

	return image->layers[image->layer_count - 1];
}

Test(apply_selection, cut_moves_voxels_to_a_new_layer)
{
	struct edit_outcome outcome;
	struct dense taken;

	dense_init(&taken, CHOSEN_REACH);
	part(&taken, true);
	outcome = chosen_apply(&c, (struct edit){ .kind = EDIT_selection_cut,
	    .selection_cut = { 1, { "kept", 4 }, true } });
	cr_assert_eq(outcome.layer, 2);
	cr_assert_eq(outcome.voxels, dense_count(&taken));
	cr_assert(dense_same(&taken, &top()->volume));
	chosen_compare(&c);
	chosen_apply(&c, (struct edit){ .kind = EDIT_selection_cut,
	    .selection_cut = { 1, { "cut", 3 }, false } });
	cr_assert_str_eq(top()->name, "cut");
	cr_assert_eq(c.context->image->active, 3);
	cr_assert(dense_same(&taken, &top()->volume));
	remove_selected();
	chosen_compare(&c);
	dense_fini(&taken);
}

/* What stands at pos - by, in another array. */
static void
move(const struct dense *from, struct dense *to, const struct pos *by)
{
	struct pos pos = to->box.lo, source;
	int axis;

	do {
		for (axis = 0; axis < 3; axis++)
			source.at[axis] = pos.at[axis] - by->at[axis];
		*dense_at(to, &pos) = box_holds(&to->box, &source) ?
		    *dense_at((struct dense *)from, &source) :
		    (struct rgba){ { 0 } };
	} while (chosen_next(&c, &pos));
}

Test(apply_selection, what_was_copied_is_pasted_elsewhere)
{
	static const struct pos by = { { 3, -5, 9 } };
	struct dense taken, moved;

	dense_init(&taken, CHOSEN_REACH);
	dense_init(&moved, CHOSEN_REACH);
	chosen_select(&c, JOIN_SET, (struct box){ { { -9, -9, -9 } },
	    { { 9, 12, 15 } } });
	part(&taken, true);
	chosen_apply(&c, (struct edit){ .kind = EDIT_selection_copy,
	    .selection_copy = { 1, true } });
	remove_selected();
	chosen_compare(&c);
	move(&taken, &moved, &by);
	chosen_apply(&c, (struct edit){ .kind = EDIT_selection_paste,
	    .selection_paste = { 1, MODE_OVER, by, false, { "", 0 } } });
	dense_merge(&c.layer, &moved, MODE_OVER);
	chosen_compare(&c);
	chosen_apply(&c, (struct edit){ .kind = EDIT_selection_paste,
	    .selection_paste = { 77, MODE_OVER, by, true, { "Copy", 4 } } });
	cr_assert_str_eq(top()->name, "Copy");
	cr_assert(dense_same(&moved, &top()->volume));
	chosen_compare(&c);
	dense_fini(&taken);
	dense_fini(&moved);
}

Test(apply_selection, without_one_nothing_is_done)
{
	chosen_apply(&c, (struct edit){ .kind = EDIT_select_clear });
	cr_assert_eq(apply((struct edit){ .kind = EDIT_selection_draw,
	    .selection_draw = { 1, MODE_OVER, MASK_WHITE } }), ERR_EMPTY);
	cr_assert_eq(apply((struct edit){ .kind = EDIT_selection_cut,
	    .selection_cut = { 1, { "", 0 }, false } }), ERR_EMPTY);
	cr_assert_eq(apply((struct edit){ .kind = EDIT_selection_copy,
	    .selection_copy = { 1, false } }), ERR_EMPTY);
	cr_assert_eq(apply((struct edit){ .kind = EDIT_selection_paste,
	    .selection_paste = { 1, MODE_OVER, { { 0 } }, true, { "", 0 } }
	    }), ERR_EMPTY);
	cr_assert_eq(apply((struct edit){ .kind = EDIT_selection_draw,
	    .selection_draw = { 9, MODE_OVER, MASK_WHITE } }), ERR_NO_LAYER);
}

Test(apply_selection, paste_goes_as_far_as_coordinates_do)
{
	struct edit edit = { .kind = EDIT_selection_paste, .selection_paste =
	    { 1, MODE_OVER, { { BOUND_COORD - 1, 0, 0 } }, true, { "", 0 } } };

	chosen_apply(&c, (struct edit){ .kind = EDIT_selection_copy,
	    .selection_copy = { 1, false } });
	cr_assert_eq(apply(edit), OK);
	edit.selection_paste.offset.at[0]++;
	cr_assert_eq(apply(edit), ERR_BOUNDS);
}
