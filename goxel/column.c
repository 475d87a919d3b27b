/*
 * column - columns of voxels beside each other, each of its own height
 *
 * 256 columns at a time, those of one stack of tiles, which is made from the
 * bottom to the highest of them.
 */
#include "bounds.h"
#include "goxel/column.h"
#include "goxel/ramp.h"

#define STACK	(TILE_SIDE * TILE_SIDE)

/* The columns over one tile's ground. */
struct stack {
	struct pos	 at;			/* lowest corner of it */
	uint32_t	 height[STACK];		/* 0 beside the columns */
	uint32_t	 highest;
};

static uint32_t
height_at(const struct columns *c, size_t index)
{
	uint16_t height;

	memcpy(&height, c->heights + index * sizeof height, sizeof height);
	return height;
}

uint32_t
column_highest(const struct columns *c)
{
	size_t i, count = (size_t)c->size[0] * c->size[1];
	uint32_t highest = 0, height;

	for (i = 0; i < count; i++) {
		height = height_at(c, i);
		highest = height > highest ? height : highest;
	}
	return highest;
}

static void
read_stack(const struct columns *c, struct stack *s)
{
	int64_t x, y;
	int i;

	s->highest = 0;
	for (i = 0; i < STACK; i++) {
		x = (int64_t)s->at.at[0] + i % TILE_SIDE - c->base.at[0];
		y = (int64_t)s->at.at[1] + i / TILE_SIDE - c->base.at[1];
		s->height[i] = x < 0 || y < 0 || x >= c->size[0] ||
		    y >= c->size[1] ? 0 :
		    height_at(c, (size_t)(y * c->size[0] + x));
		if (s->height[i] > s->highest)
			s->highest = s->height[i];
	}
}

/* The first stack, or the next; false after the last. */
static bool
next_stack(const struct columns *c, struct stack *s, bool first)
{
	int axis;

	if (first) {
		s->at = c->base;
		for (axis = 0; axis < 3; axis++)
			s->at.at[axis] &= -TILE_SIDE;
		return true;
	}
	s->at.at[0] += TILE_SIDE;
	if (s->at.at[0] >= c->base.at[0] + (int32_t)c->size[0]) {
		s->at.at[0] = c->base.at[0] & -TILE_SIDE;
		s->at.at[1] += TILE_SIDE;
	}
	return s->at.at[1] < c->base.at[1] + (int32_t)c->size[1];
}

static uint32_t
stack_tiles(const struct columns *c, const struct stack *s)
{
	uint32_t below = (uint32_t)(c->base.at[2] - s->at.at[2]);

	return s->highest == 0 ? 0 :
	    (below + s->highest + TILE_SIDE - 1) / TILE_SIDE;
}

static enum err
check(const struct columns *c)
{
	struct box box = { c->base, c->base };
	uint64_t tiles = 0;
	struct stack s;
	bool more;
	int axis;

	if (!ramp_good(&c->ramp))
		return ERR_PARAMS;
	if ((uint64_t)c->size[0] * c->size[1] > BOUND_EDIT_VOXELS)
		return ERR_TOO_BIG;
	if (!pos_bounded(&c->base))
		return ERR_BOUNDS;
	for (axis = 0; axis < 2; axis++)
		box.hi.at[axis] += (int32_t)c->size[axis];
	box.hi.at[2] += (int32_t)column_highest(c);
	if (!box_bounded(&box))
		return ERR_BOUNDS;
	for (more = next_stack(c, &s, true); more;
	    more = next_stack(c, &s, false)) {
		read_stack(c, &s);
		tiles += stack_tiles(c, &s);
	}
	return tiles > BOUND_EDIT_TILES ? ERR_TOO_BIG : OK;
}

static struct tile *
make_tile(const struct columns *c, const struct stack *s, int32_t z)
{
	struct tile *tile = tile_blank();
	const struct rgba nothing = { { 0 } };
	struct rgba color;
	int32_t layer, up;
	int i;

	for (layer = 0; layer < TILE_SIDE; layer++) {
		up = z + layer - c->base.at[2];
		color = up < 0 ? nothing :
		    ramp_color(&c->ramp, (uint32_t)up, c->range);
		for (i = 0; i < STACK; i++)
			tile->voxel[layer * STACK + i] =
			    up < (int32_t)s->height[i] ? color : nothing;
	}
	tile_refresh(tile);
	return tile;
}

static enum err
fill_stack(const struct columns *c, const struct stack *s, struct volume *v)
{
	uint32_t n, tiles = stack_tiles(c, s);
	struct pos at = s->at;
	enum err err = OK;

	for (n = 0; err == OK && n < tiles; n++) {
		err = volume_put(v, &at, slot_of_tile(make_tile(c, s,
		    at.at[2])));
		at.at[2] += TILE_SIDE;
	}
	return err;
}

enum err
column_fill(const struct columns *c, struct volume *v)
{
	struct stack s;
	enum err err;
	bool more;

	if (c->size[0] == 0 || c->size[1] == 0)
		return ramp_good(&c->ramp) ? OK : ERR_PARAMS;
	err = check(c);
	for (more = next_stack(c, &s, true); err == OK && more;
	    more = next_stack(c, &s, false)) {
		read_stack(c, &s);
		err = fill_stack(c, &s, v);
	}
	return err;
}
