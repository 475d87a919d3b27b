/*
 * pov - POV-Ray: a scene of boxes, a light, and a camera that sees them all
 *
 * Z is up.  Each layer is a union of its own, with a texture made from its
 * material; a layer without one is dull.  Voxels that could not be seen if the
 * layer stood alone are left out, and those next to each other along x in one
 * colour are one box.
 */
#ifndef GOXEL_FORMAT_POV_H
#define GOXEL_FORMAT_POV_H

#include "buf.h"
#include "err.h"
#include "goxel/image.h"
#include "goxel/progress.h"

/* What is visible.  ERR_TOO_BIG: out's limit was met. */
enum err pov_write(const struct image *image,
	    const struct progress *progress, struct buf *out);

#endif
