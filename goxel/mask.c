/*
 * mask - what is selected of an image
 */
#include <stdlib.h>

#include "goxel/image.h"
#include "goxel/mask.h"
#include "goxel/sweep.h"

const char *const join_names[JOIN_COUNT] = {
	"set", "add", "subtract", "intersect"
};

struct volume *
mask_of(const struct image *image)
{
	struct layer *mask = image->aside[ASIDE_MASK];

	return mask == NULL ? NULL : &mask->volume;
}

enum err
mask_join(struct image *image, enum join join, struct volume *with)
{
	/* With white, these modes do what sets do. */
	static const enum mode modes[JOIN_COUNT] = { MODE_REPLACE, MODE_OVER,
	    MODE_SUB, MODE_INTERSECT };
	struct volume *mask = mask_of(image), sum = { 0 };
	enum err err;

	if (mask != NULL)
		volume_copy(&sum, mask);
	err = mode_merge(&sum, with, modes[join]);
	volume_fini(with);
	if (err == OK)
		image_set_aside(image, ASIDE_MASK, &sum);
	else
		volume_fini(&sum);
	return err;
}

/* White where the bits are. */
static tile_slot
slot_of_bits(const uint64_t bits[TILE_WORDS])
{
	struct tile *tile = tile_blank();
	int i;

	for (i = 0; i < TILE_VOXELS; i++)
		tile->voxel[i] = bits[i / 64] >> i % 64 & 1 ? MASK_WHITE :
		    (struct rgba){ { 0, 0, 0, 0 } };
	tile_refresh(tile);
	return slot_of_tile(tile);
}

/*
 * By colour
 */

struct wanted {
	struct rgba	 color;
	int		 tolerance;
};

static bool
alike(const struct wanted *wanted, struct rgba color)
{
	int i;

	for (i = 0; i < ALPHA; i++)
		if (abs(color.c[i] - wanted->color.c[i]) > wanted->tolerance)
			return false;
	return rgba_exists(color);
}

static void
find_alike(const struct wanted *wanted, const struct tile *tile,
    uint64_t bits[TILE_WORDS])
{
	struct rgba last = { { 0, 0, 0, 0 } };
	bool is = false;
	int i;

	memset(bits, 0, TILE_WORDS * sizeof bits[0]);
	for (i = 0; i < TILE_VOXELS; i++) {
		if (!rgba_same(tile->voxel[i], last)) {
			last = tile->voxel[i];
			is = alike(wanted, last);
		}
		bits[i / 64] |= (uint64_t)is << i % 64;
	}
}

static struct box
cube_at(const struct pos *at, int32_t side)
{
	struct box cube = { *at, *at };
	int axis;

	for (axis = 0; axis < 3; axis++)
		cube.hi.at[axis] += side;
	return cube;
}

static enum err
color_step(const struct wanted *wanted, const struct volume_walk *walk,
    struct volume *mask)
{
	struct box cube = cube_at(&walk->at, walk->side);
	uint64_t bits[TILE_WORDS];

	if (slot_uniform(walk->here))
		return alike(wanted, slot_color(walk->here)) ?
		    volume_fill(mask, &cube, MASK_WHITE) : OK;
	find_alike(wanted, slot_tile(walk->here), bits);
	return volume_put(mask, &walk->at, slot_of_bits(bits));
}

enum err
mask_color(const struct volume *v, struct rgba color, int tolerance,
    struct volume *mask)
{
	struct wanted wanted = { color, tolerance };
	struct volume_walk walk;
	uint32_t walked = 0;
	enum err err = OK;

	volume_walk_open(&walk, v);
	while (err == OK && volume_walk_next(&walk))
		err = ++walked > BOUND_EDIT_TILES ? ERR_TOO_BIG :
		    color_step(&wanted, &walk, mask);
	return err;
}

/*
 * By view: what is in view is convex, so corners tell of all between them
 */

/* On which sides of the view a centre is outside; 0: in view. */
static unsigned
outside(const struct matrix *project, const double at[3])
{
	double x, y, w, sum[4];
	int i, row;

	for (i = 0; i < 4; i++) {
		sum[i] = (double)project->m[3][i];
		for (row = 0; row < 3; row++)
			sum[i] += at[row] * (double)project->m[row][i];
	}
	x = sum[0];
	y = sum[1];
	w = sum[3];
	return (unsigned)(x > w) | (unsigned)(x < -w) << 1 |
	    (unsigned)(y > w) << 2 | (unsigned)(y < -w) << 3 |
	    (unsigned)!(w > 0) << 4;
}

static enum cover
view_cover(const struct matrix *project, const struct pos *at, int32_t side)
{
	unsigned any = 0, all = ~0u, out;
	double corner[3];
	int i, axis;

	for (i = 0; i < 8; i++) {
		for (axis = 0; axis < 3; axis++)
			corner[axis] = at->at[axis] + 0.5 +
			    (i >> axis & 1) * (side - 1);
		out = outside(project, corner);
		any |= out;
		all &= out;
	}
	return any == 0 ? COVER_FULL : all != 0 ? COVER_NONE : COVER_PART;
}

static void
find_in_view(const struct matrix *project, const struct pos *at,
    tile_slot slot, uint64_t bits[TILE_WORDS])
{
	double center[3];
	int i, axis;

	memset(bits, 0, TILE_WORDS * sizeof bits[0]);
	for (i = 0; i < TILE_VOXELS; i++) {
		if (!slot_uniform(slot) &&
		    !tile_has(slot_tile(slot), (uint32_t)i))
			continue;
		for (axis = 0; axis < 3; axis++)
			center[axis] = at->at[axis] + 0.5 +
			    (i >> 4 * axis & 15);
		if (outside(project, center) == 0)
			bits[i / 64] |= 1ull << i % 64;
	}
}

static enum err
view_tile(const struct matrix *project, const struct pos *at, tile_slot slot,
    struct volume *mask)
{
	enum cover cover = view_cover(project, at, TILE_SIDE);
	uint64_t bits[TILE_WORDS];

	if (cover == COVER_NONE)
		return OK;
	if (cover == COVER_FULL && slot_uniform(slot))
		return volume_put(mask, at, slot_of_color(MASK_WHITE));
	if (cover == COVER_FULL)
		return volume_put(mask, at,
		    slot_of_bits(slot_tile(slot)->mask));
	find_in_view(project, at, slot, bits);
	return volume_put(mask, at, slot_of_bits(bits));
}

/* A uniform sector that the view cuts, tile by tile. */
static enum err
view_sector(const struct matrix *project, const struct volume_walk *walk,
    struct volume *mask)
{
	enum err err = OK;
	struct pos at;
	int i, axis;

	for (i = 0; err == OK && i < SECTOR_SLOTS; i++) {
		for (axis = 0; axis < 3; axis++)
			at.at[axis] = walk->at.at[axis] +
			    TILE_SIDE * (i >> 3 * axis & 7);
		err = view_tile(project, &at, walk->here, mask);
	}
	return err;
}

static enum err
view_step(const struct matrix *project, const struct volume_walk *walk,
    struct volume *mask, uint32_t *walked)
{
	struct box cube = cube_at(&walk->at, walk->side);
	enum cover cover;

	++*walked;
	if (walk->side == TILE_SIDE)
		return view_tile(project, &walk->at, walk->here, mask);
	cover = view_cover(project, &walk->at, walk->side);
	if (cover == COVER_FULL)
		return volume_fill(mask, &cube, MASK_WHITE);
	if (cover == COVER_NONE)
		return OK;
	*walked += SECTOR_SLOTS;
	return view_sector(project, walk, mask);
}

enum err
mask_view(const struct volume *v, const struct matrix *project,
    struct volume *mask)
{
	struct volume_walk walk;
	uint32_t walked = 0;
	enum err err = OK;

	volume_walk_open(&walk, v);
	while (err == OK && volume_walk_next(&walk))
		err = walked >= BOUND_EDIT_TILES ? ERR_TOO_BIG :
		    view_step(project, &walk, mask, &walked);
	return err;
}

/*
 * Drawing
 */

void
mask_bits(const struct volume *mask, const struct pos *at,
    uint64_t bits[TILE_WORDS])
{
	tile_slot slot = volume_slot(mask, at);

	if (slot == 0 || slot_uniform(slot))
		memset(bits, slot == 0 ? 0 : 0xff,
		    TILE_WORDS * sizeof bits[0]);
	else
		memcpy(bits, slot_tile(slot)->mask,
		    TILE_WORDS * sizeof bits[0]);
}

static enum cover
drawn_cover(const struct sweep *sweep, const struct box *box)
{
	int32_t side, wide = box->hi.at[0] - box->lo.at[0];
	tile_slot slot = volume_slot_wide(sweep->shape, &box->lo, &side);

	if (wide > side || !(slot == 0 || slot_uniform(slot)))
		return COVER_PART;
	return slot == 0 ? COVER_NONE : COVER_FULL;
}

static void
drawn_mask(const struct sweep *sweep, const struct pos *at,
    uint64_t mask[TILE_WORDS])
{
	mask_bits(sweep->shape, at, mask);
}

enum err
mask_draw(struct volume *v, const struct volume *mask, enum mode mode,
    struct rgba color)
{
	struct sweep sweep = { .mode = mode, .color = color,
	    .cover = drawn_cover, .mask = drawn_mask, .shape = mask };

	if (!rgba_exists(color) && mode == MODE_REPLACE)
		sweep.color = (struct rgba){ { 0, 0, 0, 0 } };
	if (!volume_bounds(mask, true, &sweep.box))
		return OK;
	return sweep_run(&sweep, v);
}
