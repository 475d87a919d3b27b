/*
 * paint - recolour what is connected
 *
 * The fill goes from tile to tile.  For each tile it reaches, an area holds two
 * bits a voxel: `like`, the colour is near enough to the seed's, and `found`.
 * Within an area, what is found spreads over what is like by shifting whole
 * words, 64 voxels at once; what reaches a face is handed to the area of the
 * next tile, which then waits for its turn.  Nothing is written before all is
 * found, so a fill that turns out too big has changed nothing.
 */
#include <stdlib.h>

#include "bounds.h"
#include "goxel/paint.h"
#include "mem.h"

#define LAYER_WORDS	(TILE_SIDE * TILE_SIDE / 64)	/* of one z */
#define FIRST_X		0x0001000100010001ull		/* of four rows */
#define LAST_X		(FIRST_X << 15)
#define ROW		0xffffull
#define NO_AREA		UINT32_MAX

struct area {
	struct pos	 at;			/* lowest corner */
	uint32_t	 count;			/* found, when last spread */
	bool		 waiting;		/* found has grown since */
	uint64_t	 like[TILE_WORDS];
	uint64_t	 found[TILE_WORDS];
};

struct flood {
	const struct volume	*volume;
	struct rgba		 seed;
	int			 tolerance;
	struct area		*area;
	uint32_t		 count, size;	/* areas */
	uint32_t		*table;		/* by place: index of an area */
	uint32_t		 table_size;	/* a power of two, or 0 */
	uint32_t		*stack;		/* areas that wait */
	uint32_t		 depth;
	uint64_t		 voxels;	/* found */
};

static bool
alike(const struct flood *f, struct rgba color)
{
	int i;

	for (i = 0; i < ALPHA; i++)
		if (abs(color.c[i] - f->seed.c[i]) > f->tolerance)
			return false;
	return rgba_exists(color);
}

static void
find_like(const struct flood *f, tile_slot slot, uint64_t like[TILE_WORDS])
{
	const struct tile *tile = slot_tile(slot);
	struct rgba last = f->seed;
	bool is = true;
	int i;

	memset(like, 0, TILE_WORDS * sizeof like[0]);
	if (slot_uniform(slot)) {
		if (alike(f, slot_color(slot)))
			memset(like, 0xff, TILE_WORDS * sizeof like[0]);
		return;
	}
	for (i = 0; i < TILE_VOXELS; i++) {
		if (!rgba_same(tile->voxel[i], last)) {
			last = tile->voxel[i];
			is = alike(f, last);
		}
		like[i / 64] |= (uint64_t)is << i % 64;
	}
}

/* Where the index of the area at a place is in the table, or belongs. */
static uint32_t *
find_entry(const struct flood *f, const struct pos *at)
{
	uint64_t hash = 0;
	uint32_t i;
	int axis;

	for (axis = 0; axis < 3; axis++)
		hash = (hash ^ (uint32_t)at->at[axis]) * 0x9e3779b97f4a7c15ull;
	for (i = (uint32_t)(hash >> 32);; i++) {
		uint32_t *entry = &f->table[i & (f->table_size - 1)];

		if (*entry == NO_AREA ||
		    memcmp(&f->area[*entry].at, at, sizeof *at) == 0)
			return entry;
	}
}

static void
grow(struct flood *f)
{
	uint32_t i;

	f->size = f->size * 2 + 32;
	f->area = xrealloc(f->area, f->size * sizeof *f->area);
	f->stack = xrealloc(f->stack, f->size * sizeof *f->stack);
	f->table_size = 4;
	while (f->table_size < 2 * f->size)
		f->table_size *= 2;
	f->table = xrealloc(f->table, f->table_size * sizeof *f->table);
	memset(f->table, 0xff, f->table_size * sizeof *f->table);
	for (i = 0; i < f->count; i++)
		*find_entry(f, &f->area[i].at) = i;
}

/* The area of the tile with this lowest corner; NULL where nothing is. */
static struct area *
find_area(struct flood *f, const struct pos *at)
{
	tile_slot slot = volume_slot(f->volume, at);
	struct area *area;
	uint32_t *entry;

	if (slot == 0 || (slot_uniform(slot) && !alike(f, slot_color(slot))))
		return NULL;
	if (f->count == f->size)
		grow(f);
	entry = find_entry(f, at);
	if (*entry != NO_AREA)
		return &f->area[*entry];
	*entry = f->count;
	area = &f->area[f->count++];
	*area = (struct area){ .at = *at };
	find_like(f, slot, area->like);
	return area;
}

/* What reaches an area at these voxels is found if it is like. */
static void
hand_over(struct flood *f, struct area *area, int word, uint64_t bits)
{
	bits &= area->like[word] & ~area->found[word];
	if (bits == 0)
		return;
	area->found[word] |= bits;
	if (!area->waiting)
		f->stack[f->depth++] = (uint32_t)(area - f->area);
	area->waiting = true;
}

/* Along x and y within four rows, as far as it goes. */
static uint64_t
spread_word(uint64_t found, uint64_t like)
{
	uint64_t before;

	do {
		before = found;
		found |= like & ((found & ~LAST_X) << 1 |
		    (found & ~FIRST_X) >> 1);
		found |= like & (found << 16 | found >> 16);
	} while (found != before);
	return found;
}

/* To a word from those beside it.  True when it grew. */
static bool
spread_to(struct area *area, int word)
{
	uint64_t *found = area->found, reached = found[word], grown;

	if (word % LAYER_WORDS > 0)
		reached |= found[word - 1] >> 48;
	if (word % LAYER_WORDS < LAYER_WORDS - 1)
		reached |= found[word + 1] << 48;
	if (word >= LAYER_WORDS)
		reached |= found[word - LAYER_WORDS];
	if (word < TILE_WORDS - LAYER_WORDS)
		reached |= found[word + LAYER_WORDS];
	reached &= area->like[word];
	if (reached == 0)
		return false;
	grown = spread_word(reached, area->like[word]);
	if (grown == found[word])
		return false;
	found[word] = grown;
	return true;
}

/* Upwards and downwards in turn, until a turn finds nothing. */
static void
spread(struct flood *f, struct area *area)
{
	bool grew = true;
	uint32_t count = 0;
	int word;

	while (grew) {
		grew = false;
		for (word = 0; word < TILE_WORDS; word++)
			grew |= spread_to(area, word);
		for (word = TILE_WORDS - 1; word >= 0; word--)
			grew |= spread_to(area, word);
	}
	for (word = 0; word < TILE_WORDS; word++)
		count += (uint32_t)__builtin_popcountll(area->found[word]);
	f->voxels += count - area->count;
	area->count = count;
}

/* What is found in the face towards +1 or -1 on an axis, in this word, where
 * the next tile sees it; and in which of its words that is. */
static uint64_t
face_bits(uint64_t found, int axis, int step, int word, int *there)
{
	int last = LAYER_WORDS - 1;

	*there = word;
	if (axis == 0)
		return step > 0 ? (found & LAST_X) >> 15 :
		    (found & FIRST_X) << 15;
	if (axis == 2) {
		*there = word ^ (TILE_WORDS - LAYER_WORDS);
		return word / LAYER_WORDS ==
		    (step > 0 ? TILE_SIDE - 1 : 0) ? found : 0;
	}
	*there = word ^ last;
	if (word % LAYER_WORDS != (step > 0 ? last : 0))
		return 0;
	return step > 0 ? found >> 48 : (found & ROW) << 48;
}

/* The areas may move in memory when a new one is made: hence the index. */
static void
spread_beyond(struct flood *f, uint32_t index, int axis, int step)
{
	struct pos at = f->area[index].at;
	struct area *next = NULL;
	int word, there;

	at.at[axis] += step * TILE_SIDE;
	for (word = 0; word < TILE_WORDS; word++) {
		uint64_t bits = face_bits(f->area[index].found[word], axis,
		    step, word, &there);

		if (bits == 0)
			continue;
		if (next == NULL && (next = find_area(f, &at)) == NULL)
			return;
		hand_over(f, next, there, bits);
	}
}

static void
find(struct flood *f, const struct pos *seed)
{
	struct pos at = *seed;
	uint32_t index, i = tile_index(seed);
	int axis;

	for (axis = 0; axis < 3; axis++)
		at.at[axis] &= -TILE_SIDE;
	hand_over(f, find_area(f, &at), (int)(i / 64), 1ull << i % 64);
	while (f->depth > 0 && f->voxels <= BOUND_EDIT_VOXELS) {
		index = f->stack[--f->depth];
		f->area[index].waiting = false;
		spread(f, &f->area[index]);
		for (axis = 0; axis < 3; axis++) {
			spread_beyond(f, index, axis, 1);
			spread_beyond(f, index, axis, -1);
		}
	}
}

static enum err
recolor_area(struct volume *v, const struct area *area, struct rgba color)
{
	enum err err = OK;
	struct pos pos;
	int axis, i;

	if (area->count == TILE_VOXELS)
		return volume_put(v, &area->at, slot_of_color(color));
	for (i = 0; err == OK && i < TILE_VOXELS; i++) {
		if ((area->found[i / 64] >> i % 64 & 1) == 0)
			continue;
		for (axis = 0; axis < 3; axis++)
			pos.at[axis] = area->at.at[axis] + (i >> 4 * axis & 15);
		err = volume_set_near(v, &pos, color);
	}
	return err;
}

/* What is asked for. */
struct flood_wish {
	const struct pos	*seed;
	int			 tolerance;
	struct rgba		 color;
};


/* Find in `v`, write into `to`. */
static enum err
flood(struct volume *v, struct volume *to, const struct flood_wish *wish,
    uint64_t *filled)
{
	struct flood f = { .volume = v, .seed = volume_get(v, wish->seed),
	    .tolerance = wish->tolerance > 0 ? wish->tolerance : 0 };
	enum err err = OK;
	uint32_t i;

	*filled = 0;
	if (!rgba_exists(f.seed))
		return ERR_NO_VOXEL;
	find(&f, wish->seed);
	if (f.voxels > BOUND_EDIT_VOXELS)
		err = ERR_TOO_BIG;
	else
		*filled = f.voxels;
	for (i = 0; err == OK && i < f.count; i++)
		err = recolor_area(to, &f.area[i], wish->color);
	free(f.area);
	free(f.stack);
	free(f.table);
	return err;
}

enum err
paint_flood(struct volume *v, const struct pos *seed, int tolerance,
    struct rgba color, uint64_t *filled)
{
	struct flood_wish wish = { seed, tolerance, color };

	return flood(v, v, &wish, filled);
}

enum err
paint_connected(struct volume *v, const struct pos *seed, int tolerance,
    struct volume *mask)
{
	struct flood_wish wish = { seed, tolerance,
	    { { 255, 255, 255, 255 } } };
	uint64_t filled;

	return flood(v, mask, &wish, &filled);
}
