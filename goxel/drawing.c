/*
 * drawing - faces of voxels drawn on a lattice, where the nearest stays
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
 * functions, DRAWING_LANES samples at once, without a branch or a division,
 *
 *			nearness	across, along		half
 *	ortho		far - t		(u, v) - half		1/2
 *	perspective	1 / t		(u, v) z / t - half	z/2 nearness
 *
 * inside where across and along are within -half..half.
 */
#include <math.h>
#include <string.h>

#include "goxel/drawing.h"
#include "mem.h"

#define OFTEN		24		/* samples tried, for each there is */
#define FACES_FIRST	4096
#define A_FACE		24		/* what one costs beside, in samples */
#define EDGE		1e-6f		/* voxels; closes cracks */
#define SLACK		2e-3f		/* samples */

/* Unrolled, so that what they work on stays in registers. */
#define EACH_FUNCTION(k)	_Pragma("GCC unroll 3")			\
	for (k = 0; k < FUNCTIONS; k++)
#define EACH_AXIS(n)	_Pragma("GCC unroll 3")				\
	for (n = 0; n < 3; n++)

enum { NEARNESS, ACROSS, ALONG, FUNCTIONS };

/* What functions change by: a column further, a row, both by a half. */
enum { COLUMN, ROW, BESIDE };

/* The functions of a face: at the first sample to try, and their changes;
 * `half` is that of `near` times nearness, and more. */
struct planes {
	float	 at[FUNCTIONS];
	vec4	 change[FUNCTIONS];
	float	 near, more;
};

/* Samples to try: columns and rows, last included. */
struct patch { int32_t lo[2], hi[2]; };

/* Enter a face that is about to be drawn. */
static void
add_face(struct surface *s, const struct quad_at *q)
{
	if (s->count == s->room) {
		s->room = s->room == 0 ? FACES_FIRST : 2 * s->room;
		s->faces = xrealloc(s->faces, s->room * sizeof *s->faces);
	}
	s->faces[s->count++] = (uint64_t)q->at[0] |
	    (uint64_t)q->at[1] << SURFACE_BITS |
	    (uint64_t)q->at[2] << 2 * SURFACE_BITS |
	    (uint64_t)q->side << 3 * SURFACE_BITS;
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

/* The face entered last is seen where it is nearest, in so many samples. */
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

	for (x = 0; x <= width; x += DRAWING_LANES) {
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

void
drawing_faces(struct drawing *d, struct quad_at *q, const int32_t at[3],
    int w, uint64_t voxels)
{
	int n;

	for (; voxels != 0; voxels &= voxels - 1) {
		n = w << 6 | __builtin_ctzll(voxels);
		q->at[0] = at[0] + (n & 15);
		q->at[1] = at[1] + (n >> 4 & 15);
		q->at[2] = at[2] + (n >> 8);
		if (place_face(d, q))
			draw_face(d, q);
	}
}

struct quad_at
drawing_quad(const struct drawing *d, int side)
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

void
drawing_init(struct drawing *d, struct surface *surface,
    const struct view *view, const struct lattice *lattice)
{
	*d = (struct drawing){ .surface = surface, .view = view,
	    .size = { lattice->columns, lattice->rows },
	    .middles = lattice->middles,
	    .budget = (int64_t)lattice->columns * lattice->rows * OFTEN };
	lay_rays(d, lattice);
	d->far = find_far(d);
}
