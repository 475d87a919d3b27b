/*
 * test_shadow - a worker's copy takes its place
 */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/server/pair.h"

TestSuite(shadow, .fini = harness_fini, .timeout = 60 * SLOW);

static bool
is_followed(const void *unused)
{
	(void)unused;
	return number_named(stats(&s, "show workers json"), "shadow") > 0;
}

static pid_t
shadow(void)
{
	cr_assert(soon(is_followed, NULL, PATIENCE_MS));
	return (pid_t)number_named(stats(&s, "show workers json"), "shadow");
}

/* By the master's word: a big one is our child's child for a while after its
 * parent died. */
static pid_t
worker(void)
{
	return (pid_t)number_named(stats(&s, "show workers json"), "pid");
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
}

static void
begin(const char *settings)
{
	s = server_start("%s", settings);
	c = client_open(&s, DOOR_UNIX);
	call(&c, "goxel.create_project", "[\"test\"]");
	work();
	call(&c, "goxel.add_voxel", "[1,2,3,255,0,0,255,0]");
}

/* What was done before the copy was made, and after. */
static void
is_all_there(void)
{
	expect(call(&c, "goxel.get_voxel", "[1,2,3]"), "result.exists",
	    "true");
	expect(call(&c, "goxel.get_voxel", "[4,5,6]"), "result.exists",
	    "true");
	expect(call(&c, "goxel.undo", NULL), "result.success", "true");
	expect(call(&c, "goxel.get_voxel", "[4,5,6]"), "result.exists",
	    "false");
	expect(call(&c, "goxel.undo", NULL), "result.success", "true");
	expect(call(&c, "goxel.get_voxel", "[1,2,3]"), "result.exists",
	    "false");
}

Test(shadow, killed_worker_is_replaced_by_its_shadow_with_all_it_had)
{
	pid_t copy;

	begin("workers=1");
	copy = shadow();
	call(&c, "goxel.add_voxel", "[4,5,6,255,0,0,255,0]");
	kill_worker(&s, worker());
	is_all_there();
	cr_expect_eq(worker(), copy);
	cr_expect_eq(counter(&s, "takeovers"), 1);
	end();
}

Test(shadow, takes_over_again_and_again)
{
	pid_t copy;
	int i;

	begin("workers=1");
	for (i = 0; i < 10; i++) {
		copy = shadow();
		callf(&c, "goxel.add_voxel", "[%d,0,0,255,0,0,255,0]", i);
		kill_worker(&s, worker());
		expect(callf(&c, "goxel.get_voxel", "[%d,0,0]", i),
		    "result.exists", "true");
		cr_assert_eq(worker(), copy);
	}
	cr_expect_eq(counter(&s, "projects_lost"), 0);
	end();
}

Test(shadow, has_projects_made_after_it)
{
	begin("workers=1");
	shadow();
	call(&c, "goxel.create_project", "[\"later\"]");
	call(&c, "goxel.add_voxel", "[4,5,6,255,0,0,255,0]");
	kill_worker(&s, worker());
	expect(call(&c, "goxel.get_voxel", "[4,5,6]"), "result.exists",
	    "true");
	end();
}

/* A sanitizer takes such signals for itself, and ends the worker by exit. */
#if SLOW == 1
Test(shadow, of_a_worker_that_crashed_is_not_trusted)
{
	pid_t copy;

	begin("workers=1");
	copy = shadow();
	call(&c, "goxel.add_voxel", "[4,5,6,255,0,0,255,0]");
	kill(worker(), SIGSEGV);
	is_all_there();
	cr_expect_neq(worker(), copy);
	cr_expect_eq(counter(&s, "takeovers"), 0);
	end();
}
#endif

Test(shadow, and_worker_killed_at_once_lose_nothing)
{
	pid_t copy;

	begin("workers=1");
	copy = shadow();
	call(&c, "goxel.add_voxel", "[4,5,6,255,0,0,255,0]");
	kill(copy, SIGKILL);
	kill_worker(&s, worker());
	is_all_there();
	end();
}

Test(shadow, killed_alone_is_replaced_and_nobody_notices)
{
	pid_t copy, pid;
	int i;

	begin("workers=1");
	pid = worker();
	copy = shadow();
	kill(copy, SIGKILL);
	for (i = 0; i < 300 && shadow() == copy; i++)
		usleep(10000 * SLOW);
	cr_expect_neq(shadow(), copy);
	cr_expect_eq(worker(), pid);
	call(&c, "goxel.add_voxel", "[4,5,6,255,0,0,255,0]");
	is_all_there();
	end();
}

static bool
is_gone(const void *pid)
{
	return !process_lives(*(const pid_t *)pid);
}

Test(shadow, goes_with_its_worker_at_a_reload)
{
	pid_t copy, pid;

	begin("workers=1");
	copy = shadow();
	pid = worker();
	reload(&s);
	call(&c, "goxel.add_voxel", "[4,5,6,255,0,0,255,0]");
	cr_expect_neq(worker(), copy);
	cr_expect_neq(worker(), pid);
	is_all_there();
	cr_expect(soon(is_gone, &copy, PATIENCE_MS));
	end();
}

Test(shadow, does_not_outlive_the_server)
{
	pid_t copy, pid;

	begin("workers=1");
	copy = shadow();
	pid = worker();
	server_signal(&s, SIGKILL);
	server_reap(&s);
	cr_expect(soon(is_gone, &copy, PATIENCE_MS));
	cr_expect(soon(is_gone, &pid, PATIENCE_MS));
	client_close(&c);
	server_forget(&s);
}

Test(shadow, is_not_there_if_it_is_not_wanted)
{
	begin("workers=1 standby=no");
	usleep(100000);
	cr_expect_eq(counter(&s, "shadow_starts"), 0);
	call(&c, "goxel.add_voxel", "[4,5,6,255,0,0,255,0]");
	kill_worker(&s, worker());
	is_all_there();
	end();
}

Test(shadow, idle_server_has_none)
{
	s = server_start("workers=1");
	c = client_open(&s, DOOR_UNIX);
	call(&c, "ping", NULL);
	usleep(50000);
	cr_expect_eq(counter(&s, "shadow_starts"), 0);
	end();
}
