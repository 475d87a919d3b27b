/*
 * parts - what is visible of an image, each voxel with the layer it is of
 *
 * From the top down, every layer takes from what is left of the whole what it
 * has itself, and the lowest takes the rest.  With one layer that is nothing
 * but a reference.
 */
#include <stdlib.h>

#include "goxel/format/parts.h"
#include "goxel/format/solids.h"
#include "mem.h"

static bool
adds_voxels(const struct layer *layer)
{
	return layer->visible && mode_creates(layer->mode);
}

static void
list_parts(struct parts *p, const struct image *image)
{
	uint32_t i;

	p->part = xcalloc((size_t)image->layer_count + 1, sizeof *p->part);
	for (i = 0; i < image->layer_count; i++)
		if (adds_voxels(image->layers[i]))
			p->part[p->count++].layer = image->layers[i];
}

/* Take the voxels of `from` where `mask` is solid, leaving the others. */
static tile_slot
take_voxels(tile_slot *from, tile_slot mask)
{
	struct tile *taken = tile_new((struct rgba){ { 0 } });
	struct tile *left = slot_open(*from);
	uint32_t i;

	for (i = 0; i < TILE_VOXELS; i++)
		if (solids_has(slot_get(mask, i))) {
			taken->voxel[i] = left->voxel[i];
			left->voxel[i] = (struct rgba){ { 0 } };
		}
	tile_refresh(taken);
	tile_refresh(left);
	*from = slot_of_tile(left);
	return slot_of_tile(taken);
}

static enum err
take_slot(struct volume *rest, const struct pos *at, tile_slot mask,
    struct volume *to)
{
	tile_slot from = volume_slot(rest, at), taken;
	enum err err;

	if (from == 0)
		return OK;
	slot_take(from);
	if (slot_uniform(mask)) {
		taken = from;
		from = 0;
	} else {
		taken = take_voxels(&from, mask);
	}
	err = volume_put(to, at, taken);
	if (err != OK) {
		slot_drop(from);
		return err;
	}
	return volume_put(rest, at, from);
}

/* Move what a layer has from the rest of the whole to a part of its own. */
static enum err
take_layer(struct volume *rest, const struct box *box, struct part *part)
{
	struct volume_scan scan;
	enum err err = OK;

	volume_scan_open(&scan, &part->layer->volume, box);
	while (err == OK && volume_scan_next(&scan))
		if (!slot_uniform(scan.here) ||
		    solids_has(slot_color(scan.here)))
			err = take_slot(rest, &scan.at, scan.here,
			    &part->volume);
	volume_scan_close(&scan);
	return err;
}

enum err
parts_init(struct parts *p, const struct image *image)
{
	struct solids s;
	enum err err = solids_init(&s, image);
	uint32_t i;

	*p = (struct parts){ .box = s.box };
	list_parts(p, image);
	if (!box_empty(&s.box))
		for (i = p->count; err == OK && i-- > 1;)
			err = take_layer(&s.volume, &s.box, &p->part[i]);
	if (err == OK && p->count > 0)
		volume_copy(&p->part[0].volume, &s.volume);
	solids_fini(&s);
	return err;
}

void
parts_fini(struct parts *p)
{
	uint32_t i;

	for (i = 0; i < p->count; i++)
		volume_fini(&p->part[i].volume);
	free(p->part);
}

const struct material *
parts_material(const struct image *image, const struct part *part)
{
	int32_t index = part->layer->material;

	return index < 0 || (uint32_t)index >= image->material_count ? NULL :
	    &image->materials[index];
}
