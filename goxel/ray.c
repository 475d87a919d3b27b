/*
 * ray - what a straight line meets in a volume
 *
 * The walk knows the voxel it is in and, unless that one exists, the largest
 * empty cube around it that the field can tell at once:
 *
 *	far from everything	(2 gap - 1)^3 bricks (tiles) around this one
 *	in a tile		a brick of 4^3 voxels
 *	in a brick		one voxel (Amanatides and Woo 1987)
 *
 * It leaves the cube where the ray does.  The axis that is crossed gets its
 * coordinate from the cube, exactly; the other two are computed from the ray
 * and held inside the cube, so that rounding can neither stop a walk nor turn
 * it back.  It ends where the ray leaves the box; the grid has a rim of one
 * tile, for a place that rounding puts there.
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
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "goxel/ray.h"
#include "mem.h"

#define BRICK		4		/* voxels a side */
#define BRICK_SHIFT	2
#define TILE_SHIFT	4
#define BRICKS		(1u << 20)	/* more than this: gaps of tiles */
#define GAP_MOST	120		/* leaps are cut at this */
#define TINY		1e-12		/* instead of a direction of 0 */
#define LEVELS		5		/* sizes of cubes in the hash */
#define SECTOR_SHIFT	7
#define LEVEL_SHIFT	3

/*
 * The loops over axes below are unrolled, so that what they work on stays in
 * registers: a word stored alone and loaded as part of a pair stalls.
 */
#define EACH_AXIS(axis)	_Pragma("GCC unroll 3")				\
	for (axis = 0; axis < 3; axis++)

/* Where a ray is: it entered the voxel `at` across `axis` at distance `t`. */
struct walk {
	double	 origin[3];	/* from the base */
	int32_t	 at[3];
	int	 axis;		/* -1: it began inside */
	double	 t;
	double	 out;		/* where it leaves the box */
};

static size_t
cell_index(const struct ray_field *f, const int32_t at[3])
{
	return ((size_t)(at[2] >> 4) * f->tiles[1] + (at[1] >> 4)) *
	    f->tiles[0] + (at[0] >> 4);
}

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
lay_gaps(struct ray_field *f, size_t cells)
{
	int more;

	f->shift = cells << 6 <= BRICKS ? BRICK_SHIFT : TILE_SHIFT;
	more = TILE_SHIFT - f->shift;
	f->stride[0] = 1;
	f->stride[1] = (int64_t)f->tiles[0] << more;
	f->stride[2] = f->stride[1] * (f->tiles[1] << more);
	return cells << 3 * more;
}

static inline int64_t
gap_index(const struct ray_field *f, const int32_t at[3])
{
	return (at[2] >> f->shift) * f->stride[2] +
	    (at[1] >> f->shift) * f->stride[1] + (at[0] >> f->shift);
}

static void
close_bricks(struct ray_field *f, const int32_t at[3], uint64_t bricks)
{
	int32_t to[3];
	int n, axis;

	for (; bricks != 0; bricks &= bricks - 1) {
		n = __builtin_ctzll(bricks);
		for (axis = 0; axis < 3; axis++)
			to[axis] = at[axis] + BRICK * (n >> 2 * axis & 3);
		f->gap[gap_index(f, to)] = 0;
	}
}

static void
put_cell(struct ray_field *f, const int32_t at[3], tile_slot slot)
{
	struct ray_cell *cell = &f->cell[cell_index(f, at)];

	cell->slot = slot;
	cell->bricks = slot_uniform(slot) ? ~0ull :
	    tile_bricks(slot_tile(slot));
	if (f->shift == BRICK_SHIFT)
		close_bricks(f, at, cell->bricks);
	else if (cell->bricks != 0)
		f->gap[gap_index(f, at)] = 0;
}

/* Every tile of what one step of a walk through the volume yields. */
static void
put_cells(struct ray_field *f, const struct volume_walk *w)
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
		tiles.lo.at[axis] = (tiles.lo.at[axis] - f->base.at[axis]) & -16;
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
measure_gaps(struct ray_field *f, int64_t count)
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
make_grid(struct ray_field *f, size_t cells)
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
key_place(const struct ray_field *f, uint64_t key)
{
	uint32_t n = (uint32_t)(key * 0x9e3779b97f4a7c15ull >> 32);

	for (n &= f->key_mask; f->key[n] != 0 && f->key[n] != key;)
		n = (n + 1) & f->key_mask;
	return &f->key[n];
}

static void
put_keys(struct ray_field *f, const struct pos *pos)
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
make_keys(struct ray_field *f)
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
ray_field_init(struct ray_field *f, const struct volume *volume, uint32_t grid)
{
	uint64_t cells = 1;
	int axis;

	*f = (struct ray_field){ .volume = volume };
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
ray_field_fini(struct ray_field *f)
{
	free(f->gap);
	free(f->cell);
	free(f->key);
	*f = (struct ray_field){ 0 };
}

void
ray_aim(struct ray *r, const double toward[3])
{
	int axis;

	EACH_AXIS(axis) {
		r->toward[axis] = fabs(toward[axis]) < TINY ?
		    copysign(TINY, toward[axis]) : toward[axis];
		r->inverse[axis] = 1 / r->toward[axis];
	}
}

static int32_t
clamp(int32_t value, int32_t lo, int32_t hi)
{
	return value < lo ? lo : value > hi ? hi : value;
}

/* Find where the ray goes in and out of the box; false if it passes by. */
static bool
cross_box(const struct ray_field *f, const struct ray *r, struct walk *w)
{
	double lo, hi, in, out;
	int axis;

	w->out = INFINITY;
	EACH_AXIS(axis) {
		w->origin[axis] = r->origin[axis] - f->base.at[axis];
		lo = (f->box.lo.at[axis] - r->origin[axis]) * r->inverse[axis];
		hi = (f->box.hi.at[axis] - r->origin[axis]) * r->inverse[axis];
		in = lo < hi ? lo : hi;
		out = lo < hi ? hi : lo;
		if (in > w->t) {
			w->t = in;
			w->axis = axis;
		}
		w->out = out < w->out ? out : w->out;
	}
	return w->t < w->out;
}

/* Go to where the ray begins, or enters the box. */
static bool
enter(const struct ray_field *f, const struct ray *r, struct walk *w)
{
	int axis;

	w->t = r->from;
	w->axis = -1;
	if (!cross_box(f, r, w))
		return false;
	EACH_AXIS(axis)
		w->at[axis] = clamp((int32_t)(w->origin[axis] +
		    w->t * r->toward[axis]),
		    f->box.lo.at[axis] - f->base.at[axis],
		    f->box.hi.at[axis] - f->base.at[axis] - 1);
	return true;
}

/* Without branches: which axis is next is not to be guessed. */
static inline int
least(const double t[3])
{
	double low = t[1] < t[0] ? t[1] : t[0];
	int axis = t[1] < t[0];

	return t[2] < low ? 2 : axis;
}

/* Leave an empty cube; false when that leads out of the box. */
static inline bool
leave(const struct ray *r, struct walk *w, const int32_t lo[3], int32_t size)
{
	double t[3];
	int32_t at, beyond;
	int axis, cross;

	EACH_AXIS(axis)
		t[axis] = (lo[axis] + (r->toward[axis] > 0 ? size : 0) -
		    w->origin[axis]) * r->inverse[axis];
	cross = least(t);
	w->t = t[1] < t[0] ? t[1] : t[0];
	w->t = t[2] < w->t ? t[2] : w->t;
	w->axis = cross;
	if (w->t >= w->out)
		return false;
	EACH_AXIS(axis) {
		at = clamp((int32_t)(w->origin[axis] +
		    w->t * r->toward[axis]), lo[axis], lo[axis] + size - 1);
		beyond = r->toward[axis] > 0 ? lo[axis] + size : lo[axis] - 1;
		w->at[axis] = axis == cross ? beyond : at;
	}
	return true;
}

/*
 * Walk voxel by voxel through the brick of a tile: true at one that exists,
 * false on leaving the brick.
 */
static inline bool
walk_brick(const struct tile *tile, const struct ray *r, struct walk *w)
{
	static const int32_t stride[3] = { 1, 16, 256 };
	uint32_t index = 0;
	double next[3];
	int32_t left[3], step[3];
	bool found;
	int axis;

	EACH_AXIS(axis) {
		bool up = r->toward[axis] > 0;

		index += (uint32_t)((w->at[axis] & 15) * stride[axis]);
		next[axis] = (w->at[axis] + up - w->origin[axis]) *
		    r->inverse[axis];
		left[axis] = up ? 3 - (w->at[axis] & 3) : w->at[axis] & 3;
		step[axis] = up ? stride[axis] : -stride[axis];
	}
	while (!(found = tile->mask[index >> 6] >> (index & 63) & 1)) {
		axis = least(next);
		w->t = next[axis];
		w->axis = axis;
		if (left[axis]-- == 0)
			break;
		next[axis] += fabs(r->inverse[axis]);
		index += (uint32_t)step[axis];
	}
	EACH_AXIS(axis)
		w->at[axis] = (w->at[axis] & -BRICK) +
		    (r->toward[axis] > 0 ? 3 - left[axis] : left[axis]);
	return found;
}

/* The largest cube missing from the hash around a place: its size, or 0. */
static int32_t
missing_cube(const struct ray_field *f, const int32_t at[3], int32_t lo[3])
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
static int32_t
sparse_gap(const struct ray_field *f, const int32_t at[3], int32_t lo[3],
    struct ray_cell *cell)
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

/* The size of an empty cube around a place, from `lo`; or 0 and the cell. */
static inline int32_t
find_gap(const struct ray_field *f, const int32_t at[3], int32_t lo[3],
    struct ray_cell *cell)
{
	int32_t gap, unit;
	int axis, brick;

	if (f->gap == NULL)
		return sparse_gap(f, at, lo, cell);
	gap = f->gap[gap_index(f, at)];
	unit = 1 << f->shift;
	if (gap == 0) {
		*cell = f->cell[cell_index(f, at)];
		brick = (at[0] >> 2 & 3) | (at[1] >> 2 & 3) << 2 |
		    (at[2] >> 2 & 3) << 4;
		if (cell->bricks >> brick & 1)
			return 0;
		gap = 1;
		unit = BRICK;
	}
	EACH_AXIS(axis)
		lo[axis] = (at[axis] & -unit) - (gap - 1) * unit;
	return (2 * gap - 1) * unit;
}

/* The side through which the walk entered; the one it faces, if inside. */
static uint8_t
entered_side(const struct ray *r, const struct walk *w)
{
	int axis = w->axis, a;

	if (axis < 0)
		for (axis = 0, a = 1; a < 3; a++)
			if (fabs(r->toward[a]) > fabs(r->toward[axis]))
				axis = a;
	return (uint8_t)(2 * axis + (r->toward[axis] < 0));
}

static void
tell_hit(const struct ray_field *f, const struct ray *r, const struct walk *w,
    tile_slot slot, struct ray_hit *hit)
{
	int axis;

	for (axis = 0; axis < 3; axis++)
		hit->voxel.at[axis] = w->at[axis] + f->base.at[axis];
	hit->color = slot_uniform(slot) ? slot_color(slot) :
	    slot_tile(slot)->voxel[tile_index(&hit->voxel)];
	hit->side = entered_side(r, w);
	hit->distance = w->t;
}

/* From where the walk is to the first voxel that exists. */
static bool
advance(const struct ray_field *f, const struct ray *r, struct walk *w,
    struct ray_hit *hit)
{
	struct ray_cell cell = { 0 };
	int32_t lo[3], size;

	for (;;) {
		size = find_gap(f, w->at, lo, &cell);
		if (size > 0) {
			if (!leave(r, w, lo, size))
				return false;
			continue;
		}
		if (slot_uniform(cell.slot) ||
		    walk_brick(slot_tile(cell.slot), r, w))
			break;
		if (w->t >= w->out)
			return false;
	}
	tell_hit(f, r, w, cell.slot, hit);
	return true;
}

bool
ray_cast(const struct ray_field *f, const struct ray *r, struct ray_hit *hit)
{
	struct walk w;

	return enter(f, r, &w) && advance(f, r, &w, hit);
}

bool
ray_beyond(const struct ray_field *f, const struct ray *r, struct ray_hit *hit)
{
	struct walk w = { .axis = hit->side >> 1, .t = hit->distance };
	struct rgba color = hit->color;
	struct pos pos = hit->voxel;
	int axis;

	for (axis = 0; axis < 3; axis++)
		w.at[axis] = hit->voxel.at[axis] - f->base.at[axis];
	if (!cross_box(f, r, &w))
		return false;
	do {
		int32_t lo[3] = { w.at[0], w.at[1], w.at[2] };

		if (!leave(r, &w, lo, 1))
			return false;
		for (axis = 0; axis < 3; axis++)
			pos.at[axis] = w.at[axis] + f->base.at[axis];
	} while (rgba_same(volume_get(f->volume, &pos), color));
	return advance(f, r, &w, hit);
}

bool
ray_solid(const struct ray_field *f, const struct pos *pos)
{
	const struct ray_cell *cell;
	uint32_t bit = tile_index(pos);
	int32_t at[3];
	int axis;

	for (axis = 0; axis < 3; axis++) {
		if (pos->at[axis] < f->box.lo.at[axis] ||
		    pos->at[axis] >= f->box.hi.at[axis])
			return false;
		at[axis] = pos->at[axis] - f->base.at[axis];
	}
	if (f->gap == NULL)
		return volume_get(f->volume, pos).c[ALPHA] > 0;
	cell = &f->cell[cell_index(f, at)];
	if (cell->slot == 0 || slot_uniform(cell->slot))
		return cell->slot != 0;
	return slot_tile(cell->slot)->mask[bit >> 6] >> (bit & 63) & 1;
}
