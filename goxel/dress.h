/*
 * dress - the layers of an image as they are seen, in their materials
 *
 * The base colour of a material multiplies the colours of its layer's voxels,
 * as light; its alpha multiplies theirs; its emission is added.
 */
#ifndef GOXEL_DRESS_H
#define GOXEL_DRESS_H

#include "err.h"
#include "goxel/image.h"
#include "goxel/volume.h"

/* As image_flatten, dressed; the very same when no visible layer has a
 * material that changes anything.  ERR_TOO_BIG. */
enum err dress_flatten(const struct image *image, struct volume *flat);

#endif
