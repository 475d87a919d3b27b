/*
 * qbcl - Qubicle's own projects: a tree of matrices
 *
 * All integers are little-endian words of 4 bytes:
 *
 *	"QBCL", version of the program, version of the format (2)
 *	width and height of a picture, then its pixels, 4 bytes each
 *	seven texts, each its length and its bytes; 16 bytes that name it
 *	node	kind, a word, length of its name, name, 3 bytes, and then
 *		matrix (0)	a matrix
 *		model (1)	36 bytes, count of nodes, nodes
 *		compound (2)	a matrix, count of nodes, nodes
 *	matrix	size x y z, place x y z, three floats, length of what is
 *		packed, and that: zlib data of columns along y, z fastest,
 *		then x.  A column is a count (2 bytes) of entries of 4 bytes:
 *		red, green, blue, sides.  Sides 0 is empty; sides 2 is a run
 *		of `red` voxels like the entry after it
 *
 * y is up there: their (x, y, z) is our (x, z, y).  A compound is what its
 * nodes make together, so these are read as layers that are not visible.
 */
#ifndef GOXEL_FORMAT_QBCL_H
#define GOXEL_FORMAT_QBCL_H

#include <stddef.h>

#include "err.h"
#include "goxel/format/format.h"
#include "goxel/image.h"

/* Bytes that all matrices of a file may unpack to: an eighth of what a worker
 * may use.  Packed as well as can be, they are 256 KiB. */
#define QBCL_MOST	(1u << 28)

/* A layer for each matrix.  ERR_FORMAT; ERR_TOO_BIG past QBCL_MOST,
 * FORMAT_TILES, BOUND_LAYERS or BOUND_COORD. */
enum err qbcl_read(const void *bytes, size_t len, struct image **image,
    char why[FORMAT_WHY], const struct progress *progress);

#endif
