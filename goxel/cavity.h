/*
 * cavity - hollows that nothing from outside can reach
 */
#ifndef GOXEL_CAVITY_H
#define GOXEL_CAVITY_H

#include "err.h"
#include "goxel/component.h"
#include "goxel/volume.h"

/* Tiles a search may copy: 256 MiB. */
#define CAVITY_TILES	(1u << 14)

/*
 * Find the parts of empty space that have no way out through the sides of
 * voxels, largest first.  ERR_TOO_BIG past CAVITY_TILES or as component_find.
 * End with component_fini in any case.
 */
enum err cavity_find(struct components *c, const struct volume *v);

#endif
