/*
 * echo_mcp - count the answers of an MCP server in a stream of bytes
 *
 * The usual answer arrives whole and is looked at where it lies.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "bench/lib/echo_mcp.h"

#define REST_LIMIT	(64u << 20)	/* bytes of one answer */
#define LENGTH		"Content-Length:"
#define CHUNKED		"Transfer-Encoding: chunked"
#define LAST_CHUNK	"\r\n0\r\n\r\n"

static bool
has(const char *bytes, size_t len, const char *text)
{
	return memmem(bytes, len, text, strlen(text)) != NULL;
}

static bool
is_good(const char *body, size_t len)
{
	return has(body, len, "\"result\":") &&
	    !has(body, len, "\"isError\":true");
}

/* Bytes of the line at the start, 0 if it is cut. */
static size_t
take_line(const char *bytes, size_t len, bool *good)
{
	const char *end = memchr(bytes, '\n', len);

	if (end == NULL)
		return 0;
	*good = is_good(bytes, (size_t)(end - bytes));
	return (size_t)(end - bytes) + 1;
}

/* The value of Content-Length; none is 0. */
static size_t
body_length(const char *head, size_t len)
{
	const char *end = head + len, *at = head;
	size_t length = 0;

	while (strncasecmp(at, LENGTH, sizeof(LENGTH) - 1) != 0) {
		at = memchr(at, '\n', (size_t)(end - at));
		if (at == NULL || ++at >= end)
			return 0;
	}
	for (at += sizeof(LENGTH) - 1; at < end && *at == ' '; at++)
		;
	for (; at < end && isdigit((unsigned char)*at); at++)
		length = 10 * length + (size_t)(*at - '0');
	return length;
}

/* Bytes of the body, or more than there are when it is cut. */
static size_t
find_body(const char *head, const char *body, size_t len)
{
	const char *last;

	if (!has(head, (size_t)(body - head), CHUNKED))
		return body_length(head, (size_t)(body - head));
	last = memmem(body, len, LAST_CHUNK, sizeof(LAST_CHUNK) - 1);
	return last == NULL ? len + 1 :
	    (size_t)(last - body) + sizeof(LAST_CHUNK) - 1;
}

/* Bytes of the reply at the start, 0 if it is cut. */
static size_t
take_reply(const char *bytes, size_t len, bool *good)
{
	const char *end = memmem(bytes, len, "\r\n\r\n", 4), *body;
	size_t body_len, rest;

	if (end == NULL)
		return 0;
	body = end + 4;
	rest = (size_t)(bytes + len - body);
	body_len = find_body(bytes, body, rest);
	if (rest < body_len)
		return 0;
	*good = memcmp(bytes, "HTTP/1.1 200", 12) == 0 &&
	    is_good(body, body_len);
	return (size_t)(body - bytes) + body_len;
}

/* Count what is whole; the bytes of it. */
static size_t
take_whole(enum echo_kind kind, const char *bytes, size_t len,
    unsigned *answers, uint64_t *errors)
{
	size_t taken = 0, one;
	bool good;

	while (taken < len) {
		one = kind == ECHO_HTTP ?
		    take_reply(bytes + taken, len - taken, &good) :
		    take_line(bytes + taken, len - taken, &good);
		if (one == 0)
			break;
		taken += one;
		++*answers;
		*errors += !good;
	}
	return taken;
}

unsigned
echo_mcp(struct buf *rest, enum echo_kind kind, const char *bytes,
    size_t len, uint64_t *errors)
{
	unsigned answers = 0;
	size_t taken;

	if (rest->len == 0) {
		taken = take_whole(kind, bytes, len, &answers, errors);
		rest->limit = REST_LIMIT;
		buf_add(rest, bytes + taken, len - taken);
		return answers;
	}
	buf_add(rest, bytes, len);
	taken = take_whole(kind, rest->bytes, rest->len, &answers, errors);
	rest->len -= taken;
	memmove(rest->bytes, rest->bytes + taken, rest->len);
	return answers;
}
