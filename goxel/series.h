/*
 * series - several edits as one: all of them, or none, in one step
 */
#ifndef GOXEL_SERIES_H
#define GOXEL_SERIES_H

#include "goxel/context.h"

/*
 * Apply the edits one after the other; one undo takes them all back.  The
 * outcome counts the voxels of all and tells the last layer.  What the first
 * that fails said, or ERR_PARAMS for what cannot be decoded, is no step of its
 * own (undo, redo, a note) or is a series again: then nothing has changed.
 */
enum err series_apply(struct context *context, const struct bytes *edits,
    struct edit_outcome *outcome);

#endif
