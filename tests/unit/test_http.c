/*
 * What is a request's head, what is refused and with which status, and that
 * neither depends on the pieces in which it comes.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "bounds.h"
#include "tests/unit/request.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))
#define G		"GET / HTTP/1.1\r\n"
#define P		"POST / HTTP/1.1\r\n"
#define H		"Host: a\r\n"
#define E		"\r\n"

struct sample {
	const char	*text;
	int		 status;	/* 0: more is wanted */
};

static void
judge_all(const struct sample *samples, size_t count)
{
	size_t i;
	int status;

	for (i = 0; i < count; i++) {
		status = request_judge(samples[i].text);
		cr_expect_eq(status, samples[i].status, "%d, not %d: %s",
		    status, samples[i].status, samples[i].text);
	}
}

static const struct sample lengths[] = {
	{ P H "Content-Length: 3\r\n" E "abc", 200 },
	{ P H "content-length:\t3 \r\n" E "abc", 200 },
	{ P H "Content-Length: 0\r\n" E, 200 },
	{ P H "Content-Length: 000000000000000003\r\n" E "abc", 200 },
	{ P H "Content-Length: 0000000000000000003\r\n" E "abc", 400 },
	{ P H "Content-Length: 3\r\n" E "ab", 0 },
	{ P H "Content-Length: +3\r\n" E "abc", 400 },
	{ P H "Content-Length: -3\r\n" E "abc", 400 },
	{ P H "Content-Length: 3,3\r\n" E "abc", 400 },
	{ P H "Content-Length: 3, 3\r\n" E "abc", 400 },
	{ P H "Content-Length: 3 3\r\n" E "abc", 400 },
	{ P H "Content-Length: 3;\r\n" E "abc", 400 },
	{ P H "Content-Length: 3.0\r\n" E "abc", 400 },
	{ P H "Content-Length: 0x3\r\n" E "abc", 400 },
	{ P H "Content-Length: \"3\"\r\n" E "abc", 400 },
	{ P H "Content-Length: 3\x0b\r\n" E "abc", 400 },
	{ P H "Content-Length:\r\n" E, 400 },
	{ P H "Content-Length: chunked\r\n" E, 400 },
	{ P H "Content-Length: 18446744073709551619\r\n" E "abc", 400 },
	{ P H "Content-Length: 999999999999999999\r\n" E "abc", 413 },
	{ P H "Content-Length: 3\r\nContent-Length: 3\r\n" E "abc", 400 },
	{ P H "Content-Length: 3\r\ncontent-length: 4\r\n" E "abc", 400 },
	{ P H "Content-Length : 3\r\n" E "abc", 400 },
};

Test(http, length_is_one_plain_number)
{
	judge_all(lengths, COUNT(lengths));
}

static const struct sample codings[] = {
	{ P H "Transfer-Encoding: chunked\r\n" E "0\r\n\r\n", 200 },
	{ P H "transfer-encoding: CHUNKED \r\n" E "0\r\n\r\n", 200 },
	{ P H "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n" E
	    "0\r\n\r\n", 400 },
	{ P H "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n" E
	    "0\r\n\r\n", 400 },
	{ P H "Content-Length: 5\r\nTransfer-Encoding: identity\r\n" E
	    "abcde", 400 },
	{ P H "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"
	    E "0\r\n\r\n", 400 },
	{ P H "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n" E
	    "0\r\n\r\n", 400 },
	{ P H "Transfer-Encoding: gzip, chunked\r\n" E "0\r\n\r\n", 501 },
	{ P H "Transfer-Encoding: chunked, chunked\r\n" E "0\r\n\r\n", 501 },
	{ P H "Transfer-Encoding: chunked;a=b\r\n" E "0\r\n\r\n", 501 },
	{ P H "Transfer-Encoding: xchunked\r\n" E "0\r\n\r\n", 501 },
	{ P H "Transfer-Encoding: \"chunked\"\r\n" E "0\r\n\r\n", 501 },
	{ P H "Transfer-Encoding: chunked,\r\n" E "0\r\n\r\n", 501 },
	{ P H "Transfer-Encoding:\r\n" E "0\r\n\r\n", 501 },
	{ P H "Transfer-Encoding: identity\r\n" E, 501 },
	{ P H "Transfer-Encoding: \x0b" "chunked\r\n" E "0\r\n\r\n", 400 },
	{ P H "Transfer-Encoding : chunked\r\n" E "0\r\n\r\n", 400 },
	{ P H "X: a\r\n Transfer-Encoding: chunked\r\n" E, 400 },
	{ "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n" E
	    "0\r\n\r\n", 400 },
};

Test(http, transfer_coding_is_chunked_alone_and_without_length)
{
	judge_all(codings, COUNT(codings));
}

static const struct sample lines[] = {
	{ G H E, 200 },
	{ G H "X: \t a \xc3\xa4 \x80\t\r\n" E, 200 },
	{ G H "X:\r\n" E, 200 },
	{ G H "!#$%&'*+-.^_`|~09az: x\r\n" E, 200 },
	{ "", 0 }, { "\r", 0 }, { "\r\n", 0 }, { G H, 0 }, { G H "\r", 0 },
	{ E G H E, 200 },
	{ E E G H E, 400 },
	{ "\n" G H E, 400 },
	{ "\r" G H E, 400 },
	{ " " G H E, 400 },
	{ "GET / HTTP/1.1\n" H E, 400 },
	{ G "Host: a\n" E, 400 },
	{ G H "\n", 400 },
	{ G H "X: a\nY: b\r\n" E, 400 },
	{ G H "X: a\rb\r\n" E, 400 },
	{ G H "X: a\r\r\n" E, 400 },
	{ G H "\rX", 400 },
	{ G H "X: a\x01" "b\r\n" E, 400 },
	{ G H "X: a\x1f" "b\r\n" E, 400 },
	{ G H "X: a\x7f" "b\r\n" E, 400 },
	{ G H "X: 12345678\x7f\r\n" E, 400 },
	{ G H "X: 1234\t5678\t\t\t\t\t\t\t\t\t\x02\r\n" E, 400 },
	{ G H "X: a\r\n b\r\n" E, 400 },
	{ G H "X: a\r\n\tb\r\n" E, 400 },
	{ G " " H E, 400 },
	{ G H " \r\n" E, 400 },
	{ G H ": a\r\n" E, 400 },
	{ G H "X : a\r\n" E, 400 },
	{ G H "X\t: a\r\n" E, 400 },
	{ G H "X\r\n" E, 400 },
	{ G H "X Y: a\r\n" E, 400 },
	{ G H "X(: a\r\n" E, 400 },
	{ G H "X\xc3\xa4: a\r\n" E, 400 },
	{ G H "\"X\": a\r\n" E, 400 },
};

Test(http, a_line_ends_in_cr_lf_and_holds_a_name_and_a_value)
{
	judge_all(lines, COUNT(lines));
}

Test(http, a_nul_is_refused)
{
	static const char text[] = G "Host: a\0b\r\n" E;
	struct request q;

	request_read(&q, text, sizeof(text) - 1, 0);
	cr_assert_eq(request_status(&q), 400);
	request_free(&q);
}

static const struct sample once[] = {
	{ G E, 400 },
	{ G H H E, 400 },
	{ G H "HOST: b\r\n" E, 400 },
	{ "GET / HTTP/1.0\r\n" E, 200 },
	{ "GET / HTTP/1.0\r\n" H H E, 400 },
	{ G "Host:\r\n" E, 200 },
	{ G H "Origin: a\r\nOrigin: a\r\n" E, 400 },
	{ G H "Authorization: a\r\nauthorization: b\r\n" E, 400 },
	{ G H "Mcp-Method: a\r\nmcp-method: a\r\n" E, 400 },
	{ G H "Accept: a/b\r\nAccept: c/d\r\n" E, 200 },
	{ G H "Connection: a\r\nConnection: b\r\n" E, 200 },
	{ G H "X: a\r\nX: a\r\n" E, 200 },
};

Test(http, what_may_come_once_comes_once)
{
	judge_all(once, COUNT(once));
}

static const struct sample expectations[] = {
	{ P H "Expect: 100-continue\r\nContent-Length: 1\r\n" E "a", 200 },
	{ P H "Expect: 100-Continue\r\nContent-Length: 1\r\n" E "a", 200 },
	{ P H "Expect: 200-ok\r\n" E, 417 },
	{ P H "Expect: 100-continue, a\r\n" E, 417 },
	{ P H "Expect:\r\n" E, 417 },
	{ "POST / HTTP/1.0\r\nExpect: a\r\n" E, 200 },
};

Test(http, only_100_continue_can_be_expected)
{
	struct request q;

	judge_all(expectations, COUNT(expectations));
	request_text(&q, expectations[0].text);
	cr_assert(q.head.expect_continue);
	request_free(&q);
	request_text(&q, "POST / HTTP/1.0\r\nExpect: 100-continue\r\n" E);
	cr_assert_not(q.head.expect_continue);
	request_free(&q);
}

static bool
is_kept(const char *text)
{
	struct request q;

	request_text(&q, text);
	cr_assert_eq(q.err, OK);
	request_free(&q);
	return q.head.keep_alive;
}

Test(http, connection_stays_open_as_version_and_header_say)
{
	cr_expect(is_kept(G H E));
	cr_expect_not(is_kept(G H "Connection: close\r\n" E));
	cr_expect_not(is_kept(G H "Connection: a, CLOSE ,b\r\n" E));
	cr_expect_not(is_kept(G H "Connection: a\r\nX: y\r\n"
	    "connection: close\r\n" E));
	cr_expect(is_kept(G H "Connection: closed\r\n" E));
	cr_expect_not(is_kept("GET / HTTP/1.0\r\n" E));
	cr_expect(is_kept("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n" E));
	cr_expect_not(is_kept("GET / HTTP/1.0\r\n"
	    "Connection: keep-alive, close\r\n" E));
}

Test(http, known_headers_are_found_in_any_case)
{
	struct request q;

	request_text(&q, P "hOST: example.org:80\r\nACCEPT: \t*/*  \r\n"
	    "mcp-PROTOCOL-version: 2026-07-28\r\nTraceparent:00-1\r\n" E);
	cr_assert_eq(q.err, OK);
	cr_expect(request_says(&q, q.head.header[HTTP_HOST],
	    "example.org:80"));
	cr_expect(request_says(&q, q.head.header[HTTP_ACCEPT], "*/*"));
	cr_expect(request_says(&q, q.head.header[HTTP_MCP_PROTOCOL_VERSION],
	    "2026-07-28"));
	cr_expect(request_says(&q, q.head.header[HTTP_TRACEPARENT], "00-1"));
	cr_expect_eq(q.head.header[HTTP_ORIGIN].at, 0);
	cr_expect_eq(q.head.count, 4);
	request_free(&q);
}

Test(http, every_known_header_is_told_from_those_like_it)
{
	static const char *const names[] = {
#define HTTP_HEADER(id, name, times) [HTTP_##id] = name,
#include "tbl/http_headers.h"
	};
	char text[200];
	struct request q;
	size_t i, j;

	for (i = 0; i < COUNT(names); i++) {
		snprintf(text, sizeof(text),
		    "GET / HTTP/1.0\r\n%s: 1\r\n_%s: 2\r\n%s_: 3\r\n" E,
		    names[i], names[i] + 1, names[i]);
		request_text(&q, text);
		for (j = 0; j < COUNT(names); j++)
			cr_expect_eq(q.head.header[j].at != 0, i == j,
			    "%s or not %s", names[i], names[j]);
		request_free(&q);
	}
}

Test(http, all_headers_are_walked_in_their_order)
{
	static const char *const want[][2] = {
		{ "Host", "a" }, { "Mcp-Param-X", "1" }, { "Empty", "" },
		{ "Mcp-Param-Y", "2 3" },
	};
	struct http_line line = { 0 };
	struct request q;
	size_t i = 0;

	request_text(&q, G H "Mcp-Param-X:1 \r\nEmpty: \t\r\n"
	    "Mcp-Param-Y: 2 3\t\r\n" E);
	cr_assert_eq(q.err, OK);
	for (; http_next(&q.head, q.bytes, &line); i++) {
		cr_assert_lt(i, COUNT(want));
		cr_expect(request_says(&q, line.name, want[i][0]));
		cr_expect(request_says(&q, line.value, want[i][1]));
	}
	cr_assert_eq(i, COUNT(want));
	request_free(&q);
}

Test(http, of_no_headers_none_is_walked)
{
	struct http_line line = { 0 };
	struct request q;

	request_text(&q, "GET / HTTP/1.0\r\n" E);
	cr_assert_eq(q.err, OK);
	cr_assert_not(http_next(&q.head, q.bytes, &line));
	request_free(&q);
}

Test(http, pipelined_requests_come_one_after_the_other)
{
	static const char text[] = P H "Content-Length: 3\r\n" E "abc"
	    "DELETE /b HTTP/1.1\r\n" H E
	    P H "Transfer-Encoding: chunked\r\n" E "2\r\nxy\r\n0\r\n\r\n"
	    G H E;
	static const int methods[] = { HTTP_POST, HTTP_DELETE, HTTP_POST,
	    HTTP_GET };
	size_t at = 0, i;
	struct request q;

	for (i = 0; i < COUNT(methods); i++) {
		request_text(&q, text + at);
		cr_assert_eq(q.err, OK);
		cr_expect_eq(q.head.method, methods[i]);
		at += q.reader.seen;
		request_free(&q);
	}
	cr_assert_eq(at, sizeof(text) - 1);
}

/* A head of `size` bytes and `count` headers. */
static void
make_head(struct buf *b, size_t size, int count)
{
	int i;

	buf_init(b, 1u << 20);
	buf_add_text(b, G H);
	for (i = 2; i < count; i++)
		buf_add_text(b, "X: y\r\n");
	buf_add_text(b, "X: ");
	while (b->len + 4 < size)
		buf_add_u8(b, 'y');
	buf_add_text(b, "\r\n\r\n");
}

static int
judge_head(size_t size, int count)
{
	struct request q;
	struct buf b;

	make_head(&b, size, count);
	request_read(&q, b.bytes, b.len, 0);
	request_free(&q);
	buf_fini(&b);
	return request_status(&q);
}

Test(http, head_is_no_larger_than_its_limit)
{
	cr_expect_eq(judge_head(BOUND_HTTP_HEAD, 2), 200);
	cr_expect_eq(judge_head(BOUND_HTTP_HEAD + 1, 2), 431);
	cr_expect_eq(judge_head(BOUND_HTTP_HEAD + 2, 2), 431);
	cr_expect_eq(judge_head(BOUND_HTTP_HEAD + 3, 2), 431);
	cr_expect_eq(judge_head(BOUND_HTTP_HEAD * 2, 2), 431);
}

Test(http, head_without_an_end_is_refused_at_its_limit)
{
	struct request q;
	struct buf b;

	make_head(&b, BOUND_HTTP_HEAD, 2);
	request_read(&q, b.bytes, b.len - 1, 0);
	cr_expect_eq(request_status(&q), 0);
	request_free(&q);
	b.bytes[b.len - 4] = 'y';
	request_read(&q, b.bytes, b.len - 3, 0);
	cr_expect_eq(request_status(&q), 0);
	request_free(&q);
	b.bytes[b.len - 3] = b.bytes[b.len - 2] = 'y';
	request_read(&q, b.bytes, b.len - 1, 0);
	cr_expect_eq(request_status(&q), 431);
	request_free(&q);
	buf_fini(&b);
}

Test(http, headers_are_no_more_than_their_limit)
{
	cr_expect_eq(judge_head(0, BOUND_HTTP_HEADERS), 200);
	cr_expect_eq(judge_head(0, BOUND_HTTP_HEADERS + 1), 431);
}

Test(http, a_reader_begun_anew_finds_the_same)
{
	static const char text[] = P H "Content-Length: 2\r\n" E "ab";
	struct request q;

	request_text(&q, text);
	q.reader = (struct http_reader){ 0 };
	cr_assert_eq(http_read_head(&q.reader, q.bytes, 30, &q.head),
	    ERR_EMPTY);
	q.reader = (struct http_reader){ 0 };
	cr_assert_eq(http_read_head(&q.reader, q.bytes, q.len, &q.head), OK);
	cr_assert_eq(q.head.count, 2);
	cr_assert_eq(http_read_body(&q.reader, &q.head, q.bytes, q.len, 9),
	    OK);
	cr_assert_eq(q.reader.body_size, 2);
	cr_assert_eq(q.reader.seen, sizeof(text) - 1);
	request_free(&q);
}

Test(http, what_was_refused_stays_refused)
{
	struct request q;

	request_text(&q, "get / HTTP/1.1\r\n" H E);
	cr_assert_eq(q.err, ERR_REQUEST);
	cr_assert_eq(http_read_head(&q.reader, q.bytes, q.len, &q.head),
	    ERR_REQUEST);
	cr_assert_eq(http_fault(&q.reader)->status, 400);
	request_free(&q);
}

static enum http_fault
fault_of(const char *text)
{
	struct request q;

	request_text(&q, text);
	request_free(&q);
	return (enum http_fault)q.reader.fault;
}

Test(http, faults_of_one_status_are_told_apart)
{
	cr_expect_eq(fault_of(G H " b: c\r\n" E), HTTP_BAD_FOLD);
	cr_expect_eq(fault_of(G H "b\r\n" E), HTTP_BAD_NAME);
	cr_expect_eq(fault_of(G H "b: \x01\r\n" E), HTTP_BAD_CONTROL);
	cr_expect_eq(fault_of(G H "b: c\n" E), HTTP_BAD_LINE_END);
	cr_expect_eq(fault_of(G H "b: c\r" E), HTTP_BAD_LINE_END);
	cr_expect_eq(fault_of(G H H E), HTTP_BAD_REPEATED);
	cr_expect_eq(fault_of(G E), HTTP_BAD_NO_HOST);
	cr_expect_eq(fault_of(E E G), HTTP_BAD_EMPTY_LINE);
}
