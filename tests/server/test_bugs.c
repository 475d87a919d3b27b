/*
 * The 22 faults that users of the old daemon met, each named by what holds
 * here.  Some have longer tests elsewhere; these are the reports themselves.
 */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "clock.h"
#include "tests/server/framing.h"
#include "tests/server/pair.h"

#define FRESH		250	/* connections, one after the other */
#define LIFETIME	300	/* more than its 256 */
#define CROWD		8	/* connections at once */

TestSuite(bugs, .fini = harness_fini, .timeout = 60 * SLOW);

static void
begin(void)
{
	s = server_start("workers=2");
	c = client_open(&s, DOOR_UNIX);
	expect(call(&c, "goxel.create_project", "[\"bugs\"]"),
	    "result.success", "true");
}

static unsigned
descriptors(void)
{
	char path[64];
	unsigned count = 0;
	DIR *dir;

	snprintf(path, sizeof path, "/proc/%d/fd", (int)s.pid);
	dir = opendir(path);
	while (readdir(dir) != NULL)
		count++;
	closedir(dir);
	return count;
}

static void
visit(unsigned times)
{
	struct client guest;

	while (times-- > 0) {
		guest = client_open(&s, DOOR_UNIX);
		expect(call(&guest, "ping", NULL), "result.pong", "true");
		client_close(&guest);
	}
}

Test(bugs, n01_every_fresh_connection_is_served)
{
	begin();
	visit(FRESH);
	end();
}

static bool
has_fewer(const void *most)
{
	return descriptors() <= *(const unsigned *)most;
}

Test(bugs, n02_connections_are_released_and_never_used_up)
{
	unsigned before;

	begin();
	visit(1);
	before = descriptors() + 1;
	visit(LIFETIME);
	cr_assert(soon(has_fewer, &before, PATIENCE_MS));
	end();
}

Test(bugs, n03_first_request_is_answered_as_soon_as_one_can_connect)
{
	int i;

	/* The harness connects and asks in the first moment it can. */
	for (i = 0; i < 5; i++) {
		begin();
		end();
	}
}

Test(bugs, n04_batches_are_answered)
{
	begin();
	client_say(&c, "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"},"
	    "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"version\"}]");
	expect(client_line(&c), "1.id", "2");
	end();
}

Test(bugs, n05_reading_without_a_project_is_an_error)
{
	static const char *const methods[] = { "goxel.get_voxels_region",
	    "goxel.get_layer_voxels", "goxel.get_bounding_box",
	    "goxel.get_color_histogram", "goxel.find_voxels_by_color",
	    "goxel.get_unique_colors" };
	size_t i;

	s = server_start("workers=2");
	c = client_open(&s, DOOR_UNIX);
	for (i = 0; i < sizeof methods / sizeof methods[0]; i++)
		expect_error(call(&c, methods[i], "{\"min\":[0,0,0],"
		    "\"max\":[9,9,9],\"color\":[1,2,3]}"), -32603);
	end();
}

/* What a crowd does at once, over and over. */
static void
say_something(struct client *one, int who, int round)
{
	static const char *const rest[] = {
		"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":"
		    "\"goxel.create_project\",\"params\":[\"bugs\"]}",
		"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":"
		    "\"goxel.render_scene\",\"params\":{\"width\":64,"
		    "\"height\":64,\"options\":{\"return_mode\":\"base64\"}}}",
		"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":"
		    "\"goxel.get_color_histogram\"}",
	};
	char text[256];

	if (who < 3 && round % 4 == 0) {
		client_say(one, rest[who]);
		return;
	}
	snprintf(text, sizeof text, "{\"jsonrpc\":\"2.0\",\"id\":1,"
	    "\"method\":\"goxel.add_voxel\",\"params\":[%d,%d,%d,1,2,3]}",
	    who * 500 - 2000, round * 37 % 4096 - 2048, round);
	client_say(one, text);
}

Test(bugs, n06_clients_at_once_do_each_other_no_harm)
{
	struct client crowd[CROWD];
	int i, round;

	begin();
	for (i = 0; i < CROWD; i++)
		crowd[i] = client_open(&s, DOOR_UNIX);
	for (round = 0; round < 100; round++) {
		for (i = 0; i < CROWD; i++)
			say_something(&crowd[i], i, round);
		for (i = 0; i < CROWD; i++)
			expect_some(client_line(&crowd[i]), "result");
	}
	for (i = 0; i < CROWD; i++)
		client_close(&crowd[i]);
	cr_assert_eq(counter(&s, "worker_deaths"), 0);
	end();
}

Test(bugs, n07_a_picture_of_any_size_is_made_or_refused)
{
	begin();
	expect_error(call(&c, "goxel.render_scene", "{\"width\":100000,"
	    "\"height\":100000,\"options\":{\"return_mode\":\"base64\"}}"),
	    -32602);
	expect(call(&c, "ping", NULL), "result.pong", "true");
	cr_assert_eq(counter(&s, "worker_deaths"), 0);
	end();
}

Test(bugs, n08_colours_are_told_as_they_are)
{
	begin();
	call(&c, "goxel.add_voxel", "[1,2,3,4,5,6]");
	expect(call(&c, "goxel.get_color_histogram", "{}"),
	    "result.histogram.0.rgba", "[4,5,6,255]");
	expect(call(&c, "goxel.find_voxels_by_color",
	    "{\"color\":[4,5,6]}"), "result.match_count", "1");
	expect(call(&c, "goxel.get_unique_colors", "{}"), "result.colors.0."
	    "hex", "\"#040506FF\"");
	end();
}

Test(bugs, n09_large_replies_are_whole)
{
	const char *reply;

	begin();
	call(&c, "goxel.procedural_shape", "[\"cube\",30,30,30,0,0,0,9,9,9]");
	reply = call(&c, "goxel.get_layer_voxels", "{\"limit\":0}");
	cr_assert_gt(strlen(reply), 500000);
	expect(reply, "result.count", "27000");
	end();
}

Test(bugs, n10_large_and_split_requests_are_served)
{
	char *text = malloc(1 << 20), *to = text;
	int i;

	begin();
	to += sprintf(to, "{\"jsonrpc\":\"2.0\",\"id\":1,"
	    "\"method\":\"add_voxels\",\"params\":{\"voxels\":[");
	for (i = 0; i < 10000; i++)
		to += sprintf(to, "%s{\"x\":%d,\"y\":%d,\"z\":0,\"r\":1,"
		    "\"g\":2,\"b\":3}", i == 0 ? "" : ",", i % 100, i / 100);
	to += sprintf(to, "]}}");
	client_send(&c, text, 1000);
	usleep(300000);
	client_send(&c, text + 1000, (size_t)(to - text) - 1000);
	expect(client_line(&c), "result.added", "10000");
	free(text);
	end();
}

Test(bugs, n11_create_layer_succeeds)
{
	begin();
	expect(call(&c, "goxel.create_layer", "[\"roof\"]"),
	    "result.success", "true");
	end();
}

Test(bugs, n12_success_means_that_the_file_is_there)
{
	char path[160];
	struct stat st;

	begin();
	expect_error(callf(&c, "goxel.save_project", "[\"%s/no/a.gox\"]",
	    s.dir), -1003);
	expect_error(callf(&c, "goxel.render_scene", "[\"%s/no/a.png\"]",
	    s.dir), -1015);
	expect(callf(&c, "goxel.save_project", "[\"%s/a.gox\"]", s.dir),
	    "result.success", "true");
	snprintf(path, sizeof path, "%s/a.gox", s.dir);
	cr_assert_eq(stat(path, &st), 0);
	end();
}

Test(bugs, n13_every_request_gets_a_reply_and_nothing_else_does)
{
	begin();
	client_say(&c, "{\"jsonrpc\":\"2.0\",\"id\":1,]\n");
	expect(client_line(&c), "error.code", "-32700");
	client_say(&c, "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}");
	expect(client_line(&c), "error.code", "-32600");
	client_say(&c, "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}");
	expect(client_line(&c), "id", "1.5");
	client_say(&c, "{\"jsonrpc\":\"2.0\",\"method\":\"ping\"}");
	client_is_silent(&c);
	end();
}

Test(bugs, n14_scripts_work_on_the_same_project_and_end)
{
	int i;

	begin();
	for (i = 0; i < 8; i++) {
		visit(1);
		expect(call(&c, "goxel.execute_script", "{\"script\":"
		    "\"goxel.image.activeLayer.volume.setAt([1,1,1],"
		    "[9,8,7,255]); print('done')\"}"), "result.success",
		    "true");
	}
	expect(call(&c, "goxel.get_voxel", "[1,1,1]"), "result.color",
	    "[9,8,7,255]");
	expect_error(call(&c, "goxel.execute_script", "{\"script\":"
	    "\"while (true) {}\",\"timeout_ms\":300}"), -32603);
	expect(call(&c, "goxel.execute_script", "{\"script\":\"1\"}"),
	    "result.success", "true");
	end();
}

Test(bugs, n15_signals_do_what_they_say)
{
	uint64_t begun_ms;

	begin();
	server_signal(&s, SIGHUP);
	expect(call(&c, "ping", NULL), "result.pong", "true");
	begun_ms = clock_ms();
	end();
	cr_assert_lt(clock_ms() - begun_ms, 1500 * SLOW);
}

Test(bugs, n16_requests_do_not_fill_the_log)
{
	struct stat before, after;
	int i;

	begin();
	cr_assert_eq(stat(s.log, &before), 0);
	for (i = 0; i < 2000; i++)
		call(&c, "goxel.add_voxel", "[1,2,3]");
	cr_assert_eq(stat(s.log, &after), 0);
	cr_assert_lt(after.st_size - before.st_size, 1000);
	end();
}

Test(bugs, n17_memory_does_not_grow_with_requests)
{
	double before, after;
	int i, round;

	begin();
	for (round = 0; round < 2; round++) {
		before = number_at(call(&c, "status", NULL),
		    "result.memory_allocated");
		for (i = 0; i < 20000; i++)
			call(&c, "goxel.get_voxel", "[1,2,3]");
		after = number_at(call(&c, "status", NULL),
		    "result.memory_allocated");
	}
	/* Its 212 MB in 545,000 are 389 bytes a request. */
	cr_assert_lt(after - before, 20 * 20000);
	end();
}

Test(bugs, n18_named_channels_are_the_colour)
{
	begin();
	expect(call(&c, "goxel.add_voxel", "{\"x\":1,\"y\":2,\"z\":3,"
	    "\"r\":10,\"g\":20,\"b\":30,\"a\":255}"), "result.color",
	    "[10,20,30,255]");
	end();
}

Test(bugs, n19_tools_keep_their_arrays_and_colours)
{
	begin();
	client_say(&c, "{\"tool\":\"goxel_add_voxels\",\"arguments\":"
	    "{\"position\":{\"x\":1,\"y\":2,\"z\":3},"
	    "\"color\":{\"r\":9,\"g\":8,\"b\":7}}}");
	expect(client_line(&c), "content.color", "[9,8,7,255]");
	client_say(&c, "{\"tool\":\"goxel_list_layers\",\"arguments\":{}}");
	expect(client_line(&c), "content.layers.0.id", "1");
	end();
}

Test(bugs, n20_nothing_is_a_stub)
{
	begin();
	call(&c, "goxel.create_layer", "[\"roof\"]");
	expect(call(&c, "goxel.list_layers", NULL), "result.layers.1.name",
	    "\"roof\"");
	expect(call(&c, "goxel.delete_layer", "{\"layer_name\":\"roof\"}"),
	    "result.success", "true");
	expect(call(&c, "goxel.procedural_shape", "[\"sphere\",9,9,9]"),
	    "result.shape_type", "\"sphere\"");
	cr_assert_gt(number_at(call(&c, "goxel.flood_fill",
	    "[0,0,0,1,2,3]"), "result.voxels_filled"), 100);
	end();
}

/* Its end came after 310 s; make endure waits 600, this one 3. */
Test(bugs, n21_a_project_is_served_however_old_it_is)
{
	begin();
	call(&c, "goxel.add_voxel", "[1,2,3]");
	sleep(3);
	expect(call(&c, "goxel.get_voxel", "[1,2,3]"), "result.exists",
	    "true");
	cr_assert_eq(counter(&s, "worker_deaths"), 0);
	end();
}

Test(bugs, n22_a_connection_may_be_used_again_and_again)
{
	static const char ping[] =
	    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
	enum framing framing;
	uint32_t i;

	begin();
	for (framing = 0; framing < FRAMINGS; framing++) {
		client_close(&c);
		c = client_open(&s, DOOR_UNIX);
		framing_greet(&c, framing);
		for (i = 1; i <= 100; i++) {
			framing_say(&c, framing, i, ping, sizeof ping - 1);
			expect(framing_hear(&c, framing, i), "result.pong",
			    "true");
		}
	}
	end();
}
