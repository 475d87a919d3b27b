/*
 * mesh - the visible faces of a volume, a quad a voxel side or merged
 *
 * Each tile is 64 words of 64 bits, one bit a voxel, set when it is solid.
 * The words of a side's faces are the solid ones without those whose
 * neighbour on that side is solid: shifted by one, sixteen or four words for
 * x, y and z, with the bits that come in from the tile next door.  A tile
 * that is solid throughout among six of its kind has no face and is left
 * after six look-ups; only faces cost more.
 */
#include "goxel/mesh.h"

#define ROW_ENDS	0x0001000100010001ull	/* x == 0 in each row */
#define LAYER_WORDS	(TILE_WORDS / TILE_SIDE)	/* of one z */
#define SIDES		6
#define CLEAR		1024	/* tiles remembered; a layer of 512^2 voxels */

/* Colours from here on are solid: alpha is the last byte in memory. */
#define SOLID_WORD	((uint32_t)SOLID_ALPHA << 24)

/* A bit for each voxel, set when it is solid. */
struct solids { uint64_t word[TILE_WORDS]; };

static const struct solids nothing;

struct mesher {
	const struct volume	*volume;
	enum err		(*each)(void *arg, const struct quad *quad);
	void			*arg;
	struct pos		 at;		/* of the tile being meshed */
	tile_slot		 here;
	const uint64_t		*solid;		/* words of this tile */
	const uint64_t		*near[SIDES];	/* and of those next door */
	struct solids		 made[SIDES + 1];	/* of mixed tiles */
	struct solids		 full;		/* all are set */
	const struct tile	*clear[CLEAR];	/* nothing half transparent */
};

/* Corners of each side's quad, counter-clockwise from outside. */
static const uint8_t corners[SIDES][4][3] = {
	{ { 0, 0, 0 }, { 0, 0, 1 }, { 0, 1, 1 }, { 0, 1, 0 } },
	{ { 1, 0, 0 }, { 1, 1, 0 }, { 1, 1, 1 }, { 1, 0, 1 } },
	{ { 0, 0, 0 }, { 1, 0, 0 }, { 1, 0, 1 }, { 0, 0, 1 } },
	{ { 0, 1, 0 }, { 0, 1, 1 }, { 1, 1, 1 }, { 1, 1, 0 } },
	{ { 0, 0, 0 }, { 0, 1, 0 }, { 1, 1, 0 }, { 1, 0, 0 } },
	{ { 0, 0, 1 }, { 1, 0, 1 }, { 1, 1, 1 }, { 0, 1, 1 } },
};

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
remembered(struct mesher *m, const struct tile *tile)
{
	return &m->clear[(uintptr_t)tile / sizeof *tile % CLEAR];
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
read_tile(struct mesher *m, const struct tile *tile, struct solids *made)
{
	uint32_t i;

	if (*remembered(m, tile) == tile)
		return tile->mask;
	if (count_solid(tile) == tile->count) {
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
read_slot(struct mesher *m, tile_slot slot, struct solids *made)
{
	if (slot_solid(slot))
		return m->full.word;
	if (slot == 0 || slot_uniform(slot))
		return nothing.word;
	return read_tile(m, slot_tile(slot), made);
}

/* Read the tile and those next door; false when it cannot have a face. */
static bool
read_around(struct mesher *m)
{
	bool closed = slot_solid(m->here);
	tile_slot slots[SIDES];
	struct pos at;
	int side;

	if (slot_uniform(m->here) && !closed)
		return false;
	for (side = 0; side < SIDES; side++) {
		at = m->at;
		at.at[side / 2] += side & 1 ? TILE_SIDE : -TILE_SIDE;
		slots[side] = pos_bounded(&at) ?
		    volume_slot(m->volume, &at) : 0;
		closed = closed && slot_solid(slots[side]);
	}
	if (closed)
		return false;
	m->solid = read_slot(m, m->here, &m->made[SIDES]);
	for (side = 0; side < SIDES; side++)
		m->near[side] = read_slot(m, slots[side], &m->made[side]);
	return true;
}

/* Of 64 voxels, which have a solid neighbour on this side. */
static uint64_t
covered(const struct mesher *m, int side, int w)
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

static enum err
give_quad(const struct mesher *m, int index, int side)
{
	struct quad quad = { .side = (uint8_t)side };
	int corner, axis;

	quad.color = slot_uniform(m->here) ? slot_color(m->here) :
	    slot_tile(m->here)->voxel[index];
	for (corner = 0; corner < 4; corner++) {
		for (axis = 0; axis < 3; axis++)
			quad.corner[corner].at[axis] = m->at.at[axis] +
			    (index >> (4 * axis) & 15) +
			    corners[side][corner][axis];
	}
	return m->each(m->arg, &quad);
}

/* The faces of 64 voxels. */
static enum err
mesh_word(const struct mesher *m, int w)
{
	uint64_t face[SIDES], any = 0;
	enum err err;
	int side, bit;

	for (side = 0; side < SIDES; side++) {
		face[side] = m->solid[w] & ~covered(m, side, w);
		any |= face[side];
	}
	for (; any != 0; any &= any - 1) {
		bit = __builtin_ctzll(any);
		for (side = 0; side < SIDES; side++) {
			if ((face[side] >> bit & 1) == 0)
				continue;
			err = give_quad(m, w * 64 + bit, side);
			if (err != OK)
				return err;
		}
	}
	return OK;
}

static enum err
mesh_tile(struct mesher *m)
{
	enum err err = OK;
	int w;

	if (!read_around(m))
		return OK;
	for (w = 0; err == OK && w < TILE_WORDS; w++) {
		if (m->solid[w] != 0)
			err = mesh_word(m, w);
	}
	return err;
}

/*
 * Merging: a slice of a tile's faces is sixteen rows of sixteen bits, and what
 * is taken into a quad is cleared.
 */

struct slice {
	int		 side;
	int		 axis[3];	/* along a row, across, normal */
	int		 depth;		/* along that */
	uint32_t	 row[TILE_SIDE];
};

static const int strides[3] = { 1, TILE_SIDE, TILE_SIDE * TILE_SIDE };

static struct rgba
slice_color(const struct mesher *m, const struct slice *s, int u, int v)
{
	int index = u * strides[s->axis[0]] + v * strides[s->axis[1]] +
	    s->depth * strides[s->axis[2]];

	return slot_uniform(m->here) ? slot_color(m->here) :
	    slot_tile(m->here)->voxel[index];
}

/* How many from (u, v) on along a row are faces of this colour. */
static int
run_length(const struct mesher *m, const struct slice *s, int u, int v,
    struct rgba color)
{
	int end = u;

	while (end < TILE_SIDE && s->row[v] >> end & 1 &&
	    rgba_same(slice_color(m, s, end, v), color))
		end++;
	return end - u;
}

static enum err
give_merged(const struct mesher *m, const struct slice *s, const int from[2],
    const int size[2])
{
	struct quad quad = { .side = (uint8_t)s->side,
	    .color = slice_color(m, s, from[0], from[1]) };
	int corner, i, span;

	for (corner = 0; corner < 4; corner++) {
		quad.corner[corner] = m->at;
		for (i = 0; i < 3; i++) {
			span = i < 2 ? size[i] : 1;
			quad.corner[corner].at[s->axis[i]] +=
			    (i < 2 ? from[i] : s->depth) + span *
			    corners[s->side][corner][s->axis[i]];
		}
	}
	return m->each(m->arg, &quad);
}

static enum err
merge_slice(const struct mesher *m, struct slice *s)
{
	int from[2], size[2], v;
	struct rgba color;
	enum err err = OK;
	uint32_t taken;

	for (from[1] = 0; err == OK && from[1] < TILE_SIDE;) {
		if (s->row[from[1]] == 0) {
			from[1]++;
			continue;
		}
		from[0] = __builtin_ctz(s->row[from[1]]);
		color = slice_color(m, s, from[0], from[1]);
		size[0] = run_length(m, s, from[0], from[1], color);
		taken = ((1u << size[0]) - 1) << from[0];
		for (v = from[1] + 1; v < TILE_SIDE; v++)
			if (run_length(m, s, from[0], v, color) < size[0])
				break;
		size[1] = v - from[1];
		while (v-- > from[1])
			s->row[v] &= ~taken;
		err = give_merged(m, s, from, size);
	}
	return err;
}

/* Sixteen bits along x, or along y from four words, of which every sixteenth
 * bit is one: the multiplication brings four of them together on top. */
static uint32_t
slice_row(const uint64_t face[TILE_WORDS], const struct slice *s, int v)
{
	const uint64_t gather = 1ull << 60 | 1ull << 45 | 1ull << 30 |
	    1ull << 15;
	uint32_t bits = 0;
	int i;

	if (s->axis[2] == 2)
		return face[s->depth * 4 + v / 4] >> v % 4 * 16 & 0xffff;
	if (s->axis[2] == 1)
		return face[v * 4 + s->depth / 4] >> s->depth % 4 * 16 &
		    0xffff;
	for (i = 0; i < LAYER_WORDS; i++)
		bits |= (uint32_t)((face[v * 4 + i] >> s->depth & ROW_ENDS) *
		    gather >> 60) << 4 * i;
	return bits;
}

static enum err
merge_side(const struct mesher *m, int side)
{
	struct slice s = { .side = side,
	    .axis = { side < 2 ? 1 : 0, side < 4 ? 2 : 1, side / 2 } };
	uint64_t face[TILE_WORDS], any = 0;
	enum err err = OK;
	int w, v;

	for (w = 0; w < TILE_WORDS; w++)
		any |= face[w] = m->solid[w] & ~covered(m, side, w);
	if (any == 0)
		return OK;
	for (; err == OK && s.depth < TILE_SIDE; s.depth++) {
		for (v = 0; v < TILE_SIDE; v++)
			s.row[v] = slice_row(face, &s, v);
		err = merge_slice(m, &s);
	}
	return err;
}

static enum err
merge_tile(struct mesher *m)
{
	enum err err = OK;
	int side;

	if (!read_around(m))
		return OK;
	for (side = 0; err == OK && side < SIDES; side++)
		err = merge_side(m, side);
	return err;
}

static enum err
mesh_tiles(struct mesher *m, enum err (*mesh)(struct mesher *m))
{
	struct volume_scan scan;
	enum err err = OK;

	memset(&m->full, 0xff, sizeof m->full);
	volume_scan_open(&scan, m->volume, NULL);
	while (err == OK && volume_scan_next(&scan)) {
		m->at = scan.at;
		m->here = scan.here;
		err = mesh(m);
	}
	volume_scan_close(&scan);
	return err;
}

enum err
mesh_merged(const struct volume *v,
    enum err (*each)(void *arg, const struct quad *quad), void *arg)
{
	struct mesher m = { .volume = v, .each = each, .arg = arg };

	return mesh_tiles(&m, merge_tile);
}

enum err
mesh_faces(const struct volume *v,
    enum err (*each)(void *arg, const struct quad *quad), void *arg)
{
	struct mesher m = { .volume = v, .each = each, .arg = arg };

	return mesh_tiles(&m, mesh_tile);
}

static void
count_faces(struct mesher *m, uint64_t sides[SIDES])
{
	int w, side;

	if (!read_around(m))
		return;
	for (w = 0; w < TILE_WORDS; w++)
		for (side = 0; side < SIDES; side++)
			sides[side] += (uint64_t)__builtin_popcountll(
			    m->solid[w] & ~covered(m, side, w));
}

void
mesh_count(const struct volume *v, uint64_t sides[SIDES])
{
	struct mesher m = { .volume = v };
	struct volume_scan scan;

	memset(&m.full, 0xff, sizeof m.full);
	volume_scan_open(&scan, v, NULL);
	while (volume_scan_next(&scan)) {
		m.at = scan.at;
		m.here = scan.here;
		count_faces(&m, sides);
	}
	volume_scan_close(&scan);
}
