/*
 * mode - how a colour combines with what stands there
 *
 * a is what stands there, b what comes; all divisions truncate:
 *
 *	mode		r, g, b				alpha
 *	over		(255 b ba + a aa (255 - ba))	ba + aa (255 - ba) / 255
 *			/ (255 ba + aa (255 - ba))
 *	sub		a				max(0, aa - ba)
 *	sub_clamp	a				min(aa, 255 - ba)
 *	paint		(1 - t) a + t b, t = ba / 255	aa
 *	max		b				max(aa, ba)
 *	intersect	a				min(aa, ba)
 *	intersect_fill	b if alpha > 0, else a		min(aa, ba)
 *	mult_alpha	a ba / 255			aa ba / 255
 *	replace		b				ba
 *
 * Merging goes by blocks: sector with sector, then tile with tile, and only
 * two tiles, or a tile and a colour that mix, voxel with voxel.  A tile absent
 * from the source leaves what is there, even with max, which would turn it
 * black voxel by voxel; but intersections and mult_alpha clear it.
 */
#include <assert.h>

#include "goxel/mode.h"
#include "goxel/reuse.h"
#include "goxel/sector.h"

const char *const mode_names[MODE_COUNT] = {
	"over", "sub", "sub_clamp", "paint", "max", "intersect",
	"intersect_fill", "mult_alpha", "replace"
};

static const struct rgba empty;

/*
 * b ba + a (255 - ba) of two channels at a time: every other byte of a colour
 * gets 16 bits, which hold 255 * 255.  For such sums x / 255 is
 * (x + 1 + x / 256) / 256.
 */
#define LANES	0xff00ffu

static inline uint32_t
mix_lanes(uint32_t a, uint32_t b, uint32_t ba)
{
	return (b & LANES) * ba + (a & LANES) * (255 - ba);
}

static inline uint32_t
divide_lanes(uint32_t sum)
{
	return (sum + 0x10001 + (sum >> 8 & LANES)) >> 8 & LANES;
}

/* Some lane was a multiple of 255. */
static inline bool
divides_evenly(uint32_t sum, uint32_t quotient)
{
	uint32_t rest = sum - quotient * 255;

	return ((rest - 0x10001) & ~rest & 0x80008000) != 0;
}

static inline uint32_t
blend(uint32_t a, uint32_t b, uint32_t ba)
{
	return divide_lanes(mix_lanes(a, b, ba)) |
	    divide_lanes(mix_lanes(a >> 8, b >> 8, ba)) << 8;
}

static struct rgba
over_glass(struct rgba a, struct rgba b)
{
	uint32_t aa = a.c[ALPHA], ba = b.c[ALPHA];
	uint32_t under = aa * (255 - ba), sum = 255 * ba + under;
	int i;

	if (sum == 0)
		return a;
	for (i = 0; i < ALPHA; i++)
		a.c[i] = (uint8_t)((255 * b.c[i] * ba + a.c[i] * under) / sum);
	a.c[ALPHA] = (uint8_t)(ba + under / 255);
	return a;
}

static inline struct rgba
combine_over(struct rgba a, struct rgba b)
{
	const struct rgba opaque = { { 0, 0, 0, 255 } };
	uint32_t ba = b.c[ALPHA];

	if (ba == 255)
		return b;
	if (a.c[ALPHA] != 255)
		return over_glass(a, b);
	/* Above and below the line, 255 can be left out. */
	return rgba_of_word(blend(rgba_word(a), rgba_word(b), ba) |
	    rgba_word(opaque));
}

static inline struct rgba
with_alpha(struct rgba color, int alpha)
{
	color.c[ALPHA] = (uint8_t)(alpha < 0 ? 0 : alpha);
	return color;
}

static struct rgba
paint_exactly(struct rgba a, struct rgba b)
{
	double t = b.c[ALPHA] / 255.0;
	int i;

	for (i = 0; i < ALPHA; i++)
		a.c[i] = (uint8_t)((1.0 - t) * a.c[i] + t * b.c[i]);
	return a;
}

/*
 * Goxel does this in double.  Only where the sum is a multiple of 255 can that
 * differ from integers: then it may be a little less, and one less when
 * truncated.  The alphas are made 1 and 0, out of the way.
 */
static inline struct rgba
combine_paint(struct rgba a, struct rgba b)
{
	const struct rgba alpha = { { 0, 0, 0, 255 } };
	const struct rgba one = { { 0, 0, 0, 1 } };
	uint32_t ba = b.c[ALPHA], to = rgba_word(b) & ~rgba_word(alpha);
	uint32_t from = (rgba_word(a) & ~rgba_word(alpha)) | rgba_word(one);
	uint32_t even = mix_lanes(from, to, ba);
	uint32_t odd = mix_lanes(from >> 8, to >> 8, ba);
	uint32_t even_255 = divide_lanes(even), odd_255 = divide_lanes(odd);

	if (ba == 255)
		return with_alpha(b, a.c[ALPHA]);
	if (divides_evenly(even, even_255) || divides_evenly(odd, odd_255))
		return paint_exactly(a, b);
	return rgba_of_word((even_255 | odd_255 << 8) |
	    (rgba_word(a) & rgba_word(alpha)));
}

static uint8_t
lesser(uint8_t a, uint8_t b)
{
	return a < b ? a : b;
}

static struct rgba
combine_mult(struct rgba a, struct rgba b)
{
	int i;

	for (i = 0; i < 4; i++)
		a.c[i] = (uint8_t)(a.c[i] * b.c[ALPHA] / 255);
	return a;
}

static inline __attribute__((always_inline)) struct rgba
combine(enum mode mode, struct rgba under, struct rgba color)
{
	uint8_t aa = under.c[ALPHA], ba = color.c[ALPHA];

	switch (mode) {
	case MODE_OVER:
		return combine_over(under, color);
	case MODE_SUB:
		return with_alpha(under, aa - ba);
	case MODE_SUB_CLAMP:
		return with_alpha(under, lesser(aa, 255 - ba));
	case MODE_PAINT:
		return combine_paint(under, color);
	case MODE_MAX:
		return with_alpha(color, aa > ba ? aa : ba);
	case MODE_INTERSECT:
		return with_alpha(under, lesser(aa, ba));
	case MODE_INTERSECT_FILL:
		return with_alpha(lesser(aa, ba) > 0 ? color : under,
		    lesser(aa, ba));
	case MODE_MULT_ALPHA:
		return combine_mult(under, color);
	case MODE_REPLACE:
		return color;
	default:
		assert(!"a mode");
		return under;
	}
}

struct rgba
mode_combine(enum mode mode, struct rgba under, struct rgba color)
{
	return combine(mode, under, color);
}

/* Neighbours are often alike, so the last result is kept. */
static inline __attribute__((always_inline)) void
combine_run(enum mode mode, struct rgba *under, const struct rgba *over,
    int step, int count)
{
	uint32_t a = 0, b = 0, now = rgba_word(combine(mode, empty, empty));
	int i;

	for (i = 0; i < count; i++, over += step) {
		if (rgba_word(under[i]) != a || rgba_word(*over) != b) {
			a = rgba_word(under[i]);
			b = rgba_word(*over);
			now = rgba_word(combine(mode, under[i], *over));
		}
		under[i] = rgba_of_word(now);
	}
}

/* The loop made once for each mode, that it need not ask for every voxel. */
void
mode_combine_run(enum mode mode, struct rgba *under, const struct rgba *over,
    int step, int count)
{
	switch (mode) {
#define CASE(id)							\
	case id:							\
		combine_run(id, under, over, step, count);		\
		break
	CASE(MODE_OVER);
	CASE(MODE_SUB);
	CASE(MODE_SUB_CLAMP);
	CASE(MODE_PAINT);
	CASE(MODE_MAX);
	CASE(MODE_INTERSECT);
	CASE(MODE_INTERSECT_FILL);
	CASE(MODE_MULT_ALPHA);
	CASE(MODE_REPLACE);
#undef CASE
	default:
		assert(!"a mode");
	}
}

bool
mode_skips_empty(enum mode mode)
{
	return mode == MODE_OVER || mode == MODE_SUB ||
	    mode == MODE_SUB_CLAMP || mode == MODE_PAINT;
}

bool
mode_creates(enum mode mode)
{
	return mode == MODE_OVER || mode == MODE_MAX || mode == MODE_REPLACE;
}

enum mode_effect
mode_effect(enum mode mode, struct rgba color, struct rgba *result)
{
	uint8_t alpha = color.c[ALPHA];

	*result = mode_creates(mode) ? color : empty;
	switch (mode) {
	case MODE_REPLACE:
		return MODE_GIVES;
	case MODE_OVER:
	case MODE_SUB:
	case MODE_SUB_CLAMP:
		return alpha == 0 ? MODE_LEAVES :
		    alpha == 255 ? MODE_GIVES : MODE_MIXES;
	case MODE_PAINT:
		return alpha == 0 ? MODE_LEAVES : MODE_MIXES;
	case MODE_MAX:
		return alpha == 255 ? MODE_GIVES : MODE_MIXES;
	case MODE_INTERSECT:
		return alpha == 0 ? MODE_GIVES :
		    alpha == 255 ? MODE_LEAVES : MODE_MIXES;
	default:
		return alpha == 0 ? MODE_GIVES : MODE_MIXES;
	}
}

static bool
leaves_absent(enum mode mode)
{
	return mode == MODE_MAX || mode_skips_empty(mode);
}

struct merge {
	enum mode	 mode;
	struct reuse	 tiles, sectors;
};

/*
 * Try to combine two slots, or two blocks, as wholes.  With true, `now` is
 * what becomes of `under` and its reference belongs to the caller, while the
 * reference to `under` stays with him.
 */
static bool
merge_whole(enum mode mode, tile_slot under, tile_slot over, tile_slot *now)
{
	enum mode_effect effect;
	struct rgba result;

	*now = under;
	if (over == 0)
		*now = leaves_absent(mode) ? under : 0;
	if (over != 0 && under == 0)
		*now = mode_creates(mode) ? over : 0;
	if (over == 0 || under == 0)
		return true;
	if (!slot_uniform(over))
		return false;
	effect = mode_effect(mode, slot_color(over), &result);
	if (effect == MODE_MIXES && !slot_uniform(under))
		return false;
	if (effect == MODE_GIVES)
		*now = slot_of_color(result);
	else if (effect == MODE_MIXES)
		*now = slot_of_color(mode_combine(mode, slot_color(under),
		    slot_color(over)));
	return true;
}

/* 64 voxels with 64 of another tile.  What is empty comes as black. */
static void
merge_word(enum mode mode, struct rgba under[64], const struct rgba over[64],
    uint64_t mask)
{
	struct rgba source[64];
	int i;

	if (mask == ~0ull) {
		mode_combine_run(mode, under, over, 1, 64);
		return;
	}
	for (i = 0; i < 64; i++)
		source[i] = mask >> i & 1 ? over[i] : empty;
	mode_combine_run(mode, under, source, 1, 64);
}

static void
merge_voxels(enum mode mode, struct tile *tile, tile_slot over)
{
	const struct tile *source = slot_tile(over);
	struct rgba color;
	int word;

	if (slot_uniform(over)) {
		color = slot_color(over);
		mode_combine_run(mode, tile->voxel, &color, 0, TILE_VOXELS);
	} else for (word = 0; word < TILE_WORDS; word++) {
		if (source->mask[word] != 0 || !mode_skips_empty(mode))
			merge_word(mode, &tile->voxel[word * 64],
			    &source->voxel[word * 64], source->mask[word]);
	}
	tile_refresh(tile);
}

/* Takes the reference to `under` over. */
static tile_slot
merge_slot(struct merge *m, tile_slot under, tile_slot over)
{
	struct tile *tile;
	tile_slot now;
	bool shared;

	if (merge_whole(m->mode, under, over, &now)) {
		if (now != under) {
			slot_take(now);
			slot_drop(under);
		}
		return now;
	}
	shared = slot_uniform(under) || tile_shared(slot_tile(under));
	if (shared && reuse_find(&m->tiles, under, over, &now))
		return now;
	if (shared)
		reuse_keep(&m->tiles, under, over);
	tile = slot_open(under);
	merge_voxels(m->mode, tile, over);
	now = slot_of_tile(tile);
	if (shared)
		reuse_made(&m->tiles, under, over, now);
	return now;
}

static tile_slot
merge_sectors(struct merge *m, tile_slot under, tile_slot over)
{
	struct sector *sector = block_open(under);
	uint32_t i;

	for (i = 0; i < SECTOR_SLOTS; i++)
		sector_replace(sector, i, merge_slot(m, sector->slot[i],
		    block_slot(over, i)));
	return block_close(sector);
}

/* As merge_slot(), one level up. */
static tile_slot
merge_block(struct merge *m, tile_slot under, tile_slot over)
{
	tile_slot now;
	bool shared;

	if (merge_whole(m->mode, under, over, &now)) {
		if (now != under) {
			block_take(now);
			block_drop(under);
		}
		return now;
	}
	shared = slot_uniform(under) || block_sector(under)->refs > 1;
	if (shared && reuse_find(&m->sectors, under, over, &now))
		return now;
	if (shared)
		reuse_keep(&m->sectors, under, over);
	now = merge_sectors(m, under, over);
	if (shared)
		reuse_made(&m->sectors, under, over, now);
	return now;
}

/* Blocks of `over` where `under` has none. */
static uint64_t
count_new(const struct volume *under, const struct volume *over)
{
	const struct volume_table *table = over->table;
	uint64_t count = 0;
	uint32_t i;

	for (i = 0; table != NULL && i < table->size; i++)
		count += table->entry[i].block != 0 &&
		    table_block(under->table, table->entry[i].key) == 0;
	return count;
}

/* Go through one table's keys, and combine what both have there. */
static void
merge_tables(struct merge *m, struct volume *under, struct volume *over,
    const struct volume_table *keys)
{
	struct entry *entry;
	uint32_t i;

	for (i = 0; keys != NULL && i < keys->size; i++) {
		uint64_t key = keys->entry[i].key;
		tile_slot block = table_block(over->table, key);

		if (key == 0 || (table_block(under->table, key) == 0 &&
		    (block == 0 || !mode_creates(m->mode))))
			continue;
		entry = volume_entry(under, key);
		assert(entry != NULL);
		volume_replace(under, entry,
		    merge_block(m, entry->block, block));
	}
}

enum err
mode_merge(struct volume *under, struct volume *over, enum mode mode)
{
	struct merge m = { .mode = mode };
	struct volume source;
	enum err err = OK;

	volume_copy(&source, over);	/* which may be the same volume */
	if (mode == MODE_REPLACE) {
		volume_fini(under);
		*under = source;
		return OK;
	}
	err = volume_reserve(under,
	    mode_creates(mode) ? count_new(under, &source) : 0);
	if (err == OK) {
		volume_cool(under);
		reuse_init(&m.tiles, slot_take, slot_drop);
		reuse_init(&m.sectors, block_take, block_drop);
		merge_tables(&m, under, &source,
		    leaves_absent(mode) ? source.table : under->table);
		reuse_fini(&m.tiles);
		reuse_fini(&m.sectors);
	}
	volume_fini(&source);
	return err;
}
