/*
 * test_journal - edits in a database
 */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <ftw.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/journal.h"

static char dir[64];
static struct folder folder;
static struct journal journal;
static char heard[256];		/* rows, as text */

static void
start(void)
{
	char why[FOLDER_WHY];

	strcpy(dir, "/tmp/goxeld-unit.XXXXXX");
	cr_assert_not_null(mkdtemp(dir));
	cr_assert_eq(folder_open(dir, &folder, why), OK, "%s", why);
	cr_assert_eq(journal_open(&folder, &journal), OK, "%s", journal.why);
}

static int
remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st, (void)kind, (void)ftw;
	return remove(path);
}

static void
finish(void)
{
	journal_close(&journal);
	folder_close(&folder);
	nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

TestSuite(journal, .init = start, .fini = finish, .timeout = 30);

static uint64_t
add(const char *name)
{
	uint64_t id = 0;

	cr_assert_eq(journal_add(&journal, name, &id), OK, "%s", journal.why);
	return id;
}

static enum err
append(uint64_t id, uint64_t first, uint64_t last, const char *text)
{
	struct journal_row row = { id, first, last, text, strlen(text) };

	return journal_append(&journal, &row);
}

static enum err
hear(void *arg, const struct journal_row *row)
{
	size_t used = strlen(heard);

	(void)arg;
	snprintf(heard + used, sizeof heard - used, "%llu-%llu:%.*s ",
	    (unsigned long long)row->first, (unsigned long long)row->last,
	    (int)row->len, (const char *)row->bytes);
	return OK;
}

static const char *
rows(uint64_t id, uint64_t revision)
{
	heard[0] = '\0';
	cr_assert_eq(journal_read(&journal, id, revision, hear, NULL), OK,
	    "%s", journal.why);
	return heard;
}

static enum err
hear_project(void *arg, const struct journal_project *p)
{
	size_t used = strlen(heard);

	(void)arg;
	snprintf(heard + used, sizeof heard - used, "%s@%llu ", p->name,
	    (unsigned long long)p->revision);
	return OK;
}

static const char *
projects(void)
{
	heard[0] = '\0';
	cr_assert_eq(journal_projects(&journal, hear_project, NULL), OK);
	return heard;
}

static void
reopen(void)
{
	journal_close(&journal);
	cr_assert_eq(journal_open(&folder, &journal), OK, "%s", journal.why);
}

/* Somebody else's hand in the database. */
static void
meddle(const char *sql)
{
	sqlite3 *db;
	char path[160];

	journal_close(&journal);
	snprintf(path, sizeof path, "%s/journal.db", dir);
	cr_assert_eq(sqlite3_open(path, &db), SQLITE_OK);
	cr_assert_eq(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK, "%s",
	    sqlite3_errmsg(db));
	sqlite3_close(db);
}

Test(journal, gives_back_what_was_committed)
{
	uint64_t id;

	journal_begin(&journal);
	id = add("castle");
	cr_assert_eq(append(id, 0, 2, "two"), OK);
	cr_assert_eq(append(id, 2, 5, "three"), OK);
	cr_assert_eq(journal_commit(&journal), OK);
	reopen();
	cr_expect_str_eq(projects(), "castle@5 ");
	cr_expect_str_eq(rows(id, 0), "0-2:two 2-5:three ");
	cr_expect_str_eq(rows(id, 3), "2-5:three ");
	cr_expect_str_eq(rows(id, 6), "");
}

Test(journal, has_nothing_of_what_was_not_committed)
{
	journal_begin(&journal);
	append(add("castle"), 0, 2, "two");
	reopen();
	cr_expect_str_eq(projects(), "");
}

Test(journal, number_of_a_removed_project_is_not_used_again)
{
	uint64_t id = add("castle"), next;

	append(id, 0, 1, "x");
	cr_assert_eq(journal_remove(&journal, id), OK);
	cr_expect_str_eq(rows(id, 0), "");
	next = add("castle");
	cr_expect_gt(next, id);
}

Test(journal, name_is_taken_once)
{
	uint64_t id;

	add("castle");
	cr_expect_eq(journal_add(&journal, "castle", &id), ERR_CORRUPT);
}

Test(journal, finds_a_project_by_its_name)
{
	uint64_t id = add("castle");
	struct journal_project p;

	cr_assert_eq(journal_find(&journal, "castle", &p), OK);
	cr_expect_eq(p.id, id);
	cr_assert_eq(journal_find(&journal, "tower", &p), OK);
	cr_expect_eq(p.id, 0);
}

Test(journal, forgets_what_the_file_before_the_newest_holds)
{
	uint64_t id = add("castle"), old;

	append(id, 0, 10, "a");
	append(id, 10, 20, "b");
	append(id, 20, 30, "c");
	cr_assert_eq(journal_filed(&journal, id, 15, &old), OK);
	cr_expect_eq(old, 0);
	cr_expect_str_eq(rows(id, 0), "0-10:a 10-20:b 20-30:c ");
	cr_assert_eq(journal_filed(&journal, id, 25, &old), OK);
	cr_expect_eq(old, 0);
	/* What is needed to go on from the file of 15. */
	cr_expect_str_eq(rows(id, 15), "10-20:b 20-30:c ");
	cr_assert_eq(journal_filed(&journal, id, 30, &old), OK);
	cr_expect_eq(old, 15);
	/* An older one changes nothing. */
	cr_assert_eq(journal_filed(&journal, id, 12, &old), OK);
	cr_expect_eq(old, 0);
	cr_expect_str_eq(rows(id, 25), "20-30:c ");
}

Test(journal, damaged_row_is_told_and_ends_the_reading)
{
	uint64_t id = add("castle");

	append(id, 0, 2, "two");
	append(id, 2, 5, "three");
	meddle("UPDATE journal SET body = x'00' WHERE first = 2");
	reopen();
	heard[0] = '\0';
	cr_expect_eq(journal_read(&journal, id, 0, hear, NULL), ERR_CORRUPT);
	cr_expect_str_eq(heard, "0-2:two ");
	cr_expect_not_null(strstr(journal.why, "behind revision 2"));
}

Test(journal, missing_row_is_told)
{
	uint64_t id = add("castle");

	append(id, 0, 2, "two");
	append(id, 2, 5, "three");
	meddle("DELETE FROM journal WHERE first = 0");
	reopen();
	cr_expect_eq(journal_read(&journal, id, 0, hear, NULL), ERR_CORRUPT);
}

Test(journal, another_programs_database_is_refused)
{
	meddle("PRAGMA application_id = 5");
	cr_expect_eq(journal_open(&folder, &journal), ERR_CORRUPT);
	cr_expect_not_null(strstr(journal.why, "another program's"));
}

Test(journal, newer_database_is_refused)
{
	meddle("PRAGMA user_version = 2");
	cr_expect_eq(journal_open(&folder, &journal), ERR_CORRUPT);
	cr_expect_not_null(strstr(journal.why, "newer goxeld"));
}

Test(journal, what_is_no_database_is_refused)
{
	char path[160];
	FILE *file;

	journal_close(&journal);
	snprintf(path, sizeof path, "%s/journal.db", dir);
	file = fopen(path, "we");
	fputs("this is a text of some length, and no database at all, whatever "
	    "its name is; so it cannot be opened as one, nor written to", file);
	fclose(file);
	cr_expect_eq(journal_open(&folder, &journal), ERR_CORRUPT);
}

Test(journal, has_one_owner)
{
	struct journal second;
	int status;
	pid_t pid = fork();

	/* Locks are a process's. */
	if (pid == 0) {
		_exit(journal_open(&folder, &second) == ERR_BUSY ? 0 : 1);
	}
	waitpid(pid, &status, 0);
	cr_expect_eq(status, 0);
}

Test(journal, tidied_log_is_empty_and_nothing_is_lost)
{
	struct stat st;
	char path[160];
	uint64_t id = add("castle");

	append(id, 0, 2, "two");
	snprintf(path, sizeof path, "%s/journal.db-wal", dir);
	stat(path, &st);
	cr_expect_gt(st.st_size, 0);
	cr_assert_eq(journal_tidy(&journal, 1 << 30), OK);
	stat(path, &st);
	cr_expect_gt(st.st_size, 0);
	cr_assert_eq(journal_tidy(&journal, 0), OK, "%s", journal.why);
	stat(path, &st);
	cr_expect_eq(st.st_size, 0);
	cr_expect_str_eq(rows(id, 0), "0-2:two ");
}
