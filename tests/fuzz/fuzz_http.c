/*
 * fuzz_http - whatever a client sends, the HTTP reader's promises hold
 *
 *	- it says the same of the bytes however they are cut
 *	- a request that was read is no longer than the bytes, and no span of
 *	  it leaves the head
 *	- a head written again from what was read is read as the same
 *	- the data of chunks is as long as was said
 */
#include <stdlib.h>
#include <string.h>

#include "base/http.h"
#include "bounds.h"
#include "tests/fuzz/fuzz.h"

#define BODY_LIMIT	4096	/* bytes */

struct request {
	struct http_reader reader;
	struct http_head head;
	enum err	 err;
};

static void
demand(bool promise)
{
	if (!promise)
		abort();
}

static void
read_on(struct request *q, const char *bytes, size_t len)
{
	q->err = http_read_head(&q->reader, bytes, len, &q->head);
	if (q->err == OK)
		q->err = http_read_body(&q->reader, &q->head, bytes, len,
		    BODY_LIMIT);
}

static void
read_by(struct request *q, const char *bytes, size_t len, size_t piece)
{
	size_t size;

	*q = (struct request){ .err = ERR_EMPTY };
	for (size = 0; q->err == ERR_EMPTY && size < len; size += piece)
		read_on(q, bytes, size);
	if (q->err == ERR_EMPTY)
		read_on(q, bytes, len);
}

static void
check_same(const struct request *a, const struct request *b)
{
	demand(a->err == b->err && a->reader.fault == b->reader.fault);
	demand((a->reader.fault == HTTP_GOOD) ==
	    (a->err == OK || a->err == ERR_EMPTY));
	if (a->err != OK)
		return;
	demand(a->reader.seen == b->reader.seen);
	demand(a->reader.body_size == b->reader.body_size);
	demand(memcmp(a->head.header, b->head.header,
	    sizeof(a->head.header)) == 0);
}

static void
put_line(struct buf *b, const char *bytes, const struct http_line *line)
{
	buf_add(b, bytes + line->name.at, line->name.len);
	buf_add_text(b, ":\t");
	buf_add(b, bytes + line->value.at, line->value.len);
	buf_add_text(b, "\r\n");
}

static void
write_again(struct buf *b, const struct http_head *head, const char *bytes)
{
	struct http_line line = { 0 };
	unsigned count = 0;

	buf_add(b, bytes + head->name.at, head->name.len);
	buf_add_text(b, " ");
	buf_add(b, bytes + head->target.at, head->target.len);
	buf_add_format(b, " HTTP/1.%d\r\n", head->minor);
	for (; http_next(head, bytes, &line); count++)
		put_line(b, bytes, &line);
	buf_add_text(b, "\r\n");
	demand(count == head->count && !b->failed);
}

static void
check_span(const struct http_head *head, const char *bytes,
    struct http_span span, const struct http_span *other, const char *again)
{
	demand(span.at + span.len <= head->size);
	demand((span.at == 0) == (other->at == 0));
	demand(span.len == other->len);
	demand(memcmp(bytes + span.at, again + other->at, span.len) == 0);
}

static void
check_again(const struct http_head *head, const char *bytes)
{
	struct request q = { .err = OK };
	struct buf b;
	size_t i;

	/* A tab that was not there may make it too large. */
	buf_init(&b, 2 * BOUND_HTTP_HEAD);
	write_again(&b, head, bytes);
	q.err = http_read_head(&q.reader, b.bytes, b.len, &q.head);
	demand(q.err == OK || b.len > BOUND_HTTP_HEAD);
	if (q.err == OK) {
		demand(q.head.method == head->method);
		demand(q.head.framing == head->framing);
		demand(q.head.keep_alive == head->keep_alive);
		demand(q.head.expect_continue == head->expect_continue);
		demand(q.head.content_length == head->content_length);
		demand(q.head.count == head->count);
		demand(q.head.again == head->again);
		check_span(head, bytes, head->authority, &q.head.authority,
		    b.bytes);
		check_span(head, bytes, head->path, &q.head.path, b.bytes);
		check_span(head, bytes, head->query, &q.head.query, b.bytes);
		for (i = 0; i < HTTP_HEADERS; i++)
			check_span(head, bytes, head->header[i],
			    &q.head.header[i], b.bytes);
		demand(http_accepts(head, bytes, "a/b") ==
		    http_accepts(&q.head, b.bytes, "a/b"));
	}
	buf_fini(&b);
}

static void
check_chunks(const struct request *q, const char *bytes, size_t len)
{
	struct buf b;

	demand(q->reader.seen <= len);
	if (q->head.framing != HTTP_CHUNKED)
		return;
	buf_init(&b, BODY_LIMIT);
	demand(http_unchunk(&q->head, bytes, q->reader.seen, &b) == OK);
	demand(b.len == q->reader.body_size);
	buf_fini(&b);
}

/* The size of the request at `bytes`; 0 when it was not whole and good. */
static size_t
check_one(const char *bytes, size_t len)
{
	struct request whole, ones, pieces;

	read_by(&whole, bytes, len, len + 1);
	read_by(&pieces, bytes, len, 1 + len / 7);
	check_same(&whole, &pieces);
	if (len < 4096) {
		read_by(&ones, bytes, len, 1);
		check_same(&whole, &ones);
	}
	if (whole.head.size > 0)
		check_again(&whole.head, bytes);
	if (whole.err != OK)
		return 0;
	check_chunks(&whole, bytes, len);
	return whole.reader.seen;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	size_t at = 0, size;

	while ((size = check_one((const char *)bytes + at, len - at)) > 0)
		at += size;
	return 0;
}
