/*
 * sunpath - the voxels that a ray to the sun passes first
 *
 * Where a walk is in its tile is kept twice: as the index of a bit in the
 * tile's mask, and as three fields of 8 bits holding 16 + coordinate, so that
 * a step out of the tile, to 15 or 32, clears bit 4 of its field.
 */
#include <math.h>

#include "goxel/sunpath.h"

#define INSIDE	0x101010u	/* bit 4 of every field */

/* A walk through the tiles of a field. */
struct walk {
	const struct field	*field;
	const uint64_t		*mask;	/* of the tile; NULL: empty, uniform */
	tile_slot		 slot;
	int32_t			 tile[3];
	uint32_t		 index;	/* of the voxel's bit */
	uint32_t		 fields;
};

static const int32_t index_step[6] = { -1, 1, -16, 16, -256, 256 };
static const int32_t field_step[6] = {
	-0x1, 0x1, -0x100, 0x100, -0x10000, 0x10000
};

static void
find_columns(struct sunpath *p)
{
	struct sunpath_column at = { 0, 0, 0 };
	int8_t *const along[3] = { &at.x, &at.y, &at.z };
	uint32_t n, k = 0;

	for (n = 0; n < p->count && k < SUNPATH_COLUMNS; n++) {
		*along[p->way[n] >> 1] += p->way[n] & 1 ? 1 : -1;
		if (p->way[n] >> 1 < 2)
			p->column[k++] = at;
	}
	for (; k < SUNPATH_COLUMNS; k++)
		p->column[k] = at;
	p->columns_end = n;
}

void
sunpath_lay(struct sunpath *p, const struct ray *to_sun,
    const double place[3])
{
	double next[3];
	uint32_t n;
	int axis;

	for (axis = 0; axis < 3; axis++)
		next[axis] = ((to_sun->toward[axis] > 0) - place[axis]) *
		    to_sun->inverse[axis];
	for (n = 0; n < SUNPATH_STEPS; n++) {
		axis = next[1] < next[0];
		axis = next[2] < next[axis] ? 2 : axis;
		p->way[n] = (uint8_t)(2 * axis + (to_sun->toward[axis] > 0));
		p->distance[n] = (float)next[axis];
		next[axis] += fabs(to_sun->inverse[axis]);
	}
	p->count = n;
	find_columns(p);
}

static void
look_at_tile(struct walk *w)
{
	const struct field *f = w->field;
	size_t cell = ((size_t)w->tile[2] * f->tiles[1] + w->tile[1]) *
	    f->tiles[0] + w->tile[0];

	w->slot = f->cell[cell].slot;
	w->mask = w->slot == 0 || slot_uniform(w->slot) ? NULL :
	    slot_tile(w->slot)->mask;
}

static void
begin(struct walk *w, const struct field *f, const struct pos *from)
{
	int axis;

	*w = (struct walk){ .field = f, .index = tile_index(from),
	    .fields = INSIDE };
	for (axis = 0; axis < 3; axis++) {
		w->tile[axis] = (from->at[axis] - f->base.at[axis]) >>
		    FIELD_TILE_SHIFT;
		w->fields |= (uint32_t)(from->at[axis] & 15) << 8 * axis;
	}
	look_at_tile(w);
}

/* Into the next tile; false if there is none. */
static bool
change_tile(struct walk *w, int way)
{
	int axis = way >> 1;

	w->index -= (uint32_t)(TILE_SIDE * index_step[way]);
	w->fields -= (uint32_t)(TILE_SIDE * field_step[way]);
	w->tile[axis] += way & 1 ? 1 : -1;
	if ((uint32_t)w->tile[axis] >= (uint32_t)w->field->tiles[axis])
		return false;
	look_at_tile(w);
	return true;
}

static bool
solid(const struct walk *w)
{
	return w->mask == NULL ? w->slot != 0 :
	    w->mask[w->index >> 6] >> (w->index & 63) & 1;
}

enum sunpath_end
sunpath_follow(const struct sunpath *p, const struct field *f,
    const struct pos *from, double until, struct rgba *color)
{
	float far = (float)fmin(until, 1e30);
	struct walk w;
	uint32_t n;

	begin(&w, f, from);
	for (n = 0; !solid(&w); n++) {
		if (n == p->count)
			return SUNPATH_ON;
		if (p->distance[n] >= far)
			return SUNPATH_FREE;
		w.index += (uint32_t)index_step[p->way[n]];
		w.fields += (uint32_t)field_step[p->way[n]];
		if ((~w.fields & INSIDE) != 0 && !change_tile(&w, p->way[n]))
			return SUNPATH_FREE;
	}
	*color = w.mask == NULL ? slot_color(w.slot) :
	    slot_tile(w.slot)->voxel[w.index];
	return SUNPATH_MET;
}
