/*
 * revolve - cones and rings, round about an axis
 *
 * Coverage is taken at voxel centres.  With p the centre of the voxel seen
 * from the centre of the box, s the half-extents, z along the axis and
 * q = |(px/sx, py/sy)|:
 *
 *	cone	q <= 1 - t (1 - tip), t = (pz + sz) / 2 sz from base to tip
 *	ring	(q s - (s - sz))^2 + pz^2 <= sz^2, s the larger of sx and sy
 */
#include <math.h>

#include "goxel/revolve.h"
#include "goxel/sweep.h"

struct frame {
	const struct revolve *how;
	double		 mid[3];
	double		 half[3];
	double		 widest;	/* of the two round ones */
};

/* Smallest and largest of something over a cube of voxels. */
struct range { double lo, hi; };

static struct range
range_along(const struct frame *f, int axis, const struct box *cube)
{
	return (struct range){
		cube->lo.at[axis] + 0.5 - f->mid[axis],
		cube->hi.at[axis] - 0.5 - f->mid[axis]
	};
}

/* Of the distance from zero. */
static struct range
range_apart(struct range r)
{
	double far = fmax(fabs(r.lo), fabs(r.hi));

	if (r.lo <= 0 && r.hi >= 0)
		return (struct range){ 0, far };
	return (struct range){ fmin(fabs(r.lo), fabs(r.hi)), far };
}

/* Of q. */
static struct range
range_round(const struct frame *f, const struct box *cube)
{
	struct range sum = { 0, 0 }, r;
	int i, axis;

	for (i = 1; i <= 2; i++) {
		axis = (f->how->axis + i) % 3;
		r = range_apart(range_along(f, axis, cube));
		sum.lo += r.lo * r.lo / (f->half[axis] * f->half[axis]);
		sum.hi += r.hi * r.hi / (f->half[axis] * f->half[axis]);
	}
	return (struct range){ sqrt(sum.lo), sqrt(sum.hi) };
}

/* How wide the cone is at this height. */
static double
cone_radius(const struct frame *f, double z)
{
	double half = f->half[f->how->axis];
	double t = ((f->how->back ? -z : z) + half) / (2 * half);

	return 1 - t * (1 - f->how->tip);
}

/* Below 0 is inside: the smallest and largest over a cube. */
static struct range
range_outside(const struct frame *f, const struct box *cube)
{
	double thick = f->half[f->how->axis], middle = f->widest - thick;
	struct range q = range_round(f, cube), tall, ring, cone;

	tall = range_along(f, f->how->axis, cube);
	if (f->how->ring) {
		ring = range_apart((struct range){ q.lo * f->widest - middle,
		    q.hi * f->widest - middle });
		tall = range_apart(tall);
		return (struct range){
			ring.lo * ring.lo + tall.lo * tall.lo - thick * thick,
			ring.hi * ring.hi + tall.hi * tall.hi - thick * thick
		};
	}
	cone.lo = cone_radius(f, tall.lo);
	cone.hi = cone_radius(f, tall.hi);
	return (struct range){ q.lo - fmax(cone.lo, cone.hi),
	    q.hi - fmin(cone.lo, cone.hi) };
}

/* A cube that may be cut is looked at voxel by voxel. */
#define DOUBT	1e-9

static enum cover
cover_revolved(const struct sweep *sweep, const struct box *cube)
{
	struct range r = range_outside(sweep->shape, cube);

	if (r.lo > DOUBT)
		return COVER_NONE;
	return r.hi < -DOUBT ? COVER_FULL : COVER_PART;
}

static void
mask_revolved(const struct sweep *sweep, const struct pos *at,
    uint64_t mask[TILE_WORDS])
{
	struct box one;
	int axis, i;

	memset(mask, 0, TILE_WORDS * sizeof mask[0]);
	for (i = 0; i < TILE_VOXELS; i++) {
		for (axis = 0; axis < 3; axis++) {
			one.lo.at[axis] = at->at[axis] + (i >> 4 * axis & 15);
			one.hi.at[axis] = one.lo.at[axis] + 1;
		}
		if (box_covers(&sweep->box, &one) &&
		    range_outside(sweep->shape, &one).lo <= DOUBT)
			mask[i / 64] |= 1ull << i % 64;
	}
}

enum err
revolve_draw(struct volume *v, const struct revolve *how)
{
	struct frame frame = { .how = how };
	struct sweep sweep = { .mode = how->mode, .box = how->box,
	    .color = how->color, .cover = cover_revolved,
	    .mask = mask_revolved, .shape = &frame };
	int axis;

	if (!box_bounded(&how->box))
		return ERR_BOUNDS;
	if (box_empty(&how->box))
		return OK;
	for (axis = 0; axis < 3; axis++) {
		double lo = how->box.lo.at[axis], hi = how->box.hi.at[axis];

		frame.mid[axis] = (lo + hi) / 2;
		frame.half[axis] = (hi - lo) / 2;
		if (axis != how->axis)
			frame.widest = fmax(frame.widest, frame.half[axis]);
	}
	return sweep_run(&sweep, v);
}
