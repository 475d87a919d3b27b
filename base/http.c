/*
 * http - read the head of an HTTP/1.1 request
 *
 *	[CR LF] request-line CR LF *( name ":" value CR LF ) CR LF
 *
 * The head is read line by line.  Its end is searched for eight bytes at a
 * time, from where the last search stopped; so a line that comes in pieces is
 * looked at once, and any control character but a tab ends the search: CR
 * where CR LF must be, all others as a fault.  A line that is whole is then
 * taken apart, and the places of the headers that the server knows are kept.
 *
 * Every fault is found in the order of the bytes and every limit is a place
 * in them, so the outcome does not depend on the pieces in which they come.
 *
 * What the headers say together is looked at when all are there: the host,
 * how the body is framed (RFC 9112, 6), and what becomes of the connection.
 */
#include <assert.h>

#include "base/http_parts.h"
#include "base/swar.h"
#include "bounds.h"

#define SLACK	64	/* of a request line: method, version, blanks */

/* Case matters not in letters, and nothing else that may stand in a name
 * differs from what is in the table by this bit alone. */
#define FOLD	(SWAR_ONES * 0x20)

_Static_assert(HTTP_HEADERS <= 32, "head->again has a bit for each");
_Static_assert(BOUND_HTTP_HEAD <= UINT16_MAX, "a span's place is 16 bits");
_Static_assert(BOUND_HTTP_HEADERS <= UINT8_MAX, "head->count is 8 bits");

static const struct http_fault_row faults[] = {
	[HTTP_GOOD] = { 200, "nothing is wrong with it" },
#define HTTP_FAULT(id, status, sentence) [HTTP_BAD_##id] = { status, sentence },
#include "tbl/http_faults.h"
};

#define ONCE	0
#define LIST	1u
#define HTTP_HEADER(id, name, times) | times << HTTP_##id
static const uint32_t lists = 0
#include "tbl/http_headers.h"
    ;

const struct http_fault_row *
http_fault(const struct http_reader *r)
{
	assert(r->fault < HTTP_FAULTS);
	return &faults[r->fault];
}

enum err
http_error(const struct http_reader *r)
{
	switch (http_fault(r)->status) {
	case 413:
	case 414:
	case 431:
		return ERR_TOO_BIG;
	default:
		return ERR_REQUEST;
	}
}

enum err
http_refuse(struct http_reader *r, enum http_fault fault)
{
	r->fault = (uint8_t)fault;
	return http_error(r);
}

/* The controls: exact in the lowest byte, which is all a search needs. */
static uint64_t
controls(uint64_t word)
{
	uint64_t del = word ^ SWAR_ONES * 0x7f;

	return (((word - SWAR_ONES * ' ') & ~word) |
	    ((del - SWAR_ONES) & ~del)) & SWAR_HIGH;
}

/* The first control character in at..end that is no tab, or `end`. */
static const char *
find_control(const char *at, const char *end)
{
	uint64_t mask;

	while (end - at >= 8) {
		if ((mask = controls(swar_load(at))) == 0) {
			at += 8;
			continue;
		}
		at += swar_first(mask);
		if (*at != '\t')
			return at;
		at++;
	}
	while (at < end && (*at == '\t' || !(((unsigned char)*at < ' ') |
	    (*at == 0x7f))))
		at++;
	return at;
}

enum err
http_find_line(struct http_reader *r, const char *bytes, size_t len,
    size_t last, enum http_fault fault)
{
	size_t end = len <= last ? len : last + 1;
	size_t at;

	if (r->seen < end)
		r->seen = (size_t)(find_control(bytes + r->seen,
		    bytes + end) - bytes);
	at = r->seen;
	if (at > last)
		return http_refuse(r, fault);
	if (at == len)
		return ERR_EMPTY;
	if (bytes[at] != '\r')
		return http_refuse(r, bytes[at] == '\n' ?
		    HTTP_BAD_LINE_END : HTTP_BAD_CONTROL);
	if (at + 1 == len)
		return ERR_EMPTY;
	if (bytes[at + 1] != '\n')
		return http_refuse(r, HTTP_BAD_LINE_END);
	r->seen = at + 2;
	return OK;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The name and value in a line; false: it has no good name. */
static bool
split_line(const char *bytes, size_t begin, size_t end,
    struct http_line *line)
{
	size_t at = begin + http_name_size(bytes + begin);

	if (at == begin)
		return false;
	line->name = http_span(begin, at);
	for (at++; at < end && is_blank(bytes[at]); )
		at++;
	while (end > at && is_blank(bytes[end - 1]))
		end--;
	line->value = http_span(at, end);
	return true;
}

/* `word` is in lower case, and `len` long. */
static inline bool
is_name(const char *name, const char *word, size_t len)
{
	size_t i;

	for (i = 0; i + 8 <= len; i += 8)
		if ((swar_load(name + i) | FOLD) != swar_load(word + i))
			return false;
	for (; i < len; i++)
		if ((name[i] | 0x20) != word[i])
			return false;
	return true;
}

/* The length and the last two letters: the compiler makes a search of it. */
#define KEY(len, text)	((uint32_t)(len) << 16 |			\
	(uint32_t)((text)[(len) - 1] | 0x20) << 8 |			\
	(uint32_t)((text)[(len) - 2] | 0x20))

static enum http_header
find_header(const char *name, size_t len)
{
	uint32_t key;

	if (len < 2)
		return HTTP_HEADERS;
	key = KEY(len, name);
#define HTTP_HEADER(id, word, times)					\
	if (key == KEY(sizeof(word) - 1, word) &&			\
	    is_name(name, word, sizeof(word) - 1))			\
		return HTTP_##id;
#include "tbl/http_headers.h"
	return HTTP_HEADERS;
}

const char *
http_header_name(enum http_header id)
{
	static const char *const names[] = {
#define HTTP_HEADER(id, name, times) [HTTP_##id] = name,
#include "tbl/http_headers.h"
	};

	assert(id < HTTP_HEADERS);
	return names[id];
}

static enum err
take_header(struct http_reader *r, const char *bytes, struct http_head *head)
{
	struct http_line line;
	enum http_header id;

	if (head->count == BOUND_HTTP_HEADERS)
		return http_refuse(r, HTTP_BAD_MANY_HEADERS);
	if (is_blank(bytes[r->line]))
		return http_refuse(r, HTTP_BAD_FOLD);
	if (!split_line(bytes, r->line, http_line_end(r), &line))
		return http_refuse(r, HTTP_BAD_NAME);
	head->count++;
	id = find_header(bytes + line.name.at, line.name.len);
	if (id == HTTP_HEADERS)
		return OK;
	if (head->header[id].at == 0)
		head->header[id] = line.value;
	else if ((lists & 1u << id) == 0)
		return http_refuse(r, HTTP_BAD_REPEATED);
	else
		head->again |= 1u << id;
	return OK;
}

static enum http_fault
check_host(struct http_head *head, const char *bytes)
{
	struct http_span host = head->header[HTTP_HOST];

	if (host.at == 0)
		return head->minor == 0 ? HTTP_GOOD : HTTP_BAD_NO_HOST;
	if (!http_is_host(bytes, host))
		return HTTP_BAD_HOST;
	if (head->authority.at == 0)
		head->authority = host;
	return HTTP_GOOD;
}

static enum http_fault
check_framing(struct http_head *head, const char *bytes)
{
	struct http_span length = head->header[HTTP_CONTENT_LENGTH];
	struct http_span coding = head->header[HTTP_TRANSFER_ENCODING];

	if (length.at != 0 && coding.at != 0)
		return HTTP_BAD_TWO_LENGTHS;
	if (coding.at != 0) {
		if (head->minor == 0)
			return HTTP_BAD_OLD_CHUNKED;
		if (!http_same(bytes + coding.at, coding.len, "chunked"))
			return HTTP_BAD_CODING;
		head->framing = HTTP_CHUNKED;
	} else if (length.at != 0) {
		if (!http_decimal(bytes + length.at, length.len,
		    &head->content_length))
			return HTTP_BAD_LENGTH;
		head->framing = HTTP_LENGTH;
	}
	return HTTP_GOOD;
}

static enum http_fault
check_expect(struct http_head *head, const char *bytes)
{
	struct http_span expect = head->header[HTTP_EXPECT];

	/* HTTP/1.0 knows no expectations (RFC 9110, 10.1.1). */
	if (expect.at == 0 || head->minor == 0)
		return HTTP_GOOD;
	if (!http_same(bytes + expect.at, expect.len, "100-continue"))
		return HTTP_BAD_EXPECT;
	head->expect_continue = true;
	return HTTP_GOOD;
}

static enum err
finish_head(struct http_reader *r, const char *bytes, struct http_head *head)
{
	enum http_fault fault;

	if ((fault = check_host(head, bytes)) != HTTP_GOOD ||
	    (fault = check_framing(head, bytes)) != HTTP_GOOD ||
	    (fault = check_expect(head, bytes)) != HTTP_GOOD)
		return http_refuse(r, fault);
	head->size = (uint16_t)r->seen;
	head->keep_alive = head->minor == 1;
	if (head->header[HTTP_CONNECTION].at != 0)
		head->keep_alive =
		    !http_lists(head, bytes, HTTP_CONNECTION, "close") &&
		    (head->keep_alive || http_lists(head, bytes,
		    HTTP_CONNECTION, "keep-alive"));
	r->state = STATE_BODY;
	return OK;
}

/* The line from r->line to r->seen. */
static enum err
take_line(struct http_reader *r, const char *bytes, struct http_head *head)
{
	bool empty = r->line == http_line_end(r);

	if (r->state == STATE_HEADER)
		return empty ? finish_head(r, bytes, head) :
		    take_header(r, bytes, head);
	if (!empty) {
		r->state = STATE_HEADER;
		head->lines = (uint16_t)r->seen;
		return http_read_request(r, bytes, head);
	}
	/* Some old client may have ended its last body with one too many
	 * (RFC 9112, 2.2). */
	if (r->skipped)
		return http_refuse(r, HTTP_BAD_EMPTY_LINE);
	r->skipped = true;
	return OK;
}

enum err
http_read_head(struct http_reader *r, const char *bytes, size_t len,
    struct http_head *head)
{
	bool first;
	enum err err = OK;

	assert(len >= r->seen);
	if (r->fault != HTTP_GOOD)
		return http_error(r);
	if (r->state == STATE_REQUEST)
		*head = (struct http_head){ 0 };
	while (r->state < STATE_BODY) {
		first = r->state == STATE_REQUEST;
		err = http_find_line(r, bytes, len,
		    first ? r->line + BOUND_HTTP_TARGET + SLACK :
		    BOUND_HTTP_HEAD - 2,
		    first ? HTTP_BAD_LONG_TARGET : HTTP_BAD_LONG_HEAD);
		if (err != OK ||
		    (err = take_line(r, bytes, head)) != OK)
			return err;
		r->line = r->seen;
	}
	return OK;
}

bool
http_next(const struct http_head *head, const char *bytes,
    struct http_line *line)
{
	const char *end = bytes + head->size - 2, *at, *stop;

	at = bytes + head->lines;
	if (line->name.at != 0) {
		at = bytes + line->value.at + line->value.len;
		at = (const char *)memchr(at, '\r', (size_t)(end - at)) + 2;
	}
	if (at >= end)
		return false;
	stop = memchr(at, '\r', (size_t)(end - at));
	return split_line(bytes, (size_t)(at - bytes),
	    (size_t)(stop - bytes), line);
}
