/*
 * shape - spheres, cubes and cylinders drawn into a volume
 *
 * Coverage is taken at voxel centres.  With p the centre of the voxel seen
 * from the centre of the box and s the half-extents of the box:
 *
 *	sphere		k = r - |p|, r the ellipsoid's radius in the direction
 *			of p, which is |p| / |(px/sx, py/sy, pz/sz)|
 *	cylinder	k = min(sz - |pz|, r - |(px, py)|), r the radius of
 *			the ellipse in that direction; its axis is z,
 *			or x or y, and then all this is turned
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

/* A sphere or cylinder. */
struct frame {
	int		 round;		/* axes: 3 or 2 */
	int		 tall;		/* the other one of 2; else 3 */
	double		 smoothness;	/* 0: hard */
	double		 mid[3];	/* centre of the box */
	double		 half[3];	/* half-extents */
	double		 widest;	/* of them, in the round axes */
};

static void
frame_init(struct frame *frame, const struct shape_stroke *stroke)
{
	const struct box *box = &stroke->box;
	int axis;

	frame->round = stroke->shape == SHAPE_SPHERE ? 3 : 2;
	frame->tall = frame->round == 3 ? 3 : (stroke->turned + 2) % 3;
	frame->smoothness = stroke->smoothness > 0 ? stroke->smoothness : 0;
	frame->widest = 0;
	for (axis = 0; axis < 3; axis++) {
		double lo = box->lo.at[axis], hi = box->hi.at[axis];

		frame->mid[axis] = (lo + hi) / 2;
		frame->half[axis] = (hi - lo) / 2;
		if (axis != frame->tall)
			frame->widest = fmax(frame->widest, frame->half[axis]);
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

/*
 * From the squares of the smallest and largest distance in units of the
 * radius.  k is the radius in that direction times one less the distance; the
 * radius is at least `least`, and softness reaches as far as k = -w and k = w.
 */
static enum cover
cover_of(const struct frame *frame, const double range[2], double least)
{
	double soft = frame->smoothness / least;

	if (range[0] > squared(1 + soft) + DOUBT)
		return COVER_NONE;
	return soft < 1 && range[1] < squared(1 - soft) - DOUBT ?
	    COVER_FULL : COVER_PART;
}

static enum cover
cover_round(const struct sweep *sweep, const struct box *cube)
{
	const struct frame *frame = sweep->shape;
	double sum[2] = { 0, 0 }, range[2], least = INFINITY;
	enum cover flat, tall;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		if (axis == frame->tall)
			continue;
		unit_range(frame, cube, axis, range);
		sum[0] += range[0];
		sum[1] += range[1];
		least = fmin(least, frame->half[axis]);
	}
	flat = cover_of(frame, sum, least);
	if (frame->round == 3 || flat == COVER_NONE)
		return flat;
	unit_range(frame, cube, frame->tall, range);
	tall = cover_of(frame, range, frame->half[frame->tall]);
	if (tall == COVER_NONE)
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
mask_round(const struct sweep *sweep, const struct pos *at,
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
		double y = square[1][row % TILE_SIDE];
		double z = square[2][row / TILE_SIDE];

		if ((frame->tall == 1 && y > 1) || (frame->tall == 2 && z > 1))
			continue;
		left = 1 - (frame->tall == 1 ? 0 : y) -
		    (frame->tall == 2 ? 0 : z);
		if (frame->tall == 0)
			left = left >= 0 ? 1 : -1;
		mask[row / 4] |= row_bits(square[0], left) << row % 4 * 16;
	}
}

/* Of three numbers, those of the round axes. */
static double
sum_round(const struct frame *frame, double x, double y, double z)
{
	return frame->tall == 0 ? y + z : frame->tall == 1 ? x + z :
	    frame->tall == 2 ? x + y : x + y + z;
}

/* k of a round shape, from |p|^2 and from the same in units. */
static double
depth(const struct frame *frame, double length, double units)
{
	double far = sqrt(length);

	return length == 0 ? frame->widest : far / sqrt(units) - far;
}

static uint8_t
soften(const struct sweep *sweep, double k)
{
	const struct frame *frame = sweep->shape;
	double v = k / frame->smoothness;

	v = v < -1 ? -1 : v > 1 ? 1 : v;
	return (uint8_t)(sweep->color.c[ALPHA] * (v / 2 + 0.5));
}

static void
alpha_round(const struct sweep *sweep, const struct pos *at,
    uint8_t alpha[TILE_VOXELS])
{
	const struct frame *frame = sweep->shape;
	double length[3][TILE_SIDE], units[3][TILE_SIDE];
	int axis, i;

	for (axis = 0; axis < 3; axis++)
		for (i = 0; i < TILE_SIDE; i++) {
			units[axis][i] = squared(unit(frame, axis,
			    at->at[axis] + i));
			length[axis][i] = squared(at->at[axis] + i + 0.5 -
			    frame->mid[axis]);
		}
	for (i = 0; i < TILE_VOXELS; i++) {
		int v[3] = { i & 15, i >> 4 & 15, i >> 8 };
		double k = depth(frame, sum_round(frame, length[0][v[0]],
		    length[1][v[1]], length[2][v[2]]), sum_round(frame,
		    units[0][v[0]], units[1][v[1]], units[2][v[2]]));

		if (frame->tall < 3)
			k = fmin(k, frame->half[frame->tall] -
			    sqrt(length[frame->tall][v[frame->tall]]));
		alpha[i] = soften(sweep, k);
	}
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
		sweep.cover = cover_round;
		sweep.mask = mask_round;
		if (frame.smoothness > 0)
			sweep.alpha = alpha_round;
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
