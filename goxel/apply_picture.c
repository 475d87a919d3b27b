/*
 * apply_picture - edits of layers that stand for a picture's file
 *
 * The file is never opened here: its path is kept, and what is in it comes as
 * voxels.
 */
#include <stdlib.h>

#include "goxel/step.h"
#include "goxel/writer.h"
#include "mem.h"

/* As .gox files hold a path.  ERR_PARAMS, ERR_TOO_BIG. */
static enum err
check_path(const struct bytes *path)
{
	if (path->len == 0 || memchr(path->at, '\0', path->len) != NULL)
		return ERR_PARAMS;
	return path->len > BOUND_NAME ? ERR_TOO_BIG : OK;
}

enum err
apply_layer_image_add(struct context *context,
    const struct edit_layer_image_add *edit, struct edit_outcome *outcome)
{
	char name[BOUND_NAME + 1], path[BOUND_NAME + 1];
	struct image *before;
	struct layer *layer;
	enum err err;

	if ((err = step_name(&edit->name, name)) != OK ||
	    (err = check_path(&edit->path)) != OK ||
	    (err = step_name(&edit->path, path)) != OK)
		return err;
	before = step_open(context);
	err = image_layer_add(context->image, name, &layer);
	if (err == OK) {
		layer->image_path = xstrdup(path);
		layer->mat = edit->mat;
		outcome->layer = layer->id;
	}
	return step_close(context, before, err);
}

enum err
apply_layer_image_draw(struct context *context,
    const struct edit_layer_image_draw *edit, struct edit_outcome *outcome)
{
	const struct layer *old = image_layer(context->image, edit->layer);
	struct image *before;
	struct layer *layer;
	enum err err;

	if (old == NULL)
		return ERR_NO_LAYER;
	if (old->image_path == NULL)
		return ERR_PARAMS;
	outcome->layer = old->id;
	outcome->voxels = edit->voxels.count;
	before = step_open(context);
	layer = step_open_layer(context, edit->layer);
	free(layer->image_path);
	layer->image_path = NULL;
	layer->mat = MATRIX_IDENTITY;
	err = writer_list(&layer->volume, edit->voxels.at, edit->voxels.count);
	return step_close_layer(context, before, layer, err);
}
