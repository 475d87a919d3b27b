/*
 * test_value - places and colours as JavaScript has them
 *
 * Places and colours are tested through scripts, in test_script; here is what
 * a script cannot easily make.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "script/value.h"

/* These bytes become this text, in a buffer of `limit` bytes. */
#define becomes(bytes, text)	check(bytes, sizeof bytes - 1, text)

static void
check(const char *bytes, size_t len, const char *text)
{
	struct buf out;

	buf_init(&out, 1000);
	value_add_text(&out, bytes, len);
	buf_add(&out, "", 1);
	cr_assert_str_eq(out.bytes, text);
	buf_fini(&out);
}

Test(value, text_stays_text)
{
	becomes("", "");
	becomes("abc\n", "abc\n");
	becomes("\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80",
	    "\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80");
}

Test(value, two_halves_are_one_character)
{
	becomes("\xed\xa0\xbd\xed\xb8\x80", "\xf0\x9f\x98\x80");
	becomes("\xed\xa0\x80\xed\xb0\x80", "\xf0\x90\x80\x80");
	becomes("\xed\xaf\xbf\xed\xbf\xbf", "\xf4\x8f\xbf\xbf");
}

Test(value, a_half_alone_is_replaced)
{
	becomes("\xed\xa0\xbd", "\xef\xbf\xbd");
	becomes("\xed\xb8\x80x", "\xef\xbf\xbdx");
	becomes("\xed\xa0\xbd\xed\xa0\xbd\xed\xb8\x80",
	    "\xef\xbf\xbd\xf0\x9f\x98\x80");
	becomes("\xed\xa0\xbd\xed\xb8", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
}

Test(value, what_is_no_text_is_replaced)
{
	becomes("a\0b", "a\xef\xbf\xbd" "b");
	becomes("\xff\x80", "\xef\xbf\xbd\xef\xbf\xbd");
	becomes("\xed", "\xef\xbf\xbd");
}

Test(value, a_full_buffer_ends_it)
{
	struct buf out;

	buf_init(&out, 4);
	value_add_text(&out, "abcdefgh", 8);
	cr_assert(out.failed);
	buf_fini(&out);
}
