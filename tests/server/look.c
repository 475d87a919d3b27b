/*
 * look - what a running server shows: its log, its workers, its stats
 */
#include <sys/socket.h>
#include <sys/un.h>
#include <cjson/cJSON.h>
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/server/harness.h"

/* ---- files ---- */

const char *
server_file(const struct server *s, const char *path)
{
	static struct buf text;
	FILE *file = fopen(path, "re");
	char *room;
	size_t n;

	(void)s;
	text.limit = 1u << 30;
	buf_reset(&text);
	while (file != NULL && (room = buf_room(&text, 65536)) != NULL &&
	    (n = fread(room, 1, 65536, file)) > 0)
		text.len += n;
	if (file != NULL)
		fclose(file);
	buf_add(&text, "", 1);
	return text.bytes;
}

struct wanted_text {
	const struct server	*server;
	const char		*text;
};

static bool
log_holds(const void *what)
{
	const struct wanted_text *wanted = what;

	return strstr(server_file(wanted->server, wanted->server->log),
	    wanted->text) != NULL;
}

void
await_log(const struct server *s, const char *text)
{
	struct wanted_text wanted = { s, text };

	if (!soon(log_holds, &wanted, PATIENCE_MS))
		wrong("the log does not say '%s'", text);
}

unsigned
log_lines(const struct server *s, const char *text)
{
	const char *at = server_file(s, s->log);
	unsigned count = 0;

	while ((at = strstr(at, text)) != NULL) {
		count++;
		at += strcspn(at, "\n");
		at += *at == '\n';
		at += *at == '\n';
	}
	return count;
}

/* ---- processes ---- */

/* Neither gone nor a zombie. */
bool
process_lives(pid_t pid)
{
	char path[64], line[256], *end;
	bool lives = false;
	FILE *file;

	snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
	if ((file = fopen(path, "re")) == NULL)
		return false;
	if (fgets(line, sizeof line, file) != NULL &&
	    (end = strrchr(line, ')')) != NULL)
		lives = end[1] == ' ' && end[2] != 'Z' && end[2] != 'X';
	fclose(file);
	return lives;
}

/* The children of one thread of the master. */
static unsigned
add_children(pid_t master, const char *thread, pid_t *pids, unsigned count)
{
	char path[128];
	FILE *file;
	int pid;

	snprintf(path, sizeof path, "/proc/%d/task/%.20s/children",
	    (int)master, thread);
	if ((file = fopen(path, "re")) == NULL)
		return count;
	while (count < WORKERS_MAX && fscanf(file, "%d", &pid) == 1)
		if (process_lives(pid))
			pids[count++] = pid;
	fclose(file);
	return count;
}

unsigned
worker_pids(const struct server *s, pid_t pids[WORKERS_MAX])
{
	struct dirent *entry;
	unsigned count = 0;
	char path[64];
	DIR *dir;

	snprintf(path, sizeof path, "/proc/%d/task", (int)s->pid);
	if ((dir = opendir(path)) == NULL)
		wrong("the master is gone");
	while ((entry = readdir(dir)) != NULL)
		if (entry->d_name[0] != '.')
			count = add_children(s->pid, entry->d_name, pids,
			    count);
	closedir(dir);
	return count;
}

struct wanted_workers {
	const struct server	*server;
	unsigned		 count;
	pid_t			 gone;
};

static bool
has_workers(const void *what)
{
	const struct wanted_workers *wanted = what;
	pid_t pids[WORKERS_MAX];
	unsigned i, count = worker_pids(wanted->server, pids);

	for (i = 0; i < count; i++)
		if (pids[i] == wanted->gone)
			return false;
	return count == wanted->count;
}

void
await_workers(const struct server *s, unsigned count, pid_t gone)
{
	struct wanted_workers wanted = { s, count, gone };

	if (!soon(has_workers, &wanted, PATIENCE_MS))
		wrong("there are not %u workers after %d ms", count,
		    PATIENCE_MS);
}

static bool
is_worker(const struct server *s, pid_t pid)
{
	pid_t pids[WORKERS_MAX];
	unsigned i, count = worker_pids(s, pids);

	for (i = 0; i < count; i++)
		if (pids[i] == pid)
			return true;
	return false;
}

void
kill_worker(struct server *s, pid_t pid)
{
	if (!is_worker(s, pid))
		wrong("process %d is no worker of this server", (int)pid);
	if (kill(pid, SIGKILL) == -1)
		wrong("kill: %s", strerror(errno));
}

struct old_workers {
	pid_t		 pids[WORKERS_MAX];
	unsigned	 count;
};

static bool
all_gone(const void *what)
{
	const struct old_workers *old = what;
	unsigned i;

	for (i = 0; i < old->count; i++)
		if (process_lives(old->pids[i]))
			return false;
	return true;
}

void
reload(struct server *s)
{
	struct old_workers old;

	old.count = worker_pids(s, old.pids);
	server_signal(s, SIGHUP);
	if (!soon(all_gone, &old, PATIENCE_MS))
		wrong("old workers live on %d ms after SIGHUP", PATIENCE_MS);
	server_await(s);
}

/* ---- stats ---- */

static bool
has_ready(const void *what)
{
	const struct wanted_workers *wanted = what;

	return counter(wanted->server, "workers_ready") == wanted->count;
}

void
await_ready(const struct server *s, unsigned count)
{
	struct wanted_workers wanted = { s, count, 0 };

	if (!soon(has_ready, &wanted, PATIENCE_MS))
		wrong("there are not %u workers ready after %d ms", count,
		    PATIENCE_MS);
}

/* The number `wanted` of the row in which `key` is `value`. */
static double
row_number(const char *rows, const char *key, double value,
    const char *wanted)
{
	cJSON *all = cJSON_Parse(rows);
	const cJSON *row = all == NULL ? NULL : all->child;
	double number = -1;

	while (row != NULL && cJSON_GetNumberValue(cJSON_GetObjectItem(row,
	    key)) != value)
		row = row->next;
	if (row != NULL)
		number = cJSON_GetNumberValue(cJSON_GetObjectItem(row,
		    wanted));
	cJSON_Delete(all);
	return number;
}

/* One connection and no more, in the hands of a worker. */
static bool
is_served(const void *what)
{
	const struct server *s = what;
	const char *conns = stats(s, "show conns json"), *row;

	if ((row = strchr(conns, '{')) == NULL || strchr(row + 1, '{') != NULL)
		return false;
	return number_named(conns, "worker") >= 0;
}

pid_t
serving_worker(const struct server *s)
{
	double worker, pid;

	if (!soon(is_served, s, PATIENCE_MS))
		wrong("not one connection with a worker: %.400s",
		    stats(s, "show conns json"));
	worker = number_named(stats(s, "show conns json"), "worker");
	pid = row_number(stats(s, "show workers json"), "worker", worker,
	    "pid");
	if (pid < 2)
		wrong("worker %.0f has no process", worker);
	return (pid_t)pid;
}

const char *
stats(const struct server *s, const char *command)
{
	static struct buf text;
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	struct timeval limit = { .tv_sec = PATIENCE_MS / 1000 };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	ssize_t n;

	text.limit = 1u << 30;
	buf_reset(&text);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
	snprintf(addr.sun_path, sizeof addr.sun_path, "%s", s->stats);
	if (connect(fd, (struct sockaddr *)&addr, sizeof addr) == -1 ||
	    dprintf(fd, "%s\n", command) < 0)
		wrong("%s: %s", s->stats, strerror(errno));
	while ((n = recv(fd, buf_room(&text, 65536), 65536, 0)) > 0)
		text.len += (size_t)n;
	if (n == -1)
		wrong("'%s' on the stats socket: %s", command,
		    strerror(errno));
	close(fd);
	buf_add(&text, "", 1);
	return text.bytes;
}

double
counter(const struct server *s, const char *name)
{
	const char *info = stats(s, "show info json");
	double value = number_named(info, name);

	if (value < 0)
		wrong("there is no %s in %.400s", name, info);
	return value;
}

pid_t
project_worker(const struct server *s, const char *project)
{
	const char *all = stats(s, "show projects json");
	double pid = number_beside(all, "name", project, "pid");

	if (pid < 2)
		wrong("nobody holds '%s' in %.400s", project, all);
	return (pid_t)pid;
}
