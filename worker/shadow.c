/*
 * shadow - a copy of this worker that takes its place when it dies
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "fds.h"
#include "killpoint.h"
#include "log.h"
#include "shm/channel.h"
#include "worker/allocs.h"
#include "worker/checkpoint.h"
#include "worker/conn.h"
#include "worker/filing.h"
#include "worker/job.h"
#include "worker/load.h"
#include "worker/profiler.h"
#include "worker/shadow.h"

#define SOON_MS		2	/* after a worker has something to copy */
#define AGAIN_MS	20	/* after a shadow has died; doubled */
#define AGAIN_MOST_MS	5000
#define YOUNG_MS	1000
#define FOLLOW_NS	1000000	/* cost of edits that it is woken for */

/*
 * In the shadow
 */

/* A row of its own, so that nothing of the worker's is written. */
static struct worker_row own_row;

/* The worker's descriptors.  Its loop is left lying, some kilobytes a
 * generation: to take it down, libevent would go through events that are in
 * the middle of being served, and tell the kernel of descriptors that are not
 * ours any more. */
static void
shed_loop(struct worker *w, int channel, int bell)
{
	const struct heritage *h = w->heritage;
	int keep[] = { channel, bell, w->segment->fd, h->listen_unix,
	    h->listen_tcp, h->bell, h->keeper_bell, log_keep() };

	fds_close_all_but(keep, sizeof keep / sizeof keep[0]);
	memset(w->watch, 0, sizeof w->watch);
	w->base = NULL;
}

/* Its connections, and what was going on for them. */
static void
shed_work(struct worker *w)
{
	uint32_t i;

	for (i = 0; i < w->segment->conns.count; i++)
		if (w->conns[i] != NULL)
			conn_free(w->conns[i]);
	jobs_forget(w);
	checkpoints_forget(w);
	filing_forget(w);
	w->lists = (struct worker_lists){ 0 };
	w->store.held = w->store.parked = NULL;
	w->store.closing = NULL;
	for (i = 0; i < BOUND_PROJECTS; i++)
		w->kept[i] = -1;
	rings_drop_hand(&w->rings);
}

static bool
is_followed(struct worker *w, const struct holding *h)
{
	const struct project_row *p = &w->segment->projects->row[h->row];

	return p->used && p->generation == h->generation &&
	    p->worker == w->heritage->row && !atomic_load(&p->closed) &&
	    !atomic_load(&p->stored);
}

/* One that was made since, which its log tells from the beginning. */
static void
follow_new(struct worker *w, uint32_t row)
{
	const struct project_row *p = &w->segment->projects->row[row];
	struct holding *h;

	if (!p->used || p->worker != w->heritage->row || p->log_head != 0 ||
	    atomic_load(&p->log_tail) == 0 || atomic_load(&p->stored) ||
	    (w->holdings[row] != NULL &&
	    w->holdings[row]->generation == p->generation))
		return;
	h = load_new(w, row);
	h->seen = 0;
	if (load_follow(w, h) != OK)
		load_drop(w, row);
}

static void
follow_all(struct worker *w, uint32_t *epoch)
{
	struct projects *p = w->segment->projects;
	uint32_t now = atomic_load(&p->epoch), row;
	struct holding *h, *next;

	for (h = w->store.first; h != NULL; h = next) {
		next = h->next;
		if (!is_followed(w, h) || load_follow(w, h) != OK)
			load_drop(w, h->row);
	}
	if (now == *epoch)
		return;
	for (row = 0; row < atomic_load(&p->count); row++)
		follow_new(w, row);
	*epoch = now;
}

/* The worker is dead: this is all there will be.  What is not whole is loaded
 * when it is wanted. */
static void
catch_up(struct worker *w, uint32_t *epoch)
{
	struct projects *p = w->segment->projects;
	struct holding *h, *next;

	follow_all(w, epoch);
	for (h = w->store.first; h != NULL; h = next) {
		next = h->next;
		if (h->context->revision !=
		    atomic_load(&p->row[h->row].revision))
			load_drop(w, h->row);
	}
}

/* What must not be missing when a project is taken over. */
static void
settle(struct worker *w, struct holding *h)
{
	struct project_row *p = &w->segment->projects->row[h->row];

	if (p->log_ring != 0 && rings_valid(p->log_ring))
		rings_adopt(&w->rings, p->log_ring);
	h->since_ms = clock_ms();
	h->unfiled = h->unfiled_ns = 0;
	h->kept = p->log_head;
	h->checkpointing = false;
	h->next_size = CHECKPOINT_SIZE;
	h->next_cost_ns = CHECKPOINT_COST_NS;
	if (w->store.power)
		h->ticket = worker_ticket(w);
	atomic_fetch_add(&w->row->projects, 1);
}

static __attribute__((noreturn)) void
take_seat(struct worker *w, int channel, uint32_t *epoch)
{
	struct holding *h;

	KILLPOINT(shadow_told);
	catch_up(w, epoch);
	KILLPOINT(shadow_caught_up);
	w->row = &w->segment->workers[w->heritage->row];
	for (h = w->store.first; h != NULL; h = h->next)
		settle(w, h);
	w->heritage->channel = channel;
	KILLPOINT(shadow_settled);
	worker_sit_down(w);
}

static __attribute__((noreturn)) void
be_shadow(struct worker *w, pid_t parent, int channel, int bell)
{
	struct pollfd fds[2] = { { .fd = channel, .events = POLLIN },
	    { .fd = bell, .events = POLLIN } };
	struct message m = { 0 };
	uint32_t epoch = 0;
	eventfd_t rings;
	int fd;

	KILLPOINT(shadow_born);
	w->row = &own_row;
	shed_loop(w, channel, bell);
	shed_work(w);
	profiler_begin(w, SAMPLE_SHADOW);
	allocs_end();
	KILLPOINT(shadow_shed);
	w->shadow = (struct worker_shadow){ .parent = parent };
	for (;;) {
		poll(fds, 2, -1);
		if (fds[1].revents)
			eventfd_read(bell, &rings);
		if (fds[0].revents && channel_receive(channel, &m, &fd) !=
		    OK)
			_exit(0);
		if (m.kind == MESSAGE_TAKE_SEAT)
			break;
		follow_all(w, &epoch);
	}
	close(bell);
	take_seat(w, channel, &epoch);
}

/*
 * In the worker
 */

static void
in_ms(struct worker *w, unsigned ms)
{
	struct timeval wait = { ms / 1000, (suseconds_t)(ms % 1000 * 1000) };

	event_add(w->shadow.on_time, &wait);
}

/* It is not ours any more, whoever killed it. */
static void
on_end(int fd, short what, void *arg)
{
	struct worker *w = arg;
	struct worker_shadow *s = &w->shadow;
	unsigned ms = AGAIN_MS;

	(void)fd, (void)what;
	if (waitpid(s->pid, NULL, WNOHANG) == 0)
		return;
	event_free(s->on_end);
	close(s->pidfd);
	close(s->bell);
	s->on_end = NULL;
	s->pid = 0;
	KILLPOINT(shadow_reaped);
	if (clock_ms() - s->born_ms >= YOUNG_MS)
		s->short_lives = 0;
	if (s->short_lives < 8)
		ms <<= s->short_lives++;
	in_ms(w, ms < AGAIN_MOST_MS ? ms : AGAIN_MOST_MS);
}

static void
begin_following(struct worker *w)
{
	struct holding *h;

	for (h = w->store.first; h != NULL; h = h->next)
		h->seen = atomic_load(&w->segment->projects->row[h->row].
		    log_tail);
}

static void
start(struct worker *w)
{
	struct worker_shadow *s = &w->shadow;
	struct message born = { .kind = MESSAGE_SHADOW };
	int ends[2], bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	pid_t us = getpid(), pid;

	if (bell == -1 || channel_open(ends) != OK) {
		close(bell);
		return;
	}
	begin_following(w);
	KILLPOINT(shadow_begun);
	if ((pid = fork()) == 0)
		be_shadow(w, us, ends[1], bell);
	close(ends[1]);
	if (pid > 0) {
		KILLPOINT(shadow_forked);
		born.conn = (uint32_t)pid;
		channel_send(w->heritage->channel, &born, ends[0]);
		KILLPOINT(shadow_announced);
		*s = (struct worker_shadow){ .pid = pid, .bell = bell,
		    .pidfd = (int)syscall(SYS_pidfd_open, pid, 0),
		    .on_time = s->on_time, .born_ms = clock_ms(),
		    .short_lives = s->short_lives, .parent = s->parent };
		s->on_end = event_new(w->base, s->pidfd,
		    EV_READ | EV_PERSIST, on_end, w);
		event_add(s->on_end, NULL);
		worker_count(w, COUNT_shadow_starts, 1);
	} else {
		close(bell);
		in_ms(w, AGAIN_MOST_MS);
	}
	close(ends[0]);
}

static void
on_time(int fd, short what, void *arg)
{
	struct worker *w = arg;

	(void)fd, (void)what;
	if (w->shadow.pid == 0 && w->store.first != NULL)
		start(w);
}

void
shadow_open(struct worker *w)
{
	w->shadow.on_time = worker_watch(w, -1, 0, on_time);
	if (w->config->standby && w->store.first != NULL)
		in_ms(w, SOON_MS);
}

void
shadow_want(struct worker *w)
{
	if (!w->config->standby || w->base == NULL)
		return;
	/* Its end brings the next one. */
	if (w->shadow.pid != 0)
		kill(w->shadow.pid, SIGKILL);
	else if (!event_pending(w->shadow.on_time, EV_TIMEOUT, NULL))
		in_ms(w, SOON_MS);
}

void
shadow_follow(struct worker *w, uint64_t ns)
{
	struct worker_shadow *s = &w->shadow;

	s->cost_ns += ns;
	if (s->cost_ns < FOLLOW_NS)
		return;
	s->cost_ns = 0;
	if (s->pid != 0)
		eventfd_write(s->bell, 1);
	else
		shadow_want(w);
}
