/*
 * liveness - doctor's first group: does the server answer, and how
 */
#include <sys/stat.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "client/examine.h"
#include "client/gauge.h"
#include "clock.h"
#include "text.h"

#define PING_MS		2000	/* it is bad when a ping takes longer */
#define SLOW_MS		250	/* it is told when it takes longer */
#define RECENT_S	3600	/* a death is recent */

static void
examine_absent(const struct patient *p, struct findings *list)
{
	const char *socket = p->target->socket;
	struct stat st;

	finding_add(list, "server", VERDICT_BAD, "no server answers on "
	    "%s.stats: %s", socket, p->error == 0 ? "it gives no JSON" :
	    strerror(p->error));
	if (p->error == EACCES)
		finding_remedy(list, "ask as the server's user, or as root");
	else
		finding_remedy(list, "start one with goxeld, or name its "
		    "socket with -s");
	if (p->error == ECONNREFUSED && lstat(socket, &st) == 0) {
		finding_add(list, "leftovers", VERDICT_WARN, "%s is left of a "
		    "server that died", socket);
		finding_remedy(list, "the next start replaces it; else "
		    "remove it");
	}
}

static void
examine_state(const struct patient *p, struct findings *list)
{
	const char *state = gauge_text(p->info, "state");
	double ready = gauge_number(p->info, "workers_ready");
	double wanted = gauge_number(p->info, "workers");

	if (strcmp(state, "serving") == 0 && ready >= wanted) {
		finding_add(list, "server", VERDICT_OK, "serving with %.0f "
		    "workers, process %d", ready, (int)p->pid);
		return;
	}
	finding_add(list, "server", ready == 0 ? VERDICT_BAD : VERDICT_WARN,
	    "%s; %.0f of %.0f workers are ready", state, ready, wanted);
	finding_remedy(list, "its log and `goxelctl stats show crashes` tell "
	    "of what workers die");
}

static void
examine_deaths(const struct patient *p, struct findings *list)
{
	int recent = 0;
	const cJSON *crash;

	cJSON_ArrayForEach(crash, p->crashes)
		recent += gauge_number(crash, "when") > (double)(clock_unix() -
		    RECENT_S);
	finding_add(list, "deaths", recent > 0 ? VERDICT_WARN : VERDICT_OK,
	    "%d workers died in the last hour", recent);
	if (recent > 0)
		finding_remedy(list, "`goxelctl stats show crashes` tells of "
		    "what");
}

/* The binary may have been replaced under the running server. */
static bool
runs_removed(pid_t pid)
{
	char link[64], exe[PATH_MAX] = "";
	ssize_t len;

	text_format(link, sizeof link, "/proc/%d/exe", (int)pid);
	len = readlink(link, exe, sizeof exe - 1);
	return len > 0 && strstr(exe, " (deleted)") != NULL;
}

static void
examine_version(const struct patient *p, struct findings *list)
{
	const char *version = gauge_text(p->info, "version");

	if (strcmp(version, GOXELD_VERSION) != 0)
		finding_add(list, "version", VERDICT_WARN, "the server is %s "
		    "and goxelctl is " GOXELD_VERSION, version);
	else if (runs_removed(p->pid))
		finding_add(list, "version", VERDICT_WARN, "the server's "
		    "binary is not on disk any more");
	else {
		finding_add(list, "version", VERDICT_OK, "server and goxelctl "
		    "are both %s", version);
		return;
	}
	finding_remedy(list, "goxelctl upgrade puts what is installed in "
	    "place, without closing a connection");
}

/* Milliseconds until a ping was answered; -1: it was not. */
static int
ping(const char *path)
{
	static const char request[] =
	    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\n";
	uint64_t began = clock_ms();
	struct pollfd wait = { .events = POLLIN };
	struct link link;
	size_t len;
	int ms = -1;

	if (!link_open_unix(&link, path))
		return -1;
	wait.fd = link.fd;
	if (link_send(&link, request, sizeof request - 1) &&
	    poll(&wait, 1, PING_MS) == 1 && link_line(&link, &len) != NULL)
		ms = (int)(clock_ms() - began);
	link_close(&link);
	return ms;
}

static void
examine_ping(const struct patient *p, struct findings *list)
{
	int ms = ping(p->target->socket);

	if (ms == -1)
		finding_add(list, "ping", VERDICT_BAD, "%s does not answer a "
		    "ping within %d s", p->target->socket, PING_MS / 1000);
	else
		finding_add(list, "ping", ms > SLOW_MS ? VERDICT_WARN :
		    VERDICT_OK, "answered in %d ms", ms);
	if (ms == -1 || ms > SLOW_MS)
		finding_remedy(list, "`goxelctl top` shows what workers are "
		    "busy with");
}

/* `most`: permissions that it may have. */
static void
examine_socket(const char *path, unsigned most, struct findings *list)
{
	struct stat st;

	if (path[0] == '\0' || strcmp(path, "off") == 0)
		return;
	if (lstat(path, &st) == -1 || !S_ISSOCK(st.st_mode)) {
		finding_add(list, "sockets", VERDICT_BAD, "%s is not there as "
		    "a socket any more", path);
		finding_remedy(list, "something removed it; restart the "
		    "server");
	} else if ((st.st_mode & 0777 & ~most) != 0) {
		finding_add(list, "sockets", VERDICT_WARN, "%s has mode %o, "
		    "more than the %o that it was given", path,
		    st.st_mode & 0777, most);
		finding_remedy(list, "chmod it, or others may connect");
	} else
		finding_add(list, "sockets", VERDICT_OK, "%s has mode %o",
		    path, st.st_mode & 0777);
}

static void
examine_sockets(const struct patient *p, struct findings *list)
{
	char path[PATH_MAX], mode[16];
	unsigned most = 0;

	patient_setting(p, "socket_mode", mode, sizeof mode);
	if (sscanf(mode, "%o", &most) != 1)
		most = 0600;
	patient_path(p, "socket", path);
	examine_socket(path, most, list);
	patient_path(p, "stats_socket", path);
	/* It asks who connects; its mode is that of the other. */
	examine_socket(path, most | 0600, list);
}

void
liveness_examine(const struct patient *p, struct findings *list)
{
	if (p->info == NULL) {
		examine_absent(p, list);
		return;
	}
	examine_state(p, list);
	examine_deaths(p, list);
	examine_version(p, list);
	examine_ping(p, list);
	examine_sockets(p, list);
}
