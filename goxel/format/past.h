/*
 * past - the images of a history as bytes that are read when they are wanted
 *
 * What was written is read in the presence of the images it was written after:
 * the present one and that of the newest large step, which are not in it.  A
 * history that nobody unfolded is written by copying its bytes, together with
 * the images that these were written after.
 */
#ifndef GOXEL_FORMAT_PAST_H
#define GOXEL_FORMAT_PAST_H

#include "goxel/format/piece.h"
#include "goxel/undo.h"

/* Folds inside each other before they are worth unfolding. */
#define PAST_DEPTH	16

/* The numbers that past_put gives begin here. */
uint32_t past_first(const struct undo *undo);

/*
 * The images of all large steps but `newest` (the place of one, or
 * UINT32_MAX), in order, and what is folded.
 */
void	 past_put(struct piece_out *out, const struct undo *undo,
	    uint32_t newest);

/* Let the fold have its own copy of the bytes. */
void	 past_copy(struct undo_fold *fold, const void *bytes, size_t len);
/* For undo_fold.unpack. */
enum err past_unpack(const struct undo_fold *fold, struct undo *undo);

#endif
