/*
 * http_parts - what the sources of the HTTP reader share among themselves
 *
 * http.c reads lines and headers, http_target.c the request line,
 * http_body.c bodies, http_list.c the values of headers.
 */
#ifndef BASE_HTTP_PARTS_H
#define BASE_HTTP_PARTS_H

#include "base/http.h"

/* What comes next; those from STATE_BODY on are http_body.c's. */
enum http_state {
	STATE_REQUEST,		/* the request line */
	STATE_HEADER,		/* a header, or the end of the head */
	STATE_BODY,
	STATE_CHUNK_LINE, STATE_CHUNK_DATA, STATE_TRAILER, STATE_DONE
};

/* What a character may be part of. */
#define HTTP_IS_TOKEN	1u
#define HTTP_IS_TARGET	2u	/* RFC 3986, without '#' */
#define HTTP_IS_HOST	4u	/* and its port */
#define HTTP_IS_LOWER	8u

extern const uint8_t http_class[256];

static inline bool
http_is(char c, unsigned classes)
{
	return (http_class[(unsigned char)c] & classes) != 0;
}

static inline struct http_span
http_span(size_t begin, size_t end)
{
	return (struct http_span){ (uint16_t)begin,
	    (uint16_t)(end - begin) };
}

/* Remember what is wrong; the error that says so. */
enum err http_refuse(struct http_reader *r, enum http_fault fault);
enum err http_error(const struct http_reader *r);

/*
 * Find the end of the line at r->line, its CR, no farther than at `last`, and
 * go behind it.  A longer line is `fault`.
 */
enum err http_find_line(struct http_reader *r, const char *bytes, size_t len,
	    size_t last, enum http_fault fault);

/* Where that line ended. */
static inline size_t
http_line_end(const struct http_reader *r)
{
	return r->seen - 2;
}

/* The length of the name that begins a line and of which a colon is the end;
 * 0: there is none.  The CR after a line is part of no name. */
static inline size_t
http_name_size(const char *line)
{
	size_t len = 0;

	while (http_is(line[len], HTTP_IS_TOKEN))
		len++;
	return line[len] == ':' ? len : 0;
}

/* Read the request line at r->line into `head`. */
enum err http_read_request(struct http_reader *r, const char *bytes,
	    struct http_head *head);

/* The name of a header in lower case. */
const char *http_header_name(enum http_header id);

/* A host and perhaps a port, or nothing. */
bool	 http_is_host(const char *bytes, struct http_span span);

#endif
