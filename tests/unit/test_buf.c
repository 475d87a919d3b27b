#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"

static struct buf buf;

static void
start(void)
{
	buf_init(&buf, 1000);
}

static void
finish(void)
{
	buf_fini(&buf);
}

TestSuite(buf, .init = start, .fini = finish);

static void
expect(const void *bytes, size_t len)
{
	cr_assert_eq(buf.len, len, "%zu bytes", buf.len);
	cr_assert_eq(memcmp(buf.bytes, bytes, len), 0);
	cr_assert_not(buf.failed);
}

Test(buf, appends_come_out_in_order)
{
	buf_add(&buf, "ab", 2);
	buf_add_text(&buf, "cd");
	buf_add_format(&buf, "-%d-%s", 7, "x");
	expect("abcd-7-x", 8);
}

Test(buf, nothing_appended_is_nothing)
{
	buf_add(&buf, NULL, 0);
	buf_add_text(&buf, "");
	buf_add_format(&buf, "%s", "");
	cr_assert_eq(buf.len, 0);
	cr_assert_not(buf.failed);
}

Test(buf, growth_keeps_what_was_there)
{
	int i;

	buf_fini(&buf);
	buf_init(&buf, 100000);
	for (i = 0; i < 100000; i++)
		buf_add_u8(&buf, (uint8_t)(i % 251));
	cr_assert_not(buf.failed);
	for (i = 0; i < 100000; i++)
		cr_assert_eq((uint8_t)buf.bytes[i], i % 251);
}

Test(buf, fills_up_to_its_limit_and_not_beyond)
{
	char bytes[1000] = { 0 };

	buf_add(&buf, bytes, 999);
	buf_add_u8(&buf, 1);
	cr_assert_not(buf.failed);
	cr_assert_eq(buf.len, 1000);
	buf_add_u8(&buf, 2);
	cr_assert(buf.failed);
	cr_assert_eq(buf.len, 1000);
	cr_assert_leq(buf.size, buf.limit);
}

Test(buf, failure_is_remembered_until_the_reset)
{
	char bytes[1001] = { 0 };

	buf_add_text(&buf, "a");
	buf_add(&buf, bytes, 1001);
	cr_assert(buf.failed);
	buf_add_text(&buf, "b");
	cr_assert_eq(buf.len, 1);
	cr_assert_null(buf_room(&buf, 1));
	buf_reset(&buf);
	buf_add_text(&buf, "b");
	expect("b", 1);
}

Test(buf, length_that_would_wrap_is_refused)
{
	buf_add_text(&buf, "abc");
	cr_assert_null(buf_room(&buf, SIZE_MAX));
	cr_assert(buf.failed);
}

Test(buf, room_counts_only_when_the_length_is_raised)
{
	char *room = buf_room(&buf, 4);

	cr_assert_not_null(room);
	memcpy(room, "wxyz", 4);
	cr_assert_eq(buf.len, 0);
	buf.len += 2;
	expect("wx", 2);
}

Test(buf, room_of_no_bytes_is_not_a_failure)
{
	cr_assert_not_null(buf_room(&buf, 0));
	cr_assert_not(buf.failed);
}

Test(buf, zeroed_struct_with_a_limit_is_an_empty_buffer)
{
	struct buf zero = { .limit = 4 };

	buf_add_text(&zero, "1234");
	cr_assert_not(zero.failed);
	cr_assert_eq(memcmp(zero.bytes, "1234", 4), 0);
	buf_fini(&zero);
}

Test(buf, buffer_without_a_limit_holds_nothing)
{
	struct buf zero = { 0 };

	buf_add_text(&zero, "1");
	cr_assert(zero.failed);
	buf_fini(&zero);
}

Test(buf, trim_gives_back_what_is_over)
{
	char bytes[900] = { 0 };

	buf_add(&buf, bytes, 900);
	buf_trim(&buf, 512);
	cr_assert_eq(buf.size, 512);
	cr_assert_eq(buf.len, 0);
	buf_add(&buf, bytes, 900);
	cr_assert_eq(buf.len, 900);
	buf_trim(&buf, 0);
	cr_assert_null(buf.bytes);
	buf_add_text(&buf, "again");
	expect("again", 5);
}

Test(buf, reset_keeps_the_memory)
{
	char *bytes;

	buf_add_text(&buf, "abc");
	bytes = buf.bytes;
	buf_reset(&buf);
	buf_add_text(&buf, "d");
	cr_assert_eq(buf.bytes, bytes);
	expect("d", 1);
}

Test(buf, long_format_is_not_cut)
{
	char text[600];

	memset(text, 'x', sizeof(text));
	text[599] = '\0';
	buf_add_format(&buf, "<%s>", text);
	cr_assert_eq(buf.len, 601);
	cr_assert_eq(buf.bytes[600], '>');
	buf_reset(&buf);
	text[255] = '\0';
	buf_add_format(&buf, "%s", text);
	cr_assert_eq(buf.len, 255);
	buf_reset(&buf);
	buf_add_format(&buf, "%sy", text);
	cr_assert_eq(buf.len, 256);
	cr_assert_eq(buf.bytes[255], 'y');
}

Test(buf, integers_and_floats_are_little_endian)
{
	buf_add_u8(&buf, 0x01);
	buf_add_u16(&buf, 0x0302);
	buf_add_u32(&buf, 0x07060504);
	buf_add_u64(&buf, 0x0f0e0d0c0b0a0908);
	buf_add_f32(&buf, -2.5f);
	expect("\1\2\3\4\5\6\7\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f"
	    "\x00\x00\x20\xc0", 19);
}

Test(buf, borrowed_memory_is_written_in_place)
{
	char there[16] = "";

	buf_borrow(&buf, there, sizeof there);
	buf_add_text(&buf, "in place");
	cr_assert_arr_eq(there, "in place", 8);
	cr_assert(buf.borrowed);
	expect("in place", 8);
	buf_trim(&buf, 0);
	cr_assert_null(buf.bytes);
}

Test(buf, borrowed_memory_is_left_when_it_does_not_suffice)
{
	char there[9] = "........";

	buf_borrow(&buf, there, 8);
	buf_add_text(&buf, "12345678");
	cr_assert(buf.borrowed);
	buf_add_text(&buf, "9");
	cr_assert_not(buf.borrowed);
	expect("123456789", 9);
	cr_assert_eq(there[8], '\0');
}

Test(buf, owning_moves_what_is_borrowed)
{
	char there[8] = "";

	buf_borrow(&buf, there, sizeof there);
	buf_add_text(&buf, "mine");
	buf_own(&buf);
	memset(there, 'x', sizeof there);
	expect("mine", 4);
	cr_assert_not(buf.borrowed);
}

Test(buf, borrowing_keeps_to_the_limit)
{
	char there[64];

	buf.limit = 8;
	buf_borrow(&buf, there, sizeof there);
	cr_assert_eq(buf.size, 8);
	buf_add(&buf, "123456789", 9);
	cr_assert(buf.failed);
}
