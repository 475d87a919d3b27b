/*
 * test_front - a ray that starts at the front misses nothing
 */
#include <criterion/criterion.h>
#include <math.h>

#include "goxel/front.h"

#define RED	((struct rgba){ { 255, 0, 0, 255 } })
#define WIDTH	130
#define HEIGHT	70

static const uint32_t size[2] = { WIDTH, HEIGHT };

static void
make_model(struct volume *v)
{
	struct box box = { { { -20, -3, 0 } }, { { 30, 30, 5 } } };

	cr_assert_eq(volume_fill(v, &box, RED), OK);
	cr_assert_eq(volume_set(v, &(struct pos){ { 5, 5, 40 } }, RED), OK);
	cr_assert_eq(volume_set(v, &(struct pos){ { -30, 9, 20 } }, RED), OK);
}

/* Each corner of a voxel, where it is seen: not before the front. */
static void
expect_behind_front(const struct front *f, const struct view *view,
    const struct pos *voxel)
{
	double point[3], at[2], deep = 0;
	int n, axis;

	for (n = 0; n < 8; n++) {
		deep = 0;
		for (axis = 0; axis < 3; axis++) {
			point[axis] = voxel->at[axis] + (n >> axis & 1);
			deep += (point[axis] - view->eye[axis]) *
			    view->forward[axis];
		}
		cr_assert(view_project(view, point, at));
		cr_assert_leq(front_distance(f, (at[0] + 1) / 2 * WIDTH,
		    (1 - at[1]) / 2 * HEIGHT), deep);
	}
}

Test(front, no_voxel_stands_before_it)
{
	struct volume v = { 0 };
	struct field field;
	struct front f;
	struct view view;
	struct pos pos;
	int preset, n;

	make_model(&v);
	field_init(&field, &v, FIELD_GRID);
	for (preset = 0; preset < PRESET_COUNT; preset++) {
		view_preset(&view, (enum preset)preset, &field.box,
		    1.0 * WIDTH / HEIGHT);
		cr_assert(front_init(&f, &field, &view, size));
		for (n = 0; n < 60 * 33 * 41; n++) {
			pos = (struct pos){ { n % 60 - 30, n / 60 % 33 - 3,
			    n / 60 / 33 } };
			if (field_solid(&field, &pos))
				expect_behind_front(&f, &view, &pos);
		}
		front_fini(&f);
	}
	field_fini(&field);
	volume_fini(&v);
}

Test(front, there_is_none_where_nothing_is)
{
	struct volume v = { 0 };
	struct field field;
	struct front f;
	struct view view;

	make_model(&v);
	field_init(&field, &v, FIELD_GRID);
	view_preset(&view, PRESET_DEFAULT, &field.box, 1.0 * WIDTH / HEIGHT);
	cr_assert(front_init(&f, &field, &view, size));
	cr_assert(isinf(front_distance(&f, 0, 0)));
	cr_assert(isinf(front_distance(&f, WIDTH, HEIGHT)));
	front_fini(&f);
	field_fini(&field);
	volume_fini(&v);
}

Test(front, is_given_up_when_the_eye_is_in_the_model)
{
	struct view_wish wish = { .placed = true, .eye = { 0, 0, 7 },
	    .target = { 9, 0, 3 } };
	struct volume v = { 0 };
	struct field field;
	struct front f;
	struct view view;

	make_model(&v);
	field_init(&field, &v, FIELD_GRID);
	cr_assert_eq(view_free(&view, &wish, &field.box, 1), OK);
	cr_assert_not(front_init(&f, &field, &view, size));
	cr_assert_eq(front_distance(&f, 50, 50), 0);
	front_fini(&f);
	field_fini(&field);
	volume_fini(&v);
}

Test(front, is_spared_only_when_all_of_the_box_is_before_the_eye)
{
	struct box box = { { { -8, -8, -8 } }, { { 8, 8, 8 } } };
	struct view_wish wish = { .placed = true, .eye = { 30, 1, 2 } };
	struct view view;

	cr_assert_eq(view_free(&view, &wish, &box, 1), OK);
	cr_assert(front_spared(&box, &view));
	box.hi.at[0] = 31;
	cr_assert_not(front_spared(&box, &view));
	view.ortho = true;
	cr_assert(front_spared(&box, &view));
}
