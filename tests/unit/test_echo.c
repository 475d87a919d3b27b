/*
 * The contract of bench/lib/echo.h: whole replies, and replies cut anywhere.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "bench/lib/echo.h"

struct seen {
	unsigned	replies;
	uint64_t	errors;
};

/* Give the text in two parts, cut before byte `cut`. */
static struct seen
count_cut(enum echo_kind kind, const char *text, size_t cut)
{
	struct echo echo = { .skip = 0 };
	struct seen seen = { 0, 0 };

	seen.replies = echo_count(&echo, kind, text, cut, &seen.errors);
	seen.replies += echo_count(&echo, kind, text + cut, strlen(text) - cut,
	    &seen.errors);
	return seen;
}

static void
expect_everywhere(enum echo_kind kind, const char *text, unsigned replies,
    uint64_t errors)
{
	struct seen seen;
	size_t cut;

	for (cut = 0; cut <= strlen(text); cut++) {
		seen = count_cut(kind, text, cut);
		cr_assert_eq(seen.replies, replies, "%u replies, cut at %zu",
		    seen.replies, cut);
		cr_assert_eq(seen.errors, errors, "%lu errors, cut at %zu",
		    (unsigned long)seen.errors, cut);
	}
}

static void
expect_byte_by_byte(enum echo_kind kind, const char *text, unsigned replies,
    uint64_t errors)
{
	struct echo echo = { .skip = 0 };
	struct seen seen = { 0, 0 };

	for (; *text != '\0'; text++)
		seen.replies += echo_count(&echo, kind, text, 1, &seen.errors);
	cr_assert_eq(seen.replies, replies);
	cr_assert_eq(seen.errors, errors);
}

#define GOOD	"{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"x\":1}}\n"
#define BAD	"{\"id\":1,\"error\":{\"code\":-32601}}\n"
#define QUOTED	"{\"id\":1,\"result\":\"say \\\"error\\\":1\"}\n"

Test(echo, json_replies_are_lines)
{
	expect_everywhere(ECHO_JSON, GOOD GOOD GOOD, 3, 0);
}

Test(echo, json_error_is_found_wherever_it_is_cut)
{
	expect_everywhere(ECHO_JSON, GOOD BAD GOOD, 3, 1);
	expect_byte_by_byte(ECHO_JSON, BAD GOOD BAD, 3, 2);
}

Test(echo, the_word_error_inside_a_string_is_no_error)
{
	expect_everywhere(ECHO_JSON, QUOTED, 1, 0);
	expect_byte_by_byte(ECHO_JSON, QUOTED, 1, 0);
}

Test(echo, a_mark_cut_by_a_newline_is_no_error)
{
	expect_byte_by_byte(ECHO_JSON, "\"err\nor\":\n", 2, 0);
}

Test(echo, half_a_reply_is_none)
{
	struct seen seen = count_cut(ECHO_JSON, "{\"id\":1", 3);

	cr_assert_eq(seen.replies, 0);
}

Test(echo, redis_bulk_strings_are_passed_over)
{
	expect_everywhere(ECHO_REDIS,
	    "$5\r\n+\n-\r\n\r\n$0\r\n\r\n+OK\r\n:12\r\n", 4, 0);
	expect_byte_by_byte(ECHO_REDIS, "$3\r\nabc\r\n+PONG\r\n", 2, 0);
}

Test(echo, redis_errors_and_nil_are_errors)
{
	expect_everywhere(ECHO_REDIS, "-ERR no\r\n$-1\r\n+OK\r\n", 3, 2);
}

Test(echo, a_redis_line_of_any_length_is_one_reply)
{
	expect_everywhere(ECHO_REDIS,
	    "-ERR a line that is longer than what is kept of it\r\n", 1, 1);
}
