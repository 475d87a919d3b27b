/*
 * apart - what an image holds that the next one does not
 *
 * Layers are compared by id, blocks by key, tiles by place; each by where it
 * is in memory, since what was written was copied before.  A tile or sector
 * that is in many places counts once.  A table counts by the blocks in it, its
 * size having a history of its own.
 */
#include <string.h>

#include "goxel/apart.h"
#include "goxel/lookup.h"
#include "goxel/sector.h"

struct apart {
	struct lookup	 seen;		/* tiles and sectors */
	size_t		 bytes;
};

static size_t
extras_bytes(const struct extra *list)
{
	size_t bytes = 0;

	for (; list != NULL; list = list->next)
		bytes += sizeof *list + strlen(list->key) + list->len;
	return bytes;
}

size_t
apart_head(const struct image *image)
{
	size_t bytes = sizeof *image;
	uint32_t i;

	bytes += image->layer_count * sizeof *image->layers;
	bytes += image->material_count * sizeof *image->materials;
	bytes += image->camera_count * sizeof *image->cameras;
	for (i = 0; i < image->material_count; i++)
		bytes += extras_bytes(image->materials[i].extra);
	for (i = 0; i < image->camera_count; i++)
		bytes += extras_bytes(image->cameras[i].extra);
	return bytes + extras_bytes(image->light.extra) +
	    extras_bytes(image->extra) + extras_bytes(image->chunks);
}

static bool
is_new(struct apart *a, const void *thing)
{
	uint32_t number = 0;

	return !lookup_number(&a->seen, (uintptr_t)thing, &number);
}

static void
add_sector(struct apart *a, const struct sector *sector, tile_slot other)
{
	tile_slot slot;
	uint32_t i;

	if (!is_new(a, sector))
		return;
	a->bytes += sizeof *sector;
	for (i = 0; i < SECTOR_SLOTS; i++) {
		slot = sector->slot[i];
		if (block_split(slot) && slot != block_slot(other, i) &&
		    is_new(a, slot_tile(slot)))
			a->bytes += sizeof(struct tile);
	}
}

static void
add_volume(struct apart *a, const struct volume_table *table,
    const struct volume_table *other)
{
	const struct entry *entry;
	tile_slot block;
	uint32_t i;

	if (table == NULL || table == other)
		return;
	a->bytes += 2 * table->count * sizeof *entry;
	for (i = 0; i < table->size; i++) {
		entry = &table->entry[i];
		if (!block_split(entry->block))
			continue;
		block = table_block(other, entry->key);
		if (block != entry->block)
			add_sector(a, block_sector(entry->block), block);
	}
}

static void
add_layer(struct apart *a, const struct layer *layer,
    const struct layer *other)
{
	if (layer == other)
		return;
	a->bytes += sizeof *layer + extras_bytes(layer->extra);
	add_volume(a, layer->volume.table,
	    other == NULL ? NULL : other->volume.table);
}

/* By id, looked for from *from on: mostly both have the same order. */
static const struct layer *
find_layer(const struct image *image, uint32_t id, uint32_t *from)
{
	uint32_t count = image->layer_count, i, at;

	for (i = 0; i < count; i++) {
		at = *from + i < count ? *from + i : *from + i - count;
		if (image->layers[at]->id != id)
			continue;
		*from = at + 1 < count ? at + 1 : 0;
		return image->layers[at];
	}
	return NULL;
}

size_t
apart_layers(const struct image *image, const struct image *next)
{
	struct apart a = { .bytes = 0 };
	uint32_t i, from = 0;

	for (i = 0; i < ASIDE_COUNT; i++)
		if (image->aside[i] != NULL)
			add_layer(&a, image->aside[i], next->aside[i]);
	for (i = 0; i < image->layer_count; i++)
		add_layer(&a, image->layers[i],
		    find_layer(next, image->layers[i]->id, &from));
	lookup_fini(&a.seen);
	return a.bytes;
}
