/*
 * journal - every edit that is stored, in one SQLite database
 */
#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <sqlite3.h>

#include "store/journal.h"
#include "text.h"

#define APPLICATION	0x676f7864	/* "goxd" */
#define VERSION		1

static const char *const statements[JOURNAL_STATEMENTS] = {
	[JOURNAL_BEGIN] = "BEGIN IMMEDIATE",
	[JOURNAL_COMMIT] = "COMMIT",
	[JOURNAL_ADD] = "INSERT INTO project (name) VALUES (?1)",
	[JOURNAL_REMOVE] = "DELETE FROM project WHERE id = ?1",
	[JOURNAL_REMOVE_ROWS] = "DELETE FROM journal WHERE project = ?1",
	[JOURNAL_APPEND] = "INSERT INTO journal "
	    "(project, first, last, sum, body) VALUES (?1, ?2, ?3, ?4, ?5)",
	[JOURNAL_ADVANCE] = "UPDATE project SET revision = ?2 WHERE id = ?1",
	[JOURNAL_FILED] = "UPDATE project SET filed_before = filed, "
	    "filed = ?2 WHERE id = ?1 AND filed < ?2",
	[JOURNAL_TRIM] = "DELETE FROM journal "
	    "WHERE project = ?1 AND last < ?2",
	[JOURNAL_PROJECTS] = "SELECT id, name, revision, filed, filed_before "
	    "FROM project ORDER BY id",
	[JOURNAL_FIND] = "SELECT id, name, revision, filed, filed_before "
	    "FROM project WHERE name = ?1",
	[JOURNAL_READ] = "SELECT first, last, sum, body FROM journal "
	    "WHERE project = ?1 AND last >= ?2 ORDER BY last, rowid",
};

static const char schema[] =
    "CREATE TABLE project ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " name TEXT NOT NULL UNIQUE,"
    " revision INTEGER NOT NULL DEFAULT 0,"
    " filed INTEGER NOT NULL DEFAULT 0,"
    " filed_before INTEGER NOT NULL DEFAULT 0);"
    "CREATE TABLE journal ("
    " project INTEGER NOT NULL,"
    " first INTEGER NOT NULL,"
    " last INTEGER NOT NULL,"
    " sum INTEGER NOT NULL,"
    " body BLOB NOT NULL);"
    "CREATE INDEX journal_order ON journal (project, last);";

/* What each connection has to be told; a failing one is a damaged file. */
static const char settings[] =
    "PRAGMA locking_mode = EXCLUSIVE;"
    "PRAGMA journal_mode = WAL;"
#ifdef STORE_UNSAFE
    /* The control of tests/store, which must lose. */
    "PRAGMA synchronous = OFF;"
#else
    "PRAGMA synchronous = FULL;"
#endif
    "PRAGMA wal_autocheckpoint = 0;"
    "PRAGMA trusted_schema = OFF;"
    "PRAGMA cell_size_check = ON;";

/*
 * Errors
 */

static bool
is_no_room(int system)
{
	return system == ENOSPC || system == EDQUOT || system == EFBIG;
}

static enum err
err_of(const struct journal *j, int code)
{
	switch (code & 0xff) {
	case SQLITE_OK:
	case SQLITE_ROW:
	case SQLITE_DONE:
		return OK;
	case SQLITE_FULL:
		return ERR_FULL;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return ERR_BUSY;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
	case SQLITE_CONSTRAINT:
		return ERR_CORRUPT;
	default:
		return j->db != NULL &&
		    is_no_room(sqlite3_system_errno(j->db)) ? ERR_FULL :
		    ERR_IO;
	}
}

static enum err
told(struct journal *j, int code)
{
	enum err err = err_of(j, code);

	if (err == ERR_BUSY)
		text_copy(j->why, sizeof j->why,
		    "another server has the data folder");
	else if (err != OK)
		text_format(j->why, sizeof j->why, "journal.db: %s",
		    j->db != NULL ? sqlite3_errmsg(j->db) :
		    sqlite3_errstr(code));
	return err;
}

/*
 * Statements
 */

static void
bind_number(struct journal *j, enum journal_statement which, int at,
    uint64_t number)
{
	sqlite3_bind_int64(j->statement[which], at, (sqlite3_int64)number);
}

static uint64_t
number_at(struct sqlite3_stmt *s, int column)
{
	return (uint64_t)sqlite3_column_int64(s, column);
}

/* Run one that returns no rows, with what was bound. */
static enum err
run(struct journal *j, enum journal_statement which)
{
	enum err err = told(j, sqlite3_step(j->statement[which]));

	sqlite3_reset(j->statement[which]);
	sqlite3_clear_bindings(j->statement[which]);
	return err;
}

/*
 * Opening
 */

static enum err
execute(struct journal *j, const char *sql)
{
	return told(j, sqlite3_exec(j->db, sql, NULL, NULL, NULL));
}

static enum err
ask_number(struct journal *j, const char *sql, int64_t *number)
{
	struct sqlite3_stmt *s;
	enum err err;

	if ((err = told(j, sqlite3_prepare_v2(j->db, sql, -1, &s, NULL))) != OK)
		return err;
	err = told(j, sqlite3_step(s));
	*number = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	return err;
}

static enum err
make(struct journal *j)
{
	char mark[128];
	enum err err;

	text_format(mark, sizeof mark, "PRAGMA application_id = %d;"
	    "PRAGMA user_version = %d;", APPLICATION, VERSION);
	if ((err = execute(j, "BEGIN IMMEDIATE")) == OK &&
	    (err = execute(j, schema)) == OK &&
	    (err = execute(j, mark)) == OK)
		err = execute(j, "COMMIT");
	return err;
}

/* Ours, of a version that we know; or new. */
static enum err
recognise(struct journal *j)
{
	int64_t application, version, tables;
	enum err err;

	if ((err = ask_number(j, "PRAGMA application_id", &application)) !=
	    OK || (err = ask_number(j, "PRAGMA user_version", &version)) !=
	    OK || (err = ask_number(j, "SELECT count(*) FROM sqlite_schema",
	    &tables)) != OK)
		return err;
	if (tables == 0)
		return make(j);
	if (application == APPLICATION && version == VERSION)
		return OK;
	text_format(j->why, sizeof j->why, application != APPLICATION ?
	    "journal.db is another program's database" :
	    "journal.db is of a newer goxeld (its version is %lld, this one "
	    "knows %d)", (long long)version, VERSION);
	return ERR_CORRUPT;
}

static enum err
prepare(struct journal *j)
{
	enum err err = OK;
	int i;

	for (i = 0; i < JOURNAL_STATEMENTS && err == OK; i++)
		err = told(j, sqlite3_prepare_v3(j->db, statements[i], -1,
		    SQLITE_PREPARE_PERSISTENT, &j->statement[i], NULL));
	return err;
}

enum err
journal_open(const struct folder *f, struct journal *j)
{
	char path[FOLDER_PATH + 16];
	enum err err;

	*j = (struct journal){ 0 };
	text_format(path, sizeof path, "%s/journal.db", f->path);
	err = told(j, sqlite3_open_v2(path, &j->db, SQLITE_OPEN_READWRITE |
	    SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW,
	    NULL));
	if (err == OK) {
		sqlite3_extended_result_codes(j->db, 1);
		sqlite3_db_config(j->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
		err = execute(j, settings);
	}
	if (err == OK && (err = recognise(j)) == OK)
		err = prepare(j);
	/* SQLite does not for the database itself, only for its log. */
	if (err == OK && fsync(f->fd) == -1)
		err = told(j, SQLITE_IOERR_DIR_FSYNC);
	if (err != OK)
		journal_close(j);
	return err;
}

void
journal_close(struct journal *j)
{
	int i;

	for (i = 0; i < JOURNAL_STATEMENTS; i++)
		sqlite3_finalize(j->statement[i]);
	memset(j->statement, 0, sizeof j->statement);
	sqlite3_close(j->db);
	j->db = NULL;
}

/*
 * Writing
 */

enum err
journal_begin(struct journal *j)
{
	return run(j, JOURNAL_BEGIN);
}

enum err
journal_commit(struct journal *j)
{
	return run(j, JOURNAL_COMMIT);
}

enum err
journal_add(struct journal *j, const char *name, uint64_t *id)
{
	enum err err;

	sqlite3_bind_text(j->statement[JOURNAL_ADD], 1, name, -1,
	    SQLITE_STATIC);
	if ((err = run(j, JOURNAL_ADD)) == OK)
		*id = (uint64_t)sqlite3_last_insert_rowid(j->db);
	return err;
}

enum err
journal_remove(struct journal *j, uint64_t id)
{
	enum err err;

	bind_number(j, JOURNAL_REMOVE_ROWS, 1, id);
	if ((err = run(j, JOURNAL_REMOVE_ROWS)) != OK)
		return err;
	bind_number(j, JOURNAL_REMOVE, 1, id);
	return run(j, JOURNAL_REMOVE);
}

static uint32_t
sum_of(const struct journal_row *row)
{
	const uint64_t key[3] = { row->project, row->first, row->last };
#ifdef STORE_UNCHECKED
	/* The control of tests/store, which must not notice. */
	return 0;
#endif
	return (uint32_t)crc32_z(crc32_z(0, (const Bytef *)key, sizeof key),
	    row->bytes, row->len);
}

enum err
journal_append(struct journal *j, const struct journal_row *row)
{
	enum err err;

	bind_number(j, JOURNAL_APPEND, 1, row->project);
	bind_number(j, JOURNAL_APPEND, 2, row->first);
	bind_number(j, JOURNAL_APPEND, 3, row->last);
	bind_number(j, JOURNAL_APPEND, 4, sum_of(row));
	sqlite3_bind_blob64(j->statement[JOURNAL_APPEND], 5, row->bytes,
	    row->len, SQLITE_STATIC);
	if ((err = run(j, JOURNAL_APPEND)) != OK)
		return err;
	bind_number(j, JOURNAL_ADVANCE, 1, row->project);
	bind_number(j, JOURNAL_ADVANCE, 2, row->last);
	return run(j, JOURNAL_ADVANCE);
}

/*
 * Reading
 */

static struct journal_project
project_at(struct sqlite3_stmt *s)
{
	return (struct journal_project){ .id = number_at(s, 0),
	    .name = (const char *)sqlite3_column_text(s, 1),
	    .revision = number_at(s, 2), .filed = number_at(s, 3),
	    .filed_before = number_at(s, 4) };
}

enum err
journal_find(struct journal *j, const char *name, struct journal_project *p)
{
	struct sqlite3_stmt *s = j->statement[JOURNAL_FIND];
	int code;

	*p = (struct journal_project){ 0 };
	sqlite3_bind_text(s, 1, name, -1, SQLITE_STATIC);
	if ((code = sqlite3_step(s)) == SQLITE_ROW)
		*p = project_at(s);
	p->name = NULL;
	sqlite3_reset(s);
	sqlite3_clear_bindings(s);
	return told(j, code);
}

enum err
journal_projects(struct journal *j, journal_on_project *on, void *arg)
{
	struct sqlite3_stmt *s = j->statement[JOURNAL_PROJECTS];
	struct journal_project p;
	enum err err = OK;
	int code = SQLITE_DONE;

	while (err == OK && (code = sqlite3_step(s)) == SQLITE_ROW) {
		p = project_at(s);
		err = on(arg, &p);
	}
	if (err == OK)
		err = told(j, code);
	sqlite3_reset(s);
	return err;
}

/* The row that the statement stands at, if it follows on `revision`. */
static enum err
row_at(struct journal *j, struct journal_row *row, uint64_t revision)
{
	struct sqlite3_stmt *s = j->statement[JOURNAL_READ];

	row->first = number_at(s, 0);
	row->last = number_at(s, 1);
	row->bytes = sqlite3_column_blob(s, 3);
	row->len = (size_t)sqlite3_column_bytes(s, 3);
	if (row->first > revision || sum_of(row) != number_at(s, 2)) {
		text_format(j->why, sizeof j->why, "journal.db: the edits of "
		    "project %llu behind revision %llu are damaged or missing",
		    (unsigned long long)row->project,
		    (unsigned long long)revision);
		return ERR_CORRUPT;
	}
	return OK;
}

enum err
journal_read(struct journal *j, uint64_t id, uint64_t revision,
    journal_on_row *on, void *arg)
{
	struct sqlite3_stmt *s = j->statement[JOURNAL_READ];
	struct journal_row row = { .project = id };
	enum err err = OK;
	int code = SQLITE_DONE;

	bind_number(j, JOURNAL_READ, 1, id);
	bind_number(j, JOURNAL_READ, 2, revision);
	while (err == OK && (code = sqlite3_step(s)) == SQLITE_ROW) {
		if ((err = row_at(j, &row, revision)) == OK)
			err = on(arg, &row);
		revision = row.last;
	}
	if (err == OK)
		err = told(j, code);
	sqlite3_reset(s);
	sqlite3_clear_bindings(s);
	return err;
}

/*
 * Forgetting
 */

static enum err
filed_before(struct journal *j, uint64_t id, uint64_t *before)
{
	char sql[96];
	int64_t number = 0;
	enum err err;

	text_format(sql, sizeof sql, "SELECT filed_before FROM project "
	    "WHERE id = %llu", (unsigned long long)id);
	err = ask_number(j, sql, &number);
	*before = (uint64_t)number;
	return err;
}

enum err
journal_filed(struct journal *j, uint64_t id, uint64_t revision,
    uint64_t *old)
{
	uint64_t before;
	enum err err;

	if ((err = filed_before(j, id, old)) != OK)
		return err;
	bind_number(j, JOURNAL_FILED, 1, id);
	bind_number(j, JOURNAL_FILED, 2, revision);
	if ((err = run(j, JOURNAL_FILED)) != OK)
		return err;
	if (sqlite3_changes(j->db) == 0) {
		*old = 0;
		return OK;
	}
	if ((err = filed_before(j, id, &before)) != OK)
		return err;
	bind_number(j, JOURNAL_TRIM, 1, id);
	bind_number(j, JOURNAL_TRIM, 2, before);
	return run(j, JOURNAL_TRIM);
}

enum err
journal_tidy(struct journal *j, size_t allowed)
{
	const char *wal = sqlite3_filename_wal(sqlite3_db_filename(j->db,
	    "main"));
	struct stat st;

	if (stat(wal, &st) == -1 || (size_t)st.st_size <= allowed)
		return OK;
	return told(j, sqlite3_wal_checkpoint_v2(j->db, NULL,
	    SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL));
}
