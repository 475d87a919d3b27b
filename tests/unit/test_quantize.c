/*
 * test_quantize - pictures in few colours
 */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "goxel/quantize.h"

static struct picture p;
static struct indexed few;

static void
fill(uint32_t colors)
{
	uint32_t n;

	cr_assert_eq(picture_init(&p, 100, 100), OK);
	for (n = 0; n < 10000; n++)
		p.pixel[n] = (struct rgba){ { (uint8_t)(n % colors),
		    (uint8_t)(n % colors / 8), 7, 255 } };
}

static void
teardown(void)
{
	picture_fini(&p);
	quantize_fini(&few);
}

TestSuite(quantize, .fini = teardown);

Test(quantize, a_picture_of_256_colours_is_exact)
{
	uint32_t n;

	fill(256);
	cr_assert(quantize_exact(&p, &few));
	cr_assert_eq(few.count, 256);
	for (n = 0; n < 10000; n++)
		cr_assert(rgba_same(few.color[few.index[n]], p.pixel[n]));
}

Test(quantize, one_colour_more_is_refused)
{
	fill(256);
	p.pixel[9999] = (struct rgba){ { 1, 2, 3, 255 } };
	cr_assert_not(quantize_exact(&p, &few));
	cr_assert_null(few.index);
}

Test(quantize, many_colours_come_near)
{
	int n, k, far;

	fill(256);
	for (n = 0; n < 10000; n++)
		p.pixel[n].c[2] = (uint8_t)(n / 40);
	quantize_picture(&p, &few);
	cr_assert(few.count > 200);
	for (n = 0; n < 10000; n++)
		for (k = 0; k < 3; k++) {
			far = abs(few.color[few.index[n]].c[k] -
			    p.pixel[n].c[k]);
			cr_assert(far <= 24, "%d", far);
		}
}
