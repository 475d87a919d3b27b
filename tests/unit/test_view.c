/*
 * test_view - presets fit and stand upright; a free camera does as it is told
 */
#include <criterion/criterion.h>
#include <math.h>

#include "goxel/view.h"

#define WIDE	(800.0 / 600)
#define NEARLY(a, b)	(fabs((a) - (b)) < 1e-9)

static const struct box odd_box = { { { -7, 3, 40 } }, { { 50, 21, 46 } } };

static void
expect_axes(enum preset preset, const double right[3], const double up[3])
{
	struct view v;
	int axis;

	view_preset(&v, preset, &odd_box, WIDE);
	for (axis = 0; axis < 3; axis++) {
		cr_expect(NEARLY(v.right[axis], right[axis]), "right of %s",
		    preset_names[preset]);
		cr_expect(NEARLY(v.up[axis], up[axis]), "up of %s",
		    preset_names[preset]);
	}
}

/* How far the corners of the box reach, as a part of the picture's half. */
static void
find_reach(const struct view *v, const struct box *box, double lo[2],
    double hi[2])
{
	double point[3], at[2];
	int n, axis;

	lo[0] = lo[1] = INFINITY;
	hi[0] = hi[1] = -INFINITY;
	for (n = 0; n < 8; n++) {
		for (axis = 0; axis < 3; axis++)
			point[axis] = n >> axis & 1 ? box->hi.at[axis] :
			    box->lo.at[axis];
		cr_assert(view_project(v, point, at));
		for (axis = 0; axis < 2; axis++) {
			lo[axis] = fmin(lo[axis], at[axis]);
			hi[axis] = fmax(hi[axis], at[axis]);
		}
	}
}

Test(view, front_preset_puts_x_to_the_right_and_z_up)
{
	expect_axes(PRESET_FRONT, (double[]){ 1, 0, 0 }, (double[]){ 0, 0, 1 });
}

Test(view, back_preset_puts_x_to_the_left_and_z_up)
{
	expect_axes(PRESET_BACK, (double[]){ -1, 0, 0 }, (double[]){ 0, 0, 1 });
}

Test(view, left_preset_puts_y_to_the_left_and_z_up)
{
	expect_axes(PRESET_LEFT, (double[]){ 0, -1, 0 }, (double[]){ 0, 0, 1 });
}

Test(view, right_preset_puts_y_to_the_right_and_z_up)
{
	expect_axes(PRESET_RIGHT, (double[]){ 0, 1, 0 }, (double[]){ 0, 0, 1 });
}

Test(view, top_preset_puts_x_to_the_right_and_y_up)
{
	expect_axes(PRESET_TOP, (double[]){ 1, 0, 0 }, (double[]){ 0, 1, 0 });
}

Test(view, bottom_preset_puts_x_to_the_right_and_y_down)
{
	expect_axes(PRESET_BOTTOM, (double[]){ 1, 0, 0 },
	    (double[]){ 0, -1, 0 });
}

Test(view, isometric_shows_all_axes_equally_long)
{
	struct view v;
	double length[3];
	int axis;

	view_preset(&v, PRESET_ISOMETRIC, &odd_box, WIDE);
	cr_assert(v.ortho);
	for (axis = 0; axis < 3; axis++)
		length[axis] = hypot(v.right[axis], v.up[axis]);
	cr_assert(NEARLY(length[0], length[1]) && NEARLY(length[1], length[2]));
	cr_assert(v.forward[0] < 0 && v.forward[1] > 0 && v.forward[2] < 0);
}

Test(view, default_preset_is_in_perspective)
{
	struct view v;

	view_preset(&v, PRESET_DEFAULT, &odd_box, WIDE);
	cr_assert_not(v.ortho);
}

Test(view, every_preset_shows_the_whole_box_in_the_middle_with_a_margin)
{
	static const double aspects[] = { 0.25, 1, WIDE, 4 };
	double lo[2], hi[2], most;
	struct view v;
	size_t n;
	int preset, wide;

	for (preset = 0; preset < PRESET_COUNT; preset++)
		for (n = 0; n < sizeof aspects / sizeof *aspects; n++) {
			view_preset(&v, (enum preset)preset, &odd_box,
			    aspects[n]);
			find_reach(&v, &odd_box, lo, hi);
			most = fmax(fmax(hi[0], hi[1]), -fmin(lo[0], lo[1]));
			cr_expect(most < 0.96 && most > 0.9, "%s: %f",
			    preset_names[preset], most);
			wide = hi[0] < hi[1];
			cr_expect(NEARLY(lo[wide], -hi[wide]));
		}
}

Test(view, box_of_one_voxel_and_the_largest_box_fit)
{
	static const struct box boxes[2] = {
		{ { { 0, 0, 0 } }, { { 1, 1, 1 } } },
		{ { { -BOUND_COORD, -BOUND_COORD, -BOUND_COORD } },
		    { { BOUND_COORD, BOUND_COORD, BOUND_COORD } } },
	};
	double lo[2], hi[2];
	struct view v;
	int preset, n;

	for (n = 0; n < 2; n++)
		for (preset = 0; preset < PRESET_COUNT; preset++) {
			view_preset(&v, (enum preset)preset, &boxes[n], WIDE);
			find_reach(&v, &boxes[n], lo, hi);
			cr_expect(hi[0] < 0.96 && hi[1] < 0.96);
			cr_expect(lo[0] > -0.96 && lo[1] > -0.96);
		}
}

/* A ball, which the corners of its box say little about. */
static void
make_ball(struct volume *volume)
{
	struct pos pos;
	int n;

	for (n = 0; n < 40 * 40 * 40; n++) {
		pos = (struct pos){ { n % 40 - 20, n / 40 % 40 - 20,
		    n / 1600 - 20 } };
		if (pos.at[0] * pos.at[0] + pos.at[1] * pos.at[1] +
		    pos.at[2] * pos.at[2] < 400)
			cr_assert_eq(volume_set(volume, &pos,
			    (struct rgba){ { 1, 2, 3, 255 } }), OK);
	}
}

Test(view, model_is_seen_at_least_as_large_as_its_box_and_whole)
{
	struct volume volume = { 0 };
	struct box voxel, box;
	double lo[2], hi[2];
	struct view model, boxed;
	struct pos pos;
	int preset, n;

	make_ball(&volume);
	cr_assert(volume_bounds(&volume, true, &box));
	for (preset = 0; preset < PRESET_COUNT; preset++) {
		view_model(&model, (enum preset)preset, &volume, WIDE);
		view_preset(&boxed, (enum preset)preset, &box, WIDE);
		cr_expect(model.ortho ?
		    model.half_height <= boxed.half_height + 1e-9 :
		    hypot(model.eye[0], model.eye[1]) <
		    hypot(boxed.eye[0], boxed.eye[1]) - 1);
		for (n = 0; n < 40 * 40 * 40; n++) {
			pos = (struct pos){ { n % 40 - 20, n / 40 % 40 - 20,
			    n / 1600 - 20 } };
			if (volume_get(&volume, &pos).c[ALPHA] == 0)
				continue;
			voxel = (struct box){ pos, { { pos.at[0] + 1,
			    pos.at[1] + 1, pos.at[2] + 1 } } };
			find_reach(&model, &voxel, lo, hi);
			cr_assert(hi[0] < 0.96 && hi[1] < 0.96);
			cr_assert(lo[0] > -0.96 && lo[1] > -0.96);
		}
	}
	volume_fini(&volume);
}

Test(view, empty_model_is_seen_like_an_empty_box)
{
	struct volume volume = { 0 };
	struct view a, b;

	view_model(&a, PRESET_DEFAULT, &volume, WIDE);
	view_preset(&b, PRESET_DEFAULT, &(struct box){ 0 }, WIDE);
	cr_assert(memcmp(a.eye, b.eye, sizeof a.eye) == 0);
}

Test(view, empty_box_is_seen_like_that_of_a_new_image)
{
	struct box empty = { { { 5, 5, 5 } }, { { 5, 9, 9 } } };
	struct box fresh = { { { -16, -16, 0 } }, { { 16, 16, 32 } } };
	struct view a, b;

	view_preset(&a, PRESET_FRONT, &empty, WIDE);
	view_preset(&b, PRESET_FRONT, &fresh, WIDE);
	cr_assert_eq(a.half_height, b.half_height);
	cr_assert_eq(a.eye[2], b.eye[2]);
}

Test(view, placed_camera_sees_its_target_in_the_middle)
{
	struct view_wish wish = { .placed = true, .eye = { 10, -20, 30 },
	    .target = { 1, 2, 3 } };
	struct view v;
	double at[2];

	cr_assert_eq(view_free(&v, &wish, &odd_box, WIDE), OK);
	cr_assert(view_project(&v, wish.target, at));
	cr_assert(NEARLY(at[0], 0) && NEARLY(at[1], 0));
	cr_assert(v.up[2] > 0 && NEARLY(v.right[2], 0));
}

Test(view, field_of_view_is_the_angle_between_foot_and_head)
{
	struct view_wish wish = { .placed = true, .eye = { 0, -1, 0 },
	    .fov = 90 };
	struct view v;
	double at[2];

	cr_assert_eq(view_free(&v, &wish, &odd_box, 2), OK);
	cr_assert(view_project(&v, (double[]){ 0, 0, 1 }, at));
	cr_assert(NEARLY(at[1], 1));
	cr_assert(view_project(&v, (double[]){ 2, 0, 0 }, at));
	cr_assert(NEARLY(at[0], 1));
}

Test(view, zoom_of_two_shows_everything_twice_as_large)
{
	struct view_wish wish = { .zoom = 1 };
	double near[2], far[2], point[3] = { -7, 21, 46 };
	struct view v;
	int ortho;

	for (ortho = 0; ortho < 2; ortho++) {
		wish.ortho = ortho;
		wish.zoom = 1;
		cr_assert_eq(view_free(&v, &wish, &odd_box, WIDE), OK);
		cr_assert(view_project(&v, point, far));
		wish.zoom = 2;
		cr_assert_eq(view_free(&v, &wish, &odd_box, WIDE), OK);
		cr_assert(view_project(&v, point, near));
		cr_assert(NEARLY(near[0], 2 * far[0]));
		cr_assert(NEARLY(near[1], 2 * far[1]));
	}
}

Test(view, looking_straight_down_finds_an_up_of_its_own)
{
	struct view_wish wish = { .placed = true, .eye = { 0, 0, 9 },
	    .up = { 0, 0, 1 } };
	struct view v;

	cr_assert_eq(view_free(&v, &wish, &odd_box, WIDE), OK);
	cr_assert(NEARLY(v.up[1], 1) && NEARLY(v.right[0], 1));
}

Test(view, eye_in_the_target_is_refused)
{
	struct view_wish wish = { .placed = true, .eye = { 1, 2, 3 },
	    .target = { 1, 2, 3 } };
	struct view v;

	cr_assert_eq(view_free(&v, &wish, &odd_box, WIDE), ERR_PARAMS);
}

Test(view, numbers_that_make_no_camera_are_refused)
{
	static const struct view_wish wishes[] = {
		{ .placed = true, .eye = { NAN, 0, 0 } },
		{ .placed = true, .eye = { 1, 0, 0 }, .target = { INFINITY } },
		{ .placed = true, .eye = { 1e200, 0, 0 } },
		{ .up = { NAN } }, { .fov = NAN }, { .fov = -1 },
		{ .fov = 180 }, { .zoom = -1 }, { .zoom = NAN },
		{ .zoom = INFINITY },
	};
	struct view v;
	size_t n;

	for (n = 0; n < sizeof wishes / sizeof *wishes; n++)
		cr_expect_eq(view_free(&v, &wishes[n], &odd_box, WIDE),
		    ERR_PARAMS, "wish %zu", n);
}

Test(view, camera_of_a_file_looks_along_its_minus_z_with_twenty_degrees)
{
	struct camera camera = { .distance = 50, .mat = MATRIX_IDENTITY };
	struct view v;

	camera.mat.m[3][2] = 50;
	view_camera(&v, &camera, 2);
	cr_assert(NEARLY(v.forward[2], -1) && NEARLY(v.up[1], 1));
	cr_assert_eq(v.eye[2], 50);
	cr_assert(NEARLY(v.half_height, tan(10 * M_PI / 180)));
	cr_assert(NEARLY(v.half_width, 2 * v.half_height));
	camera.ortho = true;
	view_camera(&v, &camera, 2);
	cr_assert(NEARLY(v.half_height, 50 * tan(10 * M_PI / 180)));
}

Test(view, broken_camera_of_a_file_gives_the_default_view)
{
	struct camera cameras[3] = {
		{ .distance = 50 },
		{ .distance = NAN, .ortho = true, .mat = MATRIX_IDENTITY },
		{ .distance = 50, .mat = MATRIX_IDENTITY },
	};
	struct view v;
	int n;

	cameras[2].mat.m[3][0] = INFINITY;
	for (n = 0; n < 3; n++) {
		view_camera(&v, &cameras[n], WIDE);
		cr_expect(isfinite(v.eye[0]) && isfinite(v.half_height));
		cr_expect(v.half_height > 0);
	}
}
