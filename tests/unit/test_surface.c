/*
 * test_surface - faces thrown and rays cast see the same
 */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "goxel/front.h"
#include "goxel/ray.h"
#include "goxel/surface.h"

#define RED	((struct rgba){ { 255, 0, 0, 255 } })
#define WIDTH	120
#define HEIGHT	90

static const struct lattice lattice = { WIDTH, HEIGHT, WIDTH, HEIGHT, 0.5,
	false };

static int
roll(uint32_t *seed, int count)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (int)((*seed >> 8) % (uint32_t)count);
}

/* Lone voxels and blocks around 0, one of them of uniform tiles. */
static void
make_heap(struct volume *v, uint32_t seed)
{
	struct box box = { { { 0, 0, -64 } }, { { 64, 32, -16 } } };
	struct pos pos;
	int n, axis;

	cr_assert_eq(volume_fill(v, &box, RED), OK);
	for (n = 0; n < 300; n++) {
		for (axis = 0; axis < 3; axis++)
			pos.at[axis] = roll(&seed, 100) - 50;
		cr_assert_eq(volume_set(v, &pos, RED), OK);
	}
	for (n = 0; n < 6; n++) {
		for (axis = 0; axis < 3; axis++) {
			box.lo.at[axis] = roll(&seed, 80) - 40;
			box.hi.at[axis] = box.lo.at[axis] + 1 +
			    roll(&seed, 20);
		}
		cr_assert_eq(volume_fill(v, &box, RED), OK);
	}
}

/* The ray at x, y in pixels. */
static void
aim_sample(const struct view *v, double x, double y, struct ray *r)
{
	double across = (2 * x / WIDTH - 1) * v->half_width;
	double up = (1 - 2 * y / HEIGHT) * v->half_height;
	double toward[3], shift;
	int n;

	for (n = 0; n < 3; n++) {
		shift = across * v->right[n] + up * v->up[n];
		r->origin[n] = v->eye[n] + (v->ortho ? shift : 0);
		toward[n] = v->forward[n] + (v->ortho ? 0 : shift);
	}
	ray_aim(r, toward);
	r->from = v->ortho ? RAY_ALWAYS : 0;
}

/* Look at a heap from some odd direction. */
static void
open_view(struct view *view, const struct field *f, bool ortho)
{
	struct view_wish wish = { .placed = true, .ortho = ortho, .fov = 25,
	    .eye = { 171.3, -150.7, 133.1 }, .target = { 1.2, 3.4, -5.6 } };

	cr_assert_eq(view_free(view, &wish, &f->box, 1.0 * WIDTH / HEIGHT), OK);
}

/* Every sample of a set, `beside` in pixels: how many hit something. */
static uint32_t
compare_set(const struct surface *s, enum surface_set n,
    const struct view *view, double beside)
{
	const struct surface_samples *set = &s->set[n];
	struct ray ray;
	struct ray_hit hit;
	struct pos voxel;
	uint32_t x, y, hits = 0;
	uint8_t side;
	size_t at;

	for (y = 0; y < HEIGHT; y++)
		for (x = 0; x < WIDTH; x++) {
			at = y * s->stride + x;
			aim_sample(view, x + beside, y + beside, &ray);
			cr_assert_eq(set->nearness[at] > 0,
			    ray_cast(s->field, &ray, &hit));
			if (set->nearness[at] == 0)
				continue;
			hits++;
			surface_face(s, set->face[at], &voxel, &side);
			cr_assert_eq(side, hit.side, "sample %u %u", x, y);
			cr_assert_arr_eq(&voxel, &hit.voxel, sizeof voxel);
		}
	return hits;
}

static void
compare_with_rays(bool ortho, uint32_t seed)
{
	struct lattice corners = { WIDTH, HEIGHT, WIDTH + 1, HEIGHT + 1, 0,
	    true };
	struct volume v = { 0 };
	struct field f;
	struct surface s;
	struct view view;

	make_heap(&v, seed);
	field_init(&f, &v, FIELD_GRID);
	open_view(&view, &f, ortho);
	cr_assert(surface_init(&s, &f, &view, &lattice));
	cr_assert_null(s.set[SURFACE_MIDDLES].nearness);
	cr_assert_gt(compare_set(&s, SURFACE_CORNERS, &view, 0.5),
	    WIDTH * HEIGHT / 8);
	surface_fini(&s);
	cr_assert(surface_init(&s, &f, &view, &corners));
	(void)compare_set(&s, SURFACE_CORNERS, &view, 0);
	(void)compare_set(&s, SURFACE_MIDDLES, &view, 0.5);
	surface_fini(&s);
	field_fini(&f);
	volume_fini(&v);
}

Test(surface, tells_the_face_that_a_ray_hits_in_perspective)
{
	compare_with_rays(false, 1);
	compare_with_rays(false, 2);
}

Test(surface, tells_the_face_that_a_ray_hits_orthographically)
{
	compare_with_rays(true, 3);
	compare_with_rays(true, 4);
}

/* One voxel that fills the picture: its faces are as large as they get. */
Test(surface, leaves_no_crack_between_large_faces)
{
	struct view_wish wish = { .placed = true, .fov = 25,
	    .eye = { 2.9, 2.3, 2.1 }, .target = { 0.5, 0.5, 0.5 } };
	struct lattice large = { 2000, 2000, 2000, 2000, 0.5, false };
	struct volume v = { 0 };
	struct field f;
	struct surface s;
	struct view view;
	uint32_t n, empty = 0;

	cr_assert_eq(volume_set(&v, &(struct pos){ { 0, 0, 0 } }, RED), OK);
	field_init(&f, &v, FIELD_GRID);
	cr_assert_eq(view_free(&view, &wish, &f.box, 1), OK);
	view.half_width = view.half_height = 0.12;
	cr_assert(surface_init(&s, &f, &view, &large));
	for (n = 0; n < 2000 * 2000; n++)
		empty += s.set->nearness[n / 2000 * s.stride + n % 2000] == 0;
	cr_assert_eq(empty, 0, "%u", empty);
	cr_assert_eq(s.count, 3);
	surface_fini(&s);
	field_fini(&f);
	volume_fini(&v);
}

Test(surface, declines_more_faces_than_samples)
{
	struct lattice few = { WIDTH, HEIGHT, 2, 2, 0.5, false };
	struct volume v = { 0 };
	struct field f;
	struct surface s;
	struct view view;

	make_heap(&v, 5);
	field_init(&f, &v, FIELD_GRID);
	open_view(&view, &f, true);
	cr_assert_not(surface_init(&s, &f, &view, &few));
	cr_assert_null(s.table);
	field_fini(&f);
	volume_fini(&v);
}

Test(surface, declines_a_field_without_a_grid)
{
	struct volume v = { 0 };
	struct field f;
	struct surface s;
	struct view view;

	make_heap(&v, 6);
	field_init(&f, &v, 0);
	open_view(&view, &f, true);
	cr_assert_not(surface_init(&s, &f, &view, &lattice));
	field_fini(&f);
	volume_fini(&v);
}

Test(surface, declines_more_samples_than_its_limit)
{
	struct lattice most = { 2048, 2048, 2048, 2048, 0.5,
	    false };
	struct volume v = { 0 };
	struct field f;
	struct surface s;
	struct view view;

	cr_assert_eq(volume_set(&v, &(struct pos){ { 0, 0, 0 } }, RED), OK);
	field_init(&f, &v, FIELD_GRID);
	open_view(&view, &f, true);
	cr_assert(surface_init(&s, &f, &view, &most));
	surface_fini(&s);
	most.columns++;
	cr_assert_not(surface_init(&s, &f, &view, &most));
	field_fini(&f);
	volume_fini(&v);
}
