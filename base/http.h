/*
 * http - read HTTP/1.1 requests and write replies (RFC 9110, RFC 9112)
 *
 * The reader is given all bytes of a connection from the first of a request
 * on, and again when more have come.  It looks at each byte once, keeps no
 * pointer and allocates nothing; what it found are places in those bytes.  A
 * zeroed reader begins, and may begin anew at any time.  After the body
 * r->seen is the size of the request, and the next one begins there.
 *
 * It is strict where two readers could disagree on where a request ends, and
 * about every byte of names, target and line ends.  A request that it refuses
 * is to be answered with http_fault() and the connection closed, since
 * nobody can say what comes next.
 */
#ifndef BASE_HTTP_H
#define BASE_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "err.h"

enum http_method {
	HTTP_OTHER,		/* none of these; its name tells which */
	HTTP_GET, HTTP_POST, HTTP_DELETE, HTTP_OPTIONS, HTTP_HEAD
};

enum http_framing { HTTP_NO_BODY, HTTP_LENGTH, HTTP_CHUNKED };

enum http_header {
#define HTTP_HEADER(id, name, times) HTTP_##id,
#include "tbl/http_headers.h"
	HTTP_HEADERS		/* how many; also: one that is not known */
};

enum http_fault {
	HTTP_GOOD,
#define HTTP_FAULT(id, status, sentence) HTTP_BAD_##id,
#include "tbl/http_faults.h"
	HTTP_FAULTS
};

/* Some of the request's bytes.  What is not there has place 0. */
struct http_span {
	uint16_t	 at, len;
};

struct http_line {
	struct http_span name, value;	/* without white space around */
};

struct http_head {
	uint64_t	 content_length;
	uint32_t	 again;		/* bit n: header n came repeatedly */
	uint16_t	 lines;		/* where the first header begins */
	uint16_t	 size;		/* bytes; the body begins there */
	uint8_t		 count;		/* headers */
	uint8_t		 method;	/* enum http_method */
	uint8_t		 minor;		/* of the version: 0 or 1 */
	uint8_t		 framing;	/* enum http_framing */
	bool		 keep_alive;	/* the connection stays open */
	bool		 expect_continue; /* it waits before it sends a body */
	struct http_span name;		/* of the method */
	struct http_span target;	/* as it came */
	struct http_span authority;	/* the target's, else Host */
	struct http_span path;		/* "*", or "" of an absolute target */
	struct http_span query;		/* after the question mark */
	struct http_span header[HTTP_HEADERS];	/* the first of each */
};

struct http_reader {
	uint64_t	 seen;		/* bytes looked at so far */
	uint64_t	 line;		/* where the line begins */
	uint64_t	 chunk;		/* bytes of data in this chunk */
	uint64_t	 trailers;	/* where they begin */
	uint64_t	 body_size;	/* bytes of data so far */
	uint8_t		 state;		/* what comes next; private */
	uint8_t		 fault;		/* enum http_fault */
	bool		 skipped;	/* an empty line stood before */
};

/* One row of tbl/http_faults.h; `text` is static. */
struct http_fault_row {
	int		 status;
	const char	*text;
};

/*
 * Read the head.  `head` goes with the reader: it is filled as lines come,
 * so give the same until OK.  ERR_EMPTY: more bytes are wanted.  ERR_TOO_BIG
 * or ERR_REQUEST: refused, see http_fault().
 */
enum err http_read_head(struct http_reader *r, const char *bytes, size_t len,
	    struct http_head *head);

/*
 * Go to the end of the body, which is no more than `limit` bytes as sent,
 * chunk lines included.  Errors as above.  It is r->body_size bytes at
 * head->size; of chunks, see http_unchunk().
 */
enum err http_read_body(struct http_reader *r, const struct http_head *head,
	    const char *bytes, size_t len, size_t limit);

/*
 * Append the data of all chunks of a request of `len` bytes whose body has
 * been read.  ERR_TOO_BIG: `out` cannot hold it.
 */
enum err http_unchunk(const struct http_head *head, const char *bytes,
	    size_t len, struct buf *out);

/* What is wrong with the request, once an error was returned. */
const struct http_fault_row *http_fault(const struct http_reader *r);

/* The next header, from a zeroed `line` on; false: there is none. */
bool	 http_next(const struct http_head *head, const char *bytes,
	    struct http_line *line);

/* The names are equal but for case. */
bool	 http_same(const char *text, size_t len, const char *word);

enum http_accept {
	HTTP_REFUSED,
	HTTP_TAKEN,		/* by a range, or because it said nothing */
	HTTP_LISTED		/* by its name */
};

/* What the client's Accept says of a media type, as "text/html". */
enum http_accept http_accepts(const struct http_head *head,
	    const char *bytes, const char *type);

/* A Content-Type is `type`, whatever its parameters. */
bool	 http_is_type(const char *text, size_t len, const char *type);

/* A list holds `token`; the second looks at every header of that name. */
bool	 http_list_has(const char *text, size_t len, const char *token);
bool	 http_lists(const struct http_head *head, const char *bytes,
	    enum http_header id, const char *token);

/* All of it is digits, and no more than 18 decimal or 15 hexadecimal. */
bool	 http_decimal(const char *text, size_t len, uint64_t *out);
bool	 http_hex(const char *text, size_t len, uint64_t *out);

/* "Not Found"; of a status that is not known, "Status". */
const char *http_status_text(int status);

/* Write a header.  A value that is no header value, so that it could begin
 * another, fails the buffer. */
void	 http_put_header(struct buf *b, const char *name, const char *value);

/* One chunk of a chunked body, and what ends it.  No bytes: no chunk. */
void	 http_put_chunk(struct buf *b, const void *bytes, size_t len);
void	 http_put_last_chunk(struct buf *b);

#endif
