/*
 * test_render - what a picture must show, whatever its looks
 */
#include <criterion/criterion.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>

#include "bounds.h"
#include "goxel/render.h"

#define RED	((struct rgba){ { 200, 30, 30, 255 } })
#define NOTHING	((struct rgba){ { 0 } })
#define GREEN	((struct rgba){ { 30, 200, 30, 255 } })
#define SIDE	64

static void
fill(struct volume *v, const int32_t lo[3], const int32_t hi[3],
    struct rgba color)
{
	struct box box;

	memcpy(box.lo.at, lo, sizeof box.lo.at);
	memcpy(box.hi.at, hi, sizeof box.hi.at);
	cr_assert_eq(volume_fill(v, &box, color), OK);
}

#define AT(x, y, z)	((const int32_t[3]){ x, y, z })

static struct render_wish
small_wish(void)
{
	struct render_wish wish = render_default();

	wish.width = SIDE;
	wish.height = SIDE;
	return wish;
}

static void
draw(const struct volume *v, enum preset preset, const struct render_wish *wish,
    struct picture *picture)
{
	struct box box = { 0 };
	struct view view;

	(void)volume_bounds(v, true, &box);
	view_preset(&view, preset, &box, (double)wish->width / wish->height);
	cr_assert_eq(render_volume(v, &view, wish, picture), OK);
}

static struct rgba
pixel(const struct picture *p, uint32_t x, uint32_t y)
{
	return p->pixel[y * p->width + x];
}

static bool
same(const struct picture *a, const struct picture *b)
{
	return memcmp(a->pixel, b->pixel,
	    (size_t)a->width * a->height * sizeof *a->pixel) == 0;
}

static int
brightness(struct rgba color)
{
	return color.c[0] + color.c[1] + color.c[2];
}

Test(render, empty_volume_gives_only_background)
{
	struct render_wish wish = small_wish();
	struct volume v = { 0 };
	struct picture p = { 0 };
	int preset, n;

	for (preset = 0; preset < PRESET_COUNT; preset++) {
		draw(&v, (enum preset)preset, &wish, &p);
		for (n = 0; n < SIDE * SIDE; n++)
			cr_assert(rgba_same(p.pixel[n], wish.background));
		picture_fini(&p);
	}
}

Test(render, same_scene_twice_gives_same_bytes)
{
	struct render_wish wish = small_wish();
	struct picture a = { 0 }, b = { 0 };
	struct volume one = { 0 }, two = { 0 };
	int preset;

	fill(&one, AT(0, 0, 0), AT(9, 8, 7), RED);
	fill(&one, AT(2, 2, 7), AT(5, 5, 12), GREEN);
	fill(&two, AT(300, 300, 300), AT(301, 301, 301), GREEN);
	fill(&two, AT(2, 2, 7), AT(5, 5, 12), GREEN);
	fill(&two, AT(0, 0, 0), AT(9, 8, 7), RED);
	fill(&two, AT(300, 300, 300), AT(301, 301, 301), NOTHING);
	for (preset = 0; preset < PRESET_COUNT; preset++) {
		draw(&one, (enum preset)preset, &wish, &a);
		draw(&two, (enum preset)preset, &wish, &b);
		cr_expect(same(&a, &b), "%s", preset_names[preset]);
		picture_fini(&a);
		picture_fini(&b);
	}
	volume_fini(&one);
	volume_fini(&two);
}

Test(render, every_preset_shows_the_model_inside_the_frame)
{
	struct render_wish wish = small_wish();
	struct picture p = { 0 };
	struct volume v = { 0 };
	int preset, n, k, hits;

	fill(&v, AT(-3, 10, 5), AT(30, 22, 44), RED);
	for (preset = 0; preset < PRESET_COUNT; preset++) {
		draw(&v, (enum preset)preset, &wish, &p);
		for (n = 0, hits = 0; n < SIDE * SIDE; n++)
			hits += !rgba_same(p.pixel[n], wish.background);
		cr_expect(hits > SIDE * SIDE / 8, "%s", preset_names[preset]);
		for (n = 0; n < SIDE; n++)
			for (k = 0; k < SIDE; k += SIDE - 1)
				cr_expect(rgba_same(pixel(&p, n, k),
				    wish.background) &&
				    rgba_same(pixel(&p, k, n),
				    wish.background), "%s",
				    preset_names[preset]);
		picture_fini(&p);
	}
	volume_fini(&v);
}

Test(render, top_preset_draws_the_far_y_above)
{
	struct render_wish wish = small_wish();
	struct picture p = { 0 };
	struct volume v = { 0 };

	fill(&v, AT(0, 0, 0), AT(10, 5, 4), RED);
	fill(&v, AT(0, 5, 0), AT(10, 10, 4), GREEN);
	draw(&v, PRESET_TOP, &wish, &p);
	cr_assert(pixel(&p, 32, 16).c[1] > pixel(&p, 32, 16).c[0]);
	cr_assert(pixel(&p, 32, 48).c[0] > pixel(&p, 32, 48).c[1]);
	picture_fini(&p);
	volume_fini(&v);
}

Test(render, three_sides_of_a_cube_differ_in_brightness)
{
	struct render_wish wish = small_wish();
	struct picture p = { 0 };
	struct volume v = { 0 };
	int top, left, right;

	fill(&v, AT(0, 0, 0), AT(8, 8, 8), RED);
	draw(&v, PRESET_ISOMETRIC, &wish, &p);
	top = brightness(pixel(&p, 32, 18));
	left = brightness(pixel(&p, 20, 40));
	right = brightness(pixel(&p, 44, 40));
	cr_assert(top > right + 20 && right > left + 20, "%d %d %d", top, left,
	    right);
	picture_fini(&p);
	volume_fini(&v);
}

Test(render, shadow_darkens_what_lies_under_a_roof)
{
	struct render_wish wish = small_wish();
	struct picture with = { 0 }, without = { 0 };
	struct volume v = { 0 };
	struct view view;
	struct view_wish place = { .placed = true, .eye = { 8, -30, 12 },
	    .target = { 8, 8, 0 } };

	fill(&v, AT(0, 0, 0), AT(16, 16, 1), GREEN);
	fill(&v, AT(0, 0, 12), AT(16, 16, 13), RED);
	wish.occlusion = false;
	cr_assert_eq(view_free(&view, &place, NULL, 1), OK);
	cr_assert_eq(render_volume(&v, &view, &wish, &with), OK);
	wish.shadow = false;
	cr_assert_eq(render_volume(&v, &view, &wish, &without), OK);
	cr_assert(brightness(pixel(&with, 32, 32)) + 30 <
	    brightness(pixel(&without, 32, 32)));
	picture_fini(&with);
	picture_fini(&without);
	volume_fini(&v);
}

Test(render, occlusion_darkens_the_foot_of_a_wall)
{
	struct render_wish wish = small_wish();
	struct picture with = { 0 }, without = { 0 };
	struct volume v = { 0 };

	fill(&v, AT(0, 0, 0), AT(8, 8, 1), GREEN);
	fill(&v, AT(4, 0, 1), AT(8, 8, 3), RED);
	wish.shadow = false;
	draw(&v, PRESET_TOP, &wish, &with);
	wish.occlusion = false;
	draw(&v, PRESET_TOP, &wish, &without);
	cr_assert(brightness(pixel(&with, 30, 32)) + 20 <
	    brightness(pixel(&without, 30, 32)));
	cr_assert(rgba_same(pixel(&with, 12, 32), pixel(&without, 12, 32)));
	picture_fini(&with);
	picture_fini(&without);
	volume_fini(&v);
}

Test(render, glass_lets_what_is_behind_through)
{
	struct render_wish wish = small_wish();
	struct picture p = { 0 };
	struct volume v = { 0 };
	struct rgba seen;

	fill(&v, AT(0, 0, 0), AT(8, 1, 8), (struct rgba){ { 0, 0, 255, 128 } });
	fill(&v, AT(0, 4, 0), AT(8, 5, 8), RED);
	draw(&v, PRESET_FRONT, &wish, &p);
	seen = pixel(&p, 32, 32);
	cr_assert(seen.c[2] > 60 && seen.c[0] > 60);
	cr_assert_eq(seen.c[ALPHA], 255);
	picture_fini(&p);
	volume_fini(&v);
}

Test(render, thick_glass_of_one_colour_is_one_layer)
{
	struct rgba glass = { { 0, 0, 255, 128 } };
	struct render_wish wish = small_wish();
	struct picture thin = { 0 }, thick = { 0 };
	struct volume v = { 0 };

	fill(&v, AT(0, 0, 0), AT(8, 1, 8), glass);
	draw(&v, PRESET_FRONT, &wish, &thin);
	fill(&v, AT(0, 0, 0), AT(8, 9, 8), glass);
	draw(&v, PRESET_FRONT, &wish, &thick);
	cr_assert(same(&thin, &thick));
	picture_fini(&thin);
	picture_fini(&thick);
	volume_fini(&v);
}

Test(render, nothing_is_seen_through_more_layers_than_the_limit)
{
	struct rgba pane = { { 128, 128, 128, 20 } };
	struct render_wish wish = small_wish();
	struct picture p = { 0 };
	struct volume v = { 0 };
	int n, red[2];

	fill(&v, AT(0, 100, 0), AT(8, 101, 8), RED);
	for (n = 1; n <= RENDER_LAYERS; n++) {
		fill(&v, AT(0, 2 * n, 0), AT(8, 2 * n + 1, 8), pane);
		draw(&v, PRESET_FRONT, &wish, &p);
		red[n == RENDER_LAYERS] = pixel(&p, 32, 32).c[0] -
		    pixel(&p, 32, 32).c[1];
		picture_fini(&p);
	}
	cr_assert(red[0] > 20, "%d", red[0]);
	cr_assert(abs(red[1]) < 5, "%d", red[1]);
	volume_fini(&v);
}

Test(render, transparent_background_stays_transparent)
{
	struct render_wish wish = small_wish();
	struct picture p = { 0 };
	struct volume v = { 0 };
	int n, soft = 0;

	wish.background = (struct rgba){ { 0 } };
	fill(&v, AT(0, 0, 0), AT(8, 8, 8), RED);
	draw(&v, PRESET_ISOMETRIC, &wish, &p);
	cr_assert_eq(pixel(&p, 0, 0).c[ALPHA], 0);
	cr_assert_eq(pixel(&p, 32, 32).c[ALPHA], 255);
	for (n = 0; n < SIDE * SIDE; n++)
		if (p.pixel[n].c[ALPHA] > 0 && p.pixel[n].c[ALPHA] < 255) {
			soft++;
			cr_assert(p.pixel[n].c[0] > 2 * p.pixel[n].c[1]);
		}
	cr_assert(soft > 20);
	picture_fini(&p);
	volume_fini(&v);
}

Test(render, antialiasing_mixes_colours_along_a_silhouette)
{
	struct render_wish wish = small_wish();
	struct picture plain = { 0 }, smooth = { 0 };
	struct volume v = { 0 };
	int n, mixed[2] = { 0 };

	wish.background = (struct rgba){ { 0, 0, 255, 255 } };
	fill(&v, AT(0, 0, 0), AT(8, 8, 8), RED);
	draw(&v, PRESET_ISOMETRIC, &wish, &smooth);
	wish.samples = 1;
	draw(&v, PRESET_ISOMETRIC, &wish, &plain);
	for (n = 0; n < SIDE * SIDE; n++) {
		mixed[0] += plain.pixel[n].c[0] > 40 &&
		    plain.pixel[n].c[2] > 60;
		mixed[1] += smooth.pixel[n].c[0] > 40 &&
		    smooth.pixel[n].c[2] > 60;
	}
	cr_assert_eq(mixed[0], 0);
	cr_assert(mixed[1] > 20);
	picture_fini(&plain);
	picture_fini(&smooth);
	volume_fini(&v);
}

Test(render, gradient_darkens_towards_the_foot)
{
	struct render_wish wish = small_wish();
	struct volume v = { 0 };
	struct picture p = { 0 };

	wish.gradient = true;
	draw(&v, PRESET_FRONT, &wish, &p);
	cr_assert(pixel(&p, 5, 5).c[0] > pixel(&p, 5, 40).c[0]);
	cr_assert(pixel(&p, 5, 40).c[0] > pixel(&p, 5, 63).c[0]);
	picture_fini(&p);
}

Test(render, edges_draw_dark_lines_between_voxels)
{
	struct render_wish wish = small_wish();
	struct picture with = { 0 }, without = { 0 };
	struct volume v = { 0 };

	fill(&v, AT(0, 0, 0), AT(4, 4, 4), RED);
	draw(&v, PRESET_FRONT, &wish, &without);
	wish.edges = true;
	draw(&v, PRESET_FRONT, &wish, &with);
	cr_assert(brightness(pixel(&with, 32, 25)) <
	    brightness(pixel(&without, 32, 25)));
	cr_assert(rgba_same(pixel(&with, 25, 25), pixel(&without, 25, 25)));
	picture_fini(&with);
	picture_fini(&without);
	volume_fini(&v);
}

/* A heap with steps, holes and a pillar. */
static void
make_heap(struct volume *v)
{
	int n;

	for (n = 0; n < 12; n++)
		fill(v, AT(n, n, n), AT(40 - n, 40, n + 1),
		    n & 1 ? RED : GREEN);
	fill(v, AT(10, 30, 0), AT(13, 33, 30), RED);
	fill(v, AT(20, 0, 2), AT(22, 40, 7), NOTHING);
}

Test(render, rays_and_thrown_faces_draw_the_same_picture)
{
	struct render_wish wish = small_wish();
	struct view_wish place = { .placed = true,
	    .eye = { 33.3, -60.1, 41.7 }, .target = { 20.2, 18.8, 6.1 } };
	struct picture thrown = { 0 }, cast = { 0 };
	struct volume v = { 0 };
	struct view view;

	wish.width = wish.height = 300;
	make_heap(&v);
	cr_assert_eq(view_free(&view, &place, NULL, 1), OK);
	cr_assert_eq(render_volume(&v, &view, &wish, &thrown), OK);
	/* A voxel beside the eye, unseen: faces cannot be thrown. */
	fill(&v, AT(191, -34, 41), AT(192, -33, 42), RED);
	cr_assert_eq(render_volume(&v, &view, &wish, &cast), OK);
	cr_assert(same(&thrown, &cast));
	picture_fini(&thrown);
	picture_fini(&cast);
	volume_fini(&v);
}

Test(render, eye_inside_a_voxel_sees_its_colour)
{
	struct render_wish wish = small_wish();
	struct view_wish place = { .placed = true, .eye = { 4.5, 4.5, 4.5 },
	    .target = { 9, 4.5, 4.5 } };
	struct volume v = { 0 };
	struct picture p = { 0 };
	struct view view;

	fill(&v, AT(0, 0, 0), AT(8, 8, 8), RED);
	cr_assert_eq(view_free(&view, &place, NULL, 1), OK);
	cr_assert_eq(render_volume(&v, &view, &wish, &p), OK);
	cr_assert(pixel(&p, 32, 32).c[0] > 2 * pixel(&p, 32, 32).c[1]);
	picture_fini(&p);
	volume_fini(&v);
}

Test(render, light_that_is_not_a_number_still_gives_a_picture)
{
	struct render_wish wish = small_wish();
	struct volume v = { 0 };
	struct picture p = { 0 };

	wish.light = (struct light){ .pitch = NAN, .yaw = NAN,
	    .intensity = NAN, .ambient = NAN, .shadow = INFINITY };
	fill(&v, AT(0, 0, 0), AT(8, 8, 8), RED);
	draw(&v, PRESET_ISOMETRIC, &wish, &p);
	cr_assert_not(rgba_same(pixel(&p, 32, 32), wish.background));
	picture_fini(&p);
	volume_fini(&v);
}

Test(render, sides_of_the_picture_are_bounded)
{
	static const uint32_t good[] = { 1, BOUND_RENDER_SIDE };
	static const struct { uint32_t side; enum err err; } bad[] = {
		{ 0, ERR_PARAMS }, { BOUND_RENDER_SIDE + 1, ERR_TOO_BIG },
	};
	struct render_wish wish = small_wish();
	struct volume v = { 0 };
	struct picture p = { 0 };
	struct view view;
	int n;

	view_preset(&view, PRESET_FRONT, &(struct box){ 0 }, 1);
	for (n = 0; n < 2; n++) {
		wish.width = good[n];
		wish.height = 1;
		cr_expect_eq(render_volume(&v, &view, &wish, &p), OK);
		picture_fini(&p);
		wish.width = 1;
		wish.height = bad[n].side;
		cr_expect_eq(render_volume(&v, &view, &wish, &p), bad[n].err);
		cr_expect_null(p.pixel);
	}
}

Test(render, samples_are_bounded)
{
	struct render_wish wish = small_wish();
	struct volume v = { 0 };
	struct picture p = { 0 };
	struct view view;

	view_preset(&view, PRESET_FRONT, &(struct box){ 0 }, 1);
	wish.samples = RENDER_SAMPLES;
	cr_assert_eq(render_volume(&v, &view, &wish, &p), OK);
	picture_fini(&p);
	wish.samples = RENDER_SAMPLES + 1;
	cr_assert_eq(render_volume(&v, &view, &wish, &p), ERR_PARAMS);
	cr_assert_null(p.pixel);
}

/* Every byte there is, as it comes out of the table of light too. */
Test(render, unlit_shows_the_colours_as_they_are)
{
	struct render_wish wish = small_wish();
	struct picture picture = { 0 };
	struct volume v = { 0 };
	bool seen[256] = { false };
	int i, count = 0;

	for (i = 0; i < 256; i++)
		volume_set(&v, &(struct pos){ { i & 15, i >> 4, i % 3 } },
		    (struct rgba){ { (uint8_t)i, (uint8_t)~i, (uint8_t)(i ^
		    0x5a), 255 } });
	wish.unlit = true;
	wish.samples = 1;
	wish.background = NOTHING;
	draw(&v, PRESET_TOP, &wish, &picture);
	for (i = 0; i < SIDE * SIDE; i++) {
		struct rgba c = picture.pixel[i];

		if (c.c[ALPHA] == 0)
			continue;
		cr_assert_eq(c.c[1], (uint8_t)~c.c[0], "%u", c.c[0]);
		cr_assert_eq(c.c[2], c.c[0] ^ 0x5a, "%u", c.c[0]);
		count += !seen[c.c[0]];
		seen[c.c[0]] = true;
	}
	cr_assert_eq(count, 256);
	picture_fini(&picture);
	volume_fini(&v);
}

Test(render, unlit_is_the_same_on_every_side_and_in_every_light)
{
	struct render_wish wish = small_wish();
	struct picture picture = { 0 };
	struct volume v = { 0 };
	int i;

	fill(&v, AT(0, 0, 0), AT(9, 9, 3), RED);
	fill(&v, AT(0, 0, 3), AT(3, 3, 9), RED);
	wish.unlit = true;
	wish.light.intensity = 9;
	draw(&v, PRESET_ISOMETRIC, &wish, &picture);
	cr_assert(memcmp(&(struct rgba){ { 200, 30, 30, 255 } },
	    &picture.pixel[SIDE / 2 * SIDE + SIDE / 2], 4) == 0);
	for (i = 0; i < SIDE * SIDE; i++)
		cr_assert_geq(picture.pixel[i].c[0], 200);
	picture_fini(&picture);
	volume_fini(&v);
}

struct watch {
	_Atomic uint32_t percent, done;
	unsigned	 values;	/* seen, each above the last */
};

static void *
look_on(void *arg)
{
	struct watch *w = arg;
	uint32_t last = 0, now;

	while (!w->done) {
		now = w->percent;
		w->values += now > last;
		last = now;
	}
	return NULL;
}

/* The one who looks may have to wait for a CPU: it may try some times. */
Test(render, progress_moves_with_the_rows_to_the_end_of_its_share)
{
	struct render_wish wish = small_wish();
	struct picture picture = { 0 };
	struct volume v = { 0 };
	struct watch w = { 0 };
	pthread_t thread;
	int i;

	fill(&v, AT(0, 0, 0), AT(90, 90, 30), RED);
	wish.width = wish.height = 1024;
	wish.progress = (struct progress){ &w.percent,
	    20 * PROGRESS_PERCENT, 80 * PROGRESS_PERCENT };
	for (i = 0; i < 100 && w.values < 10; i++) {
		w = (struct watch){ 0 };
		cr_assert_eq(pthread_create(&thread, NULL, look_on, &w), 0);
		wish.samples = 1 + (uint32_t)i % 2;
		draw(&v, PRESET_ISOMETRIC, &wish, &picture);
		w.done = 1;
		pthread_join(thread, NULL);
		cr_assert_eq(w.percent, 80);
		picture_fini(&picture);
	}
	cr_assert_geq(w.values, 10);
	volume_fini(&v);
}
