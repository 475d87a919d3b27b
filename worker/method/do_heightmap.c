/*
 * do_heightmap · columns of heights from a list or from a picture
 *
 * A job: a picture's decoding is not the worker's business.
 */
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "goxel/column.h"
#include "goxel/format/png.h"
#include "mem.h"
#include "worker/method/files.h"
#include "worker/method/method.h"
#include "worker/method/reply.h"

#define WHITE_DEFAULT	255	/* voxels */

struct heightmap {
	uint32_t	 size[2];
	uint16_t	*heights;	/* owned */
};

/* The bottom row of the picture is the first of the heights. */
static void
read_grey(const struct picture *p, uint32_t white, struct heightmap *map)
{
	uint16_t *out = map->heights;
	const struct rgba *pixel;
	uint32_t x, y;

	for (y = p->height; y-- > 0;) {
		pixel = p->pixel + (size_t)y * p->width;
		for (x = 0; x < p->width; x++, pixel++)
			*out++ = (uint16_t)(((uint64_t)pixel->c[0] +
			    pixel->c[1] + pixel->c[2]) * white / (3 * 255));
	}
}

static enum err
take_picture(struct call *c, const struct fill_heightmap_in *in,
    struct heightmap *map)
{
	int32_t white = in->has_max_height ? in->max_height : WHITE_DEFAULT;
	struct picture picture = { 0 };
	struct buf file;
	enum err err;

	if (white < 0 || white > UINT16_MAX)
		return fail(c, ERR_PARAMS, "parameter 'max_height' must be "
		    "from 0 to %d, not %d", UINT16_MAX, white);
	buf_init(&file, (size_t)BOUND_FILE * 2);
	err = files_read(c, in->path, &file);
	if (err == OK &&
	    (err = png_read(file.bytes, file.len, &picture)) != OK)
		fail(c, err, "it is no PNG file, or larger than %d pixels on "
		    "a side", BOUND_RENDER_SIDE);
	buf_fini(&file);
	if (err != OK)
		return err;
	map->size[0] = picture.width;
	map->size[1] = picture.height;
	map->heights = xmalloc((size_t)picture.width * picture.height *
	    sizeof *map->heights);
	read_grey(&picture, (uint32_t)white, map);
	picture_fini(&picture);
	return OK;
}

static enum err
take_list(struct call *c, const struct fill_heightmap_in *in,
    struct heightmap *map)
{
	const struct height_list *list = &in->heights;
	uint32_t columns = in->has_columns && list->columns == 0 ?
	    (uint32_t)in->columns : list->columns;

	if (!in->has_heights)
		return fail(c, ERR_PARAMS, "parameter 'heights' or 'path' is "
		    "needed");
	if (list->count == 0)
		return fail(c, ERR_PARAMS, "parameter 'heights' is empty");
	if (in->columns < 0 || columns == 0 || list->count % columns != 0)
		return fail(c, ERR_PARAMS, "parameter 'columns' must divide "
		    "the number of heights, %u", list->count);
	map->size[0] = columns;
	map->size[1] = list->count / columns;
	map->heights = xmalloc(list->count * sizeof *map->heights);
	memcpy(map->heights, list->at, list->count * sizeof *map->heights);
	return OK;
}

static enum err
fill(struct call *c, const struct fill_heightmap_in *in,
    const struct heightmap *map, uint32_t layer)
{
	uint32_t count = map->size[0] * map->size[1];
	struct edit edit = { .kind = EDIT_heights_fill };
	struct edit_heights_fill *fill = &edit.heights_fill;
	struct columns columns = { .size = { map->size[0], map->size[1] },
	    .heights = (const char *)map->heights };
	struct edit_outcome outcome;
	enum err err;

	fill->layer = layer;
	fill->mode = in->mode;
	fill->base = in->base;
	fill->columns = (int32_t)map->size[0];
	fill->heights = (struct bytes){ columns.heights,
	    count * (uint32_t)sizeof(uint16_t) };
	fill->ramp = (struct bytes){ (const char *)in->colors.at,
	    in->colors.count * (uint32_t)sizeof(struct rgba) };
	if ((err = call_edit(c, &edit, &outcome)) != OK)
		return err;
	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "columns", map->size[0]);
	reply_int(c, "rows", map->size[1]);
	reply_int(c, "highest", column_highest(&columns));
	return reply_close(c);
}

enum err
do_fill_heightmap(struct call *c, const struct fill_heightmap_in *in)
{
	const struct layer *layer = call_layer(c, in->layer_id);
	struct heightmap map = { 0 };
	enum err err;

	if (layer == NULL)
		return ERR_NO_LAYER;
	if (in->mode == MODE_REPLACE)
		return fail(c, ERR_PARAMS, "parameter 'mode' must not be "
		    "replace, which would empty the rest of the layer");
	err = in->has_path ? take_picture(c, in, &map) :
	    take_list(c, in, &map);
	if (err == OK)
		err = fill(c, in, &map, layer->id);
	free(map.heights);
	return err;
}
