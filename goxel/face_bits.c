/*
 * face_bits - which sides of a tile's voxels are visible, 64 at a time
 *
 * Each tile is 64 words of 64 bits, one bit a voxel, set when it is solid.
 * The words of a side's faces are the solid ones without those whose
 * neighbour on that side is solid: shifted by one, sixteen or four words for
 * x, y and z, with the bits that come in from the tile next door.  A tile
 * that is solid throughout among six of its kind has no face and is left
 * after six look-ups.
 */
#include "goxel/face_bits.h"

#define ROW_ENDS	0x0001000100010001ull	/* x == 0 in each row */
#define LAYER_WORDS	(TILE_WORDS / TILE_SIDE)	/* of one z */

/* Colours from here on are solid: alpha is the last byte in memory. */
#define SOLID_WORD	((uint32_t)SOLID_ALPHA << 24)

static const struct solid_bits nothing;

void
face_bits_init(struct face_bits *m, const struct volume *v)
{
	*m = (struct face_bits){ .volume = v };
	memset(&m->full, 0xff, sizeof m->full);
}

static bool
color_solid(struct rgba color)
{
	return color.c[ALPHA] >= SOLID_ALPHA;
}

static bool
slot_solid(tile_slot slot)
{
	return slot_uniform(slot) && color_solid(slot_color(slot));
}

/* Reading a tile costs a microsecond, and seven times a tile is read. */
static const struct tile **
remembered(struct face_bits *m, const struct tile *tile)
{
	return &m->clear[(uintptr_t)tile / sizeof *tile % FACE_BITS_CLEAR];
}

/* How many have an alpha of 128 and more: all that exist, nearly always. */
static uint32_t
count_opaque(const struct tile *tile)
{
	uint32_t i, count = 0;

	for (i = 0; i < TILE_VOXELS; i++)
		count += rgba_word(tile->voxel[i]) >> 31;
	return count;
}

static uint32_t
count_solid(const struct tile *tile)
{
	uint32_t i, count = 0;

	for (i = 0; i < TILE_VOXELS; i++)
		count += rgba_word(tile->voxel[i]) >= SOLID_WORD;
	return count;
}

/* Where nothing is half transparent, what exists is solid. */
static const uint64_t *
read_tile(struct face_bits *m, const struct tile *tile, struct solid_bits *made)
{
	uint32_t i;

	if (*remembered(m, tile) == tile)
		return tile->mask;
	if (count_opaque(tile) == tile->count ||
	    count_solid(tile) == tile->count) {
		*remembered(m, tile) = tile;
		return tile->mask;
	}
	*made = nothing;
	for (i = 0; i < TILE_VOXELS; i++)
		made->word[i / 64] |=
		    (uint64_t)color_solid(tile->voxel[i]) << i % 64;
	return made->word;
}

static const uint64_t *
read_slot(struct face_bits *m, tile_slot slot, struct solid_bits *made)
{
	if (slot_solid(slot))
		return m->full.word;
	if (slot == 0 || slot_uniform(slot))
		return nothing.word;
	return read_tile(m, slot_tile(slot), made);
}

bool
face_bits_read(struct face_bits *m, const struct pos *tile, tile_slot here)
{
	bool closed = slot_solid(here);
	tile_slot slots[MESH_SIDES];
	struct pos at;
	int side;

	m->at = *tile;
	m->here = here;
	if (slot_uniform(m->here) && !closed)
		return false;
	for (side = 0; side < MESH_SIDES; side++) {
		at = m->at;
		at.at[side / 2] += side & 1 ? TILE_SIDE : -TILE_SIDE;
		slots[side] = pos_bounded(&at) ?
		    volume_slot(m->volume, &at) : 0;
		closed = closed && slot_solid(slots[side]);
	}
	if (closed)
		return false;
	m->solid = read_slot(m, m->here, &m->made[MESH_SIDES]);
	for (side = 0; side < MESH_SIDES; side++)
		m->near[side] = read_slot(m, slots[side], &m->made[side]);
	return true;
}

/* Of 64 voxels, which have a solid neighbour on this side. */
static inline __attribute__((always_inline)) uint64_t
covered(const struct face_bits *m, int side, int w)
{
	const uint64_t *solid = m->solid, *near = m->near[side];

	switch (side) {
	case 0:
		return (solid[w] << 1 & ~ROW_ENDS) |
		    (near[w] >> 15 & ROW_ENDS);
	case 1:
		return (solid[w] >> 1 & ~(ROW_ENDS << 15)) |
		    (near[w] & ROW_ENDS) << 15;
	case 2:
		return solid[w] << 16 |
		    (w % 4 > 0 ? solid[w - 1] : near[w + 3]) >> 48;
	case 3:
		return solid[w] >> 16 |
		    (w % 4 < 3 ? solid[w + 1] : near[w - 3]) << 48;
	case 4:
		return w >= LAYER_WORDS ? solid[w - LAYER_WORDS] :
		    near[w + TILE_WORDS - LAYER_WORDS];
	default:
		return w < TILE_WORDS - LAYER_WORDS ? solid[w + LAYER_WORDS] :
		    near[w + LAYER_WORDS - TILE_WORDS];
	}
}

/* Inline for each side, so that none is chosen word by word. */
static inline __attribute__((always_inline)) uint64_t
put_side(const struct face_bits *m, int side, uint64_t face[TILE_WORDS])
{
	uint64_t any = 0;
	int w;

	for (w = 0; w < TILE_WORDS; w++) {
		face[w] = m->solid[w] & ~covered(m, side, w);
		any |= face[w];
	}
	return any;
}

bool
face_bits_side(const struct face_bits *m, int side,
    uint64_t face[TILE_WORDS])
{
	switch (side) {
	case 0:
		return put_side(m, 0, face) != 0;
	case 1:
		return put_side(m, 1, face) != 0;
	case 2:
		return put_side(m, 2, face) != 0;
	case 3:
		return put_side(m, 3, face) != 0;
	case 4:
		return put_side(m, 4, face) != 0;
	default:
		return put_side(m, 5, face) != 0;
	}
}
