/*
 * vox - MagicaVoxel: models of at most 256^3 voxels of 255 colours, placed
 *
 * All integers are little-endian.  "VOX ", a version (150), then one chunk
 * MAIN that has all others as its children:
 *
 *	chunk	id[4], bytes of content, bytes of children, content, children
 *	SIZE	x, y, z: begins a model
 *	XYZI	count, then count times x, y, z, colour, a byte each
 *	RGBA	256 colours; a voxel's colour i is the i-1st of them, 0 is none
 *	nTRN	id, DICT(_name, _hidden), child, -1, layer, 1, DICT(_r, _t)
 *	nGRP	id, DICT, count, ids of children
 *	nSHP	id, DICT, count, then count times: model, DICT
 *	LAYR	id, DICT(_name, _hidden), -1
 *	DICT	count, then count times two strings: a length and bytes
 *
 * "_t" is "x y z", where floor(size / 2) of the model comes to lie.  "_r" is a
 * number: bits 0-1 and 2-3 are the axis that the first and second row of the
 * rotation take, bits 4-6 their signs.  Node 0 is the root.  Z is up, as ours.
 */
#ifndef GOXEL_FORMAT_VOX_H
#define GOXEL_FORMAT_VOX_H

#include <stddef.h>

#include "buf.h"
#include "err.h"
#include "goxel/format/format.h"
#include "goxel/image.h"

#define VOX_SIDE	256	/* voxels a model may be wide */

/*
 * A transform that has a name makes a layer for what is below it, one that is
 * hidden an invisible one; all else shares the first layer.  Of an animation
 * the first frame is read.  A file without transforms is centred at the
 * origin, as Goxel does.  ERR_FORMAT; ERR_TOO_BIG past FORMAT_TILES,
 * BOUND_LAYERS, BOUND_COORD or what a scene may repeat.
 */
enum err vox_read(const void *bytes, size_t len, struct image **image,
    char why[FORMAT_WHY], const struct progress *progress);

/* What is visible, at its place, with layers (parts.h): of each as many models
 * as 256 a side take.  Over 255 colours become the nearest of 255 (swatch.h).
 * ERR_TOO_BIG: the limit. */
enum err vox_write(const struct image *image,
	    const struct progress *progress, struct buf *out);

#endif
