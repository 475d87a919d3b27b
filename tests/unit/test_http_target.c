/*
 * The request line: methods, the forms of a target, versions, hosts.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "tests/unit/request.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))
#define END		" HTTP/1.1\r\nHost: h\r\n\r\n"

struct sample {
	const char	*text;
	int		 status;
};

static const struct sample samples[] = {
	{ "GET /" END, 200 },
	{ "M-SEARCH /" END, 200 },
	{ "get /" END, 400 },
	{ "Get /" END, 400 },
	{ "GET" END, 400 },
	{ " GET /" END, 400 },
	{ "GET  /" END, 400 },
	{ "GET\t/" END, 400 },
	{ "GET / " END, 400 },
	{ "G(T /" END, 400 },
	{ "GET / x" END, 400 },
	{ "GET a" END, 400 },
	{ "GET *" END, 400 },
	{ "OPTIONS *" END, 200 },
	{ "OPTIONS **" END, 400 },
	{ "OPTIONS /" END, 200 },
	{ "CONNECT h:80" END, 400 },
	{ "GET /#a" END, 400 },
	{ "GET /\\" END, 400 },
	{ "GET /\"" END, 400 },
	{ "GET /<>" END, 400 },
	{ "GET /\xc3\xa4" END, 400 },
	{ "GET /%00/..//a:b@c?d?e/[]=*" END, 200 },
	{ "GET http://h" END, 200 },
	{ "GET HTTP://h:80/" END, 200 },
	{ "GET https://h/" END, 200 },
	{ "GET http://other/" END, 200 },
	{ "GET http://[::1]:80/" END, 200 },
	{ "GET http://" END, 400 },
	{ "GET http:///" END, 400 },
	{ "GET http://:80/" END, 400 },
	{ "GET http://u@h/" END, 400 },
	{ "GET http://h:x/" END, 400 },
	{ "GET http://h:65535/" END, 200 },
	{ "GET http://h:65536/" END, 400 },
	{ "GET http:/h/" END, 400 },
	{ "GET ftp://h/" END, 400 },
	{ "GET /\r\n", 400 },
	{ "GET / \r\n", 400 },
	{ "GET / HTTP/1.1 \r\n", 400 },
	{ "GET / HTTP/1.1x\r\n", 400 },
	{ "GET / HTTP/1.10\r\n", 400 },
	{ "GET / HTTP/1\r\n", 400 },
	{ "GET / HTTP/+1.1\r\n", 400 },
	{ "GET / http/1.1\r\n", 400 },
	{ "GET / HTTPS/1.1\r\n", 400 },
	{ "GET / HTTP/a.b\r\n", 400 },
	{ "GET / HTTP/0.9\r\n", 505 },
	{ "GET / HTTP/1.2\r\n", 505 },
	{ "GET / HTTP/2.0\r\n", 505 },
	{ "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505 },
	{ "\x16\x03\x01\x02", 400 },
};

Test(http_target, the_request_line_is_as_the_grammar_has_it)
{
	size_t i;
	int status;

	for (i = 0; i < COUNT(samples); i++) {
		status = request_judge(samples[i].text);
		cr_expect_eq(status, samples[i].status, "%d, not %d: %s",
		    status, samples[i].status, samples[i].text);
	}
}

static const struct sample hosts[] = {
	{ "example.org", 200 }, { "a_b-c.d:80", 200 }, { "h:", 200 },
	{ "127.0.0.1:7531", 200 }, { "[::1]", 200 }, { "[::1]:80", 200 },
	{ "h:0", 200 }, { "h:65535", 200 }, { "h:65536", 400 },
	{ "", 200 }, { ":80", 400 }, { "h:80:80", 400 }, { "h:-1", 400 },
	{ "h:8a", 400 }, { "a b", 400 }, { "a,b", 400 }, { "a/b", 400 },
	{ "u@h", 400 }, { "[::1", 400 }, { "::1]", 400 }, { "[]", 400 },
	{ "[[::1]", 400 }, { "[::1]a", 400 }, { "h[", 400 }, { "h]", 400 },
	{ "h\"", 400 }, { "h\xc3\xa4", 400 }, { "http://h", 400 },
};

Test(http_target, a_host_is_a_name_or_address_and_perhaps_a_port)
{
	char text[100];
	size_t i;
	int status;

	for (i = 0; i < COUNT(hosts); i++) {
		snprintf(text, sizeof(text), "GET / HTTP/1.1\r\nHost: %s\r\n"
		    "\r\n", hosts[i].text);
		status = request_judge(text);
		cr_expect_eq(status, hosts[i].status, "%d, not %d: %s",
		    status, hosts[i].status, hosts[i].text);
	}
}

Test(http_target, methods_have_their_number_and_others_their_name)
{
	static const struct {
		const char *text;
		int method;
	} rows[] = {
		{ "GET", HTTP_GET }, { "POST", HTTP_POST },
		{ "DELETE", HTTP_DELETE }, { "OPTIONS", HTTP_OPTIONS },
		{ "HEAD", HTTP_HEAD }, { "PUT", HTTP_OTHER },
		{ "GETS", HTTP_OTHER }, { "GE", HTTP_OTHER },
	};
	struct request q;
	char text[100];
	size_t i;

	for (i = 0; i < COUNT(rows); i++) {
		/* Place 0 is where the method stands without this line. */
		snprintf(text, sizeof(text), "\r\n%s /" END, rows[i].text);
		request_text(&q, text);
		cr_expect_eq(q.head.method, rows[i].method);
		cr_expect(request_says(&q, q.head.name, rows[i].text));
		request_free(&q);
	}
}

static void
expect_parts(const char *target, const char *authority, const char *path,
    const char *query)
{
	struct request q;
	char text[200];

	snprintf(text, sizeof(text), "OPTIONS %s" END, target);
	request_text(&q, text);
	cr_assert_eq(q.err, OK, "%s", target);
	cr_expect(request_says(&q, q.head.target, target));
	cr_expect(request_says(&q, q.head.authority, authority));
	cr_expect(request_says(&q, q.head.path, path));
	if (query == NULL)
		cr_expect_eq(q.head.query.at, 0);
	else
		cr_expect(request_says(&q, q.head.query, query));
	request_free(&q);
}

Test(http_target, a_target_is_taken_apart)
{
	expect_parts("/mcp", "h", "/mcp", NULL);
	expect_parts("/a/b?c=d?e", "h", "/a/b", "c=d?e");
	expect_parts("/?", "h", "/", "");
	expect_parts("*", "h", "*", NULL);
}

Test(http_target, of_an_absolute_target_its_own_host_wins)
{
	expect_parts("http://other:81/a?b", "other:81", "/a", "b");
	expect_parts("https://other", "other", "", NULL);
	expect_parts("http://other?b", "other", "", "b");
}

static int
judge_long(size_t size)
{
	char *text = malloc(size + 100);
	struct request q;

	strcpy(text, "GET /");
	memset(text + 5, 'a', size - 1);
	strcpy(text + 4 + size, END);
	request_text(&q, text);
	request_free(&q);
	free(text);
	return request_status(&q);
}

Test(http_target, a_target_is_no_longer_than_its_limit)
{
	cr_expect_eq(judge_long(BOUND_HTTP_TARGET), 200);
	cr_expect_eq(judge_long(BOUND_HTTP_TARGET + 1), 414);
	cr_expect_eq(judge_long(BOUND_HTTP_TARGET * 2), 414);
	cr_expect_eq(judge_long(BOUND_HTTP_HEAD * 2), 414);
}

Test(http_target, a_target_without_an_end_is_refused_soon)
{
	size_t size = BOUND_HTTP_TARGET + 1024;
	char *text = malloc(size);
	struct request q;

	memset(text, 'A', size);
	request_read(&q, text, size, 0);
	cr_assert_eq(request_status(&q), 414);
	request_free(&q);
	free(text);
}
