/*
 * nodes - colours of the nodes that block games name: "default:stone"
 *
 * What stands before the colon, the mod, does not count.  A name is looked for
 * in a table, whole; then the word of it that the table knows, the longest
 * first ("wood" in "stair_wood").  Any other name gets a colour of its own,
 * made from the name alone, so that it is the same in every file.
 */
#ifndef GOXEL_FORMAT_NODES_H
#define GOXEL_FORMAT_NODES_H

#include <stddef.h>

#include "goxel/vec.h"

/* Alpha 0 for air and for what only marks a place. */
struct rgba nodes_color(const char *name, size_t len);

#endif
