/*
 * surface - the face that is seen at every sample of a lattice
 *
 * A face can be seen when no voxel stands before it and it looks towards the
 * eye.  The first is told by masks, 64 voxels at once: the mask of a tile,
 * shifted by one voxel with what the neighbour tile shifts in, says which
 * voxels are covered on that side.
 *
 * A face is tried at each sample in the rectangle around its four projected
 * corners.  The ray there meets the plane of the face at `t` and, on the
 * face's two other axes, at (u, v) from its corner: inside if both are within
 * 0..1.  With rays o + t d, plane p on axis a, and corner q on axis b:
 *
 *	t = (p - o[a]) / d[a]		u = o[b] - q[b] + t d[b]
 *
 * Orthographic, d is the same for all rays, so t, u and v are linear over the
 * lattice; in perspective, o is.
 *
 * Tiles are taken in the order of the grid, and the first of equals stays:
 * the result does not depend on the history of the volume.
 */
#include <math.h>
#include <stdlib.h>

#include "goxel/surface.h"
#include "mem.h"

#define COORD_BITS	20		/* of a coordinate in a packed face */
#define OFTEN		24		/* samples tried, for each there is */
#define FACES_FIRST	4096
#define A_FACE		24		/* what one costs beside, in samples */
#define EDGE		1e-9		/* voxels; closes cracks */
#define SLACK		1e-6		/* samples */

/* A picture's rays over the lattice, and the work left. */
struct drawing {
	struct surface		*surface;
	const struct view	*view;
	uint32_t		 size[2];	/* columns, rows */
	double			 first[3];	/* of the ray at 0, 0: its d, */
	double			 step[2][3];	/* or ortho: o; and change */
	double			 middle[2];	/* of the picture, in samples */
	double			 scale[2];	/* samples a voxel at 1 */
	double			 own[3][3];	/* world axes in the view */
	int64_t			 budget;	/* samples to try */
};

/* One face of one voxel. */
struct quad_at {
	int32_t	 at[3];		/* of the voxel, from the base */
	int	 side, axis, b, c;
	double	 corner[3];	/* the lowest, in the world */
};

/* Samples to try: columns and rows, last included. */
struct patch { int32_t lo[2], hi[2]; };

static const uint64_t none[TILE_WORDS];
static const uint64_t full[TILE_WORDS] = { [0 ... TILE_WORDS - 1] = ~0ull };

static const uint64_t *
mask_of(const struct field_cell *cell)
{
	if (cell->slot == 0)
		return none;
	return slot_uniform(cell->slot) ? full : slot_tile(cell->slot)->mask;
}

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

/* Enter a face that is about to be drawn. */
static void
add_face(struct surface *s, const struct quad_at *q)
{
	if (s->count == s->room) {
		s->room = s->room == 0 ? FACES_FIRST : 2 * s->room;
		s->faces = xrealloc(s->faces, s->room * sizeof *s->faces);
	}
	s->faces[s->count++] = (uint64_t)q->at[0] |
	    (uint64_t)q->at[1] << COORD_BITS |
	    (uint64_t)q->at[2] << 2 * COORD_BITS |
	    (uint64_t)q->side << 3 * COORD_BITS;
}

/* The face entered last is seen at a sample, unless another is nearer. */
static inline void
put_sample(struct surface *s, size_t index, double distance)
{
	if (distance < s->distance[index]) {
		s->distance[index] = distance;
		s->face[index] = s->count - 1;
	}
}

static inline bool
inside(double u, double v)
{
	return u >= -EDGE && u <= 1 + EDGE && v >= -EDGE && v <= 1 + EDGE;
}

static void
draw_ortho(const struct drawing *d, const struct quad_at *q,
    const struct patch *p)
{
	const double *to = d->view->forward;
	double slope[2] = { to[q->b] / to[q->axis], to[q->c] / to[q->axis] };
	double o[3], t, u, v, change[3];
	size_t index;
	int32_t x, y;
	int n;

	change[0] = -d->step[0][q->axis];
	change[1] = d->step[0][q->b] + change[0] * slope[0];
	change[2] = d->step[0][q->c] + change[0] * slope[1];
	for (y = p->lo[1]; y <= p->hi[1]; y++) {
		for (n = 0; n < 3; n++)
			o[n] = d->first[n] + y * d->step[1][n] +
			    p->lo[0] * d->step[0][n] - q->corner[n];
		t = -o[q->axis];
		u = o[q->b] + t * slope[0];
		v = o[q->c] + t * slope[1];
		index = (size_t)y * d->size[0] + (size_t)p->lo[0];
		for (x = p->lo[0]; x <= p->hi[0]; x++, index++) {
			if (inside(u, v))
				put_sample(d->surface, index,
				    t / to[q->axis]);
			t += change[0];
			u += change[1];
			v += change[2];
		}
	}
}

static void
draw_perspective(const struct drawing *d, const struct quad_at *q,
    const struct patch *p)
{
	const double *eye = d->view->eye;
	double from[3] = { q->corner[q->axis] - eye[q->axis],
	    eye[q->b] - q->corner[q->b], eye[q->c] - q->corner[q->c] };
	double to[3], t;
	int axes[3] = { q->axis, q->b, q->c };
	size_t index;
	int32_t x, y;
	int n;

	for (y = p->lo[1]; y <= p->hi[1]; y++) {
		for (n = 0; n < 3; n++)
			to[n] = d->first[axes[n]] + y * d->step[1][axes[n]] +
			    p->lo[0] * d->step[0][axes[n]];
		index = (size_t)y * d->size[0] + (size_t)p->lo[0];
		for (x = p->lo[0]; x <= p->hi[0]; x++, index++) {
			t = from[0] / to[0];
			if (inside(from[1] + t * to[1], from[2] + t * to[2]))
				put_sample(d->surface, index, t);
			to[0] += d->step[0][q->axis];
			to[1] += d->step[0][q->b];
			to[2] += d->step[0][q->c];
		}
	}
}

/* The samples around the four corners; false when there is none. */
static bool
find_patch(const struct drawing *d, const struct quad_at *q, struct patch *p)
{
	double at[3], lo[2] = { 1e9, 1e9 }, hi[2] = { -1e9, -1e9 }, place;
	double from[3];
	int n, k;

	for (k = 0; k < 3; k++)
		from[k] = q->corner[k] - d->view->eye[k];
	for (k = 0; k < 3; k++)
		at[k] = from[0] * d->own[0][k] + from[1] * d->own[1][k] +
		    from[2] * d->own[2][k];
	for (n = 0; n < 4; n++) {
		double b = n & 1, c = n >> 1;
		double deep = d->view->ortho ? 1 : 1 / (at[2] +
		    b * d->own[q->b][2] + c * d->own[q->c][2]);

		for (k = 0; k < 2; k++) {
			place = (at[k] + b * d->own[q->b][k] +
			    c * d->own[q->c][k]) * deep * d->scale[k] +
			    d->middle[k];
			lo[k] = place < lo[k] ? place : lo[k];
			hi[k] = place > hi[k] ? place : hi[k];
		}
	}
	for (k = 0; k < 2; k++) {
		if (hi[k] < 0 || lo[k] > d->size[k] - 1)
			return false;
		p->lo[k] = lo[k] > SLACK ? (int32_t)(lo[k] - SLACK) + 1 : 0;
		p->hi[k] = hi[k] < d->size[k] - 1 ? (int32_t)(hi[k] + SLACK) :
		    (int32_t)d->size[k] - 1;
	}
	return p->lo[0] <= p->hi[0] && p->lo[1] <= p->hi[1];
}

static void
draw_face(struct drawing *d, const struct field *f, struct quad_at *q)
{
	struct patch patch;
	double before;
	int k;

	d->budget -= A_FACE;
	for (k = 0; k < 3; k++)
		q->corner[k] = (double)f->base.at[k] + q->at[k];
	q->corner[q->axis] += q->side & 1;
	before = d->view->eye[q->axis] - q->corner[q->axis];
	if (!d->view->ortho && (q->side & 1 ? before <= 0 : before >= 0))
		return;
	if (!find_patch(d, q, &patch))
		return;
	d->budget -= (int64_t)(patch.hi[0] - patch.lo[0] + 1) *
	    (patch.hi[1] - patch.lo[1] + 1);
	add_face(d->surface, q);
	(d->view->ortho ? draw_ortho : draw_perspective)(d, q, &patch);
}

/* Draw the faces of the tile at `at` on one side. */
static void
take_side(struct drawing *d, const int32_t at[3], int side)
{
	const struct field *f = d->surface->field;
	struct quad_at q = { .side = side, .axis = side >> 1 };
	const uint64_t *own, *next;
	uint64_t word;
	int32_t near[3] = { at[0], at[1], at[2] };
	int w, n;

	near[q.axis] += side & 1 ? TILE_SIDE : -TILE_SIDE;
	own = mask_of(&f->cell[field_cell(f, at)]);
	next = mask_of(&f->cell[field_cell(f, near)]);
	if (own == full && next == full)
		return;
	q.b = (q.axis + 1) % 3;
	q.c = (q.axis + 2) % 3;
	for (w = 0; w < TILE_WORDS; w++) {
		word = own[w] & ~covered(own, next, side, w);
		for (; word != 0; word &= word - 1) {
			n = w << 6 | __builtin_ctzll(word);
			q.at[0] = at[0] + (n & 15);
			q.at[1] = at[1] + (n >> 4 & 15);
			q.at[2] = at[2] + (n >> 8);
			draw_face(d, f, &q);
		}
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
lay_rays(struct drawing *d, const struct lattice *l)
{
	const struct view *v = d->view;
	double half[2] = { v->half_width, v->half_height };
	const double *along[2] = { v->right, v->up };
	uint32_t size[2] = { l->width, l->height };
	int k, n;

	for (n = 0; n < 3; n++)
		d->first[n] = v->ortho ? v->eye[n] : v->forward[n];
	for (k = 0; k < 2; k++) {
		double sign = k ? -1 : 1;	/* rows go down */

		d->scale[k] = sign * size[k] / 2 / half[k];
		d->middle[k] = size[k] / 2.0 - l->offset;
		for (n = 0; n < 3; n++) {
			d->step[k][n] = along[k][n] / d->scale[k];
			d->first[n] -= d->middle[k] * d->step[k][n];
			d->own[n][k] = along[k][n];
		}
	}
	for (n = 0; n < 3; n++)
		d->own[n][2] = v->forward[n];
}

bool
surface_init(struct surface *s, const struct field *field,
    const struct view *view, const struct lattice *lattice)
{
	size_t count = (size_t)lattice->columns * lattice->rows, n;
	struct drawing d = { .surface = s, .view = view,
	    .size = { lattice->columns, lattice->rows } };

	*s = (struct surface){ .field = field, .columns = lattice->columns };
	if (field->cell == NULL || count > SURFACE_MOST)
		return false;
	for (n = 0; n < 3; n++)
		if (field->tiles[n] >= 1 << (COORD_BITS - FIELD_TILE_SHIFT))
			return false;
	lay_rays(&d, lattice);
	s->distance = xmalloc(count * sizeof *s->distance);
	s->face = xmalloc(count * sizeof *s->face);
	for (n = 0; n < count; n++)
		s->distance[n] = INFINITY;
	d.budget = (int64_t)count * OFTEN;
	if (take_tiles(&d))
		return true;
	surface_fini(s);
	return false;
}

void
surface_fini(struct surface *s)
{
	free(s->distance);
	free(s->face);
	free(s->faces);
	s->distance = NULL;
	s->face = NULL;
	s->faces = NULL;
}

bool
surface_face(const struct surface *s, size_t index, struct pos *voxel,
    uint8_t *side)
{
	const int32_t mask = (1 << COORD_BITS) - 1;
	uint64_t face;
	int axis;

	if (s->distance[index] == INFINITY)
		return false;
	face = s->faces[s->face[index]];
	for (axis = 0; axis < 3; axis++)
		voxel->at[axis] = (int32_t)(face >> axis * COORD_BITS & mask) +
		    s->field->base.at[axis];
	*side = (uint8_t)(face >> 3 * COORD_BITS);
	return true;
}
