/*
 * test_montage - several views in one picture
 */
#include <criterion/criterion.h>
#include <string.h>

#include "goxel/montage.h"

#define RED	((struct rgba){ { 255, 0, 0, 255 } })

static struct volume v;
static struct montage_view views[MONTAGE_VIEWS];
static struct montage m;
static struct picture p;

static void
setup(void)
{
	struct box box = { { { 0, 0, 0 } }, { { 10, 10, 10 } } };
	uint32_t n;

	cr_assert_eq(volume_fill(&v, &box, RED), OK);
	m = (struct montage){ .views = views, .count = 1, .size = 128,
	    .wish = render_default() };
	for (n = 0; n < MONTAGE_VIEWS; n++) {
		view_model(&views[n].view, PRESET_TOP, &v, 1);
		views[n].name = "";
	}
}

static void
teardown(void)
{
	picture_fini(&p);
	volume_fini(&v);
}

TestSuite(montage, .init = setup, .fini = teardown);

/* Pixels that are neither the background nor reddish. */
static int
others(void)
{
	uint32_t n;
	int count = 0;

	for (n = 0; n < p.width * p.height; n++)
		count += !rgba_same(p.pixel[n], m.wish.background) &&
		    p.pixel[n].c[0] <= p.pixel[n].c[1] + 1;
	return count;
}

static bool
red_at(uint32_t x, uint32_t y)
{
	struct rgba c = p.pixel[y * p.width + x];

	return c.c[0] > 100 && c.c[1] < 60;
}

Test(montage, one_view_fills_the_picture)
{
	cr_assert_eq(montage_draw(&m, &v, &p), OK);
	cr_assert_eq(p.width, 128);
	cr_assert_eq(p.height, 128);
	cr_assert(red_at(64, 64));
	cr_assert_eq(others(), 0);
}

Test(montage, five_views_stand_in_two_rows_of_three)
{
	m.count = 5;
	m.size = 300;
	cr_assert_eq(montage_columns(5), 3);
	cr_assert_eq(montage_draw(&m, &v, &p), OK);
	cr_assert_eq(p.width, 300);
	cr_assert_eq(p.height, 200);
	cr_assert(red_at(50, 50) && red_at(250, 50) && red_at(150, 150));
	cr_assert(rgba_same(p.pixel[150 * 300 + 250], m.wish.background));
}

Test(montage, a_name_a_cross_and_a_grid_are_drawn_when_wished)
{
	int name, cross;

	views[0].name = "top";
	view_model(&views[0].view, PRESET_ISOMETRIC, &v, 1);
	cr_assert_eq(montage_draw(&m, &v, &p), OK);
	name = others();
	cr_assert(name > 10, "%d", name);
	picture_fini(&p);
	m.axes = true;
	cr_assert_eq(montage_draw(&m, &v, &p), OK);
	cross = others();
	cr_assert(cross > name);
	picture_fini(&p);
	m.grid = true;
	cr_assert_eq(montage_draw(&m, &v, &p), OK);
	cr_assert(others() > cross + 100);
}

Test(montage, the_model_hides_the_grid_and_from_below_there_is_none)
{
	m.grid = true;
	cr_assert_eq(montage_draw(&m, &v, &p), OK);
	cr_assert(red_at(64, 64));
	picture_fini(&p);
	view_model(&views[0].view, PRESET_BOTTOM, &v, 1);
	cr_assert_eq(montage_draw(&m, &v, &p), OK);
	cr_assert_eq(others(), 0);
}

Test(montage, traced_view_shows_the_model_in_another_light)
{
	struct trace_wish wish = trace_default();
	struct image *image = image_new("");
	struct picture rendered;

	cr_assert_eq(montage_draw(&m, &v, &p), OK);
	rendered = p;
	p = (struct picture){ 0 };
	wish.samples = 2;
	m.traced = &wish;
	m.image = image;
	cr_assert_eq(montage_draw(&m, &v, &p), OK);
	cr_assert_eq(p.width, rendered.width);
	cr_assert(p.pixel[64 * p.width + 64].c[0] >
	    p.pixel[64 * p.width + 64].c[1]);
	cr_assert(rgba_same(p.pixel[127 * p.width], m.wish.background));
	cr_assert_neq(memcmp(p.pixel, rendered.pixel,
	    (size_t)p.width * p.height * sizeof *p.pixel), 0);
	picture_fini(&rendered);
	image_free(image);
}
