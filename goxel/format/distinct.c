/*
 * distinct - which slots of a set of volumes are the same
 *
 * The hash eats 32 bytes a turn in four lanes that do not wait for each
 * other; it need not resist an enemy, for equal hashes are compared.  Two
 * contents that share a hash get it and the next free number after it.
 */
#include <stdlib.h>
#include <string.h>

#include "goxel/format/distinct.h"
#include "mem.h"

#define LANES	4

void
distinct_fini(struct distinct *d)
{
	lookup_fini(&d->by_slot);
	lookup_fini(&d->by_hash);
	free(d->slot);
	*d = (struct distinct){ 0 };
}

void
distinct_voxels(tile_slot slot, struct rgba voxel[TILE_VOXELS])
{
	uint32_t i;

	for (i = 0; i < TILE_VOXELS; i++) {
		struct rgba color = slot_get(slot, i);

		voxel[i] = rgba_of_word(rgba_exists(color) ?
		    rgba_word(color) : 0);
	}
}

static uint64_t
hash_voxels(const struct rgba voxel[TILE_VOXELS])
{
	uint64_t lane[LANES] = { 1, 2, 3, 4 }, hash = 0, word;
	const char *at = (const char *)voxel;
	size_t i;
	int k;

	for (i = 0; i < TILE_VOXELS * sizeof *voxel; i += LANES * sizeof word)
		for (k = 0; k < LANES; k++) {
			memcpy(&word, at + i + k * sizeof word, sizeof word);
			lane[k] = (lane[k] ^ word) * 0x9e3779b97f4a7c15u;
			lane[k] ^= lane[k] >> 29;
		}
	for (k = 0; k < LANES; k++)
		hash = (hash ^ lane[k]) * 0xff51afd7ed558ccdu;
	return hash ^ hash >> 32;
}

static uint64_t
hash_slot(tile_slot slot)
{
	struct rgba voxel[TILE_VOXELS];

	if (slot_uniform(slot))
		return slot;
	if (slot_tile(slot)->count == TILE_VOXELS)
		return hash_voxels(slot_tile(slot)->voxel);
	distinct_voxels(slot, voxel);
	return hash_voxels(voxel);
}

static void
append(struct distinct *d, tile_slot slot)
{
	if (d->count == d->size) {
		d->size = d->size == 0 ? 256 : 2 * d->size;
		d->slot = xrealloc(d->slot, d->size * sizeof *d->slot);
	}
	d->slot[d->count++] = slot;
}

/* By content: the number it has, or the next one. */
static uint32_t
number_content(struct distinct *d, tile_slot slot)
{
	uint64_t hash;
	uint32_t number;

	if (slot_count(slot) == 0)
		return DISTINCT_NONE;
	if (!slot_uniform(slot) && tile_uniform(slot_tile(slot)))
		slot = slot_of_color(slot_tile(slot)->voxel[0]);
	for (hash = hash_slot(slot);; hash++) {
		number = d->count;
		if (hash == 0)
			continue;
		if (!lookup_number(&d->by_hash, hash, &number)) {
			append(d, slot);
			return number;
		}
		if (slot_same(d->slot[number], slot))
			return number;
	}
}

bool
distinct_number(struct distinct *d, tile_slot slot, uint32_t *number)
{
	uint32_t count = d->count, wanted = d->count;

	*number = DISTINCT_NONE;
	if (slot == 0)
		return false;
	if (lookup_number(&d->by_slot, slot, &wanted)) {
		*number = wanted;
		return false;
	}
	*number = number_content(d, slot);
	if (*number != wanted)
		lookup_change(&d->by_slot, slot, *number);
	return d->count > count;
}
