/*
 * The bytes of replies.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/http.h"

static void
expect_bytes(struct buf *b, const char *text)
{
	cr_assert_not(b->failed);
	buf_add_u8(b, 0);
	cr_expect_str_eq(b->bytes, text);
	buf_fini(b);
}

Test(http_reply, chunks_follow_each_other_until_the_last)
{
	struct buf b;

	buf_init(&b, 1000);
	http_put_chunk(&b, "0123456789abcdef", 16);
	http_put_chunk(&b, "", 0);
	http_put_chunk(&b, "x", 1);
	http_put_last_chunk(&b);
	expect_bytes(&b, "10\r\n0123456789abcdef\r\n1\r\nx\r\n0\r\n\r\n");
}

Test(http_reply, a_value_begins_no_other_header)
{
	static const char *const values[] = { "a\r\nb: c", "a\nb", "a\rb",
	    "\x01", "\x7f" };
	struct buf b;
	size_t i;

	for (i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		buf_init(&b, 1000);
		http_put_header(&b, "X", values[i]);
		cr_expect(b.failed);
		buf_fini(&b);
	}
	buf_init(&b, 1000);
	http_put_header(&b, "X", "a\t\xc3\xa4");
	expect_bytes(&b, "X: a\t\xc3\xa4\r\n");
}

Test(http_reply, every_status_has_words)
{
	cr_expect_str_eq(http_status_text(202), "Accepted");
	cr_expect_str_eq(http_status_text(505),
	    "HTTP Version Not Supported");
	cr_expect_str_eq(http_status_text(299), "Status");
}
