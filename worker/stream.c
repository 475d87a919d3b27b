/*
 * stream - a reply that comes in pieces
 */
#include <stdlib.h>

#include "base/http.h"
#include "bounds.h"
#include "clock.h"
#include "mem.h"
#include "worker/frame.h"
#include "worker/http.h"
#include "worker/http_frame.h"
#include "worker/stream.h"
#include "worker/wire.h"

#define LOOK_MS		20	/* between two looks */
#define HEARTBEAT_MS	15000	/* proxies give silent connections up */
#define STEPS_MAX	(UINT32_MAX >> CUT_STEP)
#define EVENT_MAX	(1u << 20)	/* bytes of one event */

struct stream {
	struct conn	*conn;
	struct stream	*next, **link;
	uint64_t	 due_ms;	/* clock_ms; without `look` */
	uint64_t	 beat_ms;	/* of the next heartbeat */
	bool		(*look)(struct conn *c, void *what);
	void		*what;
};

unsigned
stream_step(const struct conn *c)
{
	return conn_cut(c->row)->flags >> CUT_STEP;
}

bool
stream_is_open(const struct conn *c)
{
	return conn_cut(c->row)->flags & CUT_STREAMING;
}

static enum err
commit(struct conn *c, struct conn_cut *next, const struct buf *text)
{
	enum err err = OK;

	if (text->failed)
		return ERR_IO;
	if (text->len > 0)
		err = wire_append(c, &next->tx_tail, text->bytes, text->len);
	if (err != OK)
		return ERR_IO;
	conn_commit(c->row, next);
	conn_send_soon(c);
	return OK;
}

/* A message between two of a connection without HTTP. */
static void
put_line(struct conn *c, struct buf *text, const char *json, size_t len)
{
	static const char blank[FRAME_HEAD];
	size_t head = frame_head(c);

	if (len == 0)
		return;
	buf_add(text, blank, head);
	buf_add(text, json, len);
	if (head == 0)
		buf_add(text, "\n", 1);
	else if (!text->failed)
		frame_fill(c, text->bytes, len, false);
}

/* Commit a piece, and with it the steps. */
static enum err
step(struct conn *c, const struct buf *text, unsigned steps)
{
	struct conn_cut next = conn_cut_copy(conn_cut(c->row));

	next.flags |= CUT_STREAMING;
	/* Of streams without an end nobody counts that far. */
	if (stream_step(c) + steps <= STEPS_MAX)
		next.flags += steps << CUT_STEP;
	return commit(c, &next, text);
}

enum err
stream_send(struct conn *c, const char *json, size_t len)
{
	return stream_send_steps(c, json, len, 1);
}

enum err
stream_send_steps(struct conn *c, const char *json, size_t len,
    unsigned steps)
{
	struct buf text;
	enum err err;

	buf_init(&text, EVENT_MAX);
	if (c->row->door != DOOR_HTTP) {
		put_line(c, &text, json, len);
	} else {
		if (!stream_is_open(c))
			http_put_stream_head(&text, http_origin(c));
		if (len > 0)
			http_put_event(&text, json, len);
	}
	err = step(c, &text, steps);
	buf_fini(&text);
	return err;
}

enum err
stream_send_event(struct conn *c, const struct stream_event *event)
{
	struct buf text, lines;
	enum err err;

	buf_init(&text, EVENT_MAX);
	buf_init(&lines, EVENT_MAX);
	if (!stream_is_open(c))
		http_put_stream_head(&text, http_origin(c));
	buf_add_format(&lines, "id: %llu\n", (unsigned long long)event->id);
	if (event->retry_ms > 0)
		buf_add_format(&lines, "retry: %u\n", event->retry_ms);
	buf_add_text(&lines, "data: ");
	buf_add(&lines, event->json, event->len);
	buf_add_text(&lines, "\n\n");
	http_put_chunk(&text, lines.bytes, lines.len);
	err = lines.failed ? ERR_IO : step(c, &text, 1);
	buf_fini(&lines);
	buf_fini(&text);
	return err;
}

enum err
stream_end(struct conn *c, const struct conn_cut *next)
{
	struct conn_cut cut = conn_cut_copy(next);
	struct buf text;
	enum err err;

	buf_init(&text, EVENT_MAX);
	http_put_last_chunk(&text);
	err = commit(c, &cut, &text);
	buf_fini(&text);
	return err;
}

enum err
stream_note(struct conn *c, const char *json, size_t len)
{
	struct conn_cut next = conn_cut_copy(conn_cut(c->row));
	struct buf text;
	enum err err;

	if (next.batch != 0 || next.tx_tail - c->row->tx_head > BOUND_PENDING)
		return ERR_EMPTY;
	buf_init(&text, EVENT_MAX);
	put_line(c, &text, json, len);
	err = commit(c, &next, &text);
	buf_fini(&text);
	return err;
}

static void
unlink_stream(struct stream *s)
{
	*s->link = s->next;
	if (s->next != NULL)
		s->next->link = s->link;
	s->conn->stream = NULL;
	free(s->what);
	free(s);
}

/* A comment, which every client passes over. */
static enum err
beat(struct stream *s)
{
	static const char comment[] = "3\r\n:\n\n\r\n";
	struct conn_cut next = conn_cut_copy(conn_cut(s->conn->row));
	struct buf text = { .limit = sizeof comment };
	enum err err;

	s->beat_ms = clock_ms() + HEARTBEAT_MS;
	if (s->conn->row->door != DOOR_HTTP || !stream_is_open(s->conn))
		return OK;
	buf_add(&text, comment, sizeof comment - 1);
	err = commit(s->conn, &next, &text);
	buf_fini(&text);
	return err;
}

static bool
is_due(struct stream *s, uint64_t now_ms)
{
	return s->look != NULL ? s->look(s->conn, s->what) :
	    now_ms >= s->due_ms;
}

static void
on_look(int fd, short what, void *arg)
{
	uint64_t now_ms = clock_ms();
	struct worker *w = arg;
	struct stream *s, *next;
	struct conn *c;

	(void)fd, (void)what;
	for (s = w->lists.streams; s != NULL; s = next) {
		next = s->next;
		c = s->conn;
		if (is_due(s, now_ms)) {
			unlink_stream(s);
			conn_resume(c);
		} else if (now_ms >= s->beat_ms && beat(s) != OK) {
			conn_close(c);
		}
	}
	if (w->lists.streams == NULL)
		event_del(w->lists.look);
}

static enum err
wait_for(struct conn *c, struct stream wanted)
{
	static const struct timeval often = { 0, LOOK_MS * 1000 };
	struct worker *w = c->worker;
	struct stream *s = xmalloc(sizeof *s);

	*s = wanted;
	s->conn = c;
	s->beat_ms = clock_ms() + HEARTBEAT_MS;
	s->next = w->lists.streams;
	s->link = &w->lists.streams;
	if (s->next != NULL)
		s->next->link = &s->next;
	if (w->lists.look == NULL)
		w->lists.look = event_new(w->base, -1, EV_PERSIST, on_look, w);
	if (w->lists.streams == NULL)
		event_add(w->lists.look, &often);
	w->lists.streams = s;
	c->stream = s;
	c->wait = CONN_WAITS_EVENT;
	return WAIT;
}

enum err
stream_sleep(struct conn *c, unsigned ms)
{
	return wait_for(c, (struct stream){ .due_ms = clock_ms() + ms });
}

enum err
stream_watch(struct conn *c, bool (*look)(struct conn *c, void *what),
    void *what)
{
	return wait_for(c, (struct stream){ .look = look, .what = what });
}

void
stream_forget(struct conn *c)
{
	if (c->stream != NULL)
		unlink_stream(c->stream);
}
