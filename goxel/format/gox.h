/*
 * gox - Goxel's own file format, read and written
 *
 * Reads versions 1 and 2, writes 2.  Whatever the file says that we do not
 * know (chunks, dictionary keys) is kept in the image and written back.  A
 * file that is broken anywhere is refused whole, and the reason names the
 * chunk and its byte offset.  The format is specified in gox.c.
 */
#ifndef GOXEL_FORMAT_GOX_H
#define GOXEL_FORMAT_GOX_H

#include <stddef.h>

#include "buf.h"
#include "err.h"
#include "goxel/format/format.h"
#include "goxel/image.h"

#define GOX_VERSION	2

/*
 * Entries a written layer may have, 20 bytes each: 1625^3 solid voxels.
 * Goxel needs a minute for a twentieth of it.
 */
#define GOX_ENTRIES	(1u << 20)

/* Entries in one LAYR chunk that Goxel can read: its buffer is 1 MiB. */
#define GOX_PART	52000u

/* ERR_FORMAT, or ERR_TOO_BIG past FORMAT_TILES, BOUND_LAYERS or BOUND_COORD;
 * `why` says what and where. */
enum err gox_read(const void *bytes, size_t len, struct image **image,
    char why[FORMAT_WHY], const struct progress *progress);

/* ERR_TOO_BIG: a layer needs more than GOX_ENTRIES, or out's limit was met. */
enum err gox_write(const struct image *image,
	    const struct progress *progress, struct buf *out);

#endif
