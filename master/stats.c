/*
 * stats - the operators' socket
 *
 * Nobody who asks is waited for: an answer is built whole, and sent as fast as
 * its reader takes it.  A watch whose last answer is not out yet leaves a turn
 * out.  A client may close its half for writing and still watch; that it is
 * gone altogether, sending tells.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <event2/event.h>

#include "bounds.h"
#include "mem.h"
#include "master/command.h"
#include "master/listing.h"
#include "master/profiling.h"
#include "master/stats.h"
#include "text.h"

#define ANSWER_MOST	(64u << 20)
#define PATIENCE_S	5	/* for a client that neither writes nor reads */
#define WATCH_MOST	3600	/* seconds */
#define VISITS		64	/* at once: each may hold a whole answer */
#define VISITS_OTHERS	16	/* of users who may not do everything */
#define PROMPT		"> "

/* A client of the stats socket, until its answer is out. */
struct visit {
	struct master	*master;
	struct event	*on_read, *on_write, *on_time;
	int		 fd;
	enum rights	 rights;
	bool		 stays;		/* after `prompt` */
	bool		 ends;		/* when the answer is out */
	char		 line[QUERY_LINE];
	size_t		 len;
	char		 watched[QUERY_LINE];	/* "": nothing */
	struct timeval	 every;
	struct profiling profiling;
	struct buf	 answer;
	size_t		 sent;
};

static const struct timeval patience = { PATIENCE_S, 0 };

static void
leave(struct visit *v)
{
	event_free(v->on_read);
	event_free(v->on_write);
	event_free(v->on_time);
	profiling_forget(v->master, &v->profiling);
	close(v->fd);
	buf_fini(&v->answer);
	v->master->desk.visits--;
	free(v);
}

/* The answer is out: what now? */
static void
rest(struct visit *v)
{
	buf_trim(&v->answer, 0);
	v->sent = 0;
	event_del(v->on_write);
	if (v->ends) {
		leave(v);
		return;
	}
	if (v->watched[0] != '\0' || v->profiling.owner != 0)
		event_add(v->on_time, &v->every);
	if (v->stays)
		event_add(v->on_read, NULL);
}

static void
send_answer(struct visit *v)
{
	ssize_t n;

	n = v->sent == v->answer.len ? 0 : send(v->fd, v->answer.bytes +
	    v->sent, v->answer.len - v->sent, MSG_NOSIGNAL | MSG_DONTWAIT);
	if (n == -1 && errno != EAGAIN) {
		leave(v);
		return;
	}
	v->sent += n > 0 ? (size_t)n : 0;
	if (v->sent == v->answer.len)
		rest(v);
	else
		event_add(v->on_write, &patience);
}

static void
on_writable(int fd, short what, void *arg)
{
	(void)fd;
	if (what & EV_TIMEOUT)
		leave(arg);
	else
		send_answer(arg);
}

static void
refuse(struct visit *v, const char *words)
{
	struct query q = query_of(FORM_TEXT);

	record_error(&v->answer, &q, words);
}

static void
end_profile(struct visit *v)
{
	profiling_end(v->master, &v->profiling, &v->answer);
	v->ends = !v->stays;
	if (v->stays)
		buf_add_text(&v->answer, PROMPT);
	send_answer(v);
}

static void
on_time(int fd, short what, void *arg)
{
	struct visit *v = arg;

	(void)fd, (void)what;
	if (v->profiling.owner != 0) {
		end_profile(v);
		return;
	}
	buf_add_text(&v->answer, "\n");
	command_run(v->master, v->rights, v->watched, &v->answer);
	send_answer(v);
}

/* "show workers 2": the command and the seconds. */
static void
watch(struct visit *v, char *words)
{
	char *seconds = strrchr(words, ' ');
	int64_t number;

	if (seconds == NULL ||
	    !text_integer(seconds + 1, 1, WATCH_MOST, &number)) {
		refuse(v, "usage: watch COMMAND SECONDS, from 1 to 3600, as "
		    "in: watch show workers 2");
		return;
	}
	*seconds = '\0';
	if (!command_looks(words)) {
		refuse(v, "only what is shown can be watched, as in: watch "
		    "show workers 2");
		return;
	}
	text_copy(v->watched, sizeof v->watched, words);
	v->every = (struct timeval){ (time_t)number, 0 };
	command_run(v->master, v->rights, words, &v->answer);
}

static void
profile(struct visit *v, char *words)
{
	char why[MASTER_WHY];

	if (v->rights != MAY_ALL)
		refuse(v, "another user may only look: show, watch, complete "
		    "and help");
	else if (v->profiling.owner != 0)
		refuse(v, "one profile at a time");
	else if (!profiling_begin(v->master, &v->profiling, words, why))
		refuse(v, why);
	else
		v->every = (struct timeval){ v->profiling.seconds, 0 };
}

/* The socket's own commands; false: it is none of them. */
static bool
take_own(struct visit *v, char *command)
{
	if (strcmp(command, "prompt") == 0)
		v->stays = true;
	else if (strcmp(command, "quit") == 0 || strcmp(command, "exit") == 0)
		v->stays = false;
	else if (strncmp(command, "watch ", 6) == 0)
		watch(v, command + 6);
	else if (strcmp(command, "profile") == 0 ||
	    strncmp(command, "profile ", 8) == 0)
		profile(v, command + 7);
	else
		return false;
	return true;
}

/* The commands of one line. */
static void
run_line(struct visit *v, const char *line)
{
	char command[QUERY_LINE];
	bool first = true;

	if (v->rights == MAY_NOTHING) {
		refuse(v, "only root and the server's own user may ask; "
		    "setting stats_others look lets others look");
		v->ends = true;
		return;
	}
	/* A word from who watches is enough. */
	v->watched[0] = '\0';
	profiling_forget(v->master, &v->profiling);
	while (command_next(&line, command)) {
		if (!first)
			buf_add_text(&v->answer, "\n");
		if (!take_own(v, command))
			command_run(v->master, v->rights, command, &v->answer);
		first = false;
	}
	if (first && !v->stays)
		command_run(v->master, v->rights, "help", &v->answer);
	if (v->watched[0] != '\0' || v->profiling.owner != 0)
		return;
	v->ends = !v->stays;
	if (v->stays)
		buf_add_text(&v->answer, PROMPT);
}

/* What has come: one line, or of who stays all that are whole. */
static void
answer(struct visit *v)
{
	char *end;

	event_del(v->on_read);
	event_del(v->on_time);
	do {
		end = v->line + strcspn(v->line, "\n");
		v->len -= v->len > 0 ? (size_t)(end - v->line) : 0;
		v->len -= *end == '\n';
		if (*end == '\n')
			*end++ = '\0';
		run_line(v, v->line);
		memmove(v->line, end, v->len + 1);
	} while (!v->ends && v->stays && strchr(v->line, '\n') != NULL);
	send_answer(v);
}

static void
on_readable(int fd, short what, void *arg)
{
	struct visit *v = arg;
	ssize_t n;

	n = what & EV_TIMEOUT ? -1 : recv(fd, v->line + v->len,
	    sizeof v->line - 1 - v->len, MSG_DONTWAIT);
	if (n < 0) {
		if (what & EV_TIMEOUT || errno != EAGAIN)
			leave(v);
		return;
	}
	if (n == 0 && v->stays) {
		leave(v);
		return;
	}
	v->len += (size_t)n;
	v->line[v->len] = '\0';
	if (n == 0 || strchr(v->line, '\n') != NULL ||
	    v->len == sizeof v->line - 1)
		answer(v);
}

static enum rights
rights_of(const struct master *m, int fd)
{
	struct ucred who;
	socklen_t len = sizeof who;

	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &len) != 0)
		return MAY_NOTHING;
	if (who.uid == 0 || who.uid == geteuid())
		return MAY_ALL;
	return m->config.stats_others == STATS_OTHERS_LOOK ? MAY_LOOK :
	    MAY_NOTHING;
}

static void
welcome(struct master *m, int fd, enum rights rights)
{
	struct visit *v = xcalloc(1, sizeof *v);

	v->master = m;
	v->fd = fd;
	v->rights = rights;
	buf_init(&v->answer, ANSWER_MOST);
	v->on_read = event_new(m->base, fd, EV_READ | EV_PERSIST, on_readable,
	    v);
	v->on_write = event_new(m->base, fd, EV_WRITE, on_writable, v);
	v->on_time = event_new(m->base, -1, 0, on_time, v);
	event_add(v->on_read, &patience);
	m->desk.visits++;
}

static void
on_visitor(int listener, short what, void *arg)
{
	struct master *m = arg;
	enum rights rights;
	int fd;

	(void)what;
	fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
	if (fd == -1)
		return;
	rights = rights_of(m, fd);
	if (m->desk.visits < (rights == MAY_ALL ? VISITS : VISITS_OTHERS))
		welcome(m, fd, rights);
	else
		close(fd);
}

void
stats_open(struct master *m)
{
	if (m->listen_stats == -1)
		return;
	m->desk.on_visitor = event_new(m->base, m->listen_stats,
	    EV_READ | EV_PERSIST, on_visitor, m);
	event_add(m->desk.on_visitor, NULL);
}
