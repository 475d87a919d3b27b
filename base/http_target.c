/*
 * http_target - read the request line of an HTTP/1.1 request
 *
 *	method SP target SP "HTTP/1." ( "0" | "1" )
 *
 *	target	/path?query			origin-form
 *		http://host:port/path?query	absolute-form
 *		*				asterisk-form, of OPTIONS
 *
 * The form that belongs to CONNECT is refused, and so are user names before
 * the host, which serve only to mislead.  Nothing is decoded: whoever looks
 * at a path decides what %2F means.
 */
#include <string.h>

#include "base/http_parts.h"
#include "bounds.h"

#define VERSION_SIZE	8	/* of "HTTP/1.1" */

#define TOKEN	HTTP_IS_TOKEN
#define TARGET	HTTP_IS_TARGET
#define HOST	HTTP_IS_HOST
#define LOWER	HTTP_IS_LOWER

const uint8_t http_class[256] = {
	['0' ... '9'] = TOKEN | TARGET | HOST,
	['A' ... 'Z'] = TOKEN | TARGET | HOST,
	['a' ... 'z'] = TOKEN | TARGET | HOST | LOWER,
	['-'] = TOKEN | TARGET | HOST, ['.'] = TOKEN | TARGET | HOST,
	['_'] = TOKEN | TARGET | HOST, ['~'] = TOKEN | TARGET | HOST,
	['!'] = TOKEN | TARGET | HOST, ['$'] = TOKEN | TARGET | HOST,
	['&'] = TOKEN | TARGET | HOST, ['*'] = TOKEN | TARGET | HOST,
	['+'] = TOKEN | TARGET | HOST, ['%'] = TOKEN | TARGET | HOST,
	['\''] = TOKEN | TARGET | HOST,
	['('] = TARGET | HOST, [')'] = TARGET | HOST,
	[';'] = TARGET | HOST, ['='] = TARGET | HOST,
	['['] = TARGET | HOST, [']'] = TARGET | HOST, [':'] = TARGET | HOST,
	[','] = TARGET, ['/'] = TARGET, ['?'] = TARGET, ['@'] = TARGET,
	['#'] = TOKEN, ['^'] = TOKEN, ['`'] = TOKEN, ['|'] = TOKEN,
};

static bool
is_text(const char *bytes, struct http_span s, const char *text)
{
	size_t len = strlen(text);

	return s.len == len && memcmp(bytes + s.at, text, len) == 0;
}

static enum http_method
find_method(const char *bytes, struct http_span name)
{
	static const char *const methods[] = {
		[HTTP_OTHER] = "", [HTTP_GET] = "GET", [HTTP_POST] = "POST",
		[HTTP_DELETE] = "DELETE", [HTTP_OPTIONS] = "OPTIONS",
		[HTTP_HEAD] = "HEAD",
	};
	size_t i;

	for (i = HTTP_GET; i <= HTTP_HEAD; i++)
		if (is_text(bytes, name, methods[i]))
			return (enum http_method)i;
	return HTTP_OTHER;
}

/* Empty, or 0 to 65535. */
static bool
is_port(const char *at, const char *end)
{
	uint64_t port;

	return at == end || (http_decimal(at, (size_t)(end - at), &port) &&
	    port <= UINT16_MAX);
}

/* Behind the bracket that ends an address; NULL: it is none. */
static const char *
pass_address(const char *at, const char *end)
{
	const char *stop = memchr(at, ']', (size_t)(end - at));

	if (stop == NULL || stop == at + 1)
		return NULL;
	for (at++; at < stop; at++)
		if (!http_is(*at, HOST) || *at == '[')
			return NULL;
	return stop + 1;
}

bool
http_is_host(const char *bytes, struct http_span span)
{
	const char *at = bytes + span.at, *end = at + span.len;

	if (span.len == 0)
		return true;
	if (*at == ':')
		return false;
	if (*at == '[') {
		if ((at = pass_address(at, end)) == NULL)
			return false;
	} else {
		while (at < end && *at != ':' && http_is(*at, HOST) &&
		    *at != '[' && *at != ']')
			at++;
	}
	return at == end || (*at == ':' && is_port(at + 1, end));
}

/* From `at` on: a path that begins with a slash or is empty, and a query. */
static bool
split_path(const char *bytes, size_t at, struct http_head *head)
{
	size_t end = (size_t)head->target.at + head->target.len;
	const char *mark = memchr(bytes + at, '?', end - at);
	size_t stop = mark == NULL ? end : (size_t)(mark - bytes);

	if (stop > at && bytes[at] != '/')
		return false;
	head->path = http_span(at, stop);
	if (mark != NULL)
		head->query = http_span(stop + 1, end);
	return true;
}

static size_t
scheme_size(const char *text, size_t len)
{
	static const char *const schemes[] = { "http://", "https://" };
	size_t i, size;

	for (i = 0; i < 2; i++) {
		size = strlen(schemes[i]);
		if (len > size && http_same(text, size, schemes[i]))
			return size;
	}
	return 0;
}

static bool
split_absolute(const char *bytes, struct http_head *head)
{
	size_t end = (size_t)head->target.at + head->target.len, at, stop;
	size_t scheme = scheme_size(bytes + head->target.at,
	    head->target.len);

	if (scheme == 0)
		return false;
	at = stop = head->target.at + scheme;
	while (stop < end && bytes[stop] != '/' && bytes[stop] != '?')
		stop++;
	head->authority = http_span(at, stop);
	return stop > at && http_is_host(bytes, head->authority) &&
	    split_path(bytes, stop, head);
}

static bool
split_target(const char *bytes, struct http_head *head)
{
	if (bytes[head->target.at] == '/')
		return split_path(bytes, head->target.at, head);
	if (is_text(bytes, head->target, "*")) {
		head->path = head->target;
		return head->method == HTTP_OPTIONS;
	}
	return split_absolute(bytes, head);
}

static enum http_fault
check_version(const char *text, size_t len, struct http_head *head)
{
	if (len != VERSION_SIZE || memcmp(text, "HTTP/", 5) != 0 ||
	    text[5] < '0' || text[5] > '9' || text[6] != '.' ||
	    text[7] < '0' || text[7] > '9')
		return HTTP_BAD_VERSION;
	if (text[5] != '1' || text[7] > '1')
		return HTTP_BAD_OLD_OR_NEW;
	head->minor = (uint8_t)(text[7] - '0');
	return HTTP_GOOD;
}

enum err
http_read_request(struct http_reader *r, const char *bytes,
    struct http_head *head)
{
	size_t end = http_line_end(r), begin = r->line, at = begin;
	enum http_fault fault;

	/* The CR at `end` stops either search. */
	while (http_is(bytes[at], TOKEN) && !http_is(bytes[at], LOWER))
		at++;
	if (at == begin || bytes[at] != ' ')
		return http_refuse(r, HTTP_BAD_METHOD);
	head->name = http_span(begin, at);
	head->method = (uint8_t)find_method(bytes, head->name);
	begin = ++at;
	while (http_is(bytes[at], TARGET))
		at++;
	if (at == begin || (at < end && bytes[at] != ' '))
		return http_refuse(r, HTTP_BAD_TARGET);
	if (at - begin > BOUND_HTTP_TARGET)
		return http_refuse(r, HTTP_BAD_LONG_TARGET);
	head->target = http_span(begin, at);
	if (at == end)
		return http_refuse(r, HTTP_BAD_VERSION);
	at++;
	fault = check_version(bytes + at, end - at, head);
	if (fault == HTTP_GOOD && !split_target(bytes, head))
		fault = HTTP_BAD_TARGET;
	return fault == HTTP_GOOD ? OK : http_refuse(r, fault);
}
