/*
 * crew - the threads that load a server
 *
 * Open loop, in one thread with n lanes: batch k is due at start + k times
 * the interval, and belongs to lane k mod n.  The thread walks through the
 * batches as they fall due and skips a lane that is still busy; such a lane
 * catches up by itself when its replies have come.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#include "bench/lib/crew.h"
#include "bench/lib/lane.h"
#include "clock.h"
#include "log.h"
#include "mem.h"

#define EVENTS		256		/* taken from the kernel at once */
#define READ_SIZE	(256 << 10)	/* bytes */
#define NAP_NS		10000000	/* longest sleep; the phase changes */
#define DRAIN_NS	1000000000	/* for the last replies */
#define SECOND_NS	1e9

struct hand {
	pthread_t	 thread;
	struct crew	*crew;
	struct lane	*lanes;
	unsigned	 count;		/* of them */
	int		 epoll;
	uint64_t	 start;		/* when batch 0 is due */
	uint64_t	 turn;		/* next batch to fall due */
	double		 interval;	/* ns between batches; 0: closed loop */
	char		*room;		/* READ_SIZE bytes */
	struct tally	 tally;
};

static void
watch(struct hand *h, struct lane *l, int operation)
{
	struct epoll_event event = { .data.ptr = l };

	event.events = EPOLLIN | (l->full ? EPOLLOUT : 0);
	epoll_ctl(h->epoll, operation, l->fd, &event);
}

/* It stays busy for ever, so nobody uses it again. */
static void
lose(struct hand *h, struct lane *l)
{
	close(l->fd);
	l->fd = -1;
	l->left = 1;
	h->tally.lost++;
}

static bool
has_phase(const struct hand *h, enum phase phase)
{
	return atomic_load_explicit(&h->crew->phase,
	    memory_order_relaxed) == (int)phase;
}

static uint64_t
due_at(const struct hand *h, uint64_t turn)
{
	return h->start + (uint64_t)((double)turn * h->interval);
}

static void
send_batch(struct hand *h, struct lane *l, uint64_t due)
{
	if (!lane_send(l, &h->crew->plan->salvo, due))
		lose(h, l);
	else if (l->full)
		watch(h, l, EPOLL_CTL_MOD);
	l->turn += h->count;
}

/* An idle lane goes on, if its next batch is due. */
static void
send_next(struct hand *h, struct lane *l, uint64_t now)
{
	if (h->interval == 0)
		send_batch(h, l, now);
	else if (due_at(h, l->turn) <= now)
		send_batch(h, l, due_at(h, l->turn));
}

/* Send what is due; nanoseconds until more is. */
static uint64_t
send_due(struct hand *h)
{
	uint64_t now = clock_ns();
	struct lane *l;

	if (h->interval == 0)
		return NAP_NS;
	for (; due_at(h, h->turn) <= now; h->turn++) {
		l = &h->lanes[h->turn % h->count];
		if (l->left == 0 && l->turn == h->turn)
			send_batch(h, l, due_at(h, h->turn));
	}
	now = due_at(h, h->turn) - now;
	return now < NAP_NS ? now : NAP_NS;
}

static bool
flush(struct hand *h, struct lane *l)
{
	if (!lane_flush(l)) {
		lose(h, l);
		return false;
	}
	if (!l->full)
		watch(h, l, EPOLL_CTL_MOD);
	return true;
}

static void
take_replies(struct hand *h, struct lane *l)
{
	uint64_t now;
	int replies;

	replies = lane_read(l, h->crew->plan->kind, h->room, READ_SIZE,
	    &h->tally.errors);
	if (replies < 0) {
		lose(h, l);
		return;
	}
	now = clock_ns();
	if (replies > 0 && has_phase(h, PHASE_MEASURE))
		histogram_add(&h->tally.latency, now - l->began,
		    (uint64_t)replies);
	if (l->left == 0 && !has_phase(h, PHASE_STOP))
		send_next(h, l, now);
}

static void
serve(struct hand *h, struct epoll_event *event)
{
	struct lane *l = event->data.ptr;

	if ((event->events & EPOLLOUT) && !flush(h, l))
		return;
	if (event->events & ~(uint32_t)EPOLLOUT)
		take_replies(h, l);
}

static void
wait_and_serve(struct hand *h, uint64_t nap_ns)
{
	struct timespec nap = { 0, (long)nap_ns };
	struct epoll_event events[EVENTS];
	int i, count;

	count = epoll_pwait2(h->epoll, events, EVENTS, &nap, NULL);
	for (i = 0; i < count; i++)
		serve(h, &events[i]);
}

static bool
is_busy(const struct hand *h)
{
	unsigned i;

	for (i = 0; i < h->count; i++)
		if (h->lanes[i].fd >= 0 && h->lanes[i].left > 0)
			return true;
	return false;
}

static void *
work(void *arg)
{
	struct hand *h = arg;
	uint64_t deadline;
	unsigned i;

	prctl(PR_SET_TIMERSLACK, 1UL);	/* else naps last 50 us too long */
	h->start += clock_ns();
	for (i = 0; i < h->count && h->interval == 0; i++)
		send_batch(h, &h->lanes[i], clock_ns());
	while (!has_phase(h, PHASE_STOP))
		wait_and_serve(h, send_due(h));

	/* What is still on its way must not burden the next measurement. */
	deadline = clock_ns() + DRAIN_NS;
	while (is_busy(h) && clock_ns() < deadline)
		wait_and_serve(h, NAP_NS);
	return NULL;
}

static void
open_lane(struct hand *h, struct lane *l, unsigned index)
{
	const struct plan *p = h->crew->plan;

	if ((l->fd = target_dial(&p->target)) < 0)
		fatal("cannot connect: %s", strerror(errno));
	fcntl(l->fd, F_SETFL, O_NONBLOCK);
	l->turn = index;
	l->at = index % p->salvo.count;
	watch(h, l, EPOLL_CTL_ADD);
}

static void
open_hand(struct hand *h, struct crew *c, unsigned index)
{
	const struct plan *p = c->plan;
	unsigned i;

	h->crew = c;
	h->count = p->connections / p->threads +
	    (index < p->connections % p->threads);
	h->lanes = xcalloc(h->count, sizeof(*h->lanes));
	h->room = xmalloc(READ_SIZE);
	if (p->rate > 0)
		h->interval = SECOND_NS * p->threads * p->depth / p->rate;
	h->start = (uint64_t)(h->interval / p->threads * index);
	if ((h->epoll = epoll_create1(EPOLL_CLOEXEC)) < 0)
		fatal("no epoll: %s", strerror(errno));
	for (i = 0; i < h->count; i++)
		open_lane(h, &h->lanes[i], i);
}

void
crew_start(struct crew *c, const struct plan *plan)
{
	unsigned i;

	c->plan = plan;
	c->hands = xcalloc(plan->threads, sizeof(*c->hands));
	atomic_init(&c->phase, PHASE_WARM);
	for (i = 0; i < plan->threads; i++)
		open_hand(&c->hands[i], c, i);
	for (i = 0; i < plan->threads; i++)
		if (pthread_create(&c->hands[i].thread, NULL, work,
		    &c->hands[i]) != 0)
			fatal("no thread");
}

void
crew_set(struct crew *c, enum phase phase)
{
	atomic_store_explicit(&c->phase, (int)phase, memory_order_relaxed);
}

static void
close_hand(struct hand *h)
{
	unsigned i;

	for (i = 0; i < h->count; i++)
		if (h->lanes[i].fd >= 0)
			close(h->lanes[i].fd);
	close(h->epoll);
	free(h->lanes);
	free(h->room);
}

void
crew_finish(struct crew *c, struct tally *tally)
{
	unsigned i;

	memset(tally, 0, sizeof(*tally));
	for (i = 0; i < c->plan->threads; i++) {
		struct hand *h = &c->hands[i];

		pthread_join(h->thread, NULL);
		histogram_merge(&tally->latency, &h->tally.latency);
		tally->errors += h->tally.errors;
		tally->lost += h->tally.lost;
		close_hand(h);
	}
	free(c->hands);
}
