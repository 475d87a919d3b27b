/*
 * do_palette · methods on palettes: the usual ones, files, a layer's colours
 *
 * Those that may name a file run in a job child.
 */
#include <string.h>

#include "bounds.h"
#include "goxel/census.h"
#include "goxel/format/gpl.h"
#include "goxel/palette.h"
#include "text.h"
#include "worker/method/area.h"
#include "worker/method/files.h"
#include "worker/method/method.h"
#include "worker/method/reply.h"

static const struct box world = {
	{ { -BOUND_COORD, -BOUND_COORD, -BOUND_COORD } },
	{ { BOUND_COORD, BOUND_COORD, BOUND_COORD } }
};

enum err
do_list_palettes(struct call *c, const struct list_palettes_in *in)
{
	struct palette palette;
	uint32_t i;

	(void)in;
	reply_open(c);
	reply_list(c, "palettes");
	for (i = 0; palette_nth(i, &palette); i++) {
		reply_item(c);
		reply_text(c, "name", palette.name);
		reply_int(c, "colors", palette.count);
		reply_item_end(c);
	}
	reply_list_end(c);
	reply_int(c, "count", i);
	return reply_close(c);
}

static enum err
read_palette(struct call *c, const char *path, struct palette *palette)
{
	struct buf file;
	enum err err;

	buf_init(&file, (size_t)BOUND_FILE * 2);
	if ((err = files_read(c, path, &file)) == OK &&
	    (err = gpl_read(file.bytes, file.len, palette)) != OK)
		err = fail(c, err, "'%s' is no palette of 1 to %d colours, "
		    "GIMP's text or a PNG picture", path, RECOLOR_PALETTE);
	buf_fini(&file);
	return err;
}

/* By name, or else from a file. */
static enum err
find_palette(struct call *c, const char *name, const char *path,
    struct palette *palette)
{
	if ((name == NULL) == (path == NULL))
		return fail(c, ERR_PARAMS, "give either 'name' or 'path'");
	if (path != NULL)
		return read_palette(c, path, palette);
	if (palette_named(name, palette))
		return OK;
	return fail(c, ERR_PARAMS, "there is no palette '%s'; "
	    "goxel.list_palettes tells their names", name);
}

enum err
do_get_palette(struct call *c, const struct get_palette_in *in)
{
	struct palette palette;
	char color[8];
	uint32_t i;
	enum err err;

	err = find_palette(c, in->has_name ? in->name : NULL,
	    in->has_path ? in->path : NULL, &palette);
	if (err != OK)
		return err;
	reply_open(c);
	reply_text(c, "name", palette.name);
	reply_int(c, "count", palette.count);
	reply_list(c, "colors");
	for (i = 0; i < palette.count; i++) {
		text_format(color, sizeof color, "#%02x%02x%02x",
		    palette.color[i][0], palette.color[i][1],
		    palette.color[i][2]);
		reply_text(c, NULL, color);
	}
	reply_list_end(c);
	return reply_close(c);
}

/* The colours of a layer, the most frequent first, alpha left out. */
static enum err
collect_colors(struct call *c, const struct layer *layer,
    struct palette *palette)
{
	struct census census = { .at = NULL };
	enum err err = OK;
	uint32_t i, k;

	palette->count = 0;
	text_copy(palette->name, sizeof palette->name, layer->name);
	census_add(&census, &layer->volume, &world);
	census_sort(&census, true);
	for (i = 0; err == OK && i < census.count; i++) {
		for (k = 0; k < palette->count; k++)
			if (memcmp(palette->color[k], census.at[i].color.c,
			    3) == 0)
				break;
		if (k == palette->count)
			err = palette_add(palette, census.at[i].color.c);
	}
	census_fini(&census);
	if (err != OK)
		return fail(c, err, "layer %u has more than %d colours",
		    layer->id, RECOLOR_PALETTE);
	return palette->count > 0 ? OK : fail(c, ERR_EMPTY,
	    "layer %u has no voxel", layer->id);
}

static enum err
choose_colors(struct call *c, const struct save_palette_in *in,
    struct palette *palette)
{
	const struct layer *layer;

	if (in->has_name)
		return find_palette(c, in->name, NULL, palette);
	if ((layer = call_layer(c, in->layer_id)) == NULL)
		return ERR_NO_LAYER;
	return collect_colors(c, layer, palette);
}

static bool
ends_in(const char *path, const char *extension)
{
	size_t len = strlen(path), tail = strlen(extension);

	return len > tail && strcasecmp(path + len - tail, extension) == 0;
}

enum err
do_save_palette(struct call *c, const struct save_palette_in *in)
{
	bool text = ends_in(in->path, ".gpl");
	struct palette palette;
	struct buf out;
	enum err err;

	if (!text && !ends_in(in->path, ".png"))
		return fail(c, ERR_FORMAT, "the path must end in .gpl or "
		    ".png");
	if ((err = choose_colors(c, in, &palette)) != OK)
		return err;
	buf_init(&out, BOUND_FILE);
	err = text ? gpl_write(&palette, &out) :
	    gpl_write_picture(&palette, &out);
	err = err == OK ? files_write(c, in->path, &out) :
	    fail(c, err, "the palette could not be written");
	buf_fini(&out);
	if (err != OK)
		return err;
	reply_open(c);
	reply_bool(c, "success", true);
	reply_text(c, "path", in->path);
	reply_int(c, "count", palette.count);
	return reply_close(c);
}

enum err
do_snap_colors(struct call *c, const struct snap_colors_in *in)
{
	struct edit edit = { .kind = EDIT_filter_snap };
	struct area area = AREA(in);
	struct edit_outcome outcome;
	struct palette palette;
	enum err err;

	err = find_palette(c, in->has_name ? in->name : NULL,
	    in->has_path ? in->path : NULL, &palette);
	if (err != OK || (err = area_find(c, &area)) != OK)
		return err;
	edit.filter_snap = (struct edit_filter_snap){ area.id, area.all,
	    area.selected, area.box,
	    { (const char *)palette.color, 3 * palette.count } };
	if ((err = call_edit(c, &edit, &outcome)) != OK)
		return err;
	reply_open(c);
	reply_bool(c, "success", true);
	reply_text(c, "name", palette.name);
	reply_int(c, "count", palette.count);
	return reply_close(c);
}
