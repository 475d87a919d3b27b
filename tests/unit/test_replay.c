/*
 * test_replay - what edits made once, their bytes make again
 *
 * A project lives through edits of every kind, thrown by dice, with undo and
 * redo, snapshots, and being saved and loaded in between.  Each edit that was
 * applied is encoded into a journal; another project is made from the journal
 * alone, from empty.  Both have the same digest, history and revision at
 * every step of the way.
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/context.h"
#include "goxel/digest.h"
#include "goxel/format/gox.h"
#include "goxel/format/pack.h"
#include "goxel/format/whole.h"
#include "tests/unit/dense.h"
#include "tests/unit/throw.h"

#define LIMIT		8	/* layers, to keep a project small */
#define SNAPSHOTS	4
#define STEPS		120
#define SPACE		(64u << 20)
#define AROUND		20	/* of the plain array: edits stay inside */

struct snapshot {
	struct image	*image;
	uint64_t	 digest;
};

static struct edit
next_edit(uint32_t *seed, const struct context *context,
    struct voxel list[4])
{
	struct edit edit = throw_edit(seed, list);

	if (throw_adds_layer(edit.kind) &&
	    context->image->layer_count >= LIMIT)
		edit.kind = EDIT_undo;
	if (throw_dice(seed, 5) == 0)
		edit.kind = throw_dice(seed, 3) == 0 ? EDIT_redo : EDIT_undo;
	return edit;
}

/* What is remembered stays as it was, whatever is done later. */
static void
take_snapshot(struct snapshot *snapshot, const struct context *context)
{
	if (snapshot->image != NULL)
		cr_assert_eq(digest_image(snapshot->image, NULL),
		    snapshot->digest);
	image_free(snapshot->image);
	snapshot->image = image_copy(context->image);
	snapshot->digest = digest_image(context->image, NULL);
}

/* Through a file of ours, with its history, as a worker that takes over. */
static void
through_whole(struct context **context)
{
	struct context *again = context_new("again", throw_model);
	struct buf b;

	buf_init(&b, SPACE);
	whole_pack(*context, &b);
	cr_assert_not(b.failed);
	cr_assert_eq(whole_unpack(b.bytes, b.len, again), OK);
	buf_fini(&b);
	context_free(*context);
	*context = again;
}

static uint64_t
voxels_digest(const struct image *image)
{
	uint64_t sum = image->layer_count;
	uint32_t i;

	for (i = 0; i < image->layer_count; i++)
		sum = sum * 31 + digest_volume(&image->layers[i]->volume);
	return sum;
}

/* Goxel's file has neither selection nor clipboard. */
static void
through_gox(const struct context *context)
{
	struct image *again;
	char why[FORMAT_WHY];
	struct buf b;

	buf_init(&b, SPACE);
	cr_assert_eq(gox_write(context->image, NULL, &b), OK);
	cr_assert_eq(gox_read(b.bytes, b.len, &again, why, NULL), OK, "%s",
	    why);
	cr_assert_eq(voxels_digest(again), voxels_digest(context->image));
	image_free(again);
	buf_fini(&b);
}

/* Each applied edit goes into the journal; and into `kinds`, as a bit. */
static void
do_one(struct context *context, uint32_t *seed, struct buf *journal,
    uint64_t kinds[2])
{
	struct edit_outcome outcome;
	struct voxel list[4];
	struct edit edit = next_edit(seed, context, list);
	uint64_t digest = digest_image(context->image, NULL);

	if (context_apply(context, &edit, &outcome) != OK) {
		cr_assert_eq(digest_image(context->image, NULL), digest,
		    "%s changed something", edit_name(edit.kind));
		return;
	}
	edit_encode(&edit, journal);
	cr_assert_not(journal->failed);
	buf_add_u64(journal, digest_image(context->image, NULL));
	kinds[edit.kind / 64] |= 1ull << edit.kind % 64;
}

/* Live for a while; the journal holds each edit and the digest after it. */
static struct context *
live(uint32_t *seed, struct buf *journal, uint64_t kinds[2])
{
	struct context *context = context_new("test", throw_model);
	struct snapshot snapshots[SNAPSHOTS] = { { NULL, 0 } };
	uint32_t i;

	for (i = 0; i < STEPS; i++) {
		do_one(context, seed, journal, kinds);
		if (throw_dice(seed, 8) == 0)
			take_snapshot(&snapshots[throw_dice(seed, SNAPSHOTS)],
			    context);
		if (throw_dice(seed, 30) == 0)
			through_whole(&context);
		if (throw_dice(seed, 30) == 0)
			through_gox(context);
	}
	for (i = 0; i < SNAPSHOTS; i++) {
		take_snapshot(&snapshots[i], context);
		image_free(snapshots[i].image);
	}
	return context;
}

/* From empty, the digest compared after each edit. */
static struct context *
replay(const struct buf *journal)
{
	struct context *context = context_new("test", throw_model);
	struct edit_outcome outcome;
	size_t at = 0, used;
	uint64_t digest;
	struct edit edit;

	while (at < journal->len) {
		cr_assert_eq(edit_decode(journal->bytes + at,
		    journal->len - at, &edit, &used), OK);
		cr_assert_eq(context_apply(context, &edit, &outcome), OK);
		memcpy(&digest, journal->bytes + at + used, sizeof digest);
		cr_assert_eq(digest_image(context->image, NULL), digest,
		    "%s differs", edit_name(edit.kind));
		edit_fini(&edit);
		at += used + sizeof digest;
	}
	return context;
}

/* What history may hold is bounded in bytes: they must follow from the edits
 * alone, or one of two would forget a step that the other has. */
static void
same_bytes(const struct undo *a, const struct undo *b)
{
	uint32_t i;

	for (i = 0; i < undo_steps(a) + undo_redos(a); i++)
		cr_assert_eq(undo_look(a, i).bytes, undo_look(b, i).bytes,
		    "step %u", i);
}

/* To the first step and to the last, side by side. */
static void
same_history(struct context *a, struct context *b)
{
	struct edit edit = { .kind = EDIT_undo };
	struct edit_outcome outcome;
	int turn;

	cr_assert_eq(a->revision, b->revision);
	for (turn = 0; turn < 2; turn++) {
		cr_assert_eq(undo_steps(a->undo), undo_steps(b->undo));
		cr_assert_eq(undo_redos(a->undo), undo_redos(b->undo));
		same_bytes(a->undo, b->undo);
		while (context_apply(a, &edit, &outcome) == OK) {
			cr_assert_eq(context_apply(b, &edit, &outcome), OK);
			cr_assert_eq(digest_image(a->image, NULL),
			    digest_image(b->image, NULL));
		}
		edit.kind = EDIT_redo;
	}
}

Test(replay, journal_from_empty_makes_the_live_project, .timeout = 300)
{
	uint64_t kinds[2] = { 0, 0 };
	struct context *a, *b;
	uint32_t start, seed;
	struct buf journal;
	int i;

	for (start = 1; start <= 700; start++) {
		seed = start * 0x9e3779b1u;	/* far apart */
		buf_init(&journal, SPACE);
		a = live(&seed, &journal, kinds);
		b = replay(&journal);
		same_history(a, b);
		context_free(a);
		context_free(b);
		buf_fini(&journal);
	}
	for (i = 0; i < EDIT_COUNT; i++)
		cr_expect(kinds[i / 64] >> i % 64 & 1, "no %s was applied",
		    edit_name((enum edit_kind)i));
	cr_assert_eq(tile_alive(), 0);
}

/* ---- beside a plain array ---- */

static struct edit
next_plain_edit(uint32_t *seed, struct voxel list[4])
{
	static const enum edit_kind kinds[] = { EDIT_voxel_set,
	    EDIT_voxels_set, EDIT_box_fill, EDIT_shape_draw, EDIT_undo,
	    EDIT_redo };
	enum edit_kind kind = kinds[throw_dice(seed, 6)];
	struct edit edit;

	do
		edit = throw_edit(seed, list);
	while (edit.kind != kind);
	return edit;
}

static void
write_dense(struct dense *d, const struct pos *pos, struct rgba color)
{
	*dense_at(d, pos) = rgba_exists(color) ? color : (struct rgba){ { 0 } };
}

static void
apply_dense(struct dense *d, const struct edit *edit)
{
	const struct edit_shape_draw *draw = &edit->shape_draw;
	struct shape_stroke stroke = { .mode = edit->box_fill.mode,
	    .shape = SHAPE_CUBE, .box = edit->box_fill.box,
	    .color = edit->box_fill.color };
	uint32_t i;

	if (edit->kind == EDIT_voxel_set)
		write_dense(d, &edit->voxel_set.pos, edit->voxel_set.color);
	for (i = 0; edit->kind == EDIT_voxels_set &&
	    i < edit->voxels_set.voxels.count; i++)
		write_dense(d, &edit->voxels_set.voxels.at[i].pos,
		    edit->voxels_set.voxels.at[i].color);
	if (edit->kind == EDIT_box_fill && stroke.mode == MODE_REPLACE)
		dense_fill(d, &stroke.box, stroke.color);
	else if (edit->kind == EDIT_box_fill)
		dense_draw(d, &stroke);
	if (edit->kind == EDIT_shape_draw) {
		stroke = (struct shape_stroke){ .mode = draw->mode,
		    .shape = draw->shape, .box = draw->box,
		    .smoothness = draw->smoothness, .color = draw->color };
		dense_draw(d, &stroke);
	}
}

/* The arrays of all steps; `at` is the present one, `last` can be redone. */
struct past {
	struct dense	 state[STEPS + 1];
	int		 at, last;
};

static void
follow(struct past *past, const struct edit *edit, bool step)
{
	if (edit->kind == EDIT_undo)
		past->at--;
	else if (edit->kind == EDIT_redo)
		past->at++;
	if (!step)
		return;
	while (past->last > past->at)
		dense_fini(&past->state[past->last--]);
	dense_init(&past->state[past->at + 1], AROUND);
	dense_copy(&past->state[past->at + 1], &past->state[past->at]);
	past->last = ++past->at;
	apply_dense(&past->state[past->at], edit);
}

Test(replay, plain_array_says_the_same)
{
	struct context *context;
	struct edit_outcome outcome;
	uint32_t start, seed, steps, i;
	struct voxel list[4];
	struct past past;
	struct edit edit;

	for (start = 1; start <= 10; start++) {
		seed = start;
		past = (struct past){ .at = 0 };
		dense_init(&past.state[0], AROUND);
		context = context_new("test", NULL);
		for (i = 0; i < STEPS; i++) {
			edit = next_plain_edit(&seed, list);
			steps = undo_steps(context->undo);
			edit.voxel_set.layer = 0;
			if (context_apply(context, &edit, &outcome) != OK)
				continue;
			follow(&past, &edit, edit.kind != EDIT_redo &&
			    undo_steps(context->undo) > steps);
			cr_assert(dense_same(&past.state[past.at],
			    &context->image->layers[0]->volume), "seed %u, "
			    "step %u, %s", start, i, edit_name(edit.kind));
		}
		while (past.last >= 0)
			dense_fini(&past.state[past.last--]);
		context_free(context);
	}
}
