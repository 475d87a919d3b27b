/*
 * test_march - the surface by marching cubes
 */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "bounds.h"
#include "goxel/march.h"
#include "tests/unit/dense.h"

#define AT(x, y, z)	(&(struct pos){ { x, y, z } })
#define MOST		400000

static const struct rgba red = { { 255, 0, 0, 255 } };

static struct found {
	struct march_vertex	 vertex[MOST];
	uint32_t		 vertices;
	uint32_t		 corner[MOST][3];
	uint32_t		 triangles, stop_at;
} found;

static void
take_vertex(void *arg, const struct march_vertex *v)
{
	struct found *f = arg;

	cr_assert_lt(f->vertices, MOST);
	f->vertex[f->vertices++] = *v;
}

static enum err
take_triangle(void *arg, const uint32_t corner[3])
{
	struct found *f = arg;
	int i;

	cr_assert_lt(f->triangles, MOST);
	for (i = 0; i < 3; i++) {
		cr_assert_lt(corner[i], f->vertices);
		f->corner[f->triangles][i] = corner[i];
	}
	return ++f->triangles == f->stop_at ? ERR_FULL : OK;
}

static enum err
march(const struct volume *v)
{
	struct march to = { .vertex = take_vertex,
	    .triangle = take_triangle, .arg = &found };

	found.vertices = found.triangles = 0;
	return march_surface(v, &to);
}

static int
by_edge(const void *a, const void *b)
{
	uint64_t one = *(const uint64_t *)a, other = *(const uint64_t *)b;

	return one < other ? -1 : one > other;
}

/* Each edge of a triangle is met as often the other way. */
static void
expect_closed(void)
{
	size_t n = (size_t)found.triangles * 3, i;
	uint64_t *there = malloc(n * sizeof *there);
	uint64_t *back = malloc(n * sizeof *back);

	for (i = 0; i < n; i++) {
		uint64_t a = found.corner[i / 3][i % 3];
		uint64_t b = found.corner[i / 3][(i + 1) % 3];

		cr_assert_neq(a, b);
		there[i] = a << 32 | b;
		back[i] = b << 32 | a;
	}
	qsort(there, n, sizeof *there, by_edge);
	qsort(back, n, sizeof *back, by_edge);
	cr_assert_eq(memcmp(there, back, n * sizeof *there), 0);
	free(there);
	free(back);
}

/* In voxels; positive when triangles look outward. */
static double
volume_inside(void)
{
	double sum = 0;
	uint32_t i;

	for (i = 0; i < found.triangles; i++) {
		const int32_t *a = found.vertex[found.corner[i][0]].at;
		const int32_t *b = found.vertex[found.corner[i][1]].at;
		const int32_t *c = found.vertex[found.corner[i][2]].at;

		sum += (double)a[0] * ((double)b[1] * c[2] - (double)b[2] *
		    c[1]) + (double)a[1] * ((double)b[2] * c[0] -
		    (double)b[0] * c[2]) + (double)a[2] * ((double)b[0] *
		    c[1] - (double)b[1] * c[0]);
	}
	return sum / 6 / MARCH_UNIT / MARCH_UNIT / MARCH_UNIT;
}

Test(march, one_voxel_is_an_octahedron)
{
	struct volume v = { .table = NULL };
	int i, axis;

	volume_set(&v, AT(-1, 0, 15), red);
	cr_assert_eq(march(&v), OK);
	cr_assert_eq(found.vertices, 6);
	cr_assert_eq(found.triangles, 8);
	expect_closed();
	cr_assert_float_eq(volume_inside(), 1 / 6.0, 1e-2);
	for (i = 0; i < 6; i++)
		for (axis = 0; axis < 3; axis++) {
			double off = found.vertex[i].at[axis] / 256.0 -
			    (axis == 0 ? -0.5 : axis == 1 ? 0.5 : 15.5);

			cr_assert_float_eq(off * 2,
			    found.vertex[i].normal[axis], 1e-2);
		}
	cr_assert(rgba_same(found.vertex[0].color, red));
	volume_fini(&v);
}

Test(march, a_box_is_a_box_without_its_edges)
{
	struct box box = { { { -40, -16, 0 } }, { { 200, 16, 33 } } };
	struct volume v = { .table = NULL };

	volume_fill(&v, &box, red);
	cr_assert_eq(march(&v), OK);
	expect_closed();
	cr_assert_float_eq(volume_inside(), 240.0 * 32 * 33, 300);
	cr_assert_lt(volume_inside(), 240.0 * 32 * 33);
	volume_fini(&v);
}

/* How many pairs of neighbours have the surface between them. */
static uint32_t
crossings(struct dense *d)
{
	uint32_t count = 0;
	int32_t side = d->box.hi.at[0] - d->box.lo.at[0] - 1, i;
	struct pos p, next;
	int axis;

	for (i = 0; i < side * side * side; i++)
		for (axis = 0; axis < 3; axis++) {
			p = (struct pos){ { i % side, i / side % side,
			    i / side / side } };
			p.at[0] += d->box.lo.at[0];
			p.at[1] += d->box.lo.at[1];
			p.at[2] += d->box.lo.at[2];
			next = p;
			next.at[axis]++;
			count += (dense_at(d, &p)->c[ALPHA] > 127) !=
			    (dense_at(d, &next)->c[ALPHA] > 127);
		}
	return count;
}

/* A vertex lies where the density, linear between two voxels, is a half. */
static void
expect_half(struct dense *d, const struct march_vertex *v)
{
	struct pos lo, hi;
	double a, b, part = 0;
	int axis, inside;

	for (axis = 0; axis < 3; axis++) {
		int32_t off = v->at[axis] - MARCH_UNIT / 2;

		lo.at[axis] = (int32_t)floor(off / 256.0);
		hi.at[axis] = lo.at[axis] + (off % MARCH_UNIT != 0);
		part += off / 256.0 - lo.at[axis];
	}
	a = dense_at(d, &lo)->c[ALPHA];
	b = dense_at(d, &hi)->c[ALPHA];
	inside = a > b ? 0 : 1;
	cr_assert_float_eq(a + (b - a) * part, 127.5, fabs(b - a) / 256);
	cr_assert_eq(v->color.c[0], dense_at(d, inside ? &hi : &lo)->c[0]);
	cr_assert_eq(v->color.c[ALPHA], 255);
}

static void
scatter(struct volume *v, struct dense *d, uint64_t seed, uint32_t count)
{
	struct rgba color;
	struct pos p;
	uint32_t i;
	int axis;

	for (i = 0; i < count; i++) {
		color = (struct rgba){ { (uint8_t)dense_random(&seed, 256),
		    0, 0, (uint8_t)dense_random(&seed, 256) } };
		for (axis = 0; axis < 3; axis++)
			p.at[axis] = (int32_t)dense_random(&seed, 36) - 18;
		volume_set(v, &p, color);
		*dense_at(d, &p) = color.c[ALPHA] > 0 ? color :
		    (struct rgba){ { 0 } };
	}
}

static void
compare(uint64_t seed, uint32_t count)
{
	struct volume v = { .table = NULL };
	struct dense d;
	uint32_t i;

	dense_init(&d, 20);
	scatter(&v, &d, seed, count);
	cr_assert_eq(march(&v), OK);
	expect_closed();
	cr_assert_eq(found.vertices, crossings(&d));
	for (i = 0; i < found.vertices; i++)
		expect_half(&d, &found.vertex[i]);
	cr_assert_gt(volume_inside(), 0);
	volume_fini(&v);
	dense_fini(&d);
}

Test(march, scattered_densities_give_a_closed_surface_at_a_half)
{
	compare(1, 300);
	compare(2, 10000);
	compare(3, 60000);
}

Test(march, the_ends_of_the_world_are_closed_too)
{
	struct volume v = { .table = NULL };

	volume_set(&v, AT(-BOUND_COORD, -BOUND_COORD, -BOUND_COORD), red);
	volume_set(&v, AT(BOUND_COORD - 1, -BOUND_COORD, -BOUND_COORD), red);
	volume_set(&v, AT(BOUND_COORD - 1, BOUND_COORD - 1, BOUND_COORD - 1),
	    red);
	cr_assert_eq(march(&v), OK);
	cr_assert_eq(found.vertices, 18);
	expect_closed();
	volume_fini(&v);
}

Test(march, nothing_has_no_surface)
{
	struct volume v = { .table = NULL };

	cr_assert_eq(march(&v), OK);
	cr_assert_eq(found.triangles, 0);
	volume_set(&v, AT(0, 0, 0), (struct rgba){ { 1, 1, 1, 127 } });
	cr_assert_eq(march(&v), OK);
	cr_assert_eq(found.triangles, 0);
	volume_set(&v, AT(0, 0, 0), (struct rgba){ { 1, 1, 1, 128 } });
	cr_assert_eq(march(&v), OK);
	cr_assert_eq(found.triangles, 8);
	found.stop_at = 5;
	cr_assert_eq(march(&v), ERR_FULL);
	volume_fini(&v);
}
