/*
 * crop - cut away what lies outside a box
 */
#ifndef GOXEL_CROP_H
#define GOXEL_CROP_H

#include "err.h"
#include "goxel/volume.h"

/*
 * Empty every voxel outside the box, whatever the box's size; costs what is
 * there.  ERR_TOO_BIG as volume_put; then nothing has changed.
 */
enum err crop_volume(struct volume *v, const struct box *box);

#endif
