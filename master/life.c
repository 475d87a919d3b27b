/*
 * life - hear of a worker's death at once
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <event2/event.h>

#include "log.h"
#include "master/life.h"
#include "master/spawn.h"
#include "mem.h"

#define STACK	(64u << 10)	/* bytes; a watcher calls two functions */

/* What a watcher is given, and what it writes when the time has come. */
struct watch {
	pthread_mutex_t	*life;
	int		 pipe;
	uint32_t	 row;
	pid_t		 pid;
};

struct notice { uint32_t row; pid_t pid; };

static void *
watch(void *arg)
{
	struct watch w = *(struct watch *)arg;
	struct notice notice = { w.row, w.pid };

	free(arg);
	/* A pipe that is full, or gone, leaves the death to SIGCHLD. */
	if (pthread_mutex_lock(w.life) == EOWNERDEAD &&
	    write(w.pipe, &notice, sizeof notice) != sizeof notice)
		return NULL;
	return NULL;
}

static void
on_death(int fd, short what, void *arg)
{
	struct master *m = arg;
	struct notice n;

	(void)what;
	while (read(fd, &n, sizeof n) == (ssize_t)sizeof n)
		if (n.row < m->seats && m->seat[n.row].pid == n.pid)
			seat_happen(&m->seat[n.row], SEAT_EXITED,
			    STATUS_UNKNOWN);
}

void
life_open(struct master *m)
{
	if (pipe2(m->deaths.pipe, O_CLOEXEC | O_NONBLOCK) == -1)
		fatal("no pipe for the watchers");
	m->deaths.on_notice = event_new(m->base, m->deaths.pipe[0],
	    EV_READ | EV_PERSIST, on_death, m);
	event_add(m->deaths.on_notice, NULL);
}

void
life_renew(struct seat *s)
{
	pthread_mutexattr_t attr;

	pthread_mutexattr_init(&attr);
	pthread_mutexattr_setpshared(&attr, PTHREAD_PROCESS_SHARED);
	pthread_mutexattr_setrobust(&attr, PTHREAD_MUTEX_ROBUST);
	pthread_mutex_init(&s->master->segment.workers[s->row].life, &attr);
	pthread_mutexattr_destroy(&attr);
}

void
life_watch(struct seat *s)
{
	struct watch *w = xmalloc(sizeof *w);
	pthread_attr_t attr;

	*w = (struct watch){ &s->master->segment.workers[s->row].life,
	    s->master->deaths.pipe[1], s->row, s->pid };
	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, STACK);
	s->watched = pthread_create(&s->watcher, &attr, watch, w) == 0;
	pthread_attr_destroy(&attr);
	if (!s->watched)
		free(w);
}

void
life_unwatch(struct seat *s)
{
	if (s->watched)
		pthread_join(s->watcher, NULL);
	s->watched = false;
}
