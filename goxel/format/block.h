/*
 * block - the 16^3 blocks of a .gox file that is being read
 *
 * A block is a PNG of 64x64 pixels, named by its order in the file, put into
 * layers by that number.  One that stands on the tile grid becomes the tile
 * itself, by reference, however often it is put.
 */
#ifndef GOXEL_FORMAT_BLOCK_H
#define GOXEL_FORMAT_BLOCK_H

#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "goxel/volume.h"

struct png_plain;

/* Zeroed but for tiles_max: none. */
struct blocks {
	tile_slot	*slot;		/* one a block; owned */
	uint32_t	 count;
	uint32_t	 size;		/* slots allocated */
	uint64_t	 tiles_max;	/* that may be alive, see tile_alive */
	struct png_plain *plain;	/* owned */
};

void	 block_free(struct blocks *b);

/* Decode the next block.  ERR_FORMAT: it is not a PNG of 64x64 pixels;
 * ERR_TOO_BIG past tiles_max. */
enum err block_add(struct blocks *b, const void *png, size_t len);

/*
 * Put block `index` with its lowest corner at `at`, replacing what is there.
 * ERR_BOUNDS; ERR_TOO_BIG past tiles_max or the volume's own limit.
 */
enum err block_place(struct blocks *b, uint32_t index, const struct pos *at,
    struct volume *v);

#endif
