/*
 * debug_profile - profiles of CPU and of memory over HTTP
 *
 * Those of memory are there at once.  For one of CPU the request stays unread
 * while the session goes on, and is looked at anew when it is over: who it
 * belongs to is in shared memory, so that it may be another worker by then.
 */
#include <inttypes.h>
#include <string.h>

#include "clock.h"
#include "profile/profile.h"
#include "text.h"
#include "worker/answer.h"
#include "worker/debug.h"
#include "worker/stream.h"

#define SECONDS		10	/* when nothing is said */
#define LATE_MS		20	/* for a sample taken at the end */

/* What is wanted. */
struct wish {
	int64_t		 seconds;
	uint32_t	 worker;	/* row, or SAMPLES_ALL */
	const struct profile_form *form;	/* NULL: there is no such */
};

/* The value of a name in the query; false: it is not there. */
static bool
find_value(const struct admin_request *r, const char *name, char out[32])
{
	const char *at = r->bytes + r->head->query.at;
	const char *end = at + r->head->query.len, *next;
	size_t len = strlen(name);

	for (; at < end; at = next + 1) {
		next = memchr(at, '&', (size_t)(end - at));
		next = next != NULL ? next : end;
		if ((size_t)(next - at) <= len || at[len] != '=' ||
		    memcmp(at, name, len) != 0)
			continue;
		at += len + 1;
		text_format(out, 32, "%.*s", (int)(next - at), at);
		return true;
	}
	return false;
}

/* What is wrong with it, or NULL. */
static const char *
read_wish(const struct admin_request *r, struct wish *wish)
{
	const struct segment *s = r->conn->worker->segment;
	bool old = memcmp(r->bytes + r->head->path.at, "/pprof", 6) == 0;
	char text[32];
	int64_t row;

	*wish = (struct wish){ .seconds = SECONDS, .worker = SAMPLES_ALL };
	if (find_value(r, "seconds", text) &&
	    !text_integer(text, 1, SAMPLES_SECONDS, &wish->seconds))
		return "seconds is from 1 to 60\n";
	if (find_value(r, "worker", text) && strcmp(text, "all") != 0) {
		if (!text_integer(text, 0, workers_used(s->workers) - 1, &row))
			return "worker is all, or the number of one\n";
		wish->worker = (uint32_t)row;
	}
	if (!find_value(r, "format", text))
		text_copy(text, sizeof text, old ? "legacy" : "pprof");
	wish->form = profile_form(text, strlen(text));
	return wish->form == NULL ?
	    "format is pprof, legacy, folded or svg\n" : NULL;
}

static enum serve
refuse(struct admin_request *r, int status, const char *why)
{
	buf_add_text(admin_begin(r, status, ADMIN_TEXT), why);
	return admin_end(r);
}

static enum serve
refuse_busy(struct admin_request *r, const struct samples *s)
{
	uint64_t until_ms = atomic_load(&s->until_ms), now_ms = clock_ms();
	struct buf *out = admin_begin(r, 503, ADMIN_TEXT);

	buf_add_format(out, "another profile is being taken, for %" PRIu64
	    " s more\n", until_ms > now_ms ? (until_ms - now_ms) / 1000 + 1 :
	    1);
	return admin_end(r);
}

static enum serve
tell(struct admin_request *r, const struct wish *wish,
    enum profile_kind kind)
{
	const struct segment *s = r->conn->worker->segment;
	struct profile p;
	char more[128];

	text_format(more, sizeof more, "Cache-Control: no-store\r\n"
	    "X-Content-Type-Options: nosniff\r\n"
	    "Content-Disposition: %s; filename=\"%s\"\r\n",
	    strcmp(wish->form->name, "svg") == 0 ? "inline" : "attachment",
	    wish->form->file);
	if (kind == PROFILE_CPU)
		profile_take(&p, s->samples, workers_used(s->workers),
		    (uint32_t)wish->seconds);
	else
		profile_take_memory(&p, kind, s->memory,
		    workers_used(s->workers), wish->worker);
	r->plan.http.status = 200;
	r->plan.http.type = wish->form->type;
	r->plan.http.more = more;
	wish->form->put(&p, answer_page(r->conn, &r->plan));
	profile_free(&p);
	return admin_end(r);
}

enum serve
debug_profile(struct admin_request *r)
{
	struct conn *c = r->conn;
	struct samples *s = c->worker->segment->samples;
	uint64_t owner = (uint64_t)(c->index + 1) << 32 | c->generation;
	uint64_t now_ms = clock_ms(), until_ms;
	const char *why;
	struct wish wish;
	enum serve serve;

	if ((why = read_wish(r, &wish)) != NULL)
		return refuse(r, 400, why);
	if (r->head->method == HTTP_HEAD)
		return refuse(r, 200, "");
	if (!samples_owned(s, owner) && samples_open(s, owner, wish.worker,
	    (uint32_t)wish.seconds * 1000) != OK)
		return refuse_busy(r, s);
	until_ms = atomic_load(&s->until_ms);
	if (now_ms < until_ms + LATE_MS) {
		stream_sleep(c, (unsigned)(until_ms + LATE_MS - now_ms));
		return SERVE_WAIT;
	}
	serve = tell(r, &wish, PROFILE_CPU);
	samples_close(s, owner);
	return serve;
}

static enum serve
serve_memory(struct admin_request *r, enum profile_kind kind)
{
	struct wish wish;
	const char *why;

	if ((why = read_wish(r, &wish)) != NULL)
		return refuse(r, 400, why);
	if (r->head->method == HTTP_HEAD)
		return refuse(r, 200, "");
	return tell(r, &wish, kind);
}

enum serve
debug_heap(struct admin_request *r)
{
	return serve_memory(r, PROFILE_HEAP);
}

enum serve
debug_allocs(struct admin_request *r)
{
	return serve_memory(r, PROFILE_ALLOCS);
}
