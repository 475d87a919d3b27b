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

/* A head and what a buffer has behind it. */
#define ROOM	(HTTP_LEAD + 1)

static bool
is_usual(const struct http_frame *f, struct slice origin)
{
	return f->status == 200 && !f->close && !f->empty &&
	    f->session == NULL && f->type == NULL &&
	    f->more == NULL && f->trace == NULL && origin.len == 0;
}

/* What lets a script of that page read the reply (CORS). */
static void
put_origin(struct buf *out, struct slice origin)
{
	if (origin.len == 0)
		return;
	buf_add_text(out, "Access-Control-Allow-Origin: ");
	buf_add(out, origin.at, origin.len);
	buf_add_text(out, "\r\nVary: Origin\r\n"
	    "Access-Control-Expose-Headers: Mcp-Session-Id\r\n");
}

/* The length stands last, behind as many blanks as are wanted; a 204 has
 * none (RFC 9110, 8.6). */
static void
put_length(struct buf *out, const struct http_frame *f, size_t lead,
    size_t len)
{
	char digits[24];
	int width = 10, size = snprintf(digits, sizeof digits, "%zu", len);
	size_t used = out->len + sizeof "Content-Length: \r\n\r\n" - 1;

	if (f->status == 204) {
		buf_add_text(out, "\r\n");
		return;
	}
	if (lead > used + (size_t)width)
		width = (int)(lead - used);
	buf_add_format(out, "Content-Length: %*s%s\r\n\r\n", width - size,
	    "", digits);
}

/* The bytes of `out`: `lead` of them, or as needed. */
static size_t
print(char out[ROOM], const struct http_frame *f, struct slice origin,
    size_t lead, size_t len)
{
	struct buf b;

	buf_init(&b, ROOM);
	buf_borrow(&b, out, ROOM);
	buf_add_format(&b, "HTTP/1.1 %u %s\r\nConnection: %s\r\n",
	    f->status, http_status_text(f->status),
	    f->close ? "close" : "keep-alive");
	if (!f->empty)
		http_put_header(&b, "Content-Type", f->type != NULL ?
		    f->type : "application/json");
	if (f->session != NULL)
		http_put_header(&b, "Mcp-Session-Id", f->session);
	if (f->more != NULL)
		buf_add_text(&b, f->more);
	if (f->trace != NULL)
		http_put_header(&b, "traceparent", f->trace);
	put_origin(&b, origin);
	put_length(&b, f, lead, len);
	return b.len;
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
http_lead(const struct http_frame *f, struct slice origin)
{
	char head[ROOM];

	if (f->stream)
		return CHUNK_LEAD;
	return is_usual(f, origin) ? sizeof USUAL - 1 :
	    print(head, f, origin, 0, 0);
}

void
http_fill(char *out, size_t lead, const struct http_frame *f,
    struct slice origin, size_t len)
{
	char head[ROOM], *digit = out + LENGTH_END;

	if (f->stream) {
		fill_chunk(out, len);
		return;
	}
	if (!is_usual(f, origin) || lead != sizeof USUAL - 1) {
		print(head, f, origin, lead, len);
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
http_put_stream_head(struct buf *out, struct slice origin)
{
	buf_add_text(out, "HTTP/1.1 200 OK\r\n"
	    "Content-Type: text/event-stream\r\n"
	    "Cache-Control: no-cache\r\nX-Accel-Buffering: no\r\n"
	    "Transfer-Encoding: chunked\r\n");
	put_origin(out, origin);
	buf_add_text(out, "\r\n");
}

void
http_put_stream_end(struct buf *out)
{
	buf_add_text(out, CHUNK_TAIL "0\r\n\r\n");
}
