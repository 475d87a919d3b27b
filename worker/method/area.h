/*
 * area - the part of a project that a filter is about, as clients name it
 *
 * Filters take the same parameters: layer_id or all_layers, selected, and a
 * box by min and max.  AREA() takes them from the struct of any of them.
 */
#ifndef WORKER_METHOD_AREA_H
#define WORKER_METHOD_AREA_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "goxel/vec.h"

struct call;

struct area {
	int32_t		 layer;		/* as it was sent */
	bool		 all, selected, has_min, has_max;
	struct pos	 min, max;	/* both inside */
	uint32_t	 id;		/* out: of the layer */
	struct box	 box;		/* out: empty if there is none */
};

#define AREA(in)							\
	{ .layer = (in)->layer_id, .all = (in)->all_layers,		\
	  .selected = (in)->selected, .has_min = (in)->has_min,		\
	  .has_max = (in)->has_max, .min = (in)->min, .max = (in)->max }

/* Fill what is marked `out`.  A failure has its words: ERR_NO_LAYER,
 * ERR_PARAMS, ERR_EMPTY when nothing is selected but should be. */
enum err area_find(struct call *c, struct area *area);

/* The same, and there is a box: that around the selection, if so wished, or
 * around all voxels, if none was given.  ERR_EMPTY: there is nothing. */
enum err area_find_box(struct call *c, struct area *area);

#endif
