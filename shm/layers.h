/*
 * layers - where the time of a request goes, sampled
 *
 * One histogram a path, layer and worker, one writer each, as on the board.  A
 * worker takes the time of one passage of many through a layer, so that the
 * clocks cost next to nothing; layers_each() says of how many.
 *
 * Two paths lead to a worker: direct, or through the stdio bridge of goxelctl,
 * which tells the times of its own layers (worker/bridged.h).
 */
#ifndef SHM_LAYERS_H
#define SHM_LAYERS_H

#include <stdint.h>

#include "bounds.h"
#include "shm/board.h"

enum request_layer {
#define LAYER(id, each, doc) LAYER_##id,
#include "tbl/layers.h"
	LAYER_COUNT
};

enum layer_path { PATH_DIRECT, PATH_BRIDGE, PATH_COUNT };

/* What is shared. */
struct layers {
	struct board_method row[BOUND_WORKERS][PATH_COUNT][LAYER_COUNT];
};

extern const char *const layers_name[LAYER_COUNT];
extern const char *const layers_path[PATH_COUNT];

/* One passage in so many is timed. */
uint32_t layers_each(enum layer_path path, enum request_layer layer);

/* The layer on that path, in that many workers. */
void	 layers_sum(const struct layers *l, uint32_t workers,
	    enum layer_path path, enum request_layer layer,
	    struct board_method *sum);

#endif
