/*
 * What is written, byte by byte; and that the reader reads it back.
 */
#include <criterion/criterion.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "bounds.h"

static struct buf buf;
static struct json_out out;

static void
start(void)
{
	buf_init(&buf, 1 << 20);
	json_out_open(&out, &buf);
}

static void
finish(void)
{
	buf_fini(&buf);
}

TestSuite(json_out, .init = start, .fini = finish);

static void
expect(const char *text)
{
	cr_assert_eq(buf.len, strlen(text), "%.*s is not %s", (int)buf.len,
	    buf.bytes, text);
	cr_assert_eq(memcmp(buf.bytes, text, buf.len), 0, "%.*s is not %s",
	    (int)buf.len, buf.bytes, text);
	buf_reset(&buf);
	json_out_open(&out, &buf);
}

static void
expect_int(int64_t value, const char *text)
{
	json_put_int(&out, value);
	expect(text);
}

static void
expect_real(double value, const char *text)
{
	json_put_real(&out, value);
	expect(text);
}

static void
expect_string(const char *bytes, size_t len, const char *text)
{
	json_put_bytes(&out, bytes, len);
	expect(text);
}

Test(json_out, commas_stand_between_values_only)
{
	json_put_object(&out);
	json_put_key(&out, "a");
	json_put_array(&out);
	json_put_array(&out);
	json_put_array_end(&out);
	json_put_object(&out);
	json_put_object_end(&out);
	json_put_int(&out, 1);
	json_put_real(&out, 0.5);
	json_put_bool(&out, true);
	json_put_bool(&out, false);
	json_put_null(&out);
	json_put_raw(&out, "[7]", 3);
	json_put_array_end(&out);
	json_put_key(&out, "b");
	json_put_text(&out, "c");
	json_put_key(&out, "");
	json_put_text(&out, "");
	json_put_object_end(&out);
	expect("{\"a\":[[],{},1,0.5,true,false,null,[7]],\"b\":\"c\","
	    "\"\":\"\"}");
}

Test(json_out, integers_of_every_length_are_exact)
{
	char text[32];
	int64_t value = 1;
	int i;

	for (i = 0; i < 19; i++, value *= i < 19 ? 10 : 1) {
		snprintf(text, sizeof(text), "%ld", (long)value);
		expect_int(value, text);
		snprintf(text, sizeof(text), "%ld", (long)(value - 1));
		expect_int(value - 1, text);
		snprintf(text, sizeof(text), "%ld", (long)-value);
		expect_int(-value, text);
	}
	expect_int(INT64_MAX, "9223372036854775807");
	expect_int(INT64_MIN, "-9223372036854775808");
}

Test(json_out, reals_are_as_short_as_reads_back)
{
	expect_real(0.1, "0.1");
	expect_real(-0.5, "-0.5");
	expect_real(12.345, "12.345");
	expect_real(0.000001, "0.000001");
	expect_real(1.05, "1.05");
	expect_real(-1234567.25, "-1234567.25");
	expect_real(0.30000000000000004, "0.30000000000000004");
	expect_real(1.0 / 3, "0.3333333333333333");
	expect_real(1e300, "1e+300");
	expect_real(5e-324, "4.94065645841247e-324");
	expect_real(DBL_MAX, "1.7976931348623157e+308");
}

Test(json_out, whole_reals_have_no_point_and_no_exponent)
{
	expect_real(0, "0");
	expect_real(-3, "-3");
	expect_real(1e15, "1000000000000000");
	expect_real(1e18, "1000000000000000000");
	expect_real(-8e18, "-8000000000000000000");
	expect_real(1e19, "1e+19");
	expect_real(9223372036854775808.0, "9.223372036854776e+18");
}

Test(json_out, reals_of_every_size_read_back_the_same)
{
	struct json j;
	double real;
	int i;

	srand(17);
	for (i = 0; i < 20000; i++) {
		real = ldexp(rand(), i % 100 - 60) + i % 7 * 0.1;
		json_put_array(&out);
		json_put_real(&out, real);
		json_put_array_end(&out);
		json_open(&j, buf.bytes, buf.len);
		json_next(&j);
		cr_assert_eq(json_next(&j), JSON_NUMBER);
		cr_assert_eq(j.real, real, "%.*s", (int)buf.len, buf.bytes);
		buf_reset(&buf);
		json_out_open(&out, &buf);
	}
}

Test(json_out, minus_zero_keeps_its_sign)
{
	expect_real(-0.0, "-0");
}

Test(json_out, reals_that_are_not_finite_become_null)
{
	expect_real(INFINITY, "null");
	expect_real(-INFINITY, "null");
	expect_real(NAN, "null");
}

Test(json_out, strings_are_escaped_only_where_they_must)
{
	expect_string("", 0, "\"\"");
	expect_string("plain / text", 12, "\"plain / text\"");
	expect_string("\"\\\b\f\n\r\t", 7, "\"\\\"\\\\\\b\\f\\n\\r\\t\"");
	expect_string("\0\x01\x1f\x7f", 4, "\"\\u0000\\u0001\\u001f\x7f\"");
	expect_string("a long run, a \" and more", 24,
	    "\"a long run, a \\\" and more\"");
	expect_string("\xc3\xa9\xf0\x9f\x98\x80", 6,
	    "\"\xc3\xa9\xf0\x9f\x98\x80\"");
}

Test(json_out, bytes_that_are_not_utf8_become_the_replacement_character)
{
	expect_string("a\xff" "b", 3, "\"a\xef\xbf\xbd" "b\"");
	expect_string("\xc3", 1, "\"\xef\xbf\xbd\"");
	expect_string("\xed\xa0\x80", 3,
	    "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
}

Test(json_out, value_that_just_fits_is_written)
{
	buf_fini(&buf);
	buf_init(&buf, 8);
	json_put_array(&out);
	json_put_int(&out, 12345);
	json_put_int(&out, 7);
	cr_assert_not(buf.failed);
	json_put_int(&out, 8);
	cr_assert(buf.failed);
	cr_assert_eq(buf.len, 8);
}

Test(json_out, comma_needs_room_too)
{
	buf_fini(&buf);
	buf_init(&buf, 7);
	json_put_array(&out);
	json_put_int(&out, 12345);
	json_put_int(&out, 7);
	cr_assert(buf.failed);
	cr_assert_eq(buf.len, 6);
}

Test(json_out, full_buffer_fails_whatever_is_put)
{
	static const char *const strings[] = { "12345678", "1234567\"",
	    "123456\xc3\xa9", "12345\x01" };
	size_t i;

	buf_fini(&buf);
	for (i = 0; i < 4; i++) {
		buf_init(&buf, 9);
		json_out_open(&out, &buf);
		json_put_text(&out, strings[i]);
		cr_assert(buf.failed, "%s", strings[i]);
		cr_assert_leq(buf.len, 9);
		buf_fini(&buf);
	}
	buf_init(&buf, 10);
	json_out_open(&out, &buf);
	json_put_text(&out, "12345678");
	cr_assert_not(buf.failed);
}

/*
 * Random documents: what goes in is noted as text, and the reader's tokens
 * must note the same.
 */

struct note {
	char	 text[1 << 16];
	size_t	 len;
};

static struct note wrote, read_back;

static void
note(struct note *n, char kind, const void *bytes, size_t len)
{
	cr_assert_lt(n->len + len + 1, sizeof(n->text));
	n->text[n->len++] = kind;
	memcpy(n->text + n->len, bytes, len);
	n->len += len;
}

static double
random_real(void)
{
	uint64_t bits = (uint64_t)rand() << 42 ^ (uint64_t)rand() << 21 ^
	    (uint64_t)rand();
	double real;

	memcpy(&real, &bits, sizeof(real));
	if (!isfinite(real) || rand() % 2 == 0)
		real = (rand() % 2000000 - 1000000) / 1000.0;
	return real;
}

static void
put_random_text(void)
{
	static const char *const parts[] = { "a", "\"", "\\", "\n", "\x01",
	    "\xc3\xa9", "\xf0\x9f\x98\x80", "plain text", "/", "\x7f" };
	char text[256] = "";
	int count = rand() % 12;

	while (count-- > 0)
		strcat(text, parts[rand() % 10]);
	note(&wrote, 's', text, strlen(text));
	json_put_text(&out, text);
}

static void
put_random_number(void)
{
	double real = random_real();
	int64_t whole = (int64_t)((uint64_t)rand() << 33 ^
	    (uint64_t)rand() << 11) >> rand() % 64;

	if (rand() % 2 == 0) {
		json_put_int(&out, whole);
		real = (double)whole;
		note(&wrote, 'i', &whole, sizeof(whole));
	} else {
		json_put_real(&out, real);
	}
	note(&wrote, 'n', &real, sizeof(real));
}

static void	 put_random(int depth);

static void
put_random_nest(int depth)
{
	bool object = rand() % 2;
	int count = rand() % 6;

	note(&wrote, object ? '{' : '[', "", 0);
	if (object)
		json_put_object(&out);
	else
		json_put_array(&out);
	while (count-- > 0) {
		if (object) {
			json_put_key(&out, "key");
			note(&wrote, 'k', "key", 3);
		}
		put_random(depth + 1);
	}
	if (object)
		json_put_object_end(&out);
	else
		json_put_array_end(&out);
	note(&wrote, object ? '}' : ']', "", 0);
}

static void
put_random(int depth)
{
	int kind = rand() % (depth == 0 ? 2 : depth < 5 ? 7 : 5);

	if (depth == 0 || kind >= 5)
		put_random_nest(depth);
	else if (kind <= 1)
		put_random_number();
	else if (kind == 2)
		put_random_text();
	else if (kind == 3) {
		json_put_null(&out);
		note(&wrote, '0', "", 0);
	} else {
		json_put_bool(&out, depth % 2);
		note(&wrote, depth % 2 ? 't' : 'f', "", 0);
	}
}

static void
note_number(const struct json *j)
{
	/* An integer was written where one was noted; any may be a real. */
	if (wrote.text[read_back.len] == 'i') {
		cr_assert(j->integer);
		note(&read_back, 'i', &j->whole, sizeof(j->whole));
	}
	note(&read_back, 'n', &j->real, sizeof(j->real));
}

static void
note_tokens(void)
{
	static const char letters[] = "!?.{}[]ksntf0";
	enum json_token token;
	char text[512];
	struct json j;

	json_open(&j, buf.bytes, buf.len);
	while ((token = json_next(&j)) > JSON_END) {
		if (token == JSON_NUMBER)
			note_number(&j);
		else if (token == JSON_KEY || token == JSON_STRING)
			note(&read_back, letters[token], text,
			    json_unescape(j.text, j.len, text));
		else
			note(&read_back, letters[token], "", 0);
	}
	cr_assert_eq(token, JSON_END, "%s", j.why);
	cr_assert_eq(j.at, j.end);
}

Test(json_out, reader_reads_back_what_was_written)
{
	int turn;

	srand(3);
	for (turn = 0; turn < 2000; turn++) {
		buf_reset(&buf);
		json_out_open(&out, &buf);
		wrote.len = read_back.len = 0;
		put_random(0);
		cr_assert_not(buf.failed);
		note_tokens();
		cr_assert_eq(wrote.len, read_back.len, "%.*s", (int)buf.len,
		    buf.bytes);
		cr_assert_eq(memcmp(wrote.text, read_back.text, wrote.len), 0,
		    "%.*s", (int)buf.len, buf.bytes);
	}
}
