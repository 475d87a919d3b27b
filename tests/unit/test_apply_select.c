/*
 * test_apply_select - what is selected is what was asked for, voxel by voxel
 */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "bounds.h"
#include "tests/unit/chosen.h"

static struct chosen c;

static void
begin(void)
{
	chosen_start(&c, 7);
}

static void
end(void)
{
	chosen_finish(&c);
}

TestSuite(apply_select, .init = begin, .fini = end);

static enum err
apply(struct edit edit)
{
	struct edit_outcome outcome;

	return context_apply(c.context, &edit, &outcome);
}

static bool
near_to(struct rgba a, struct rgba b, int tolerance)
{
	return b.c[3] > 0 && abs(a.c[0] - b.c[0]) <= tolerance &&
	    abs(a.c[1] - b.c[1]) <= tolerance &&
	    abs(a.c[2] - b.c[2]) <= tolerance;
}

/* Any voxel there is. */
static struct pos
some_voxel(void)
{
	struct pos pos;
	int axis;

	do
		for (axis = 0; axis < 3; axis++)
			pos.at[axis] = (int32_t)dense_random(&c.dice, 60) - 30;
	while (dense_at(&c.layer, &pos)->c[3] == 0);
	return pos;
}

Test(apply_select, boxes_join_as_sets_do)
{
	int i;

	for (i = 0; i < 24; i++) {
		chosen_select(&c, i == 0 ? JOIN_SET :
		    (enum join)(i % JOIN_COUNT), chosen_box(&c));
		chosen_compare(&c);
	}
}

Test(apply_select, a_colour_is_looked_for_in_every_voxel)
{
	static const int tolerance[] = { 0, 3, 4, 9, 10, 255 };
	struct dense found;
	struct pos pos;
	size_t i;

	for (i = 0; i < sizeof tolerance / sizeof *tolerance; i++) {
		struct rgba wanted = { { 104, 0, 7, 1 } };
		enum join join = (enum join)(i % JOIN_COUNT);

		dense_init(&found, CHOSEN_REACH);
		pos = found.box.lo;
		do
			if (near_to(wanted, *dense_at(&c.layer, &pos),
			    tolerance[i]))
				*dense_at(&found, &pos) = MASK_WHITE;
		while (chosen_next(&c, &pos));
		chosen_apply(&c, (struct edit){ .kind = EDIT_select_color,
		    .select_color = { join, 0, wanted, tolerance[i] } });
		chosen_join(&c, join, &found);
		chosen_compare(&c);
		dense_fini(&found);
	}
}

struct rule {
	struct rgba	 seed;
	int		 tolerance;
	bool		 drift;
};

/* Its neighbours that join; true: some did. */
static bool
spread(struct dense *found, const struct pos *pos, const struct rule *rule)
{
	struct rgba from = rule->drift ? *dense_at(&c.layer, pos) : rule->seed;
	struct pos beside;
	bool grew = false;
	int side;

	for (side = 0; side < 6; side++) {
		beside = *pos;
		beside.at[side / 2] += side % 2 * 2 - 1;
		if (!box_holds(&found->box, &beside) ||
		    dense_at(found, &beside)->c[3] > 0 ||
		    !near_to(from, *dense_at(&c.layer, &beside),
		    rule->tolerance))
			continue;
		*dense_at(found, &beside) = MASK_WHITE;
		grew = true;
	}
	return grew;
}

/* As Goxel does it: look at everything again until nothing joins. */
static void
connect(struct dense *found, const struct rule *rule)
{
	struct pos pos;
	bool grew = true;

	while (grew) {
		grew = false;
		pos = found->box.lo;
		do
			if (dense_at(found, &pos)->c[3] > 0)
				grew |= spread(found, &pos, rule);
		while (chosen_next(&c, &pos));
	}
}

Test(apply_select, connected_voxels_are_those_goxel_finds)
{
	static const int tolerance[] = { 0, 4, 10, 4, 0, 10 };
	struct dense found;
	size_t i;

	for (i = 0; i < sizeof tolerance / sizeof *tolerance; i++) {
		struct pos seed = some_voxel();
		bool drift = i % 2 == 0;

		dense_init(&found, CHOSEN_REACH);
		*dense_at(&found, &seed) = MASK_WHITE;
		connect(&found, &(struct rule){ *dense_at(&c.layer, &seed),
		    tolerance[i], drift });
		chosen_apply(&c, (struct edit){ .kind = EDIT_select_connected,
		    .select_connected = { JOIN_SET, 0, seed, tolerance[i],
		    drift } });
		chosen_join(&c, JOIN_SET, &found);
		chosen_compare(&c);
		dense_fini(&found);
	}
}

/* 0 1 2 3 ... in red: each is near its neighbour, none far along the seed. */
Test(apply_select, colours_drift_only_when_they_may)
{
	static const struct pos seed = { { 0, 0, 40 } };
	int x;

	for (x = 0; x < 20; x++)
		apply((struct edit){ .kind = EDIT_voxel_set, .voxel_set = { 0,
		    { { x, 0, 40 } }, { { (uint8_t)x, 0, 0, 255 } } } });
	cr_assert_eq(apply((struct edit){ .kind = EDIT_select_connected,
	    .select_connected = { JOIN_SET, 0, seed, 1, true } }), OK);
	cr_assert_eq(volume_count(mask_of(c.context->image)), 20);
	cr_assert_eq(apply((struct edit){ .kind = EDIT_select_connected,
	    .select_connected = { JOIN_SET, 0, seed, 1, false } }), OK);
	cr_assert_eq(volume_count(mask_of(c.context->image)), 2);
}

Test(apply_select, a_view_holds_what_the_matrix_takes_there)
{
	struct dense found;
	struct matrix m = MATRIX_IDENTITY;
	struct pos pos;
	int i;

	for (i = 0; i < 6; i++) {
		m.m[0][0] = 0.1f;
		m.m[1][1] = 0.07f;
		m.m[2][3] = 0.05f * (float)(i % 3);
		m.m[3][0] = 0.3f * (float)i;
		dense_init(&found, CHOSEN_REACH);
		pos = found.box.lo;
		do {
			double p[3] = { pos.at[0] + 0.5, pos.at[1] + 0.5,
			    pos.at[2] + 0.5 };
			double x = m.m[3][0] + p[0] * (double)m.m[0][0];
			double y = p[1] * (double)m.m[1][1];
			double w = 1 + p[2] * (double)m.m[2][3];

			if (dense_at(&c.layer, &pos)->c[3] > 0 && w > 0 &&
			    x >= -w && x <= w && y >= -w && y <= w)
				*dense_at(&found, &pos) = MASK_WHITE;
		} while (chosen_next(&c, &pos));
		cr_assert_gt(dense_count(&found), 0);
		chosen_apply(&c, (struct edit){ .kind = EDIT_select_view,
		    .select_view = { JOIN_SET, 0, m } });
		chosen_join(&c, JOIN_SET, &found);
		chosen_compare(&c);
		dense_fini(&found);
	}
}

Test(apply_select, a_view_takes_uniform_sectors_whole_or_in_part)
{
	struct matrix m = MATRIX_IDENTITY;
	struct box box = { { { 128, -128, 128 } }, { { 256, 128, 256 } } };

	cr_assert_eq(apply((struct edit){ .kind = EDIT_box_fill,
	    .box_fill = { 0, MODE_REPLACE, box, MASK_WHITE } }), OK);
	m.m[0][0] = m.m[1][1] = 0.005f;
	m.m[3][1] = 0.64f;		/* y from -328 to 72 */
	m.m[3][0] = -0.64f;		/* x from -72 to 328 */
	cr_assert_eq(apply((struct edit){ .kind = EDIT_select_view,
	    .select_view = { JOIN_SET, 0, m } }), OK);
	cr_assert_eq(apply((struct edit){ .kind = EDIT_select_box,
	    .select_box = { JOIN_INTERSECT, box } }), OK);
	cr_assert_eq(volume_count(mask_of(c.context->image)),
	    128 * 128 * (128 + 72));
}

Test(apply_select, inverting_selects_the_other_voxels)
{
	struct pos pos = c.mask.box.lo;

	chosen_select(&c, JOIN_SET, chosen_box(&c));
	do {
		bool now = dense_at(&c.mask, &pos)->c[3] == 0 &&
		    dense_at(&c.layer, &pos)->c[3] > 0;

		*dense_at(&c.mask, &pos) = now ? MASK_WHITE :
		    (struct rgba){ { 0 } };
	} while (chosen_next(&c, &pos));
	chosen_apply(&c, (struct edit){ .kind = EDIT_select_invert });
	chosen_compare(&c);
}

Test(apply_select, clearing_nothing_is_no_step)
{
	uint32_t steps = undo_steps(c.context->undo);

	chosen_apply(&c, (struct edit){ .kind = EDIT_select_clear });
	cr_assert_eq(undo_steps(c.context->undo), steps);
	chosen_select(&c, JOIN_SET, chosen_box(&c));
	chosen_apply(&c, (struct edit){ .kind = EDIT_select_clear });
	cr_assert_null(mask_of(c.context->image));
	cr_assert_eq(undo_steps(c.context->undo), steps + 2);
}

Test(apply_select, what_cannot_be_is_refused_and_changes_nothing)
{
	static const struct pos empty = { { 0, 0, 99 } };
	struct box beyond = { { { 0, 0, 0 } }, { { 1, 1, BOUND_COORD + 1 } } };

	chosen_select(&c, JOIN_SET, chosen_box(&c));
	cr_assert_eq(apply((struct edit){ .kind = EDIT_select_box,
	    .select_box = { JOIN_ADD, beyond } }), ERR_BOUNDS);
	cr_assert_eq(apply((struct edit){ .kind = EDIT_select_color,
	    .select_color = { JOIN_ADD, 9, MASK_WHITE, 0 } }), ERR_NO_LAYER);
	cr_assert_eq(apply((struct edit){ .kind = EDIT_select_connected,
	    .select_connected = { JOIN_ADD, 0, empty, 4, true } }),
	    ERR_NO_VOXEL);
	cr_assert_eq(apply((struct edit){ .kind = EDIT_select_connected,
	    .select_connected = { JOIN_ADD, 0, empty, 4, false } }),
	    ERR_NO_VOXEL);
	chosen_compare(&c);
	beyond.hi.at[2] = BOUND_COORD;
	cr_assert_eq(apply((struct edit){ .kind = EDIT_select_box,
	    .select_box = { JOIN_ADD, beyond } }), OK);
}
