/*
 * mts - schematics of Luanti (Minetest): nodes by name
 *
 * All integers are big-endian.
 *
 *	"MTSM", u16 version (1 to 4), u16 size x y z
 *	u8	for each y, how likely the level is (from version 3 on)
 *	u16	count of names, then for each: u16 length, name
 *	...	zlib data: for each node, x fastest, then y, then z, a u16, the
 *		number of a name; for each a byte that tells how likely it is;
 *		then for each a byte, param2
 *
 * y is up there: their (x, y, z) is our (x, z, y).  Air and what is never
 * placed (likelihood 0, but in version 1) is empty.  A name gives a colour
 * (nodes.h).
 */
#ifndef GOXEL_FORMAT_MTS_H
#define GOXEL_FORMAT_MTS_H

#include <stddef.h>

#include "err.h"
#include "goxel/format/format.h"
#include "goxel/image.h"

/* Nodes of a file, unpacked all at once: 256 MiB. */
#define MTS_MOST	(1u << 26)

/* Its lowest corner is our origin.  ERR_FORMAT; ERR_TOO_BIG past MTS_MOST or
 * FORMAT_TILES. */
enum err mts_read(const void *bytes, size_t len, struct image **image,
    char why[FORMAT_WHY], const struct progress *progress);

#endif
