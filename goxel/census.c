/*
 * census - how many voxels there are of each colour
 */
#include <stdlib.h>
#include <string.h>

#include "goxel/census.h"
#include "mem.h"

#define SIZE_FIRST	256	/* colours a new table has room for, times 2 */

void
census_fini(struct census *c)
{
	free(c->at);
	*c = (struct census){ 0 };
}

static struct census_entry *
place_of(const struct census *c, struct rgba color)
{
	uint32_t word, at;

	memcpy(&word, &color, sizeof word);
	at = (uint32_t)(word * 0x9e3779b97f4a7c15u >> 32) & (c->size - 1);
	while (c->at[at].count != 0 && !rgba_same(c->at[at].color, color))
		at = (at + 1) & (c->size - 1);
	return &c->at[at];
}

static void
grow(struct census *c)
{
	struct census old = *c;
	uint32_t i;

	c->size = old.size == 0 ? SIZE_FIRST : 2 * old.size;
	c->at = xcalloc(c->size, sizeof *c->at);
	for (i = 0; i < old.size; i++)
		if (old.at[i].count != 0)
			*place_of(c, old.at[i].color) = old.at[i];
	free(old.at);
}

static uint8_t
middle(uint8_t value, uint32_t bin)
{
	uint32_t at = value / bin * bin + bin / 2;

	return (uint8_t)(at > 255 ? 255 : at);
}

static void
count_color(struct census *c, struct rgba color, uint64_t count)
{
	struct census_entry *entry;
	int i;

	if (color.c[ALPHA] == 0 || count == 0)
		return;
	for (i = 0; i < 3 && c->bin > 1; i++)
		color.c[i] = middle(color.c[i], c->bin);
	if (2 * c->count >= c->size)
		grow(c);
	entry = place_of(c, color);
	if (entry->count == 0) {
		entry->color = color;
		c->count++;
	}
	entry->count += count;
	c->voxels += count;
}

/* The voxels of one tile within `part`, a box inside it. */
static void
count_tile(struct census *c, const struct tile *tile, const struct box *part)
{
	struct pos p;

	for (p.at[2] = part->lo.at[2]; p.at[2] < part->hi.at[2]; p.at[2]++)
		for (p.at[1] = part->lo.at[1]; p.at[1] < part->hi.at[1];
		    p.at[1]++)
			for (p.at[0] = part->lo.at[0];
			    p.at[0] < part->hi.at[0]; p.at[0]++)
				count_color(c, tile->voxel[tile_index(&p)], 1);
}

void
census_add(struct census *c, const struct volume *volume,
    const struct box *box)
{
	struct volume_scan scan;
	struct box part;
	int axis;

	volume_scan_open(&scan, volume, box);
	while (volume_scan_next(&scan)) {
		part = (struct box){ scan.at, scan.at };
		for (axis = 0; axis < 3; axis++)
			part.hi.at[axis] += TILE_SIDE;
		part = box_cut(&part, box);
		if (slot_uniform(scan.here))
			count_color(c, slot_color(scan.here),
			    box_voxels(&part));
		else
			count_tile(c, slot_tile(scan.here), &part);
	}
	volume_scan_close(&scan);
}

static int
by_color(const void *a, const void *b)
{
	const struct census_entry *one = a, *other = b;

	return memcmp(&one->color, &other->color, sizeof one->color);
}

static int
by_count(const void *a, const void *b)
{
	const struct census_entry *one = a, *other = b;

	if (one->count != other->count)
		return one->count < other->count ? 1 : -1;
	return by_color(a, b);
}

void
census_sort(struct census *c, bool most_frequent_first)
{
	uint32_t i, kept = 0;

	for (i = 0; i < c->size; i++)
		if (c->at[i].count != 0)
			c->at[kept++] = c->at[i];
	if (kept == 0)
		return;
	memset(c->at + kept, 0, (c->size - kept) * sizeof *c->at);
	qsort(c->at, kept, sizeof *c->at,
	    most_frequent_first ? by_count : by_color);
}
