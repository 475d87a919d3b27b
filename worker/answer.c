/*
 * answer - from a decoded request to the bytes of its reply
 *
 *	{"jsonrpc":"2.0","result":...,"id":...}
 *	{"jsonrpc":"2.0","error":{"code":...,"message":"..."},"id":...}
 *
 * or, to {"tool":...}, as the old daemon did:
 *
 *	{"success":true,"content":...}
 *	{"success":false,"error_code":...,"error_message":"..."}
 *
 * Where the connection has frames, a head stands before it instead of a newline
 * behind it; one before all replies of a batch.
 *
 * A method of the old daemon fails with the old code and the old words; what
 * really was wrong stands in error.data.reason beside them.
 */
#include <string.h>

#include "base/json.h"
#include "bounds.h"
#include "killpoint.h"
#include "text.h"
#include "worker/access.h"
#include "worker/answer.h"
#include "worker/frame.h"
#include "worker/holding.h"
#include "worker/http.h"
#include "worker/http_frame.h"
#include "worker/lap.h"
#include "worker/leave.h"
#include "worker/mcp/fault.h"
#include "worker/method/tool.h"
#include "worker/note.h"
#include "worker/wire.h"

#define RESERVE		4096	/* bytes of room for a reply before running */

#define TEXT(text)	{ text, sizeof text - 1 }

/* What stands before a result and before an error, and behind them. */
struct around {
	struct bytes	 result, error, end;
};

static const struct around styles[] = {
	[STYLE_RPC] = { TEXT("{\"jsonrpc\":\"2.0\",\"result\":"),
	    TEXT("{\"jsonrpc\":\"2.0\",\"error\":"), TEXT(",\"id\":") },
	[STYLE_TOOL] = { TEXT("{\"success\":true,\"content\":"),
	    TEXT("{\"success\":false,\"error_code\":"), TEXT("}") },
	[STYLE_BARE] = { TEXT(""), TEXT(""), TEXT("") },
	[STYLE_CALL] = { TEXT("{\"jsonrpc\":\"2.0\",\"result\":"),
	    TEXT("{\"jsonrpc\":\"2.0\",\"result\":"), TEXT(",\"id\":") },
	[STYLE_READ] = { TEXT("{\"jsonrpc\":\"2.0\",\"result\":"),
	    TEXT("{\"jsonrpc\":\"2.0\",\"error\":"), TEXT(",\"id\":") },
};

/* Of a reply that is an element the head stands before the batch, and its
 * first byte is for its bracket or comma. */
size_t
answer_lead(struct conn *c, const struct plan *plan)
{
	if (plan->element)
		return 1;
	return c->row->door == DOOR_HTTP ?
	    http_lead(&plan->http, http_origin(c)) : frame_head(c);
}

static inline void
open_reply(struct conn *c, const struct plan *plan, struct bytes head)
{
	static const char blank[HTTP_LEAD] = " ";
	struct buf *reply = &c->worker->reply;

	wire_lend(c, reply);
	buf_add(reply, blank, answer_lead(c, plan));
	buf_add(reply, head.at, head.len);
}

void
answer_begin(struct conn *c, struct json_out *out, const struct plan *plan)
{
	open_reply(c, plan, styles[plan->style].result);
	json_out_open(out, &c->worker->reply);
}

void
answer_resume(struct conn *c, const struct plan *plan, const char *bytes,
    size_t len)
{
	static const char blank[HTTP_LEAD] = " ";
	struct buf *reply = &c->worker->reply;

	buf_reset(reply);
	buf_add(reply, blank, answer_lead(c, plan));
	buf_add(reply, bytes, len);
}

bool
answer_has_room(struct conn *c)
{
	const struct conn_cut *cut = conn_cut(c->row);
	size_t unsent = cut->tx_tail - c->row->tx_head;

	if (cut->batch == 0 && unsent > BOUND_PENDING) {
		c->wait = CONN_WAITS_READER;
		return false;
	}
	if (wire_reserve(c, unsent + RESERVE) == OK)
		return true;
	c->wait = unsent == 0 ? CONN_WAITS_RING : CONN_WAITS_READER;
	return false;
}

/* Bytes of the head that all replies of a batch have together. */
static size_t
batch_lead(const struct conn *c)
{
	return c->row->door == DOOR_HTTP ? HTTP_BATCH_LEAD : frame_head(c);
}

enum err
answer_batch(struct conn *c, uint64_t *tail)
{
	static const char blank[HTTP_BATCH_LEAD];
	size_t head = batch_lead(c);

	return head == 0 ? OK : wire_append(c, tail, blank, head);
}

/* Failures that every method may have keep their own code. */
static bool
has_old_words(const struct call *call, enum err err)
{
	return call != NULL && call->method != NULL &&
	    call->method->number != 0 && err != ERR_PARAMS &&
	    err != ERR_REQUEST && err != ERR_METHOD && err != ERR_STALE &&
	    err != ERR_CRASHED && err != ERR_BUSY &&
	    err != ERR_CANCELLED && err != ERR_INTERNAL;
}

/* "Failed to load project '%s': error code -1", with the subject in it. */
static void
old_message(const struct call *call, char *out, size_t size)
{
	const char *words = call->method->words;
	const char *gap = strstr(words, "%s");

	if (gap == NULL)
		text_copy(out, size, words);
	else
		text_format(out, size, "%.*s%s%s", (int)(gap - words), words,
		    call->subject != NULL ? call->subject : "", gap + 2);
}

static void
put_old_words(struct json_out *out, const struct call *call, const char *why)
{
	char message[BOUND_PATH + CALL_WHY];

	old_message(call, message, sizeof message);
	json_put_text(out, message);
	json_put_key(out, "data");
	json_put_object(out);
	json_put_key(out, "reason");
	json_put_text(out, why);
	json_put_object_end(out);
}

/* The old daemon's MCP had a few numbers of its own. */
static int
tool_number(enum err err)
{
	switch (err) {
	case ERR_METHOD:
		return -1001;
	case ERR_PARSE:
	case ERR_REQUEST:
	case ERR_PARAMS:
		return -1002;
	default:
		return -1003;
	}
}

static void
put_tool_error(struct buf *reply, const struct call *call, enum err err,
    const char *why)
{
	char message[BOUND_PATH + CALL_WHY];
	struct json_out out;

	json_out_open(&out, reply);
	json_put_int(&out, tool_number(err));
	json_put_key(&out, "error_message");
	if (has_old_words(call, err)) {
		old_message(call, message, sizeof message);
		json_put_text(&out, message);
		json_put_key(&out, "error_data");
	}
	json_put_text(&out, why);
}

static void
put_error(struct buf *reply, const struct call *call, enum err err,
    const char *why)
{
	struct json_out out;
	bool old = has_old_words(call, err);

	json_out_open(&out, reply);
	json_put_object(&out);
	json_put_key(&out, "code");
	json_put_int(&out, old ? call->method->number : err_row(err)->number);
	json_put_key(&out, "message");
	if (old)
		put_old_words(&out, call, why);
	else
		json_put_text(&out, why);
	json_put_object_end(&out);
}

/* What MCP says of a call that failed, in the way of its method. */
static void
put_failure(struct buf *reply, const struct plan *plan,
    const struct call *call, enum err err, const char *why)
{
	struct json_out out;

	json_out_open(&out, reply);
	if (plan->fault != NULL)
		fault_put(&out, plan->fault);
	else if (plan->style == STYLE_CALL)
		tool_put_failure(&out, why, plan->modern);
	else if (plan->style == STYLE_READ)
		fault_put_unread(&out, call->subject, why, plan->modern);
	else if (plan->style == STYLE_TOOL)
		put_tool_error(reply, call, err, why);
	else
		put_error(reply, call, err, why);
}

/* Notifications alone: 202, and no array. */
static enum err
accept_batch(struct conn *c, const struct plan *plan, uint64_t *tail)
{
	struct http_frame frame = { .status = 202, .empty = true,
	    .close = plan->http.close };
	size_t len = http_lead(&frame, http_origin(c));
	char head[HTTP_LEAD];

	http_fill(head, len, &frame, http_origin(c), 0);
	return wire_append(c, tail, head, len);
}

static void
fill_batch(struct conn *c, const struct plan *plan, char *head, size_t len)
{
	struct http_frame frame = { .status = 200,
	    .close = plan->http.close };

	if (c->row->door == DOOR_HTTP)
		http_fill(head, HTTP_BATCH_LEAD, &frame, http_origin(c), len);
	else
		frame_fill(c, head, len, false);
}

/* The replies of a batch are all there: their head can be filled in; without
 * any there is no frame. */
static enum err
close_batch(struct conn *c, struct plan *plan)
{
	struct conn_cut *next = &plan->next;
	size_t head = batch_lead(c);

	if (head == 0 || next->tx_tail < next->tx_hold + head)
		return OK;
	if (next->tx_tail > next->tx_hold + head) {
		fill_batch(c, plan, wire_unsent(c, next->tx_hold),
		    next->tx_tail - next->tx_hold - head);
		KILLPOINT(batch_headed);
		return OK;
	}
	next->tx_tail = next->tx_hold;
	return c->row->door == DOOR_HTTP ?
	    accept_batch(c, plan, &next->tx_tail) : OK;
}

static void
put_http(struct conn *c, const struct plan *plan)
{
	struct buf *reply = &c->worker->reply;
	size_t head = answer_lead(c, plan);

	http_fill(reply->bytes, head, &plan->http, http_origin(c),
	    reply->len - head);
	if (plan->http.stream)
		http_put_stream_end(reply);
}

/* What goes around a reply. */
static void
put_border(struct conn *c, const struct plan *plan, bool failed)
{
	bool answered = plan->next.flags & CUT_ANSWERED;
	struct buf *reply = &c->worker->reply;
	size_t head = frame_head(c);

	if (!plan->element) {
		if (plan->silent || reply->failed)
			return;
		if (c->row->door == DOOR_HTTP)
			put_http(c, plan);
		else if (head == 0)
			buf_add(reply, "\n", 1);
		else
			frame_fill(c, reply->bytes, reply->len - head,
			    failed);
		return;
	}
	if (!plan->silent)
		reply->bytes[0] = answered ? ',' : '[';
	if (plan->last && (answered || !plan->silent))
		buf_add(reply, "]\n", batch_lead(c) == 0 ? 2 : 1);
}

/* Durability power: the reply waits until what it tells of is on disk, be it
 * its own edit or, for a reader, another one's. */
static void
hold_reply(struct conn *c, uint64_t from, uint64_t ticket)
{
	if (ticket == 0 && c->serving != NULL)
		ticket = c->serving->ticket;
	if (ticket != 0 && !keeping_holds(c->worker->segment->keeping, ticket))
		conn_hold(c, ticket, from);
}

/* Everything becomes real here, or nothing does. */
static enum err
commit(struct conn *c, struct plan *plan, const struct buf *reply)
{
	struct conn_cut *next = &plan->next;
	uint64_t before = conn_cut(c->row)->tx_tail, ticket = 0;
	enum err err;

	if (reply->borrowed)
		next->tx_tail += reply->len;
	else if (reply->len > 0 && (err = wire_append(c, &next->tx_tail,
	    reply->bytes, reply->len)) != OK)
		return err;
	if (plan->element && reply->len > 0)
		next->flags |= CUT_ANSWERED;
	if (plan->last && (err = close_batch(c, plan)) != OK)
		return err;
	if (plan->last || !plan->element) {
		next->batch = 0;
		next->flags &= ~CUT_ANSWERED;
	}
	if (c->worker->edits.len > 0)
		holding_commit(c, next);
	if (c->worker->store.closing != NULL)
		leave_begin(c, next);
	conn_commit(c->row, next);
	KILLPOINT(cut_flipped);
	if (c->worker->store.closing != NULL)
		ticket = leave_end(c);
	if (c->worker->store.power)
		hold_reply(c, before, ticket);
	c->row->attempts = 0;
	c->row->requests++;
	return OK;
}

static void
put_end(struct buf *reply, const struct plan *plan)
{
	const struct bytes *text = &styles[plan->style].end;

	buf_add(reply, text->at, text->len);
	if (plan->style == STYLE_TOOL || plan->style == STYLE_BARE)
		return;
	if (plan->id == NULL)
		buf_add(reply, "null", 4);
	else
		buf_add(reply, plan->id, plan->id_len);
	buf_add(reply, "}", 1);
}

/* The result is whole, and the id and a border still fit behind it. */
static bool
is_whole(const struct buf *reply, const struct plan *plan)
{
	size_t more = sizeof ",\"id\":}]\n" - 1 + (plan->id == NULL ?
	    4 : plan->id_len);

	return !reply->failed && reply->limit - reply->len >= more;
}

/* The result is what stands behind its head. */
static void
note_result(struct conn *c, const struct plan *plan,
    const struct call *call)
{
	const struct buf *reply = &c->worker->reply;
	size_t head = answer_lead(c, plan) + styles[plan->style].result.len;

	if (call != NULL && call->request_key != NULL)
		note_keep(call, reply->bytes + head, reply->len - head);
}

static bool
has_changed(const struct worker *w)
{
	return w->edits.len > 0 || w->store.closing != NULL;
}

/* What is done cannot be answered by an error, though there is no room for
 * its result. */
static void
say_done(struct conn *c, const struct plan *plan)
{
	static const char done[] = "{\"success\":true}";

	open_reply(c, plan, styles[plan->style].result);
	buf_add(&c->worker->reply, done, sizeof done - 1);
}

static enum err
finish(struct conn *c, struct plan *plan, const struct call *call,
    enum err err, const char *why)
{
	struct buf *reply = &c->worker->reply;

	if (err == OK && !is_whole(reply, plan) && has_changed(c->worker))
		say_done(c, plan);
	if (err == OK && !is_whole(reply, plan)) {
		err = ERR_TOO_BIG;
		why = "the reply is larger than 128 MiB; ask for less at once";
	}
	if (err != OK) {
		/* A project made by a request that failed goes with it. */
		c->worker->store.closing = c->birth.made ? c->serving : NULL;
		c->worker->store.erasing = true;
	} else {
		note_result(c, plan, call);
	}
	if (plan->silent) {
		buf_reset(reply);
	} else {
		if (err != OK) {
			open_reply(c, plan, plan->fault != NULL ?
			    styles[STYLE_RPC].error :
			    styles[plan->style].error);
			put_failure(reply, plan, call, err, why);
		}
		put_end(reply, plan);
	}
	put_border(c, plan, err != OK);
	return commit(c, plan, reply);
}

static enum err
finish_short(struct conn *c, struct plan *plan)
{
	struct buf *reply = &c->worker->reply;

	say_done(c, plan);
	put_end(reply, plan);
	put_border(c, plan, false);
	return commit(c, plan, reply);
}

static enum err
end(struct conn *c, struct plan *plan, const struct call *call,
    enum err err, const char *why)
{
	struct worker *w = c->worker;
	struct access_entry entry = { .call = call, .err = err };
	bool done;

	if (err != OK)
		w->board->error[err]++;
	worker_count(w, COUNT_requests, 1);
	worker_count(w, COUNT_errors, err != OK);
	done = err == OK && has_changed(w);
	err = finish(c, plan, call, err, why);
	/* No ring for a large reply: there is always one for a small one. */
	if ((err == ERR_FULL || err == ERR_TOO_BIG) && done)
		err = finish_short(c, plan);
	else if (err == ERR_FULL || err == ERR_TOO_BIG)
		err = finish(c, plan, call, ERR_FULL, "the server has no room "
		    "for a reply of this size now; ask for less, or later");
	entry.bytes = w->reply.len;
	access_note(c, &entry);
	w->took_ns = 0;
	buf_trim(&w->reply, 0);
	return err == OK ? OK : ERR_IO;
}

enum err
answer_end(struct conn *c, struct plan *plan, const struct call *call,
    enum err err)
{
	uint64_t lap = lap_begin(c, LAYER_commit);

	err = end(c, plan, call, err, call->why[0] != '\0' ? call->why :
	    err_row(err)->text);
	lap_end(c, LAYER_commit, lap);
	return err;
}

enum err
answer_empty(struct conn *c, struct plan *plan)
{
	struct buf *reply = &c->worker->reply;
	enum err err;

	worker_count(c->worker, COUNT_requests, 1);
	open_reply(c, plan, (struct bytes){ "", 0 });
	http_fill(reply->bytes, reply->len, &plan->http, http_origin(c), 0);
	err = commit(c, plan, reply);
	access_note(c, &(struct access_entry){ .bytes = reply->len,
	    .status = plan->http.status });
	buf_trim(reply, 0);
	return err == OK ? OK : ERR_IO;
}

struct buf *
answer_page(struct conn *c, const struct plan *plan)
{
	open_reply(c, plan, (struct bytes){ "", 0 });
	return &c->worker->reply;
}

enum err
answer_page_end(struct conn *c, struct plan *plan, bool bare)
{
	struct buf *reply = &c->worker->reply;
	size_t head = answer_lead(c, plan);
	enum err err = ERR_TOO_BIG;

	if (!reply->failed) {
		http_fill(reply->bytes, head, &plan->http, http_origin(c),
		    reply->len - head);
		if (bare)
			reply->len = head;
		err = commit(c, plan, reply);
	}
	buf_trim(reply, 0);
	return err == OK ? OK : ERR_IO;
}

enum err
answer_fault(struct conn *c, struct plan *plan, enum err err,
    const char *why)
{
	return end(c, plan, NULL, err, why != NULL ? why : err_row(err)->text);
}
