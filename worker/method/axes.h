/*
 * axes - parameters that name axes
 */
#ifndef WORKER_METHOD_AXES_H
#define WORKER_METHOD_AXES_H

#include <stdint.h>

#include "err.h"
#include "goxel/vec.h"
#include "worker/method/param.h"

struct call;

/* 0 to 2; `otherwise` with a NULL name; -1: failed with words. */
int	 axes_one(struct call *c, const char *name, int otherwise);

/* Axes to mirror along, as bits, and twice the origin; NULL: none, and 0.
 * ERR_PARAMS. */
enum err axes_mirror(struct call *c, const char *symmetry,
	    const struct vector *origin, int32_t *axes, struct pos *twice);

/* A direction of length 1, of a parameter of about any length but 0.
 * ERR_PARAMS. */
enum err axes_direction(struct call *c, const char *name,
	    const struct vector *vector, double unit[3]);

#endif
