/*
 * journal - every edit that is stored, in one SQLite database
 *
 * One process has it open, for itself alone: so a second server is refused,
 * and there is one COMMIT, and one wait for the disk, for the edits of all
 * projects that came meanwhile.  A row holds many edits of one project: the
 * records of store/handover.h, one after the other, under a CRC-32 of all,
 * because SQLite does not check the pages of its main file.
 *
 * Changes stand between journal_begin and journal_commit, which returns when
 * they are on disk.  After an error the handle is of no use but to be closed:
 * what an fsync failed on cannot be written again through the same one
 * (spec/store-and-security.md, 1.3).
 */
#ifndef STORE_JOURNAL_H
#define STORE_JOURNAL_H

#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "store/folder.h"

#define JOURNAL_WAL	(4u << 20)	/* bytes; then it is tidied */

struct sqlite3;
struct sqlite3_stmt;

enum journal_statement {
	JOURNAL_BEGIN, JOURNAL_COMMIT, JOURNAL_ADD, JOURNAL_REMOVE,
	JOURNAL_REMOVE_ROWS, JOURNAL_APPEND, JOURNAL_ADVANCE, JOURNAL_FILED,
	JOURNAL_TRIM, JOURNAL_PROJECTS, JOURNAL_FIND, JOURNAL_READ,
	JOURNAL_STATEMENTS
};

struct journal {
	struct sqlite3		*db;
	struct sqlite3_stmt	*statement[JOURNAL_STATEMENTS];
	/* Of the last error. */
	char			 why[FOLDER_WHY];
};

struct journal_project {
	uint64_t	 id;		/* never used again */
	const char	*name;
	uint64_t	 revision;	/* of the last row, or of the file */
	uint64_t	 filed;		/* newest file; 0: none */
	uint64_t	 filed_before;	/* the one before; 0: none */
};

/* Some edits of one project, in the order of their revisions. */
struct journal_row {
	uint64_t	 project;	/* id */
	uint64_t	 first;		/* revision before the first */
	uint64_t	 last;		/* revision after the last */
	const void	*bytes;
	size_t		 len;
};

/*
 * All of these: OK; ERR_FULL: no room on the disk; ERR_BUSY: another process
 * has it; ERR_CORRUPT: what is there cannot be true; ERR_IO.  With words in
 * j->why.
 */
enum err journal_open(const struct folder *f, struct journal *j);
void	 journal_close(struct journal *j);

enum err journal_begin(struct journal *j);
enum err journal_commit(struct journal *j);

/* A new project of a name that no other has. */
enum err journal_add(struct journal *j, const char *name, uint64_t *id);
enum err journal_remove(struct journal *j, uint64_t id);
enum err journal_append(struct journal *j, const struct journal_row *row);
/* A file of this revision is there: rows that neither it nor the one before
 * needs are forgotten.  *old is the file that nobody needs any more, or 0. */
enum err journal_filed(struct journal *j, uint64_t id, uint64_t revision,
	    uint64_t *old);

/* *id 0: there is none of the name.  The name in *p is not set. */
enum err journal_find(struct journal *j, const char *name,
	    struct journal_project *p);

typedef enum err journal_on_project(void *arg,
	    const struct journal_project *p);
enum err journal_projects(struct journal *j, journal_on_project *on,
	    void *arg);

/* Rows with anything at or after `revision`, in order; ERR_CORRUPT at one that
 * is damaged or does not follow. */
typedef enum err journal_on_row(void *arg, const struct journal_row *row);
enum err journal_read(struct journal *j, uint64_t id, uint64_t revision,
	    journal_on_row *on, void *arg);

/* Move what was written ahead to its place, if it has grown, or at all. */
enum err journal_tidy(struct journal *j, size_t allowed);

#endif
