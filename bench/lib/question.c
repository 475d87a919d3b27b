/*
 * question - tools/call of MCP, as lines or over HTTP
 */
#include "bench/lib/question.h"

#define LIMIT	(1u << 20)	/* bytes of one */
#define MCP	"io.modelcontextprotocol/"

static void
write_message(struct buf *out, const struct question *q, unsigned id)
{
	buf_add_format(out, "{\"jsonrpc\":\"2.0\",\"id\":%u,\"method\":"
	    "\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":%s",
	    id, q->tool, q->arguments);
	if (!q->legacy)
		buf_add_text(out, ",\"_meta\":{"
		    "\"" MCP "protocolVersion\":\"2026-07-28\","
		    "\"" MCP "clientInfo\":{\"name\":\"load\","
		    "\"version\":\"1\"},"
		    "\"" MCP "clientCapabilities\":{}}");
	buf_add_text(out, "}}");
}

static void
write_head(struct buf *out, const struct question *q, size_t len)
{
	buf_add_format(out, "POST %s HTTP/1.1\r\n"
	    "Host: 127.0.0.1\r\nContent-Type: application/json\r\n"
	    "Accept: application/json, text/event-stream\r\n"
	    "Content-Length: %zu\r\nMCP-Protocol-Version: %s\r\n",
	    q->path, len, q->legacy ? "2025-06-18" : "2026-07-28");
	if (!q->legacy)
		buf_add_format(out, "Mcp-Method: tools/call\r\n"
		    "Mcp-Name: %s\r\n", q->tool);
	buf_add_text(out, "\r\n");
}

void
question_add(struct salvo *s, const struct question *q)
{
	struct buf message, whole;
	unsigned id;

	buf_init(&message, LIMIT);
	buf_init(&whole, LIMIT);
	for (id = 1; id <= QUESTION_IDS; id++) {
		buf_reset(&message);
		buf_reset(&whole);
		write_message(&message, q, id);
		if (q->path != NULL)
			write_head(&whole, q, message.len);
		buf_add(&whole, message.bytes, message.len);
		if (q->path == NULL)
			buf_add(&whole, "\n", 1);
		salvo_add(s, whole.bytes, whole.len);
	}
	buf_fini(&message);
	buf_fini(&whole);
}
