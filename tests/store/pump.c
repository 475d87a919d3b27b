/*
 * pump - puts edits into a store and says what it may promise
 *
 *	pump write FOLDER COMMITS	prints a revision when it is on disk
 *	pump verify FOLDER REVISION	is everything up to it there, and sound?
 *
 * What it writes tells what must be read: the edit of revision n is n, eight
 * times.  Ends with 0; 1: something is lost; 2: something is damaged; 3: the
 * store refused; 4: the disk is full.
 *
 * The build with -DSTORE_EARLY promises before the commit: the control.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "buf.h"
#include "goxel/context.h"
#include "goxel/format/pack.h"
#include "store/handover.h"
#include "store/journal.h"
#include "store/project.h"

#define EDIT		64	/* bytes */
#define GROUP		5	/* edits in a commit */
#define FILE_EVERY	40	/* commits */

static struct folder folder;
static struct journal journal;

static void __attribute__((noreturn))
stop(enum err err, const char *what)
{
	fprintf(stderr, "pump: %s: %s\n", what, journal.why);
	exit(err == ERR_FULL ? 4 : err == ERR_CORRUPT ? 2 : 3);
}

static void
must(enum err err, const char *what)
{
	if (err != OK)
		stop(err, what);
}

static void
open_store(const char *path)
{
	char why[FOLDER_WHY];

	if (folder_open(path, &folder, why) != OK) {
		fprintf(stderr, "pump: %s\n", why);
		exit(3);
	}
	must(journal_open(&folder, &journal), "open");
}

static void
fill(uint64_t edit[EDIT / 8], uint64_t revision)
{
	int i;

	for (i = 0; i < EDIT / 8; i++)
		edit[i] = revision;
}

static void
put_record(struct buf *row, uint64_t revision)
{
	struct handover_record head = { .revision = revision, .len = EDIT };
	uint64_t edit[EDIT / 8];

	fill(edit, revision);
	buf_add(row, &head, sizeof head);
	buf_add(row, edit, sizeof edit);
}

static void
promise(uint64_t revision)
{
	char line[32];
	int len = snprintf(line, sizeof line, "%" PRIu64 "\n", revision);

	if (write(STDOUT_FILENO, line, (size_t)len) != len)
		exit(3);
}

/* A file of an empty project at this revision. */
static void
put_file(uint64_t id, uint64_t revision)
{
	struct context *context = context_new("pumped", pack_read);
	uint64_t old;
	struct buf file;

	buf_init(&file, SIZE_MAX);
	context->revision = revision;
	project_write(context, &file);
	must(file.failed ? ERR_FULL : folder_put(&folder, id, revision,
	    file.bytes, file.len), "file");
	must(journal_begin(&journal), "begin");
	must(journal_filed(&journal, id, revision, &old), "filed");
	must(journal_commit(&journal), "commit");
	if (old != 0)
		folder_remove(&folder, id, old);
	buf_fini(&file);
	context_free(context);
}

static void
commit_group(uint64_t id, uint64_t *revision, struct buf *bytes)
{
	struct journal_row row = { .project = id, .first = *revision };
	int i;

	buf_reset(bytes);
	for (i = 0; i < GROUP; i++)
		put_record(bytes, ++*revision);
	row.last = *revision;
	row.bytes = bytes->bytes;
	row.len = bytes->len;
#ifdef STORE_EARLY
	promise(*revision);
#endif
	must(journal_begin(&journal), "begin");
	must(journal_append(&journal, &row), "append");
	must(journal_commit(&journal), "commit");
#ifndef STORE_EARLY
	promise(*revision);
#endif
}

static int
pump(int commits)
{
	struct journal_project p;
	struct buf bytes;
	int i;

	buf_init(&bytes, SIZE_MAX);
	must(journal_find(&journal, "pumped", &p), "find");
	if (p.id == 0)
		must(journal_add(&journal, "pumped", &p.id), "add");
	for (i = 1; i <= commits; i++) {
		commit_group(p.id, &p.revision, &bytes);
		if (i % FILE_EVERY == 0)
			put_file(p.id, p.revision);
		must(journal_tidy(&journal, 64u << 10), "tidy");
	}
	journal_close(&journal);
	return 0;
}

/* Every record is what its revision says. */
static enum err
check_row(void *arg, const struct journal_row *row)
{
	struct handover_record head;
	uint64_t *reached = arg, edit[EDIT / 8], right[EDIT / 8];
	const char *at = row->bytes, *end = at + row->len;

	for (; at < end; at += sizeof head + EDIT) {
		memcpy(&head, at, sizeof head);
		memcpy(edit, at + sizeof head, sizeof edit);
		fill(right, head.revision);
		if (memcmp(edit, right, sizeof edit) != 0 ||
		    head.len != EDIT) {
			fprintf(stderr, "pump: a wrong edit was read\n");
			exit(5);
		}
		if (head.revision > *reached + 1)
			return ERR_CORRUPT;
		if (head.revision > *reached)
			*reached = head.revision;
	}
	return OK;
}

static bool
is_good_file(uint64_t id, uint64_t revision)
{
	int file = folder_get(&folder, id, revision);
	uint64_t found = 0;
	struct stat st;
	void *bytes;

	if (file == -1 || fstat(file, &st) == -1 || st.st_size == 0)
		return false;
	bytes = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, file,
	    0);
	return bytes != MAP_FAILED && project_check(bytes,
	    (size_t)st.st_size, &found) == OK && found == revision;
}

static int
verify(uint64_t promised)
{
	struct journal_project p;
	uint64_t reached = 0;

	must(journal_find(&journal, "pumped", &p), "find");
	if (p.filed != 0 && is_good_file(p.id, p.filed))
		reached = p.filed;
	else if (p.filed_before != 0 && is_good_file(p.id, p.filed_before))
		reached = p.filed_before;
	must(journal_read(&journal, p.id, reached, check_row, &reached),
	    "read");
	if (reached < promised) {
		fprintf(stderr, "pump: revision %" PRIu64 " was promised and "
		    "%" PRIu64 " is there\n", promised, reached);
		return 1;
	}
	return 0;
}

int
main(int argc, char **argv)
{
	if (argc != 4) {
		fputs("usage: pump write FOLDER COMMITS | pump verify FOLDER "
		    "REVISION\n", stderr);
		return 3;
	}
	open_store(argv[2]);
	if (strcmp(argv[1], "write") == 0)
		return pump(atoi(argv[3]));
	return verify(strtoull(argv[3], NULL, 10));
}
