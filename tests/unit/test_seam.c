/*
 * test_seam - rectangles with a whole edge in common become one
 */
#include <criterion/criterion.h>

#include "goxel/seam.h"

static const struct rgba red = { { 255, 0, 0, 255 } };

static void
add(struct seam *s, int32_t u, int32_t v, int32_t width, int32_t height)
{
	seam_add(s, &(struct seam_rect){ .lo = { u, v },
	    .hi = { u + width, v + height }, .color = red });
}

/* Joins them, too. */
static size_t
left(struct seam *s)
{
	size_t i, count = 0;

	seam_join(s);
	for (i = 0; i < s->count; i++)
		count += !s->rect[i].joined;
	return count;
}

Test(seam, joins_along_and_across)
{
	struct seam s = { 0 };
	int32_t u, v;

	for (v = 0; v < 5; v++)
		for (u = 0; u < 7; u++)
			add(&s, u * 64, v * 64, 64, 64);
	cr_assert_eq(left(&s), 1);
	cr_assert_eq(s.rect[0].lo[0], 0);
	cr_assert_eq(s.rect[0].hi[0], 7 * 64);
	cr_assert_eq(s.rect[0].hi[1], 5 * 64);
	seam_fini(&s);
}

Test(seam, leaves_what_has_half_an_edge_in_common)
{
	struct seam s = { 0 };

	add(&s, 0, 0, 10, 4);
	add(&s, 10, 1, 10, 4);
	add(&s, 20, 1, 10, 3);
	cr_assert_eq(left(&s), 3);
	seam_fini(&s);
}

Test(seam, leaves_gaps_and_other_planes_sides_and_colours)
{
	struct seam_rect r = { .lo = { 4, 0 }, .hi = { 8, 4 }, .color = red };
	struct seam s = { 0 };

	add(&s, 0, 0, 4, 4);
	add(&s, 9, 0, 4, 4);
	r.depth = 1;
	seam_add(&s, &r);
	r.depth = 0;
	r.side = 1;
	seam_add(&s, &r);
	r.side = 0;
	r.color.c[0] = 254;
	seam_add(&s, &r);
	cr_assert_eq(left(&s), 5);
	seam_fini(&s);
}

Test(seam, of_nothing_is_nothing)
{
	struct seam s = { 0 };

	cr_assert_eq(left(&s), 0);
	seam_fini(&s);
}
