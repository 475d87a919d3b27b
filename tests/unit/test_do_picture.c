/*
 * test_do_picture - pictures become layers, and voxels
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "goxel/format/png.h"
#include "tests/unit/caller.h"

static struct caller caller;
static char base[] = "/tmp/goxeld-test-XXXXXX";

static void
setup(void)
{
	cr_assert_not_null(mkdtemp(base));
	cr_assert_eq(chdir(base), 0);
	caller_start(&caller);
}

static void
teardown(void)
{
	char command[100];

	snprintf(command, sizeof command, "rm -rf %s", base);
	cr_assert_eq(chdir("/"), 0);
	cr_assert_eq(system(command), 0);
	caller_fini(&caller);
}

TestSuite(do_picture, .init = setup, .fini = teardown);

/* Pixel x, y is red x, green y; the last one is transparent. */
static void
put_picture(const char *path, uint32_t width, uint32_t height)
{
	struct picture picture = { 0 };
	struct buf png;
	FILE *file;
	uint32_t i;

	cr_assert_eq(picture_init(&picture, width, height), OK);
	for (i = 0; i < width * height; i++)
		picture.pixel[i] = (struct rgba){ { (uint8_t)(i % width),
		    (uint8_t)(i / width), 7, i + 1 < width * height ?
		    200 : 0 } };
	buf_init(&png, 1 << 20);
	cr_assert_eq(png_write(&picture, PNG_FAST, &png), OK);
	file = fopen(path, "wb");
	fwrite(png.bytes, 1, png.len, file);
	fclose(file);
	buf_fini(&png);
	picture_fini(&picture);
}

static void
run(const char *method, const char *params)
{
	cr_assert_eq(caller_run(&caller, method, params), OK, "%s: %s",
	    params, caller.call.why);
}

static void
voxel_is(int32_t x, int32_t y, int32_t z, uint8_t red, uint8_t green)
{
	struct image *image = caller.projects[0]->image;
	struct rgba color = volume_get(&image_layer(image, 0)->volume,
	    &(struct pos){ { x, y, z } });

	cr_assert(rgba_same(color, (struct rgba){ { red, green, 7, 200 } }),
	    "at %d %d %d: %d %d", x, y, z, color.c[0], color.c[1]);
}

static void
count_is(uint64_t count)
{
	struct image *image = caller.projects[0]->image;

	cr_assert_eq(volume_count(&image_layer(image, 0)->volume), count);
}

Test(do_picture, every_pixel_becomes_a_voxel)
{
	put_picture("a.png", 6, 4);
	expect(&caller, "goxel.create_image_layer", "[\"a.png\"]",
	    "{\"success\":true,\"path\":\"a.png\",\"width\":6,\"height\":4}");
	count_is(0);
	expect(&caller, "goxel.image_to_volume", "{}",
	    "{\"success\":true,\"voxels\":23}");
	count_is(23);
	voxel_is(-3, 1, 0, 0, 0);
	voxel_is(2, 1, 0, 5, 0);
	voxel_is(-3, -2, 0, 0, 3);
	run("goxel.get_layer", "{}");
	cr_assert_not_null(strstr(caller.reply.bytes, "\"kind\":\"voxels\""));
}

Test(do_picture, odd_sizes_leave_no_gap)
{
	uint32_t side;
	char params[100];

	for (side = 1; side < 100; side += 14) {
		put_picture("a.png", side, side);
		snprintf(params, sizeof params, "{\"path\":\"a.png\","
		    "\"position\":[0.5,0,0]}");
		run("goxel.create_image_layer", params);
		run("goxel.image_to_volume", "{}");
		count_is(side * side - 1);
	}
}

Test(do_picture, picture_stands_where_it_is_put_and_turned)
{
	put_picture("a.png", 6, 4);
	run("goxel.create_image_layer", "{\"path\":\"a.png\",\"axis\":\"y\","
	    "\"position\":[10,20,30],\"name\":\"Plan\"}");
	run("goxel.transform_layer", "{\"move\":[0,0,2]}");
	run("goxel.image_to_volume", "{}");
	voxel_is(7, 20, 33, 0, 0);
	voxel_is(7, 20, 30, 0, 3);
	run("goxel.create_image_layer", "{\"path\":\"a.png\",\"axis\":\"x\"}");
	run("goxel.image_to_volume", "{}");
	voxel_is(0, -3, 1, 0, 0);
	voxel_is(0, 2, 1, 5, 0);
}

Test(do_picture, job_hands_both_on)
{
	put_picture("a.png", 3, 2);
	caller.job = true;
	run("goxel.create_image_layer", "[\"a.png\"]");
	run("goxel.image_to_volume", "{}");
	count_is(5);
	cr_assert_eq(caller.projects[0]->revision, 3);
}

Test(do_picture, what_is_wrong_is_said)
{
	char params[400], path[300];
	FILE *file = fopen("no.png", "w");

	fputs("no picture", file);
	fclose(file);
	memset(path, 'p', 256);
	path[256] = '\0';
	snprintf(params, sizeof params, "[\"%s\"]", path);
	refuse(&caller, "goxel.create_image_layer", params, ERR_PARAMS, "255");
	refuse(&caller, "goxel.create_image_layer", "[\"none.png\"]",
	    ERR_NO_FILE, "none.png");
	refuse(&caller, "goxel.create_image_layer", "[\"no.png\"]",
	    ERR_FORMAT, "no.png");
	refuse(&caller, "goxel.create_image_layer", "{\"path\":\"no.png\","
	    "\"axis\":\"q\"}", ERR_PARAMS, "'q'");
	refuse(&caller, "goxel.create_image_layer", "{\"path\":\"no.png\","
	    "\"position\":[0,1e9,0]}", ERR_PARAMS, "position");
	refuse(&caller, "goxel.image_to_volume", "{}", ERR_PARAMS,
	    "no picture");
	refuse(&caller, "goxel.image_to_volume", "[9]", ERR_NO_LAYER,
	    "layer 9");
}

Test(do_picture, path_of_a_layer_is_read_as_the_clients_own)
{
	put_picture("a.png", 3, 2);
	run("goxel.create_image_layer", "[\"a.png\"]");
	caller.call.trusted = false;
	refuse(&caller, "goxel.image_to_volume", "{}", ERR_DENIED,
	    "files_root");
}
