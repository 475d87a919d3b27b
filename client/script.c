/*
 * script - many requests from a file, over one connection
 *
 * Three things may be possible at any time: to read more of the script, to
 * send, to receive.  One poll waits for all that make sense, and each turn
 * does what it can:
 *
 *	script --lines--> out --socket--> server --socket--> replies
 *
 * Replies come in the order of requests, so a queue of line numbers tells
 * which line a reply belongs to, whatever id it has.
 */
#include <sys/socket.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bounds.h"
#include "client/outcome.h"
#include "client/line.h"
#include "client/quit.h"
#include "client/script.h"
#include "clock.h"
#include "mem.h"
#include "text.h"

#define WINDOW		64		/* requests on their way; the default */
#define WINDOW_MAX	100000
#define WORDS		2048		/* bytes of an error shown */
#define OUT_HIGH	(256u << 10)	/* bytes waiting: then no more lines */
#define CHUNK		(64u << 10)	/* bytes read of the script at once */

struct script {
	const char	*name;		/* for messages */
	int		 fd;
	bool		 ended;		/* the script, not the work */
	bool		 keep_going;
	bool		 print;
	bool		 stopped;	/* by an error */
	struct link	 link;
	struct buf	 text;		/* of the script, not yet taken */
	size_t		 taken;		/* bytes of it */
	size_t		 seen;		/* bytes of it without a newline */
	struct buf	 out;		/* to be sent */
	size_t		 sent;		/* bytes of it */
	unsigned long	*queue;		/* lines on their way, a ring */
	unsigned long	 window;
	unsigned long	 line;		/* lines taken so far */
	unsigned long	 asked, answered, failed, notices;
};

static unsigned long
on_their_way(const struct script *s)
{
	return s->asked - s->answered;
}

static void
stop(struct script *s)
{
	s->stopped = !s->keep_going;
}

static void
take_line(struct script *s, char *text, size_t len)
{
	const char *why = NULL;

	s->line++;
	switch (line_write(text, len, s->line, &s->out, &why)) {
	case LINE_BLANK:
		break;
	case LINE_REQUEST:
		s->queue[s->asked % s->window] = s->line;
		s->asked++;
		break;
	case LINE_NOTICE:
		s->notices++;
		break;
	case LINE_WRONG:
		complain("%s:%lu: %s", s->name, s->line, why);
		s->failed++;
		stop(s);
		break;
	}
	if (s->out.failed)
		quit("%s:%lu: this request is too large", s->name, s->line);
}

/* The next whole line of what was read, or at the end what is left. */
static char *
next_text(struct script *s, size_t *len)
{
	struct buf *text = &s->text;
	char *line, *end = NULL;

	if (text->len > s->seen)
		end = memchr(text->bytes + s->seen, '\n', text->len - s->seen);
	if (end == NULL) {
		s->seen = text->len;
		if (!s->ended || s->taken == text->len)
			return NULL;
		buf_add(text, "", 1);
		end = text->bytes + text->len - 1;
	}
	line = text->bytes + s->taken;
	*end = '\0';
	*len = (size_t)(end - line);
	s->taken += *len + 1;
	s->seen = s->taken;
	return line;
}

static void
take_lines(struct script *s)
{
	size_t len;
	char *line;

	while (!s->stopped && on_their_way(s) < s->window &&
	    s->out.len - s->sent < OUT_HIGH &&
	    (line = next_text(s, &len)) != NULL)
		take_line(s, line, len);
}

static bool
all_taken(const struct script *s)
{
	return s->stopped || (s->ended && s->taken == s->text.len);
}

static void
read_script(struct script *s)
{
	struct buf *text = &s->text;
	char *room;
	ssize_t n;

	if (s->taken > 0) {
		memmove(text->bytes, text->bytes + s->taken,
		    text->len - s->taken);
		text->len -= s->taken;
		s->seen -= s->taken;
		s->taken = 0;
	}
	if ((room = buf_room(text, CHUNK)) == NULL)
		quit("%s:%lu: this line is too long", s->name, s->line + 1);
	n = read(s->fd, room, CHUNK);
	if (n == -1 && errno != EINTR)
		quit("%s: %s", s->name, strerror(errno));
	if (n > 0)
		text->len += (size_t)n;
	s->ended = n == 0;
}

static void
send_some(struct script *s)
{
	ssize_t n;

	n = send(s->link.fd, s->out.bytes + s->sent, s->out.len - s->sent,
	    MSG_NOSIGNAL | MSG_DONTWAIT);
	if (n == -1 && errno != EAGAIN && errno != EINTR)
		quit("%s: sending to the server: %s", s->name,
		    strerror(errno));
	if (n > 0)
		s->sent += (size_t)n;
	if (s->sent == s->out.len) {
		buf_reset(&s->out);
		s->sent = 0;
	}
}

static void
take_reply(struct script *s, const char *text, size_t len)
{
	struct outcome outcome;
	unsigned long line;
	char words[WORDS];

	if (on_their_way(s) == 0)
		quit("%s: the server sent more replies than requests", s->name);
	line = s->queue[s->answered % s->window];
	s->answered++;
	if (!outcome_read(&outcome, text, len))
		quit("%s:%lu: this is no JSON-RPC reply: %.*s", s->name, line,
		    (int)(len < 200 ? len : 200), text);
	if (s->print)
		printf("%lu\t%s\n", line, text);
	if (outcome.error.at == NULL)
		return;
	outcome_error(&outcome.error, words, sizeof words);
	complain("%s:%lu: %s", s->name, line, words);
	s->failed++;
	stop(s);
}

static void
receive_some(struct script *s)
{
	size_t len;
	char *line;
	int got;

	got = link_receive(&s->link);
	if (got == -1)
		quit("%s: receiving from the server: %s", s->name,
		    strerror(errno));
	if (got == 0)
		quit("%s: the server closed the connection; %lu of %lu "
		    "requests were answered", s->name, s->answered, s->asked);
	while ((line = link_next(&s->link, &len)) != NULL)
		take_reply(s, line, len);
	if (s->print)
		fflush(stdout);
}

static void
turn(struct script *s)
{
	struct pollfd fds[2] = {
		{ .fd = s->link.fd, .events = POLLIN },
		{ .fd = -1, .events = POLLIN },
	};

	if (s->sent < s->out.len)
		fds[0].events |= POLLOUT;
	if (!s->ended && !s->stopped && s->seen == s->text.len &&
	    on_their_way(s) < s->window)
		fds[1].fd = s->fd;
	if (poll(fds, 2, -1) == -1 && errno != EINTR)
		quit("poll: %s", strerror(errno));
	if (fds[0].revents & POLLOUT)
		send_some(s);
	if (fds[0].revents & (POLLIN | POLLHUP | POLLERR))
		receive_some(s);
	if (fds[1].revents != 0)
		read_script(s);
}

static void
summarize(const struct script *s, uint64_t began_ms)
{
	uint64_t ms = clock_ms() - began_ms;

	fprintf(stderr, "%s: %lu requests, %lu answered, %lu failed, "
	    "%" PRIu64 ".%03" PRIu64 " s\n", s->name, s->asked + s->notices,
	    s->answered, s->failed, ms / 1000, ms % 1000);
}

static void
open_script(struct script *s)
{
	if (strcmp(s->name, "-") == 0) {
		s->name = "standard input";
		s->fd = STDIN_FILENO;
		return;
	}
	s->fd = open(s->name, O_RDONLY | O_CLOEXEC);
	if (s->fd == -1)
		quit("%s: %s", s->name, strerror(errno));
}

static void
read_options(struct script *s, int argc, char **argv)
{
	int64_t window = WINDOW;
	int i;

	for (i = 1; i < argc && argv[i][0] == '-' && argv[i][1] != '\0'; i++) {
		if (strcmp(argv[i], "--keep-going") == 0)
			s->keep_going = true;
		else if (strcmp(argv[i], "--print") == 0)
			s->print = true;
		else if (strcmp(argv[i], "--window") != 0)
			quit("run: unknown option %s", argv[i]);
		else if (++i == argc ||
		    !text_integer(argv[i], 1, WINDOW_MAX, &window))
			quit("--window takes a number from 1 to %d",
			    WINDOW_MAX);
	}
	if (i != argc - 1)
		quit("usage: goxelctl run [--window N] [--keep-going] "
		    "[--print] FILE|-");
	s->name = argv[i];
	s->window = (unsigned long)window;
}

int
script_command(const struct target *target, int argc, char **argv)
{
	uint64_t began_ms = clock_ms();
	struct script s = { 0 };

	read_options(&s, argc, argv);
	open_script(&s);
	link_open(&s.link, target);
	s.queue = xcalloc(s.window, sizeof *s.queue);
	buf_init(&s.text, 2 * BOUND_REQUEST);
	buf_init(&s.out, 2 * BOUND_REQUEST);

	for (;;) {
		take_lines(&s);
		if (all_taken(&s) && on_their_way(&s) == 0 &&
		    s.out.len == s.sent)
			break;
		turn(&s);
	}

	summarize(&s, began_ms);
	link_close(&s.link);
	free(s.queue);
	buf_fini(&s.text);
	buf_fini(&s.out);
	return s.failed > 0;
}
