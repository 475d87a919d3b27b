/*
 * test_replay - a project that was made again is the one that was
 *
 * Requests of many kinds, chosen by dice, with undo, redo and files in
 * between; then the project's digest and history, as its worker has them, as
 * a shadow has them that takes over, and as the journal brings them back.
 */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "tests/server/pair.h"

static unsigned state;

TestSuite(replay, .fini = harness_fini, .timeout = 120 * SLOW);

static int
dice(int sides)
{
	state = state * 1664525u + 1013904223u;
	return (int)((state >> 8) % (unsigned)sides);
}

static void
begin(const char *settings, unsigned seed)
{
	s = server_start("%s", settings);
	c = client_open(&s, DOOR_UNIX);
	call(&c, "goxel.create_project", "[\"test\"]");
	state = seed;
}

/* Half of them change one voxel, as most edits there are. */
static void
edit_once(void)
{
	static const char *const modes[] = { "over", "sub", "paint", "max" };
	static const char *const shapes[] = { "sphere", "cube", "cylinder" };
	int x = dice(60), y = dice(60), z = dice(60), color = dice(200);

	switch (dice(14)) {
	case 0:
		callf(&c, "goxel.fill_box", "{\"min\":[%d,%d,%d],\"max\":[%d,"
		    "%d,%d],\"color\":[%d,9,9,%d],\"mode\":\"%s\"}", x, y, z,
		    x + dice(40), y + dice(40), z + dice(40), color,
		    55 + dice(200), modes[dice(4)]);
		break;
	case 1:
		callf(&c, "goxel.procedural_shape", "{\"shape_type\":\"%s\","
		    "\"size_x\":%d,\"size_y\":30,\"size_z\":20,\"center_x\":"
		    "%d,\"color\":[%d,20,20]}", shapes[dice(3)], 5 + dice(40),
		    x, color);
		break;
	case 2:
		callf(&c, "goxel.create_layer", "[\"L%d\"]", dice(5));
		break;
	case 3:
		callf(&c, "goxel.set_layer_visibility", "{\"layer_id\":%d,"
		    "\"visible\":%s}", 1 + dice(4), dice(2) ? "true" : "false");
		break;
	case 4:
		callf(&c, "goxel.flood_fill", "[%d,%d,%d,%d,1,1]", x, y, z,
		    color);
		break;
	case 5:
		callf(&c, "goxel.fill_noise", "{\"min\":[%d,%d,%d],\"max\":"
		    "[%d,%d,%d],\"seed\":%d}", x, y, z, x + 20, y + 20, z + 9,
		    color);
		break;
	case 6:
		callf(&c, "goxel.execute_script", "{\"script\":\"%d\"}",
		    dice(9));
		break;
	default:
		callf(&c, "goxel.add_voxel", "[%d,%d,%d,%d,7,7]", x, y, z,
		    color);
	}
}

static void
work(int count)
{
	while (count-- > 0) {
		edit_once();
		if (dice(3) == 0)
			call(&c, "goxel.undo", NULL);
		if (dice(6) == 0)
			call(&c, "goxel.redo", NULL);
	}
}

/* The digest's reply without what comes around the result. */
static void
ask(char *text, size_t size)
{
	const char *reply = call(&c, "goxel.get_digest",
	    "{\"project\":\"test\"}");
	const char *result = strstr(reply, "\"result\":");

	cr_assert_not_null(result, "%s", reply);
	result = strstr(result, "\"digest\"");
	cr_assert_not_null(result, "%s", reply);
	cr_assert_lt((size_t)(strrchr(result, ']') - result), size);
	snprintf(text, size, "%.*s", (int)(strrchr(result, ']') - result),
	    result);
}

/* The digest now, the one before the last steps, and how many there are. */
struct seen {
	char	 now[4096], before[4096];
	int	 steps;
};

static void
look(struct seen *seen)
{
	ask(seen->now, sizeof seen->now);
	seen->steps = 0;
	while (strstr(call(&c, "goxel.undo", NULL), "\"error\"") == NULL)
		seen->steps++;
	ask(seen->before, sizeof seen->before);
	while (strstr(call(&c, "goxel.redo", NULL), "\"error\"") == NULL)
		continue;
}

/* All but the revision, which each look itself advances. */
static void
same_text(const char *a, const char *b)
{
	const char *tail_a = strstr(a, "\"layers\"");
	const char *tail_b = strstr(b, "\"layers\"");

	cr_assert_eq(strncmp(a, b, strlen("\"digest\":\"0123456789abcdef\"")),
	    0, "%s\n%s", a, b);
	cr_assert_str_eq(tail_a, tail_b);
}

static void
same_project(const struct seen *was)
{
	struct seen is;

	look(&is);
	cr_assert_eq(is.steps, was->steps);
	same_text(is.now, was->now);
	same_text(is.before, was->before);
}

static pid_t
shadow(void)
{
	return (pid_t)number_named(stats(&s, "show workers json"), "shadow");
}

static bool
is_followed(const void *unused)
{
	(void)unused;
	return shadow() > 0;
}

Test(replay, shadow_has_the_project_that_its_worker_had)
{
	struct seen was;
	int round;

	begin("workers=1", 1);
	for (round = 0; round < 3; round++) {
		work(60);
		look(&was);
		cr_assert(soon(is_followed, NULL, PATIENCE_MS));
		kill_worker(&s, project_worker(&s, "test"));
		same_project(&was);
	}
	cr_assert_gt(was.steps, 20);
	end();
}

/* Every process of it at once, so that only the disk is left. */
static void
kill_everything(void)
{
	pid_t pids[WORKERS_MAX], keeper = (pid_t)counter(&s, "keeper");
	unsigned i, count = worker_pids(&s, pids);

	kill(keeper, SIGKILL);
	server_signal(&s, SIGKILL);
	for (i = 0; i < count; i++)
		kill(pids[i], SIGKILL);
	server_reap(&s);
	client_close(&c);
	server_spawn(&s, NULL);
	server_await(&s);
	c = client_open(&s, DOOR_UNIX);
	call(&c, "goxel.open_project", "[\"test\"]");
}

Test(replay, journal_brings_the_project_back)
{
	struct seen was;
	int round;

	begin("durability=power workers=1", 2);
	for (round = 0; round < 2; round++) {
		work(60);
		look(&was);
		kill_everything();
		same_project(&was);
	}
	cr_assert_gt(was.steps, 20);
	end();
}

Test(replay, project_that_was_closed_and_opened_is_the_same)
{
	char was[4096], is[4096];

	begin("workers=1", 3);
	work(80);
	ask(was, sizeof was);
	call(&c, "goxel.close_project", "{\"name\":\"test\"}");
	call(&c, "goxel.open_project", "[\"test\"]");
	ask(is, sizeof is);
	cr_assert_str_eq(was, is);
	end();
}

Test(replay, file_that_was_saved_and_loaded_has_the_same_layers)
{
	char was[4096], is[4096];
	const char *path;

	begin("workers=1", 4);
	work(80);
	ask(was, sizeof was);
	path = in_dir(&s, "a.gox");
	expect(callf(&c, "goxel.save_project", "[\"%s\"]", path),
	    "result.success", "true");
	work(10);
	expect(callf(&c, "goxel.load_project", "{\"path\":\"%s\","
	    "\"project\":\"test\"}", path), "result.success", "true");
	snprintf(is, sizeof is, "%s", call(&c, "goxel.get_digest", NULL));
	cr_assert_not_null(strstr(is, strstr(was, "\"layers\"")), "%s\n%s",
	    was, is);
	end();
}
