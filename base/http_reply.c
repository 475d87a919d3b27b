/*
 * http_reply - the pieces of an HTTP/1.1 reply: headers, chunks, the words of
 * a status; worker/http_frame.c makes heads of them
 */
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
	buf_add(b, "\r\n", 2);
}

void
http_put_last_chunk(struct buf *b)
{
	buf_add_text(b, "0\r\n\r\n");
}
