/*
 * control - reload, upgrade, stop, status: what is done to a whole server
 *
 * A server is controlled by signals.  Its process id comes from the pid file
 * when one is named, else from its stats socket.
 */
#include <sys/types.h>
#include <cjson/cJSON.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client/ask.h"
#include "client/control.h"
#include "client/quit.h"
#include "clock.h"
#include "text.h"

#define ANSWER_MAX	(16u << 20)	/* bytes */
#define STOP_WAIT_MS	10000
#define STOP_LOOK_MS	20		/* between two looks */

/* What `show info json` says, or NULL when no server listens. */
static cJSON *
server_info(const struct target *target)
{
	struct buf answer;
	cJSON *info = NULL;

	buf_init(&answer, ANSWER_MAX);
	if (ask_stats(target, "show info json", &answer) &&
	    (info = cJSON_Parse(answer.bytes)) == NULL)
		quit("the stats socket of %s gave no JSON", target->socket);
	buf_fini(&answer);
	return info;
}

static pid_t
pid_of_file(const char *path)
{
	char text[32] = "";
	int64_t pid;
	FILE *file;

	file = fopen(path, "re");
	if (file == NULL && errno == ENOENT)
		quit("no server is running: there is no %s", path);
	if (file == NULL)
		quit("%s: %s", path, strerror(errno));
	if (fgets(text, sizeof text, file) == NULL)
		text[0] = '\0';
	fclose(file);
	text[strcspn(text, "\n")] = '\0';
	if (!text_integer(text, 2, INT32_MAX, &pid))
		quit("%s holds no process id", path);
	return (pid_t)pid;
}

static pid_t
pid_of_stats(const struct target *target)
{
	cJSON *info = server_info(target);
	const cJSON *pid;
	pid_t found;

	if (info == NULL)
		quit("no server listens on %s.stats; name its pid file with "
		    "-p, or its socket with -s", target->socket);
	pid = cJSON_GetObjectItemCaseSensitive(info, "pid");
	if (!cJSON_IsNumber(pid) || pid->valueint < 2)
		quit("the stats socket of %s tells no pid", target->socket);
	found = pid->valueint;
	cJSON_Delete(info);
	return found;
}

static pid_t
server_pid(const struct target *target)
{
	return target->pid_file != NULL ? pid_of_file(target->pid_file) :
	    pid_of_stats(target);
}

static void
signal_server(pid_t pid, int number)
{
	if (kill(pid, number) == 0)
		return;
	if (errno == ESRCH)
		quit("no server is running: process %d is gone", (int)pid);
	quit("process %d: %s", (int)pid, strerror(errno));
}

static void
no_arguments(int argc, char **argv)
{
	if (argc > 1)
		quit("%s takes no arguments", argv[0]);
}

int
control_reload(const struct target *target, int argc, char **argv)
{
	pid_t pid;

	no_arguments(argc, argv);
	pid = server_pid(target);
	signal_server(pid, SIGHUP);
	printf("process %d was asked to reload; its log tells the outcome\n",
	    (int)pid);
	return 0;
}

/* A number of the info, or -1: there is no such, or nobody answers. */
static double
info_number(const struct target *target, const char *key)
{
	cJSON *info = server_info(target);
	const cJSON *value = cJSON_GetObjectItemCaseSensitive(info, key);
	double number = cJSON_IsNumber(value) ? value->valuedouble : -1;

	cJSON_Delete(info);
	return number;
}

/* What the server says to the order; quits when it refuses. */
static void
order_upgrade(const struct target *target)
{
	struct buf answer;
	const cJSON *done;
	cJSON *said;

	buf_init(&answer, ANSWER_MAX);
	if (!ask_stats(target, "upgrade json", &answer))
		quit("no server listens on %s.stats; name its socket with -s",
		    target->socket);
	said = cJSON_Parse(answer.bytes);
	done = cJSON_GetObjectItemCaseSensitive(said, "done");
	if (done == NULL)
		quit("refused: %s", cJSON_GetStringValue(
		    cJSON_GetObjectItemCaseSensitive(said, "error")));
	puts(done->valuestring);
	cJSON_Delete(said);
	buf_fini(&answer);
}

int
control_upgrade(const struct target *target, int argc, char **argv)
{
	uint64_t began_ms = clock_ms();
	double before;

	no_arguments(argc, argv);
	before = info_number(target, "upgrades");
	order_upgrade(target);
	while (info_number(target, "upgrades") <= before) {
		if (clock_ms() - began_ms > STOP_WAIT_MS)
			quit("it has not been done after %d s; the server's "
			    "log tells more", STOP_WAIT_MS / 1000);
		poll(NULL, 0, STOP_LOOK_MS);
	}
	printf("process %d has been upgraded\n",
	    (int)info_number(target, "pid"));
	return 0;
}

int
control_stop(const struct target *target, int argc, char **argv)
{
	uint64_t began_ms = clock_ms();
	pid_t pid;

	no_arguments(argc, argv);
	pid = server_pid(target);
	signal_server(pid, SIGTERM);
	while (kill(pid, 0) == 0) {
		if (clock_ms() - began_ms > STOP_WAIT_MS)
			quit("process %d is still there after %d s", (int)pid,
			    STOP_WAIT_MS / 1000);
		poll(NULL, 0, STOP_LOOK_MS);
	}
	printf("process %d has stopped\n", (int)pid);
	return 0;
}

/* "version", "pid" ...: one member of the info as text. */
static void
show_member(const cJSON *info, const char *key)
{
	const cJSON *value = cJSON_GetObjectItemCaseSensitive(info, key);
	char *text;

	if (value == NULL)
		return;
	text = cJSON_PrintUnformatted(value);
	printf("%-14s  %s\n", key, cJSON_IsString(value) ?
	    value->valuestring : text);
	free(text);
}

int
control_status(const struct target *target, int argc, char **argv)
{
	static const char *const keys[] = { "version", "pid", "state",
	    "uptime_seconds", "socket", "listen", "workers", "workers_ready",
	    "connections", "projects" };
	cJSON *info;
	size_t i;

	no_arguments(argc, argv);
	if (target->pid_file != NULL)
		signal_server(pid_of_file(target->pid_file), 0);
	info = server_info(target);
	if (info == NULL && target->pid_file != NULL) {
		printf("running, but nothing listens on %s.stats\n",
		    target->socket);
		return 0;
	}
	if (info == NULL)
		quit("no server listens on %s.stats", target->socket);
	puts("running");
	for (i = 0; i < sizeof keys / sizeof keys[0]; i++)
		show_member(info, keys[i]);
	cJSON_Delete(info);
	return 0;
}
