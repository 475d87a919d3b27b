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
 * lattice.  In perspective o is, and it is 1/t, u/t and v/t that are linear;
 * multiplied by the depth z of the face's middle they are of the order of 1,
 * and single precision will do.  So both are one thing to try: three linear
 * functions, LANES samples at once, without a branch or a division,
 *
 *			nearness	across, along		half
 *	ortho		far - t		(u, v) - half		1/2
 *	perspective	1 / t		(u, v) z / t - half	z/2 nearness
 *
 * inside where across and along are within -half..half.
 *
 * Tiles are taken in the order of the grid, and the first of equals stays:
 * the result does not depend on the history of the volume.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "goxel/surface.h"
#include "mem.h"

#define COORD_BITS	20		/* of a coordinate in a packed face */
#define OFTEN		24		/* samples tried, for each there is */
#define FACES_FIRST	4096
#define A_FACE		24		/* what one costs beside, in samples */
#define EDGE		1e-6f		/* voxels; closes cracks */
#define SLACK		2e-3f		/* samples */
#define LANES		4

typedef float vec4 __attribute__((vector_size(16)));
typedef int32_t mask4 __attribute__((vector_size(16)));

/* Unrolled, so that what they work on stays in registers. */
#define EACH_FUNCTION(k)	_Pragma("GCC unroll 3")			\
	for (k = 0; k < FUNCTIONS; k++)
#define EACH_AXIS(n)	_Pragma("GCC unroll 3")				\
	for (n = 0; n < 3; n++)

enum { NEARNESS, ACROSS, ALONG, FUNCTIONS };

/* What functions change by: a column further, a row, both by a half. */
enum { COLUMN, ROW, BESIDE };

/* A picture's rays over the lattice, and the work left. */
struct drawing {
	struct surface		*surface;
	const struct view	*view;
	uint32_t		 size[2];	/* columns, rows */
	double			 first[3];	/* of the ray at 0, 0: its d, */
	double			 step[2][3];	/* or ortho: o; and change, */
	vec4			 change[3];	/* by COLUMN, ROW, BESIDE */
	double			 far;		/* ortho: behind all */
	double			 middle[2];	/* of the picture, in samples */
	double			 scale[2];	/* samples a voxel at 1 */
	double			 own[3][3];	/* world axes in the view */
	bool			 middles;
	int64_t			 budget;	/* samples to try */
};

/* One face of one voxel. */
struct quad_at {
	int32_t	 at[3];		/* of the voxel, from the base */
	int	 side, axis[3];	/* its plane's, and the two next */
	double	 from[3];	/* its lowest corner, from the eye */
	double	 depth;		/* of its middle, in the view */
	vec4	 spread[3];	/* from that corner to all four, in the view */
};

/* The functions of a face: at the first sample to try, and their changes;
 * `half` is that of `near` times nearness, and more. */
struct planes {
	float	 at[FUNCTIONS];
	vec4	 change[FUNCTIONS];
	float	 near, more;
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

static void
set_ortho(const struct drawing *d, const struct quad_at *q,
    const double ray[3], struct planes *p)
{
	const int *axis = q->axis;
	const double *to = d->view->forward, scale = 1 / to[axis[0]];
	double t = (q->from[axis[0]] - ray[axis[0]]) * scale;
	vec4 change = d->change[axis[0]] * (float)scale;
	int n;

	p->at[NEARNESS] = (float)(d->far - t);
	p->change[NEARNESS] = change;
	for (n = 1; n < 3; n++) {
		p->at[n] = (float)(ray[axis[n]] - q->from[axis[n]] - 0.5 +
		    t * to[axis[n]]);
		p->change[n] = d->change[axis[n]] -
		    change * (float)to[axis[n]];
	}
	p->near = 0;
	p->more = 0.5f + EDGE;
}

static void
set_perspective(const struct drawing *d, const struct quad_at *q,
    const double ray[3], struct planes *p)
{
	const int *axis = q->axis;
	const double scale = 1 / q->from[axis[0]], depth = q->depth;
	double near = ray[axis[0]] * scale, middle;
	vec4 change = d->change[axis[0]] * (float)scale;
	int n;

	p->at[NEARNESS] = (float)near;
	p->change[NEARNESS] = change;
	_Pragma("GCC unroll 2")
	for (n = 1; n < 3; n++) {
		middle = (q->from[axis[n]] + 0.5) * depth;
		p->at[n] = (float)(ray[axis[n]] * depth - middle * near);
		p->change[n] = d->change[axis[n]] * (float)depth -
		    (float)middle * change;
	}
	p->near = (float)depth / 2 * (1 + 2 * EDGE);
	p->more = EDGE;
}

/* The functions of a face, from the sample at column x, row y on. */
static void
set_planes(const struct drawing *d, const struct quad_at *q,
    const int32_t sample[2], struct planes *p)
{
	double ray[3];
	int n;

	EACH_AXIS(n)
		ray[n] = d->first[n] + sample[0] * d->step[0][n] +
		    sample[1] * d->step[1][n];
	(d->view->ortho ? set_ortho : set_perspective)(d, q, ray, p);
}

/* The face entered last is seen where it is nearest, in LANES samples. */
static inline void
put_samples(const struct surface_samples *set, size_t index,
    const vec4 value[FUNCTIONS], const struct planes *p, int32_t face)
{
	const mask4 sign = (mask4){ 0 } + INT32_MAX;
	vec4 near, half = value[NEARNESS] * p->near + p->more;
	mask4 seen, id;

	memcpy(&near, set->nearness + index, sizeof near);
	memcpy(&id, set->face + index, sizeof id);
	seen = (value[NEARNESS] > near) &
	    ((vec4)((mask4)value[ACROSS] & sign) <= half) &
	    ((vec4)((mask4)value[ALONG] & sign) <= half);
	near = (vec4)(((mask4)value[NEARNESS] & seen) |
	    ((mask4)near & ~seen));
	id = (face & seen) | (id & ~seen);
	memcpy(set->nearness + index, &near, sizeof near);
	memcpy(set->face + index, &id, sizeof id);
}

/* Try a face in a row of each set of samples, `width` more than one. */
static inline void
draw_row(const struct drawing *d, const struct planes *p, size_t index,
    int32_t width, const vec4 start[FUNCTIONS])
{
	const struct surface *s = d->surface;
	const int32_t face = (int32_t)s->count - 1;
	vec4 value[FUNCTIONS];
	int32_t x;
	int k;

	for (x = 0; x <= width; x += LANES) {
		EACH_FUNCTION(k)
			value[k] = start[k] + (float)x * p->change[k][COLUMN];
		put_samples(&s->set[SURFACE_CORNERS], index + (size_t)x, value,
		    p, face);
		if (!d->middles)
			continue;
		EACH_FUNCTION(k)
			value[k] += p->change[k][BESIDE];
		put_samples(&s->set[SURFACE_MIDDLES], index + (size_t)x, value,
		    p, face);
	}
}

/* Try a face in a patch of the samples. */
static void
draw_patch(const struct drawing *d, const struct planes *p,
    const struct patch *patch)
{
	const vec4 lane = { 0, 1, 2, 3 };
	const struct surface *s = d->surface;
	const int32_t width = patch->hi[0] - patch->lo[0];
	const int32_t height = patch->hi[1] - patch->lo[1];
	size_t index = (size_t)patch->lo[1] * s->stride + (size_t)patch->lo[0];
	vec4 first[FUNCTIONS], start[FUNCTIONS];
	int32_t y;
	int k;

	EACH_FUNCTION(k)
		first[k] = p->at[k] + lane * p->change[k][COLUMN];
	for (y = 0; y <= height; y++, index += s->stride) {
		EACH_FUNCTION(k)
			start[k] = first[k] + (float)y * p->change[k][ROW];
		draw_row(d, p, index, width, start);
	}
}

static float
least(vec4 v)
{
	float a = v[0] < v[1] ? v[0] : v[1], b = v[2] < v[3] ? v[2] : v[3];

	return a < b ? a : b;
}

static float
greatest(vec4 v)
{
	return -least(-v);
}

/* Where a face may be on the lattice; its depth, too. */
static void
find_extent(const struct drawing *d, struct quad_at *q, float lo[2],
    float hi[2])
{
	const double *from = q->from;
	vec4 at[3], deep = { 1, 1, 1, 1 };
	int k;

	EACH_AXIS(k)
		at[k] = q->spread[k] + (float)(from[0] * d->own[0][k] +
		    from[1] * d->own[1][k] + from[2] * d->own[2][k]);
	q->depth = (double)at[2][0] + (double)(q->spread[2][3] / 2);
	if (!d->view->ortho)
		deep /= at[2];
	for (k = 0; k < 2; k++) {
		at[k] = at[k] * deep * (float)d->scale[k] +
		    (float)d->middle[k];
		lo[k] = least(at[k]) - SLACK;
		hi[k] = greatest(at[k]) + SLACK;
	}
}

/* The samples within an extent, of all sets; false when there is none. */
static inline bool
find_patch(const struct drawing *d, const float lo[2], const float hi[2],
    struct patch *p)
{
	float from, to, last;
	int k;

	_Pragma("GCC unroll 2")
	for (k = 0; k < 2; k++) {
		from = d->middles ? lo[k] - 0.5f : lo[k];
		to = hi[k];
		last = (float)(d->size[k] - 1);
		if (!(to >= 0 && from <= last))
			return false;
		p->lo[k] = from > 0 ? (int32_t)from +
		    (from > (float)(int32_t)from) : 0;
		p->hi[k] = to < last ? (int32_t)to : (int32_t)last;
	}
	return p->lo[0] <= p->hi[0] && p->lo[1] <= p->hi[1];
}

static void
draw_face(struct drawing *d, struct quad_at *q)
{
	struct planes planes;
	struct patch patch;
	float lo[2], hi[2];

	d->budget -= A_FACE;
	find_extent(d, q, lo, hi);
	if (!find_patch(d, lo, hi, &patch))
		return;
	d->budget -= (int64_t)(patch.hi[0] - patch.lo[0] + 1) *
	    (patch.hi[1] - patch.lo[1] + 1);
	add_face(d->surface, q);
	set_planes(d, q, patch.lo, &planes);
	draw_patch(d, &planes, &patch);
}

/* Place a face; false if it looks away. */
static bool
place_face(const struct drawing *d, struct quad_at *q)
{
	const struct field *f = d->surface->field;
	double before;
	int k;

	EACH_AXIS(k)
		q->from[k] = (double)f->base.at[k] + q->at[k] -
		    d->view->eye[k];
	before = q->from[q->axis[0]] += q->side & 1;
	return d->view->ortho || (q->side & 1 ? before < 0 : before > 0);
}

static struct quad_at
quad_of(const struct drawing *d, int side)
{
	struct quad_at q = { .side = side };
	float b, c;
	int n, k;

	for (n = 0; n < 3; n++)
		q.axis[n] = (side / 2 + n) % 3;
	for (k = 0; k < 3; k++) {
		b = (float)d->own[q.axis[1]][k];
		c = (float)d->own[q.axis[2]][k];
		q.spread[k] = (vec4){ 0, b, c, b + c };
	}
	return q;
}

/* Draw the faces of the tile at `at` on one side. */
static void
take_side(struct drawing *d, const int32_t at[3], int side)
{
	const struct field *f = d->surface->field;
	struct quad_at q = quad_of(d, side);
	const uint64_t *own, *next;
	uint64_t word;
	int32_t near[3] = { at[0], at[1], at[2] };
	int w, n;

	near[side >> 1] += side & 1 ? TILE_SIDE : -TILE_SIDE;
	own = mask_of(&f->cell[field_cell(f, at)]);
	next = mask_of(&f->cell[field_cell(f, near)]);
	if (own == full && next == full)
		return;
	for (w = 0; w < TILE_WORDS; w++) {
		word = own[w] & ~covered(own, next, side, w);
		for (; word != 0; word &= word - 1) {
			n = w << 6 | __builtin_ctzll(word);
			q.at[0] = at[0] + (n & 15);
			q.at[1] = at[1] + (n >> 4 & 15);
			q.at[2] = at[2] + (n >> 8);
			if (place_face(d, &q))
				draw_face(d, &q);
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
		d->first[n] = v->ortho ? 0 : v->forward[n];
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
	for (n = 0; n < 3; n++) {
		d->own[n][2] = v->forward[n];
		d->change[n] = (vec4){ (float)d->step[0][n],
		    (float)d->step[1][n],
		    (float)((d->step[0][n] + d->step[1][n]) / 2) };
	}
}

/* A distance along the view at which nothing is any more. */
static double
find_far(const struct drawing *d)
{
	const struct box *box = &d->surface->field->box;
	double far = 1, lo, hi;
	int n;

	for (n = 0; n < 3; n++) {
		lo = (box->lo.at[n] - d->view->eye[n]) * d->own[n][2];
		hi = (box->hi.at[n] - d->view->eye[n]) * d->own[n][2];
		far += fmax(lo, hi);
	}
	return far;
}

/* Room for the last samples of a row to be tried with what follows. */
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
	struct drawing d = { .surface = s, .view = view,
	    .size = { lattice->columns, lattice->rows },
	    .middles = lattice->middles };

	*s = (struct surface){ .field = field,
	    .stride = lattice->columns + LANES - 1 };
	if (field->cell == NULL || count > SURFACE_MOST)
		return false;
	for (n = 0; n < 3; n++)
		if (field->tiles[n] >= 1 << (COORD_BITS - FIELD_TILE_SHIFT))
			return false;
	lay_rays(&d, lattice);
	d.far = find_far(&d);
	make_sets(s, lattice);
	d.budget = (int64_t)count * OFTEN;
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
	const int32_t mask = (1 << COORD_BITS) - 1;
	uint64_t packed = s->faces[face];
	int axis;

	for (axis = 0; axis < 3; axis++)
		voxel->at[axis] = (int32_t)(packed >> axis * COORD_BITS &
		    mask) + s->field->base.at[axis];
	*side = (uint8_t)(packed >> 3 * COORD_BITS);
}
