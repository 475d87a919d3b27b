/*
 * test_picture - sizes are checked before anything is allocated
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/picture.h"

Test(picture, holds_its_pixels)
{
	struct picture p = { 0 };

	cr_assert_eq(picture_init(&p, 3, 2), OK);
	p.pixel[5] = (struct rgba){ { 1, 2, 3, 4 } };
	cr_assert_eq(p.width, 3);
	cr_assert_eq(p.height, 2);
	picture_fini(&p);
	cr_assert_null(p.pixel);
}

Test(picture, side_of_zero_is_refused)
{
	struct picture p = { 0 };

	cr_assert_eq(picture_init(&p, 0, 1), ERR_PARAMS);
	cr_assert_eq(picture_init(&p, 1, 0), ERR_PARAMS);
	cr_assert_null(p.pixel);
}

Test(picture, sides_are_bounded)
{
	struct picture p = { 0 };

	cr_assert_eq(picture_init(&p, BOUND_RENDER_SIDE, 1), OK);
	picture_fini(&p);
	cr_assert_eq(picture_init(&p, 1, BOUND_RENDER_SIDE), OK);
	picture_fini(&p);
	cr_assert_eq(picture_init(&p, BOUND_RENDER_SIDE + 1, 1), ERR_TOO_BIG);
	cr_assert_eq(picture_init(&p, 1, BOUND_RENDER_SIDE + 1), ERR_TOO_BIG);
	cr_assert_null(p.pixel);
}
