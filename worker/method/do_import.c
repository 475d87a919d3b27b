/*
 * do_import · agents put files into a model
 *
 * A file becomes an image of layers, whatever it was: a model as it is, a
 * picture as a sprite one voxel deep or as heights.  They are scaled, moved,
 * and laid on top of what is there, in one edit.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "goxel/column.h"
#include "goxel/format/png.h"
#include "goxel/turn.h"
#include "mem.h"
#include "text.h"
#include "worker/method/files.h"
#include "worker/method/method.h"
#include "worker/method/model.h"
#include "worker/method/reading.h"
#include "worker/method/reply.h"
#include "worker/method/tool.h"

#define SCALE_MOST	64
#define LINE		400
#define HIGHEST		255	/* voxels, where a picture is white */
#define LAYERS_TOLD	32

enum kind { VOXELIZE, HEIGHTMAP, SPRITE, KINDS };

static const char *const kind_names[KINDS] = {
	"voxelize", "heightmap", "sprite"
};

/*
 * What is in the file
 */

static bool
is_png(const struct buf *file)
{
	return file->len > 8 &&
	    memcmp(file->bytes, "\x89PNG\r\n\x1a\n", 8) == 0;
}

static enum err
take_kind(struct call *c, const struct voxel_import_in *in,
    const struct buf *file, enum kind *kind)
{
	int i;

	*kind = is_png(file) ? SPRITE : VOXELIZE;
	if (!in->has_mode)
		return OK;
	for (i = 0; i < KINDS; i++)
		if (strcmp(kind_names[i], in->mode) == 0)
			break;
	if (i == KINDS)
		return fail(c, ERR_PARAMS, "parameter 'mode' must be "
		    "voxelize, heightmap or sprite, not '%s'", in->mode);
	if ((i == VOXELIZE) == is_png(file))
		return fail(c, ERR_PARAMS, "mode %s is for %s", in->mode,
		    i == VOXELIZE ? "model files; a PNG is a heightmap or a "
		    "sprite" : "PNG files");
	*kind = (enum kind)i;
	return OK;
}

/* Exactly one of data and path; at most what a format would be read from. */
static enum err
take_bytes(struct call *c, const struct voxel_import_in *in, struct buf *file)
{
	if (in->has_data == in->has_path)
		return fail(c, ERR_PARAMS, "give either 'data' (base64) or "
		    "'path'");
	if (in->has_path)
		return files_read(c, in->path, file);
	buf_add(file, in->data.at, in->data.len);
	return OK;
}

/* Formats without a mark of their own are told by an extension. */
static enum err
read_model(struct call *c, const struct voxel_import_in *in,
    const struct buf *file, struct image **image)
{
	struct progress progress = call_progress_of(c, 10, 60);
	struct reading reading = { file->bytes, file->len, in->path, 0,
	    &progress };
	char path[32];

	if (in->has_format) {
		text_format(path, sizeof path, "x.%.16s", in->format);
		reading.path = path;
	}
	return reading_model(c, &reading, image);
}

/* Upright: a pixel is a voxel, x to the right, z up. */
static enum err
draw_sprite(struct call *c, const struct picture *p, struct volume *v)
{
	uint64_t pixels = (uint64_t)p->width * p->height, i;
	enum err err = OK;
	struct pos pos;

	if (pixels > BOUND_EDIT_VOXELS)
		return fail(c, ERR_TOO_BIG, "the picture has more than %u "
		    "pixels", BOUND_EDIT_VOXELS);
	for (i = 0; err == OK && i < pixels; i++) {
		pos = (struct pos){ { (int32_t)(i % p->width), 0,
		    (int32_t)(p->height - 1 - i / p->width) } };
		if (rgba_exists(p->pixel[i]))
			err = volume_set(v, &pos, p->pixel[i]);
	}
	return err == OK ? OK : fail(c, err, "the picture is too large");
}

/* Its top row is at the highest y; a pixel's grey is its height. */
static enum err
draw_heights(struct call *c, const struct picture *p, struct volume *v)
{
	uint64_t pixels = (uint64_t)p->width * p->height, i;
	struct columns columns = { .size = { p->width, p->height },
	    .range = HIGHEST };
	const struct rgba *pixel;
	uint16_t *heights;
	enum err err;

	if (pixels > BOUND_EDIT_VOXELS)
		return fail(c, ERR_TOO_BIG, "the picture has more than %u "
		    "pixels", BOUND_EDIT_VOXELS);
	heights = xmalloc(pixels * sizeof *heights);
	for (i = 0; i < pixels; i++) {
		pixel = &p->pixel[(p->height - 1 - i / p->width) * p->width +
		    i % p->width];
		heights[i] = (uint16_t)((pixel->c[0] + pixel->c[1] +
		    pixel->c[2]) * HIGHEST / (3 * 255));
	}
	columns.heights = (const char *)heights;
	err = column_fill(&columns, v);
	free(heights);
	return err == OK ? OK : fail(c, err, "the heights are too many");
}

static enum err
read_picture(struct call *c, const struct buf *file, enum kind kind,
    struct image **image)
{
	struct picture picture = { 0 };
	struct layer *layer;
	enum err err;

	if ((err = png_read(file->bytes, file->len, &picture)) != OK)
		return fail(c, err, "it is no good PNG file, or larger than "
		    "%d pixels on a side", BOUND_RENDER_SIDE);
	*image = image_new("import");
	layer = image_layer_write(*image, 0);
	text_copy(layer->name, sizeof layer->name, kind_names[kind]);
	err = kind == SPRITE ? draw_sprite(c, &picture, &layer->volume) :
	    draw_heights(c, &picture, &layer->volume);
	picture_fini(&picture);
	return err;
}

/*
 * Where it goes
 */

static enum err
take_place(struct call *c, const struct voxel_import_in *in)
{
	if (in->has_scale && (in->scale < 1 || in->scale > SCALE_MOST))
		return fail(c, ERR_PARAMS, "parameter 'scale' must be from 1 "
		    "to %d", SCALE_MOST);
	if (in->has_at && !pos_bounded(&in->at))
		return fail(c, ERR_PARAMS, "parameter 'at' must have "
		    "coordinates from %d to %d", -BOUND_COORD,
		    BOUND_COORD - 1);
	return OK;
}

/* So that the lowest corner of all of it, made larger, is where it should. */
static struct matrix
placement(const struct voxel_import_in *in, const struct box *bounds)
{
	struct matrix mat = MATRIX_IDENTITY;
	int axis, scale = in->has_scale ? in->scale : 1;

	for (axis = 0; axis < 3; axis++) {
		mat.m[axis][axis] = (float)scale;
		if (in->has_at)
			mat.m[3][axis] = (float)in->at.at[axis] -
			    (float)scale * (float)bounds->lo.at[axis];
	}
	return mat;
}

static enum err
place_layer(struct call *c, struct image *image, uint32_t nth,
    const struct matrix *mat)
{
	struct layer *layer = image_layer_write(image,
	    image->layers[nth]->id);
	struct volume placed = { 0 };
	enum err err;

	layer_make_plain(layer);
	err = turn_build(&placed, &layer->volume, mat);
	if (err != OK) {
		volume_fini(&placed);
		return fail(c, err, "it would be too large at this scale");
	}
	volume_fini(&layer->volume);
	layer->volume = placed;
	return OK;
}

static enum err
place(struct call *c, const struct voxel_import_in *in, struct image *image)
{
	uint64_t before = model_voxels(image);
	struct matrix mat;
	struct box bounds;
	enum err err = OK;
	uint32_t i;

	if (!model_bounds(image, &bounds))
		return fail(c, ERR_EMPTY, "there is no voxel in the file");
	if (!in->has_at && (!in->has_scale || in->scale == 1))
		return OK;
	mat = placement(in, &bounds);
	for (i = 0; err == OK && i < image->layer_count; i++)
		err = place_layer(c, image, i, &mat);
	if (err == OK && in->scale <= 1 && model_voxels(image) != before)
		err = fail(c, ERR_BOUNDS, "some of it would leave the world; "
		    "coordinates reach from %d to %d", -BOUND_COORD,
		    BOUND_COORD - 1);
	return err;
}

/* Lay the layers on top of what is there; or, in a model that this call made,
 * be all of it. */
static enum err
join(struct call *c, struct image *in, struct image **out)
{
	struct layer *layer;
	enum err err = OK;
	uint32_t i;

	*out = image_copy(c->made ? in : c->context->image);
	for (i = 0; !c->made && err == OK && i < in->layer_count; i++) {
		layer = layer_copy(in->layers[i]);
		layer_make_plain(layer);
		layer->id = 0;
		layer->material = -1;
		err = image_layer_append(*out, &layer);
	}
	return err == OK ? OK : fail(c, err, "a model has at most %d layers",
	    BOUND_LAYERS);
}

static enum err
put_imported(struct call *c, const struct image *image, enum kind kind)
{
	char line[LINE];
	struct box box;
	uint32_t i;

	model_put(c);
	reply_bool(c, "created", c->made);
	reply_text(c, "mode", kind_names[kind]);
	reply_list(c, "layers");
	for (i = 0; i < image->layer_count && i < LAYERS_TOLD; i++)
		reply_text(c, NULL, image->layers[i]->name);
	reply_list_end(c);
	reply_int(c, "voxels", (int64_t)model_voxels(image));
	if (model_bounds(image, &box))
		model_put_box(c, "bounds", &box);
	text_format(line, sizeof line, "%" PRIu64 " voxels in %" PRIu32
	    " layer%s put into model '%s'", model_voxels(image),
	    image->layer_count, image->layer_count == 1 ? "" : "s",
	    model_name(c));
	return tool_close(c, &(struct tool_content){ .text = line });
}

static enum err
import(struct call *c, const struct voxel_import_in *in, enum kind kind,
    struct image *image)
{
	struct image *joined = NULL;
	enum err err;

	err = place(c, in, image);
	if (err == OK)
		err = join(c, image, &joined);
	if (err == OK)
		err = reading_replace(c, joined);
	if (joined != NULL)
		image_free(joined);
	return err == OK ? put_imported(c, image, kind) : err;
}

enum err
do_voxel_import(struct call *c, const struct voxel_import_in *in)
{
	struct image *image = NULL;
	enum kind kind = VOXELIZE;
	struct buf file;
	enum err err;

	if ((err = take_place(c, in)) != OK)
		return err;
	buf_init(&file, (size_t)BOUND_FILE * 2);
	err = take_bytes(c, in, &file);
	call_progress(c, 10);
	if (err == OK)
		err = take_kind(c, in, &file, &kind);
	if (err == OK)
		err = kind == VOXELIZE ? read_model(c, in, &file, &image) :
		    read_picture(c, &file, kind, &image);
	buf_fini(&file);
	call_progress(c, 60);
	if (err == OK)
		err = import(c, in, kind, image);
	if (image != NULL)
		image_free(image);
	return err;
}
