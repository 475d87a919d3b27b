/*
 * mcp_patron - what a patron asks that speaks MCP over HTTP, and its replies
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/chaos/mcp_model.h"
#include "tests/chaos/mcp_patron.h"
#include "tests/chaos/verdict.h"

/* Once in so many: */
#define CHUNKED		4	/* requests, one in chunks */
#define BATCH		8	/* requests with a session, a batch */
#define RENEWAL		30	/* requests, a new session */
#define MODEL		4	/* requests with a session, one about a model */
#define ERA		2	/* of those, one in the modern era */

#define BATCH_MOST	6	/* requests in a batch */
#define MESSAGE		4096	/* bytes of one */
#define VERSION		"2026-07-28"
#define META								\
	"\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\""	\
	VERSION "\",\"io.modelcontextprotocol/clientCapabilities\":{}}"
#define MODERN(method)	"MCP-Protocol-Version: " VERSION "\r\n"		\
			"Mcp-Method: " method "\r\n"

struct question {
	const char	*method, *params;	/* JSON of the latter */
	/* Member of the result that must be there; NULL: it is {}. */
	const char	*member;
	const char	*headers;	/* of the modern era; NULL: legacy */
};

static const struct question initialize = {
	"initialize", "{\"protocolVersion\":\"2025-03-26\","
	    "\"capabilities\":{},\"clientInfo\":{\"name\":\"patron\","
	    "\"version\":\"1\"}}", "protocolVersion", NULL
};
static const struct question ping = { "ping", "{}", NULL, NULL };
static const struct question questions[] = {
	{ "ping", "{}", NULL, NULL },
	{ "tools/list", "{}", "tools", NULL },
	{ "tools/call", "{\"name\":\"voxel_list\",\"arguments\":{}}",
	    "structuredContent", NULL },
	{ "tools/call", "{\"name\":\"voxel_list\",\"arguments\":{}," META
	    "}", "structuredContent",
	    MODERN("tools/call") "Mcp-Name: voxel_list\r\n" },
	{ "server/discover", "{" META "}", "supportedVersions",
	    MODERN("server/discover") },
};

#define QUESTIONS	(sizeof questions / sizeof questions[0])

/* Its JSON, and the reply that is due. */
static void
word(struct patron *p, const struct question *q, struct buf *out)
{
	struct due *due = patron_due(p);

	buf_add_format(out, "{\"jsonrpc\":\"2.0\",\"id\":%ju,"
	    "\"method\":\"%s\",\"params\":%s}", (uintmax_t)p->last, q->method,
	    q->params);
	p->stage->toll.tally[TALLY_REQUESTS]++;
	if (due == NULL)
		return;
	if (q->member != NULL) {
		due->kind = DUE_MEMBER;
		buf_add(&due->want, q->member, strlen(q->member) + 1);
	} else {
		buf_add_format(&due->want, "{\"jsonrpc\":\"2.0\","
		    "\"result\":{},\"id\":%ju}", (uintmax_t)due->id);
	}
}

static void
word_batch(struct patron *p, struct buf *out)
{
	unsigned count = dice_between(&p->dice, 2, BATCH_MOST), i;
	uint64_t first = p->last + 1;

	p->stage->toll.tally[TALLY_BATCHES]++;
	for (i = 0; i < count; i++) {
		buf_add(out, i == 0 ? "[" : ",", 1);
		word(p, &ping, out);
	}
	buf_add(out, "]", 1);
	p->due[first % PATRON_DUES].batch = count;
}

static void
send_chunks(struct patron *p, const struct buf *text)
{
	size_t first = 1 + dice_below(&p->dice, (uint32_t)text->len - 1);
	struct buf *out = &p->wire.out;

	buf_add_format(out, "Transfer-Encoding: chunked\r\n\r\n%zx\r\n",
	    first);
	buf_add(out, text->bytes, first);
	buf_add_format(out, "\r\n%zx\r\n", text->len - first);
	buf_add(out, text->bytes + first, text->len - first);
	buf_add_text(out, "\r\n0\r\n\r\n");
}

static void
send_request(struct patron *p, const struct buf *text, const char *headers)
{
	struct buf *out = &p->wire.out;

	buf_add_text(out, "POST /mcp HTTP/1.1\r\nHost: localhost\r\n"
	    "Content-Type: application/json\r\n");
	if (headers != NULL)
		buf_add_text(out, headers);
	else if (p->wire.session[0] != '\0')
		buf_add_format(out, "Mcp-Session-Id: %s\r\n",
		    p->wire.session);
	if (dice_once_in(&p->dice, CHUNKED)) {
		send_chunks(p, text);
		return;
	}
	buf_add_format(out, "Content-Length: %zu\r\n\r\n", text->len);
	buf_add(out, text->bytes, text->len);
}

static void
word_call(struct patron *p, const struct mcp_call *call, bool modern,
    struct buf *out)
{
	buf_add_format(out, "{\"jsonrpc\":\"2.0\",\"id\":%ju,"
	    "\"method\":\"tools/call\",\"params\":{\"name\":\"%s\","
	    "\"arguments\":", (uintmax_t)p->last, call->tool);
	buf_add(out, call->arguments->bytes, call->arguments->len);
	buf_add_text(out, modern ? "," META "}}" : "}}");
	p->stage->toll.tally[TALLY_REQUESTS]++;
}

static void
send_call(struct patron *p, const struct mcp_call *call)
{
	bool modern = dice_once_in(&p->dice, ERA);
	char headers[160];
	struct buf text;

	buf_init(&text, MESSAGE);
	word_call(p, call, modern, &text);
	snprintf(headers, sizeof headers, MODERN("tools/call")
	    "Mcp-Name: %s\r\n", call->tool);
	send_request(p, &text, modern ? headers : NULL);
	buf_fini(&text);
}

/* Whoever repeats a key is told the same, in either era, and nothing is done
 * again. */
static void
repeat_call(struct patron *p, const struct mcp_call *call,
    const struct due *first)
{
	struct due *due = patron_due(p);

	if (due == NULL)
		return;
	due->kind = DUE_CONTENT;
	buf_add(&due->want, first->want.bytes, first->want.len);
	send_call(p, call);
}

static void
ask_model(struct patron *p)
{
	struct due *due = patron_due(p);
	struct mcp_call call = { 0 };
	struct buf arguments;

	if (due == NULL)
		return;
	buf_init(&arguments, MESSAGE);
	call.arguments = &arguments;
	mcp_model_say(p, &call, &due->want);
	due->kind = DUE_CONTENT;
	due->edit = call.edit;
	due->project = p->ours;
	p->stage->toll.tally[TALLY_EDITS] += call.edit;
	send_call(p, &call);
	if (call.keyed)
		repeat_call(p, &call, due);
	buf_fini(&arguments);
}

void
mcp_patron_ask(struct patron *p)
{
	const struct question *q = &questions[dice_below(&p->dice,
	    QUESTIONS)];
	bool session = p->wire.session[0] != '\0';
	struct buf text;

	if (session && !p->stage->reads_only && dice_once_in(&p->dice,
	    MODEL)) {
		ask_model(p);
		return;
	}
	buf_init(&text, MESSAGE);
	if (!session || dice_once_in(&p->dice, RENEWAL)) {
		q = &initialize;
	} else if (dice_once_in(&p->dice, BATCH)) {
		q = &ping;
		word_batch(p, &text);
	}
	if (text.len == 0)
		word(p, q, &text);
	send_request(p, &text, q->headers);
	buf_fini(&text);
}

/* The value of a header, to the end of its line; NULL: there is none. */
static const char *
find_header(const char *head, size_t len, const char *name)
{
	const char *at = memmem(head, len, name, strlen(name));

	return at == NULL ? NULL : at + strlen(name);
}

static void
keep_session(struct patron *p, const char *head, size_t len)
{
	const char *at = find_header(head, len, "Mcp-Session-Id: ");

	if (at != NULL)
		snprintf(p->wire.session, sizeof p->wire.session, "%.*s",
		    (int)strcspn(at, "\r"), at);
}

/* Bytes of the reply at `at`; 0: it is not whole. */
static size_t
judge_one(struct patron *p, const char *at, size_t len, uint64_t now_ns)
{
	static const char good[] = "HTTP/1.1 200 OK\r\n";
	const char *end = memmem(at, len, "\r\n\r\n", 4), *length;
	size_t head, size;

	if (end == NULL)
		return 0;
	head = (size_t)(end + 4 - at);
	length = find_header(at, head, "Content-Length:");
	size = length == NULL ? 0 : strtoul(length, NULL, 10);
	if (len - head < size)
		return 0;
	if (memcmp(at, good, sizeof good - 1) != 0 || size == 0)
		toll_fault(&p->stage->toll, FAULT_WRONG, "patron %u: a reply "
		    "begins %.*s", p->index, (int)strcspn(at, "\r"), at);
	keep_session(p, at, head);
	if (size > 0)
		verdict_line(p, at + head, size, now_ns);
	return head + size;
}

void
mcp_patron_judge(struct patron *p, uint64_t now_ns)
{
	struct wire *w = &p->wire;
	size_t size;

	while ((size = judge_one(p, w->in.bytes + w->read,
	    w->in.len - w->read, now_ns)) > 0) {
		w->read += size;
		w->heard_ns = now_ns;
	}
}
