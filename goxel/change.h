/*
 * change - what differs between a model now and then, made visible
 */
#ifndef GOXEL_CHANGE_H
#define GOXEL_CHANGE_H

#include <stdint.h>

#include "err.h"
#include "goxel/volume.h"

/* Voxels of each kind. */
struct change { uint64_t added, changed, removed; };

/*
 * Tint in `now` what was not there `then` (green) or had another colour
 * (amber), and put a translucent red in the place of what is gone.  Costs what
 * differs.  ERR_TOO_BIG past BOUND_EDIT_TILES tiles, or as volume_put; then
 * `now` is half done.
 */
enum err change_mark(struct volume *now, const struct volume *then,
    struct change *change);

#endif
