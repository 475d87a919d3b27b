/*
 * test_seat - a worker's seat, when those who have it do not go by the book
 */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/server/pair.h"

TestSuite(seat, .fini = harness_fini, .timeout = 60 * SLOW);

/* What `show workers json` says of a seat, by a number's name. */
static pid_t
of_seat(unsigned row, const char *name)
{
	const char *at = stats(&s, "show workers json");
	char mark[32];

	snprintf(mark, sizeof mark, "\"worker\":%u,", row);
	if ((at = strstr(at, mark)) == NULL)
		return 0;
	snprintf(mark, sizeof mark, "\"%s\":", name);
	at = strstr(at, mark);
	return at == NULL ? 0 : (pid_t)atoi(at + strlen(mark));
}

static bool
is_followed(const void *row)
{
	return of_seat(*(const unsigned *)row, "shadow") > 0;
}

static pid_t
shadow_of(unsigned row)
{
	cr_assert(soon(is_followed, &row, PATIENCE_MS));
	return of_seat(row, "shadow");
}

static bool
is_gone(const void *pid)
{
	return !process_lives(*(const pid_t *)pid);
}

static bool
drains(const void *unused)
{
	(void)unused;
	return strstr(stats(&s, "show workers json"), "\"draining\"") != NULL;
}

/* Enough for a copy to be worth its making. */
static void
work(void)
{
	int i;

	for (i = 0; i < 5; i++) {
		call(&c, "goxel.procedural_shape", "{\"shape_type\":\"sphere\","
		    "\"size_x\":90,\"size_y\":90,\"size_z\":90}");
		call(&c, "goxel.undo", NULL);
	}
	call(&c, "goxel.add_voxel", "[1,2,3,255,0,0,255,0]");
}

static bool
lives_in_1(const void *unused)
{
	(void)unused;
	return project_worker(&s, "test") == of_seat(1, "pid");
}

/* Two workers, and the project is the second one's. */
static void
begin_in_1(void)
{
	s = server_start("workers=2 request_limit=1");
	await_ready(&s, 2);
	c = client_open(&s, DOOR_UNIX);
	call(&c, "goxel.create_project", "[\"test\"]");
	stats(&s, "move project test to 1");
	cr_assert(soon(lives_in_1, NULL, PATIENCE_MS));
	work();
}

/* The first worker keeps the reload waiting, so that the second one's seat is
 * given up while it still serves. */
static pid_t
give_up_seat_1(void)
{
	pid_t first = of_seat(0, "pid");

	kill(first, SIGSTOP);
	server_settings(&s, "workers 1\nrequest_limit 1\n");
	server_signal(&s, SIGHUP);
	cr_assert(soon(drains, NULL, PATIENCE_MS));
	return first;
}

Test(seat, given_up_takes_the_shadow_of_who_died_there)
{
	pid_t first, copy;

	begin_in_1();
	copy = shadow_of(1);
	first = give_up_seat_1();
	kill_worker(&s, of_seat(1, "pid"));
	cr_expect(soon(is_gone, &copy, PATIENCE_MS));
	kill(first, SIGKILL);
	await_ready(&s, 1);
	end();
}

Test(seat, given_up_while_nobody_serves_leaves_no_project_behind)
{
	pid_t first;

	begin_in_1();
	first = give_up_seat_1();
	kill_worker(&s, of_seat(1, "pid"));
	usleep(20000 * SLOW);
	kill(first, SIGKILL);
	expect(call(&c, "goxel.get_voxel", "[1,2,3]"), "result.exists",
	    "true");
	end();
}

Test(seat, of_who_is_told_to_end_and_does_not_is_filled_by_the_watchdog)
{
	pid_t pid;

	pair_open("workers=1 request_limit=1");
	pid = serving_worker(&s);
	kill(pid, SIGSTOP);
	server_signal(&s, SIGHUP);
	expect(call(&c, "ping", NULL), "result.pong", "true");
	cr_expect(soon(is_gone, &pid, PATIENCE_MS));
	cr_expect_eq(counter(&s, "worker_hangs"), 1);
	end();
}

/* A sanitizer takes such signals for itself. */
#if SLOW == 1
static bool
has_another(const void *copy)
{
	pid_t now = of_seat(0, "shadow");

	return now > 0 && now != *(const pid_t *)copy;
}

Test(seat, is_still_a_shadows_after_an_earlier_shadow_crashed)
{
	pid_t copy;

	pair_open("workers=1");
	work();
	copy = shadow_of(0);
	kill(copy, SIGSEGV);
	cr_assert(soon(has_another, &copy, PATIENCE_MS));
	copy = of_seat(0, "shadow");
	kill_worker(&s, of_seat(0, "pid"));
	expect(call(&c, "goxel.get_voxel", "[1,2,3]"), "result.exists",
	    "true");
	cr_expect_eq(of_seat(0, "pid"), copy);
	cr_expect_eq(counter(&s, "takeovers"), 1);
	end();
}
#endif

static void
say_spheres(char *text, size_t size, int count)
{
	size_t len = strlen(text);
	int i;

	for (i = 0; i < count; i++)
		len += (size_t)snprintf(text + len, size - len,
		    "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":"
		    "\"goxel.procedural_shape\",\"params\":{\"shape_type\":"
		    "\"sphere\",\"x\":%d,\"size_x\":180,\"size_y\":180,"
		    "\"size_z\":180}}\n", i + 2, i * 40);
}

static bool
has_checkpoint(const void *unused)
{
	(void)unused;
	return counter(&s, "checkpoints") > 0;
}

/* The master keeps what the keeper made, and says so while the first
 * checkpoint of its own is being written: a sanitizer sees whether that one
 * was forgotten over it. */
Test(seat, of_who_has_just_loaded_a_project_outlives_its_first_checkpoint)
{
	char text[8192] = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":"
	    "\"goxel.open_project\",\"params\":{\"name\":\"test\"}}\n";
	pid_t pid;
	int i;

	pair_open("workers=1 standby=no");
	call(&c, "goxel.add_voxel", "[1,2,3,255,0,0,255,0]");
	call(&c, "goxel.close_project", NULL);
	usleep(300000 * SLOW);
	pid = serving_worker(&s);
	say_spheres(text, sizeof text, 12);
	client_say(&c, text);
	for (i = 0; i < 13; i++)
		client_line(&c);
	cr_expect(soon(has_checkpoint, NULL, PATIENCE_MS));
	usleep(100000 * SLOW);
	expect(call(&c, "goxel.get_voxel", "[1,2,3]"), "result.exists",
	    "true");
	cr_expect_eq(serving_worker(&s), pid);
	end();
}
