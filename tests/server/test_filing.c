/*
 * test_filing - checkpoint files, and what the journal forgets for them
 *
 * tests/store/files.sh kills workers while files are written.
 */
#include <criterion/criterion.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include "tests/server/pair.h"

TestSuite(filing, .fini = harness_fini, .timeout = 60 * SLOW);

static void
begin(void)
{
	pair_open("durability=power workers=2");
}

static void
stop(int number)
{
	pid_t pids[WORKERS_MAX], keeper = (pid_t)counter(&s, "keeper");
	unsigned i, count = worker_pids(&s, pids);

	client_close(&c);
	if (number == SIGTERM) {
		server_signal(&s, SIGTERM);
		cr_assert_eq(server_exit(&s, STOP_MS), 0);
		return;
	}
	kill(keeper, number);
	server_signal(&s, number);
	for (i = 0; i < count; i++)
		kill(pids[i], number);
	server_reap(&s);
}

static void
go_on(void)
{
	server_spawn(&s, NULL);
	server_await(&s);
	c = client_open(&s, DOOR_UNIX);
	call(&c, "goxel.open_project", "[\"test\"]");
}

static bool
has_file(const void *revision)
{
	char path[160];

	snprintf(path, sizeof path, "%s/data/projects/1.%d.gox", s.dir,
	    *(const int *)revision);
	return access(path, F_OK) == 0;
}

/* Close the project, which then has a file of this revision. */
static void
close_at(int revision)
{
	call(&c, "goxel.close_project", NULL);
	cr_assert(soon(has_file, &revision, PATIENCE_MS), "no file %d",
	    revision);
}

/* A number out of the stopped server's journal. */
static int64_t
ask_journal(const char *sql)
{
	char path[160];
	struct sqlite3_stmt *statement;
	struct sqlite3 *db;
	int64_t number;

	snprintf(path, sizeof path, "%s/data/journal.db", s.dir);
	cr_assert_eq(sqlite3_open(path, &db), SQLITE_OK);
	cr_assert_eq(sqlite3_prepare_v2(db, sql, -1, &statement, NULL),
	    SQLITE_OK);
	cr_assert_eq(sqlite3_step(statement), SQLITE_ROW);
	number = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	sqlite3_close(db);
	return number;
}

static void
add_voxel(int x)
{
	expect(callf(&c, "goxel.add_voxel", "[%d,2,3,255,0,0,255,0]", x),
	    "result.success", "true");
}

static void
expect_voxel(int x, const char *exists)
{
	expect(callf(&c, "goxel.get_voxel", "[%d,2,3]", x), "result.exists",
	    exists);
}

Test(filing, project_too_large_for_a_gox_gets_files_and_its_journal_is_cut)
{
	begin();
	/* Twice the blocks that a layer of a .gox may have. */
	expect(call(&c, "goxel.fill_box", "{\"min\":[0,0,0],"
	    "\"max\":[16383,16383,31],\"color\":[1,2,3,255]}"),
	    "result.success", "true");
	close_at(2);
	call(&c, "goxel.open_project", "[\"test\"]");
	add_voxel(-1);
	close_at(3);
	call(&c, "goxel.open_project", "[\"test\"]");
	add_voxel(-2);
	stop(SIGTERM);
	cr_expect_eq(ask_journal("SELECT filed FROM project"), 3);
	cr_expect_eq(ask_journal("SELECT count(*) FROM journal "
	    "WHERE last < 2"), 0);
	go_on();
	expect_voxel(-1, "true");
	expect_voxel(-2, "true");
	expect_voxel(16383, "true");
	expect_voxel(16384, "false");
	end();
}

Test(filing, project_too_large_for_a_gox_outlives_the_death_of_everything)
{
	begin();
	call(&c, "goxel.fill_box", "{\"min\":[0,0,0],"
	    "\"max\":[16383,16383,31],\"color\":[1,2,3,255]}");
	add_voxel(-1);
	close_at(3);
	call(&c, "goxel.open_project", "[\"test\"]");
	add_voxel(-2);
	stop(SIGKILL);
	go_on();
	expect_voxel(-2, "true");
	expect_voxel(16383, "true");
	expect(call(&c, "goxel.undo", NULL), "result.success", "true");
	expect(call(&c, "goxel.undo", NULL), "result.success", "true");
	expect_voxel(-1, "false");
	expect_voxel(16383, "true");
	expect(call(&c, "goxel.undo", NULL), "result.success", "true");
	expect_voxel(16383, "false");
	end();
}

Test(filing, project_opened_with_edits_that_no_file_has_gets_one)
{
	int i;

	begin();
	for (i = 0; i < 20; i++)
		add_voxel(i);
	stop(SIGKILL);
	go_on();
	expect_voxel(19, "true");
	close_at(21);
	end();
}

Test(filing, project_that_was_only_opened_gets_no_other_file)
{
	begin();
	add_voxel(1);
	close_at(2);
	stop(SIGTERM);
	go_on();
	expect_voxel(1, "true");
	call(&c, "goxel.close_project", NULL);
	usleep(300000);
	cr_expect_eq(counter(&s, "files_written"), 0);
	end();
}

static void
leave(const char *name)
{
	char path[160];
	FILE *file;

	snprintf(path, sizeof path, "%s/data/projects/%s", s.dir, name);
	file = fopen(path, "we");
	cr_assert_not_null(file);
	fclose(file);
}

static bool
is_there(const char *name)
{
	char path[160];

	snprintf(path, sizeof path, "%s/data/projects/%s", s.dir, name);
	return access(path, F_OK) == 0;
}

Test(filing, start_removes_files_that_no_project_needs)
{
	begin();
	add_voxel(1);
	close_at(2);
	call(&c, "goxel.create_project", "[\"other\"]");
	stop(SIGTERM);
	leave("1.99.gox");
	leave("77.1.gox");
	leave("1.3.gox.4711.tmp");
	leave("notes.txt");
	go_on();
	cr_expect(is_there("1.2.gox"));
	cr_expect_not(is_there("1.99.gox"));
	cr_expect_not(is_there("77.1.gox"));
	cr_expect_not(is_there("1.3.gox.4711.tmp"));
	cr_expect(is_there("notes.txt"));
	expect_voxel(1, "true");
	end();
}
