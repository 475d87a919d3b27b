/*
 * shape - spheres, cubes and cylinders drawn into a volume
 *
 * Coverage is taken at voxel centres.  With p the centre of the voxel seen
 * from the centre of the box and s the half-extents of the box:
 *
 *	sphere		k = r - |p|, r the ellipsoid's radius in the direction
 *			of p, which is |p| / |(px/sx, py/sy, pz/sz)|
 *	cylinder	k = min(sz - |pz|, r - |(px, py)|), r the radius of
 *			the ellipse in that direction; its axis is z
 *	cube		inside when -s <= p < s
 *
 * Hard: covered when k >= 0.  With smoothness w: clamp(k / w, -1, 1) / 2 + 1/2.
 *
 * A hard sphere needs neither root nor direction: k >= 0 says the same as
 * (px/sx)^2 + (py/sy)^2 + (pz/sz)^2 <= 1, and a row of voxels along x is inside
 * between two ends.  The same sum over the nearest and the farthest corner of
 * a cube of voxels tells whether the cube is cut at all.
 */
#include <math.h>

#include "goxel/shape.h"
#include "goxel/sweep.h"

const char *const shape_names[SHAPE_COUNT] = { "cube", "sphere", "cylinder" };

struct frame {
	enum shape	 shape;
	float		 smoothness;
	double		 mid[3];	/* centre of the box */
	double		 half[3];	/* half-extents */
};

static void
frame_init(struct frame *frame, const struct shape_stroke *stroke)
{
	const struct box *box = &stroke->box;
	int axis;

	frame->shape = stroke->shape;
	frame->smoothness = stroke->smoothness;
	for (axis = 0; axis < 3; axis++) {
		double lo = box->lo.at[axis], hi = box->hi.at[axis];

		frame->mid[axis] = (lo + hi) / 2;
		frame->half[axis] = (hi - lo) / 2;
	}
}

static double
squared(double x)
{
	return x * x;
}

/* Where a coordinate's voxel centre is, in units of the half-extent. */
static double
unit(const struct frame *frame, int axis, int32_t coord)
{
	return (coord + 0.5 - frame->mid[axis]) / frame->half[axis];
}

/* Smallest and largest square of that over a range of voxels. */
static void
unit_range(const struct frame *frame, const struct box *cube, int axis,
    double range[2])
{
	double lo = unit(frame, axis, cube->lo.at[axis]);
	double hi = unit(frame, axis, cube->hi.at[axis] - 1);

	range[0] = lo > 0 ? squared(lo) : hi < 0 ? squared(hi) : 0;
	range[1] = fmax(squared(lo), squared(hi));
}

/* Nothing is gained by being exact at the edge: a cube that may be cut is
 * looked at voxel by voxel. */
#define DOUBT	1e-9

static enum cover
cover_of(double nearest, double farthest)
{
	if (nearest > 1 + DOUBT)
		return COVER_NONE;
	return farthest < 1 - DOUBT ? COVER_FULL : COVER_PART;
}

static enum cover
cover_hard(const struct sweep *sweep, const struct box *cube)
{
	const struct frame *frame = sweep->shape;
	double sum[2] = { 0, 0 }, range[2];
	enum cover flat, tall;
	int axis, round = frame->shape == SHAPE_SPHERE ? 3 : 2;

	for (axis = 0; axis < round; axis++) {
		unit_range(frame, cube, axis, range);
		sum[0] += range[0];
		sum[1] += range[1];
	}
	flat = cover_of(sum[0], sum[1]);
	if (round == 3)
		return flat;
	unit_range(frame, cube, 2, range);
	tall = cover_of(range[0], range[1]);
	if (flat == COVER_NONE || tall == COVER_NONE)
		return COVER_NONE;
	return flat == tall ? flat : COVER_PART;
}

/* Voxels x of a row of 16 with x^2 <= `left`, in units of the half-extent. */
static uint64_t
row_bits(const double square[TILE_SIDE], double left)
{
	uint64_t bits = 0;
	int x;

	for (x = 0; x < TILE_SIDE; x++)
		bits |= (uint64_t)(square[x] <= left) << x;
	return bits;
}

static void
mask_hard(const struct sweep *sweep, const struct pos *at,
    uint64_t mask[TILE_WORDS])
{
	const struct frame *frame = sweep->shape;
	double square[3][TILE_SIDE], left;
	int axis, i, row;

	for (axis = 0; axis < 3; axis++)
		for (i = 0; i < TILE_SIDE; i++)
			square[axis][i] = squared(unit(frame, axis,
			    at->at[axis] + i));
	memset(mask, 0, TILE_WORDS * sizeof mask[0]);
	for (row = 0; row < TILE_SIDE * TILE_SIDE; row++) {
		double tall = square[2][row / TILE_SIDE];

		left = 1 - square[1][row % TILE_SIDE];
		if (frame->shape == SHAPE_SPHERE)
			left -= tall;
		else if (tall > 1)
			continue;
		mask[row / 4] |= row_bits(square[0], left) << row % 4 * 16;
	}
}

/* Radius of the ellipse or ellipsoid towards p, less the length of p. */
static double
depth(const struct frame *frame, const double p[3], int axes)
{
	double length = 0, units = 0, widest = 0;
	int axis;

	for (axis = 0; axis < axes; axis++) {
		length += squared(p[axis]);
		units += squared(p[axis] / frame->half[axis]);
		widest = fmax(widest, frame->half[axis]);
	}
	if (length == 0)
		return widest;
	return sqrt(length) / sqrt(units) - sqrt(length);
}

static double
shape_value(const struct frame *frame, const double p[3])
{
	if (frame->shape == SHAPE_SPHERE)
		return depth(frame, p, 3);
	return fmin(frame->half[2] - fabs(p[2]), depth(frame, p, 2));
}

static void
alpha_soft(const struct sweep *sweep, const struct pos *at,
    uint8_t alpha[TILE_VOXELS])
{
	const struct frame *frame = sweep->shape;
	double p[3], k;
	int axis, i;

	for (i = 0; i < TILE_VOXELS; i++) {
		for (axis = 0; axis < 3; axis++)
			p[axis] = at->at[axis] + (i >> 4 * axis & 15) + 0.5 -
			    frame->mid[axis];
		k = shape_value(frame, p) / frame->smoothness;
		k = fmin(fmax(k, -1), 1) / 2 + 0.5;
		alpha[i] = (uint8_t)(sweep->color.c[ALPHA] * k);
	}
}

static enum cover
cover_soft(const struct sweep *sweep, const struct box *cube)
{
	(void)sweep;
	(void)cube;
	return COVER_PART;
}

enum err
shape_draw(struct volume *v, const struct shape_stroke *stroke)
{
	struct sweep sweep = { .mode = stroke->mode, .box = stroke->box,
	    .color = stroke->color };
	struct frame frame;

	if (stroke->shape != SHAPE_CUBE) {
		frame_init(&frame, stroke);
		sweep.shape = &frame;
		sweep.cover = cover_hard;
		sweep.mask = mask_hard;
		if (stroke->smoothness > 0) {
			sweep.cover = cover_soft;
			sweep.alpha = alpha_soft;
		}
	}
	return sweep_run(&sweep, v);
}

uint64_t
shape_voxels(const struct shape_stroke *stroke)
{
	struct shape_stroke over = *stroke;
	struct volume v = { .table = NULL };
	uint64_t count = UINT64_MAX;

	over.mode = MODE_OVER;
	if (shape_draw(&v, &over) == OK)
		count = volume_count(&v);
	volume_fini(&v);
	return count;
}
