/*
 * test_stamp - strokes that meet themselves are applied once
 */
#include <criterion/criterion.h>
#include <math.h>

#include "bounds.h"
#include "goxel/stamp.h"
#include "tests/unit/dense.h"

static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct rgba glass = { { 10, 200, 30, 90 } };

struct sample {
	struct shape_stroke	 stroke;
	int32_t			 wall;
	struct mirror		 mirror;
};

/* Alpha of the stroke alone. */
static int
alpha_at(const struct sample *s, const struct pos *pos)
{
	struct shape_stroke inner = s->stroke;
	int full = stamp_ink(s->stroke.color).c[ALPHA], alpha, axis;

	alpha = (int)(full * dense_coverage(&s->stroke, pos));
	if (!box_holds(&s->stroke.box, pos))
		return 0;
	for (axis = 0; axis < 3; axis++) {
		inner.box.lo.at[axis] += s->wall;
		inner.box.hi.at[axis] -= s->wall;
	}
	if (s->wall == 0 || box_empty(&inner.box) ||
	    !box_holds(&inner.box, pos))
		return alpha;
	alpha -= (int)(full * dense_coverage(&inner, pos));
	return alpha < 0 ? 0 : alpha;
}

/* The strongest of up to eight images. */
static int
alpha_of_all(const struct sample *s, const struct pos *pos)
{
	int most = 0, bits, alpha, axis;

	for (bits = 0; bits < 8; bits++) {
		struct pos image = *pos;

		if ((bits & ~s->mirror.axes) != 0)
			continue;
		for (axis = 0; axis < 3; axis++)
			if (bits >> axis & 1)
				image.at[axis] = s->mirror.twice.at[axis] -
				    1 - pos->at[axis];
		alpha = alpha_at(s, &image);
		most = alpha > most ? alpha : most;
	}
	return most;
}

static void
dense_press(struct dense *d, const struct sample *s)
{
	enum mode mode = s->stroke.mode;
	bool wide = mode == MODE_INTERSECT || mode == MODE_INTERSECT_FILL;
	bool wipes = mode == MODE_REPLACE && !rgba_exists(s->stroke.color);
	struct pos at;
	uint64_t i;

	for (i = 0; i < box_voxels(&d->box); i++) {
		struct rgba color = s->stroke.color;
		struct rgba *voxel = &d->voxel[i];

		at = (struct pos){ { (int32_t)(i % 64) - 32,
		    (int32_t)(i / 64 % 64) - 32, (int32_t)(i / 4096) - 32 } };
		color.c[ALPHA] = (uint8_t)alpha_of_all(s, &at);
		if (!rgba_exists(s->stroke.color) && !wipes)
			color.c[ALPHA] = 0;
		if (color.c[ALPHA] == 0 && !wide)
			continue;
		*voxel = wipes ? (struct rgba){ { 0 } } :
		    dense_combine(mode, *voxel, color);
		if (voxel->c[ALPHA] == 0)
			*voxel = (struct rgba){ { 0 } };
	}
}

static void
press_and_compare(const struct sample *s)
{
	struct volume v = { 0 }, stamp = { 0 };
	struct box ground = { { { -30, -32, -16 } }, { { 20, 16, 32 } } };
	struct dense d;

	dense_init(&d, 32);
	dense_fill(&d, &ground, glass);
	cr_assert_eq(volume_fill(&v, &ground, glass), OK);
	volume_set(&v, &(struct pos){ { -1, -1, 0 } }, red);
	*dense_at(&d, &(struct pos){ { -1, -1, 0 } }) = red;
	cr_assert_eq(stamp_shape(&stamp, &s->stroke, s->wall), OK);
	cr_assert_eq(stamp_mirror(&stamp, &s->mirror), OK);
	cr_assert_eq(stamp_press(&v, &stamp, s->stroke.mode,
	    s->stroke.color), OK);
	dense_press(&d, s);
	cr_assert(dense_same(&d, &v), "%s, %s, smoothness %g, alpha %u, wall "
	    "%d, mirrored %d", shape_names[s->stroke.shape],
	    mode_names[s->stroke.mode], (double)s->stroke.smoothness,
	    s->stroke.color.c[ALPHA], s->wall, s->mirror.axes);
	volume_fini(&v);
	volume_fini(&stamp);
	dense_fini(&d);
}

Test(stamp, every_mode_shape_and_symmetry_is_applied_once)
{
	static const uint8_t alphas[] = { 255, 100, 0 };
	int i;

	for (i = 0; i < 9 * 12; i++) {
		struct sample s = { .stroke = { .mode = i % 9,
		    .shape = i / 9 % 3, .turned = i / 27 % 3,
		    .box = { { { -20, -9, 1 } }, { { 6, 13, 18 } } },
		    .color = { { 7, 8, 9, alphas[i / 5 % 3] } },
		    .smoothness = 2.5f * (float)(i / 2 % 2) },
		    .wall = i / 4 % 3, .mirror = { i % 8, { { 1, 0, 16 } } } };

		if (s.stroke.mode == MODE_REPLACE)
			s.stroke.shape = SHAPE_CUBE;
		press_and_compare(&s);
	}
}

/* Walls of one voxel keep what is inside from what is outside. */
Test(stamp, a_hollow_sphere_is_closed)
{
	struct sample s = { .stroke = { .shape = SHAPE_SPHERE, .color = red,
	    .box = { { { 0, 0, 0 } }, { { 11, 11, 11 } } } }, .wall = 1 };
	struct volume stamp = { 0 };
	struct pos at;

	cr_assert_eq(stamp_shape(&stamp, &s.stroke, 1), OK);
	cr_assert_eq(volume_get(&stamp, &(struct pos){ { 5, 5, 5 } }).c[3], 0);
	for (at = (struct pos){ { 5, 5, 0 } }; at.at[2] < 11; at.at[2]++)
		cr_assert_eq(volume_get(&stamp, &at).c[ALPHA],
		    at.at[2] == 0 || at.at[2] == 10 ? 255 : 0);
	volume_fini(&stamp);
}

Test(stamp, images_beyond_the_bounds_are_cut_off)
{
	struct mirror mirror = { 1, { { BOUND_COORD, 0, 0 } } };
	struct volume stamp = { 0 };
	struct pos last = { { BOUND_COORD - 1, 0, 0 } };

	volume_set(&stamp, &(struct pos){ { 0, 0, 0 } }, red);
	volume_set(&stamp, &(struct pos){ { -1, 0, 0 } }, red);
	cr_assert_eq(stamp_mirror(&stamp, &mirror), OK);
	cr_assert_eq(volume_count(&stamp), 3);
	cr_assert(rgba_same(volume_get(&stamp, &last), red));
	volume_fini(&stamp);
}

/* Half as many tiles can be doubled; one more cannot. */
Test(stamp, images_have_as_many_tiles_as_an_edit_may_touch)
{
	struct mirror mirror = { 4, { { 0, 0, 0 } } };
	struct volume stamp = { 0 };
	struct pos at = { { 0, 0, 0 } };
	uint32_t i;

	for (i = 0; i < BOUND_EDIT_TILES / 2; i++) {
		at.at[0] = (int32_t)(i % 1024) * 16;
		at.at[1] = (int32_t)(i / 1024) * 16;
		cr_assert_eq(volume_put(&stamp, &at, slot_of_color(red)), OK);
	}
	cr_assert_eq(stamp_mirror(&stamp, &mirror), OK);
	cr_assert_eq(stamp_mirror(&stamp, &mirror), ERR_TOO_BIG);
	volume_fini(&stamp);
}

/*
 * Shapes by their equation: with q the sum of (p / s)^2, the surface of an
 * ellipsoid lies where q = 1, and along p it is |p| (1 / sqrt(q) - 1) away.
 */
struct solid_wish {
	double	 middle[3], half[3];
	double	 soft;
	int	 axes;			/* round ones: 0, 2 or 3 */
};

static double
room_around(const struct solid_wish *w, const double p[3])
{
	double q = 0, length = 0, room;
	int axis;

	for (axis = 0; axis < w->axes; axis++) {
		q += p[axis] * p[axis] / (w->half[axis] * w->half[axis]);
		length += p[axis] * p[axis];
	}
	room = length > 0 ? sqrt(length) * (1 / sqrt(q) - 1) :
	    fmax(w->half[0], fmax(w->half[1], w->half[2]));
	for (; axis < 3; axis++)
		room = fmin(room, w->half[axis] - fabs(p[axis]));
	return room;
}

/* The strongest of the place and its images about the mirrors at 0. */
static double
coverage(const struct solid_wish *w, const double at[3], int mirrors)
{
	double most = 0, p[3], room, here;
	int bits, axis;

	for (bits = 0; bits < 8; bits++) {
		if ((bits & ~mirrors) != 0)
			continue;
		for (axis = 0; axis < 3; axis++)
			p[axis] = (bits >> axis & 1 ? -at[axis] : at[axis]) -
			    w->middle[axis];
		room = room_around(w, p);
		here = w->soft > 0 ? fmin(fmax(room / w->soft, -1), 1) / 2 +
		    0.5 : room >= 0;
		for (axis = 0; axis < 3; axis++)
			if (!(fabs(p[axis]) <= w->half[axis]))
				here = 0;	/* out of the box it fills */
		most = fmax(most, here);
	}
	return most;
}

/* On a ground of alpha 200, Sub by alpha 100 leaves what is covered once with
 * 100 less, and what would be covered twice with 200 less. */
static void
expect_equation(const struct solid_wish *w, const struct sample *s)
{
	struct volume v = { .table = NULL }, stamp = { .table = NULL };
	struct box ground = { { { -24, -24, -24 } }, { { 24, 24, 24 } } };
	uint64_t i;

	cr_assert_eq(volume_fill(&v, &ground, (struct rgba){ { 1, 2, 3, 200 }
	    }), OK);
	cr_assert_eq(stamp_shape(&stamp, &s->stroke, 0), OK);
	cr_assert_eq(stamp_mirror(&stamp, &s->mirror), OK);
	cr_assert_eq(stamp_press(&v, &stamp, MODE_SUB, s->stroke.color), OK);
	for (i = 0; i < box_voxels(&ground); i++) {
		struct pos pos = { { (int32_t)(i % 48) - 24,
		    (int32_t)(i / 48 % 48) - 24, (int32_t)(i / 2304) - 24 } };
		double at[3] = { pos.at[0] + 0.5, pos.at[1] + 0.5,
		    pos.at[2] + 0.5 };
		double taken = 200 - volume_get(&v, &pos).c[ALPHA];
		double wanted = 100 * coverage(w, at, s->mirror.axes);

		cr_assert(taken <= wanted + 1e-3 && taken > wanted - 1 - 1e-3,
		    "%s, soft %g, mirrors %d at %d %d %d: %g of %g",
		    shape_names[s->stroke.shape], w->soft, s->mirror.axes,
		    pos.at[0], pos.at[1], pos.at[2], taken, wanted);
	}
	volume_fini(&v);
	volume_fini(&stamp);
}

/* Sizes for which no middle of a voxel lies on the surface. */
Test(stamp, soft_and_mirrored_shapes_are_those_of_their_equations)
{
	static const int round[SHAPE_COUNT] = { 0, 3, 2 };
	int n, axis;

	for (n = 0; n < 3 * 3 * 8; n++) {
		struct solid_wish w = { .soft = n / 3 % 3 * 1.5,
		    .axes = round[n % 3] };
		struct sample s = { .mirror.axes = n / 9,
		    .stroke = { .shape = (enum shape)(n % 3),
		    .box = { { { -3, 1, -14 } }, { { 16, 12, 9 } } },
		    .color = { { 5, 6, 7, 100 } } } };

		s.stroke.smoothness = (float)w.soft;
		for (axis = 0; axis < 3; axis++) {
			w.middle[axis] = (s.stroke.box.lo.at[axis] +
			    s.stroke.box.hi.at[axis]) / 2.0;
			w.half[axis] = (s.stroke.box.hi.at[axis] -
			    s.stroke.box.lo.at[axis]) / 2.0;
		}
		if (s.stroke.shape == SHAPE_CUBE)
			w.soft = 0;
		expect_equation(&w, &s);
	}
}
