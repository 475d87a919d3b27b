/*
 * do_picture · methods that bring pictures into a project
 *
 * They run in a job child, where a broken picture breaks nothing.  A path
 * that came with a model is read as if the client had named it: whoever may
 * not read the file does not get it by way of a layer.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/png.h"
#include "mem.h"
#include "worker/method/files.h"
#include "worker/method/method.h"
#include "worker/method/pick.h"
#include "worker/method/reply.h"

static enum err
read_picture(struct call *c, const char *path, struct picture *picture)
{
	struct buf file;
	enum err err;

	buf_init(&file, (size_t)BOUND_FILE * 2);
	err = files_read(c, path, &file);
	if (err == OK && (err = png_read(file.bytes, file.len, picture)) != OK)
		err = fail(c, err, err == ERR_TOO_BIG ? "'%s' is a picture of "
		    "more than %d pixels a side" : "'%s' is no good PNG file",
		    path, BOUND_RENDER_SIDE);
	buf_fini(&file);
	return err;
}

/*
 * The matrix of a picture: a square from -0.5 to 0.5 along its own x and y
 * becomes as large as it has pixels, across an axis of the world.
 */
static struct matrix
place_picture(const struct picture *picture, char across,
    const struct vector *position)
{
	int wide = across == 'x' ? 1 : 0, high = across == 'z' ? 1 : 2;
	struct matrix mat = { .m[3][3] = 1 };
	int axis;

	mat.m[0][wide] = (float)picture->width;
	mat.m[1][high] = (float)picture->height;
	mat.m[2][3 - wide - high] = 1;
	for (axis = 0; axis < 3; axis++)
		mat.m[3][axis] = (float)position->at[axis];
	return mat;
}

static enum err
check_place(struct call *c, const struct create_image_layer_in *in)
{
	int axis;

	if (in->has_axis && (strlen(in->axis) != 1 || *in->axis < 'x' ||
	    *in->axis > 'z'))
		return fail(c, ERR_PARAMS, "parameter 'axis' must be x, y or "
		    "z, not '%s'", in->axis);
	if (strlen(in->path) > BOUND_NAME)
		return fail(c, ERR_PARAMS, "parameter 'path' is longer than "
		    "%d bytes, which is what a .gox file holds", BOUND_NAME);
	for (axis = 0; axis < 3; axis++)
		if (!(fabs(in->position.at[axis]) <= BOUND_COORD))
			return fail(c, ERR_PARAMS, "parameter 'position' must "
			    "have numbers from %d to %d", -BOUND_COORD,
			    BOUND_COORD);
	return OK;
}

static void
reply_made(struct call *c, const char *path, const struct picture *picture)
{
	reply_open(c);
	reply_bool(c, "success", true);
	reply_text(c, "path", path);
	reply_int(c, "width", picture->width);
	reply_int(c, "height", picture->height);
	reply_close(c);
}

enum err
do_create_image_layer(struct call *c, const struct create_image_layer_in *in)
{
	struct edit edit = { .kind = EDIT_layer_image_add };
	struct picture picture = { 0 };
	struct edit_outcome outcome;
	enum err err;

	if ((err = check_place(c, in)) != OK ||
	    (err = read_picture(c, in->path, &picture)) != OK)
		return err;
	edit.layer_image_add.name = pick_bytes(in->has_name ? in->name :
	    "Image");
	edit.layer_image_add.path = pick_bytes(in->path);
	edit.layer_image_add.mat = place_picture(&picture,
	    in->has_axis ? *in->axis : 'z', &in->position);
	if ((err = call_edit(c, &edit, &outcome)) == OK)
		reply_made(c, in->path, &picture);
	picture_fini(&picture);
	return err;
}

/* Where a corner is just between two voxels, the upper one is meant, whatever
 * the last digits of the arithmetic say. */
#define NUDGE	1e-6

/* The voxel nearest to the lower left corner of a pixel. */
static bool
voxel_of(const struct picture *picture, const struct matrix *mat,
    size_t pixel, struct voxel *voxel)
{
	double u = (double)(pixel % picture->width) / picture->width - 0.5;
	double v = 0.5 - (double)(pixel / picture->width + 1) /
	    picture->height;
	int axis;

	voxel->color = picture->pixel[pixel];
	for (axis = 0; axis < 3; axis++) {
		double at = floor(0.5 + NUDGE + (double)mat->m[3][axis] +
		    u * (double)mat->m[0][axis] + v * (double)mat->m[1][axis]);

		if (!(at >= -BOUND_COORD && at < BOUND_COORD))
			return false;
		voxel->pos.at[axis] = (int32_t)at;
	}
	return rgba_exists(voxel->color);
}

/* A voxel for each pixel that has a colour and is in the world. */
static enum err
voxels_of(struct call *c, const struct picture *picture,
    const struct matrix *mat, struct voxels *out)
{
	size_t pixels = (size_t)picture->width * picture->height, i;
	struct voxel *at;

	if (pixels > BOUND_EDIT_VOXELS)
		return fail(c, ERR_TOO_BIG, "the picture has more than %u "
		    "pixels", BOUND_EDIT_VOXELS);
	at = xmalloc(pixels * sizeof *at);
	*out = (struct voxels){ at, 0 };
	for (i = 0; i < pixels; i++)
		out->count += voxel_of(picture, mat, i, &at[out->count]);
	return OK;
}

enum err
do_image_to_volume(struct call *c, const struct image_to_volume_in *in)
{
	const struct layer *layer = call_layer(c, in->layer_id);
	struct edit edit = { .kind = EDIT_layer_image_draw };
	struct voxels *list = &edit.layer_image_draw.voxels;
	struct picture picture = { 0 };
	struct edit_outcome outcome;
	uint32_t count;
	enum err err;

	if (layer == NULL)
		return ERR_NO_LAYER;
	if (layer->image_path == NULL)
		return fail(c, ERR_PARAMS, "layer %u has no picture; "
		    "goxel.create_image_layer makes one that has",
		    layer->id);
	if ((err = read_picture(c, layer->image_path, &picture)) != OK)
		return err;
	edit.layer_image_draw.layer = layer->id;
	err = voxels_of(c, &picture, &layer->mat, list);
	picture_fini(&picture);
	if (err == OK)
		err = call_edit(c, &edit, &outcome);
	count = list->count;
	free((void *)list->at);
	if (err != OK)
		return err;
	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "voxels", count);
	return reply_close(c);
}
