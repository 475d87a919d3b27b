/*
 * rewind - a project as it was at an older revision
 */
#ifndef GOXEL_REWIND_H
#define GOXEL_REWIND_H

#include <stdint.h>

#include "err.h"
#include "goxel/context.h"

/*
 * A copy of the image at a revision, to be freed by the caller; the context
 * goes there through its history and comes back, and is what it was.
 * ERR_NO_STEP when the history does not reach it; *oldest is the oldest
 * revision that it reaches.
 */
enum err rewind_image(struct context *context, uint64_t revision,
    struct image **then, uint64_t *oldest);

#endif
