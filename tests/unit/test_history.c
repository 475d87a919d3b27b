/*
 * test_history - whatever was done, taken back and done again, the project
 * looks as it did when it was at this step
 *
 * Edits of every kind with random fields are applied, undone and redone at
 * random, and each state is compared with the one seen there first, voxel by
 * voxel, never by what the two share.
 */
#include <criterion/criterion.h>

#include "goxel/context.h"
#include "tests/unit/throw.h"

#define REACH	THROW_REACH
#define STATES	300
#define LIMIT	8		/* layers, to keep a state small */

static const struct rgba none = { { 0, 0, 0, 0 } };

struct state {
	char		*bytes;
	size_t		 len;
};

static void
see_layer(struct buf *b, const struct layer *layer)
{
	struct pos pos;

	buf_add_format(b, "%u %s %d %d %u %d %g %d %d %g\n",
	    layer->id, layer->name, layer->visible, layer->mode,
	    layer->base_id, layer->shape, layer->mat.m[3][0],
	    layer->material, layer->boxed, layer->box.m[3][0]);
	buf_add_text(b, layer->image_path != NULL ? layer->image_path : "");
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

static void
see_scenery(struct buf *b, const struct image *image)
{
	const struct light *light = &image->light;
	uint32_t i;

	for (i = 0; i < image->material_count; i++)
		buf_add_format(b, "%s %g %g %g\n", image->materials[i].name,
		    image->materials[i].color[0], image->materials[i].metallic,
		    image->materials[i].emission[2]);
	for (i = 0; i < image->camera_count; i++)
		buf_add_format(b, "%s %g %d %g\n", image->cameras[i].name,
		    image->cameras[i].distance, image->cameras[i].ortho,
		    image->cameras[i].mat.m[3][1]);
	buf_add_format(b, "%d %g %g %g %d %g %g\n", image->camera_active,
	    light->pitch, light->yaw, light->intensity, light->fixed,
	    light->ambient, light->shadow);
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
	see_scenery(&b, image);
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

	cr_assert_eq(context->revision, revision + (err == OK &&
	    edit->kind != EDIT_request_note));
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
	struct context *context = context_new("test", throw_model);
	struct history h = { .count = 1 };
	struct voxel list[4];
	unsigned kind;

	h.states[0] = see(context);
	while (h.count <= STATES && h.now < 100) {
		struct edit edit = throw_edit(&seed, list);

		if (throw_adds_layer(edit.kind) &&
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

	for (seed = 1; seed <= 200; seed++)
		wander(seed, kinds);
	for (kind = 0; kind < EDIT_COUNT; kind++)
		cr_assert_gt(kinds[kind], 3, "%s was hardly tried",
		    edit_name(kind));
}
