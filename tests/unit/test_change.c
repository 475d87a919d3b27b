/*
 * test_change - what differs is marked
 */
#include <criterion/criterion.h>

#include "bounds.h"
#include "goxel/change.h"

#define GRAY	((struct rgba){ { 100, 100, 100, 255 } })
#define BLUE	((struct rgba){ { 0, 0, 200, 255 } })
#define NONE	((struct rgba){ { 0 } })
#define AT(x, y, z)	(&(struct pos){ { x, y, z } })

static struct volume now, then;
static struct change change;

static void
setup(void)
{
	struct box box = { { { -200, 0, 0 } }, { { 200, 40, 30 } } };

	cr_assert_eq(volume_fill(&then, &box, GRAY), OK);
	volume_copy(&now, &then);
}

static void
teardown(void)
{
	volume_fini(&now);
	volume_fini(&then);
}

TestSuite(change, .init = setup, .fini = teardown);

Test(change, equal_volumes_stay_as_they_are)
{
	cr_assert_eq(change_mark(&now, &then, &change), OK);
	cr_assert_eq(change.added + change.changed + change.removed, 0);
	cr_assert(volume_same(&now, &then));
}

Test(change, each_kind_has_its_mark)
{
	volume_set(&now, AT(0, 0, 30), GRAY);
	volume_set(&now, AT(1, 0, 29), BLUE);
	volume_set(&now, AT(2, 0, 29), NONE);
	cr_assert_eq(change_mark(&now, &then, &change), OK);
	cr_assert_eq(change.added, 1);
	cr_assert_eq(change.changed, 1);
	cr_assert_eq(change.removed, 1);
	cr_assert(volume_get(&now, AT(0, 0, 30)).c[1] > 150);
	cr_assert(volume_get(&now, AT(1, 0, 29)).c[0] > 150);
	cr_assert(volume_get(&now, AT(2, 0, 29)).c[0] > 200);
	cr_assert(volume_get(&now, AT(2, 0, 29)).c[ALPHA] < 128);
	cr_assert(rgba_same(volume_get(&now, AT(3, 0, 29)), GRAY));
}

Test(change, whole_sectors_that_went_or_came_are_counted_once)
{
	struct box box = { { { 0, 128, 0 } }, { { 128, 256, 128 } } };

	cr_assert_eq(volume_fill(&now, &box, BLUE), OK);
	cr_assert_eq(change_mark(&now, &then, &change), OK);
	cr_assert_eq(change.added, 128 * 128 * 128);
	volume_fini(&now);
	volume_copy(&now, &then);
	cr_assert_eq(volume_fill(&then, &box, BLUE), OK);
	volume_set(&now, AT(5, 130, 9), BLUE);
	cr_assert_eq(change_mark(&now, &then, &change), OK);
	cr_assert_eq(change.removed, 128 * 128 * 128 - 1);
	cr_assert_eq(change.added + change.changed, 0);
}

Test(change, more_tiles_than_an_edit_may_touch_are_refused)
{
	struct box box = { { { 0, 0, 1024 } }, { { 8192, 8192, 9216 } } };

	cr_assert_eq(volume_fill(&now, &box, BLUE), OK);
	cr_assert_eq(change_mark(&now, &then, &change), ERR_TOO_BIG);
}
