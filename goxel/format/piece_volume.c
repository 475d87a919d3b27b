/*
 * piece_volume - the volumes of images, and what these share
 *
 * Terms as in piece.c.
 *
 *	volume	u32 blocks, by rising key, each: u64 key | PIECE_NONE rgba, or
 *		number sector
 *
 *	sector	number of a sector it is like, or PIECE_NONE |
 *		runs that make 512 slots together:
 *		PIECE_COLOR u16 slots | rgba, alpha 0 is empty
 *		PIECE_TILES u16 slots | number of the first tile; the others
 *		have the following numbers, and those that are new follow here
 *		PIECE_SAME u16 slots | as in the sector it is like
 *
 *	tile	u16 runs, each: u16 count | rgba; or 0 runs and 4096 rgba
 *
 * Tiles, sectors and volumes are told apart by where they are in memory.  A
 * sector is put down as what differs from the last one that was at its place
 * in a layer of the same id.
 */
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/piece_parts.h"
#include "goxel/sector.h"
#include "mem.h"

#define RUN		6u		/* bytes of a run of voxels */
#define PIECE_NONE	UINT32_MAX	/* in the place of a number */

enum piece {				/* of a sector */
	PIECE_COLOR,
	PIECE_TILES,
	PIECE_SAME
};

static uint32_t
word_of(const struct tile *tile, uint32_t i)
{
	return rgba_word(tile->voxel[i]);
}

/* The first voxel from `i` on that is not like the one before it; mostly they
 * are alike, so look at two at once. */
static uint32_t
run_end(const struct tile *tile, uint32_t i)
{
	uint32_t word = word_of(tile, i - 1);
	uint64_t both = (uint64_t)word << 32 | word, two;

	for (; i + 2 <= TILE_VOXELS; i += 2) {
		memcpy(&two, &tile->voxel[i], sizeof two);
		if (two != both)
			break;
	}
	while (i < TILE_VOXELS && word_of(tile, i) == word)
		i++;
	return i;
}

/* Runs have to save half of the bytes to be worth their time. */
static void
put_tile(struct buf *b, const struct tile *tile)
{
	char runs[sizeof tile->voxel / 2];
	uint32_t i, end;
	size_t len = 0;
	uint16_t count;

	for (i = 0; i < TILE_VOXELS && len + RUN <= sizeof runs; i = end) {
		end = run_end(tile, i + 1);
		count = (uint16_t)(end - i);
		memcpy(runs + len, &count, sizeof count);
		memcpy(runs + len + sizeof count, &tile->voxel[i],
		    sizeof tile->voxel[i]);
		len += RUN;
	}
	if (i < TILE_VOXELS) {
		buf_add_u16(b, 0);
		buf_add(b, tile->voxel, sizeof tile->voxel);
	} else {
		buf_add_u16(b, (uint16_t)(len / RUN));
		buf_add(b, runs, len);
	}
}

/* A sector about to be put down. */
struct draft {
	const tile_slot	*slot, *like;
	uint32_t	 number[SECTOR_SLOTS];	/* of tiles */
};

static enum piece
piece_at(const struct draft *d, uint32_t i)
{
	if (d->like != NULL && d->slot[i] == d->like[i])
		return PIECE_SAME;
	return block_split(d->slot[i]) ? PIECE_TILES : PIECE_COLOR;
}

/* Slot `i` goes on what the one before it is. */
static bool
goes_on(const struct draft *d, enum piece piece, uint32_t i)
{
	if (piece_at(d, i) != piece)
		return false;
	if (piece == PIECE_TILES)
		return d->number[i] == d->number[i - 1] + 1;
	return piece == PIECE_SAME || d->slot[i] == d->slot[i - 1];
}

/* Consecutive numbers; the tiles that are new follow. */
static void
put_tiles(struct piece_out *out, const struct draft *d, uint32_t first,
    uint32_t end)
{
	uint32_t i;

	buf_add_u32(out->b, d->number[first]);
	for (i = first; i < end; i++) {
		if (d->number[i] != out->tiles_put)
			continue;
		put_tile(out->b, slot_tile(d->slot[i]));
		out->tiles_put++;
	}
}

static void
put_run(struct piece_out *out, const struct draft *d, uint32_t first,
    uint32_t end)
{
	enum piece piece = piece_at(d, first);
	struct rgba color;

	buf_add_u8(out->b, (uint8_t)piece);
	buf_add_u16(out->b, (uint16_t)(end - first));
	if (piece == PIECE_TILES)
		put_tiles(out, d, first, end);
	if (piece == PIECE_COLOR) {
		color = slot_color(d->slot[first]);
		buf_add(out->b, &color, sizeof color);
	}
}

static void
put_slots(struct piece_out *out, struct draft *d)
{
	uint32_t first, i;

	for (i = 0; i < SECTOR_SLOTS; i++) {
		if (piece_at(d, i) != PIECE_TILES)
			continue;
		d->number[i] = out->tiles.count;
		lookup_number(&out->tiles, d->slot[i], &d->number[i]);
	}
	for (first = 0; first < SECTOR_SLOTS; first = i) {
		for (i = first + 1; i < SECTOR_SLOTS &&
		    goes_on(d, piece_at(d, first), i); i++)
			continue;
		put_run(out, d, first, i);
	}
}

/* The newest sector, which is number `count` less one. */
static void
put_sector(struct piece_out *out, const struct sector *sector,
    uint64_t place)
{
	uint32_t mine = out->sectors.count - 1, like = mine;
	struct draft draft = { .slot = sector->slot };

	if ((mine & (mine - 1)) == 0)
		out->sector = xrealloc(out->sector,
		    (2 * (size_t)mine + 1) * sizeof(const struct sector *));
	out->sector[mine] = sector;
	if (lookup_number(&out->places, place, &like)) {
		draft.like = out->sector[like]->slot;
		lookup_change(&out->places, place, mine);
	}
	buf_add_u32(out->b, draft.like == NULL ? PIECE_NONE : like);
	put_slots(out, &draft);
}

static void
put_block(struct piece_out *out, tile_slot block, uint64_t place)
{
	const struct sector *sector = block_sector(block);
	struct rgba color;

	if (slot_uniform(block)) {
		color = slot_color(block);
		buf_add_u32(out->b, PIECE_NONE);
		buf_add(out->b, &color, sizeof color);
	} else if (!piece_put_number(out->b, &out->sectors, sector))
		put_sector(out, sector, place);
}

void
piece_put_volume(struct piece_out *out, const struct layer *layer)
{
	/* What a key leaves free; the same for two ids does not matter. */
	uint64_t id = layer->id & 0x1fffff;
	const struct entry *entry;
	struct volume_scan scan;
	uint32_t i;

	if (piece_put_number(out->b, &out->volumes, piece_table(layer)))
		return;
	volume_scan_open(&scan, &layer->volume, NULL);
	buf_add_u32(out->b, scan.count);
	for (i = 0; i < scan.count && !out->b->failed; i++) {
		entry = &scan.sectors[i];
		buf_add_u64(out->b, entry->key);
		put_block(out, entry->block, entry->key | id << 42);
	}
	volume_scan_close(&scan);
}

static void
take_runs(struct piece_in *p, struct tile *tile, uint32_t runs)
{
	const uint8_t *run = bytes_take(&p->in, runs * RUN);
	uint32_t i = 0, end;
	struct rgba color;
	uint16_t count;

	for (; run != NULL && runs > 0; runs--, run += RUN) {
		memcpy(&count, run, sizeof count);
		memcpy(&color, run + sizeof count, sizeof color);
		if (count == 0 || count > TILE_VOXELS - i)
			break;
		for (end = i + count; i < end; i++)
			tile->voxel[i] = color;
	}
	piece_need(p, runs == 0 && i == TILE_VOXELS);
}

/* A new tile, which is never empty. */
static void
take_tile(struct piece_in *p)
{
	uint32_t runs = bytes_u16(&p->in);
	const uint8_t *bytes;
	struct tile *tile;

	piece_pay(p, sizeof *tile);
	if (p->in.failed)
		return;
	tile = tile_blank();
	piece_list_add(&p->tiles, tile);
	if (runs > 0)
		take_runs(p, tile, runs);
	else if ((bytes = bytes_take(&p->in, sizeof tile->voxel)) != NULL)
		memcpy(tile->voxel, bytes, sizeof tile->voxel);
	tile_refresh(tile);
	piece_need(p, tile->count > 0);
}

static void
take_tiles(struct piece_in *p, tile_slot *slot, uint32_t count)
{
	uint32_t number = bytes_u32(&p->in);

	piece_need(p, number <= p->tiles.count);
	for (; count-- > 0 && !p->in.failed; number++, slot++) {
		if (number == p->tiles.count)
			take_tile(p);
		if (!p->in.failed)
			*slot = (tile_slot)tile_take(p->tiles.at[number]);
	}
}

static void
take_color(struct piece_in *p, tile_slot *slot, uint32_t count)
{
	tile_slot uniform = slot_of_color(piece_take_color(p));

	while (count-- > 0)
		*slot++ = uniform;
}

static void
copy_slots(struct piece_in *p, tile_slot *slot, const tile_slot *like,
    uint32_t count)
{
	piece_need(p, like != NULL);
	for (; count-- > 0 && !p->in.failed; slot++, like++) {
		slot_take(*like);
		*slot = *like;
	}
}

/* Slots from `first` on; returns their number. */
static uint32_t
take_run(struct piece_in *p, tile_slot slot[SECTOR_SLOTS],
    const struct sector *like, uint32_t first)
{
	enum piece piece = (enum piece)bytes_u8(&p->in);
	uint32_t count = bytes_u16(&p->in);

	piece_need(p, piece <= PIECE_SAME);
	piece_need(p, count > 0 && count <= SECTOR_SLOTS - first);
	if (p->in.failed)
		return 0;
	if (piece == PIECE_COLOR)
		take_color(p, slot + first, count);
	else if (piece == PIECE_TILES)
		take_tiles(p, slot + first, count);
	else
		copy_slots(p, slot + first,
		    like == NULL ? NULL : like->slot + first, count);
	return count;
}

static void
take_sector(struct piece_in *p)
{
	tile_slot slot[SECTOR_SLOTS] = { 0 };
	uint32_t number = bytes_u32(&p->in), i = 0;
	struct sector *sector, *like = NULL;

	piece_pay(p, sizeof *sector);
	piece_need(p, number == PIECE_NONE || number < p->sectors.count);
	if (!p->in.failed && number != PIECE_NONE)
		like = p->sectors.at[number];
	while (i < SECTOR_SLOTS && !p->in.failed)
		i += take_run(p, slot, like, i);
	sector = sector_new(0);
	for (i = 0; i < SECTOR_SLOTS; i++)
		sector_replace(sector, i, slot[i]);
	piece_need(p, sector->count > 0);
	piece_list_add(&p->sectors, sector);
}

/* A block with a reference of its own; 0 when reading has failed. */
static tile_slot
take_block(struct piece_in *p)
{
	uint32_t number = bytes_u32(&p->in);
	tile_slot block;

	if (number == PIECE_NONE) {
		block = slot_of_color(piece_take_color(p));
		piece_need(p, block != 0);
		return block;
	}
	piece_need(p, number <= p->sectors.count);
	if (number == p->sectors.count && !p->in.failed)
		take_sector(p);
	if (p->in.failed)
		return 0;
	block = (tile_slot)p->sectors.at[number];
	block_take(block);
	return block;
}

static void
take_blocks(struct piece_in *p, struct volume *v)
{
	uint32_t count = bytes_u32(&p->in);
	struct entry *entry;
	struct pos at;
	uint64_t key;

	/* A table is at most three times as large as what is in it. */
	piece_need(p, count <= BOUND_SECTORS);
	piece_pay(p, 3 * (size_t)count * sizeof *entry);
	if (p->in.failed || count == 0)
		return;
	piece_need(p, volume_reserve(v, count) == OK);
	while (count-- > 0 && !p->in.failed) {
		key = bytes_u64(&p->in);
		at = sector_at(key);
		piece_need(p, sector_key(&at) == key);
		if (p->in.failed)
			return;
		entry = volume_entry(v, key);
		piece_need(p, entry != NULL && entry->block == 0);
		if (!p->in.failed)
			volume_replace(v, entry, take_block(p));
	}
}

void
piece_take_volume(struct piece_in *p, struct layer *layer)
{
	struct layer *other;
	uint32_t number;

	if (piece_take_number(p, &p->volumes, &number)) {
		other = p->volumes.at[number];
		volume_copy(&layer->volume, &other->volume);
		return;
	}
	take_blocks(p, &layer->volume);
	piece_list_add(&p->volumes, layer);
}
