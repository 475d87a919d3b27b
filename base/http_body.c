/*
 * http_body - find the end of an HTTP/1.1 request's body (RFC 9112, 6 and 7)
 *
 *	*( size [";" extension] CR LF data CR LF )
 *	"0" [";" extension] CR LF *( trailer CR LF ) CR LF
 *
 * Where the body ends is found first and costs a look at each chunk's line,
 * never at its data; when all of it is there the same walk copies the data
 * together.  Chunks are rare, so the second walk is cheaper than a body that
 * is neither here nor there.  Extensions and trailers are checked and then
 * forgotten.
 */
#include <assert.h>

#include "base/http_parts.h"
#include "bounds.h"

struct chunks {
	struct http_reader *r;
	const char	*bytes;
	size_t		 len;
	size_t		 last;		/* where the body must have ended */
	struct buf	*out;		/* its data; NULL: only count */
};

/* The size in a chunk's line; its extension begins with a semicolon, perhaps
 * after blanks. */
static bool
read_size(const char *line, const char *end, uint64_t *size)
{
	const char *at = line;

	while (at < end && *at != ';' && *at != ' ' && *at != '\t')
		at++;
	if (!http_hex(line, (size_t)(at - line), size))
		return false;
	if (at == end)
		return true;
	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	return at < end && *at == ';';
}

/* The next line, which ends at `most` or before; nor does it leave the body,
 * so that more bytes are wanted only while the body may end in time. */
static enum err
find_line(struct chunks *c, size_t most, enum http_fault fault)
{
	if (most <= c->last - 2)
		return http_find_line(c->r, c->bytes, c->len, most, fault);
	return http_find_line(c->r, c->bytes, c->len, c->last - 2,
	    HTTP_BAD_BODY);
}

static enum err
read_chunk_line(struct chunks *c)
{
	struct http_reader *r = c->r;
	enum err err;

	err = find_line(c, r->line + BOUND_HTTP_CHUNK_LINE, HTTP_BAD_CHUNK);
	if (err != OK)
		return err;
	if (!read_size(c->bytes + r->line, c->bytes + http_line_end(r),
	    &r->chunk))
		return http_refuse(r, HTTP_BAD_CHUNK);
	if (r->chunk + 2 > c->last - r->seen)
		return http_refuse(r, HTTP_BAD_BODY);
	r->line = r->trailers = r->seen;
	r->state = r->chunk > 0 ? STATE_CHUNK_DATA : STATE_TRAILER;
	return OK;
}

static enum err
pass_data(struct chunks *c)
{
	struct http_reader *r = c->r;
	const char *end;

	if (c->len - r->seen < r->chunk + 2)
		return ERR_EMPTY;
	end = c->bytes + r->seen + r->chunk;
	if (end[0] != '\r' || end[1] != '\n')
		return http_refuse(r, HTTP_BAD_CHUNK);
	if (c->out != NULL)
		buf_add(c->out, c->bytes + r->seen, r->chunk);
	r->body_size += r->chunk;
	r->seen += r->chunk + 2;
	r->line = r->seen;
	r->state = STATE_CHUNK_LINE;
	return OK;
}

static enum err
read_trailer(struct chunks *c)
{
	struct http_reader *r = c->r;
	enum err err;

	err = find_line(c, r->trailers + BOUND_HTTP_TRAILERS - 2,
	    HTTP_BAD_TRAILERS);
	if (err != OK)
		return err;
	if (r->line == http_line_end(r))
		r->state = STATE_DONE;
	else if (http_name_size(c->bytes + r->line) == 0)
		return http_refuse(r, HTTP_BAD_TRAILER);
	r->line = r->seen;
	return OK;
}

static enum err
walk(struct chunks *c)
{
	enum err err = OK;

	while (err == OK && c->r->state != STATE_DONE) {
		if (c->r->state == STATE_CHUNK_LINE)
			err = read_chunk_line(c);
		else if (c->r->state == STATE_CHUNK_DATA)
			err = pass_data(c);
		else
			err = read_trailer(c);
	}
	return err;
}

static enum err
pass_length(struct http_reader *r, const struct http_head *head, size_t len,
    size_t limit)
{
	if (head->content_length > limit)
		return http_refuse(r, HTTP_BAD_BODY);
	if (len - head->size < head->content_length)
		return ERR_EMPTY;
	r->body_size = head->content_length;
	r->seen = head->size + head->content_length;
	r->state = STATE_DONE;
	return OK;
}

enum err
http_read_body(struct http_reader *r, const struct http_head *head,
    const char *bytes, size_t len, size_t limit)
{
	struct chunks c = { r, bytes, len, 0, NULL };

	assert(len >= r->seen && r->state >= STATE_BODY);
	assert(limit <= SIZE_MAX / 2);
	if (r->fault != HTTP_GOOD)
		return http_error(r);
	if (r->state == STATE_DONE)
		return OK;
	if (head->framing != HTTP_CHUNKED)
		return pass_length(r, head, len, limit);
	if (r->state == STATE_BODY)
		r->state = STATE_CHUNK_LINE;
	c.last = head->size + limit;
	return walk(&c);
}

enum err
http_unchunk(const struct http_head *head, const char *bytes, size_t len,
    struct buf *out)
{
	struct http_reader r = { .seen = head->size, .line = head->size,
	    .state = STATE_CHUNK_LINE };
	struct chunks c = { &r, bytes, len, len, out };
	enum err err = walk(&c);

	return err == OK && out->failed ? ERR_TOO_BIG : err;
}
