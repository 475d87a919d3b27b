/*
 * undo - the history of a project: what each step was before
 *
 * A step is small or large.  A small step is one voxel: its layer, place and
 * colours before and after, 24 bytes, so that a million single edits cost
 * little.  A large step is the image before it, which shares every voxel that
 * did not change.  Steps are taken back in strict order, so the two kinds mix.
 *
 * BOUND_UNDO_STEPS and BOUND_UNDO_BYTES bound a history; the oldest go first.
 */
#ifndef GOXEL_UNDO_H
#define GOXEL_UNDO_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "goxel/image.h"
#include "goxel/vec.h"

struct undo;

struct undo	*undo_new(void);
void		 undo_free(struct undo *undo);

/* Remember a voxel about to be written.  What could be redone is forgotten. */
void	 undo_push_voxel(struct undo *undo, uint32_t layer,
	    const struct pos *pos, struct rgba before, struct rgba after);
/* Remember the image about to be changed; takes *before and empties it. */
void	 undo_push_image(struct undo *undo, struct image **before);

/* Change *image to what it was one step before, or after again.
 * ERR_NO_STEP when there is none. */
enum err undo_back(struct undo *undo, struct image **image);
enum err undo_forward(struct undo *undo, struct image **image);

/* One step as it stands: a voxel, or what the image is exchanged for. */
struct undo_step {
	struct image	*image;		/* NULL: a small step */
	uint32_t	 layer;		/* id; the rest is of small steps */
	struct pos	 pos;
	struct rgba	 before, after;
};

/* The step `nth` of all, the oldest first, those that can be done again last.
 * Its image stays the history's. */
struct undo_step undo_look(const struct undo *undo, uint32_t nth);
/* For readers: put a step after all others, to be taken back or, as `redo`, to
 * be done again (then only such may follow); an image is taken over.
 * ERR_TOO_BIG past the bounds; then nothing has changed. */
enum err undo_append(struct undo *undo, struct undo_step *step, bool redo);

uint32_t undo_steps(const struct undo *undo);	/* that can be taken back */
uint32_t undo_redos(const struct undo *undo);	/* that can be done again */

#endif
