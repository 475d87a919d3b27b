/*
 * chosen - a project with a selection, and beside it the same done naively
 */
#include <criterion/criterion.h>

#include "goxel/format/pack.h"
#include "tests/unit/chosen.h"

static uint32_t
dice(struct chosen *c, uint32_t sides)
{
	return dense_random(&c->dice, sides);
}

struct box
chosen_box(struct chosen *c)
{
	struct box box;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		box.lo.at[axis] = (int32_t)dice(c, 50) - 30;
		box.hi.at[axis] = box.lo.at[axis] + (int32_t)dice(c, 30);
		if (box.hi.at[axis] > CHOSEN_REACH)
			box.hi.at[axis] = CHOSEN_REACH;
	}
	return box;
}

struct edit_outcome
chosen_apply(struct chosen *c, struct edit edit)
{
	struct edit_outcome outcome;
	enum err err = context_apply(c->context, &edit, &outcome);

	cr_assert_eq(err, OK, "%s: %d", edit_name(edit.kind), err);
	return outcome;
}

static struct rgba
some_color(struct chosen *c)
{
	static const uint8_t alpha[] = { 255, 255, 90, 0 };

	return (struct rgba){ { (uint8_t)(100 + 4 * dice(c, 4)),
	    (uint8_t)(10 * dice(c, 2)), 7, alpha[dice(c, 4)] } };
}

static void
fill(struct chosen *c, struct box box, struct rgba color)
{
	chosen_apply(c, (struct edit){ .kind = EDIT_box_fill, .box_fill = { 1,
	    MODE_REPLACE, box, color } });
	dense_fill(&c->layer, &box, color);
}

void
chosen_start(struct chosen *c, uint64_t seed)
{
	int i;

	*c = (struct chosen){ .context = context_new("test", pack_read),
	    .dice = seed };
	dense_init(&c->layer, CHOSEN_REACH);
	dense_init(&c->mask, CHOSEN_REACH);
	fill(c, (struct box){ { { 0, 0, 0 } }, { { 32, 32, 16 } } },
	    (struct rgba){ { 100, 10, 7, 255 } });
	for (i = 0; i < 12; i++)
		fill(c, chosen_box(c), some_color(c));
	for (i = 0; i < 300; i++) {
		struct box box = chosen_box(c);
		int axis;

		for (axis = 0; axis < 3; axis++)
			box.hi.at[axis] = box.lo.at[axis] + 1;
		fill(c, box, some_color(c));
	}
}

void
chosen_finish(struct chosen *c)
{
	context_free(c->context);
	dense_fini(&c->layer);
	dense_fini(&c->mask);
}

bool
chosen_next(const struct chosen *c, struct pos *pos)
{
	int axis;

	for (axis = 0; axis < 3; axis++) {
		if (++pos->at[axis] < c->layer.box.hi.at[axis])
			return true;
		pos->at[axis] = c->layer.box.lo.at[axis];
	}
	return false;
}

void
chosen_join(struct chosen *c, enum join join, struct dense *found)
{
	struct pos pos = c->mask.box.lo;

	do {
		bool was = dense_at(&c->mask, &pos)->c[ALPHA] > 0;
		bool is = dense_at(found, &pos)->c[ALPHA] > 0;
		bool now = join == JOIN_SET ? is : join == JOIN_ADD ?
		    was || is : join == JOIN_SUBTRACT ? was && !is : was && is;

		*dense_at(&c->mask, &pos) = now ? MASK_WHITE :
		    (struct rgba){ { 0 } };
	} while (chosen_next(c, &pos));
}

void
chosen_select(struct chosen *c, enum join join, struct box box)
{
	struct dense found;

	chosen_apply(c, (struct edit){ .kind = EDIT_select_box,
	    .select_box = { join, box } });
	dense_init(&found, CHOSEN_REACH);
	dense_fill(&found, &box, MASK_WHITE);
	chosen_join(c, join, &found);
	dense_fini(&found);
}

static void
compare_image(struct chosen *c, const struct image *image)
{
	const struct volume *mask = mask_of(image);
	const struct volume none = { 0 };

	cr_assert(dense_same(&c->layer, &image->layers[0]->volume));
	cr_assert(dense_same(&c->mask, mask == NULL ? &none : mask));
	cr_assert(mask == NULL || volume_count(mask) > 0);
}

void
chosen_compare(struct chosen *c)
{
	struct image *again = NULL;
	struct buf b;

	compare_image(c, c->context->image);
	chosen_apply(c, (struct edit){ .kind = EDIT_undo });
	chosen_apply(c, (struct edit){ .kind = EDIT_redo });
	compare_image(c, c->context->image);
	buf_init(&b, 256u << 20);
	pack_write(c->context->image, &b);
	cr_assert_eq(pack_read(b.bytes, b.len, &again), OK);
	compare_image(c, again);
	image_free(again);
	buf_fini(&b);
}
