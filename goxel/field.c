/*
 * field - a volume prepared for rays
 *
 * `gap` is the chessboard distance between bricks, found in two sweeps
 * (Rosenfeld and Pfaltz 1966): each is one more than the least of the 13
 * neighbours before it, then of the 13 after it.
 *
 * Without a grid, keys of all cubes of 128 * 8^n voxels that are not empty
 * stand in a hash; the largest one missing is the empty cube.
 *
 * Coordinates inside this file count from f->base.
 */
#include <stdlib.h>
#include <string.h>

#include "goxel/field.h"
#include "mem.h"

#define BRICKS		(1u << 20)	/* more than this: gaps of tiles */
#define GAP_MOST	120		/* leaps are cut at this */
#define LEVELS		5		/* sizes of cubes in the hash */
#define SECTOR_SHIFT	7
#define LEVEL_SHIFT	3

const uint64_t field_empty[TILE_WORDS];
const uint64_t field_full[TILE_WORDS] = { [0 ... TILE_WORDS - 1] = ~0ull };

/* One bit for each of the four bricks a mask word has a part in. */
static uint64_t
word_bricks(uint64_t word)
{
	word |= word >> 32;
	word |= word >> 16;
	word |= word >> 2;
	word |= word >> 1;
	word &= 0x1111;
	return (word | word >> 3 | word >> 6 | word >> 9) & 15;
}

static uint64_t
tile_bricks(const struct tile *tile)
{
	uint64_t bricks = 0;
	uint32_t w;

	/* Word w holds rows 4 (w mod 4) to 4 (w mod 4) + 3 of layer w div 4. */
	for (w = 0; w < TILE_WORDS; w++)
		bricks |= word_bricks(tile->mask[w]) <<
		    (4 * (w & 3) + 16 * (w >> 4));
	return bricks;
}

/* Choose the cubes that gaps are measured in; tells how many there are. */
static size_t
lay_gaps(struct field *f, size_t cells)
{
	int more;

	f->shift = cells << 6 <= BRICKS ? FIELD_BRICK_SHIFT : FIELD_TILE_SHIFT;
	more = FIELD_TILE_SHIFT - f->shift;
	f->stride[0] = 1;
	f->stride[1] = (int64_t)f->tiles[0] << more;
	f->stride[2] = f->stride[1] * (f->tiles[1] << more);
	return cells << 3 * more;
}

static void
close_bricks(struct field *f, const int32_t at[3], uint64_t bricks)
{
	int32_t to[3];
	int n, axis;

	for (; bricks != 0; bricks &= bricks - 1) {
		n = __builtin_ctzll(bricks);
		for (axis = 0; axis < 3; axis++)
			to[axis] = at[axis] + FIELD_BRICK * (n >> 2 * axis & 3);
		f->gap[field_gap(f, to)] = 0;
	}
}

static void
put_cell(struct field *f, const int32_t at[3], tile_slot slot)
{
	struct field_cell *cell = &f->cell[field_cell(f, at)];

	cell->slot = slot;
	cell->bricks = slot_uniform(slot) ? ~0ull :
	    tile_bricks(slot_tile(slot));
	if (f->shift == FIELD_BRICK_SHIFT)
		close_bricks(f, at, cell->bricks);
	else if (cell->bricks != 0)
		f->gap[field_gap(f, at)] = 0;
}

/* Every tile of what one step of a walk through the volume yields. */
static void
put_cells(struct field *f, const struct volume_walk *w)
{
	struct box tiles;
	int32_t at[3];
	int axis;

	for (axis = 0; axis < 3; axis++) {
		tiles.lo.at[axis] = w->at.at[axis];
		tiles.hi.at[axis] = w->at.at[axis] + w->side;
	}
	tiles = box_cut(&tiles, &f->box);
	for (axis = 0; axis < 3; axis++) {
		tiles.lo.at[axis] -= f->base.at[axis];
		tiles.lo.at[axis] &= -TILE_SIDE;
		tiles.hi.at[axis] -= f->base.at[axis];
	}
	for (at[2] = tiles.lo.at[2]; at[2] < tiles.hi.at[2]; at[2] += 16)
		for (at[1] = tiles.lo.at[1]; at[1] < tiles.hi.at[1];
		    at[1] += 16)
			for (at[0] = tiles.lo.at[0]; at[0] < tiles.hi.at[0];
			    at[0] += 16)
				put_cell(f, at, w->here);
}

/*
 * One sweep of the distance transform over a row of `width` gaps with a
 * neighbour at each end; `way` is 1 forward and -1 backward.
 */
static void
sweep_row(uint8_t *row, int64_t width, const int64_t stride[3], int way)
{
	const uint8_t *near[4];
	uint8_t least, best[3] = { GAP_MOST, GAP_MOST, GAP_MOST };
	int64_t x, n;
	int k;

	near[0] = row - way * stride[1];
	near[1] = row - way * stride[2];
	near[2] = near[1] - stride[1];
	near[3] = near[1] + stride[1];
	for (n = -1; n <= width; n++) {
		x = way > 0 ? n : width - 1 - n;
		best[0] = best[1];
		best[1] = best[2];
		best[2] = near[0][x];
		for (k = 1; k < 4; k++)
			best[2] = near[k][x] < best[2] ? near[k][x] : best[2];
		if (n < 1)
			continue;
		x -= way;
		least = row[x - way] < best[0] ? row[x - way] : best[0];
		least = best[1] < least ? best[1] : least;
		least = best[2] < least ? best[2] : least;
		if (row[x] > least)
			row[x] = least + 1;
	}
}

/* From "0 or far" to distances, for all but the outermost gaps. */
static void
measure_gaps(struct field *f, int64_t count)
{
	const int64_t *stride = f->stride;
	int64_t high = stride[2] / stride[1] - 2, n, row;
	int64_t rows = high * (count / stride[2] - 2);
	int way;

	for (way = 1; way >= -1; way -= 2)
		for (n = 0; n < rows; n++) {
			row = way > 0 ? n : rows - 1 - n;
			sweep_row(f->gap + (row / high + 1) * stride[2] +
			    (row % high + 1) * stride[1] + 1, stride[1] - 2,
			    stride, way);
		}
}

static void
make_grid(struct field *f, size_t cells)
{
	struct volume_walk w;
	size_t gaps = lay_gaps(f, cells);

	f->gap = xmalloc(gaps);
	memset(f->gap, GAP_MOST, gaps);
	f->cell = xcalloc(cells, sizeof *f->cell);
	volume_walk_open(&w, f->volume);
	while (volume_walk_next(&w))
		put_cells(f, &w);
	measure_gaps(f, (int64_t)gaps);
}

/* The key of the cube of `level` that holds a place; never 0. */
static uint64_t
cube_key(const int32_t at[3], int level)
{
	int shift = SECTOR_SHIFT + LEVEL_SHIFT * level;

	return (uint64_t)(level + 1) << 60 | (uint64_t)(at[0] >> shift) << 40 |
	    (uint64_t)(at[1] >> shift) << 20 | (uint64_t)(at[2] >> shift);
}

/* Where a key is, or the free place where it would be. */
static uint64_t *
key_place(const struct field *f, uint64_t key)
{
	uint32_t n = (uint32_t)(key * 0x9e3779b97f4a7c15ull >> 32);

	for (n &= f->key_mask; f->key[n] != 0 && f->key[n] != key;)
		n = (n + 1) & f->key_mask;
	return &f->key[n];
}

static void
put_keys(struct field *f, const struct pos *pos)
{
	int32_t at[3];
	uint64_t key;
	int axis, level;

	for (axis = 0; axis < 3; axis++)
		at[axis] = pos->at[axis] - f->base.at[axis];
	for (level = 0; level < LEVELS; level++) {
		key = cube_key(at, level);
		*key_place(f, key) = key;
	}
}

static uint32_t
count_sectors(const struct volume *v)
{
	struct volume_walk w;
	struct pos last = { { INT32_MIN, 0, 0 } };
	uint32_t count = 0;
	int axis;

	volume_walk_open(&w, v);
	while (volume_walk_next(&w)) {
		for (axis = 0; axis < 3; axis++)
			w.at.at[axis] &= -SECTOR_SIDE;
		count += memcmp(&w.at, &last, sizeof last) != 0;
		last = w.at;
	}
	return count;
}

static void
make_keys(struct field *f)
{
	uint32_t count = count_sectors(f->volume), size = 16;
	struct volume_walk w;

	while (size < count * LEVELS * 3 / 2)
		size *= 2;
	f->key = xcalloc(size, sizeof *f->key);
	f->key_mask = size - 1;
	volume_walk_open(&w, f->volume);
	while (volume_walk_next(&w))
		put_keys(f, &w.at);
}

void
field_init(struct field *f, const struct volume *volume, uint32_t grid)
{
	uint64_t cells = 1;
	int axis;

	*f = (struct field){ .volume = volume };
	if (!volume_bounds(volume, true, &f->box))
		return;
	for (axis = 0; axis < 3; axis++) {
		f->base.at[axis] = (f->box.lo.at[axis] & -TILE_SIDE) -
		    TILE_SIDE;
		f->tiles[axis] = (f->box.hi.at[axis] - f->base.at[axis] +
		    TILE_SIDE - 1) / TILE_SIDE + 1;
		cells *= (uint64_t)f->tiles[axis];
	}
	if (cells <= grid) {
		make_grid(f, cells);
		return;
	}
	for (axis = 0; axis < 3; axis++)
		f->base.at[axis] = (f->box.lo.at[axis] & -SECTOR_SIDE) -
		    SECTOR_SIDE;
	make_keys(f);
}

void
field_fini(struct field *f)
{
	free(f->gap);
	free(f->cell);
	free(f->key);
	*f = (struct field){ 0 };
}

/* The largest cube missing from the hash around a place: its size, or 0. */
static int32_t
missing_cube(const struct field *f, const int32_t at[3], int32_t lo[3])
{
	int axis, level;

	for (level = LEVELS - 1; level >= 0; level--) {
		int32_t size = SECTOR_SIDE << LEVEL_SHIFT * level;

		if (*key_place(f, cube_key(at, level)) != 0)
			continue;
		for (axis = 0; axis < 3; axis++)
			lo[axis] = at[axis] & -size;
		return size;
	}
	return 0;
}

/* Look at the tile of a place without a grid. */
int32_t
field_gap_sparse(const struct field *f, const int32_t at[3], int32_t lo[3],
    struct field_cell *cell)
{
	int32_t size = missing_cube(f, at, lo);
	struct pos pos;
	int axis;

	if (size > 0)
		return size;
	for (axis = 0; axis < 3; axis++) {
		lo[axis] = at[axis] & -TILE_SIDE;
		pos.at[axis] = at[axis] + f->base.at[axis];
	}
	cell->slot = volume_slot(f->volume, &pos);
	cell->bricks = ~0ull;
	return cell->slot == 0 ? TILE_SIDE : 0;
}

static bool
in_box(const struct field *f, const struct pos *pos)
{
	int axis;

	for (axis = 0; axis < 3; axis++)
		if (pos->at[axis] < f->box.lo.at[axis] ||
		    pos->at[axis] >= f->box.hi.at[axis])
			return false;
	return true;
}

/* Some of the tile of a place is in the box. */
static bool
reaches(const struct field *f, const struct pos *pos)
{
	int axis;

	for (axis = 0; axis < 3; axis++)
		if ((pos->at[axis] | (TILE_SIDE - 1)) < f->box.lo.at[axis] ||
		    (pos->at[axis] & -TILE_SIDE) >= f->box.hi.at[axis])
			return false;
	return true;
}

/* The slot of a place in the box. */
static tile_slot
slot_at(const struct field *f, const struct pos *pos)
{
	int32_t at[3];
	int axis;

	if (f->cell == NULL)
		return volume_slot(f->volume, pos);
	for (axis = 0; axis < 3; axis++)
		at[axis] = pos->at[axis] - f->base.at[axis];
	return f->cell[field_cell(f, at)].slot;
}

bool
field_solid(const struct field *f, const struct pos *pos)
{
	uint32_t bit = tile_index(pos);
	tile_slot slot;

	if (!in_box(f, pos))
		return false;
	slot = slot_at(f, pos);
	if (slot == 0 || slot_uniform(slot))
		return slot != 0;
	return slot_tile(slot)->mask[bit >> 6] >> (bit & 63) & 1;
}

/* The masks of the tiles around a place, seen across an axis: from `first` on
 * and, where that is less than 3 further, from the next. */
struct around {
	const uint64_t	*mask[2][2];
	uint32_t	 first[2];	/* 0..15 */
	uint32_t	 other[2];	/* steps to the next tile */
};

static const uint64_t *
mask_at(const struct field *f, const struct pos *pos)
{
	tile_slot slot = reaches(f, pos) ? slot_at(f, pos) : 0;

	return slot == 0 ? field_empty : slot_uniform(slot) ? field_full :
	    slot_tile(slot)->mask;
}

static void
look_around(const struct field *f, const struct pos *pos, int axis,
    struct around *a)
{
	const int to[2] = { (axis + 1) % 3, (axis + 2) % 3 };
	struct pos at;
	int n, k;

	for (n = 0; n < 2; n++) {
		a->first[n] = (uint32_t)(pos->at[to[n]] - 1) & 15;
		a->other[n] = TILE_SIDE - a->first[n];
	}
	for (n = 0; n < 4; n++) {
		at = *pos;
		if ((n & 1 && a->other[0] > 2) || (n & 2 && a->other[1] > 2))
			continue;
		for (k = 0; k < 2; k++)
			at.at[to[k]] += n >> k & 1 ? 1 : -1;
		a->mask[n >> 1][n & 1] = mask_at(f, &at);
	}
}

uint32_t
field_around(const struct field *f, const struct pos *pos, int axis)
{
	static const uint32_t shift[5] = { 0, 4, 8, 0, 4 };
	const uint32_t own = ((uint32_t)pos->at[axis] & 15) << shift[axis];
	uint32_t found = 0, row, bit, n, k;
	struct around a;

	look_around(f, pos, axis, &a);
	for (n = 0; n < 3; n++) {
		row = own | ((a.first[1] + n) & 15) << shift[axis + 2];
		_Pragma("GCC unroll 3")
		for (k = 0; k < 3; k++) {
			bit = row | ((a.first[0] + k) & 15) << shift[axis + 1];
			found |= (uint32_t)(a.mask[n >= a.other[1]]
			    [k >= a.other[0]][bit >> 6] >> (bit & 63) & 1) <<
			    (3 * n + k);
		}
	}
	return found;
}

struct rgba
field_color(const struct field *f, const struct pos *pos)
{
	tile_slot slot = in_box(f, pos) ? slot_at(f, pos) : 0;

	if (slot == 0)
		return (struct rgba){ { 0 } };
	return slot_uniform(slot) ? slot_color(slot) :
	    slot_tile(slot)->voxel[tile_index(pos)];
}

void
field_place(const struct field *f, size_t n, double at[3])
{
	int axis;

	for (axis = 0; axis < 3; axis++) {
		at[axis] = f->base.at[axis] +
		    (double)(n % f->tiles[axis]) * TILE_SIDE;
		n /= f->tiles[axis];
	}
}
