/*
 * planes - parameters that mirror and cut off what is drawn
 *
 * A mirror plane at any angle goes through the point that the mirrors of axes
 * go through.  Of a plane that cuts, only the side is drawn that its normal
 * does not show to.
 */
#ifndef WORKER_METHOD_PLANES_H
#define WORKER_METHOD_PLANES_H

#include <stdbool.h>

#include "err.h"
#include "goxel/vec.h"
#include "worker/method/param.h"

struct call;

struct planes {
	bool		 given;		/* any of them */
	struct matrix	 image;		/* all 0: no mirror */
	struct pos	 cut;		/* twice a point */
	float		 normal[3];	/* all 0: no cut */
};

/* As the parameters came; NULL: absent. */
struct planes_in {
	const struct vector *mirror_normal, *origin;
	const struct vector *cut_normal, *cut_point;
};

/* Of the parameters of a method. */
#define PLANES_IN(in) {							\
	(in)->has_mirror_normal ? &(in)->mirror_normal : NULL,		\
	(in)->has_origin ? &(in)->origin : NULL,			\
	(in)->has_cut_normal ? &(in)->cut_normal : NULL,		\
	(in)->has_cut_point ? &(in)->cut_point : NULL }

/* `origin` has been looked at by axes_mirror.  ERR_PARAMS. */
enum err planes_take(struct call *c, const struct planes_in *in,
	    struct planes *planes);

#endif
