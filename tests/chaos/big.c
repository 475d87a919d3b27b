/*
 * big - a worker with much memory, killed under the others' load
 */
#include <sys/socket.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "buf.h"
#include "clock.h"
#include "log.h"
#include "tests/chaos/big.h"

#define MS		1000000ull
#define SIDE_TILES	40	/* voxels of a plane, one a tile */
#define TILE		16
#define LOOK_MS		5
#define REST_MS		150	/* loaded, before it is killed */
#define P999_MS		20	/* what the others' requests may take */
#define SEAT		0	/* of the worker that is big */

static cJSON *
must(cJSON *reply, const char *what)
{
	if (cJSON_GetObjectItem(reply, "result") == NULL)
		fatal("no %s: %s", what,
		    reply == NULL ? "no reply" : cJSON_PrintUnformatted(reply));
	return reply;
}

static pid_t
worker_pid(const struct prey *prey)
{
	cJSON *rows = prey_ask(prey, "show workers json");
	const cJSON *row = cJSON_GetArrayItem(rows, SEAT);
	pid_t pid = (pid_t)cJSON_GetNumberValue(
	    cJSON_GetObjectItem(row, "pid"));

	cJSON_Delete(rows);
	return pid;
}

static unsigned
resident_mb(pid_t pid)
{
	unsigned long pages = 0;
	char path[64];
	FILE *file;

	snprintf(path, sizeof path, "/proc/%d/statm", (int)pid);
	if ((file = fopen(path, "re")) == NULL)
		return 0;
	if (fscanf(file, "%*u %lu", &pages) != 1)
		pages = 0;
	fclose(file);
	return (unsigned)(pages * (unsigned long)sysconf(_SC_PAGESIZE) >> 20);
}

/* A voxel in each of many tiles: a tile is what costs memory. */
static void
add_plane(const struct stage *s, int z)
{
	struct buf line;
	int i;

	buf_init(&line, 1u << 20);
	buf_add_format(&line, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":"
	    "\"add_voxels\",\"params\":{\"project\":\"big\",\"voxels\":[");
	for (i = 0; i < SIDE_TILES * SIDE_TILES; i++)
		buf_add_format(&line, "%s{\"x\":%d,\"y\":%d,\"z\":%d,\"r\":%d,"
		    "\"g\":9,\"b\":9,\"a\":255}", i == 0 ? "" : ",",
		    i % SIDE_TILES * TILE, i / SIDE_TILES * TILE, z * TILE,
		    i % 256);
	buf_add_text(&line, "]}}");
	buf_add(&line, "", 1);
	cJSON_Delete(must(prey_call(&s->prey, line.bytes), "voxels"));
	buf_fini(&line);
}

static void
make_big(struct big *b)
{
	char request[] = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":"
	    "\"goxel.create_project\",\"params\":{\"name\":\"big\"}}";
	pid_t pid = worker_pid(&b->stage->prey);
	int z;

	cJSON_Delete(must(prey_call(&b->stage->prey, request), "project"));
	prey_order(&b->stage->prey, "move project big to 0 json");
	for (z = 0; resident_mb(pid) < b->wanted_mb; z++)
		add_plane(b->stage, z);
}

/* Projects of others, on the workers that are not the big one's. */
static void
move_away(struct big *b, unsigned workers)
{
	const struct world *w = &b->stage->world;
	char command[128];
	unsigned i;

	for (i = 0; i < w->projects; i++) {
		snprintf(command, sizeof command,
		    "move project %s to %u json", w->project[i].name,
		    1 + i % (workers - 1));
		prey_order(&b->stage->prey, command);
	}
}

static void
make_private(struct patron *p)
{
	char request[192];

	snprintf(request, sizeof request, "{\"jsonrpc\":\"2.0\",\"id\":1,"
	    "\"method\":\"goxel.create_project\",\"params\":"
	    "{\"name\":\"%s\"}}", p->mine->name);
	cJSON_Delete(must(prey_call(&p->stage->prey, request), "project"));
	project_make(p->mine);
	p->closed = false;
}

void
big_make(struct big *b, struct stage *stage, struct patron *patron,
    unsigned mb)
{
	unsigned i, patrons = stage->world.projects - stage->world.shared;
	cJSON *rows = prey_ask(&stage->prey, "show workers json");

	*b = (struct big){ .stage = stage, .wanted_mb = mb,
	    .least_mb = UINT32_MAX };
	for (i = 0; i < patrons; i++)
		make_private(&patron[i]);
	make_big(b);
	move_away(b, (unsigned)cJSON_GetArraySize(rows));
	cJSON_Delete(rows);
	b->fd = prey_dial(&stage->prey, false);
	b->due_ns = clock_ns() + 1000 * MS;
}

static void
ask(struct big *b)
{
	static const char request[] = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\""
	    ":\"goxel.get_status\",\"params\":{\"project\":\"big\"}}\n";

	if (send(b->fd, request, sizeof request - 1, MSG_NOSIGNAL) == -1)
		toll_fault(&b->stage->toll, FAULT_DROPPED,
		    "the big project's client: %s", strerror(errno));
	b->asked = true;
}

static void
kill_big(struct big *b)
{
	pid_t pid = worker_pid(&b->stage->prey);
	unsigned mb = resident_mb(pid);

	if (pid <= 1 || kill(pid, SIGKILL) == -1)
		return;
	b->kills++;
	b->stage->toll.tally[TALLY_KILLS]++;
	toll_kill(&b->stage->toll, clock_ns());
	if (mb < b->least_mb)
		b->least_mb = mb;
}

uint64_t
big_act(struct big *b, uint64_t now_ns)
{
	char text[4096];
	ssize_t n;

	if (now_ns < b->due_ns)
		return b->due_ns;
	b->due_ns = now_ns + LOOK_MS * MS;
	if (!b->asked) {
		kill_big(b);
		ask(b);
	} else if ((n = recv(b->fd, text, sizeof text, 0)) > 0) {
		b->asked = false;
		b->due_ns = now_ns + REST_MS * MS;
	} else if (n == 0 || errno != EAGAIN) {
		toll_fault(&b->stage->toll, FAULT_DROPPED,
		    "the big project's client: the connection ended");
		b->due_ns = UINT64_MAX;
	}
	return b->due_ns;
}

bool
big_judge(const struct big *b)
{
	const struct histogram *h = &b->stage->toll.latency;
	double p999_ms = (double)histogram_quantile(h, 0.999) / 1e6;

	close(b->fd);
	printf("big worker killed %u times, at %u MB or more; others' p99.9 "
	    "%.1f ms, at most %d\n", b->kills, b->least_mb, p999_ms, P999_MS);
	return b->kills > 2 && b->least_mb >= b->wanted_mb / 2 &&
	    p999_ms <= P999_MS;
}
