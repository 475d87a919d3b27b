/*
 * http_reply - write the head of an HTTP/1.1 reply, and chunks
 *
 * The server always says HTTP/1.1, whatever the client speaks (RFC 9110,
 * 2.5), and always what becomes of the connection, since a client of HTTP/1.0
 * supposes the contrary.  A 1xx, a 204 and a 304 have no body and so no length.
 */
#include <inttypes.h>

#include "base/http.h"

const char *
http_status_text(int status)
{
	switch (status) {
#define HTTP_STATUS(number, text)					\
	case number:							\
		return text;
#include "tbl/http_statuses.h"
	default:
		return "Status";
	}
}

static bool
is_value(const char *text)
{
	for (; *text != '\0'; text++)
		if (((unsigned char)*text < ' ' && *text != '\t') ||
		    *text == 0x7f)
			return false;
	return true;
}

void
http_put_header(struct buf *b, const char *name, const char *value)
{
	if (!is_value(value)) {
		b->failed = true;
		return;
	}
	buf_add_text(b, name);
	buf_add(b, ": ", 2);
	buf_add_text(b, value);
	http_put_end(b);
}

static bool
has_body(int status)
{
	return status >= 200 && status != 204 && status != 304;
}

void
http_put_head(struct buf *b, const struct http_reply *reply)
{
	buf_add_format(b, "HTTP/1.1 %d %s\r\n", reply->status,
	    http_status_text(reply->status));
	if (reply->type != NULL)
		http_put_header(b, "Content-Type", reply->type);
	if (reply->chunked)
		http_put_header(b, "Transfer-Encoding", "chunked");
	else if (has_body(reply->status))
		buf_add_format(b, "Content-Length: %" PRIu64 "\r\n",
		    reply->size);
	if (reply->status >= 200)
		http_put_header(b, "Connection",
		    reply->keep_alive ? "keep-alive" : "close");
}

void
http_put_end(struct buf *b)
{
	buf_add(b, "\r\n", 2);
}

void
http_put_chunk(struct buf *b, const void *bytes, size_t len)
{
	/* An empty one would be the last. */
	if (len == 0)
		return;
	buf_add_format(b, "%zx\r\n", len);
	buf_add(b, bytes, len);
	http_put_end(b);
}

void
http_put_last_chunk(struct buf *b)
{
	buf_add_text(b, "0\r\n\r\n");
}
