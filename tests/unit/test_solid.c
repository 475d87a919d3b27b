/*
 * test_solid - shapes in turned boxes are what the formulas say
 */
#include <criterion/criterion.h>
#include <math.h>

#include "bounds.h"
#include "goxel/solid.h"
#include "tests/unit/dense.h"

/* A box of these half-extents, turned about z and then about x. */
static struct matrix
turned(double a, double b, const double half[3])
{
	double turn[3][3] = {
		{ cos(a), sin(a) * cos(b), sin(a) * sin(b) },
		{ -sin(a), cos(a) * cos(b), cos(a) * sin(b) },
		{ 0, -sin(b), cos(b) }
	};
	struct matrix m = { .m[3] = { 1.3f, -2.1f, 3.7f, 1 } };
	int i;

	for (i = 0; i < 9; i++)
		m.m[i / 3][i % 3] = (float)(turn[i / 3][i % 3] * half[i / 3]);
	return m;
}

static double
row_dot(const struct matrix *m, int row, const double p[3])
{
	return m->m[row][0] * p[0] + m->m[row][1] * p[1] + m->m[row][2] * p[2];
}

/* The description of the shapes, along the axes of the box. */
static double
coverage(const struct matrix *m, const struct shape_stroke *s,
    const struct pos *at)
{
	double from[3], p[3], far = 0, units = 0, k;
	int i, axes = s->shape == SHAPE_SPHERE ? 3 : 2;
	bool in = true;

	for (i = 0; i < 3; i++)
		from[i] = at->at[i] + 0.5 - m->m[3][i];
	for (i = 0; i < 3; i++) {
		double row[3] = { m->m[i][0], m->m[i][1], m->m[i][2] };
		double half = sqrt(row_dot(m, i, row));

		p[i] = row_dot(m, i, from) / half;
		in = in && p[i] >= -half && p[i] < half;
		if (i < axes) {
			far += p[i] * p[i];
			units += p[i] * p[i] / half / half;
		}
		k = half - fabs(p[2]);
	}
	if (s->shape == SHAPE_CUBE)
		return in;
	far = sqrt(far);
	far = far / sqrt(units) - far;
	k = s->shape == SHAPE_CYLINDER ? fmin(k, far) : far;
	if (s->smoothness == 0)
		return k >= 0;
	return fmin(fmax(k / s->smoothness, -1), 1) / 2 + 0.5;
}

static void
draw_and_compare(const struct matrix *m, const struct shape_stroke *s)
{
	struct box box = { { { -30, -30, -30 } }, { { 30, 30, 20 } } };
	struct rgba ground = { { 50, 60, 70, 220 } };
	struct volume v = { 0 };
	struct dense d;
	struct pos at;
	uint64_t i;

	dense_init(&d, 32);
	dense_fill(&d, &box, ground);
	cr_assert_eq(volume_fill(&v, &box, ground), OK);
	cr_assert_eq(solid_draw(&v, m, s), OK);
	for (i = 0; i < box_voxels(&d.box); i++) {
		struct rgba color = s->color;

		at = (struct pos){ { (int32_t)(i % 64) - 32,
		    (int32_t)(i / 64 % 64) - 32, (int32_t)(i / 4096) - 32 } };
		color.c[ALPHA] = (uint8_t)(color.c[ALPHA] *
		    coverage(m, s, &at));
		if (color.c[ALPHA] > 0)
			d.voxel[i] = dense_combine(s->mode, d.voxel[i],
			    color);
		if (d.voxel[i].c[ALPHA] == 0)
			d.voxel[i] = (struct rgba){ { 0 } };
	}
	cr_assert(dense_same(&d, &v), "%s, %s, smoothness %g",
	    shape_names[s->shape], mode_names[s->mode],
	    (double)s->smoothness);
	volume_fini(&v);
	dense_fini(&d);
}

Test(solid, every_shape_turned_anyhow_is_drawn_by_the_formulas)
{
	static const double half[][3] = { { 4.2, 6.3, 21.4 }, { 17, 15, 13 },
	    { 0.9, 0.9, 28 } };
	int i;

	for (i = 0; i < 36; i++) {
		struct matrix m = turned(0.3 + i, 0.7 * i, half[i / 3 % 3]);
		struct shape_stroke s = { .shape = i % 3,
		    .mode = i / 9 % 2 ? MODE_SUB_CLAMP : MODE_OVER,
		    .color = { { 200, 100, 50, i < 18 ? 255 : 100 } } };

		draw_and_compare(&m, &s);
	}
}

/* Well within its box, where softness is not cut off. */
Test(solid, a_soft_edge_is_soft)
{
	static const double half[3] = { 12, 9, 10 };
	struct matrix m = turned(0, 0, half);
	struct shape_stroke s = { .shape = SHAPE_CYLINDER,
	    .mode = MODE_SUB, .color = { { 0, 0, 0, 255 } },
	    .smoothness = 2 };
	struct volume v = { 0 };
	struct box box = { { { -20, -20, -20 } }, { { 20, 20, 20 } } };
	struct pos at = { { 1, -3, 3 } };

	cr_assert_eq(volume_fill(&v, &box, s.color), OK);
	cr_assert_eq(solid_draw(&v, &m, &s), OK);
	for (; at.at[0] < 13; at.at[0]++)
		cr_assert_eq(255 - volume_get(&v, &at).c[ALPHA],
		    (int)(255 * coverage(&m, &s, &at)));
	volume_fini(&v);
}

Test(solid, what_is_no_box_is_refused)
{
	static const double half[3] = { 5, 5, 5 };
	struct shape_stroke s = { .shape = SHAPE_CUBE,
	    .color = { { 0, 0, 0, 255 } } };
	struct matrix m = turned(0, 0, half), bad = m;
	struct volume v = { 0 };

	cr_assert_eq(solid_draw(&v, &m, &s), OK);
	bad.m[0][1] = 1;
	cr_assert_eq(solid_draw(&v, &bad, &s), ERR_PARAMS);
	bad = m;
	bad.m[2][2] = 0;
	cr_assert_eq(solid_draw(&v, &bad, &s), ERR_PARAMS);
	bad.m[2][2] = NAN;
	cr_assert_eq(solid_draw(&v, &bad, &s), ERR_PARAMS);
	bad = m;
	bad.m[3][0] = 3 * BOUND_COORD;
	cr_assert_eq(solid_draw(&v, &bad, &s), ERR_PARAMS);
	volume_fini(&v);
}

/* Eight voxels more along one axis are one tile more. */
Test(solid, reaches_into_as_many_tiles_as_the_bound_and_not_more)
{
	double half[3] = { 48, 48, 8.0 * (SOLID_TILES / 64 - 2) };
	struct shape_stroke s = { .shape = SHAPE_CYLINDER, .mode = MODE_SUB,
	    .color = { { 0, 0, 0, 255 } } };
	struct matrix m = turned(0, 0, half);
	struct volume v = { 0 };

	cr_assert_eq(solid_draw(&v, &m, &s), OK);
	m.m[2][2] += 1;
	cr_assert_eq(solid_draw(&v, &m, &s), ERR_TOO_BIG);
	volume_fini(&v);
}
