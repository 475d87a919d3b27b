#include <criterion/criterion.h>
#include <string.h>

#include "bench/lib/echo_mcp.h"

#define GOOD	"HTTP/1.1 200 OK\r\ncontent-length:  16\r\n\r\n" \
		"{\"result\":\"abc\"}"
#define CHUNKS	"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" \
		"d\r\n{\"result\":1}\n\r\n0\r\n\r\n"

static uint64_t errors;

/* Answers in a text that arrives in pieces of `step` bytes. */
static unsigned
count(enum echo_kind kind, const char *text, size_t step)
{
	struct echo echo = { .skip = 0 };
	size_t len = strlen(text), at, part;
	unsigned answers = 0;

	errors = 0;
	for (at = 0; at < len; at += part) {
		part = len - at < step ? len - at : step;
		answers += echo_count(&echo, kind, text + at, part, &errors);
	}
	buf_fini(&echo.rest);
	return answers;
}

Test(echo_mcp, answers_are_counted_however_they_are_cut)
{
	size_t step;

	for (step = 1; step < 200; step++) {
		cr_assert_eq(count(ECHO_HTTP, GOOD CHUNKS GOOD, step), 3);
		cr_assert_eq(errors, 0);
		cr_assert_eq(count(ECHO_LINE, "{\"result\":1}\n"
		    "{\"result\":2}\n{\"res", step), 2);
		cr_assert_eq(errors, 0);
	}
}

Test(echo_mcp, another_status_is_an_error)
{
	cr_assert_eq(count(ECHO_HTTP, "HTTP/1.1 400 Bad\r\n"
	    "Content-Length: 12\r\n\r\n{\"result\":1}", 7), 1);
	cr_assert_eq(errors, 1);
}

Test(echo_mcp, answer_without_a_result_is_an_error)
{
	cr_assert_eq(count(ECHO_HTTP, "HTTP/1.1 202 Accepted\r\n\r\n", 99), 1);
	cr_assert_eq(errors, 1);
	cr_assert_eq(count(ECHO_LINE, "{\"error\":{}}\n", 99), 1);
	cr_assert_eq(errors, 1);
}

Test(echo_mcp, failed_call_is_an_error)
{
	cr_assert_eq(count(ECHO_LINE, "{\"result\":{\"isError\":true}}\n", 3),
	    1);
	cr_assert_eq(errors, 1);
}
