#include <criterion/criterion.h>
#include <stdlib.h>

#include "goxel/format/swatch.h"

/* `count` voxels in a row of tiles, each of another colour. */
static void
paint(struct volume *v, uint32_t count)
{
	uint32_t i;

	for (i = 0; i < count; i++)
		cr_assert_eq(volume_set(v, &(struct pos){ { (int32_t)i & 1023,
		    (int32_t)i >> 10, 0 } }, (struct rgba){ { (uint8_t)i,
		    (uint8_t)(i >> 8), (uint8_t)(i >> 16 << 4), 255 } }), OK);
}

static int
error_of(struct swatch *s, struct rgba color)
{
	struct rgba is = s->color[swatch_index(s, color)];
	int k, error = 0;

	for (k = 0; k < 3; k++)
		error += abs(is.c[k] - color.c[k]);
	return error;
}

Test(swatch, few_colours_are_kept_and_sorted)
{
	struct volume v = { 0 };
	struct swatch s;
	uint32_t i;

	paint(&v, SWATCH_MOST);
	swatch_init(&s, &v, 8);
	cr_assert_eq(s.count, SWATCH_MOST);
	for (i = 0; i < SWATCH_MOST; i++) {
		cr_assert_eq(s.color[i].c[0], i);
		cr_assert_eq(swatch_index(&s, s.color[i]), i);
	}
	swatch_fini(&s);
	volume_fini(&v);
}

Test(swatch, one_colour_too_many_merges_what_is_near)
{
	struct volume v = { 0 };
	struct swatch s;
	uint32_t i;

	paint(&v, SWATCH_MOST + 1);
	swatch_init(&s, &v, 8);
	cr_assert_eq(s.count, SWATCH_MOST);
	for (i = 0; i <= SWATCH_MOST; i++)
		cr_assert_leq(error_of(&s, (struct rgba){ { (uint8_t)i, 0, 0,
		    255 } }), 1);
	swatch_fini(&s);
	volume_fini(&v);
}

Test(swatch, colours_told_apart_only_up_to_a_limit_are_still_near)
{
	static const uint32_t counts[] = { SWATCH_EXACT, SWATCH_EXACT + 1,
	    SWATCH_EXACT * 4 };
	struct volume v = { 0 };
	struct swatch s;
	size_t i;

	for (i = 0; i < sizeof counts / sizeof counts[0]; i++) {
		paint(&v, counts[i]);
		swatch_init(&s, &v, 8);
		cr_assert_eq(s.count, SWATCH_MOST);
		cr_assert_eq(s.grain, i == 0 ? 8u : 6u);
		cr_assert_lt(error_of(&s, (struct rgba){ { 77, 190, 0,
		    255 } }), 40);
		swatch_fini(&s);
	}
	volume_fini(&v);
}

Test(swatch, what_is_not_solid_does_not_count)
{
	struct volume v = { 0 };
	struct swatch s;

	volume_set(&v, &(struct pos){ { 0, 0, 0 } },
	    (struct rgba){ { 1, 2, 3, 126 } });
	volume_set(&v, &(struct pos){ { 1, 0, 0 } },
	    (struct rgba){ { 4, 5, 6, 127 } });
	swatch_init(&s, &v, 8);
	cr_assert_eq(s.count, 1);
	cr_assert(rgba_same(s.color[0], (struct rgba){ { 4, 5, 6, 255 } }));
	swatch_fini(&s);
	volume_fini(&v);
}

Test(swatch, six_bits_are_kept_and_others_rounded)
{
	struct volume v = { 0 };
	struct swatch s;
	uint8_t i;

	for (i = 0; i < 64; i++)
		cr_assert_eq(swatch_to_six(swatch_of_six(i)), i);
	volume_set(&v, &(struct pos){ { 0, 0, 0 } },
	    (struct rgba){ { 0, 255, 130, 255 } });
	swatch_init(&s, &v, 6);
	cr_assert(rgba_same(s.color[0],
	    (struct rgba){ { 0, 255, 130, 255 } }));
	swatch_fini(&s);
	volume_fini(&v);
}
