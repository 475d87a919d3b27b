/*
 * stats - the operators' socket
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <event2/event.h>

#include "bounds.h"
#include "mem.h"
#include "master/order.h"
#include "master/show.h"
#include "master/stats.h"
#include "text.h"

#define LINE		256	/* bytes of a command */
#define ANSWER_MOST	(64u << 20)
#define PATIENCE_S	5	/* for a client that neither writes nor reads */

/* A client of the stats socket, until its answer is out. */
struct visit {
	struct master	*master;
	struct event	*event;
	int		 fd;
	char		 line[LINE];
	size_t		 len;
	struct buf	 answer;
	size_t		 sent;
};

static const struct timeval patience = { PATIENCE_S, 0 };

static void
leave(struct visit *v)
{
	event_free(v->event);
	close(v->fd);
	buf_fini(&v->answer);
	free(v);
}

static void
on_writable(int fd, short what, void *arg)
{
	struct visit *v = arg;
	ssize_t n;

	n = what & EV_TIMEOUT ? -1 : send(fd, v->answer.bytes + v->sent,
	    v->answer.len - v->sent, MSG_NOSIGNAL | MSG_DONTWAIT);
	if (n == -1 && (what & EV_TIMEOUT || errno != EAGAIN)) {
		leave(v);
		return;
	}
	v->sent += n > 0 ? (size_t)n : 0;
	if (v->sent == v->answer.len)
		leave(v);
}

static void	 carry_out(struct master *m, const char *text,
		    struct buf *out);

static void
answer(struct visit *v)
{
	v->line[strcspn(v->line, "\r\n")] = '\0';
	carry_out(v->master, v->line, &v->answer);
	event_free(v->event);
	v->event = event_new(v->master->base, v->fd, EV_WRITE | EV_PERSIST,
	    on_writable, v);
	event_add(v->event, &patience);
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
	v->len += (size_t)n;
	v->line[v->len] = '\0';
	if (n == 0 || strchr(v->line, '\n') != NULL ||
	    v->len == sizeof v->line - 1)
		answer(v);
}

static bool
may_look(int fd)
{
	struct ucred who;
	socklen_t len = sizeof who;

	return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &len) == 0 &&
	    (who.uid == 0 || who.uid == geteuid());
}

static void
on_visitor(int listener, short what, void *arg)
{
	struct master *m = arg;
	struct visit *v;
	int fd;

	(void)what;
	fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
	if (fd == -1)
		return;
	if (!may_look(fd)) {
		close(fd);
		return;
	}
	v = xcalloc(1, sizeof *v);
	v->master = m;
	v->fd = fd;
	buf_init(&v->answer, ANSWER_MOST);
	v->event = event_new(m->base, fd, EV_READ | EV_PERSIST, on_readable, v);
	event_add(v->event, &patience);
}

void
stats_open(struct master *m)
{
	if (m->listen_stats == -1)
		return;
	m->on_stats = event_new(m->base, m->listen_stats,
	    EV_READ | EV_PERSIST, on_visitor, m);
	event_add(m->on_stats, NULL);
}

/* Take the word `json` off either end of a command. */
static bool
take_json(char *line)
{
	size_t len = strlen(line);

	while (len > 0 && line[len - 1] == ' ')
		line[--len] = '\0';
	if (strncmp(line, "json ", 5) == 0) {
		memmove(line, line + 5, len - 4);
		return true;
	}
	if (len > 5 && strcmp(line + len - 5, " json") == 0) {
		line[len - 5] = '\0';
		return true;
	}
	return false;
}

/* One command line, without its end. */
static void
carry_out(struct master *m, const char *text, struct buf *out)
{
	const struct show *s;
	char line[LINE], *what;
	bool json;

	text_copy(line, sizeof line, text + strspn(text, " "));
	json = take_json(line);
	if (line[0] == '\0' || strcmp(line, "help") == 0) {
		show_help(out, json);
		return;
	}
	if (order_line(m, line, out, json))
		return;
	what = strncmp(line, "show ", 5) == 0 ? line + 5 : line;
	what += strspn(what, " ");
	for (s = shows; s->name != NULL && what != line; s++)
		if (strcmp(s->name, what) == 0) {
			s->show(m, out, json);
			return;
		}
	show_unknown(out, json, line);
}
