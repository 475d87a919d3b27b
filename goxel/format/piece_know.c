/*
 * piece_know · what is in an image that is there already, by number
 *
 * The numbers are those that piece_put gives when it puts the image: each
 * layer, volume, sector and tile when it is first met.
 */
#include "goxel/format/piece_parts.h"
#include "goxel/sector.h"

/* The thing was not met before. */
static bool
is_new(struct piece_in *p, const void *thing)
{
	uint32_t number = 0;

	return !lookup_number(&p->known, (uintptr_t)thing | 1, &number);
}

static void
know_sector(struct piece_in *p, struct sector *sector)
{
	struct tile *tile;
	uint32_t i;

	if (!is_new(p, sector))
		return;
	block_take((tile_slot)sector);
	piece_list_add(&p->sectors, sector);
	for (i = 0; i < SECTOR_SLOTS; i++) {
		if (!block_split(sector->slot[i]))
			continue;
		tile = slot_tile(sector->slot[i]);
		if (is_new(p, tile))
			piece_list_add(&p->tiles, tile_take(tile));
	}
}

static void
know_volume(struct piece_in *p, struct layer *layer)
{
	struct volume_scan scan;
	uint32_t i;

	if (!is_new(p, piece_table(layer)))
		return;
	piece_list_add(&p->volumes, layer);
	volume_scan_open(&scan, &layer->volume, NULL);
	for (i = 0; i < scan.count; i++)
		if (block_split(scan.sectors[i].block))
			know_sector(p, block_sector(scan.sectors[i].block));
	volume_scan_close(&scan);
}

static void
know_layer(struct piece_in *p, struct layer *layer)
{
	if (!is_new(p, layer))
		return;
	piece_list_add(&p->layers, layer_take(layer));
	know_volume(p, layer);
}

void
piece_in_know(struct piece_in *p, const struct image *image)
{
	uint32_t i;

	for (i = 0; i < image->layer_count; i++)
		know_layer(p, image->layers[i]);
	for (i = 0; i < ASIDE_COUNT; i++)
		if (image->aside[i] != NULL)
			know_layer(p, image->aside[i]);
}
