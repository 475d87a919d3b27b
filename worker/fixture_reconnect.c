/*
 * fixture_reconnect - a call that is answered on another stream (SEP-1699)
 */
#include "text.h"
#include "worker/fixture_reconnect.h"
#include "worker/inquiry.h"
#include "worker/stream.h"

#define DONE		"Reconnection test completed successfully"
#define RETRY_MS	500	/* the client shall wait before it comes */
#define PAUSE_MS	50	/* before the stream ends */
#define MARK		(1ull << 62)	/* of ids; others are small */

/* Positive as a signed number, as ids of events are. */
static uint64_t
event_of(const struct conn *c)
{
	return inquiry_key(c) >> 2 | MARK;
}

static enum err
leave(struct agent *a)
{
	const struct slice *id = &a->message.id;
	uint64_t event = event_of(a->conn);

	if (!answers_put(&a->conn->worker->segment->agents->answers, event,
	    id->at, id->len) || stream_send_event(a->conn,
	    &(struct stream_event){ .id = event, .retry_ms = RETRY_MS,
	    .json = "" }) != OK)
		return fail(&a->call, ERR_FULL, "no room for a reply");
	return stream_sleep(a->conn, PAUSE_MS);
}

enum err
fixture_reconnect_call(struct agent *a)
{
	if (!a->carrier->http || !a->carrier->streams || a->era.modern ||
	    a->era.bare || a->era.version < MCP_2025_11_25)
		return fixture_say(a, DONE);
	if (stream_step(a->conn) == 0)
		return leave(a);
	/* The last event is empty, as the first was. */
	a->plan.style = STYLE_BARE;
	answer_begin(a->conn, &a->out, &a->plan);
	return OK;
}

void
fixture_reconnect_resume(struct agent *a)
{
	const struct slice *last = &a->carrier->last_event;
	char text[ANSWER_MAX], number[32];
	struct buf json;
	int64_t event;
	size_t len;

	if (!fixture_is_on(a) || last->at == NULL)
		return;
	text_format(number, sizeof number, "%.*s", (int)last->len, last->at);
	if (!text_integer(number, MARK, INT64_MAX, &event) ||
	    !answers_get(&a->conn->worker->segment->agents->answers,
	    (uint64_t)event, text, &len))
		return;
	buf_init(&json, ANSWER_MAX);
	buf_add_format(&json, "{\"jsonrpc\":\"2.0\",\"id\":%.*s,\"result\":"
	    "{\"content\":[{\"type\":\"text\",\"text\":\"" DONE "\"}]}}",
	    (int)len, text);
	/* Without it the stream is opened as any other. */
	if (!json.failed)
		stream_send_event(a->conn, &(struct stream_event){
		    .id = (uint64_t)event, .json = json.bytes,
		    .len = json.len });
	buf_fini(&json);
}
