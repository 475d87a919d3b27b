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
 * The ring doubles until it holds BOUND_UNDO_STEPS; then, or when what the
 * large steps hold beside voxels passes BOUND_UNDO_BYTES, the oldest go.
 */
#include <assert.h>
#include <stdlib.h>

#include "bounds.h"
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
	struct image	*image;
};

union step {
	struct small	 small;
	struct large	 large;
};

_Static_assert(sizeof(union step) == 24, "steps are packed");
_Static_assert(BOUND_UNDO_STEPS * sizeof(union step) <= BOUND_UNDO_BYTES,
    "a ring of small steps keeps within the bound");
_Static_assert((BOUND_UNDO_STEPS & (BOUND_UNDO_STEPS - 1)) == 0,
    "the ring is masked");

struct undo {
	union step	*ring;
	uint32_t	 size;		/* of the ring; a power of two */
	uint32_t	 first;		/* index of the oldest step */
	uint32_t	 back, redo;	/* steps of each kind */
	size_t		 bytes;		/* held by large steps */
};

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

static void
drop_step(struct undo *undo, union step *step)
{
	if (step->small.layer != 0)
		return;
	undo->bytes -= step->large.bytes;
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
	drop_step(undo, step_at(undo, 0));
	undo->first = (undo->first + 1) & (undo->size - 1);
	undo->back--;
}

void
undo_free(struct undo *undo)
{
	if (undo == NULL)
		return;
	drop_redos(undo);
	while (undo->back > 0)
		drop_oldest(undo);
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
}

/* What an image holds beside its voxels and names, near enough. */
static uint32_t
image_bytes(const struct image *image)
{
	size_t bytes = sizeof *image;

	bytes += image->layer_count * sizeof *image->layers;
	bytes += image->material_count * sizeof *image->materials;
	bytes += image->camera_count * sizeof *image->cameras;
	return bytes < UINT32_MAX ? (uint32_t)bytes : UINT32_MAX;
}

static void
put_image(struct undo *undo, union step *step, struct image *image)
{
	step->large = (struct large){ 0, image_bytes(image), image };
	undo->bytes += step->large.bytes;
}

void
undo_push_image(struct undo *undo, struct image **before)
{
	put_image(undo, next_step(undo), *before);
	*before = NULL;
	while (undo->bytes > BOUND_UNDO_BYTES && undo->back > 1)
		drop_oldest(undo);
}

static void
exchange(struct undo *undo, union step *step, struct image **image)
{
	struct image *other = step->large.image;

	undo->bytes -= step->large.bytes;
	put_image(undo, step, *image);
	*image = other;
}

enum err
undo_back(struct undo *undo, struct image **image)
{
	union step *step;
	enum err err;

	if (undo->back == 0)
		return ERR_NO_STEP;
	step = step_at(undo, undo->back - 1);
	if (step->small.layer == 0) {
		exchange(undo, step, image);
	} else {
		err = image_voxel_set(*image, step->small.layer,
		    &step->small.pos, step->small.before);
		if (err != OK)
			return err;
	}
	undo->back--;
	undo->redo++;
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
	if (step->small.layer == 0) {
		exchange(undo, step, image);
	} else {
		err = image_voxel_set(*image, step->small.layer,
		    &step->small.pos, step->small.after);
		if (err != OK)
			return err;
	}
	undo->back++;
	undo->redo--;
	return OK;
}

struct undo_step
undo_look(const struct undo *undo, uint32_t nth)
{
	const union step *step = step_at(undo, nth);
	const struct small *small = &step->small;

	assert(nth < undo->back + undo->redo);
	if (small->layer == 0)
		return (struct undo_step){ .image = step->large.image };
	return (struct undo_step){ .layer = small->layer, .pos = small->pos,
	    .before = small->before, .after = small->after };
}

/*
 * A history within its bytes passes them by the newest image at most, when
 * going back exchanges that for an older one.  So what can be taken back must
 * keep within them, and what can be done again all but the last of it.
 */
static bool
has_room(const struct undo *undo, const struct image *image, bool redo)
{
	size_t bytes = undo->bytes;

	if (undo->back + undo->redo == BOUND_UNDO_STEPS)
		return false;
	if (image == NULL)
		return true;
	if (!redo)
		bytes += image_bytes(image);
	return bytes <= BOUND_UNDO_BYTES;
}

enum err
undo_append(struct undo *undo, struct undo_step *step, bool redo)
{
	union step *place;

	assert(redo || undo->redo == 0);
	assert((step->image == NULL) == (step->layer != 0));
	if (!has_room(undo, step->image, redo))
		return ERR_TOO_BIG;
	if (undo->back + undo->redo == undo->size)
		double_ring(undo);
	place = step_at(undo, undo->back + undo->redo);
	if (step->image != NULL)
		put_image(undo, place, step->image);
	else
		place->small = (struct small){ step->layer, step->pos,
		    step->before, step->after };
	step->image = NULL;
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
