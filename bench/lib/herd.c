/*
 * herd - what the processes of a server cost together
 *
 * Reads /proc/PID/task/TID/{children,schedstat} and /proc/PID/smaps_rollup.
 * A process that ends between two reads counts as nothing.
 */
#include <ctype.h>
#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "bench/lib/herd.h"
#include "text.h"

#define MEMBERS		1024		/* processes looked at, at most */

struct members {
	pid_t		pid[MEMBERS];
	unsigned	count;
};

/* That file of the next thread in `tasks`; NULL after the last. */
static FILE *
next_task_file(DIR *tasks, pid_t pid, const char *name)
{
	struct dirent *entry;
	char path[128];
	FILE *in;

	while ((entry = readdir(tasks)) != NULL) {
		if (!isdigit((unsigned char)entry->d_name[0]))
			continue;
		text_format(path, sizeof(path), "/proc/%d/task/%.20s/%s",
		    (int)pid, entry->d_name, name);
		if ((in = fopen(path, "re")) != NULL)
			return in;
	}
	return NULL;
}

static DIR *
open_tasks(pid_t pid)
{
	char path[64];

	text_format(path, sizeof(path), "/proc/%d/task", (int)pid);
	return opendir(path);
}

static void
add_member(struct members *m, pid_t pid)
{
	unsigned i;

	for (i = 0; i < m->count; i++)
		if (m->pid[i] == pid)
			return;
	if (m->count < MEMBERS)
		m->pid[m->count++] = pid;
}

static void
add_children(struct members *m, pid_t pid)
{
	DIR *tasks = open_tasks(pid);
	FILE *in;
	int child;

	if (tasks == NULL)
		return;
	while ((in = next_task_file(tasks, pid, "children")) != NULL) {
		while (fscanf(in, "%d", &child) == 1)
			add_member(m, child);
		fclose(in);
	}
	closedir(tasks);
}

static void
find_members(struct members *m, const struct herd *h)
{
	unsigned i;

	m->count = 0;
	for (i = 0; i < h->count; i++)
		add_member(m, h->root[i]);
	for (i = 0; i < m->count; i++)	/* grows while it is walked */
		add_children(m, m->pid[i]);
}

static uint64_t
cpu_of(pid_t pid)
{
	DIR *tasks = open_tasks(pid);
	uint64_t used, total = 0;
	FILE *in;

	if (tasks == NULL)
		return 0;
	while ((in = next_task_file(tasks, pid, "schedstat")) != NULL) {
		if (fscanf(in, "%" SCNu64, &used) == 1)
			total += used;
		fclose(in);
	}
	closedir(tasks);
	return total;
}

static uint64_t
pss_of(pid_t pid)
{
	char path[64], line[128];
	uint64_t kib = 0;
	FILE *in;

	text_format(path, sizeof(path), "/proc/%d/smaps_rollup", (int)pid);
	if ((in = fopen(path, "re")) == NULL)
		return 0;
	while (fgets(line, sizeof(line), in) != NULL)
		if (sscanf(line, "Pss: %" SCNu64, &kib) == 1)
			break;
	fclose(in);
	return kib * 1024;
}

static uint64_t
sum(const struct herd *h, uint64_t (*of)(pid_t))
{
	struct members m;
	uint64_t total = 0;
	unsigned i;

	find_members(&m, h);
	for (i = 0; i < m.count; i++)
		total += of(m.pid[i]);
	return total;
}

uint64_t
herd_cpu_ns(const struct herd *h)
{
	return sum(h, cpu_of);
}

uint64_t
herd_pss(const struct herd *h)
{
	return sum(h, pss_of);
}
