/*
 * hang - the watchdog: a worker that does not come back from a request
 */
#include <signal.h>
#include <stdio.h>

#include "base/process.h"
#include "clock.h"
#include "log.h"
#include "master/hang.h"
#include "master/show.h"
#include "text.h"

#define HEARTBEAT_MS	1000	/* a worker shows itself as often */

/* It wants a processor: neither stopped nor asleep. */
static bool
is_running(pid_t pid)
{
	char path[32], state = '?';
	FILE *file;

	text_format(path, sizeof path, "/proc/%d/stat", (int)pid);
	if ((file = fopen(path, "re")) == NULL)
		return false;
	if (fscanf(file, "%*d (%*[^)]) %c", &state) != 1)
		state = '?';
	fclose(file);
	return state == 'R';
}

static uint64_t
last_sign(const struct worker_row *row)
{
	uint64_t beat = atomic_load(&row->heartbeat_ms);
	uint64_t began = row->executing.since_ns / 1000000;

	return began > beat ? began : beat;
}

static void
tell(const struct seat *s, uint64_t silent_ms, const char *what)
{
	const struct master *m = s->master;
	const struct executing *x = &m->segment.workers[s->row].executing;
	uint32_t conn = x->conn;

	if (conn != 0)
		log_warnx("worker %u (pid %d) is in %s of connection %u for "
		    "%llu s -- %s (crash %llu)", s->row, (int)s->pid,
		    show_method(x->method), conn - 1,
		    (unsigned long long)silent_ms / 1000, what,
		    (unsigned long long)atomic_load(
		    &m->segment.crashes->count) + 1);
	else
		log_warnx("worker %u (pid %d) has not come back for %llu s -- "
		    "%s", s->row, (int)s->pid,
		    (unsigned long long)silent_ms / 1000, what);
}

void
hang_look(struct seat *s)
{
	struct master *m = s->master;
	uint64_t limit_ms = (uint64_t)m->config.request_limit * 1000;
	uint64_t sign_ms = last_sign(&m->segment.workers[s->row]), silent_ms;
	bool running;

	if (s->pid == 0)
		return;
	if (sign_ms != s->hang.sign_ms) {
		s->hang = (struct hang){ .sign_ms = sign_ms,
		    .cpu_ns = process_cpu_ns(s->pid) };
		return;
	}
	silent_ms = clock_ms() - sign_ms;
	if (silent_ms < limit_ms + HEARTBEAT_MS)
		return;
	running = is_running(s->pid);
	if (running &&
	    (process_cpu_ns(s->pid) - s->hang.cpu_ns) / 1000000 < limit_ms)
		return;
	if (running && !s->hang.asked) {
		tell(s, silent_ms, "its stack follows");
		s->hang.asked = true;
		kill(s->pid, SIGUSR2);
		return;
	}
	tell(s, silent_ms, "killing it");
	m->segment.board->row[BOARD_MASTER].counter[COUNT_worker_hangs]++;
	kill(s->pid, SIGKILL);
}
