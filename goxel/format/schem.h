/*
 * schem - schematics of Minecraft: blocks by number or by name
 *
 * Three kinds, all one compound of tags (nbt.h), packed by gzip or not at all,
 * told apart by the tags in it.  Blocks come x fastest, then z, then y.
 *
 *	classic		Width Height Length (x y z); bytes Blocks, a number of
 *	.schematic	each; bytes Data, 4 bits of more of it, one a byte, if
 *			any; bytes AddBlocks, 4 higher bits of the number, two
 *			a byte, the lower half first, if any
 *	Sponge		Version 1, 2 or 3; Width Height Length; compound
 *	.schem		Palette, name -> number; bytes BlockData (in version 3
 *			both are in a compound Blocks, it is called Data
 *			there, and all is in a compound Schematic): the number
 *			of each, 7 bits a byte, lowest first, 0x80: more
 *	Litematica	compound Regions, by name: compounds Position and
 *	.litematic	Size of x y z, below 0 from the position downwards;
 *			list BlockStatePalette of compounds with a Name; longs
 *			BlockStates: numbers of as many bits as the list
 *			needs, 2 at least, one after the other from the lowest
 *			bit of the first long on, across their ends
 *
 * y is up there and z is south: their (x, y, z) is our (x, -z, y), with the
 * lowest corner of all at our origin.  A name gives a colour (blocktype.h),
 * whatever the block's state is; air is empty.  Each region is a layer of its
 * name.  What else is in them, entities and biomes, is not read.
 */
#ifndef GOXEL_FORMAT_SCHEM_H
#define GOXEL_FORMAT_SCHEM_H

#include <stdbool.h>
#include <stddef.h>

#include "err.h"
#include "goxel/format/format.h"
#include "goxel/image.h"

/* Unpacked, all at once.  Every block of the first two kinds is a byte. */
#define SCHEM_BYTES	(1u << 28)
/* Blocks in all regions, air too: a second and a half of reading. */
#define SCHEM_BLOCKS	(1u << 28)
/* Names in all palettes: the game knows 30,000. */
#define SCHEM_STATES	(1u << 16)

/* It is not packed: tags from the first byte on, and none is broken. */
bool	 schem_knows(const void *bytes, size_t len);

/* ERR_FORMAT; ERR_TOO_BIG past SCHEM_..., NBT_DEPTH or FORMAT_TILES. */
enum err schem_read(const void *bytes, size_t len, struct image **image,
    char why[FORMAT_WHY], const struct progress *progress);

#endif
