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

uint32_t undo_steps(const struct undo *undo);	/* that can be taken back */
uint32_t undo_redos(const struct undo *undo);	/* that can be done again */

#endif
