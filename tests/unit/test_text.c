#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"

Test(text, copy_fits_or_says_that_it_was_cut)
{
	char out[4];

	cr_assert(text_copy(out, sizeof(out), "abc"));
	cr_assert_str_eq(out, "abc");
	cr_assert_not(text_copy(out, sizeof(out), "abcd"));
	cr_assert_str_eq(out, "abc");
	cr_assert(text_copy(out, sizeof(out), ""));
	cr_assert_str_eq(out, "");
	cr_assert_not(text_copy(out, 1, "a"));
	cr_assert_str_eq(out, "");
	cr_assert_not(text_copy(out, 0, ""));
}

Test(text, format_is_cut_to_fit)
{
	char out[5];

	text_format(out, sizeof(out), "%d-%s", 12, "abc");
	cr_assert_str_eq(out, "12-a");
	text_format(out, sizeof(out), "%s", "abcd");
	cr_assert_str_eq(out, "abcd");
}

static const char *
copied(size_t size, const char *bytes, size_t len)
{
	static char out[16];

	memset(out, 'x', sizeof out);
	text_copy_name(out, size, bytes, len);
	return out;
}

Test(text, name_of_a_stranger_is_utf8_and_ends)
{
	cr_assert_str_eq(copied(8, "wall", 4), "wall");
	cr_assert_str_eq(copied(8, "w\303\244ll", 5), "w\303\244ll");
	cr_assert_str_eq(copied(8, "w\344ll", 4), "w?ll");
	cr_assert_str_eq(copied(8, "\303\244\344", 3), "???");
	cr_assert_str_eq(copied(8, "wa\0ll", 5), "wa");
	cr_assert_str_eq(copied(8, NULL, 0), "");
}

Test(text, name_of_a_stranger_is_cut_between_characters)
{
	cr_assert_str_eq(copied(8, "1234567", 7), "1234567");
	cr_assert_str_eq(copied(8, "12345678", 8), "1234567");
	cr_assert_str_eq(copied(8, "12345\303\244", 7), "12345\303\244");
	cr_assert_str_eq(copied(8, "123456\303\244", 8), "123456");
	cr_assert_str_eq(copied(1, "1", 1), "");
}

Test(text, integer_takes_the_whole_text_within_its_bounds)
{
	int64_t value = 99;

	cr_assert(text_integer("0", 0, 10, &value));
	cr_assert_eq(value, 0);
	cr_assert(text_integer("10", 0, 10, &value));
	cr_assert_eq(value, 10);
	cr_assert(text_integer("-5", -5, 10, &value));
	cr_assert_eq(value, -5);
	cr_assert(text_integer("9223372036854775807", 0, INT64_MAX, &value));
	cr_assert_eq(value, INT64_MAX);
	cr_assert(text_integer("-9223372036854775808", INT64_MIN, 0, &value));
	cr_assert_eq(value, INT64_MIN);
}

Test(text, integer_refuses_everything_else)
{
	static const char *const wrong[] = {
		"", " 1", "1 ", "+1", "-", "--1", "0x1", "1.0", "1e1", "a",
		"1a", "11", "-1", "9223372036854775808",
		"-9223372036854775809", "99999999999999999999999", "\t1",
	};
	int64_t value = 99;
	size_t i;

	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		cr_assert_not(text_integer(wrong[i], 0, 10, &value), "\"%s\"",
		    wrong[i]);
	cr_assert_eq(value, 99);
	cr_assert_not(text_integer("9223372036854775808", INT64_MIN,
	    INT64_MAX, &value));
}

/*
 * UTF-8, against the definition: decode, and the shortest form of a scalar
 * value it must be.
 */

static bool
is_scalar(const unsigned char *at, size_t len)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	uint32_t code;
	size_t i;

	if (len == 1)
		return at[0] < 0x80;
	if (at[0] < 0xc0 || at[0] >= 0xf8)
		return false;
	if (len != (at[0] < 0xe0 ? 2u : at[0] < 0xf0 ? 3u : 4u))
		return false;
	code = at[0] & (0x7f >> len);
	for (i = 1; i < len; i++) {
		if ((at[i] & 0xc0) != 0x80)
			return false;
		code = code << 6 | (at[i] & 0x3f);
	}
	return code >= least[len] && code <= 0x10ffff &&
	    (code < 0xd800 || code > 0xdfff);
}

static void
expect_character(uint32_t bits, size_t len)
{
	unsigned char bytes[4];
	size_t i;

	for (i = 0; i < len; i++)
		bytes[i] = (unsigned char)(bits >> 8 * (len - 1 - i));
	if (is_scalar(bytes, 1))
		return;
	if (is_scalar(bytes, len))
		cr_assert(text_utf8((char *)bytes, len), "%08x", bits);
	else if (len == 2 || !is_scalar(bytes, 2))
		cr_assert_not(text_utf8((char *)bytes, len), "%08x", bits);
}

Test(text, utf8_of_two_bytes_is_what_the_definition_says)
{
	uint32_t bits;

	for (bits = 0x8000; bits < 0x10000; bits++)
		expect_character(bits, 2);
}

Test(text, utf8_of_three_bytes_is_what_the_definition_says)
{
	uint32_t bits;

	for (bits = 0xdf7f00; bits < 0xf10000; bits++)
		if ((bits & 0xff) <= 1 || (bits & 0x3f) >= 0x3f)
			expect_character(bits, 3);
}

Test(text, utf8_of_four_bytes_is_what_the_definition_says)
{
	static const uint32_t ends[] = { 0x00, 0x7f, 0x80, 0xbf, 0xc0, 0xff };
	uint32_t bits;
	int i, k;

	for (bits = 0xf000; bits < 0x10000; bits++)
		for (i = 0; i < 6; i++)
			for (k = 0; k < 6; k++)
				expect_character(bits << 16 | ends[i] << 8 |
				    ends[k], 4);
}

Test(text, utf8_is_checked_at_every_place_of_a_long_text)
{
	char bytes[40];
	size_t at;

	for (at = 0; at < sizeof(bytes); at++) {
		memset(bytes, 'a', sizeof(bytes));
		cr_assert(text_utf8(bytes, sizeof(bytes)));
		bytes[at] = '\xff';
		cr_assert_not(text_utf8(bytes, sizeof(bytes)), "%zu", at);
		bytes[at] = '\xc3';
		cr_assert_not(text_utf8(bytes, sizeof(bytes)), "%zu", at);
		if (at + 1 == sizeof(bytes))
			break;
		bytes[at + 1] = '\xa9';
		cr_assert(text_utf8(bytes, sizeof(bytes)), "%zu", at);
	}
	cr_assert(text_utf8("", 0));
	cr_assert(text_utf8("\0\0", 2));
}

Test(text, character_cut_off_is_told_from_a_wrong_one)
{
	cr_assert_eq(text_utf8_next("a", 1), 1);
	cr_assert_eq(text_utf8_next("\xc3\xa9" "x", 3), 2);
	cr_assert_eq(text_utf8_next("\xf0\x9f\x98\x80", 4), 4);
	cr_assert_eq(text_utf8_next("\xc3", 1), -1);
	cr_assert_eq(text_utf8_next("\xf0\x9f\x98", 3), -1);
	cr_assert_eq(text_utf8_next("\xe2", 1), -1);
	cr_assert_eq(text_utf8_next("\x80", 1), 0);
	cr_assert_eq(text_utf8_next("\xff", 1), 0);
	cr_assert_eq(text_utf8_next("\xed\xa0", 2), 0);
	cr_assert_eq(text_utf8_next("\xe2\x28", 2), 0);
}

static bool
color_is(const char *text, uint32_t want)
{
	uint8_t out[4];

	if (!text_color(text, strlen(text), out))
		return false;
	return want == ((uint32_t)out[0] << 24 | (uint32_t)out[1] << 16 |
	    (uint32_t)out[2] << 8 | out[3]);
}

Test(text, color_is_read_in_either_case_and_length)
{
	cr_assert(color_is("#000000", 0x000000ff));
	cr_assert(color_is("#12abEF", 0x12abefff));
	cr_assert(color_is("#12ABef80", 0x12abef80));
	cr_assert(color_is("#FFFFFF00", 0xffffff00));
}

Test(text, color_that_is_wrong_leaves_the_output_alone)
{
	static const char *const wrong[] = {
		"", "#", "#12345", "#1234567", "#123456789", "123456",
		"1234567", "#12345g", "#g23456", "#12345:", "#12345@",
		"#12345`", "#12345/", "#1234567 ", "x123456",
	};
	uint8_t out[4] = { 1, 2, 3, 4 };
	size_t i;

	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		cr_assert_not(text_color(wrong[i], strlen(wrong[i]), out),
		    "%s", wrong[i]);
	cr_assert_eq(memcmp(out, "\1\2\3\4", 4), 0);
}

static void
expect_base64(const char *bytes, size_t len, const char *want)
{
	char out[64];

	memset(out, '!', sizeof(out));
	cr_assert_eq(text_base64_size(len), strlen(want));
	text_base64(bytes, len, out);
	cr_assert_eq(memcmp(out, want, strlen(want)), 0, "%s", want);
	cr_assert_eq(out[strlen(want)], '!');
}

/* The test vectors of RFC 4648, section 10, and the last two digits. */
Test(text, base64_is_that_of_the_rfc)
{
	expect_base64("", 0, "");
	expect_base64("f", 1, "Zg==");
	expect_base64("fo", 2, "Zm8=");
	expect_base64("foo", 3, "Zm9v");
	expect_base64("foob", 4, "Zm9vYg==");
	expect_base64("fooba", 5, "Zm9vYmE=");
	expect_base64("foobar", 6, "Zm9vYmFy");
	expect_base64("\xff\xef\xbe\xfb", 4, "/+++" "+w==");
	expect_base64("\0\x10\x83\x10\x51\x87", 6, "ABCDEFGH");
}
