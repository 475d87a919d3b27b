/*
 * undo - the history of a project: what each step was before
 *
 * A step is small or large.  A small step is one voxel: its layer, place and
 * colours before and after, 24 bytes, so that a million single edits cost
 * little.  A large step is the image before it, which shares every voxel that
 * did not change.  Steps are taken back in strict order, so the two kinds mix.
 *
 * BOUND_UNDO_STEPS, BOUND_UNDO_LARGE and BOUND_UNDO_BYTES bound a history; the
 * oldest go first.  What a large step holds is counted (apart.h) when the next
 * one comes, so the newest is not: it can always be taken back.  Which steps
 * there are follows from the edits alone, not from who made them when.
 *
 * The images of a history that was read from bytes may stay bytes until one
 * of them is wanted: they are folded.
 */
#ifndef GOXEL_UNDO_H
#define GOXEL_UNDO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "goxel/image.h"
#include "goxel/vec.h"

struct undo;

struct undo	*undo_new(void);
void		 undo_free(struct undo *undo);
/* Bytes that it holds and no layer shows, as far as they were counted. */
size_t		 undo_memory_held(const struct undo *undo);

/* Remember a voxel about to be written.  What could be redone is forgotten. */
void	 undo_push_voxel(struct undo *undo, uint32_t layer,
	    const struct pos *pos, struct rgba before, struct rgba after);
/* Remember the image about to be changed; takes *before and empties it. */
void	 undo_push_image(struct undo *undo, struct image **before);

/* Change *image to what it was one step before, or after again.
 * ERR_NO_STEP when there is none; or no longer, for what was folded turned out
 * to be damaged. */
enum err undo_back(struct undo *undo, struct image **image);
enum err undo_forward(struct undo *undo, struct image **image);

/* One step as it stands: a voxel, or what the image is exchanged for. */
struct undo_step {
	uint32_t	 layer;		/* id; 0: a large step */
	struct pos	 pos;		/* of small steps */
	struct rgba	 before, after;
	struct image	*image;		/* of large steps; NULL: folded */
	uint32_t	 folded;	/* the number of a folded image */
	uint32_t	 bytes;		/* it counts for */
};

/* The step `nth` of all, the oldest first, those that can be done again last.
 * Its image stays the history's. */
struct undo_step undo_look(const struct undo *undo, uint32_t nth);
/* For readers: put a step after all others, to be taken back or, as `redo`, to
 * be done again (then only such may follow); an image is taken over.
 * ERR_TOO_BIG past the bounds; then nothing has changed. */
enum err undo_append(struct undo *undo, struct undo_step *step, bool redo);

struct undo_memory {
	void		*at;
	size_t		 size;
	void		(*give_back)(void *at, size_t size);	/* NULL: free */
};

void	 undo_memory_fini(struct undo_memory *memory);

/*
 * Images that are bytes yet, numbers `first` to `first + count`, and perhaps
 * others of lower numbers inside.  What the bytes share voxels with stays as
 * it is in `base`: an image, and another or NULL.
 */
struct undo_fold {
	const char	*bytes;		/* NULL: nothing is folded */
	size_t		 len;
	/* Where they stand, to be given back; owned. */
	struct undo_memory memory;
	struct image	*base[2];	/* owned */
	uint32_t	 first, count;
	uint32_t	 depth;		/* of folds inside each other */
	/* Hand all images to undo_unfolded, what is inside to undo_set_fold;
	 * ERR_CORRUPT. */
	enum err	(*unpack)(const struct undo_fold *fold,
			    struct undo *undo);
};

/* Takes it over; before folded steps are appended. */
void	 undo_set_fold(struct undo *undo, struct undo_fold *fold);
/* What is folded, or NULL. */
const struct undo_fold *undo_folded(const struct undo *undo);
/* Let the folded steps have their images; those that no step wants stay. */
void	 undo_unfolded(struct undo *undo, const struct undo_fold *fold,
	    struct image **images);
/* Unfold everything.  What turns out to be damaged empties the history. */
void	 undo_unfold(struct undo *undo);

uint32_t undo_steps(const struct undo *undo);	/* that can be taken back */
uint32_t undo_redos(const struct undo *undo);	/* that can be done again */

/* Where in its history the image is: a step more with each that is remembered
 * or done again, one less with each taken back. */
int64_t	 undo_place(const struct undo *undo);
/* How many steps were ever remembered. */
uint64_t undo_pushes(const struct undo *undo);

#endif
