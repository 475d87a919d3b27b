/*
 * The access log: one line a request, through rotations too.
 */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "tests/server/harness.h"

#define TRIES		20
#define ROTATIONS	15
#define BURST		400	/* requests before each */
#define UNKNOWN	"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"none\"}\n"

TestSuite(access, .fini = harness_fini);

/* What is asked of a log file, or of it and those it was rotated to. */
struct claim {
	const struct server	*server;
	const char		*name;
	unsigned		 rotations, lines;
};

/* Whole lines of requests for a method there is not. */
static unsigned
count_whole(const char *text)
{
	unsigned count = 0;
	const char *end;
	char line[512];

	for (; (end = strchr(text, '\n')) != NULL; text = end + 1) {
		cr_assert_lt((size_t)(end - text), sizeof line);
		memcpy(line, text, (size_t)(end - text));
		line[end - text] = '\0';
		cr_assert(strncmp(line, "20", 2) == 0, "torn: %s", line);
		if (strstr(line, ": request ") == NULL)
			continue;
		cr_assert_not_null(strstr(line, " bytes="), "torn: %s", line);
		count += strstr(line, " outcome=METHOD ") != NULL;
	}
	cr_assert_eq(*text, '\0', "torn: %s", text);
	return count;
}

static const char *
rotated(const struct claim *claim, unsigned i)
{
	char name[64];

	snprintf(name, sizeof name, i == 0 ? "%s" : "%s.%u", claim->name, i);
	return in_dir(claim->server, name);
}

static unsigned
count_all(const struct claim *claim)
{
	unsigned i, count = 0;

	for (i = 0; i <= claim->rotations; i++)
		count += count_whole(server_file(claim->server,
		    rotated(claim, i)));
	return count;
}

static bool
has_all(const void *what)
{
	const struct claim *claim = what;

	return count_all(claim) == claim->lines;
}

static void
ask(struct client *c, unsigned count)
{
	unsigned i;

	for (i = 0; i < count; i++)
		client_say(c, UNKNOWN);
	for (i = 0; i < count; i++)
		client_line(c);
}

static void
rotate(struct server *s, const struct claim *claim, unsigned i)
{
	cr_assert_eq(rename(rotated(claim, 0), rotated(claim, i)), 0);
	server_signal(s, SIGUSR1);
}

static struct server
start(const char *more)
{
	struct server s = server_prepare("workers=2");
	char text[512];

	snprintf(text, sizeof text, "workers 2\naccess_log %s\n%s",
	    in_dir(&s, "access"), more);
	server_settings(&s, text);
	server_spawn(&s, NULL);
	server_await(&s);
	return s;
}

/* Rotate between the requests of a burst and their replies. */
static void
rotate_at_speed(struct server *s, struct claim *claim)
{
	struct client a = client_open(s, DOOR_UNIX);
	struct client b = client_open(s, DOOR_TCP);
	unsigned i, k;

	for (i = 1; i <= ROTATIONS; i++) {
		for (k = 0; k < BURST; k++)
			client_say(&a, UNKNOWN);
		rotate(s, claim, i);
		ask(&b, BURST);
		for (k = 0; k < BURST; k++)
			client_line(&a);
		await_file(rotated(claim, 0));
	}
	claim->rotations = ROTATIONS;
	claim->lines = 2 * ROTATIONS * BURST;
	cr_assert(soon(has_all, claim, PATIENCE_MS), "%u lines of %u",
	    count_all(claim), claim->lines);
	client_close(&a);
	client_close(&b);
}

Test(access, rotation_at_speed_tears_and_loses_no_line)
{
	struct server s = start("");
	struct claim claim = { &s, "access", 0, 0 };

	rotate_at_speed(&s, &claim);
	server_stop(&s);
}

Test(access, line_tells_who_what_and_how_it_went_and_no_secret)
{
	struct server s = start("");
	struct client c = client_open(&s, DOOR_TCP);
	struct claim claim = { &s, "access", 0, 1 };
	const char *text;

	call(&c, "goxel.create_project", "{\"name\":\"my castle\"}");
	call(&c, "goxel.render_scene", "{\"output_path\":\"/hush/x.png\"}");
	ask(&c, 1);
	cr_assert(soon(has_all, &claim, PATIENCE_MS));
	text = server_file(&s, in_dir(&s, "access"));
	expect_text(text, " peer=127.0.0.1:");
	expect_text(text, " door=json method=goxel.create_project outcome=ok "
	    "us=");
	expect_text(text, " project=\"my castle\"\n");
	expect_text(text, " method=- outcome=METHOD ");
	cr_assert_null(strstr(text, "hush"));
	client_close(&c);
	server_stop(&s);
}

Test(access, sample_tells_one_in_so_many)
{
	struct server s = start("access_log_sample 10\nworkers 1\n");
	struct client c = client_open(&s, DOOR_UNIX);
	struct claim claim = { &s, "access", 0, 10 };

	ask(&c, 100);
	cr_assert(soon(has_all, &claim, PATIENCE_MS), "%u",
	    count_all(&claim));
	client_close(&c);
	server_stop(&s);
}

Test(access, reload_turns_it_on_and_keeps_what_was_gathered)
{
	struct server s = server_prepare("workers=2");
	struct claim claim = { &s, "access", 0, 70 };
	struct client c;
	char text[256];

	server_spawn(&s, NULL);
	server_await(&s);
	snprintf(text, sizeof text, "workers 2\naccess_log %s\n",
	    in_dir(&s, "access"));
	server_settings(&s, text);
	reload(&s);
	c = client_open(&s, DOOR_UNIX);
	ask(&c, 70);
	reload(&s);		/* at once: the worker is told to go */
	cr_assert(soon(has_all, &claim, PATIENCE_MS), "%u",
	    count_all(&claim));
	client_close(&c);
	server_stop(&s);
}

/* Gathered and not written; one that is stopped writes nothing. */
static void
gather(struct server *s, struct claim *claim, pid_t stopped)
{
	struct client c = client_open(s, DOOR_UNIX);

	ask(&c, 100);
	claim->lines += 100;
	if (stopped != 0)
		cr_assert_eq(kill(stopped, SIGSTOP), 0);
	client_close(&c);
}

Test(access, stopping_at_once_loses_no_line)
{
	struct server s = start("");
	struct claim claim = { &s, "access", 0, 0 };

	gather(&s, &claim, 0);
	server_signal(&s, SIGTERM);
	cr_assert_eq(server_exit(&s, STOP_MS), 0);
	cr_assert_eq(count_all(&claim), claim.lines, "%u",
	    count_all(&claim));
	server_forget(&s);
}

/* The control: there was something to lose.  And stopping is not held up. */
Test(access, worker_that_does_not_hear_is_killed_with_its_lines)
{
	struct server s = start("workers 1\nstandby no\n");
	struct claim claim = { &s, "access", 0, 0 };
	pid_t pids[WORKERS_MAX];
	unsigned i;

	cr_assert_eq(worker_pids(&s, pids), 1);
	for (i = 0; i < TRIES; i++) {
		gather(&s, &claim, pids[0]);
		if (!has_all(&claim))
			break;
		cr_assert_eq(kill(pids[0], SIGCONT), 0);
	}
	cr_assert_lt(i, TRIES, "lines are written at once");
	server_signal(&s, SIGTERM);
	cr_assert_eq(server_exit(&s, STOP_MS), 0);
	cr_assert_lt(count_all(&claim), claim.lines);
	server_forget(&s);
}
