/*
 * greedy - the visible faces of a volume, merged into larger quads
 *
 * Greedy meshing: faces in one plane, beside each other and in one colour,
 * become one quad.  The surface and its colours are exactly those of
 * mesh_faces, in fewer quads.
 *
 * What that costs: a corner of one quad may lie in the middle of another's
 * edge (a T-junction).  No gap is there, as all is on the grid, but renderers
 * that round may show single pixels of background along such edges, and
 * programs that want a manifold, as some slicers do, see open edges.  Those
 * want mesh_faces.
 */
#ifndef GOXEL_GREEDY_H
#define GOXEL_GREEDY_H

#include "err.h"
#include "goxel/mesh.h"
#include "goxel/volume.h"

/*
 * Call `each` for every quad in a fixed order, which depends on the voxels
 * alone; stops at the first error, which it returns.
 */
enum err greedy_faces(const struct volume *v,
    enum err (*each)(void *arg, const struct quad *quad), void *arg,
    const struct progress *progress);

#endif
