/*
 * model - what agents' tools have in common
 *
 * To agents a project is a model, and its name is the handle they give.  A box
 * is [x0,y0,z0,x1,y1,z1] with both corners inside, a colour is #rrggbb or
 * #rrggbbaa, and every result begins with the model and its revision.
 */
#ifndef WORKER_METHOD_MODEL_H
#define WORKER_METHOD_MODEL_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "goxel/image.h"
#include "goxel/vec.h"
#include "goxel/volume.h"
#include "worker/method/param.h"

struct call;

#define MODEL_COLOR	10	/* bytes of a colour's text */

/* Of method_open: find or make the model that a tool OPENS.  MOVE is passed
 * on; of a failure the words are set. */
enum err model_choose(struct call *c);

/* What it is called, whether the call named it or not. */
const char *model_name(const struct call *c);

/* Begin a tool's result: model and revision.  A job that has made an edit tells
 * the revision that this makes of the model as the job saw it. */
void	 model_put(struct call *c);

void	 model_put_box(struct call *c, const char *key, const struct box *box);

/* bounds (if there are any), layers, voxels. */
void	 model_put_size(struct call *c, const struct image *image);

/* All voxels of an image and the smallest box around them; false: none. */
bool	 model_bounds(const struct image *image, struct box *box);
uint64_t model_voxels(const struct image *image);

/* A box that was given.  ERR_PARAMS; the words are set. */
enum err model_box(struct call *c, const struct span *span, struct box *box);

/* What is visible as one volume.  ERR_TOO_BIG; the words are set. */
enum err model_flatten(struct call *c, struct volume *flat);

/* "#rrggbb", with aa when it is not opaque. */
void	 model_color(struct rgba color, char out[MODEL_COLOR]);

#endif
