/*
 * patch - the part of a tile that a box covers
 *
 * Filling many tiles is bound by memory: before a line can be written in part,
 * it must be there.  The processor's own guesses end with the page, so each
 * row asks for the same row of the tile that will be filled next.
 */
#include <assert.h>
#include <string.h>

#include "goxel/patch.h"

#define ROW		TILE_SIDE
#define PLANE		(TILE_SIDE * TILE_SIDE)
#define PLANE_WORDS	(PLANE / 64)

struct patch
patch_of(const struct box *box, const struct pos *at)
{
	struct patch p;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		int32_t lo = box->lo.at[axis] - at->at[axis];
		int32_t hi = box->hi.at[axis] - at->at[axis];

		p.lo[axis] = lo < 0 ? 0 : lo;
		p.hi[axis] = hi > TILE_SIDE ? TILE_SIDE : hi;
		assert(p.lo[axis] < p.hi[axis]);
	}
	return p;
}

/* The bits of one of its planes. */
static void
plane_mask(const struct patch *p, uint64_t plane[PLANE_WORDS])
{
	uint64_t row = (1ull << p->hi[0]) - (1ull << p->lo[0]);
	int y;

	memset(plane, 0, PLANE_WORDS * sizeof *plane);
	for (y = p->lo[1]; y < p->hi[1]; y++)
		plane[y / 4] |= row << y % 4 * ROW;
}

void
patch_mask(const struct patch *p, uint64_t mask[TILE_WORDS])
{
	uint64_t plane[PLANE_WORDS];
	int z;

	plane_mask(p, plane);
	memset(mask, 0, TILE_WORDS * sizeof *mask);
	for (z = p->lo[2]; z < p->hi[2]; z++)
		memcpy(&mask[z * PLANE_WORDS], plane, sizeof plane);
}

/* Rows from..to-1 of a tile. */
static void
copy_rows(struct tile *to, const struct tile *from, int first, int last)
{
	memcpy(&to->voxel[first * ROW], &from->voxel[first * ROW],
	    (size_t)(last - first) * ROW * sizeof to->voxel[0]);
}

/* What is beside the patch in the planes that it cuts. */
static void
copy_beside(const struct patch *p, struct tile *to, const struct tile *from)
{
	int z;

	for (z = p->lo[2]; z < p->hi[2]; z++) {
		copy_rows(to, from, z * TILE_SIDE, z * TILE_SIDE + p->lo[1]);
		copy_rows(to, from, z * TILE_SIDE + p->hi[1],
		    (z + 1) * TILE_SIDE);
	}
}

/* A row is a line of the cache: copied in part, it costs as much. */
struct tile *
patch_open(const struct patch *p, tile_slot slot)
{
	struct tile *from = slot_tile(slot), *to;

	if (slot == 0 || slot_uniform(slot) || !tile_shared(from) ||
	    p->hi[0] - p->lo[0] < ROW)
		return slot_open(slot);
	to = tile_blank();
	to->count = from->count;
	memcpy(to->mask, from->mask, sizeof to->mask);
	copy_rows(to, from, 0, p->lo[2] * TILE_SIDE);
	copy_beside(p, to, from);
	copy_rows(to, from, p->hi[2] * TILE_SIDE, PLANE);
	tile_drop(from);
	return to;
}

/* Up to a row of one colour, four at a time; the last may overlap. */
static inline void
fill_run(struct rgba *voxel, int count, struct rgba color)
{
	uint32_t word = rgba_word(color);
	const uint32_t four __attribute__((vector_size(16))) =
	    { word, word, word, word };
	int i;

	for (i = 0; i + 4 <= count; i += 4)
		memcpy(&voxel[i], &four, sizeof four);
	if (count >= 4)
		memcpy(&voxel[count - 4], &four, sizeof four);
	else for (i = 0; i < count; i++)
		voxel[i] = color;
}

static void
fill_rows(const struct patch *p, struct rgba color, struct rgba plane[PLANE],
    const struct rgba ahead[PLANE])
{
	int y, count = p->hi[0] - p->lo[0];

	for (y = p->lo[1]; y < p->hi[1]; y++) {
		__builtin_prefetch(&ahead[y * ROW], 1);
		if (count == ROW)
			fill_run(&plane[y * ROW], ROW, color);
		else
			fill_run(&plane[y * ROW + p->lo[0]], count, color);
	}
}

/* A full tile stays full. */
static void
fill_mask(const struct patch *p, bool exists, struct tile *tile)
{
	uint64_t plane[PLANE_WORDS];
	int w, z;

	if (exists && tile->count == TILE_VOXELS)
		return;
	plane_mask(p, plane);
	for (z = p->lo[2]; z < p->hi[2]; z++)
		for (w = 0; w < PLANE_WORDS; w++) {
			uint64_t *word = &tile->mask[z * PLANE_WORDS + w];

			*word = exists ? *word | plane[w] : *word & ~plane[w];
		}
	tile->count = tile_count_bits(tile->mask);
}

void
patch_fill(const struct patch *p, struct rgba color, struct tile *tile,
    const struct tile *ahead)
{
	int z;

	if (ahead == NULL)
		ahead = tile;
	__builtin_prefetch(ahead, 1);
	for (z = p->lo[2]; z < p->hi[2]; z++)
		fill_rows(p, color, &tile->voxel[z * PLANE],
		    &ahead->voxel[z * PLANE]);
	fill_mask(p, rgba_exists(color), tile);
}

static void
combine_rows(const struct patch *p, enum mode mode, struct rgba color,
    struct rgba plane[PLANE])
{
	int y, rows = p->hi[1] - p->lo[1], count = p->hi[0] - p->lo[0];

	if (count == ROW) {
		mode_combine_run(mode, &plane[p->lo[1] * ROW], &color, 0,
		    rows * ROW);
	} else for (y = p->lo[1]; y < p->hi[1]; y++) {
		mode_combine_run(mode, &plane[y * ROW + p->lo[0]], &color, 0,
		    count);
	}
}

void
patch_combine(const struct patch *p, enum mode mode, struct rgba color,
    struct tile *tile)
{
	int z, w;

	for (z = p->lo[2]; z < p->hi[2]; z++) {
		combine_rows(p, mode, color, &tile->voxel[z * PLANE]);
		for (w = z * PLANE_WORDS + p->lo[1] / 4;
		    w <= z * PLANE_WORDS + (p->hi[1] - 1) / 4; w++)
			tile->mask[w] = tile_bits(&tile->voxel[w * 64]);
	}
	tile->count = tile_count_bits(tile->mask);
}
