/*
 * dash - the operators' page: how the server is, live
 */
#include <nettle/base64.h>
#include <nettle/sha2.h>
#include <stdlib.h>

#include "bounds.h"
#include "mem.h"
#include "text.h"
#include "worker/answer.h"
#include "worker/dash.h"
#include "worker/dash_now.h"
#include "worker/dash_past.h"
#include "worker/dash_text.h"
#include "worker/stream.h"

#define TEXT_HTML	"text/html; charset=utf-8"
#define HASH_SIZE	(BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE) + 1)
#define EVENT_MAX	(1u << 19)	/* bytes of one */
#define RETRY_MS	1000

/* What a policy names a script or a style by. */
static void
hash(struct slice text, char out[HASH_SIZE])
{
	uint8_t digest[SHA256_DIGEST_SIZE];
	struct sha256_ctx sha;

	sha256_init(&sha);
	sha256_update(&sha, text.len, (const uint8_t *)text.at);
	sha256_digest(&sha, sizeof digest, digest);
	base64_encode_raw(out, sizeof digest, digest);
	out[HASH_SIZE - 1] = '\0';
}

enum serve
dash_page(struct admin_request *r)
{
	char script[HASH_SIZE], style[HASH_SIZE], more[512];
	struct slice text = dash_text();

	hash(dash_text_inside("script"), script);
	hash(dash_text_inside("style"), style);
	text_format(more, sizeof more, "Content-Security-Policy: default-src "
	    "'none'; script-src 'sha256-%s'; style-src 'sha256-%s'; "
	    "connect-src 'self'; img-src data:; base-uri 'none'; "
	    "form-action 'none'; frame-ancestors 'none'\r\n"
	    "Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
	    "X-Content-Type-Options: nosniff\r\n", script, style);
	r->plan.http.status = 200;
	r->plan.http.type = TEXT_HTML;
	r->plan.http.more = more;
	buf_add(answer_page(r->conn, &r->plan), text.at, text.len);
	return admin_end(r);
}

enum serve
dash_history(struct admin_request *r)
{
	struct json_out out;

	json_out_open(&out, admin_begin(r, 200, "application/json"));
	json_put_object(&out);
	dash_past_put(&out, r->conn->worker->segment->history);
	json_put_key(&out, "now");
	dash_now_put(&out, r->conn->worker);
	json_put_object_end(&out);
	return admin_end(r);
}

static enum err
send_event(struct conn *c, uint64_t number)
{
	struct worker *w = c->worker;
	struct json_out out;
	struct buf text;
	enum err err;

	buf_init(&text, EVENT_MAX);
	json_out_open(&out, &text);
	json_put_object(&out);
	dash_past_put_note(&out, w->segment->history, number);
	json_put_key(&out, "now");
	dash_now_put(&out, w);
	json_put_object_end(&out);
	err = text.failed ? ERR_TOO_BIG : stream_send_event(c,
	    &(struct stream_event){ .id = number, .retry_ms = RETRY_MS,
	    .json = text.bytes, .len = text.len });
	buf_fini(&text);
	return err;
}

/* There is another note, and the client has read what it got. */
static bool
has_news(struct conn *c, void *what)
{
	const uint64_t *end = what;

	return conn_cut(c->row)->tx_tail - c->row->tx_head <= BOUND_PENDING &&
	    history_end(c->worker->segment->history) != *end;
}

enum serve
dash_live(struct admin_request *r)
{
	struct history *h = r->conn->worker->segment->history;
	uint64_t *end;
	enum err err;

	if (r->head->method == HTTP_HEAD) {
		admin_begin(r, 200, "text/event-stream");
		return admin_end(r);
	}
	end = xmalloc(sizeof *end);
	*end = history_end(h);
	err = *end > 0 ? send_event(r->conn, *end - 1) :
	    stream_send(r->conn, NULL, 0);
	if (err != OK) {
		free(end);
		return SERVE_CLOSE;
	}
	stream_watch(r->conn, has_news, end);
	return SERVE_WAIT;
}
