/*
 * test_shape - spheres, cubes and cylinders
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/shape.h"
#include "tests/unit/dense.h"

static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct rgba glass = { { 10, 200, 30, 90 } };

#define AT(x, y, z)	(&(struct pos){ { x, y, z } })

static struct shape_stroke
stroke(enum shape shape, enum mode mode, struct rgba color, int32_t reach)
{
	return (struct shape_stroke){ .shape = shape, .mode = mode,
	    .color = color, .box = { { { -reach, -reach, -reach } },
	    { { reach, reach, reach } } } };
}

/* The sphere layer of the verified .gox file: half-extent 2. */
Test(shape, sphere_of_radius_two_has_32_voxels)
{
	struct shape_stroke s = stroke(SHAPE_SPHERE, MODE_OVER, red, 2);
	struct volume v = { .table = NULL };

	cr_assert_eq(shape_draw(&v, &s), OK);
	cr_assert_eq(volume_count(&v), 32);
	cr_assert_eq(volume_get(&v, AT(-2, 0, 0)).c[ALPHA], 255);
	cr_assert_eq(volume_get(&v, AT(-2, -2, 0)).c[ALPHA], 0);
	volume_fini(&v);
}

Test(shape, cylinder_stands_on_z)
{
	struct shape_stroke s = stroke(SHAPE_CYLINDER, MODE_OVER, red, 2);
	struct volume v = { .table = NULL };

	s.box.hi.at[2] = 8;
	cr_assert_eq(shape_draw(&v, &s), OK);
	cr_assert_eq(volume_count(&v), 12 * 10);
	cr_assert_eq(volume_get(&v, AT(0, 0, 7)).c[ALPHA], 255);
	cr_assert_eq(volume_get(&v, AT(0, 0, 8)).c[ALPHA], 0);
	cr_assert_eq(volume_get(&v, AT(-2, -2, 0)).c[ALPHA], 0);
	volume_fini(&v);
}

Test(shape, hard_cube_over_is_a_fill)
{
	struct shape_stroke s = stroke(SHAPE_CUBE, MODE_OVER, red, 300);
	struct volume v = { .table = NULL }, filled = { .table = NULL };

	cr_assert_eq(shape_draw(&v, &s), OK);
	cr_assert_eq(volume_fill(&filled, &s.box, red), OK);
	cr_assert(volume_same(&v, &filled));
	cr_assert_leq(tile_alive(), 2 * 26);
	volume_fini(&v);
	volume_fini(&filled);
}

/* Every shape, mode, hardness and kind of ground, against the formula. */
static void
draw_and_compare(const struct shape_stroke *s)
{
	struct volume v = { .table = NULL };
	struct box ground = { { { -30, -32, -16 } }, { { 20, 16, 32 } } };
	struct dense d;

	dense_init(&d, 32);
	dense_fill(&d, &ground, glass);
	cr_assert_eq(volume_fill(&v, &ground, glass), OK);
	volume_set(&v, AT(-1, -1, 0), red);
	*dense_at(&d, AT(-1, -1, 0)) = red;
	cr_assert_eq(shape_draw(&v, s), OK);
	dense_draw(&d, s);
	cr_assert(dense_same(&d, &v), "%s, %s, smoothness %g, alpha %u",
	    shape_names[s->shape], mode_names[s->mode],
	    (double)s->smoothness, s->color.c[ALPHA]);
	volume_fini(&v);
	dense_fini(&d);
}

Test(shape, every_mode_and_shape_draws_by_the_formulas)
{
	static const uint8_t alphas[] = { 255, 100, 0 };
	struct shape_stroke s;
	int shape, mode, soft, i;

	for (shape = 0; shape < SHAPE_COUNT; shape++)
		for (mode = 0; mode < MODE_REPLACE; mode++)
			for (i = 0; i < 6; i++) {
				soft = i / 3;
				s = stroke(shape, mode, (struct rgba){ { 7,
				    8, 9, alphas[i % 3] } }, 23);
				s.box.hi.at[0] = 26;
				s.box.lo.at[1] = -9;
				s.smoothness = 3.5f * (float)soft;
				draw_and_compare(&s);
			}
}

Test(shape, cylinders_lie_along_x_and_y_by_the_formulas_too)
{
	struct shape_stroke s;
	int mode, i;

	for (mode = 0; mode < MODE_REPLACE; mode++)
		for (i = 0; i < 4; i++) {
			s = stroke(SHAPE_CYLINDER, mode, glass, 19);
			s.box.hi.at[0] = 26;
			s.box.lo.at[1] = -9;
			s.turned = 1 + i % 2;
			s.smoothness = 2.5f * (float)(i / 2);
			draw_and_compare(&s);
		}
}

Test(shape, intersection_clears_what_is_far_away)
{
	struct shape_stroke s = stroke(SHAPE_SPHERE, MODE_INTERSECT, red, 9);
	struct volume v = { .table = NULL };

	volume_set(&v, AT(0, 0, 0), glass);
	volume_set(&v, AT(12, 0, 0), glass);
	volume_set(&v, AT(5000, 0, 0), glass);
	cr_assert_eq(shape_draw(&v, &s), OK);
	cr_assert_eq(volume_count(&v), 1);
	cr_assert(rgba_same(volume_get(&v, AT(0, 0, 0)), glass));
	volume_fini(&v);
}

Test(shape, empty_box_draws_nothing_and_intersects_to_nothing)
{
	struct shape_stroke s = stroke(SHAPE_SPHERE, MODE_OVER, red, 0);
	struct volume v = { .table = NULL };

	cr_assert_eq(shape_draw(&v, &s), OK);
	cr_assert_eq(volume_count(&v), 0);
	volume_set(&v, AT(0, 0, 0), glass);
	s.mode = MODE_INTERSECT;
	cr_assert_eq(shape_draw(&v, &s), OK);
	cr_assert_eq(volume_count(&v), 0);
	volume_fini(&v);
}

Test(shape, stroke_out_of_bounds_is_refused)
{
	struct shape_stroke s = stroke(SHAPE_SPHERE, MODE_OVER, red, 4);
	struct volume v = { .table = NULL };

	s.box.lo.at[0] = BOUND_COORD - 8;
	s.box.hi.at[0] = BOUND_COORD;
	cr_assert_eq(shape_draw(&v, &s), OK);
	s.box.hi.at[0]++;
	cr_assert_eq(shape_draw(&v, &s), ERR_BOUNDS);
	volume_fini(&v);
}

/* A rod two voxels thick is cut in every tile along it; two such meet at the
 * middle of the world. */
Test(shape, draws_as_many_cut_tiles_as_the_bound_and_not_more)
{
	struct shape_stroke s = stroke(SHAPE_CYLINDER, MODE_OVER, red, 1);
	struct volume v = { .table = NULL };
	int32_t reach = (int32_t)BOUND_EDIT_TILES / 4 * TILE_SIDE / 2;

	s.box.lo.at[2] = -reach;
	s.box.hi.at[2] = reach;
	cr_assert_eq(shape_draw(&v, &s), OK);
	cr_assert_eq(volume_count(&v), 4 * 2 * (uint64_t)reach);
	volume_fini(&v);
	s.box.hi.at[2]++;
	cr_assert_eq(shape_draw(&v, &s), ERR_TOO_BIG);
	cr_assert_eq(volume_count(&v), 0);
	cr_assert_eq(shape_voxels(&s), UINT64_MAX);
	volume_fini(&v);
}

Test(shape, sphere_as_large_as_the_world_is_refused_soon)
{
	struct shape_stroke s = stroke(SHAPE_SPHERE, MODE_OVER, red,
	    BOUND_COORD);
	struct volume v = { .table = NULL };

	cr_assert_eq(shape_draw(&v, &s), ERR_TOO_BIG);
	s.box.hi.at[0] = -BOUND_COORD + 2;
	cr_assert_eq(shape_draw(&v, &s), ERR_TOO_BIG);
	volume_fini(&v);
}

Test(shape, voxels_are_those_with_alpha)
{
	struct shape_stroke s = stroke(SHAPE_CUBE, MODE_SUB, red, 500);
	struct dense d;

	cr_assert_eq(shape_voxels(&s), 1000000000);
	s.color.c[ALPHA] = 0;
	cr_assert_eq(shape_voxels(&s), 0);
	s = stroke(SHAPE_SPHERE, MODE_OVER, red, 30);
	s.smoothness = 6;
	dense_init(&d, 32);
	dense_draw(&d, &s);
	cr_assert_eq(shape_voxels(&s), dense_count(&d));
	dense_fini(&d);
}
