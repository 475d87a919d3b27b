/*
 * mcp - an agent's host in small: calls of tools over HTTP and over lines
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "tests/server/harness.h"
#include "tests/server/mcp.h"

#define VERSION		"2026-07-28"
#define META		"\"_meta\":{"					\
	"\"io.modelcontextprotocol/protocolVersion\":\"" VERSION "\","	\
	"\"io.modelcontextprotocol/clientCapabilities\":{}}"

/* What the head of a reply says of its body. */
struct head {
	size_t	 len;
	bool	 chunked, events;
};

struct mcp
mcp_open(const struct server *s, enum mcp_way way)
{
	struct mcp m = { .way = way };

	m.client = client_open(s, way == MCP_HTTP ? DOOR_TCP : DOOR_UNIX);
	buf_init(&m.reply, 1u << 30);
	return m;
}

void
mcp_close(struct mcp *m)
{
	client_close(&m->client);
	buf_fini(&m->reply);
}

/*
 * Over HTTP
 */

static void
post(struct mcp *m, const char *method, const char *name, const char *body)
{
	char head[1024];

	snprintf(head, sizeof head, "POST /mcp HTTP/1.1\r\n"
	    "Host: localhost\r\n"
	    "Content-Type: application/json\r\n"
	    "Accept: application/json, text/event-stream\r\n"
	    "MCP-Protocol-Version: " VERSION "\r\n"
	    "Mcp-Method: %s\r\n%s%s%s"
	    "Content-Length: %zu\r\n\r\n", method,
	    name != NULL ? "Mcp-Name: " : "", name != NULL ? name : "",
	    name != NULL ? "\r\n" : "", strlen(body));
	client_say(&m->client, head);
	client_say(&m->client, body);
}

static void
read_field(const char *line, struct head *head)
{
	if (strncasecmp(line, "Content-Length:", 15) == 0)
		head->len = strtoul(line + 15, NULL, 10);
	if (strncasecmp(line, "Transfer-Encoding: chunked", 26) == 0)
		head->chunked = true;
	if (strncasecmp(line, "Content-Type: text/event-stream", 31) == 0)
		head->events = true;
}

static struct head
read_head(struct mcp *m)
{
	struct head head = { 0 };
	const char *line = client_line(&m->client);

	if (sscanf(line, "HTTP/1.1 %d", &m->status) != 1)
		wrong("no head of a reply: %s", line);
	while (strcmp(line = client_line(&m->client), "\r") != 0)
		read_field(line, &head);
	return head;
}

static void
read_chunks(struct mcp *m)
{
	size_t len;

	do {
		len = strtoul(client_line(&m->client), NULL, 16);
		buf_add(&m->reply, client_take(&m->client, len), len);
		client_line(&m->client);
	} while (len > 0);
}

/* Of a stream of events, what the last one says. */
static const char *
last_event(struct mcp *m)
{
	char *at = m->reply.bytes, *last = NULL, *end;

	while ((at = strstr(at, "data:")) != NULL) {
		last = at += 5;
		if ((end = strchr(at, '\n')) != NULL) {
			*end = '\0';
			at = end + 1;
		}
	}
	if (last == NULL)
		wrong("no event in the reply: %s", m->reply.bytes);
	return last;
}

static const char *
hear_http(struct mcp *m)
{
	struct head head = read_head(m);

	buf_reset(&m->reply);
	if (head.chunked)
		read_chunks(m);
	else
		buf_add(&m->reply, client_take(&m->client, head.len),
		    head.len);
	buf_add(&m->reply, "", 1);
	return head.events ? last_event(m) : m->reply.bytes;
}

/*
 * Both ways
 */

static const char *
hear_line(struct mcp *m)
{
	const char *line;
	char id[32];

	snprintf(id, sizeof id, "\"id\":%u", m->id);
	do
		line = client_line(&m->client);
	while (strstr(line, id) == NULL);
	return line;
}

const char *
mcp_request(struct mcp *m, const char *method, const char *name,
    const char *params)
{
	char *body;

	if (asprintf(&body, "{\"jsonrpc\":\"2.0\",\"id\":%u,\"method\":\"%s\","
	    "\"params\":{%s%s" META "}}%s", ++m->id, method, params,
	    *params != '\0' ? "," : "", m->way == MCP_LINE ? "\n" : "") == -1)
		wrong("out of memory");
	if (m->way == MCP_HTTP)
		post(m, method, name, body);
	else
		client_say(&m->client, body);
	free(body);
	return m->way == MCP_HTTP ? hear_http(m) : hear_line(m);
}

const char *
mcp_call(struct mcp *m, const char *tool, const char *arguments)
{
	const char *reply;
	char *params;

	if (asprintf(&params, "\"name\":\"%s\",\"arguments\":%s", tool,
	    arguments) == -1)
		wrong("out of memory");
	reply = mcp_request(m, "tools/call", tool, params);
	free(params);
	return reply;
}

const char *
mcp_callf(struct mcp *m, const char *tool, const char *arguments, ...)
{
	const char *reply;
	va_list args;
	char *text;

	va_start(args, arguments);
	if (vasprintf(&text, arguments, args) == -1)
		wrong("out of memory");
	va_end(args);
	reply = mcp_call(m, tool, text);
	free(text);
	return reply;
}

void
mcp_worked(const char *reply)
{
	expect_none(reply, "result.isError");
	expect_some(reply, "result.content");
	expect_some(reply, "result.structuredContent");
}

void
mcp_refused(const char *reply, const char *words)
{
	expect(reply, "result.isError", "true");
	expect_text(reply, words);
}
