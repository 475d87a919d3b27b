/*
 * Where a body ends, what is no chunk, and the data put together.
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "tests/unit/request.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))
#define HEAD	"POST / HTTP/1.1\r\nHost: h\r\n"
#define CHUNKS	HEAD "Transfer-Encoding: chunked\r\n\r\n"
#define LAST	"0\r\n\r\n"

struct sample {
	const char	*text;		/* after the head */
	int		 status;
	const char	*data;		/* of a good one */
};

static const struct sample samples[] = {
	{ LAST, 200, "" },
	{ "1\r\na\r\n" LAST, 200, "a" },
	{ "3\r\nabc\r\n2\r\nde\r\n" LAST, 200, "abcde" },
	{ "A\r\n0123456789\r\n" LAST, 200, "0123456789" },
	{ "9\r\n0\r\n\r\n 0\r\n\r\n" LAST, 200, "0\r\n\r\n 0\r\n" },
	{ "0003\r\nabc\r\n000\r\n\r\n", 200, "abc" },
	{ "1;\r\na\r\n" LAST, 200, "a" },
	{ "1;n=v;m=\"x;y\"\r\na\r\n0;z\r\n\r\n", 200, "a" },
	{ "1 ;n\r\na\r\n0\t;z\r\n\r\n", 200, "a" },
	{ "1\r\na\r\n0\r\nX: y\r\nContent-Length: 9\r\n\r\n", 200, "a" },
	{ "", 0, NULL }, { "1", 0, NULL }, { "1\r", 0, NULL },
	{ "1\r\na", 0, NULL }, { "1\r\na\r\n0\r\n", 0, NULL },
	{ "1\r\na\r\n0\r\nX: y\r\n", 0, NULL },
	{ "\r\n", 400, NULL },
	{ ";x\r\n", 400, NULL },
	{ "+1\r\na\r\n" LAST, 400, NULL },
	{ "-1\r\na\r\n" LAST, 400, NULL },
	{ " 1\r\na\r\n" LAST, 400, NULL },
	{ "1 \r\na\r\n" LAST, 400, NULL },
	{ "1 1\r\na\r\n" LAST, 400, NULL },
	{ "0x1\r\na\r\n" LAST, 400, NULL },
	{ "1g\r\na\r\n" LAST, 400, NULL },
	{ "1,\r\na\r\n" LAST, 400, NULL },
	{ "1\na\r\n" LAST, 400, NULL },
	{ "1;\n\r\na\r\n" LAST, 400, NULL },
	{ "1;x\ry\r\na\r\n" LAST, 400, NULL },
	{ "1\r\nab\r\n" LAST, 400, NULL },
	{ "1\r\na\n" LAST, 400, NULL },
	{ "1\r\na\rX" LAST, 400, NULL },
	{ "1\r\na" LAST, 400, NULL },
	{ "fffffffffffffff\r\na", 413, NULL },
	{ "ffffffffffffffff\r\na", 400, NULL },
	{ "10000000000000001\r\na\r\n" LAST, 400, NULL },
	{ "0\r\nX\r\n\r\n", 400, NULL },
	{ "0\r\n: y\r\n\r\n", 400, NULL },
	{ "0\r\nX : y\r\n\r\n", 400, NULL },
	{ "0\r\nX: y\r\n z\r\n\r\n", 400, NULL },
	{ "0\r\nX: y\n\r\n", 400, NULL },
	{ "0\r\nX: \x01\r\n\r\n", 400, NULL },
};

static void
expect_data(const struct request *q, const char *data)
{
	size_t len = strlen(data);
	struct buf b;

	buf_init(&b, len);
	cr_assert_eq(http_unchunk(&q->head, q->bytes, q->len, &b), OK);
	cr_assert_eq(b.len, len);
	cr_expect(len == 0 || memcmp(b.bytes, data, len) == 0, "%s", data);
	cr_expect_eq(q->reader.body_size, len);
	cr_expect_eq(q->reader.seen, q->len);
	buf_fini(&b);
}

Test(http_body, chunks_are_as_the_grammar_has_them)
{
	char text[200];
	struct request q;
	size_t i;

	for (i = 0; i < COUNT(samples); i++) {
		strcpy(text, CHUNKS);
		strcat(text, samples[i].text);
		request_text(&q, text);
		cr_expect_eq(request_status(&q), samples[i].status,
		    "%d, not %d: %s", request_status(&q),
		    samples[i].status, samples[i].text);
		if (q.err == OK)
			expect_data(&q, samples[i].data);
		request_free(&q);
	}
}

Test(http_body, without_framing_there_is_none)
{
	struct request q;

	request_text(&q, HEAD "\r\nGET ");
	cr_assert_eq(q.err, OK);
	cr_assert_eq(q.head.framing, HTTP_NO_BODY);
	cr_assert_eq(q.reader.body_size, 0);
	cr_assert_eq(q.reader.seen, q.head.size);
	request_free(&q);
}

Test(http_body, of_a_length_is_what_follows_the_head)
{
	struct request q;

	request_text(&q, HEAD "Content-Length: 4\r\n\r\n{\n}\nGET ");
	cr_assert_eq(q.err, OK);
	cr_assert_eq(q.head.framing, HTTP_LENGTH);
	cr_assert_eq(q.reader.body_size, 4);
	cr_assert_eq(q.reader.seen, q.head.size + 4u);
	cr_assert_arr_eq(q.bytes + q.head.size, "{\n}\n", 4);
	request_free(&q);
}

static int
judge_limit(const char *text, size_t limit)
{
	struct request q;

	request_read(&q, text, strlen(text), limit);
	request_free(&q);
	return request_status(&q);
}

Test(http_body, is_no_larger_than_its_limit)
{
	const char *length = HEAD "Content-Length: 4\r\n\r\n1234";
	const char *chunks = CHUNKS "2\r\nab\r\n" LAST;
	const char *trailer = CHUNKS "0\r\nX: y\r\n\r\n";

	cr_expect_eq(judge_limit(length, 4), 200);
	cr_expect_eq(judge_limit(length, 3), 413);
	cr_expect_eq(judge_limit(chunks, 12), 200);
	cr_expect_eq(judge_limit(chunks, 11), 413);
	cr_expect_eq(judge_limit(chunks, 7), 413);
	cr_expect_eq(judge_limit(chunks, 0), 413);
	cr_expect_eq(judge_limit(trailer, 11), 200);
	cr_expect_eq(judge_limit(trailer, 10), 413);
}

/* As soon as one more byte is there than the limit allows. */
Test(http_body, is_never_waited_for_beyond_its_limit)
{
	const char *text = CHUNKS "2\r\nab\r\n0;xxxxxxxxxx";
	struct request q;
	size_t limit;

	for (limit = 0; strlen(CHUNKS) + limit < strlen(text); limit++) {
		request_read(&q, text, strlen(CHUNKS) + limit + 1, limit);
		cr_expect_eq(request_status(&q), 413, "limit %zu", limit);
		request_free(&q);
	}
}

/* A chunk's line of `line` bytes and one trailer of `trailer`, ends not
 * counted. */
static int
judge_lines(size_t line, size_t trailer)
{
	struct request q;
	struct buf b;

	buf_init(&b, 1u << 20);
	buf_add_text(&b, CHUNKS "0;");
	while (b.len < strlen(CHUNKS) + line)
		buf_add_u8(&b, 'x');
	buf_add_text(&b, "\r\nX:");
	while (b.len < strlen(CHUNKS) + line + 2 + trailer)
		buf_add_u8(&b, 'y');
	buf_add_text(&b, "\r\n\r\n");
	request_read(&q, b.bytes, b.len, 1u << 20);
	request_free(&q);
	buf_fini(&b);
	return request_status(&q);
}

Test(http_body, lines_of_chunks_are_no_longer_than_their_limit)
{
	cr_expect_eq(judge_lines(BOUND_HTTP_CHUNK_LINE, 2), 200);
	cr_expect_eq(judge_lines(BOUND_HTTP_CHUNK_LINE + 1, 2), 400);
}

Test(http_body, trailers_are_no_larger_than_their_limit)
{
	cr_expect_eq(judge_lines(2, BOUND_HTTP_TRAILERS - 4), 200);
	cr_expect_eq(judge_lines(2, BOUND_HTTP_TRAILERS - 3), 431);
}

Test(http_body, data_that_does_not_fit_is_told)
{
	struct request q;
	struct buf b;

	request_text(&q, CHUNKS "2\r\nab\r\n2\r\ncd\r\n" LAST);
	buf_init(&b, 3);
	cr_assert_eq(http_unchunk(&q.head, q.bytes, q.len, &b), ERR_TOO_BIG);
	buf_fini(&b);
	buf_init(&b, 4);
	cr_assert_eq(http_unchunk(&q.head, q.bytes, q.len, &b), OK);
	buf_fini(&b);
	request_free(&q);
}
