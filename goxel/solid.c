/*
 * solid - a shape in a box that is turned
 *
 * As in shape.c, with p the centre of a voxel seen from the middle of the box
 * along its own axes.  A cube of voxels lies in the sphere around it; where
 * that is beyond the shape or all in it, its voxels are not asked.
 */
#include <math.h>

#include "bounds.h"
#include "goxel/solid.h"
#include "goxel/sweep.h"

struct solid {
	enum shape	 shape;
	double		 soft;		/* smoothness; 0: hard */
	double		 mid[3];
	double		 unit[3][3];	/* directions of the box's axes */
	double		 half[3];	/* half-extents along them */
	double		 least;		/* of them */
};

static double
dot(const double a[3], const double b[3])
{
	return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/* False: the rows are no box. */
static bool
take_box(struct solid *s, const struct matrix *box)
{
	int i, axis;

	s->least = INFINITY;
	for (i = 0; i < 3; i++) {
		for (axis = 0; axis < 3; axis++)
			s->unit[i][axis] = box->m[i][axis];
		s->half[i] = sqrt(dot(s->unit[i], s->unit[i]));
		s->mid[i] = box->m[3][i];
		if (!(s->half[i] > 1e-3 && s->half[i] <= 2 * BOUND_COORD) ||
		    !(fabs(s->mid[i]) <= 2 * BOUND_COORD))
			return false;
		s->least = fmin(s->least, s->half[i]);
		for (axis = 0; axis < 3; axis++)
			s->unit[i][axis] /= s->half[i];
	}
	return fabs(dot(s->unit[0], s->unit[1])) < 1e-3 &&
	    fabs(dot(s->unit[1], s->unit[2])) < 1e-3 &&
	    fabs(dot(s->unit[2], s->unit[0])) < 1e-3;
}

/* The voxels around it, as far as there is a world. */
static struct box
box_around(const struct solid *s)
{
	struct box box;
	int i, axis;

	for (axis = 0; axis < 3; axis++) {
		double reach = 0;

		for (i = 0; i < 3; i++)
			reach += fabs(s->unit[i][axis]) * s->half[i];
		box.lo.at[axis] = (int32_t)fmin(fmax(floor(s->mid[axis] -
		    reach), -BOUND_COORD), BOUND_COORD);
		box.hi.at[axis] = (int32_t)fmin(fmax(ceil(s->mid[axis] +
		    reach), -BOUND_COORD), BOUND_COORD);
	}
	return box;
}

static void
look_from(const struct solid *s, const double at[3], double p[3])
{
	double from[3];
	int i;

	for (i = 0; i < 3; i++)
		from[i] = at[i] - s->mid[i];
	for (i = 0; i < 3; i++)
		p[i] = dot(from, s->unit[i]);
}

/* How far p is from the middle, the surface being at 1, along the first
 * `axes` axes together. */
static double
round_distance(const struct solid *s, const double p[3], int axes)
{
	double sum = 0;
	int i;

	for (i = 0; i < axes; i++)
		sum += p[i] * p[i] / (s->half[i] * s->half[i]);
	return sqrt(sum);
}

static int
round_axes(const struct solid *s)
{
	return s->shape == SHAPE_SPHERE ? 3 : s->shape == SHAPE_CYLINDER ? 2 :
	    0;
}

static enum cover
cover_solid(const struct sweep *sweep, const struct box *cube)
{
	const struct solid *s = sweep->shape;
	double at[3], p[3], out, in, reach;
	int axis, axes = round_axes(s);

	for (axis = 0; axis < 3; axis++)
		at[axis] = (cube->lo.at[axis] +
		    (double)cube->hi.at[axis]) / 2;
	look_from(s, at, p);
	reach = (cube->hi.at[0] - cube->lo.at[0]) * 0.8661 + 1e-6;
	out = in = axes == 0 ? 0 : round_distance(s, p, axes);
	out -= (reach + s->soft) / s->least;
	in += (reach + s->soft) / s->least;
	for (axis = axes; axis < 3; axis++) {
		double far = fabs(p[axis]);

		if (far - reach - s->soft > s->half[axis])
			return COVER_NONE;
		if (far + reach + s->soft > s->half[axis])
			in = 2;
	}
	return axes > 0 && out > 1 ? COVER_NONE :
	    axes > 0 ? (in < 1 ? COVER_FULL : COVER_PART) :
	    in < 2 ? COVER_FULL : COVER_PART;
}

/* k of shape.c; a cube is in or out. */
static double
depth_at(const struct solid *s, const double p[3])
{
	double far = 0, units, k, widest = 0;
	int i, axes = round_axes(s);

	for (i = 0; axes == 0 && i < 3; i++)
		if (!(p[i] >= -s->half[i] && p[i] < s->half[i]))
			return -INFINITY;
	if (axes == 0)
		return INFINITY;
	for (i = 0; i < axes; i++) {
		far += p[i] * p[i];
		widest = fmax(widest, s->half[i]);
	}
	far = sqrt(far);
	units = round_distance(s, p, axes);
	k = far == 0 ? widest : far / units - far;
	return axes == 2 ? fmin(k, s->half[2] - fabs(p[2])) : k;
}

/* k of voxel `i` of a tile. */
static double
depth_in(const struct solid *s, const struct pos *at, int i)
{
	double place[3], p[3];
	int axis;

	for (axis = 0; axis < 3; axis++)
		place[axis] = at->at[axis] + (i >> 4 * axis & 15) + 0.5;
	look_from(s, place, p);
	return depth_at(s, p);
}

static void
mask_solid(const struct sweep *sweep, const struct pos *at,
    uint64_t mask[TILE_WORDS])
{
	int i;

	memset(mask, 0, TILE_WORDS * sizeof mask[0]);
	for (i = 0; i < TILE_VOXELS; i++)
		if (depth_in(sweep->shape, at, i) >= 0)
			mask[i / 64] |= 1ull << i % 64;
}

static void
alpha_solid(const struct sweep *sweep, const struct pos *at,
    uint8_t alpha[TILE_VOXELS])
{
	const struct solid *s = sweep->shape;
	int i;

	for (i = 0; i < TILE_VOXELS; i++) {
		double v = depth_in(s, at, i) / s->soft;

		v = v < -1 ? -1 : v > 1 ? 1 : v;
		alpha[i] = (uint8_t)(sweep->color.c[ALPHA] * (v / 2 + 0.5));
	}
}

static bool
too_large(const struct solid *s)
{
	double tiles = 1;
	int i;

	for (i = 0; i < 3; i++)
		tiles *= s->half[i] / (TILE_SIDE / 2) + 2;
	return tiles > SOLID_TILES;
}

bool
solid_fits(const struct matrix *box)
{
	struct solid solid;

	return take_box(&solid, box) && !too_large(&solid);
}

/* In these modes what is not covered is left alone. */
static bool
leaves_rest(enum mode mode)
{
	return mode == MODE_OVER || mode == MODE_SUB || mode == MODE_PAINT;
}

static uint8_t
alpha_at(const struct solid *s, const double p[3], uint8_t alpha)
{
	double k = depth_at(s, p), v;

	if (s->soft == 0 || s->shape == SHAPE_CUBE)
		return k >= 0 ? alpha : 0;
	v = k / s->soft;
	return (uint8_t)(alpha * ((v < -1 ? -1 : v > 1 ? 1 : v) / 2 + 0.5));
}

/* Smaller than a tile: its voxels one by one, instead of those of all the
 * tiles that it reaches into. */
static enum err
draw_small(const struct solid *s, const struct sweep *sweep, struct volume *v)
{
	const struct box *box = &sweep->box;
	struct rgba color = sweep->color;
	double at[3], p[3];
	enum err err = OK;
	struct pos pos = box->lo;
	int axis = 0;

	while (err == OK && axis < 3) {
		for (axis = 0; axis < 3; axis++)
			at[axis] = pos.at[axis] + 0.5;
		look_from(s, at, p);
		color.c[ALPHA] = alpha_at(s, p, sweep->color.c[ALPHA]);
		if (color.c[ALPHA] > 0)
			err = volume_set_near(v, &pos, mode_combine(sweep->mode,
			    volume_get(v, &pos), color));
		for (axis = 0; axis < 3; axis++) {
			if (++pos.at[axis] < box->hi.at[axis])
				break;
			pos.at[axis] = box->lo.at[axis];
		}
	}
	return err;
}

enum err
solid_draw(struct volume *v, const struct matrix *box,
    const struct shape_stroke *stroke)
{
	struct solid solid = { .shape = stroke->shape,
	    .soft = stroke->smoothness };
	struct sweep sweep = { .mode = stroke->mode, .color = stroke->color,
	    .cover = cover_solid, .mask = mask_solid, .shape = &solid };

	if (!take_box(&solid, box))
		return ERR_PARAMS;
	if (too_large(&solid))
		return ERR_TOO_BIG;
	sweep.box = box_around(&solid);
	if (leaves_rest(sweep.mode) && box_voxels(&sweep.box) <= TILE_VOXELS)
		return box_empty(&sweep.box) ? OK :
		    draw_small(&solid, &sweep, v);
	if (solid.soft > 0 && solid.shape != SHAPE_CUBE)
		sweep.alpha = alpha_solid;
	return sweep_run(&sweep, v);
}
