/*
 * layers - where the time of a request goes, sampled
 *
 * One histogram a layer and worker, one writer each, as on the board.  A
 * worker takes the time of one passage of many through a layer, so that the
 * clocks cost next to nothing; `each` says of how many.
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

/* What is shared. */
struct layers { struct board_method row[BOUND_WORKERS][LAYER_COUNT]; };

#endif
