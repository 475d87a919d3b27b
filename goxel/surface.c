/*
 * surface - the face that is seen at every sample of a lattice
 *
 * A face can be seen when no voxel stands before it and it looks towards the
 * eye.  The first is told by masks, 64 voxels at once: the mask of a tile,
 * shifted by one voxel with what the neighbour tile shifts in, says which
 * voxels are covered on that side.
 *
 * Tiles are taken in the order of the grid, and the first of equals stays:
 * the result does not depend on the history of the volume.
 */
#include <stdlib.h>
#include <string.h>

#include "goxel/drawing.h"
#include "goxel/surface.h"
#include "mem.h"


/* The voxels of word w that have a neighbour on a side. */
static uint64_t
covered(const uint64_t *own, const uint64_t *next, int side, int w)
{
	const uint64_t first = 0x0001000100010001ull;

	switch (side) {
	case 0:
		return (own[w] << 1 & ~first) | (next[w] >> 15 & first);
	case 1:
		return (own[w] >> 1 & ~(first << 15)) |
		    (next[w] << 15 & first << 15);
	case 2:
		return own[w] << 16 | (w & 3 ? own[w - 1] : next[w + 3]) >> 48;
	case 3:
		return own[w] >> 16 |
		    (~w & 3 ? own[w + 1] : next[w - 3]) << 48;
	case 4:
		return w >= 4 ? own[w - 4] : next[w + 60];
	default:
		return w < 60 ? own[w + 4] : next[w - 60];
	}
}

/* Can any face on this side of a tile look towards the eye? */
static bool
side_faces(const struct drawing *d, const struct field *f, const int32_t at[3],
    int side)
{
	const struct view *v = d->view;
	int axis = side >> 1;
	double lo = (double)f->base.at[axis] + at[axis];

	if (v->ortho)
		return side & 1 ? v->forward[axis] < 0 : v->forward[axis] > 0;
	return side & 1 ? v->eye[axis] > lo + 1 :
	    v->eye[axis] < lo + TILE_SIDE - 1;
}

/* Draw the faces of the tile at `at` on one side. */
static void
take_side(struct drawing *d, const int32_t at[3], int side)
{
	const struct field *f = d->surface->field;
	struct quad_at q = drawing_quad(d, side);
	const uint64_t *own, *next;
	uint64_t word;
	int32_t near[3] = { at[0], at[1], at[2] };
	int w;

	near[side >> 1] += side & 1 ? TILE_SIDE : -TILE_SIDE;
	own = field_mask(&f->cell[field_cell(f, at)]);
	next = field_mask(&f->cell[field_cell(f, near)]);
	if (own == field_full && next == field_full)
		return;
	for (w = 0; w < TILE_WORDS; w++) {
		word = own[w] & ~covered(own, next, side, w);
		if (word != 0)
			drawing_faces(d, &q, at, w, word);
	}
}

/* All tiles; false when the budget is used up. */
static bool
take_tiles(struct drawing *d)
{
	const struct field *f = d->surface->field;
	size_t n, cells = (size_t)f->tiles[0] * f->tiles[1] * f->tiles[2];
	int32_t at[3];
	int side;

	for (n = 0; n < cells; n++) {
		if (f->cell[n].bricks == 0)
			continue;
		at[0] = (int32_t)(n % f->tiles[0]) * TILE_SIDE;
		at[1] = (int32_t)(n / f->tiles[0] % f->tiles[1]) * TILE_SIDE;
		at[2] = (int32_t)(n / f->tiles[0] / f->tiles[1]) * TILE_SIDE;
		for (side = 0; side < 6; side++)
			if (side_faces(d, f, at, side))
				take_side(d, at, side);
		if (d->budget < 0)
			return false;
	}
	return true;
}

static void
make_sets(struct surface *s, const struct lattice *lattice)
{
	size_t count = s->stride * lattice->rows, sets = 1 + lattice->middles;
	struct surface_samples *set;
	char *at;

	s->size = sets * count * (sizeof *set->nearness + sizeof *set->face);
	s->table = at = xmap(s->size);
	for (set = s->set; set < s->set + sets; set++) {
		set->nearness = (void *)at;
		at += count * sizeof *set->nearness;
		set->face = (void *)at;
		at += count * sizeof *set->face;
	}
}

bool
surface_init(struct surface *s, const struct field *field,
    const struct view *view, const struct lattice *lattice)
{
	size_t count = (size_t)lattice->columns * lattice->rows, n;
	struct drawing d;

	*s = (struct surface){ .field = field,
	    .stride = lattice->columns + DRAWING_LANES - 1 };
	if (field->cell == NULL || count > SURFACE_MOST)
		return false;
	for (n = 0; n < 3; n++)
		if (field->tiles[n] >= 1 << (SURFACE_BITS - FIELD_TILE_SHIFT))
			return false;
	make_sets(s, lattice);
	drawing_init(&d, s, view, lattice);
	if (take_tiles(&d))
		return true;
	surface_fini(s);
	return false;
}

void
surface_fini(struct surface *s)
{
	xunmap(s->table, s->size);
	memset(s->set, 0, sizeof s->set);
	s->table = NULL;
	free(s->faces);
	s->faces = NULL;
}

void
surface_face(const struct surface *s, uint32_t face, struct pos *voxel,
    uint8_t *side)
{
	const int32_t mask = (1 << SURFACE_BITS) - 1;
	uint64_t packed = s->faces[face];
	int axis;

	for (axis = 0; axis < 3; axis++)
		voxel->at[axis] = (int32_t)(packed >> axis * SURFACE_BITS &
		    mask) + s->field->base.at[axis];
	*side = (uint8_t)(packed >> 3 * SURFACE_BITS);
}
