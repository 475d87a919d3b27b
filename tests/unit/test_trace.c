/*
 * test_trace - light goes where it must, and nowhere else
 */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "goxel/scenery.h"
#include "goxel/trace.h"

#define SIDE	48

static struct image *image;
static struct layer *layer;
static struct trace_wish wish;
static struct picture picture;
static uint32_t done;
static double zoom = 1;		/* 0.5: twice as much is seen */

static void
setup(void)
{
	image = image_new("test");
	layer = image_layer_write(image, 0);
	wish = trace_default();
	wish.width = wish.height = SIDE;
	wish.samples = 16;
}

static void
teardown(void)
{
	picture_fini(&picture);
	image_free(image);
}

TestSuite(trace, .init = setup, .fini = teardown);

#define BOX(x0, y0, z0, x1, y1, z1)					\
	(&(struct box){ { { x0, y0, z0 } }, { { x1, y1, z1 } } })
#define GREY(v)	((struct rgba){ { v, v, v, 255 } })

static void
fill(struct layer *l, const struct box *box, struct rgba color)
{
	cr_assert_eq(volume_fill(&l->volume, box, color), OK);
}

/* A layer of its own material. */
static struct layer *
add_layer(float metallic, float roughness, float emission, float alpha)
{
	struct material m = { .color = { 1, 1, 1, alpha },
	    .metallic = metallic, .roughness = roughness,
	    .emission = { emission, emission, emission } };
	struct layer *made;

	cr_assert_eq(scenery_add_material(image, &m), OK);
	cr_assert_eq(image_layer_add(image, "", &made), OK);
	made->material = (int32_t)image->material_count - 1;
	return made;
}

static void
use_sky(uint8_t grey, float sun)
{
	wish.light.sky = (struct sky_wish){ true, GREY(grey), 1 };
	wish.tone = TONE_CLAMP;
	image->light.intensity = sun;
}

static enum err
draw_err(enum preset preset)
{
	struct volume flat = { 0 };
	struct view view;
	struct trace_scene scene = { image, &flat, &view };
	enum err err;

	picture_fini(&picture);
	cr_assert_eq(image_flatten(image, &flat), OK);
	view_model(&view, preset, &flat, 1);
	view.half_width /= zoom;
	view.half_height /= zoom;
	err = trace_image(&scene, &wish, &picture, &done);
	volume_fini(&flat);
	return err;
}

static void
draw(enum preset preset)
{
	cr_assert_eq(draw_err(preset), OK);
	cr_assert_eq(picture.width, wish.width);
}

/* Mean of green in a square of the picture, from tenths of a side. */
static double
mean(int x0, int y0, int x1, int y1)
{
	double sum = 0;
	int x, y, count = 0;

	for (y = y0 * SIDE / 10; y < y1 * SIDE / 10; y++)
		for (x = x0 * SIDE / 10; x < x1 * SIDE / 10; x++, count++)
			sum += picture.pixel[y * SIDE + x].c[1];
	return sum / count;
}

/* White under a white sky is not to be seen: no light is lost or made. */
static void
look_into_furnace(float metallic, float roughness, int noise)
{
	struct layer *white = add_layer(metallic, roughness, 0, 1);
	int n, g;

	fill(white, BOX(0, 0, 0, 12, 12, 8), GREY(255));
	fill(white, BOX(5, 5, 8, 9, 9, 14), GREY(255));
	use_sky(188, 0);
	wish.samples = 64;
	draw(PRESET_DEFAULT);
	for (n = 0; n < SIDE * SIDE; n++) {
		g = picture.pixel[n].c[1];
		cr_assert(abs(g - 188) <= noise, "pixel %d: %d", n, g);
	}
	cr_expect_float_eq(mean(3, 3, 7, 7), 188, 1);
}

Test(trace, white_paint_in_a_furnace_is_not_to_be_seen)
{
	look_into_furnace(0, 0.5f, 14);
}

Test(trace, a_white_mirror_in_a_furnace_is_not_to_be_seen)
{
	look_into_furnace(1, 0.3f, 14);
}

Test(trace, rough_white_metal_in_a_furnace_is_not_to_be_seen)
{
	look_into_furnace(1, 0.9f, 20);
}

Test(trace, the_side_in_shadow_is_darker)
{
	fill(layer, BOX(0, 0, 0, 10, 10, 10), GREY(200));
	use_sky(90, 2);
	image->light.pitch = (float)M_PI / 2;
	image->light.yaw = 0;
	draw(PRESET_FRONT);
	cr_assert_gt(mean(3, 3, 7, 7), 150);
	draw(PRESET_BACK);
	cr_assert_lt(mean(3, 3, 7, 7), 100);
}

Test(trace, what_stands_in_the_sun_throws_a_shadow)
{
	double lit;

	fill(layer, BOX(0, 0, 0, 40, 40, 1), GREY(200));
	use_sky(90, 2);
	image->light.pitch = (float)M_PI / 4;
	image->light.yaw = 0;
	draw(PRESET_TOP);
	lit = mean(4, 6, 6, 7);
	/* The sun is at -y, so the shadow falls on y from 10 to 13. */
	fill(layer, BOX(0, 8, 1, 40, 10, 4), GREY(200));
	draw(PRESET_TOP);
	cr_assert_lt(mean(4, 7, 6, 8), lit * 0.8);
	cr_assert_gt(mean(4, 2, 6, 5), lit * 0.95);
}

Test(trace, a_lamp_lights_what_is_near)
{
	struct layer *lamp;
	double near, far;

	fill(layer, BOX(0, 0, 0, 40, 40, 1), GREY(200));
	use_sky(0, 0);
	draw(PRESET_TOP);
	cr_assert_lt(mean(0, 0, 10, 10), 1);
	lamp = add_layer(0, 0.5f, 5, 1);
	fill(lamp, BOX(19, 19, 4, 21, 21, 6), GREY(255));
	draw(PRESET_TOP);
	near = mean(3, 4, 4, 6);
	far = mean(1, 1, 2, 2);
	cr_assert_gt(near, 2 * far);
	cr_assert_gt(far, 1);
}

/* A white ball in a room whose walls give light is as bright as they are. */
static void
look_into_lit_room(int side)
{
	struct layer *ball = add_layer(0, 0.5f, 0, 1);
	struct layer *wall = add_layer(0, 0.5f, 0.5f, 1);
	struct view view = { .eye = { side / 2.0, 2, side / 2.0 },
	    .forward = { 0, 1, 0 }, .right = { 1, 0, 0 }, .up = { 0, 0, 1 },
	    .half_width = 1, .half_height = 1 };
	struct volume flat = { 0 };
	struct trace_scene scene = { image, &flat, &view };
	int middle = side / 2, n;

	fill(wall, BOX(0, 0, 0, side, side, side), GREY(0));
	fill(wall, BOX(1, 1, 1, side - 1, side - 1, side - 1),
	    (struct rgba){ { 0 } });
	fill(ball, BOX(middle - 4, middle - 4, middle - 4, middle + 4,
	    middle + 4, middle + 4), GREY(255));
	use_sky(0, 0);
	wish.samples = 64;
	cr_assert_eq(image_flatten(image, &flat), OK);
	cr_assert_eq(trace_image(&scene, &wish, &picture, &done), OK);
	/* Half of white is byte 188; black walls mirror a little of it. */
	for (n = 0; n < SIDE * SIDE; n++)
		cr_assert_float_eq(picture.pixel[n].c[1], 192, 16, "%d: %d",
		    n, picture.pixel[n].c[1]);
	cr_assert_float_eq(mean(4, 4, 6, 6), 191, 3);
	volume_fini(&flat);
}

Test(trace, lamps_that_are_asked_bring_all_their_light_once)
{
	look_into_lit_room(20);
}

Test(trace, lamps_too_many_to_ask_bring_all_their_light_once)
{
	look_into_lit_room(110);
}

Test(trace, a_closed_room_lets_no_light_in)
{
	struct layer *room = add_layer(0, 0.5f, 0, 1);
	struct view view = { .eye = { 16, 2, 16 }, .forward = { 0, 1, 0 },
	    .right = { 1, 0, 0 }, .up = { 0, 0, 1 },
	    .half_width = 1, .half_height = 1 };
	struct volume flat = { 0 };
	struct trace_scene scene = { image, &flat, &view };
	int n;

	fill(room, BOX(0, 0, 0, 32, 32, 32), GREY(255));
	fill(room, BOX(1, 1, 1, 31, 31, 31), (struct rgba){ { 0 } });
	use_sky(255, 50);
	cr_assert_eq(image_flatten(image, &flat), OK);
	cr_assert_eq(trace_image(&scene, &wish, &picture, &done), OK);
	for (n = 0; n < SIDE * SIDE; n++)
		cr_assert_eq(picture.pixel[n].c[1], 0);
	volume_fini(&flat);
}

static bool
stop_after(void *arg, uint32_t passes, uint32_t of)
{
	cr_assert_leq(passes, of);
	return passes < *(uint32_t *)arg;
}

Test(trace, the_samples_tell_the_bytes_and_not_the_passes_wanted)
{
	struct picture first;
	uint32_t five = 5;

	fill(layer, BOX(0, 0, 0, 9, 7, 5), GREY(200));
	wish.light.floor = true;
	wish.samples = 5;
	draw(PRESET_DEFAULT);
	cr_assert_eq(done, 5);
	first = picture;
	picture.pixel = NULL;
	wish.samples = 500;
	wish.each_pass = stop_after;
	wish.arg = &five;
	draw(PRESET_DEFAULT);
	cr_assert_eq(done, 5);
	cr_assert_eq(memcmp(first.pixel, picture.pixel,
	    SIDE * SIDE * sizeof *first.pixel), 0);
	wish.seed = 1;
	draw(PRESET_DEFAULT);
	cr_assert_neq(memcmp(first.pixel, picture.pixel,
	    SIDE * SIDE * sizeof *first.pixel), 0);
	picture_fini(&first);
}

Test(trace, behind_the_model_is_the_background_and_its_alpha)
{
	fill(layer, BOX(0, 0, 0, 10, 10, 10), GREY(200));
	wish.backed = true;
	draw(PRESET_FRONT);
	cr_expect_eq(picture.pixel[0].c[ALPHA], 0);
	cr_expect_eq(picture.pixel[SIDE / 2 * SIDE + SIDE / 2].c[ALPHA], 255);
	wish.background = (struct rgba){ { 10, 20, 30, 255 } };
	draw(PRESET_FRONT);
	cr_expect(rgba_same(picture.pixel[0], wish.background));
}

Test(trace, a_thinner_glass_shows_more_of_what_is_behind)
{
	struct layer *glass;
	double seen[3];
	int n;

	for (n = 0; n < 3; n++) {
		glass = add_layer(0, 0.5f, 0, 0.1f + 0.4f * n);
		fill(glass, BOX(0, 0, 0, 10, 4, 10),
		    (struct rgba){ { 0, 0, 0, 255 } });
		use_sky(188, 0);
		draw(PRESET_FRONT);
		seen[n] = mean(3, 3, 7, 7);
	}
	cr_assert_gt(seen[0], seen[1] + 20);
	cr_assert_gt(seen[1], seen[2] + 20);
	cr_assert_lt(seen[0], 188);
}

Test(trace, panes_side_by_side_are_one_body)
{
	struct layer *glass = add_layer(0, 0.5f, 0, 0.3f);
	double one;
	int n;

	fill(glass, BOX(0, 0, 0, 10, 8, 10), GREY(0));
	use_sky(188, 0);
	draw(PRESET_FRONT);
	one = mean(3, 3, 7, 7);
	for (n = 0; n < 8; n++)
		fill(glass, BOX(0, n, 0, 10, n + 1, 10), GREY(n & 1));
	draw(PRESET_FRONT);
	cr_assert_float_eq(mean(3, 3, 7, 7), one, 2);
}

Test(trace, a_floor_ends_where_it_is_told_to)
{
	fill(layer, BOX(0, 0, 0, 2, 2, 2), GREY(200));
	use_sky(255, 0);
	wish.light.floor = true;
	wish.light.floor_color = GREY(0);
	zoom = 0.2;
	draw(PRESET_TOP);
	cr_expect_lt(mean(0, 0, 1, 1), 80);
	wish.light.floor_size = 0.5;
	draw(PRESET_TOP);
	cr_expect_gt(mean(0, 0, 1, 1), 250);
	wish.light.floor_size = 0;
	draw(PRESET_BOTTOM);
	cr_expect_gt(mean(0, 0, 1, 1), 250, "it is seen from above alone");
}

Test(trace, exposure_and_tone_do_what_they_say)
{
	use_sky(188, 0);
	wish.exposure = 1;
	draw(PRESET_FRONT);
	cr_expect_geq(picture.pixel[0].c[0], 254);
	wish.tone = TONE_FILMIC;
	draw(PRESET_FRONT);
	cr_expect_lt(picture.pixel[0].c[0], 250);
	wish.exposure = -1;
	draw(PRESET_FRONT);
	cr_expect_float_eq(picture.pixel[0].c[0], 137, 2);
}

Test(trace, limits_are_kept)
{
	uint32_t one = 1;

	wish.each_pass = stop_after;
	wish.arg = &one;
	wish.samples = TRACE_SAMPLES;
	cr_expect_eq(draw_err(PRESET_FRONT), OK);
	wish.samples = TRACE_SAMPLES + 1;
	cr_expect_eq(draw_err(PRESET_FRONT), ERR_PARAMS);
	wish.samples = 0;
	cr_expect_eq(draw_err(PRESET_FRONT), ERR_PARAMS);
	wish.samples = 1;
	wish.width = 4096;
	wish.height = 4097;
	cr_expect_eq(draw_err(PRESET_FRONT), ERR_TOO_BIG);
	wish.height = 4096;
	cr_expect_eq(draw_err(PRESET_FRONT), OK);
	wish.width = 0;
	cr_expect_eq(draw_err(PRESET_FRONT), ERR_PARAMS);
	wish.width = wish.height = 8;
	wish.exposure = NAN;
	cr_expect_eq(draw_err(PRESET_FRONT), ERR_PARAMS);
	wish.exposure = 0;
	wish.light.sky.strength = -1;
	cr_expect_eq(draw_err(PRESET_FRONT), ERR_PARAMS);
	cr_expect_null(picture.pixel);
}
