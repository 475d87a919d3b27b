/*
 * undo - the history of a project: what each step was before
 *
 * One ring holds both kinds of step in 24 bytes each:
 *
 *	first             first + back             + redo
 *	  | oldest ... newest | next to redo ... last |
 *
 * A small step says what a voxel was and became, so taking it back and doing
 * it again read the same record.  A large step holds the other image: taking
 * it back exchanges it with the present one, doing it again exchanges them
 * back.  No layer has id 0, so that marks a large step.
 *
 * The ring doubles until it holds BOUND_UNDO_STEPS; then, or when the large
 * steps pass their count or bytes, the oldest go.  A large step counts for
 * what its image holds apart from that of the next one, single voxels written
 * between them included.  Only what can be taken back counts: going back and
 * forward makes nothing that was not there before.
 */
#include <assert.h>
#include <stdlib.h>

#include "bounds.h"
#include "goxel/apart.h"
#include "goxel/undo.h"
#include "mem.h"

#define STEPS_FIRST	64	/* of a new ring; doubles */

struct small {
	uint32_t	 layer;		/* id; 0 marks a large step */
	struct pos	 pos;
	struct rgba	 before, after;
};

struct large {
	uint32_t	 zero;
	uint32_t	 bytes;		/* as counted in undo->bytes */
	/* To the next older large step, as undo->gap; set while it can be
	 * taken back. */
	uint32_t	 gap;
	uint32_t	 folded;	/* number of its image when NULL */
	struct image	*image;
};

union step {
	struct small	 small;
	struct large	 large;
};

_Static_assert(sizeof(union step) == 24, "steps are packed");
_Static_assert((BOUND_UNDO_STEPS & (BOUND_UNDO_STEPS - 1)) == 0,
    "the ring is masked");

struct undo {
	union step	*ring;
	uint32_t	 size;		/* of the ring; a power of two */
	uint32_t	 first;		/* index of the oldest step */
	uint32_t	 back, redo;	/* steps of each kind */
	uint32_t	 larges;	/* of both */
	/* So many steps ago was the newest large one; 0, or more than there
	 * are: there is none. */
	uint32_t	 gap;
	size_t		 bytes;		/* held by what can be taken back */
	uint32_t	 folds;		/* steps whose images are folded */
	int64_t		 place;		/* of undo_place */
	uint64_t	 pushes;
	struct undo_fold fold;
};

size_t
undo_memory_held(const struct undo *undo)
{
	return undo->bytes + undo->size * sizeof *undo->ring;
}

struct undo *
undo_new(void)
{
	struct undo *undo = xcalloc(1, sizeof *undo);

	undo->size = STEPS_FIRST;
	undo->ring = xmalloc(undo->size * sizeof *undo->ring);
	return undo;
}

static union step *
step_at(const struct undo *undo, uint32_t nth)
{
	return &undo->ring[(undo->first + nth) & (undo->size - 1)];
}

void
undo_memory_fini(struct undo_memory *memory)
{
	if (memory->give_back != NULL)
		memory->give_back(memory->at, memory->size);
	else
		free(memory->at);
	*memory = (struct undo_memory){ 0 };
}

static void
drop_fold(struct undo_fold *fold)
{
	undo_memory_fini(&fold->memory);
	image_free(fold->base[0]);
	image_free(fold->base[1]);
	*fold = (struct undo_fold){ 0 };
}

static void
drop_step(struct undo *undo, union step *step)
{
	if (step->small.layer != 0)
		return;
	undo->larges--;
	if (step->large.image == NULL && --undo->folds == 0)
		drop_fold(&undo->fold);
	image_free(step->large.image);
}

static void
drop_redos(struct undo *undo)
{
	while (undo->redo > 0) {
		undo->redo--;
		drop_step(undo, step_at(undo, undo->back + undo->redo));
	}
}

static void
drop_oldest(struct undo *undo)
{
	union step *step = step_at(undo, 0);

	if (step->small.layer == 0)
		undo->bytes -= step->large.bytes;
	drop_step(undo, step);
	undo->first = (undo->first + 1) & (undo->size - 1);
	undo->back--;
}

static void
drop_all(struct undo *undo)
{
	drop_redos(undo);
	while (undo->back > 0)
		drop_oldest(undo);
	drop_fold(&undo->fold);
}

void
undo_free(struct undo *undo)
{
	if (undo == NULL)
		return;
	drop_all(undo);
	free(undo->ring);
	free(undo);
}

static void
double_ring(struct undo *undo)
{
	union step *ring = xmalloc(2 * undo->size * sizeof *ring);
	uint32_t nth;

	for (nth = 0; nth < undo->back + undo->redo; nth++)
		ring[nth] = *step_at(undo, nth);
	free(undo->ring);
	undo->ring = ring;
	undo->size *= 2;
	undo->first = 0;
}

/* The place for the next step, when nothing is left to redo. */
static union step *
next_step(struct undo *undo)
{
	if (undo->redo > 0)
		drop_redos(undo);
	if (undo->back == undo->size) {
		if (undo->size < BOUND_UNDO_STEPS)
			double_ring(undo);
		else
			drop_oldest(undo);
	}
	undo->place++;
	undo->pushes++;
	return step_at(undo, undo->back++);
}

void
undo_push_voxel(struct undo *undo, uint32_t layer, const struct pos *pos,
    struct rgba before, struct rgba after)
{
	union step *step;

	assert(layer != 0);
	step = next_step(undo);
	step->small = (struct small){ layer, *pos, before, after };
	undo->gap += undo->gap > 0;
}

void
undo_set_fold(struct undo *undo, struct undo_fold *fold)
{
	assert(undo->fold.bytes == NULL);
	undo->fold = *fold;
	*fold = (struct undo_fold){ 0 };
}

const struct undo_fold *
undo_folded(const struct undo *undo)
{
	return undo->fold.bytes != NULL ? &undo->fold : NULL;
}

void
undo_unfolded(struct undo *undo, const struct undo_fold *fold,
    struct image **images)
{
	struct large *large;
	uint32_t nth;

	for (nth = 0; nth < undo->back + undo->redo; nth++) {
		large = &step_at(undo, nth)->large;
		if (large->zero != 0 || large->image != NULL ||
		    large->folded - fold->first >= fold->count)
			continue;
		large->image = images[large->folded - fold->first];
		images[large->folded - fold->first] = NULL;
		undo->folds -= large->image != NULL;
	}
}

/* The outermost fold.  What is inside takes its place. */
static enum err
unfold(struct undo *undo)
{
	struct undo_fold fold = undo->fold;
	enum err err;

	undo->fold = (struct undo_fold){ 0 };
	err = fold.unpack(&fold, undo);
	drop_fold(&fold);
	return err;
}

void
undo_unfold(struct undo *undo)
{
	enum err err = OK;

	while (err == OK && undo->fold.bytes != NULL)
		err = unfold(undo);
	if (err != OK || undo->folds > 0)
		drop_all(undo);
}

/* The step has its image; or the history is empty now. */
static bool
has_image(struct undo *undo, const union step *step)
{
	enum err err = OK;

	while (err == OK && step->large.image == NULL &&
	    undo->fold.bytes != NULL)
		err = unfold(undo);
	if (err == OK && step->large.image != NULL)
		return true;
	drop_all(undo);
	return false;
}

static void
count_bytes(struct undo *undo, union step *step, size_t bytes)
{
	undo->bytes -= step->large.bytes;
	step->large.bytes = bytes < UINT32_MAX ? (uint32_t)bytes : UINT32_MAX;
	undo->bytes += step->large.bytes;
}

/* Now that there is a next image, what does the newest large step hold? */
static void
settle(struct undo *undo, const struct image *next)
{
	union step *step;

	if (undo->gap == 0 || undo->gap > undo->back)
		return;
	step = step_at(undo, undo->back - undo->gap);
	if (has_image(undo, step))
		count_bytes(undo, step, apart_head(step->large.image) +
		    apart_layers(step->large.image, next));
}

/* A step that can be taken back, whose image is in place. */
static void
enter_large(struct undo *undo, union step *step)
{
	step->large.gap = undo->gap;
	undo->gap = 1;
	undo->bytes += step->large.bytes;
}

void
undo_push_image(struct undo *undo, struct image **before)
{
	union step *step;

	drop_redos(undo);
	settle(undo, *before);
	step = next_step(undo);
	step->large = (struct large){ .image = *before };
	*before = NULL;
	undo->larges++;
	enter_large(undo, step);
	count_bytes(undo, step, apart_head(step->large.image));
	while (undo->back > 1 && (undo->bytes > BOUND_UNDO_BYTES ||
	    undo->larges > BOUND_UNDO_LARGE))
		drop_oldest(undo);
}

static enum err
exchange(struct undo *undo, union step *step, struct image **image)
{
	struct image *other;

	if (!has_image(undo, step))
		return ERR_NO_STEP;
	other = step->large.image;
	step->large.image = *image;
	*image = other;
	return OK;
}

/* What was read from bytes may be about a layer that is not there, or not of
 * its own voxels. */
static enum err
rewrite(struct image *image, const struct small *small, struct rgba color)
{
	const struct layer *layer = image_layer(image, small->layer);

	if (layer == NULL || !layer_plain(layer))
		return ERR_NO_STEP;
	return image_voxel_set(image, small->layer, &small->pos, color);
}

enum err
undo_back(struct undo *undo, struct image **image)
{
	union step *step;
	enum err err;

	if (undo->back == 0)
		return ERR_NO_STEP;
	step = step_at(undo, undo->back - 1);
	err = step->small.layer == 0 ? exchange(undo, step, image) :
	    rewrite(*image, &step->small, step->small.before);
	if (err != OK)
		return err;
	if (step->small.layer == 0) {
		undo->gap = step->large.gap;
		undo->bytes -= step->large.bytes;
	} else {
		undo->gap -= undo->gap > 0;
	}
	undo->back--;
	undo->redo++;
	undo->place--;
	return OK;
}

enum err
undo_forward(struct undo *undo, struct image **image)
{
	union step *step;
	enum err err;

	if (undo->redo == 0)
		return ERR_NO_STEP;
	step = step_at(undo, undo->back);
	err = step->small.layer == 0 ? exchange(undo, step, image) :
	    rewrite(*image, &step->small, step->small.after);
	if (err != OK)
		return err;
	if (step->small.layer == 0)
		enter_large(undo, step);
	else
		undo->gap += undo->gap > 0;
	undo->back++;
	undo->redo--;
	undo->place++;
	return OK;
}

struct undo_step
undo_look(const struct undo *undo, uint32_t nth)
{
	const union step *step = step_at(undo, nth);
	const struct small *small = &step->small;

	assert(nth < undo->back + undo->redo);
	if (small->layer == 0)
		return (struct undo_step){ .image = step->large.image,
		    .folded = step->large.folded, .bytes = step->large.bytes };
	return (struct undo_step){ .layer = small->layer, .pos = small->pos,
	    .before = small->before, .after = small->after };
}

/* As histories are: only one that is the oldest large step may hold more. */
static bool
has_room(const struct undo *undo, const struct undo_step *step, bool redo)
{
	if (undo->back + undo->redo == BOUND_UNDO_STEPS)
		return false;
	if (step->layer != 0)
		return true;
	return undo->larges < BOUND_UNDO_LARGE && (redo ||
	    undo->larges == 0 || undo->bytes + step->bytes <= BOUND_UNDO_BYTES);
}

static void
append_large(struct undo *undo, union step *place, struct undo_step *step,
    bool redo)
{
	place->large = (struct large){ .bytes = step->bytes,
	    .folded = step->folded, .image = step->image };
	undo->folds += step->image == NULL;
	step->image = NULL;
	undo->larges++;
	if (!redo)
		enter_large(undo, place);
}

static void
append_small(struct undo *undo, union step *place,
    const struct undo_step *step, bool redo)
{
	place->small = (struct small){ step->layer, step->pos, step->before,
	    step->after };
	if (!redo)
		undo->gap += undo->gap > 0;
}

enum err
undo_append(struct undo *undo, struct undo_step *step, bool redo)
{
	union step *place;

	assert(redo || undo->redo == 0);
	assert(step->layer == 0 || step->image == NULL);
	if (!has_room(undo, step, redo))
		return ERR_TOO_BIG;
	if (undo->back + undo->redo == undo->size)
		double_ring(undo);
	place = step_at(undo, undo->back + undo->redo);
	if (step->layer == 0)
		append_large(undo, place, step, redo);
	else
		append_small(undo, place, step, redo);
	if (redo)
		undo->redo++;
	else
		undo->back++;
	return OK;
}

uint32_t
undo_steps(const struct undo *undo)
{
	return undo->back;
}

uint32_t
undo_redos(const struct undo *undo)
{
	return undo->redo;
}

int64_t
undo_place(const struct undo *undo)
{
	return undo->place;
}

uint64_t
undo_pushes(const struct undo *undo)
{
	return undo->pushes;
}
