/*
 * machine - doctor's second group: limits, clock, what dead servers left
 */
#include <sys/stat.h>
#include <sys/timex.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client/examine.h"
#include "clock.h"
#include "shm/workers.h"
#include "text.h"

#define SPARE_FILES	64		/* beside one a connection */
#define CLOCK_EARLIEST	1767225600	/* 2026; this program is not older */
#define SHM_FOLDER	"/dev/shm"
#define SHM_YOUNG_S	10		/* may be a server that starts now */

/* A soft limit of a process; -1: not known. */
static double
limit_of(pid_t pid, const char *name)
{
	char path[64], line[256], *value;
	double limit = -1;
	FILE *file;

	text_format(path, sizeof path, "/proc/%d/limits", (int)pid);
	if ((file = fopen(path, "re")) == NULL)
		return -1;
	while (fgets(line, sizeof line, file) != NULL) {
		if (strncmp(line, name, strlen(name)) != 0)
			continue;
		value = line + strlen(name) + strspn(line + strlen(name), " ");
		limit = strncmp(value, "unlimited", 9) == 0 ? 1e18 :
		    strtod(value, NULL);
	}
	fclose(file);
	return limit;
}

static void
examine_limit(const struct patient *p, const char *check, const char *name,
    double need, struct findings *list)
{
	double limit = limit_of(p->pid, name);

	if (limit < 0) {
		finding_add(list, check, VERDICT_WARN, "/proc/%d/limits "
		    "cannot be read", (int)p->pid);
		finding_remedy(list, "ask as the server's user, or as root");
		return;
	}
	finding_add(list, check, limit < need ? VERDICT_BAD : VERDICT_OK,
	    "%.0f are allowed and %.0f needed (%s)", limit, need, name);
	if (limit < need)
		finding_remedy(list, "raise it in the unit (LimitNOFILE, "
		    "LimitMEMLOCK) or by ulimit, and start anew");
}

/* The last change of a file lies ahead: somebody set the clock back. */
static bool
is_ahead(const char *path, const char *name)
{
	char whole[PATH_MAX + 32];
	struct stat st;

	text_format(whole, sizeof whole, "%s/%s", path, name);
	return stat(whole, &st) == 0 && st.st_mtime > clock_unix() + 60;
}

static void
examine_clock(const struct patient *p, struct findings *list)
{
	struct timex tx = { .modes = 0 };
	bool synchronised = adjtimex(&tx) != TIME_ERROR;
	char data[PATH_MAX];

	patient_path(p, "data_dir", data);
	if (clock_unix() < CLOCK_EARLIEST || is_ahead(data, "journal.db") ||
	    is_ahead(data, "projects")) {
		finding_add(list, "clock", VERDICT_WARN, "the clock is "
		    "behind: the journal was written later than now");
		finding_remedy(list, "set it, by NTP; times in logs mislead "
		    "until then");
		return;
	}
	finding_add(list, "clock", VERDICT_OK, "plausible%s", synchronised ?
	    ", and synchronised" :
	    "; the kernel does not call it synchronised");
}

static int
count_shared(void)
{
	DIR *folder = opendir(SHM_FOLDER);
	struct dirent *entry;
	struct stat st;
	int count = 0;

	if (folder == NULL)
		return 0;
	while ((entry = readdir(folder)) != NULL)
		count += strncmp(entry->d_name, "goxeld.", 7) == 0 &&
		    fstatat(dirfd(folder), entry->d_name, &st,
		    AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode) &&
		    clock_unix() - st.st_mtime > SHM_YOUNG_S;
	closedir(folder);
	return count;
}

static void
examine_shared(struct findings *list)
{
	int count = count_shared();

	finding_add(list, "shm", count > 0 ? VERDICT_WARN : VERDICT_OK,
	    "%d objects are left in " SHM_FOLDER, count);
	if (count > 0)
		finding_remedy(list, "servers unlink theirs at once: rm "
		    SHM_FOLDER "/goxeld.* gives the memory back");
}

/* Where the pid file is unless a setting says otherwise. */
static void
default_pid_file(const char *socket, char out[PATH_MAX])
{
	size_t len = strlen(socket);

	if (len > 5 && strcmp(socket + len - 5, ".sock") == 0)
		len -= 5;
	text_format(out, PATH_MAX, "%.*s.pid", (int)len, socket);
}

static void
examine_pid_file(const struct patient *p, struct findings *list)
{
	char path[PATH_MAX];
	FILE *file;
	int pid = 0;

	patient_path(p, "pid_file", path);
	if (p->config == NULL)
		default_pid_file(p->target->socket, path);
	if (p->target->pid_file != NULL)
		text_copy(path, sizeof path, p->target->pid_file);
	if ((file = fopen(path, "re")) == NULL)
		return;
	if (fscanf(file, "%d", &pid) != 1)
		pid = 0;
	fclose(file);
	if (pid == p->pid && pid > 1)
		finding_add(list, "pid_file", VERDICT_OK, "%s names process "
		    "%d", path, pid);
	else if (p->pid != 0 || pid < 2 || (kill(pid, 0) == -1 &&
	    errno == ESRCH)) {
		finding_add(list, "pid_file", VERDICT_WARN, "%s names process "
		    "%d, which is not the server", path, pid);
		finding_remedy(list, "it is left of a server that died: "
		    "remove it, or start one, which replaces it");
	}
}

void
machine_examine(const struct patient *p, struct findings *list)
{
	if (p->pid != 0) {
		examine_limit(p, "nofile", "Max open files",
		    (double)patient_number(p, "connections") + SPARE_FILES,
		    list);
		examine_limit(p, "memlock", "Max locked memory",
		    sizeof(struct worker_row), list);
	}
	examine_clock(p, list);
	examine_shared(list);
	examine_pid_file(p, list);
}
