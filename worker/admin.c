/*
 * admin - what operators' programs ask of the admin listener over HTTP
 */
#include <string.h>

#include "worker/admin.h"
#include "worker/answer.h"
#include "worker/dash.h"
#include "worker/debug.h"
#include "worker/errand.h"
#include "worker/metrics.h"
#include "worker/scrape.h"
#include "worker/status.h"

struct buf *
admin_begin(struct admin_request *r, int status, const char *type)
{
	r->plan.http.status = (uint16_t)status;
	r->plan.http.type = type;
	r->plan.http.more = "Cache-Control: no-store\r\n";
	return answer_page(r->conn, &r->plan);
}

enum serve
admin_end(struct admin_request *r)
{
	return answer_page_end(r->conn, &r->plan, r->head->method ==
	    HTTP_HEAD) == OK ? SERVE_ON : SERVE_CLOSE;
}

static bool
is_text(const struct admin_request *r, struct http_span span, const char *text)
{
	return span.len == strlen(text) &&
	    memcmp(r->bytes + span.at, text, span.len) == 0;
}

static bool
is_path(const struct admin_request *r, const char *path)
{
	return is_text(r, r->head->path, path);
}

bool
admin_asks(const struct admin_request *r, const char *query)
{
	return is_text(r, r->head->query, query);
}

static enum serve
say(struct admin_request *r, int status, const char *text)
{
	buf_add_text(admin_begin(r, status, ADMIN_TEXT), text);
	return admin_end(r);
}

/* That this is answered is the answer: a worker runs its loop. */
static enum serve
serve_health(struct admin_request *r)
{
	return say(r, 200, "ok\n");
}

static enum serve
serve_ready(struct admin_request *r)
{
	const char *trouble = scrape_trouble(r->conn->worker->segment);
	struct buf *out;

	if (trouble == NULL)
		return say(r, 200, "ready\n");
	out = admin_begin(r, 503, ADMIN_TEXT);
	buf_add_format(out, "not ready: %s\n", trouble);
	return admin_end(r);
}

/* What a page is asked by; HEAD is as GET. */
enum { GETS = 1, POSTS = 2 };

static const struct page {
	const char	*path;
	enum serve	(*serve)(struct admin_request *);
	unsigned	 by;		/* GETS, POSTS or both */
} pages[] = {
	{ "/healthz", serve_health, GETS },
	{ "/readyz", serve_ready, GETS },
	{ "/metrics", metrics_serve, GETS },
	{ "/status", status_serve, GETS },
	{ "/dash", dash_page, GETS },
	{ "/dash/", dash_page, GETS },
	{ "/dash/history", dash_history, GETS },
	{ "/dash/live", dash_live, GETS },
	{ "/dash/command", errand_serve, POSTS },
	{ "/debug/pprof", debug_index, GETS },
	{ "/debug/pprof/", debug_index, GETS },
	{ "/debug/pprof/profile", debug_profile, GETS },
	{ "/debug/pprof/heap", debug_heap, GETS },
	{ "/debug/pprof/allocs", debug_allocs, GETS },
	{ "/debug/pprof/workers", debug_workers, GETS },
	{ "/debug/pprof/cmdline", debug_cmdline, GETS },
	{ "/debug/pprof/symbol", debug_symbol, GETS | POSTS },
	{ "/pprof/profile", debug_profile, GETS },
	{ "/pprof/heap", debug_heap, GETS },
	{ "/pprof/cmdline", debug_cmdline, GETS },
	{ "/pprof/symbol", debug_symbol, GETS | POSTS },
};

static bool
is_allowed(const struct http_head *head, unsigned by)
{
	return head->method == HTTP_POST ? by & POSTS :
	    (head->method == HTTP_GET || head->method == HTTP_HEAD) &&
	    by & GETS;
}

enum serve
admin_serve(struct conn *c, const struct http_head *head, const char *bytes,
    const struct agent_input *in)
{
	struct admin_request r = { .conn = c, .head = head, .bytes = bytes,
	    .body = { in->text, in->len },
	    .plan = { .next = conn_cut_copy(&in->next),
	    .http = { .close = in->close } } };
	size_t i;

	for (i = 0; i < sizeof pages / sizeof pages[0]; i++) {
		if (!is_path(&r, pages[i].path))
			continue;
		if (!is_allowed(head, pages[i].by))
			return say(&r, 405, pages[i].by == POSTS ?
			    "only POST is allowed here\n" :
			    "only GET and HEAD are allowed here\n");
		return pages[i].serve(&r);
	}
	return say(&r, 404, "there is no such page\n");
}
