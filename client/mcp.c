/*
 * mcp - a server's MCP on standard input and output
 *
 * Two threads, each of which may block, so that a burst costs one read and
 * one write in each direction and no poll:
 *
 *	standard input  --up-->    socket
 *	standard output <--down--  socket
 *
 * Up holds the lock while it sends, down while it connects again.  Whether a
 * line was sent to the server that is gone is so never in doubt: what was not
 * sent waits in up, what was sent is counted as waiting for its answer.
 *
 * A third thread, the first there was, waits for signals, and once a second
 * tells the server how long lines took here (client/tally.h).
 *
 * The descriptors themselves cannot be given to the server: its connection is
 * one socket, and a host gives two pipes, or two sockets.
 */
#include <sys/socket.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bounds.h"
#include "client/kind.h"
#include "client/mcp.h"
#include "client/private.h"
#include "client/quit.h"
#include "client/tally.h"
#include "clock.h"

#define CHUNK		(256u << 10)	/* bytes read at once */
#define LINE_LIMIT	(1u << 30)	/* bytes; servers stop earlier */
#define LOOK_MS		20		/* between two tries to connect */
#define GONE_MS		10000		/* with a line waiting */
#define LISTEN_MS	500		/* for the end of what only listens */
#define REPORT_S	1
#define REPORT_MAX	(64u << 10)	/* bytes of one */

/* One direction. */
struct flow {
	struct buf	 bytes;		/* read, and not passed on */
	size_t		 seen;		/* bytes of it without a newline */
	uint64_t	 read_ns;	/* clock_ns, of the last of it */
};

struct bridge {
	const char	*path;		/* of the socket */
	pthread_mutex_t	 lock;		/* of link, greeting, and who sends */
	struct link	 link;
	struct flow	 up, down;
	struct buf	 greeting;	/* initialize, as the client said it */
	struct buf	 greeted;	/* notifications/initialized */
	bool		 torn;		/* a line was sent in part */
	_Atomic long	 missing;	/* answers */
	_Atomic long	 listening;	/* of them, those that may never come */
	_Atomic bool	 ended;		/* the input */
	_Atomic bool	 waiting;	/* up has a line to send */
	struct tally	 tally;
};

/* Whoever comes first ends the program; the other one waits for that. */
static void __attribute__((noreturn))
finish(int status)
{
	static pthread_mutex_t ending = PTHREAD_MUTEX_INITIALIZER;

	pthread_mutex_lock(&ending);
	exit(status);
}

static void __attribute__((noreturn))
give_up(struct bridge *b, const char *what)
{
	complain("mcp: %s: %s", b->path, what);
	finish(1);
}

/* Read what is there, waiting for it; false at the end. */
static bool
fill(struct flow *f, int fd)
{
	char *room = buf_room(&f->bytes, CHUNK);
	ssize_t n;

	if (room == NULL)
		return false;
	do
		n = read(fd, room, CHUNK);
	while (n == -1 && errno == EINTR);
	if (n <= 0)
		return false;
	f->read_ns = clock_ns();
	f->bytes.len += (size_t)n;
	return true;
}

/* Bytes of whole lines that are there. */
static size_t
whole_lines(struct flow *f)
{
	const char *bytes = f->bytes.bytes, *end;

	end = memrchr(bytes + f->seen, '\n', f->bytes.len - f->seen);
	f->seen = f->bytes.len;
	return end == NULL ? 0 : (size_t)(end - bytes) + 1;
}

static void
drop(struct flow *f, size_t len)
{
	f->bytes.len -= len;
	memmove(f->bytes.bytes, f->bytes.bytes + len, f->bytes.len);
	f->seen = f->bytes.len;
}

static void
keep(struct buf *copy, const char *line, size_t len)
{
	buf_reset(copy);
	buf_add(copy, line, len);
}

/* Answers that a line asks for. */
static long
take_note(struct bridge *b, const char *line, size_t len)
{
	switch (kind_of(line, len)) {
	case KIND_INITIALIZE:
		keep(&b->greeting, line, len);
		buf_reset(&b->greeted);
		return 1;
	case KIND_LISTEN:
		atomic_fetch_add(&b->listening, 1);
		return 1;
	case KIND_REQUEST:
		return 1;
	case KIND_INITIALIZED:
		keep(&b->greeted, line, len);
		return 0;
	default:
		return 0;
	}
}

static long
count_questions(struct bridge *b, const char *bytes, size_t len)
{
	const char *end;
	long count = 0;
	size_t line;

	for (; len > 0; bytes += line, len -= line) {
		end = memchr(bytes, '\n', len);
		line = (size_t)(end - bytes) + 1;
		count += take_note(b, bytes, line);
	}
	return count;
}

static long
count_answers(const char *bytes, size_t len)
{
	const char *end;
	long count = 0;
	size_t line;

	for (; len > 0; bytes += line, len -= line) {
		end = memchr(bytes, '\n', len);
		line = (size_t)(end - bytes) + 1;
		count += kind_of(bytes, line) == KIND_RESPONSE;
	}
	return count;
}

/* How much was taken: all of it, unless the server is gone. */
static size_t
send_bytes(int fd, const char *bytes, size_t len)
{
	size_t sent = 0;
	ssize_t n;

	while (sent < len) {
		n = send(fd, bytes + sent, len - sent, MSG_NOSIGNAL);
		if (n == -1 && errno != EINTR)
			break;
		if (n > 0)
			sent += (size_t)n;
	}
	return sent;
}

static bool
send_once(struct bridge *b, const char *bytes, size_t len, long questions)
{
	size_t sent;

	pthread_mutex_lock(&b->lock);
	atomic_fetch_add(&b->missing, questions);
	sent = send_bytes(b->link.fd, bytes, len);
	if (sent == 0)
		atomic_fetch_sub(&b->missing, questions);
	b->torn |= sent > 0 && sent < len;
	pthread_mutex_unlock(&b->lock);
	return sent > 0;
}

static void
pass_up(struct bridge *b, size_t len)
{
	const char *bytes = b->up.bytes.bytes;
	long questions;

	atomic_store(&b->waiting, true);
	pthread_mutex_lock(&b->lock);
	questions = count_questions(b, bytes, len);
	pthread_mutex_unlock(&b->lock);
	while (!send_once(b, bytes, len, questions))
		poll(NULL, 0, LOOK_MS);
	atomic_store(&b->waiting, false);
	tally_add(&b->tally, LEG_UP, questions, clock_ns() - b->up.read_ns);
	drop(&b->up, len);
}

static void
end_input(struct bridge *b)
{
	if (b->up.bytes.len > 0) {
		buf_add(&b->up.bytes, "\n", 1);
		pass_up(b, b->up.bytes.len);
	}
	atomic_store(&b->ended, true);
	if (atomic_load(&b->missing) <= 0)
		finish(0);
	pthread_mutex_lock(&b->lock);
	shutdown(b->link.fd, SHUT_WR);
	pthread_mutex_unlock(&b->lock);
	while (atomic_load(&b->missing) > atomic_load(&b->listening))
		poll(NULL, 0, LOOK_MS);
	poll(NULL, 0, LISTEN_MS);
	finish(0);
}

static void *
carry_up(void *arg)
{
	struct bridge *b = arg;
	size_t len;

	while (fill(&b->up, STDIN_FILENO))
		if ((len = whole_lines(&b->up)) > 0)
			pass_up(b, len);
	if (b->up.bytes.failed)
		give_up(b, "a line of the input is longer than 1 GiB");
	end_input(b);
	return NULL;
}

static void
write_out(const char *bytes, size_t len)
{
	ssize_t n;

	for (; len > 0; bytes += n, len -= (size_t)n) {
		n = write(STDOUT_FILENO, bytes, len);
		if (n == -1 && errno != EINTR)
			finish(errno != EPIPE);
		if (n == -1)
			n = 0;
	}
}

static void
pass_down(struct bridge *b, size_t len)
{
	long answers = count_answers(b->down.bytes.bytes, len);
	long missing;

	write_out(b->down.bytes.bytes, len);
	tally_add(&b->tally, LEG_DOWN, answers, clock_ns() - b->down.read_ns);
	drop(&b->down, len);
	missing = atomic_fetch_sub(&b->missing, answers) - answers;
	if (missing <= 0 && atomic_load(&b->ended))
		finish(0);
}

/* A new connection knows nothing of the session: say what the client said,
 * and keep from it the answer, which it has. */
static bool
greet(struct bridge *b)
{
	size_t len;

	if (b->greeting.len == 0)
		return true;
	return link_send(&b->link, b->greeting.bytes, b->greeting.len) &&
	    link_line(&b->link, &len) != NULL &&
	    link_send(&b->link, b->greeted.bytes, b->greeted.len);
}

static bool
connect_again(struct bridge *b)
{
	struct link old = b->link;

	if (!link_open_unix(&b->link, b->path)) {
		b->link = old;
		return false;
	}
	link_close(&old);
	return link_send(&b->link, TALLY_HELLO, sizeof TALLY_HELLO - 1) &&
	    greet(b);
}

/* The server is gone.  Comes back when there is one again. */
static void
reconnect(struct bridge *b)
{
	uint64_t began_ms = clock_ms();

	if (atomic_load(&b->ended) &&
	    atomic_load(&b->missing) <= atomic_load(&b->listening))
		finish(0);
	pthread_mutex_lock(&b->lock);
	if (atomic_load(&b->missing) > 0 || b->torn ||
	    b->down.bytes.len > 0)
		give_up(b, "the server went away before it had answered; "
		    "what was asked may have been done or not");
	complain("mcp: %s: the server went away; waiting for it", b->path);
	while (!connect_again(b)) {
		if (atomic_load(&b->ended))
			finish(0);
		if (!atomic_load(&b->waiting))
			began_ms = clock_ms();
		if (clock_ms() - began_ms > GONE_MS)
			give_up(b, "no server has come back");
		poll(NULL, 0, LOOK_MS);
	}
	pthread_mutex_unlock(&b->lock);
}

static void *
carry_down(void *arg)
{
	struct bridge *b = arg;
	size_t len;

	for (;;) {
		while (fill(&b->down, b->link.fd))
			if ((len = whole_lines(&b->down)) > 0)
				pass_down(b, len);
		reconnect(b);
	}
	return NULL;
}

static void
open_server(struct bridge *b, const struct target *target, bool spawn)
{
	b->path = target->socket;
	if (spawn && !link_open_unix(&b->link, b->path)) {
		b->path = private_start();
	} else if (spawn) {
		return;
	}
	link_open(&b->link, &(struct target){ .socket = b->path });
}

static void
start(struct bridge *b, void *(*run)(void *))
{
	pthread_t thread;

	if (pthread_create(&thread, NULL, run, b) != 0)
		quit("mcp: no thread");
	pthread_detach(thread);
}

static bool
read_options(const struct target *target, int argc, char **argv)
{
	bool spawn = argc == 2 && strcmp(argv[1], "--spawn") == 0;

	if (argc > 1 && !spawn)
		quit("usage: goxelctl mcp [--spawn]");
	if (target->tcp != NULL)
		quit("mcp goes by the Unix socket; over TCP there is HTTP, at "
		    "http://%s/mcp", target->tcp);
	return spawn;
}

/* Between two lines of the client, if there is such a moment and room for all
 * of it; what of it is sent must be sent whole. */
static void
report(struct bridge *b)
{
	struct buf line;
	ssize_t n;

	if (pthread_mutex_trylock(&b->lock) != 0)
		return;
	buf_init(&line, REPORT_MAX);
	if (!b->torn && tally_report(&b->tally, &line)) {
		n = send(b->link.fd, line.bytes, line.len, MSG_NOSIGNAL |
		    MSG_DONTWAIT);
		if (n > 0)
			send_bytes(b->link.fd, line.bytes + n,
			    line.len - (size_t)n);
	}
	buf_fini(&line);
	pthread_mutex_unlock(&b->lock);
}

int
mcp_command(const struct target *target, int argc, char **argv)
{
	static struct bridge b = { .lock = PTHREAD_MUTEX_INITIALIZER,
	    .tally.lock = PTHREAD_MUTEX_INITIALIZER };
	static const struct timespec second = { REPORT_S, 0 };
	sigset_t ends;

	/* Threads have the mask too, so these come to sigwait alone. */
	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGINT);
	sigaddset(&ends, SIGHUP);
	sigprocmask(SIG_BLOCK, &ends, NULL);
	signal(SIGPIPE, SIG_IGN);
	open_server(&b, target, read_options(target, argc, argv));
	link_send(&b.link, TALLY_HELLO, sizeof TALLY_HELLO - 1);
	buf_init(&b.up.bytes, LINE_LIMIT);
	buf_init(&b.down.bytes, LINE_LIMIT);
	buf_init(&b.greeting, BOUND_REQUEST);
	buf_init(&b.greeted, BOUND_REQUEST);
	start(&b, carry_up);
	start(&b, carry_down);
	while (sigtimedwait(&ends, NULL, &second) == -1)
		report(&b);
	finish(0);
}
