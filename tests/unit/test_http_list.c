/*
 * What the values of headers say: lists, media types, weights, numbers.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/request.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))
#define SSE		"text/event-stream"
#define JSON		"application/json"

static const struct {
	const char	*accept;	/* lines */
	enum http_accept json, sse;
} accepts[] = {
	{ "", HTTP_TAKEN, HTTP_TAKEN },
	{ "Accept:\r\n", HTTP_TAKEN, HTTP_TAKEN },
	{ "Accept: */*\r\n", HTTP_TAKEN, HTTP_TAKEN },
	{ "Accept: *\r\n", HTTP_TAKEN, HTTP_TAKEN },
	{ "Accept: " JSON "\r\n", HTTP_LISTED, HTTP_REFUSED },
	{ "Accept: " JSON ", " SSE "\r\n", HTTP_LISTED, HTTP_LISTED },
	{ "Accept: " SSE "," JSON "\r\n", HTTP_LISTED, HTTP_LISTED },
	{ "Accept: " JSON "\r\nX: y\r\nACCEPT: " SSE "\r\n",
	    HTTP_LISTED, HTTP_LISTED },
	{ "Accept: Application/JSON;charset=utf-8\r\n", HTTP_LISTED,
	    HTTP_REFUSED },
	{ "Accept: text/*\r\n", HTTP_REFUSED, HTTP_TAKEN },
	{ "Accept: text/*;q=0.1, */*;q=0\r\n", HTTP_REFUSED, HTTP_TAKEN },
	{ "Accept: " SSE ";q=0, */*\r\n", HTTP_TAKEN, HTTP_REFUSED },
	{ "Accept: */*, " SSE ";a=b; Q=0.000\r\n", HTTP_TAKEN,
	    HTTP_REFUSED },
	{ "Accept: " SSE ";q=0.001\r\n", HTTP_REFUSED, HTTP_LISTED },
	{ "Accept: " SSE ";q=0.\r\n", HTTP_REFUSED, HTTP_REFUSED },
	{ "Accept: " SSE ";q=0x\r\n", HTTP_REFUSED, HTTP_LISTED },
	{ "Accept: text/html;a=\"," SSE ",\"\r\n", HTTP_REFUSED,
	    HTTP_REFUSED },
	{ "Accept: text/html;a=\"\\\"," SSE "\", " JSON "\r\n", HTTP_LISTED,
	    HTTP_REFUSED },
	{ "Accept: application/jsonl, text/event-strea\r\n", HTTP_REFUSED,
	    HTTP_REFUSED },
	{ "Accept: ,, " JSON " ,\r\n", HTTP_LISTED, HTTP_REFUSED },
	{ "Accept: */json, /*, text/\r\n", HTTP_REFUSED, HTTP_REFUSED },
};

Test(http_list, the_closest_range_says_whether_a_type_is_accepted)
{
	char text[300];
	struct request q;
	size_t i;

	for (i = 0; i < COUNT(accepts); i++) {
		snprintf(text, sizeof(text), "GET / HTTP/1.0\r\n%s\r\n",
		    accepts[i].accept);
		request_text(&q, text);
		cr_assert_eq(q.err, OK);
		cr_expect_eq(http_accepts(&q.head, q.bytes, JSON),
		    accepts[i].json, "json: %s", accepts[i].accept);
		cr_expect_eq(http_accepts(&q.head, q.bytes, SSE),
		    accepts[i].sse, "sse: %s", accepts[i].accept);
		request_free(&q);
	}
}

static bool
has(const char *list, const char *token)
{
	return http_list_has(list, strlen(list), token);
}

Test(http_list, a_token_is_found_whole_and_in_any_case)
{
	cr_expect(has("close", "close"));
	cr_expect(has("keep-alive, Close", "close"));
	cr_expect(has(" \tclose\t,x", "close"));
	cr_expect(has(",,close", "close"));
	cr_expect_not(has("", "close"));
	cr_expect_not(has("closed", "close"));
	cr_expect_not(has("clos", "close"));
	cr_expect_not(has("x close", "close"));
	cr_expect_not(has("\"a, close\"", "close"));
	cr_expect_not(has("\"a, close, ", "close"));
}

Test(http_list, a_list_goes_on_in_every_header_of_its_name)
{
	struct request q;

	request_text(&q, "GET / HTTP/1.0\r\nConnection: a\r\nUpgrade: d\r\n"
	    "connection: b, c\r\n\r\n");
	cr_assert_eq(q.err, OK);
	cr_expect(http_lists(&q.head, q.bytes, HTTP_CONNECTION, "a"));
	cr_expect(http_lists(&q.head, q.bytes, HTTP_CONNECTION, "c"));
	cr_expect(http_lists(&q.head, q.bytes, HTTP_UPGRADE, "d"));
	cr_expect_not(http_lists(&q.head, q.bytes, HTTP_CONNECTION, "d"));
	cr_expect_not(http_lists(&q.head, q.bytes, HTTP_ACCEPT, "a"));
	request_free(&q);
}

static bool
is_json(const char *type)
{
	return http_is_type(type, strlen(type), JSON);
}

Test(http_list, parameters_change_no_type)
{
	cr_expect(is_json("application/json"));
	cr_expect(is_json("Application/JSON ; charset=utf-8"));
	cr_expect(is_json("application/json;"));
	cr_expect_not(is_json("application/jsonx"));
	cr_expect_not(is_json("application/json x"));
	cr_expect_not(is_json("application/json, text/html"));
	cr_expect_not(is_json("text/html;a=application/json"));
	cr_expect_not(is_json(""));
}

Test(http_list, a_number_is_all_digits)
{
	uint64_t n = 1;

	cr_expect(http_decimal("0", 1, &n) && n == 0);
	cr_expect(http_decimal("999999999999999999", 18, &n) &&
	    n == 999999999999999999u);
	cr_expect_not(http_decimal("1000000000000000000", 19, &n));
	cr_expect_not(http_decimal("", 0, &n));
	cr_expect_not(http_decimal("1 ", 2, &n));
	cr_expect_not(http_decimal("1a", 2, &n));
	cr_expect(http_hex("0aF9", 4, &n) && n == 0xaf9);
	cr_expect(http_hex("fffffffffffffff", 15, &n) &&
	    n == 0xfffffffffffffffu);
	cr_expect_not(http_hex("1000000000000000", 16, &n));
	cr_expect_not(http_hex("", 0, &n));
	cr_expect_not(http_hex("g", 1, &n));
	cr_expect_not(http_hex("@", 1, &n));
}
