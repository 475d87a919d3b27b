/*
 * sweep - one colour combined with a region of a volume
 *
 * For each cube of voxels, sector or tile, there are two questions: what does
 * the region do to it, and can that be done to the whole of it?
 *
 *	cover	none	the colour with alpha 0, which most modes skip, and
 *			mult_alpha does here, though not in a merge
 *		full	the colour
 *		part	the cube is cut: go down, tile or voxels
 *	effect	leaves	nothing to do
 *		gives	the slot becomes this colour, whatever it was
 *		mixes	a slot of one colour becomes another colour;
 *			what is not of one colour: go down
 *
 * Intersections reach beyond the box: what the box does not touch is cleared,
 * and tiles that it touches are treated to their edges.
 *
 * All is counted before anything is changed: sectors to be made, against
 * BOUND_SECTORS, and tiles to be walked, against BOUND_EDIT_TILES.  Equal
 * pieces of the surface of a box are made once and shared (reuse.h), and
 * neither is then counted.
 */
#include "bounds.h"
#include "goxel/patch.h"
#include "goxel/reuse.h"
#include "goxel/sector.h"
#include "goxel/sweep.h"
#include "goxel/tiles.h"

struct action {
	enum mode_effect	 effect;
	struct rgba		 source;	/* combined where it mixes */
	struct rgba		 result;	/* where it gives */
};

struct run {
	const struct sweep	*sweep;
	struct volume		*volume;
	struct action		 none, full;
	bool			 wide;		/* an intersection */
	bool			 creates;
	struct reuse		 tiles, sectors;
	struct tiles		 at;		/* in the sector changed */
	const struct sector	*sector;
};

static const struct action leave = { .effect = MODE_LEAVES };

static struct box
cube_at(const struct pos *lo, int32_t side)
{
	struct box cube;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		cube.lo.at[axis] = lo->at[axis];
		cube.hi.at[axis] = lo->at[axis] + side;
	}
	return cube;
}

/* What happens to a cube of voxels alike; NULL when it is cut. */
static const struct action *
action_for(const struct run *run, const struct box *cube)
{
	const struct sweep *sweep = run->sweep;
	bool inside = box_covers(&sweep->box, cube);
	enum cover cover;

	if (!box_meets(&sweep->box, cube))
		return run->wide ? &run->none : &leave;
	if (sweep->cover == NULL)
		return inside ? &run->full : NULL;
	cover = sweep->cover(sweep, cube);
	if (cover == COVER_NONE && (inside || run->wide ||
	    run->none.effect == MODE_LEAVES))
		return &run->none;
	return cover == COVER_FULL && inside ? &run->full : NULL;
}

/* As merge_whole() in mode.c: true when the slot need not be opened. */
static bool
change_whole(const struct run *run, const struct action *action,
    tile_slot slot, tile_slot *now)
{
	*now = slot;
	if (slot == 0 && !run->creates)
		return true;
	if (action == NULL)
		return false;
	if (action->effect == MODE_GIVES)
		*now = slot_of_color(action->result);
	else if (action->effect == MODE_MIXES && block_split(slot))
		return false;
	else if (action->effect == MODE_MIXES)
		*now = slot_of_color(mode_combine(run->sweep->mode,
		    slot_get(slot, 0), action->source));
	return true;
}

/*
 * A number for what is done to a cube, equal when the same is done to another
 * of its size; 0 when nothing can be said.
 */
static uint64_t
pattern(const struct run *run, const struct action *action,
    const struct box *cube)
{
	const struct box *box = &run->sweep->box;
	uint64_t cut = 0;
	int axis;

	if (action != NULL)
		return action == &run->full ? 1 : 2;
	if (run->sweep->cover != NULL)
		return 0;
	for (axis = 0; axis < 3; axis++)
		cut = cut << 2 |
		    (uint64_t)(box->lo.at[axis] > cube->lo.at[axis]) << 1 |
		    (uint64_t)(box->hi.at[axis] < cube->hi.at[axis]);
	return cut | 64;
}

/* One colour, four at a time; the last four may overlap those before. */
static void
fill_run(struct rgba *voxel, int count, struct rgba color)
{
	const struct rgba four[4] = { color, color, color, color };
	int i;

	for (i = 0; i + 4 <= count; i += 4)
		memcpy(&voxel[i], four, sizeof four);
	if (count >= 4)
		memcpy(&voxel[count - 4], four, sizeof four);
	else
		memcpy(voxel, four, (size_t)count * sizeof color);
}

/* One action at voxels in a row. */
static void
act_run(enum mode mode, const struct action *action, struct rgba *voxel,
    int count)
{
	if (action->effect == MODE_MIXES)
		mode_combine_run(mode, voxel, &action->source, 0, count);
	else
		fill_run(voxel, count, action->result);
}

/* One action at the voxels of a mask of 64; their bits are put right. */
static void
act_word(enum mode mode, const struct action *action, uint64_t bits,
    struct rgba voxel[64], uint64_t *mask)
{
	uint64_t rest = bits;

	if (bits == ~0ull) {
		act_run(mode, action, voxel, 64);
	} else while (rest != 0) {
		int first = __builtin_ctzll(rest);
		int count = __builtin_ctzll(~(rest >> first));

		act_run(mode, action, &voxel[first], count);
		rest &= ~(((1ull << count) - 1) << first);
	}
	if (action->effect == MODE_MIXES)
		*mask = tile_bits(voxel);
	else
		*mask = rgba_exists(action->result) ? *mask | bits :
		    *mask & ~bits;
}

static void
act_tile(enum mode mode, const struct action *action,
    const uint64_t bits[TILE_WORDS], struct tile *tile)
{
	int word;

	if (action->effect == MODE_LEAVES)
		return;
	for (word = 0; word < TILE_WORDS; word++)
		if (bits[word] != 0)
			act_word(mode, action, bits[word],
			    &tile->voxel[word * 64], &tile->mask[word]);
}

/* Coverage is all or nothing: two masks, two actions. */
static void
cut_hard(const struct run *run, const uint64_t in[TILE_WORDS],
    const struct pos *at, struct tile *tile)
{
	const struct sweep *sweep = run->sweep;
	uint64_t full[TILE_WORDS], none[TILE_WORDS];
	struct patch patch;
	int word;

	if (sweep->mask != NULL) {
		sweep->mask(sweep, at, full);
	} else {
		patch = patch_of(&sweep->box, at);
		patch_mask(&patch, full);
	}
	for (word = 0; word < TILE_WORDS; word++) {
		none[word] = in[word] & ~full[word];
		full[word] &= in[word];
	}
	act_tile(sweep->mode, &run->full, full, tile);
	act_tile(sweep->mode, &run->none, none, tile);
	tile->count = tile_count_bits(tile->mask);
}

/* Coverage by voxel: each has a colour of its own alpha. */
static void
cut_soft(const struct run *run, const uint64_t in[TILE_WORDS],
    const struct pos *at, struct tile *tile)
{
	const struct sweep *sweep = run->sweep;
	uint8_t alpha[TILE_VOXELS];
	int i;

	sweep->alpha(sweep, at, alpha);
	for (i = 0; i < TILE_VOXELS; i++) {
		struct rgba color = sweep->color;

		color.c[ALPHA] = alpha[i];
		if ((in[i / 64] >> i % 64 & 1) == 0 || (alpha[i] == 0 &&
		    run->none.effect == MODE_LEAVES))
			continue;
		tile->voxel[i] = mode_combine(sweep->mode, tile->voxel[i],
		    color);
	}
	tile_refresh(tile);
}

static void
open_tiles(struct tiles *t, const struct run *run, const struct pos *sector)
{
	struct box cube = cube_at(sector, SECTOR_SIDE);

	tiles_open(t, run->wide ? &cube : &run->sweep->box, sector);
}

/* The tile that the box will cut after this one; or NULL. */
static const struct tile *
tile_ahead(const struct run *run)
{
	struct tiles t = run->at;

	while (tiles_next(&t)) {
		struct box cube = cube_at(&t.at, TILE_SIDE);
		tile_slot slot = run->sector->slot[t.index];

		if (block_split(slot) && !box_covers(&run->sweep->box, &cube))
			return slot_tile(slot);
	}
	return NULL;
}

/* A tile that the box cuts, and whose rest is left. */
static tile_slot
change_patch(const struct run *run, const struct pos *at, tile_slot slot)
{
	struct patch patch = patch_of(&run->sweep->box, at);
	struct tile *tile;

	if (run->full.effect == MODE_LEAVES)
		return slot;
	if (run->full.effect == MODE_GIVES) {
		tile = patch_open(&patch, slot);
		patch_fill(&patch, run->full.result, tile, tile_ahead(run));
	} else {
		tile = slot_open(slot);
		patch_combine(&patch, run->sweep->mode, run->full.source,
		    tile);
	}
	return slot_of_tile(tile);
}

/* A tile that a shape cuts, or of which the rest is not left. */
static struct tile *
change_part(const struct run *run, const struct pos *at, struct tile *tile)
{
	struct patch patch = { .hi = { TILE_SIDE, TILE_SIDE, TILE_SIDE } };
	uint64_t in[TILE_WORDS];

	if (!run->wide)
		patch = patch_of(&run->sweep->box, at);
	patch_mask(&patch, in);
	if (run->sweep->alpha != NULL)
		cut_soft(run, in, at, tile);
	else
		cut_hard(run, in, at, tile);
	return tile;
}

/* A tile, voxel by voxel.  Takes the reference in `slot` over. */
static tile_slot
change_voxels(const struct run *run, const struct action *action,
    const struct pos *at, tile_slot slot)
{
	struct tile *tile;

	if (action == NULL && run->sweep->cover == NULL && !run->wide)
		return change_patch(run, at, slot);
	tile = slot_open(slot);
	if (action == NULL)
		return slot_of_tile(change_part(run, at, tile));
	mode_combine_run(run->sweep->mode, tile->voxel, &action->source, 0,
	    TILE_VOXELS);
	tile_refresh(tile);
	return slot_of_tile(tile);
}

/* Takes the reference to `slot` over and returns what it becomes. */
static tile_slot
change_tile(struct run *run, const struct pos *at, tile_slot slot)
{
	struct box cube = cube_at(at, TILE_SIDE);
	const struct action *action = action_for(run, &cube);
	uint64_t by;
	tile_slot now;

	if (change_whole(run, action, slot, &now)) {
		if (now != slot)
			slot_drop(slot);
		return now;
	}
	by = pattern(run, action, &cube);
	if (block_split(slot) && !tile_shared(slot_tile(slot)))
		by = 0;
	if (by == 0)
		return change_voxels(run, action, at, slot);
	if (reuse_find(&run->tiles, slot, by, &now))
		return now;
	reuse_keep(&run->tiles, slot, by);
	now = change_voxels(run, action, at, slot);
	reuse_made(&run->tiles, slot, by, now);
	return now;
}

static tile_slot
change_slots(struct run *run, const struct pos *at, tile_slot block)
{
	struct sector *sector = block_open(block);
	struct tiles *t = &run->at;

	open_tiles(t, run, at);
	run->sector = sector;
	while (tiles_next(t))
		sector_replace(sector, t->index,
		    change_tile(run, &t->at, sector->slot[t->index]));
	return block_close(sector);
}

/* As change_tile(), one level up. */
static tile_slot
change_block(struct run *run, const struct pos *at, tile_slot block)
{
	struct box cube = cube_at(at, SECTOR_SIDE);
	const struct action *action = action_for(run, &cube);
	uint64_t by;
	tile_slot now;

	if (change_whole(run, action, block, &now)) {
		if (now != block)
			block_drop(block);
		return now;
	}
	by = pattern(run, action, &cube);
	if (block_split(block) && block_sector(block)->refs == 1)
		by = 0;
	if (by == 0)
		return change_slots(run, at, block);
	if (reuse_find(&run->sectors, block, by, &now))
		return now;
	reuse_keep(&run->sectors, block, by);
	now = change_slots(run, at, block);
	reuse_made(&run->sectors, block, by, now);
	return now;
}

/* Tiles of a block that must be walked voxel by voxel. */
static uint32_t
count_walked(const struct run *run, const struct pos *at, tile_slot block)
{
	const struct sweep *sweep = run->sweep;
	uint32_t count = 0;
	struct tiles t;

	if (sweep->cover == NULL && run->creates &&
	    run->full.effect == MODE_GIVES)
		return tiles_cut(&sweep->box, at);
	open_tiles(&t, run, at);
	while (tiles_next(&t)) {
		struct box cube = cube_at(&t.at, TILE_SIDE);
		tile_slot now;

		count += !change_whole(run, action_for(run, &cube),
		    block_slot(block, t.index), &now);
	}
	return count;
}

/* What a run will need, before it changes anything. */
struct need {
	uint64_t	 blocks;	/* where there are none */
	uint64_t	 walked;	/* tiles */
};

static void
count_block(struct run *run, uint64_t key, struct need *need)
{
	tile_slot block = table_block(run->volume->table, key), now;
	struct pos at = sector_at(key);
	struct box cube = cube_at(&at, SECTOR_SIDE);
	const struct action *action = action_for(run, &cube);

	if (change_whole(run, action, block, &now)) {
		need->blocks += block == 0 && now != 0;
		return;
	}
	need->blocks += block == 0;
	if (block_split(block) || pattern(run, action, &cube) == 0)
		need->walked += count_walked(run, &at, block);
}

static void
change_entry(struct run *run, uint64_t key, struct need *need)
{
	tile_slot block = table_block(run->volume->table, key), now;
	struct pos at = sector_at(key);
	struct box cube = cube_at(&at, SECTOR_SIDE);
	struct entry *entry;

	(void)need;
	if (change_whole(run, action_for(run, &cube), block, &now) &&
	    now == block)
		return;
	entry = volume_entry(run->volume, key);
	volume_replace(run->volume, entry,
	    change_block(run, &at, entry->block));
}

typedef void visitor(struct run *, uint64_t, struct need *);

static bool
enough(const struct need *need)
{
	return need->walked > BOUND_EDIT_TILES || need->blocks > BOUND_SECTORS;
}

/* Everything that stands in the region, or everything that stands. */
static void
visit_table(struct run *run, visitor *visit, struct need *need)
{
	const struct volume_table *table = run->volume->table;
	uint32_t i;

	for (i = 0; table != NULL && i < table->size && !enough(need); i++) {
		const struct entry *entry = &table->entry[i];
		struct pos at = sector_at(entry->key);
		struct box cube = cube_at(&at, SECTOR_SIDE);

		if (entry->block != 0 &&
		    (run->wide || box_meets(&run->sweep->box, &cube)))
			visit(run, entry->key, need);
	}
}

/* Where the sector that holds this coordinate begins. */
static int32_t
sector_floor(int32_t coord)
{
	return (int32_t)(coord_bias(coord) / SECTOR_SIDE * SECTOR_SIDE) -
	    BOUND_COORD;
}

/* Everything in the region, whether something stands there or not. */
static void
visit_region(struct run *run, visitor *visit, struct need *need)
{
	const struct box *box = &run->sweep->box;
	struct pos first, at;
	int axis;

	for (axis = 0; axis < 3; axis++)
		first.at[axis] = sector_floor(box->lo.at[axis]);
	for (at = first; at.at[2] < box->hi.at[2] && !enough(need);) {
		visit(run, sector_key(&at), need);
		for (axis = 0; axis < 3; axis++) {
			at.at[axis] += SECTOR_SIDE;
			if (at.at[axis] < box->hi.at[axis] || axis == 2)
				break;
			at.at[axis] = first.at[axis];
		}
	}
}

/* Sectors that a box touches; at most 2^42. */
static uint64_t
count_sectors(const struct box *box)
{
	uint64_t count = 1;
	int axis;

	for (axis = 0; axis < 3; axis++)
		count *= (coord_bias(box->hi.at[axis] - 1) / SECTOR_SIDE) -
		    (coord_bias(box->lo.at[axis]) / SECTOR_SIDE) + 1;
	return count;
}

/* A shape fills less than its box, but never less than half of its sectors
 * when these are many. */
#define REGION_MAX	(4ull * BOUND_SECTORS)

static void
prepare(struct run *run)
{
	const struct sweep *sweep = run->sweep;
	struct action *none = &run->none, *full = &run->full;

	run->wide = sweep->mode == MODE_INTERSECT ||
	    sweep->mode == MODE_INTERSECT_FILL;
	full->source = none->source = sweep->color;
	full->effect = mode_effect(sweep->mode, full->source, &full->result);
	if (sweep->mode == MODE_MULT_ALPHA && !rgba_exists(sweep->color))
		full->effect = MODE_LEAVES;
	run->creates = mode_creates(sweep->mode) &&
	    rgba_exists(sweep->color);
	none->source.c[ALPHA] = 0;
	if (run->wide || sweep->mode == MODE_MAX)
		none->effect = mode_effect(sweep->mode, none->source,
		    &none->result);
	else
		none->effect = MODE_LEAVES;
}

static enum err
perform(struct run *run)
{
	struct need need = { 0, 0 };
	enum err err;
	void (*visit_all)(struct run *, visitor *, struct need *) =
	    run->creates ? visit_region : visit_table;

	visit_all(run, count_block, &need);
	if (need.walked > BOUND_EDIT_TILES)
		return ERR_TOO_BIG;
	if ((err = volume_reserve(run->volume, need.blocks)) != OK)
		return err;
	need = (struct need){ 0, 0 };
	volume_cool(run->volume);
	reuse_init(&run->tiles, slot_take, slot_drop);
	reuse_init(&run->sectors, block_take, block_drop);
	visit_all(run, change_entry, &need);
	reuse_fini(&run->tiles);
	reuse_fini(&run->sectors);
	return OK;
}

enum err
sweep_run(const struct sweep *sweep, struct volume *v)
{
	struct run run = { .sweep = sweep, .volume = v };

	if (!box_bounded(&sweep->box))
		return ERR_BOUNDS;
	prepare(&run);
	if (box_empty(&sweep->box) && !run.wide)
		return OK;
	if (run.creates && count_sectors(&sweep->box) > REGION_MAX)
		return ERR_TOO_BIG;
	return perform(&run);
}
