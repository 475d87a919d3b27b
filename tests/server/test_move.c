/*
 * test_move - projects given to another worker by an operator
 */
#include <criterion/criterion.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "tests/server/pair.h"

TestSuite(move, .fini = harness_fini, .timeout = 60 * SLOW);

static void
begin(const char *settings)
{
	s = server_start("%s", settings);
	await_ready(&s, 3);
	c = client_open(&s, DOOR_UNIX);
	call(&c, "goxel.create_project", "[\"test\"]");
	call(&c, "goxel.add_voxel", "[1,2,3,255,0,0,255,0]");
}

static double
worker(void)
{
	return number_beside(stats(&s, "show projects json"), "name", "test",
	    "worker");
}

static bool
is_there(const void *where)
{
	return worker() == *(const double *)where;
}

static void
move_to(double to)
{
	const char *said;

	said = stats(&s, to == 0 ? "move project test to 0" :
	    to == 1 ? "move project test to 1" : "move project test to 2");
	cr_assert_not_null(strstr(said, "goes from worker"), "%s", said);
	cr_assert(soon(is_there, &to, PATIENCE_MS));
}

static void
goes_round(const char *settings)
{
	double first;
	int i;

	begin(settings);
	first = worker();
	for (i = 1; i <= 3; i++) {
		move_to((double)(((int)first + i) % 3));
		expect(callf(&c, "goxel.add_voxel", "[%d,9,9,1,2,3,255,0]", i),
		    "result.success", "true");
	}
	/* All of it came along, what can be undone as well. */
	for (i = 1; i <= 3; i++)
		expect(callf(&c, "goxel.get_voxel", "[%d,9,9]", i),
		    "result.exists", "true");
	for (i = 0; i < 4; i++)
		expect(call(&c, "goxel.undo", NULL), "result.success", "true");
	expect(call(&c, "goxel.get_voxel", "[1,2,3]"), "result.exists",
	    "false");
	cr_expect_eq(counter(&s, "projects_moved"), 3);
	cr_expect_eq(counter(&s, "projects_lost"), 0);
	end();
}

Test(move, project_goes_from_worker_to_worker_and_its_connection_follows)
{
	goes_round("workers=3");
}

Test(move, so_it_does_where_nothing_is_stored)
{
	goes_round("workers=3 data_dir=off");
}

Test(move, project_that_was_moved_survives_its_new_worker)
{
	double to;

	begin("workers=3 data_dir=off");
	to = (double)(((int)worker() + 1) % 3);
	move_to(to);
	call(&c, "goxel.add_voxel", "[7,7,7,1,2,3,255,0]");
	kill_worker(&s, project_worker(&s, "test"));
	expect(call(&c, "goxel.get_voxel", "[7,7,7]"), "result.exists",
	    "true");
	expect(call(&c, "goxel.get_voxel", "[1,2,3]"), "result.exists",
	    "true");
	end();
}

Test(move, what_cannot_be_done_is_refused_with_words)
{
	begin("workers=3");
	cr_expect_not_null(strstr(stats(&s, "move project none to 1"),
	    "no project is named 'none'"));
	cr_expect_not_null(strstr(stats(&s, "move project test to 9"),
	    "worker 9 does not serve"));
	cr_expect_not_null(strstr(stats(&s, "move project test"),
	    "usage: move project NAME to WORKER"));
	cr_expect_not_null(strstr(stats(&s, worker() == 0 ?
	    "move project test to 0" : worker() == 1 ?
	    "move project test to 1" : "move project test to 2"),
	    "has it already"));
	end();
}

Test(move, worker_that_is_asked_tells_its_stack)
{
	begin("workers=3");
	kill(project_worker(&s, "test"), SIGUSR2);
	await_log(&s, "stack of the process");
	await_log(&s, "goxeld(+0x");
	expect(call(&c, "ping", NULL), "result.pong", "true");
	end();
}
