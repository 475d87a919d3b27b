/*
 * recolor - other colours for the voxels of a volume
 *
 * The volume is walked as it was, while it is written: a copy holds on to that.
 * Models have few colours, so what was made of a colour is remembered.
 */
#include <math.h>
#include <stdlib.h>

#include "bounds.h"
#include "goxel/mask.h"
#include "goxel/recolor.h"
#include "goxel/reuse.h"

#define MEMORY	1024u		/* colours remembered; a power of two */

struct run {
	struct recolor		*recolor;
	struct volume		*volume;
	struct reuse		 tiles;
	uint64_t		 count;
	struct { struct rgba from, to; } memory[MEMORY];
};

/* What is not remembered yet is a colour of no voxel. */
static struct rgba
change(struct run *run, struct rgba color)
{
	uint32_t at = rgba_word(color) * 0x9e3779b1u >> 22;
	struct rgba to;

	if (!rgba_same(run->memory[at].from, color)) {
		to = run->recolor->change(run->recolor->how, color);
		to.c[ALPHA] = color.c[ALPHA];
		run->memory[at].from = color;
		run->memory[at].to = to;
	}
	return run->memory[at].to;
}

/* A copy of the tile with other colours where the bits are. */
static tile_slot
change_voxels(struct run *run, const struct tile *tile,
    const uint64_t bits[TILE_WORDS])
{
	struct tile *copy = tile_copy(tile);
	struct rgba *voxel;
	uint64_t rest;
	int word;

	for (word = 0; word < TILE_WORDS; word++) {
		rest = tile->mask[word] & bits[word];
		for (; rest != 0; rest &= rest - 1) {
			voxel = &copy->voxel[word * 64 +
			    __builtin_ctzll(rest)];
			*voxel = change(run, *voxel);
		}
	}
	return slot_of_tile(copy);
}

/* A whole tile, once for all places where it is. */
static tile_slot
change_whole(struct run *run, tile_slot slot)
{
	tile_slot now;

	slot_take(slot);
	if (reuse_find(&run->tiles, slot, 1, &now))
		return now;
	reuse_keep(&run->tiles, slot, 1);
	slot_drop(slot);
	now = change_voxels(run, slot_tile(slot), slot_tile(slot)->mask);
	reuse_made(&run->tiles, slot, 1, now);
	return now;
}

/* A uniform tile of which only a part changes. */
static tile_slot
change_part(struct run *run, tile_slot slot, const uint64_t bits[TILE_WORDS])
{
	struct tile *tile = tile_new(slot_color(slot));
	tile_slot now = change_voxels(run, tile, bits);

	tile_drop(tile);
	return now;
}

static enum err
change_tile(struct run *run, const struct pos *at, tile_slot slot)
{
	const struct volume *where = run->recolor->where;
	uint64_t bits[TILE_WORDS];
	tile_slot cut = where == NULL ? 1 : volume_slot(where, at), now;
	int word;

	run->recolor->walked++;
	if (cut == 0)
		return OK;
	if (where == NULL || slot_uniform(cut)) {
		run->count += slot_count(slot);
		now = slot_uniform(slot) ?
		    slot_of_color(change(run, slot_color(slot))) :
		    change_whole(run, slot);
		return volume_put(run->volume, at, now);
	}
	mask_bits(where, at, bits);
	for (word = 0; word < TILE_WORDS; word++)
		run->count += (uint64_t)__builtin_popcountll(bits[word] &
		    (slot_uniform(slot) ? ~0ull : slot_tile(slot)->mask[word]));
	now = slot_uniform(slot) ? change_part(run, slot, bits) :
	    change_voxels(run, slot_tile(slot), bits);
	return volume_put(run->volume, at, now);
}

/* A sector of one colour: at once, or tile by tile. */
static enum err
change_sector(struct run *run, const struct pos *at, tile_slot slot)
{
	const struct volume *where = run->recolor->where;
	struct box cube = { *at, *at };
	int32_t side = SECTOR_SIDE;
	tile_slot cut = 1;
	struct pos tile;
	enum err err = OK;
	int axis, i;

	if (where != NULL)
		cut = volume_slot_wide(where, at, &side);
	run->recolor->walked++;
	if (side == SECTOR_SIDE && cut == 0)
		return OK;
	for (axis = 0; axis < 3; axis++)
		cube.hi.at[axis] += SECTOR_SIDE;
	if (side == SECTOR_SIDE) {
		run->count += box_voxels(&cube);
		return volume_fill(run->volume, &cube,
		    change(run, slot_color(slot)));
	}
	for (i = 0; err == OK && i < SECTOR_SLOTS; i++) {
		for (axis = 0; axis < 3; axis++)
			tile.at[axis] = at->at[axis] +
			    TILE_SIDE * (i >> 3 * axis & 7);
		err = change_tile(run, &tile, slot);
	}
	return err;
}

enum err
recolor_run(struct recolor *recolor, struct volume *v, uint64_t *count)
{
	struct run run = { .recolor = recolor, .volume = v };
	struct volume was = { 0 };
	struct volume_walk walk;
	enum err err = OK;

	volume_copy(&was, v);
	reuse_init(&run.tiles, slot_take, slot_drop);
	volume_walk_open(&walk, &was);
	while (err == OK && volume_walk_next(&walk)) {
		if (recolor->walked >= BOUND_EDIT_TILES)
			err = ERR_TOO_BIG;
		else if (walk.side == SECTOR_SIDE)
			err = change_sector(&run, &walk.at, walk.here);
		else
			err = change_tile(&run, &walk.at, walk.here);
	}
	reuse_fini(&run.tiles);
	volume_fini(&was);
	*count += run.count;
	return err;
}

/*
 * What is made of a colour
 */

struct hsl { double h, s, l; };		/* h: 0 to 6; s, l: 0 to 1 */

static struct hsl
hsl_of(const double c[3])
{
	double most = fmax(c[0], fmax(c[1], c[2]));
	double least = fmin(c[0], fmin(c[1], c[2]));
	double chroma = most - least;
	struct hsl hsl = { 0, 0, (most + least) / 2 };

	if (chroma <= 0)
		return hsl;
	hsl.s = chroma / (1 - fabs(2 * hsl.l - 1));
	if (most == c[0])
		hsl.h = (c[1] - c[2]) / chroma;
	else if (most == c[1])
		hsl.h = 2 + (c[2] - c[0]) / chroma;
	else
		hsl.h = 4 + (c[0] - c[1]) / chroma;
	return hsl;
}

static void
rgb_of(const struct hsl *hsl, double c[3])
{
	double chroma = (1 - fabs(2 * hsl->l - 1)) * hsl->s, from;
	int i;

	/* Red is fullest at 0, green at 2, blue at 4; each a tent. */
	for (i = 0; i < 3; i++) {
		from = fabs(fmod(hsl->h - 2 * i + 15, 6) - 3);
		c[i] = hsl->l + chroma *
		    (fmin(fmax(2 - from, 0), 1) - 0.5);
	}
}

static double
within(double value, double lo, double hi)
{
	return fmin(fmax(value, lo), hi);
}

struct rgba
recolor_shift(const void *how, struct rgba color)
{
	const struct recolor_shift *shift = how;
	double c[3];
	struct hsl hsl;
	int i;

	for (i = 0; i < 3; i++)
		c[i] = color.c[i] / 255.0;
	hsl = hsl_of(c);
	hsl.h = fmod(hsl.h + shift->hue / 60 + 12, 6);
	hsl.s = within(hsl.s * (1 + shift->saturation / 100), 0, 1);
	hsl.l = within(hsl.l + shift->lightness / 100, 0, 1);
	rgb_of(&hsl, c);
	for (i = 0; i < 3; i++) {
		c[i] = 0.5 + (c[i] - 0.5) * (1 + shift->contrast / 100);
		color.c[i] = (uint8_t)(within(c[i], 0, 1) * 255 + 0.5);
	}
	return color;
}

struct rgba
recolor_pair(const void *how, struct rgba color)
{
	const struct recolor_pair *pair = how;
	int i;

	for (i = 0; i < ALPHA; i++)
		if (abs(color.c[i] - pair->from.c[i]) > pair->tolerance)
			return color;
	return pair->to;
}

struct rgba
recolor_nearest(const void *how, struct rgba color)
{
	const struct recolor_palette *palette = how;
	int32_t best = INT32_MAX, sum, apart;
	const uint8_t *at = palette->at;
	struct rgba to = color;
	uint32_t i;
	int k;

	for (i = 0; i < palette->count; i++, at += 3) {
		sum = 0;
		for (k = 0; k < 3; k++) {
			apart = color.c[k] - at[k];
			sum += apart * apart;
		}
		if (sum >= best)
			continue;
		best = sum;
		memcpy(to.c, at, 3);
	}
	return to;
}
