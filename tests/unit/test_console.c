/*
 * test_console - what Tab goes on with
 */
#include <criterion/criterion.h>
#include <string.h>

#include "client/console.h"

#define ANSWER	"[{\"command\":\"show worker\"},"			\
		"{\"command\":\"show workers\"},"			\
		"{\"command\":\"set workers\"}]"

TestSuite(console);

static char more[100];
static struct buf list;

static size_t
match(const char *answer, const char *typed)
{
	buf_init(&list, 4096);
	return console_match(answer, typed, more, sizeof more, &list);
}

Test(console, what_all_agree_on_is_typed)
{
	cr_assert_eq(match(ANSWER, "sh"), 2);
	cr_assert_str_eq(more, "ow worker");
	buf_add(&list, "", 1);
	cr_assert_str_eq(list.bytes, "show worker\nshow workers\n");
	buf_fini(&list);
	cr_assert_eq(match(ANSWER, "se"), 1);
	cr_assert_str_eq(more, "t workers");
	buf_fini(&list);
}

Test(console, where_they_part_nothing_is_typed)
{
	cr_assert_eq(match(ANSWER, "s"), 3);
	cr_assert_str_eq(more, "");
	buf_fini(&list);
}

Test(console, what_begins_otherwise_is_left_out)
{
	cr_assert_eq(match(ANSWER, "show workers "), 0);
	cr_assert_str_eq(more, "");
	buf_fini(&list);
	cr_assert_eq(match("no JSON", ""), 0);
	buf_fini(&list);
}
