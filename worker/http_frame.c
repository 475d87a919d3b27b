/*
 * http_frame - the head of a reply over HTTP
 *
 * The length stands right-aligned in its field: blanks before a value are
 * allowed (RFC 9112, 5), so the head has the same size for every length.  The
 * head of the usual reply is a copy.
 */
#include <stdio.h>
#include <string.h>

#include "base/http.h"
#include "worker/http_frame.h"

#define USUAL								\
	"HTTP/1.1 200 OK\r\n"						\
	"Content-Type: application/json\r\n"				\
	"Connection: keep-alive\r\n"					\
	"Content-Length:          0\r\n\r\n"
#define LENGTH_END	(sizeof USUAL - 1 - 4)	/* behind its last digit */

static bool
is_usual(const struct http_frame *f)
{
	return f->status == 200 && !f->close && !f->empty &&
	    f->session == NULL && f->type == NULL;
}

/* Its bytes; as many of them as find room are in `out`. */
static size_t
print(char out[HTTP_LEAD], const struct http_frame *f, size_t len)
{
	const char *session = f->session;
	const char *type = f->type != NULL ? f->type : "application/json";

	return (size_t)snprintf(out, HTTP_LEAD, "HTTP/1.1 %u %s\r\n"
	    "%s%s%s%sConnection: %s\r\n%s%s%sContent-Length: %10zu\r\n\r\n",
	    f->status, http_status_text(f->status),
	    f->empty ? "" : "Content-Type: ", f->empty ? "" : type,
	    f->empty ? "" : "\r\n",
	    f->type != NULL ? "Cache-Control: no-store\r\n" : "",
	    f->close ? "close" : "keep-alive",
	    session != NULL ? "Mcp-Session-Id: " : "",
	    session != NULL ? session : "", session != NULL ? "\r\n" : "",
	    len);
}

/* An event is a chunk; its size stands before it, with zeros to fill. */
#define CHUNK		"00000000\r\ndata: "
#define CHUNK_LEAD	(sizeof CHUNK - 1)
#define CHUNK_DIGITS	8
#define CHUNK_TAIL	"\n\n\r\n"

static void
fill_chunk(char *out, size_t len)
{
	/* "data: " and the empty line behind it are in the chunk. */
	size_t size = len + sizeof "data: \n\n" - 1;
	char digits[CHUNK_DIGITS + 1];

	memcpy(out, CHUNK, CHUNK_LEAD);
	snprintf(digits, sizeof digits, "%08zx", size);
	memcpy(out, digits, CHUNK_DIGITS);
}

size_t
http_lead(const struct http_frame *f)
{
	char head[HTTP_LEAD];

	if (f->stream)
		return CHUNK_LEAD;
	return is_usual(f) ? sizeof USUAL - 1 : print(head, f, 0);
}

void
http_fill(char *out, size_t lead, const struct http_frame *f, size_t len)
{
	char head[HTTP_LEAD], *digit = out + LENGTH_END;

	if (f->stream) {
		fill_chunk(out, len);
		return;
	}
	if (!is_usual(f)) {
		print(head, f, len);
		memcpy(out, head, lead);
		return;
	}
	memcpy(out, USUAL, lead);
	for (; len > 0; len /= 10)
		*--digit = (char)('0' + len % 10);
}

void
http_put_event(struct buf *out, const char *json, size_t len)
{
	char lead[CHUNK_LEAD];

	fill_chunk(lead, len);
	buf_add(out, lead, sizeof lead);
	buf_add(out, json, len);
	buf_add(out, CHUNK_TAIL, sizeof CHUNK_TAIL - 1);
}

void
http_put_stream_head(struct buf *out)
{
	buf_add_text(out, "HTTP/1.1 200 OK\r\n"
	    "Content-Type: text/event-stream\r\n"
	    "Cache-Control: no-cache\r\nX-Accel-Buffering: no\r\n"
	    "Transfer-Encoding: chunked\r\n\r\n");
}

void
http_put_stream_end(struct buf *out)
{
	buf_add_text(out, CHUNK_TAIL "0\r\n\r\n");
}
