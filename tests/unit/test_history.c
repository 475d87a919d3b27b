/*
 * test_history - whatever was done, taken back and done again, the project
 * looks as it did when it was at this step
 *
 * Edits of every kind with random fields are applied, undone and redone at
 * random, and each state is compared with the one seen there first, voxel by
 * voxel, never by what the two share.
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/context.h"

#define REACH	7		/* voxels seen on each side of the origin */
#define STATES	300
#define LIMIT	8		/* layers, to keep a state small */

static const struct rgba none = { { 0, 0, 0, 0 } };
static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct pos here = { { 1, 2, 3 } };

static void
append(struct image *image, uint32_t base, int32_t shape, struct matrix mat)
{
	struct layer *layer = layer_new("follower");

	layer->base_id = base;
	layer->shape = shape;
	layer->color = red;
	layer->mat = mat;
	image_layer_append(image, &layer);
}

/* Stands for pack_read: one layer, or that with two clones in a chain, one
 * that is stretched and a shape. */
static enum err
read_sample(const void *bytes, size_t len, struct image **image)
{
	struct box box = { { { 0, 0, 0 } }, { { 4, 4, 4 } } };
	struct matrix mat = MATRIX_IDENTITY;

	*image = image_new("model");
	volume_set(&(*image)->layers[0]->volume, &here, red);
	if (memcmp(bytes, "clone", len) != 0)
		return OK;
	mat.m[3][0] = 3;
	append(*image, 1, -1, mat);
	append(*image, 2, -1, mat);
	mat.m[0][0] = 2;
	append(*image, 1, -1, mat);
	append(*image, 0, SHAPE_SPHERE, box_matrix(&box));
	return image_refresh(*image);
}

struct state {
	char		*bytes;
	size_t		 len;
};

static uint32_t
dice(uint32_t *seed, uint32_t sides)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % sides;
}

static void
see_layer(struct buf *b, const struct layer *layer)
{
	struct pos pos;

	buf_add_format(b, "%u %s %d %d %u %d %g\n", layer->id, layer->name,
	    layer->visible, layer->mode, layer->base_id, layer->shape,
	    layer->mat.m[3][0]);
	for (pos.at[2] = -REACH; pos.at[2] < REACH; pos.at[2]++)
		for (pos.at[1] = -REACH; pos.at[1] < REACH; pos.at[1]++)
			for (pos.at[0] = -REACH; pos.at[0] < REACH;
			    pos.at[0]++) {
				struct rgba c = volume_get(&layer->volume,
				    &pos);

				buf_add(b, c.c[ALPHA] ? &c : &none, sizeof c);
			}
	buf_add_u64(b, volume_count(&layer->volume));
}

static struct state
see(const struct context *context)
{
	const struct image *image = context->image;
	struct buf b;
	uint32_t i;

	buf_init(&b, 64 << 20);
	buf_add_format(&b, "%s %u %d %d\n", image->name, image->active,
	    image->box.lo.at[0], image->box.hi.at[0]);
	for (i = 0; i < image->layer_count; i++)
		see_layer(&b, image->layers[i]);
	cr_assert_not(b.failed);
	return (struct state){ b.bytes, b.len };
}

static bool
same(struct state a, struct state b)
{
	return a.len == b.len && memcmp(a.bytes, b.bytes, a.len) == 0;
}

/* Every clone in the image shows its base. */
static void
expect_clones_fresh(const struct context *context)
{
	struct image *fresh = image_copy(context->image);
	uint32_t i;

	cr_assert_eq(image_refresh(fresh), OK);
	for (i = 0; i < fresh->layer_count; i++)
		cr_assert(volume_same(&fresh->layers[i]->volume,
		    &context->image->layers[i]->volume));
	image_free(fresh);
}

static struct pos
any_pos(uint32_t *seed)
{
	struct pos pos;
	int axis;

	if (dice(seed, 4) == 0)
		return here;
	for (axis = 0; axis < 3; axis++)
		pos.at[axis] = (int32_t)dice(seed, 2 * REACH) - REACH;
	if (dice(seed, 40) == 0)
		pos.at[dice(seed, 3)] = BOUND_COORD;
	return pos;
}

static struct box
any_box(uint32_t *seed)
{
	struct box box = { any_pos(seed), { { 0 } } };
	int axis;

	for (axis = 0; axis < 3; axis++)
		box.hi.at[axis] = box.lo.at[axis] + (int32_t)dice(seed, 8);
	return box;
}

static struct rgba
any_color(uint32_t *seed)
{
	static const uint8_t alpha[] = { 0, 100, 255, 255 };

	return (struct rgba){ { (uint8_t)dice(seed, 4), 10, 20,
	    alpha[dice(seed, 4)] } };
}

#define any_integer(s)	((int32_t)dice(s, 3))
#define any_real(s)	((float)dice(s, 3))
#define any_flag(s)	(dice(s, 2) == 0)
#define any_layer(s)	dice(s, 4)
#define any_mode(s)	((enum mode)dice(s, MODE_COUNT))
#define any_shape(s)	((enum shape)dice(s, SHAPE_COUNT))
#define any_place(s)	any_pos(s)
#define any_region(s)	any_box(s)
#define any_rgba(s)	any_color(s)
#define any_string(s)	((struct bytes){ "Walls", dice(s, 6) })
#define any_list(s)	((struct voxels){ list, dice(s, 5) })
#define any_model(s)	((struct bytes){ dice(s, 2) ? "plain" : "clone", 5 })

/* An edit of any kind, filled at random; `list` is its list. */
static struct edit
any_edit(uint32_t *seed, struct voxel list[4])
{
	struct edit edit = { .kind = (enum edit_kind)dice(seed, EDIT_COUNT) };
	int i;

	/* Few edits start all over, else nothing has a history. */
	while (edit.kind <= EDIT_model_replace && dice(seed, 8) > 0)
		edit.kind = (enum edit_kind)dice(seed, EDIT_COUNT);
	for (i = 0; i < 4; i++)
		list[i] = (struct voxel){ any_pos(seed), any_color(seed) };
	switch (edit.kind) {
#define FIELD(type, name)	in->name = any_##type(seed);
#define EDIT(id, doc, fields)						\
	case EDIT_##id: {						\
		struct edit_##id *in = &edit.id;			\
									\
		(void)in;						\
		fields							\
		break;							\
	}
#include "tbl/edits.h"
	case EDIT_COUNT:
		break;
	}
	return edit;
}

struct history {
	struct state	 states[STATES + 1];
	uint32_t	 count, now;	/* states; index of the present one */
	uint32_t	 kinds[EDIT_COUNT];	/* that were OK */
};

/* What is at hand is what it was when the history was here. */
static void
expect_state(const struct context *context, const struct history *h,
    const struct edit *edit)
{
	struct state state = see(context);

	cr_assert(same(state, h->states[h->now]), "after %s at %u",
	    edit_name(edit->kind), h->now);
	free(state.bytes);
	cr_assert_eq(undo_steps(context->undo), h->now);
}

static void
forget_states(struct history *h, uint32_t from)
{
	while (h->count > from)
		free(h->states[--h->count].bytes);
}

/* Apply one edit and hold what came of it against the history. */
static void
turn(struct context *context, struct history *h, const struct edit *edit)
{
	uint64_t revision = context->revision;
	struct edit_outcome outcome;
	enum err err = context_apply(context, edit, &outcome);

	cr_assert_eq(context->revision, revision + (err == OK));
	expect_clones_fresh(context);
	if (err == OK)
		h->kinds[edit->kind]++;
	if (err == OK && edit->kind == EDIT_undo)
		h->now--;
	else if (err == OK && edit->kind == EDIT_redo)
		h->now++;
	else if (undo_steps(context->undo) > h->now) {
		cr_assert_eq(err, OK);
		forget_states(h, h->now + 1);
		h->states[++h->now] = see(context);
		h->count++;
	}
	expect_state(context, h, edit);
	cr_assert_eq(undo_redos(context->undo), h->count - 1 - h->now);
}

static void
wander(uint32_t seed, uint32_t kinds[EDIT_COUNT])
{
	static const struct edit back = { .kind = EDIT_undo };
	struct context *context = context_new("test", read_sample);
	struct history h = { .count = 1 };
	struct voxel list[4];
	unsigned kind;

	h.states[0] = see(context);
	while (h.count <= STATES && h.now < 100) {
		struct edit edit = any_edit(&seed, list);

		if (edit.kind == EDIT_layer_add &&
		    context->image->layer_count >= LIMIT)
			edit.kind = EDIT_undo;
		turn(context, &h, &edit);
	}
	while (h.now > 0)
		turn(context, &h, &back);
	forget_states(&h, 0);
	context_free(context);
	for (kind = 0; kind < EDIT_COUNT; kind++)
		kinds[kind] += h.kinds[kind];
}

Test(history, restores_every_state_it_was_in)
{
	uint32_t kinds[EDIT_COUNT] = { 0 }, seed;
	unsigned kind;

	for (seed = 1; seed <= 20; seed++)
		wander(seed, kinds);
	for (kind = 0; kind < EDIT_COUNT; kind++)
		cr_assert_gt(kinds[kind], 3, "%s was hardly tried",
		    edit_name(kind));
}
