/*
 * request - an HTTP request read whole and in pieces
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/request.h"

#define BODY_LIMIT	(1u << 20)	/* bytes, where a test says none */
#define UP_TO_THE_LAST	(offsetof(struct http_head, header) +		\
	sizeof(((struct http_head *)0)->header))
#define FEW		2000		/* bytes that come one by one */

static char *
exact_copy(const char *bytes, size_t len)
{
	char *copy = malloc(len > 0 ? len : 1);

	cr_assert_not_null(copy);
	memcpy(copy, bytes, len);
	return copy;
}

static void
read_more(struct request *q, size_t limit)
{
	q->err = http_read_head(&q->reader, q->bytes, q->len, &q->head);
	if (q->err == OK)
		q->err = http_read_body(&q->reader, &q->head, q->bytes,
		    q->len, limit);
}

/* Each time in other memory: nothing may point into the last. */
static void
read_pieces(struct request *q, const char *bytes, size_t len, size_t limit)
{
	size_t step = len < FEW ? 1 : 997, size;

	*q = (struct request){ .err = ERR_EMPTY };
	for (size = 0; q->err == ERR_EMPTY && size <= len; size += step) {
		request_free(q);
		q->bytes = exact_copy(bytes, size);
		q->len = size;
		read_more(q, limit);
	}
	if (q->err != ERR_EMPTY)
		return;
	request_free(q);
	q->bytes = exact_copy(bytes, len);
	q->len = len;
	read_more(q, limit);
}

void
request_read(struct request *q, const char *bytes, size_t len, size_t limit)
{
	struct request whole = { .bytes = exact_copy(bytes, len),
	    .len = len };

	read_more(&whole, limit);
	read_pieces(q, bytes, len, limit);
	cr_assert_eq(q->err, whole.err, "%d in pieces, %d whole: %.60s",
	    q->err, whole.err, bytes);
	cr_assert_eq(q->reader.fault, whole.reader.fault,
	    "\"%s\" in pieces, \"%s\" whole: %.60s",
	    http_fault(&q->reader)->text, http_fault(&whole.reader)->text,
	    bytes);
	if (whole.err == OK) {
		cr_assert_eq(q->reader.seen, whole.reader.seen);
		cr_assert_eq(q->reader.body_size, whole.reader.body_size);
		cr_assert_arr_eq(&q->head, &whole.head, UP_TO_THE_LAST);
	}
	request_free(q);
	*q = whole;
}

void
request_text(struct request *q, const char *text)
{
	request_read(q, text, strlen(text), BODY_LIMIT);
}

void
request_free(struct request *q)
{
	free(q->bytes);
	q->bytes = NULL;
}

int
request_status(const struct request *q)
{
	if (q->err == ERR_EMPTY)
		return 0;
	return http_fault(&q->reader)->status;
}

int
request_judge(const char *text)
{
	struct request q;

	request_text(&q, text);
	request_free(&q);
	return request_status(&q);
}

bool
request_says(const struct request *q, struct http_span span,
    const char *text)
{
	return span.at != 0 && span.len == strlen(text) &&
	    memcmp(q->bytes + span.at, text, span.len) == 0;
}
