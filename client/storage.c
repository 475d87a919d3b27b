/*
 * storage - doctor's third group: the data folder's room, speed and journal
 */
#include <sys/stat.h>
#include <sys/statfs.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "client/amount.h"
#include "client/examine.h"
#include "client/gauge.h"
#include "clock.h"
#include "text.h"

#define ROOM_BAD	(64.0 * (1 << 20))	/* bytes */
#define ROOM_LITTLE	(1024.0 * (1 << 20))
#define FSYNCS		5
#define FSYNC_SLOW_MS	30	/* an SSD takes 1, a disk that turns 15 */
#define FSYNC_BAD_MS	500
#define WAL_LARGE	(64.0 * (1 << 20))	/* it is tidied at 4 MiB */
#define JOURNAL_LARGE	(8192.0 * (1 << 20))
#define LAG_LARGE	(16.0 * (1 << 20))	/* bytes of a hotlog */

static void
examine_room(const char *path, bool full, struct findings *list)
{
	struct statfs fs;
	char left[AMOUNT];
	double room;

	if (statfs(path, &fs) == -1) {
		finding_add(list, "disk", VERDICT_BAD, "%s: %s", path,
		    strerror(errno));
		finding_remedy(list, "the server cannot store projects there: "
		    "make the folder, or set data_dir, and restart");
		return;
	}
	room = (double)fs.f_bavail * (double)fs.f_bsize;
	amount_bytes(room, left);
	finding_add(list, "disk", full || room < ROOM_BAD ? VERDICT_BAD :
	    room < ROOM_LITTLE || fs.f_type == TMPFS_MAGIC ? VERDICT_WARN :
	    VERDICT_OK, "%s has %s left%s%s", path, left, full ?
	    "; edits are refused" : "", fs.f_type == TMPFS_MAGIC ?
	    "; it is in memory, and ends with the machine" : "");
	if (fs.f_type == TMPFS_MAGIC)
		finding_remedy(list, "set data_dir to a folder on a disk");
	if (full || room < ROOM_LITTLE)
		finding_remedy(list, "make room; editing goes on by itself");
}

/* Microseconds that one takes; -1 with errno. */
static double
time_fsync(int fd)
{
	static const char block[4096];
	uint64_t began = clock_ns();

	if (pwrite(fd, block, sizeof block, 0) == -1 || fsync(fd) == -1)
		return -1;
	return (double)(clock_ns() - began) / 1000;
}

static int
compare(const void *one, const void *other)
{
	double a = *(const double *)one, b = *(const double *)other;

	return (a > b) - (a < b);
}

/* The median of a few, in a file without a name. */
static double
measure_fsync(const char *path)
{
	double us[FSYNCS];
	int fd = open(path, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600), i;

	if (fd == -1)
		return -1;
	for (i = 0; i < FSYNCS; i++)
		if ((us[i] = time_fsync(fd)) < 0) {
			close(fd);
			return -1;
		}
	close(fd);
	qsort(us, FSYNCS, sizeof us[0], compare);
	return us[FSYNCS / 2];
}

static void
examine_fsync(const char *path, struct findings *list)
{
	double us = measure_fsync(path);
	char text[AMOUNT];

	if (us < 0) {
		finding_add(list, "fsync", VERDICT_WARN, "not measured: %s",
		    strerror(errno));
		finding_remedy(list, "ask as the server's user, or as root");
		return;
	}
	amount_time(us, text);
	finding_add(list, "fsync", us > FSYNC_BAD_MS * 1000.0 ? VERDICT_BAD :
	    us > FSYNC_SLOW_MS * 1000.0 ? VERDICT_WARN : VERDICT_OK,
	    "a write reaches the disk in %s", text);
	if (us > FSYNC_SLOW_MS * 1000.0)
		finding_remedy(list, "with durability power every edit waits "
		    "that long; put data_dir on a faster disk");
}

/* Bytes of a file of the folder; 0 when it is not there. */
static double
size_of(const char *path, const char *name)
{
	char whole[PATH_MAX + 32];
	struct stat st;

	text_format(whole, sizeof whole, "%s/%s", path, name);
	return stat(whole, &st) == 0 ? (double)st.st_size : 0;
}

static void
examine_journal(const struct patient *p, const char *path,
    struct findings *list)
{
	double size = size_of(path, "journal.db");
	double wal = size_of(path, "journal.db-wal"), lag = 0;
	char sizes[2][AMOUNT];
	const cJSON *row;
	bool large;

	cJSON_ArrayForEach(row, p->projects)
		if (gauge_number(row, "lag") > lag)
			lag = gauge_number(row, "lag");
	large = size > JOURNAL_LARGE || wal > WAL_LARGE || lag > LAG_LARGE;
	amount_bytes(size, sizes[0]);
	amount_bytes(wal, sizes[1]);
	finding_add(list, "journal", large ? VERDICT_WARN : VERDICT_OK,
	    "%s, and %s not tidied; the project furthest behind waits for "
	    "%.0f bytes", sizes[0], sizes[1], lag);
	if (large)
		finding_remedy(list, "the keeper does not keep up: look at "
		    "the disk, and at its lines in the log");
}

static void
examine_keeper(const struct patient *p, struct findings *list)
{
	double pid = gauge_number(p->info, "keeper");

	finding_add(list, "keeper", pid > 1 ? VERDICT_OK : VERDICT_BAD,
	    pid > 1 ? "process %.0f stores edits" : "no process stores edits",
	    pid);
	if (pid <= 1)
		finding_remedy(list, "its lines in the log tell why; edits "
		    "are in shared memory alone");
}

void
storage_examine(const struct patient *p, struct findings *list)
{
	const char *store = gauge_text(p->info, "store");
	char path[PATH_MAX], wanted[PATH_MAX];

	if (p->info == NULL)
		return;
	patient_path(p, "data_dir", wanted);
	if (strcmp(store, "off") == 0) {
		finding_add(list, "store", strcmp(wanted, "off") == 0 ?
		    VERDICT_OK : VERDICT_BAD, "projects are in memory only%s",
		    strcmp(wanted, "off") == 0 ? ", as data_dir off says" :
		    ", although data_dir names a folder");
		if (strcmp(wanted, "off") != 0)
			finding_remedy(list, "another server has the folder, "
			    "or it could not be opened: the log tells");
		return;
	}
	text_format(path, sizeof path, "%s", wanted[0] != '\0' ? wanted :
	    store);
	examine_keeper(p, list);
	examine_room(path, strcmp(gauge_text(p->info, "store_full"),
	    "yes") == 0, list);
	examine_fsync(path, list);
	examine_journal(p, path, list);
}
