/*
 * sink - where a reader of a foreign file puts the voxels it meets
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/sink.h"
#include "text.h"

#define WORTH	8u	/* voxels from which on a run is filled as a box */

void
sink_open(struct sink *s, char why[FORMAT_WHY])
{
	s->image = image_new("");
	s->layer = image_layer_write(s->image, 0);
	s->first = s->image->active;
	s->tiles_max = tile_alive() + FORMAT_TILES;
	s->why = why;
}

enum err
sink_close(struct sink *s, enum err err, struct image **image)
{
	if (err == OK)
		*image = s->image;
	else
		image_free(s->image);
	s->image = NULL;
	return err;
}

enum err
sink_refuse(struct sink *s, enum err err, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(s->why, FORMAT_WHY, format, args);
	va_end(args);
	return err;
}

enum err
sink_layer(struct sink *s, const void *name, size_t len)
{
	char text[BOUND_NAME + 1];

	text_copy_name(text, sizeof text, name, len);
	if (s->first != 0)		/* it goes, and its name */
		image_layer_write(s->image, s->first)->name[0] = '\0';
	if (image_layer_add(s->image, text, &s->layer) != OK)
		return sink_refuse(s, ERR_TOO_BIG, "it has over %d layers",
		    BOUND_LAYERS);
	if (s->first != 0)
		(void)image_layer_delete(s->image, s->first);
	s->first = 0;
	return OK;
}

static enum err
check_end(struct sink *s, int64_t value)
{
	if (value >= -BOUND_COORD && value < BOUND_COORD)
		return OK;
	return sink_refuse(s, ERR_TOO_BIG, "a voxel is out of bounds, the "
	    "limit is %d", BOUND_COORD);
}

static enum err
check_tiles(struct sink *s, enum err err)
{
	if (err == OK && tile_alive() <= s->tiles_max)
		return OK;
	return sink_refuse(s, ERR_TOO_BIG, "its voxels fill over %u tiles",
	    FORMAT_TILES);
}

static enum err
take_place(struct sink *s, const int64_t at[3], struct pos *pos)
{
	enum err err = OK;
	int axis;

	for (axis = 0; err == OK && axis < 3; axis++) {
		err = check_end(s, at[axis]);
		pos->at[axis] = (int32_t)at[axis];
	}
	return err;
}

enum err
sink_put(struct sink *s, const int64_t at[3], struct rgba color)
{
	struct pos pos;
	enum err err = take_place(s, at, &pos);

	return err != OK ? err :
	    check_tiles(s, volume_set_near(&s->layer->volume, &pos, color));
}

static enum err
put_singly(struct sink *s, struct pos pos, int axis, uint32_t count,
    struct rgba color)
{
	enum err err = OK;

	for (; err == OK && count > 0; count--, pos.at[axis]++)
		err = volume_set_near(&s->layer->volume, &pos, color);
	return check_tiles(s, err);
}

enum err
sink_run(struct sink *s, const int64_t at[3], int axis, uint32_t count,
    struct rgba color)
{
	struct box box;
	enum err err = take_place(s, at, &box.lo);
	int i;

	if (err != OK || count == 0)
		return err;
	if ((err = check_end(s, at[axis] + count - 1)) != OK)
		return err;
	if (count < WORTH)
		return put_singly(s, box.lo, axis, count, color);
	for (i = 0; i < 3; i++)
		box.hi.at[i] = box.lo.at[i] + 1;
	box.hi.at[axis] = box.lo.at[axis] + (int32_t)count;
	return check_tiles(s, volume_fill(&s->layer->volume, &box, color));
}
