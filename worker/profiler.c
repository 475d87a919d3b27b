/*
 * profiler - a process of this worker samples where it is, when it is asked
 *
 * A sample carries the CPU time since the one before: the kernel's timer is
 * slower than what it is asked for, by as much as its own tick is long.
 */
#include <errno.h>
#include <execinfo.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

#include "clock.h"
#include "worker/profiler.h"

#define SECOND_NS	1000000000l
#define LOOK_NS		(SECOND_NS / 10)	/* of CPU time */
#define SAMPLE_NS	(SECOND_NS / SAMPLES_HZ)
#define OURS		8	/* frames of the handler and the kernel's */

/* For the handler. */
static struct {
	struct samples	*samples;
	uint32_t	 row;
	enum sample_of	 of;
	pid_t		 pid;		/* whose timer it is */
	timer_t		 timer;
	_Atomic uint64_t session;	/* that it samples for; 0: none */
	_Atomic uint64_t cpu_ns;	/* at the last sample */
} self;

static void
set_timer(long ns)
{
	const struct timespec period = { 0, ns };

	timer_settime(self.timer, 0, &(struct itimerspec){ period, period },
	    NULL);
}

/* Begin, or end, as is wanted.  The session that goes on, or 0. */
static uint64_t
follow(void)
{
	uint64_t wanted = samples_wanted(self.samples, self.row);
	uint64_t before = atomic_exchange(&self.session, wanted);

	if (before == wanted)
		return wanted;
	atomic_store(&self.cpu_ns, clock_cpu_ns());
	if ((before == 0) != (wanted == 0))
		set_timer(wanted != 0 ? SAMPLE_NS : LOOK_NS);
	return 0;
}

/* Where the signal found it; NULL: it cannot be told. */
static void *
interrupted(const ucontext_t *context)
{
#if defined(__x86_64__)
	return (void *)context->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
	return (void *)context->uc_mcontext.pc;
#else
	(void)context;
	return NULL;
#endif
}

/* The stack from there on.  Without it in sight, the handler's is kept. */
static uint32_t
walk(const ucontext_t *context, uint64_t frame[SAMPLES_FRAMES])
{
	void *frames[SAMPLES_FRAMES + OURS], *at = interrupted(context);
	int depth = backtrace(frames, SAMPLES_FRAMES + OURS), first = 0, i;

	for (i = 0; i < depth && i < OURS && first == 0; i++)
		if (frames[i] == at)
			first = i;
	for (i = first; i < depth && i - first < SAMPLES_FRAMES; i++)
		frame[i - first] = (uint64_t)(uintptr_t)frames[i];
	return (uint32_t)(i - first);
}

static void
add_sample(uint64_t session, const ucontext_t *context)
{
	struct sample *s = samples_slot(self.samples, self.row);
	uint64_t now_ns = clock_cpu_ns();
	uint64_t before = atomic_exchange(&self.cpu_ns, now_ns);

	if (s == NULL)
		return;
	s->depth = walk(context, s->frame);
	s->cpu_ns = now_ns - before;
	s->of = self.of;
	s->anchor = samples_anchor();
	samples_publish(s, session);
}

static void
on_time(int signal, siginfo_t *info, void *context)
{
	int error = errno;
	uint64_t session = follow();

	(void)signal, (void)info;
	if (session != 0)
		add_sample(session, context);
	errno = error;
}

void
profiler_begin(const struct worker *w, enum sample_of of)
{
	struct sigaction action = { .sa_sigaction = on_time,
	    .sa_flags = SA_RESTART | SA_SIGINFO };
	struct sigevent event = { .sigev_notify = SIGEV_SIGNAL,
	    .sigev_signo = SIGPROF };

	self.samples = w->segment->samples;
	self.row = w->heritage->row;
	self.of = of;
	if (self.pid == getpid())
		return;
	/* A timer is not inherited. */
	self.pid = 0;
	atomic_store(&self.session, 0);
	sigaction(SIGPROF, &action, NULL);
	if (timer_create(CLOCK_PROCESS_CPUTIME_ID, &event, &self.timer) == -1)
		return;
	self.pid = getpid();
	set_timer(LOOK_NS);
	follow();
}

void
profiler_look(void)
{
	if (self.pid == getpid())
		follow();
}
