/*
 * worker - one process that serves
 *
 * Crash-only: there is no way to end but the one that kill -9 takes.  A drain
 * hands the projects on and exits; connections go to others as they do after
 * a death, from the rows.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <event2/event.h>

#include "bounds.h"
#include "clock.h"
#include "killpoint.h"
#include "log.h"
#include "shm/channel.h"
#include "stack.h"
#include "text.h"
#include "worker/access.h"
#include "worker/allocs.h"
#include "worker/accept.h"
#include "worker/checkpoint.h"
#include "worker/conn.h"
#include "worker/holding.h"
#include "worker/leave.h"
#include "worker/mcp/lists.h"
#include "worker/method/method.h"
#include "worker/profiler.h"
#include "worker/shadow.h"
#include "worker/sweeper.h"
#include "worker/tally.h"
#include "worker/tracing.h"
#include "worker/whereabouts.h"
#include "worker/worker.h"

#define SOON_US		10000	/* the keeper takes some of these */
#define REQUEST_CHUNK	(64u << 10) /* bytes of the region kept */

/*
 * The master is gone, and nobody would repair what we leave.  One that was a
 * shadow is its worker's child until the kernel has ended that one, which
 * takes a while for a big one.
 */
static void
check_master(struct worker *w)
{
	pid_t parent = getppid();

	if (parent == w->heritage->master && w->shadow.parent != 0) {
		w->shadow.parent = 0;
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		parent = getppid();
	}
	if (parent != w->heritage->master && parent != w->shadow.parent)
		_exit(0);
}

/* Only what was logged is left to be done. */
static __attribute__((noreturn)) void
leave_logs_and_exit(void)
{
	access_flush();
	log_tell_held();
	_exit(0);
}

static void
take_message(struct worker *w, const struct message *m, int fd)
{
	if (m->kind == MESSAGE_OFFER && fd != -1 &&
	    m->conn < w->segment->conns.count) {
		conn_adopt(w, m->conn, m->generation, fd);
		return;
	}
	if (m->kind == MESSAGE_INHERIT && m->conn < BOUND_PROJECTS) {
		holding_inherit(w, m->conn, m->generation, fd);
		return;
	}
	if (fd != -1)
		close(fd);
	if (m->kind == MESSAGE_KEPT && m->conn < BOUND_PROJECTS)
		checkpoint_kept(w, m->conn, m->generation);
	if (m->kind == MESSAGE_LET_GO && m->conn < BOUND_PROJECTS)
		leave_let_go(w, m->conn);
	/* There is no end but the one that kill -9 brings. */
	if (m->kind == MESSAGE_DRAIN)
		leave_logs_and_exit();
}

static void
on_channel(int end, short what, void *arg)
{
	struct worker *w = arg;
	struct message m = { 0 };
	enum err err;
	int fd;

	(void)what;
	while ((err = channel_receive(end, &m, &fd)) == OK)
		take_message(w, &m, fd);
	if (err == ERR_IO)
		leave_logs_and_exit();
}

static void
on_tick(int fd, short what, void *arg)
{
	struct worker *w = arg;
	uint64_t now;

	(void)fd, (void)what;
	check_master(w);
	atomic_store(&w->row->heartbeat_ms, clock_ms());
	conns_tick(w);
	holdings_tick(w);
	sweeper_tick(w);
	log_tell_held();
	rings_relax(&w->rings);
	profiler_look();
	allocs_tick(w);
	now = clock_cpu_ns();
	w->board->cpu_ns += now - w->cpu_ns;
	w->cpu_ns = now;
}

static void
on_soon(int fd, short what, void *arg)
{
	(void)fd, (void)what;
	if (leave_retire(arg))
		worker_soon(arg);
}

void
worker_soon(struct worker *w)
{
	struct timeval soon = { 0, SOON_US };

	event_add(w->store.soon, &soon);
}

uint64_t
worker_ticket(struct worker *w)
{
	struct keeping *k = w->segment->keeping;
	uint64_t ticket = keeping_ticket(k);

	w->store.ring |= atomic_load(&k->sleeping) != 0;
	return ticket;
}

void
worker_ring(struct worker *w)
{
	uint64_t once = 1;

	if (!w->store.ring)
		return;
	w->store.ring = false;
	/* Full of rings, it is rung. */
	if (write(w->heritage->keeper_bell, &once, sizeof once) == -1 &&
	    errno != EAGAIN)
		log_warn("the keeper cannot be woken -- it looks once a "
		    "second");
}

/* The keeper has done a pass. */
static void
on_bell(int bell, short what, void *arg)
{
	uint64_t rings;

	(void)what;
	if (read(bell, &rings, sizeof rings) == (ssize_t)sizeof rings)
		conns_let_go(arg);
}

static void
on_signal(int fd, short what, void *arg)
{
	struct signalfd_siginfo info;

	(void)what, (void)arg;
	if (read(fd, &info, sizeof info) != (ssize_t)sizeof info)
		return;
	if (!log_reopen())
		log_warn("the log cannot be opened again -- writing to the "
		    "old one");
	access_reopen();
}

/* Die with the master, whichever of the two dies first. */
static void
bind_to_master(struct worker *w)
{
	if (w->shadow.parent == 0)
		prctl(PR_SET_PDEATHSIG, SIGKILL);
	check_master(w);
	signal(SIGINT, SIG_IGN);	/* a terminal's ^C is for the master */
	signal(SIGQUIT, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	stack_on_signal(SIGUSR2);	/* the watchdog asks */
	whereabouts_open(&w->segment->stacks->row[w->heritage->row]);
	profiler_begin(w, SAMPLE_WORKER);
	allocs_begin(w);
	signal(SIGPIPE, SIG_IGN);
}

/* SIGUSR1 is read from a descriptor; nothing here runs in signal context. */
static int
open_signals(void)
{
	sigset_t mask;

	sigemptyset(&mask);
	sigaddset(&mask, SIGUSR1);
	sigprocmask(SIG_SETMASK, &mask, NULL);
	return signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
}

static void
set_limits(struct worker *w)
{
#ifndef __SANITIZE_ADDRESS__
	rlim_t most = (rlim_t)w->config->worker_memory << 20;
	/* Its jobs may go that much further. */
	struct rlimit r = { most,
	    most + ((rlim_t)w->config->job_memory << 20) };

	setrlimit(RLIMIT_DATA, &r);
#endif
	/* The kernel stores byte counts into the row; that must never need a
	 * page that is not there. */
	if (mlock(w->row, sizeof *w->row) == -1)
		log_warn("the worker's row cannot be locked in memory -- a "
		    "page fault in a dying call could cost a connection");
}

static void
open_state(struct worker *w, struct heritage *h)
{
	struct segment *s = h->segment;
	uint32_t i;

	*w = (struct worker){ .heritage = h, .config = h->config,
	    .segment = s, .row = &s->workers[h->row],
	    .board = &s->board->row[h->row] };
	w->queue_end = &w->queue;
	w->conns = xcalloc(s->conns.count, sizeof *w->conns);
	w->holdings = xcalloc(BOUND_PROJECTS, sizeof *w->holdings);
	mem_init(&w->mem, REQUEST_CHUNK, BOUND_REQUEST_MEM);
	buf_init(&w->reply, BOUND_REPLY);
	buf_init(&w->edits, BOUND_REQUEST_MEM);
	w->kept = xmalloc(BOUND_PROJECTS * sizeof *w->kept);
	for (i = 0; i < BOUND_PROJECTS; i++)
		w->kept[i] = -1;
	rings_open(&w->rings, s->fd, s->rings_start, s->holders, h->row);
	worker_prepare(h->config);
	w->store.power = s->keeping->on &&
	    h->config->durability == DURABILITY_POWER;
}

void
worker_prepare(const struct config *config)
{
	static bool done;

	if (done)
		return;
	done = true;
	methods_init();
	lists_init(config->mcp_fixtures);
}

struct event *
worker_watch(struct worker *w, int fd, short what, event_callback_fn callback)
{
	struct event *e = event_new(w->base, fd, what, callback, w);
	unsigned i;

	for (i = 0; w->watch[i] != NULL; i++)
		if (i + 1 == WORKER_WATCHES)
			fatal("a worker watches more than %d things",
			    WORKER_WATCHES);
	w->watch[i] = e;
	if (fd != -1)
		event_add(e, NULL);
	return e;
}

static void
open_loop(struct worker *w)
{
	struct event_config *config = event_config_new();
	struct timeval second = { 1, 0 };

	/* A request is dated by clock_ns at its turn; the loop needs no clock
	 * of its own finer than its timers. */
	event_config_set_flag(config, EVENT_BASE_FLAG_NOLOCK);
	w->base = event_base_new_with_config(config);
	event_config_free(config);
	if (w->base == NULL)
		fatal("no event loop");
	worker_watch(w, w->heritage->channel, EV_READ | EV_PERSIST,
	    on_channel);
	event_add(worker_watch(w, -1, EV_PERSIST, on_tick), &second);
	w->store.soon = worker_watch(w, -1, 0, on_soon);
	if (w->store.power)
		worker_watch(w, w->heritage->bell, EV_READ | EV_PERSIST,
		    on_bell);
	worker_watch(w, open_signals(), EV_READ | EV_PERSIST, on_signal);
	accept_open(w);
	access_open(w);
	tracing_open(w);
	tally_open(w);
	shadow_open(w);
}

static struct worker_row *dying;	/* for the handler below */

#ifndef __SANITIZE_ADDRESS__
/* It is our own doing; the default action follows.  A copy of us, a shadow or
 * a job, has this handler too, and its death is its own. */
static void
note_fatal(int signal)
{
	if (atomic_load(&dying->pid) == (int32_t)getpid()) {
		atomic_store(&dying->fatal, (uint32_t)signal);
		atomic_store(&dying->filing.doubted, 1);
	}
	raise(signal);
}
#endif

static void
watch_ourselves(struct worker *w)
{
#ifndef __SANITIZE_ADDRESS__
	static const int signals[] = { SIGSEGV, SIGBUS, SIGABRT, SIGILL,
	    SIGFPE };
	struct sigaction action = { .sa_handler = note_fatal,
	    .sa_flags = (int)SA_RESETHAND | SA_NODEFER };
	size_t i;

	dying = w->row;
	for (i = 0; i < sizeof signals / sizeof signals[0]; i++)
		sigaction(signals[i], &action, NULL);
#else
	dying = w->row;
#endif
	atomic_store(&w->row->fatal, 0);
}

void
worker_sit_down(struct worker *w)
{
	struct message ready = { .kind = MESSAGE_READY };

	atomic_store(&w->row->pid, (int32_t)getpid());
	pthread_mutex_lock(&w->row->life);
	KILLPOINT(seat_locked);
	w->cpu_ns = clock_cpu_ns();
	bind_to_master(w);
	watch_ourselves(w);
	log_follow();	/* a shadow heard of no rotation */
	set_limits(w);
	open_loop(w);
	atomic_store(&w->row->heartbeat_ms, clock_ms());
	channel_send(w->heritage->channel, &ready, -1);
	KILLPOINT(seat_taken);
	while (event_base_loop(w->base, EVLOOP_ONCE) == 0) {
		conns_send(w);
		if (w->laps.tracing != NULL)
			tracing_publish(w);
	}
	fatal("the loop ended");
}

void
worker_main(struct heritage *heritage)
{
	static struct worker w;		/* everything this worker knows */
	char name[32];

	text_format(name, sizeof name, "worker %u", heritage->row);
	log_name(name);
	open_state(&w, heritage);
	worker_sit_down(&w);
}
