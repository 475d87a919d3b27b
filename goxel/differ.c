/*
 * differ - how many voxels of two images differ, and where
 *
 * Blocks are compared by key, then slots, then voxels; each only where the
 * two are not one and the same in memory.
 */
#include "goxel/differ.h"
#include "goxel/sector.h"

static void
add_box(struct differ *d, const struct box *box, uint64_t voxels)
{
	d->box = d->voxels == 0 ? *box : box_join(&d->box, box);
	d->voxels += voxels;
	d->tiles++;
}

static void
add_cube(struct differ *d, const struct pos *at, int32_t side)
{
	struct box cube = { *at, *at };
	int axis;

	for (axis = 0; axis < 3; axis++)
		cube.hi.at[axis] += side;
	add_box(d, &cube, (uint64_t)side * side * side);
}

static bool
same_voxel(struct rgba a, struct rgba b)
{
	return rgba_same(a, b) || (!rgba_exists(a) && !rgba_exists(b));
}

/* The 64 voxels of a tile from here on are the same in both. */
static bool
same_word(tile_slot a, tile_slot b, uint32_t first)
{
	const struct tile *one, *other;

	if (slot_uniform(a) || slot_uniform(b))
		return false;
	one = slot_tile(a);
	other = slot_tile(b);
	return one->mask[first / 64] == other->mask[first / 64] &&
	    memcmp(&one->voxel[first], &other->voxel[first],
	    64 * sizeof one->voxel[0]) == 0;
}

static void
widen(struct box *box, uint32_t index)
{
	int axis;

	for (axis = 0; axis < 3; axis++) {
		int32_t c = (int32_t)(index >> 4 * axis & 15);

		if (c < box->lo.at[axis])
			box->lo.at[axis] = c;
		if (c >= box->hi.at[axis])
			box->hi.at[axis] = c + 1;
	}
}

/* Two slots of which one at least is a tile and none is empty; the voxels that
 * differ, and in `found` the box around them. */
static uint32_t
compare_voxels(tile_slot a, tile_slot b, struct box *found)
{
	uint32_t i, count = 0;

	*found = (struct box){ { { TILE_SIDE, TILE_SIDE, TILE_SIDE } },
	    { { 0 } } };
	for (i = 0; i < TILE_VOXELS; i++) {
		if (i % 64 == 0 && same_word(a, b, i)) {
			i += 63;
			continue;
		}
		if (same_voxel(slot_get(a, i), slot_get(b, i)))
			continue;
		count++;
		widen(found, i);
	}
	return count;
}

static void
compare_tiles(struct differ *d, tile_slot a, tile_slot b,
    const struct pos *at)
{
	tile_slot only = a == 0 ? b : a;
	struct box found;
	uint32_t count;
	int axis;

	if (a != 0 && b != 0) {
		count = compare_voxels(a, b, &found);
	} else {
		count = slot_count(only);
		if (count > 0)
			found = tile_bounds(slot_tile(only));
	}
	if (count == 0)
		return;
	for (axis = 0; axis < 3; axis++) {
		found.lo.at[axis] += at->at[axis];
		found.hi.at[axis] += at->at[axis];
	}
	add_box(d, &found, count);
}

static bool
simple(tile_slot slot)
{
	return slot == 0 || slot_uniform(slot);
}

static void
compare_slots(struct differ *d, tile_slot a, tile_slot b,
    const struct pos *at)
{
	if (a == b)
		return;
	if (simple(a) && simple(b))
		add_cube(d, at, TILE_SIDE);
	else
		compare_tiles(d, a, b, at);
}

static void
compare_blocks(struct differ *d, tile_slot a, tile_slot b,
    const struct pos *at)
{
	struct pos here;
	uint32_t i;
	int axis;

	if (a == b)
		return;
	if (simple(a) && simple(b)) {
		add_cube(d, at, SECTOR_SIDE);
		return;
	}
	for (i = 0; i < SECTOR_SLOTS; i++) {
		for (axis = 0; axis < 3; axis++)
			here.at[axis] = at->at[axis] +
			    (int32_t)(i >> 3 * axis & 7) * TILE_SIDE;
		compare_slots(d, block_slot(a, i), block_slot(b, i), &here);
	}
}

/* The blocks of `a`; those that `b` has too are left out if `alone`. */
static void
compare_table(struct differ *d, const struct volume_table *a,
    const struct volume_table *b, bool alone)
{
	const struct entry *entry;
	struct pos at;
	tile_slot block;
	uint32_t i;

	for (i = 0; a != NULL && i < a->size; i++) {
		entry = &a->entry[i];
		if (entry->block == 0)
			continue;
		block = table_block(b, entry->key);
		if (block == entry->block || (alone && block != 0))
			continue;
		at = sector_at(entry->key);
		compare_blocks(d, entry->block, block, &at);
	}
}

void
differ_volumes(struct differ *d, const struct volume *a,
    const struct volume *b)
{
	if (a->table == b->table)
		return;
	compare_table(d, a->table, b->table, false);
	compare_table(d, b->table, a->table, true);
}

static void
compare_layers(struct differ *d, const struct image *a,
    const struct image *b, bool alone)
{
	static const struct volume nothing;
	const struct layer *one, *other;
	uint32_t i;

	for (i = 0; i < a->layer_count; i++) {
		one = a->layers[i];
		if (i < b->layer_count && b->layers[i]->id == one->id)
			other = b->layers[i];
		else
			other = image_layer(b, one->id);
		if (other == NULL)
			differ_volumes(d, &one->volume, &nothing);
		else if (other != one && !alone)
			differ_volumes(d, &one->volume, &other->volume);
	}
}

void
differ_images(struct differ *d, const struct image *a, const struct image *b)
{
	compare_layers(d, a, b, false);
	compare_layers(d, b, a, true);
}
