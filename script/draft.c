/*
 * draft - a project as a script changes it, and the edits that repeat it
 *
 * Lists of different layers may be done one after the other whatever their
 * order was, but for clones: a clone keeps what it shows at the moment it is
 * written itself.  So then all lists are closed, and new ones begin.
 */
#include <stdlib.h>
#include <string.h>

#include "goxel/edit.h"
#include "mem.h"
#include "script/draft.h"
#include "text.h"

#define PART_FIRST	1024	/* voxels a list begins with */

/* Voxels written into one layer. */
struct draft_part {
	uint32_t	 layer;
	struct layer	*to;		/* of the draft, ours to write */
	struct voxel	*at;
	uint32_t	 count, size;
};

void
draft_init(struct draft *d, const struct image *before, struct quota *quota)
{
	uint32_t i;

	*d = (struct draft){ .before = before, .quota = quota,
	    .image = image_copy(before) };
	for (i = 0; i < before->layer_count; i++)
		d->clones |= before->layers[i]->base_id != 0;
}

void
draft_fini(struct draft *d)
{
	uint32_t i;

	for (i = 0; i < d->count; i++)
		free(d->parts[i].at);
	free(d->parts);
	image_free(d->image);
	*d = (struct draft){ 0 };
}

/* NULL: there is no such layer. */
static struct draft_part *
begin_part(struct draft *d, uint32_t id)
{
	struct layer *layer = image_layer_write(d->image, id);
	struct draft_part *part;

	if (layer == NULL)
		return NULL;
	if (!layer_plain(layer)) {
		layer_make_plain(layer);
		d->open = d->count;
	}
	if (d->count == d->size) {
		d->size = d->size * 2 + 8;
		d->parts = xrealloc(d->parts, d->size * sizeof *d->parts);
	}
	d->last = d->count;
	part = &d->parts[d->count++];
	*part = (struct draft_part){ .layer = id, .to = layer };
	return part;
}

static struct draft_part *
find_part(struct draft *d, uint32_t id)
{
	uint32_t i;

	if (d->last < d->count && d->last >= d->open &&
	    d->parts[d->last].layer == id)
		return &d->parts[d->last];
	for (i = d->open; i < d->count; i++) {
		if (d->parts[i].layer != id)
			continue;
		d->last = i;
		return &d->parts[i];
	}
	return begin_part(d, id);
}

static void
note_voxel(struct draft_part *part, const struct pos *pos, struct rgba color)
{
	if (part->count == part->size) {
		part->size = part->size == 0 ? PART_FIRST : part->size * 2;
		part->at = xrealloc(part->at, part->size * sizeof *part->at);
	}
	part->at[part->count++] = (struct voxel){ *pos, color };
}

enum err
draft_write(struct draft *d, uint32_t layer, const struct pos *pos,
    struct rgba color)
{
	struct draft_part *part;
	enum err err;

	if (!pos_bounded(pos))
		return ERR_BOUNDS;
	if (layer == 0 || image_layer(d->image, layer) == NULL)
		return ERR_NO_LAYER;
	if (!quota_add(d->quota, layer, pos))
		return ERR_TOO_BIG;
	part = find_part(d, layer);
	if (d->clones)
		err = image_voxel_set(d->image, layer, pos, color);
	else
		err = volume_set(&part->to->volume, pos, color);
	if (err == OK)
		note_voxel(part, pos, color);
	return err;
}

enum err
draft_add_layer(struct draft *d, const char *name, uint32_t *id)
{
	struct layer *layer;
	enum err err;

	if ((err = image_layer_add(d->image, name, &layer)) == OK)
		*id = layer->id;
	return err;
}

enum err
draft_show(struct draft *d, uint32_t id, bool visible)
{
	struct layer *layer = image_layer_write(d->image, id);

	if (layer == NULL)
		return ERR_NO_LAYER;
	layer->visible = visible;
	return OK;
}

enum err
draft_rename(struct draft *d, uint32_t id, const char *name)
{
	struct layer *layer = image_layer_write(d->image, id);

	if (layer == NULL)
		return ERR_NO_LAYER;
	if (strlen(name) > BOUND_NAME)
		return ERR_TOO_BIG;
	text_copy(layer->name, sizeof layer->name, name);
	return OK;
}

/*
 * The edits
 */

static struct bytes
bytes_of(const char *text)
{
	return (struct bytes){ text, (uint32_t)strlen(text) };
}

static void
put_part(const struct draft_part *part, uint32_t layer, struct buf *edits)
{
	struct edit edit = { .kind = EDIT_voxels_set };

	if (part->count == 0)
		return;
	edit.voxels_set.layer = layer;
	edit.voxels_set.voxels = (struct voxels){ part->at, part->count };
	edit_encode(&edit, edits);
}

/* What is not in its voxels. */
static void
put_changes(const struct layer *layer, const struct layer *before,
    struct buf *edits)
{
	struct edit show = { .kind = EDIT_layer_show, .layer_show = {
	    layer->id, layer->visible } };
	struct edit name = { .kind = EDIT_layer_rename, .layer_rename = {
	    layer->id, bytes_of(layer->name) } };

	if (layer->visible != before->visible)
		edit_encode(&show, edits);
	if (strcmp(layer->name, before->name) != 0)
		edit_encode(&name, edits);
}

static void
put_added(const struct draft *d, const struct layer *layer, struct buf *edits)
{
	struct edit edit = { .kind = EDIT_layer_add };
	uint32_t i;

	edit.layer_add.name = bytes_of(layer->name);
	edit.layer_add.visible = layer->visible;
	edit_encode(&edit, edits);
	for (i = 0; i < d->count; i++) {
		if (d->parts[i].layer == layer->id)
			put_part(&d->parts[i], 0, edits);
	}
}

void
draft_edits(const struct draft *d, struct buf *edits)
{
	const struct layer *layer, *before;
	uint32_t i;

	for (i = 0; i < d->count; i++) {
		if (image_layer(d->before, d->parts[i].layer) != NULL)
			put_part(&d->parts[i], d->parts[i].layer, edits);
	}
	for (i = 0; i < d->image->layer_count; i++) {
		layer = d->image->layers[i];
		before = image_layer(d->before, layer->id);
		if (before != NULL)
			put_changes(layer, before, edits);
		else
			put_added(d, layer, edits);
	}
}
