/*
 * blocktype - the colours that the blocks of Minecraft are read in
 *
 * Names are those of the game: "minecraft:oak_stairs[facing=east]".  What
 * stands before the colon and from the bracket on does not count.  A name is
 * looked for in tbl/blocktypes.h, whole, as dyed and as made of a tree's wood;
 * then without what says how it was worked ("polished_", "_stairs").  Any
 * other name gets a colour of its own, made from the name alone, so that it is
 * the same in every file.
 */
#ifndef GOXEL_FORMAT_BLOCKTYPE_H
#define GOXEL_FORMAT_BLOCKTYPE_H

#include <stddef.h>
#include <stdint.h>

#include "goxel/vec.h"

#define BLOCKTYPE_DATA	16u	/* values beside a number of old */

/* Alpha 0 for the kinds of air and for what only marks a place. */
struct rgba blocktype_color(const char *name, size_t len);

/* The same by the numbers that were in use before names. */
struct rgba blocktype_classic(uint32_t id, uint32_t data);

#endif
