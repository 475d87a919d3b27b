/*
 * test_apply_filter - filters do to every voxel what they do to one
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/recolor.h"
#include "tests/unit/chosen.h"

static struct chosen c;
static const uint8_t palette[] = { 104, 0, 0, 100, 10, 7, 255, 255, 255 };
static const struct rgba from = { { 104, 0, 7, 255 } };
static const struct rgba to = { { 1, 200, 3, 255 } };

static void
begin(void)
{
	chosen_start(&c, 5);
	chosen_select(&c, JOIN_SET, (struct box){ { { -20, -20, -20 } },
	    { { 18, 33, 17 } } });
	chosen_select(&c, JOIN_SUBTRACT, (struct box){ { { -1, -3, -30 } },
	    { { 5, 4, 30 } } });
}

static void
end(void)
{
	chosen_finish(&c);
}

TestSuite(apply_filter, .init = begin, .fini = end);

static enum err
apply(struct edit edit)
{
	struct edit_outcome outcome;

	return context_apply(c.context, &edit, &outcome);
}

/* The same, where the box and, if so wished, the selection are. */
static void
recolor(struct rgba (*change)(const void *, struct rgba), const void *how,
    bool selected, const struct box *box)
{
	struct pos pos = c.layer.box.lo;

	do {
		struct rgba *voxel = dense_at(&c.layer, &pos), now;

		if (voxel->c[3] == 0 ||
		    (selected && dense_at(&c.mask, &pos)->c[3] == 0) ||
		    (!box_empty(box) && !box_holds(box, &pos)))
			continue;
		now = change(how, *voxel);
		memcpy(voxel->c, now.c, 3);
	} while (chosen_next(&c, &pos));
}

Test(apply_filter, colours_change_in_the_box_the_selection_or_both)
{
	struct recolor_shift shift = { 40, 20, -10, 30 };
	struct recolor_pair pair = { from, to, 4 };
	struct recolor_palette list = { palette, 3 };
	struct box box = { { { 0 } }, { { 0 } } };
	int i;

	for (i = 0; i < 12; i++) {
		bool selected = i % 2 == 1;

		if (i == 6)
			box = (struct box){ { { -9, -9, -9 } },
			    { { 25, 20, 33 } } };
		switch (i / 2 % 3) {
		case 0:
			chosen_apply(&c, (struct edit){
			    .kind = EDIT_filter_recolor, .filter_recolor = { 1,
			    false, selected, box, from, 4, to } });
			recolor(recolor_pair, &pair, selected, &box);
			break;
		case 1:
			chosen_apply(&c, (struct edit){
			    .kind = EDIT_filter_adjust, .filter_adjust = { 0,
			    true, selected, box, 40, 20, -10, 30 } });
			recolor(recolor_shift, &shift, selected, &box);
			break;
		default:
			chosen_apply(&c, (struct edit){
			    .kind = EDIT_filter_snap, .filter_snap = { 1,
			    false, selected, box, { (const char *)palette, 9 }
			    } });
			recolor(recolor_nearest, &list, selected, &box);
		}
		chosen_compare(&c);
		chosen_apply(&c, (struct edit){ .kind = EDIT_voxel_set,
		    .voxel_set = { 1, { { i, i, i } }, from } });
		*dense_at(&c.layer, &(struct pos){ { i, i, i } }) = from;
	}
}

/* What is done in a box: mirrored along an axis, or shifted around. */
struct deed {
	struct box	 box;
	int		 axis, keep;
	struct pos	 shift;
};

/* Where the voxel at `pos` comes from. */
static struct pos
source_of(const struct deed *d, struct pos pos)
{
	int i;

	for (i = 0; i < 3; i++) {
		int lo = d->box.lo.at[i], n = d->box.hi.at[i] - lo;
		int at = pos.at[i] - lo, other = n - 1 - at;

		if (d->axis < 0)
			at = ((at - d->shift.at[i]) % n + n) % n;
		else if (i == d->axis && (d->keep == 0 ||
		    (d->keep == 1 && at > other) ||
		    (d->keep == 2 && at < other)))
			at = other;
		pos.at[i] = lo + at;
	}
	return pos;
}

static void
rearrange(const struct deed *d)
{
	struct pos pos = c.layer.box.lo, source;
	struct dense was;

	dense_init(&was, CHOSEN_REACH);
	dense_copy(&was, &c.layer);
	do {
		if (!box_holds(&d->box, &pos))
			continue;
		source = source_of(d, pos);
		*dense_at(&c.layer, &pos) = *dense_at(&was, &source);
	} while (chosen_next(&c, &pos));
	dense_fini(&was);
}

Test(apply_filter, boxes_are_mirrored_and_halves_kept)
{
	int i;

	for (i = 0; i < 18; i++) {
		struct box box = chosen_box(&c);

		if (box_empty(&box))
			continue;
		chosen_apply(&c, (struct edit){ .kind = EDIT_filter_mirror,
		    .filter_mirror = { 1, i % 2, box, i % 3, i / 3 % 3 } });
		rearrange(&(struct deed){ box, i % 3, i / 3 % 3, { { 0 } } });
		chosen_compare(&c);
	}
}

Test(apply_filter, boxes_are_shifted_around)
{
	int i;

	for (i = 0; i < 18; i++) {
		struct box box = chosen_box(&c);
		struct pos shift = { { i * 7 - 50, i, -i * i } };

		if (box_empty(&box))
			continue;
		chosen_apply(&c, (struct edit){ .kind = EDIT_filter_wrap,
		    .filter_wrap = { 1, i % 2, box, shift } });
		rearrange(&(struct deed){ box, -1, 0, shift });
		chosen_compare(&c);
	}
}

Test(apply_filter, all_layers_are_gone_over_but_clones_follow)
{
	struct box everywhere = { { { 0 } }, { { 0 } } };
	struct image *image = c.context->image;
	struct layer *clone = layer_new("clone");

	clone->base_id = 1;
	cr_assert_eq(image_layer_append(image, &clone), OK);
	cr_assert_eq(image_refresh(image), OK);
	c.context->clones = true;
	cr_assert_eq(apply((struct edit){ .kind = EDIT_filter_adjust,
	    .filter_adjust = { 0, true, false, everywhere, 50, 0, 0, 0 } }),
	    OK);
	image = c.context->image;
	cr_assert_eq(image->layers[1]->base_id, 1);
	cr_assert(volume_same(&image->layers[0]->volume,
	    &image->layers[1]->volume));
}

Test(apply_filter, what_cannot_be_is_refused)
{
	struct box box = { { { 0, 0, 0 } }, { { 1, 1, 1 } } };
	struct box none = { { { 0 } }, { { 0 } } };
	static char many[3 * (RECOLOR_PALETTE + 1)];
	struct edit edit = { .kind = EDIT_filter_snap, .filter_snap = { 1,
	    false, false, none, { many, 3 * RECOLOR_PALETTE } } };

	cr_assert_eq(apply(edit), OK);
	edit.filter_snap.palette.len += 3;
	cr_assert_eq(apply(edit), ERR_TOO_BIG);
	edit.filter_snap.palette.len = 4;
	cr_assert_eq(apply(edit), ERR_PARAMS);
	edit.filter_snap.palette.len = 0;
	cr_assert_eq(apply(edit), ERR_PARAMS);
	cr_assert_eq(apply((struct edit){ .kind = EDIT_filter_mirror,
	    .filter_mirror = { 1, false, none, 0, 0 } }), ERR_PARAMS);
	cr_assert_eq(apply((struct edit){ .kind = EDIT_filter_mirror,
	    .filter_mirror = { 1, false, box, 3, 0 } }), ERR_PARAMS);
	cr_assert_eq(apply((struct edit){ .kind = EDIT_filter_mirror,
	    .filter_mirror = { 1, false, box, 0, 3 } }), ERR_PARAMS);
	cr_assert_eq(apply((struct edit){ .kind = EDIT_filter_adjust,
	    .filter_adjust = { 1, false, false, none, 0, 101, 0, 0 } }),
	    ERR_PARAMS);
	cr_assert_eq(apply((struct edit){ .kind = EDIT_filter_adjust,
	    .filter_adjust = { 9, false, false, none, 0, 0, 0, 0 } }),
	    ERR_NO_LAYER);
	chosen_apply(&c, (struct edit){ .kind = EDIT_select_clear });
	cr_assert_eq(apply((struct edit){ .kind = EDIT_filter_adjust,
	    .filter_adjust = { 1, false, true, none, 0, 0, 0, 0 } }),
	    ERR_EMPTY);
	box.hi.at[0] = BOUND_COORD + 1;
	cr_assert_eq(apply((struct edit){ .kind = EDIT_filter_wrap,
	    .filter_wrap = { 1, false, box, { { 1, 1, 1 } } } }), ERR_BOUNDS);
}
