/*
 * Scripts: what they do to the project, and what they cost others.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bounds.h"
#include "clock.h"
#include "tests/server/framing.h"
#include "tests/server/harness.h"

#define RUN	"goxel.execute_script"
#define VOLUME	"goxel.image.activeLayer.volume"

TestSuite(script, .fini = harness_fini);

static struct server s;
static struct client c;

static void
begin(const char *settings)
{
	s = server_start("%s", settings);
	c = client_open(&s, DOOR_UNIX);
	expect(call(&c, "goxel.create_project", "[\"test\"]"),
	    "result.success", "true");
}

static void
end(void)
{
	cr_assert_eq(counter(&s, "worker_deaths"), 0);
	client_close(&c);
	server_stop(&s);
}

static const char *
run(const char *code)
{
	return callf(&c, RUN, "{\"script\":\"%s\"}", code);
}

static void
succeeds(const char *reply)
{
	expect(reply, "result.success", "true");
	expect(reply, "result.code", "0");
	expect(reply, "result.message", "\"Script executed successfully\"");
}

/*
 * What it does
 */

Test(script, script_and_calls_see_the_same_project)
{
	begin("workers=1");
	call(&c, "goxel.add_voxel", "[1,2,3,200,100,50,255]");
	succeeds(run("var v = " VOLUME "; v.setAt([4,5,6],[9,8,7,255]);"
	    "print(v.getAt([1,2,3]))"));
	expect(call(&c, "goxel.get_voxel", "[4,5,6]"), "result.color",
	    "[9,8,7,255]");
	end();
}

Test(script, printed_lines_are_returned)
{
	begin("workers=1");
	expect(run("print('a', 1); console.log('b')"), "result.output",
	    "[\"a 1\",\"b\"]");
	end();
}

Test(script, one_undo_takes_a_whole_script_back)
{
	begin("workers=1");
	succeeds(run("var i; for (i = 0; i < 1000; i++) " VOLUME
	    ".setAt([i,0,0],[1,1,1]); goxel.image.addLayer('x')"));
	expect(call(&c, "goxel.list_layers", NULL), "result.count", "2");
	call(&c, "goxel.undo", NULL);
	expect(call(&c, "goxel.list_layers", NULL), "result.count", "1");
	expect(call(&c, "goxel.get_bounding_box", "{}"), "result.empty",
	    "true");
	call(&c, "goxel.redo", NULL);
	expect(call(&c, "goxel.get_voxel", "{\"x\":999,\"y\":0,\"z\":0,"
	    "\"layer_id\":1}"), "result.exists", "true");
	end();
}

Test(script, exception_tells_message_and_line_and_leaves_nothing)
{
	const char *reply;

	begin("workers=1");
	call(&c, "goxel.add_voxel", "[7,7,7]");
	reply = run("print('before');\\n" VOLUME ".setAt([1,1,1],[1,1,1]);"
	    "\\nnull.x");
	expect(reply, "result.success", "false");
	expect(reply, "result.code", "-1");
	expect(reply, "result.message",
	    "\"Script execution failed with code -1\"");
	expect(reply, "result.error",
	    "\"TypeError: cannot read property 'x' of null\"");
	expect(reply, "result.line", "3");
	expect(reply, "result.output", "[\"before\"]");
	expect(call(&c, "goxel.get_voxel", "[1,1,1]"), "result.exists",
	    "false");
	call(&c, "goxel.undo", NULL);
	expect(call(&c, "goxel.get_voxel", "[7,7,7]"), "result.exists",
	    "false");
	end();
}

Test(script, without_script_or_path_it_is_refused_with_the_old_words)
{
	const char *reply;

	begin("workers=1");
	reply = call(&c, RUN, "{}");
	expect_error(reply, -32602);
	expect(reply, "error.message", "\"Must specify either 'script' (code) "
	    "or 'path' parameter\"");
	end();
}

Test(script, it_is_the_same_in_each_framing)
{
	static const char message[] = "{\"jsonrpc\":\"2.0\",\"id\":7,"
	    "\"method\":\"" RUN "\",\"params\":{\"script\":\"print(1)\"}}";
	enum framing framing;
	struct client client;
	const char *reply;

	begin("workers=1");
	for (framing = 0; framing < FRAMINGS; framing++) {
		client = client_open(&s, DOOR_UNIX);
		framing_greet(&client, framing);
		framing_say(&client, framing, 7, message, sizeof message - 1);
		reply = framing_hear(&client, framing, 7);
		succeeds(reply);
		expect(reply, "result.output", "[\"1\"]");
		client_close(&client);
	}
	end();
}

Test(script, edits_of_a_script_survive_a_killed_worker)
{
	begin("workers=1");
	succeeds(run("var i; for (i = 0; i < 100; i++) " VOLUME
	    ".setAt([i,0,0],[1,1,1]); goxel.image.addLayer('x')"));
	kill_worker(&s, serving_worker(&s));
	expect(call(&c, "goxel.list_layers", NULL), "result.count", "2");
	expect(call(&c, "goxel.get_voxel", "{\"x\":99,\"y\":0,\"z\":0,"
	    "\"layer_id\":1}"), "result.exists", "true");
	call(&c, "goxel.undo", NULL);
	expect(call(&c, "goxel.list_layers", NULL), "result.count", "1");
	client_close(&c);
	server_stop(&s);
}

Test(script, what_others_do_while_it_runs_stays)
{
	struct client other;

	begin("workers=1");
	other = client_open(&s, DOOR_UNIX);
	client_say(&c, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" RUN "\","
	    "\"params\":{\"script\":\"var t = Date.now();"
	    "var l = goxel.image.addLayer('mine');"
	    "while (Date.now() < t + 500) ; l.volume.setAt([0,0,1],[3,3,3])"
	    "\"}}\n");
	usleep(200000);
	call(&other, "goxel.create_layer", "{\"name\":\"theirs\"}");
	call(&other, "goxel.add_voxel", "[0,0,0,5,5,5]");
	succeeds(client_line(&c));
	expect(call(&c, "goxel.list_layers", NULL), "result.layers.1.name",
	    "\"theirs\"");
	expect(call(&c, "goxel.get_voxel", "{\"x\":0,\"y\":0,\"z\":0,"
	    "\"layer_id\":2}"), "result.color", "[5,5,5,255]");
	expect(call(&c, "goxel.list_layers", NULL), "result.layers.2.name",
	    "\"mine\"");
	expect(call(&c, "goxel.get_voxel", "{\"x\":0,\"y\":0,\"z\":1,"
	    "\"layer_id\":3}"), "result.color", "[3,3,3,255]");
	client_close(&other);
	end();
}

/*
 * Files
 */

static void
put(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	cr_assert_not_null(file, "%s", path);
	fputs(text, file);
	fclose(file);
}

Test(script, own_user_runs_files_and_saves_volumes)
{
	begin("workers=1");
	put(in_dir(&s, "a.js"), "print('from a file')");
	expect(callf(&c, RUN, "{\"path\":\"%s\"}", in_dir(&s, "a.js")),
	    "result.output", "[\"from a file\"]");
	succeeds(callf(&c, RUN, "{\"script\":\"var v = new Volume();"
	    "v.setAt([0,0,0],[1,1,1]); v.save('%s')\"}",
	    in_dir(&s, "b.txt")));
	cr_assert_not_null(strstr(server_file(&s, in_dir(&s, "b.txt")),
	    "0 0 0 010101"));
	end();
}

Test(script, strangers_have_no_files)
{
	struct client stranger;
	const char *reply;

	begin("workers=1");
	stranger = client_open(&s, DOOR_TCP);
	put(in_dir(&s, "a.js"), "print('from a file')");
	expect_error(callf(&stranger, RUN, "{\"path\":\"%s\"}",
	    in_dir(&s, "a.js")), -1037);
	reply = callf(&stranger, RUN, "{\"script\":\"new Volume().save("
	    "'%s')\"}", in_dir(&s, "b.txt"));
	expect(reply, "result.success", "false");
	expect_text(reply, "files_root");
	cr_assert_neq(access(in_dir(&s, "b.txt"), F_OK), 0);
	succeeds(call(&stranger, RUN, "{\"script\":\"1\"}"));
	client_close(&stranger);
	end();
}

/*
 * What it costs others
 */

static void
say_runaway(struct client *client, int timeout_ms)
{
	char text[200];

	snprintf(text, sizeof text, "{\"jsonrpc\":\"2.0\",\"id\":1,"
	    "\"method\":\"" RUN "\",\"params\":{\"script\":\"while (1) {}\","
	    "\"timeout_ms\":%d}}\n", timeout_ms);
	client_say(client, text);
}

static void
times_out(struct client *client)
{
	const char *reply = client_line(client);

	expect_error(reply, -32603);
	expect(reply, "error.message", "\"Script execution timeout\"");
}

static int
compare(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

Test(script, runaway_costs_its_caller_an_error_and_nobody_else_time)
{
	enum { CALLS = 400 };
	static uint64_t ns[CALLS];
	struct client other;
	uint64_t start;
	int i;

	begin("workers=1");
	other = client_open(&s, DOOR_UNIX);
	start = clock_ms();
	say_runaway(&c, 1500);
	for (i = 0; i < CALLS; i++) {
		uint64_t before = clock_ns();

		callf(&other, "goxel.add_voxel", "[%d,0,0,1,1,1]", i);
		ns[i] = clock_ns() - before;
		usleep(2000);
	}
	times_out(&c);
	cr_assert_geq(clock_ms() - start, 1500);
	cr_assert_leq(clock_ms() - start, 1500 + PATIENCE_MS);
	qsort(ns, CALLS, sizeof *ns, compare);
	cr_assert_lt(ns[CALLS * 99 / 100], UINT64_C(50000000) * SLOW,
	    "p99 %.1f ms", (double)ns[CALLS * 99 / 100] / 1e6);
	succeeds(run("1"));
	client_close(&other);
	end();
}

Test(script, runaways_do_not_take_the_place_of_other_jobs)
{
	struct client other;

	begin("workers=1\njobs=1");
	other = client_open(&s, DOOR_UNIX);
	say_runaway(&c, 3000);
	usleep(100000);
	expect(call(&other, "goxel.render_scene", "{\"width\":8,\"height\":8,"
	    "\"options\":{\"return_mode\":\"base64\"}}"), "result.success",
	    "true");
	cr_assert_eq(counter(&s, "jobs"), 2);
	times_out(&c);
	client_close(&other);
	end();
}

Test(script, memory_bomb_ends_with_an_error)
{
	const char *reply;

	begin("workers=1\nscript_memory=8");
	reply = run("var a = []; for (;;) a.push({x: a.length})");
	expect(reply, "result.success", "false");
	expect_text(reply, "more than 8388608 bytes of memory");
	reply = run("var s = 'x'; for (;;) s += s");
	expect(reply, "result.success", "false");
	succeeds(run("1"));
	end();
}

Test(script, voxel_bomb_ends_with_an_error)
{
	const char *reply;

	begin("workers=1");
	reply = run("var i; for (i = 0;; i++) " VOLUME ".setAt([i % 1000 * 16,"
	    "(i / 1000) * 16, 0], [1,1,1])");
	expect(reply, "result.success", "false");
	expect_text(reply, "a script may write at most");
	expect(call(&c, "goxel.get_bounding_box", "{}"), "result.empty",
	    "true");
	end();
}

Test(script, nesting_without_end_ends_with_an_error)
{
	begin("workers=1");
	expect_text(run("function f() { f(); } f()"), "RangeError");
	expect_some(run("JSON.parse(new Array(1e6).join('['))"),
	    "result.error");
	succeeds(run("1"));
	end();
}

Test(script, eight_connections_run_scripts_at_once)
{
	enum { CLIENTS = 8, ROUNDS = 5 };
	struct client clients[CLIENTS];
	char text[300];
	int i, round;

	begin("workers=2");
	for (i = 0; i < CLIENTS; i++)
		clients[i] = client_open(&s, DOOR_UNIX);
	for (round = 0; round < ROUNDS; round++) {
		for (i = 0; i < CLIENTS; i++) {
			snprintf(text, sizeof text, "{\"jsonrpc\":\"2.0\","
			    "\"id\":1,\"method\":\"" RUN "\",\"params\":"
			    "{\"script\":\"" VOLUME ".setAt([%d,%d,0],"
			    "[1,1,1]); print(%d)\"}}\n", i, round, i);
			client_say(&clients[i], text);
		}
		for (i = 0; i < CLIENTS; i++) {
			snprintf(text, sizeof text, "[\"%d\"]", i);
			expect(client_line(&clients[i]), "result.output",
			    text);
		}
	}
	expect(call(&c, "goxel.get_layer_voxels", "{}"), "result.count",
	    "40");
	for (i = 0; i < CLIENTS; i++)
		client_close(&clients[i]);
	end();
}
