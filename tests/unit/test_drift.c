/*
 * test_drift - how much may be connected by colours that drift
 */
#include <criterion/criterion.h>

#include "goxel/paint.h"

static const struct rgba red = { { 255, 0, 0, 255 } };

Test(drift, ends_at_its_limit)
{
	struct box box = { { { 0, 0, 0 } }, { { 256, 128, 128 } } };
	struct pos seed = box.lo, more = { { 0, 0, 128 } };
	struct volume v = { 0 }, mask = { 0 };

	cr_assert_eq(volume_fill(&v, &box, red), OK);
	cr_assert_eq(volume_count(&v), PAINT_DRIFT);
	cr_assert_eq(paint_drift(&v, &seed, 1, &mask), OK);
	cr_assert_eq(volume_count(&mask), PAINT_DRIFT);
	volume_fini(&mask);
	cr_assert_eq(volume_set(&v, &more, red), OK);
	cr_assert_eq(paint_drift(&v, &seed, 1, &mask), ERR_TOO_BIG);
	volume_fini(&v);
	volume_fini(&mask);
}
