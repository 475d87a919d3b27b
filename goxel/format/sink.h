/*
 * sink - where a reader of a foreign file puts the voxels it meets
 *
 * It builds a new image and counts meanwhile: coordinates stay in bounds,
 * tiles within FORMAT_TILES, layers within BOUND_LAYERS.  The reader hands the
 * image over whole at the end, or nothing and a reason.
 */
#ifndef GOXEL_FORMAT_SINK_H
#define GOXEL_FORMAT_SINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "goxel/format/format.h"
#include "goxel/image.h"

struct sink {
	struct image	*image;		/* owned until sink_close */
	struct layer	*layer;		/* voxels go here */
	uint32_t	 first;		/* id of the layer it began with */
	uint64_t	 tiles_max;	/* that may be alive, see tile_alive */
	char		*why;
};

/* An image of one layer. */
void	 sink_open(struct sink *s, char why[FORMAT_WHY]);

/* Hand the image over when `err` is OK, else free it; the err again. */
enum err sink_close(struct sink *s, enum err err, struct image **image);

/* Set the reason and hand the code back. */
enum err sink_refuse(struct sink *s, enum err err, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Go on in a new layer; the one it began with goes.  Its name is as by
 * text_copy_name.  ERR_TOO_BIG past BOUND_LAYERS. */
enum err sink_layer(struct sink *s, const void *name, size_t len);

/* One voxel.  ERR_TOO_BIG. */
enum err sink_put(struct sink *s, const int64_t at[3], struct rgba color);

/* `count` voxels from `at` upwards along an axis.  ERR_TOO_BIG. */
enum err sink_run(struct sink *s, const int64_t at[3], int axis,
    uint32_t count, struct rgba color);

#endif
