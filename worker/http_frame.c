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
	"Content-Length:          0\r\n\r\n"
#define LENGTH_END	(sizeof USUAL - 1 - 4)	/* behind its last digit */

static bool
is_usual(const struct http_frame *f)
{
	return f->status == 200 && !f->close && !f->empty &&
	    f->session == NULL;
}

static size_t
print(char *out, size_t size, const struct http_frame *f, size_t len)
{
	const char *session = f->session;

	return (size_t)snprintf(out, size, "HTTP/1.1 %u %s\r\n%s%s%s%s%s"
	    "Content-Length: %10zu\r\n\r\n", f->status,
	    http_status_text(f->status), f->empty ? "" :
	    "Content-Type: application/json\r\n",
	    f->close ? "Connection: close\r\n" : "",
	    session != NULL ? "Mcp-Session-Id: " : "",
	    session != NULL ? session : "", session != NULL ? "\r\n" : "",
	    len);
}

size_t
http_lead(const struct http_frame *f)
{
	return is_usual(f) ? sizeof USUAL - 1 : print(NULL, 0, f, 0);
}

void
http_fill(char *out, size_t lead, const struct http_frame *f, size_t len)
{
	char head[HTTP_LEAD], *digit = out + LENGTH_END;

	if (!is_usual(f)) {
		print(head, sizeof head, f, len);
		memcpy(out, head, lead);
		return;
	}
	memcpy(out, USUAL, lead);
	for (; len > 0; len /= 10)
		*--digit = (char)('0' + len % 10);
}
