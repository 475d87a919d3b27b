/*
 * access - one line a request, for those who count requests
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <syslog.h>
#include <unistd.h>

#include "base/log_line.h"
#include "text.h"
#include "worker/access.h"
#include "worker/holding.h"

#define BUFFER_SIZE	(64u << 10)
#define FLUSH_US	100000
#define PIPE_SIZE	4096	/* bytes a pipe takes whole: PIPE_BUF */
#define PEER_SIZE	80	/* bytes of its text */

/* Asked for once a connection, as it costs a call of the kernel. */
struct peer {
	uint32_t	 generation;
	char		 text[PEER_SIZE];	/* "": not asked yet */
};

enum target { TARGET_OFF, TARGET_LOG, TARGET_FILE };

static struct {
	enum target	 target;
	int		 fd;		/* of TARGET_FILE */
	const char	*path;
	enum log_format	 format;
	uint32_t	 sample, skipped;	/* one in `sample` is told */
	struct event	*on_time;
	bool		 waits;		/* on_time is added */
	uint64_t	 lost;		/* lines, not told yet */
	struct log_date	 date;
	struct peer	*peers;		/* by connection row */
	size_t		 len;
	char		 bytes[BUFFER_SIZE];
} access_log;

static const char *const doors[DOOR_COUNT] = {
	[DOOR_UNKNOWN] = "unknown", [DOOR_JSON] = "json",
	[DOOR_HEADER] = "header", [DOOR_MCPT] = "mcpt",
	[DOOR_MCPB] = "mcpb", [DOOR_HTTP] = "http"
};

/*
 * Writing
 */

static int
open_path(const char *path)
{
	return open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC |
	    O_NOCTTY | O_NONBLOCK, 0640);
}

static void
count_lost(const char *at, const char *end)
{
	for (; at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL;
	    at++)
		access_log.lost++;
}

/* Of `len` bytes, as many whole lines as a pipe takes at once. */
static size_t
fit_pipe(const char *at, size_t len)
{
	const char *end;

	if (len <= PIPE_SIZE)
		return len;
	end = memrchr(at, '\n', PIPE_SIZE);
	return (size_t)(end - at) + 1;
}

/* A pipe that polls writable has room for PIPE_SIZE bytes, so that the write
 * does not block even where the descriptor would. */
static ssize_t
write_some(int fd, bool file, const char *at, size_t len)
{
	struct pollfd room = { .fd = fd, .events = POLLOUT };

	if (file)
		return write(fd, at, len);
	if (poll(&room, 1, 0) != 1 || !(room.revents & POLLOUT))
		return -1;
	return write(fd, at, fit_pipe(at, len));
}

static void
write_lines(int fd)
{
	const char *at = access_log.bytes, *end = at + access_log.len;
	struct stat st;
	bool file = fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
	ssize_t sent;

	while (at < end) {
		sent = write_some(fd, file, at, (size_t)(end - at));
		if (sent == -1 && errno == EINTR)
			continue;
		if (sent <= 0)
			break;
		at += sent;
	}
	count_lost(at, end);
}

static void
write_syslog(void)
{
	char *at = access_log.bytes, *end = at + access_log.len, *next;

	for (; at < end; at = next + 1) {
		next = memchr(at, '\n', (size_t)(end - at));
		syslog(LOG_INFO, "%.*s", (int)(next - at), at);
	}
}

void
access_flush(void)
{
	int fd = access_log.target == TARGET_FILE ? access_log.fd : log_keep();

	if (access_log.len == 0)
		return;
	if (fd == -1)
		write_syslog();
	else
		write_lines(fd);
	access_log.len = 0;
	if (access_log.lost == 0)
		return;
	log_warnx("the access log cannot take all lines -- %llu are lost",
	    (unsigned long long)access_log.lost);
	access_log.lost = 0;
}

static void
on_time(int fd, short what, void *arg)
{
	(void)fd, (void)what, (void)arg;
	access_log.waits = false;
	access_flush();
}

void
access_reopen(void)
{
	int fd;

	access_flush();
	if (access_log.target != TARGET_FILE)
		return;
	if ((fd = open_path(access_log.path)) == -1) {
		log_warn("the access log %s cannot be opened again -- writing "
		    "to the old one", access_log.path);
		return;
	}
	close(access_log.fd);
	access_log.fd = fd;
}

void
access_open(struct worker *w)
{
	const struct config *config = w->config;

	access_log.len = 0;
	access_log.lost = 0;
	access_log.waits = false;
	access_log.format = (enum log_format)config->log_format;
	access_log.sample = (uint32_t)config->access_log_sample;
	access_log.path = config->access_log;
	access_log.target = strcmp(access_log.path, "log") == 0 ? TARGET_LOG :
	    strcmp(access_log.path, "off") == 0 ? TARGET_OFF : TARGET_FILE;
	if (access_log.target == TARGET_FILE &&
	    (access_log.fd = open_path(access_log.path)) == -1) {
		log_warn("the access log %s cannot be opened -- requests are "
		    "not logged", access_log.path);
		access_log.target = TARGET_OFF;
	}
	if (access_log.target == TARGET_OFF)
		return;
	access_log.on_time = worker_watch(w, -1, 0, on_time);
	if (access_log.peers == NULL)
		access_log.peers = xcalloc(w->segment->conns.count,
		    sizeof *access_log.peers);
}

/*
 * Lines
 */

static void
name_tcp(int fd, char *out, size_t size)
{
	struct sockaddr_storage peer = { 0 };
	socklen_t len = sizeof peer;
	char host[INET6_ADDRSTRLEN] = "?";
	const struct sockaddr_in *v4 = (const void *)&peer;
	const struct sockaddr_in6 *v6 = (const void *)&peer;

	if (getpeername(fd, (struct sockaddr *)&peer, &len) == -1) {
		text_copy(out, size, "tcp");
		return;
	}
	if (peer.ss_family == AF_INET6)
		inet_ntop(AF_INET6, &v6->sin6_addr, host, sizeof host);
	else
		inet_ntop(AF_INET, &v4->sin_addr, host, sizeof host);
	text_format(out, size, peer.ss_family == AF_INET6 ? "[%s]:%u" :
	    "%s:%u", host, ntohs(v4->sin_port));
}

/* Which it named, or meant by not naming one. */
static const char *
name_project(const struct conn *c, const struct access_entry *e)
{
	const struct call *call = e->call;

	if (call == NULL || call->method == NULL)
		return NULL;
	if (call->project != NULL)
		return call->project;
	if (e->err != OK || c->serving == NULL ||
	    !(call->method->flags & (READS | EDITS)))
		return NULL;
	return c->worker->segment->projects->row[c->serving->row].name;
}

static const char *
name_peer(const struct conn *c)
{
	struct peer *p = &access_log.peers[c->index];

	if (p->generation == c->generation && p->text[0] != '\0')
		return p->text;
	p->generation = c->generation;
	if (c->row->transport == TRANSPORT_TCP)
		name_tcp(c->fd, p->text, sizeof p->text);
	else
		text_format(p->text, sizeof p->text, "unix:%u:%u",
		    c->row->arrival.uid, c->row->arrival.pid);
	return p->text;
}

static const char *
name_outcome(const struct access_entry *e)
{
	return e->err == OK ? "ok" : err_row(e->err)->name;
}

static void
put_fields(struct log_line *l, struct conn *c, const struct access_entry *e)
{
	const struct call *call = e->call;
	const char *project = name_project(c, e);
	const char *method = call != NULL && call->method != NULL ?
	    call->method->name : NULL;
	const struct log_field fields[] = {
		{ "conn", NULL, c->index },
		{ "peer", name_peer(c), 0 },
		{ "door", doors[c->row->door < DOOR_COUNT ? c->row->door :
		    DOOR_UNKNOWN], 0 },
		{ "method", method != NULL ? method : "-", 0 },
		{ "outcome", name_outcome(e), 0 },
		{ "us", NULL, (int64_t)(c->worker->took_ns / 1000) },
		{ "bytes", NULL, (int64_t)e->bytes },
	};
	size_t i;

	for (i = 0; i < sizeof fields / sizeof fields[0]; i++)
		log_line_field(l, &fields[i]);
	if (e->status != 0)
		log_line_field(l, &(struct log_field){ "status", NULL,
		    e->status });
	/* Last, because it is what may be too long. */
	if (project != NULL)
		log_line_field(l, &(struct log_field){ "project", project,
		    0 });
}

static void
put_line(struct conn *c, const struct access_entry *entry)
{
	struct log_head head = { "info", log_own_name(),
	    atomic_load_explicit(&c->worker->row->pid, memory_order_relaxed) };
	struct log_line l = { .format = access_log.format };
	struct timeval soon = { 0, FLUSH_US };

	if (BUFFER_SIZE - access_log.len < LOG_LINE_SIZE)
		access_flush();
	log_line_begin(&l, access_log.bytes + access_log.len, &head,
	    &access_log.date);
	log_line_message(&l, "request");
	put_fields(&l, c, entry);
	access_log.len += log_line_end(&l);
	if (!access_log.waits)
		event_add(access_log.on_time, &soon);
	access_log.waits = true;
}

void
access_note(struct conn *c, const struct access_entry *entry)
{
	if (access_log.target == TARGET_OFF)
		return;
	if (++access_log.skipped < access_log.sample)
		return;
	access_log.skipped = 0;
	put_line(c, entry);
}
