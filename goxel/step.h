/*
 * step - what the edits of every kind are made of
 *
 * One voxel is written in place and remembered as a small step.  Everything
 * else works between step_open(), which copies the image (sharing its voxels),
 * and step_close(), which either puts the copy into the history or, when the
 * edit failed, in the place of the image it spoilt.
 */
#ifndef GOXEL_STEP_H
#define GOXEL_STEP_H

#include "bounds.h"
#include "goxel/context.h"

/* The image as it is, to be handed to step_close. */
struct image	*step_open(const struct context *context);
/* `err` as it came; not OK: context->image is `before` again. */
enum err	 step_close(struct context *context, struct image *before,
		    enum err err);

/* The layer whose voxels are about to be written: plain from now on, and ours
 * alone.  NULL: there is none. */
struct layer	*step_open_layer(struct context *context, uint32_t id);
/* The same as step_close, after what follows the layer has followed. */
enum err	 step_close_layer(struct context *context,
		    struct image *before, const struct layer *layer,
		    enum err err);

/* A name as the image holds it.  ERR_TOO_BIG. */
enum err	 step_name(const struct bytes *bytes,
		    char name[BOUND_NAME + 1]);

/* An image has a layer, and an active one. */
void		 step_need_layer(struct image *image);

/* context->clones, after layers have come or gone. */
void		 step_look_for_clones(struct context *context);

/* What context_apply does for an edit of each kind. */
#define FIELD(type, name)
#define EDIT(id, doc, fields)						\
	enum err apply_##id(struct context *context,			\
	    const struct edit_##id *edit, struct edit_outcome *outcome);
#include "tbl/edits.h"

#endif
