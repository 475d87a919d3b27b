/*
 * What is JSON, what is not, and what may become it.  Every input stands at
 * the end of a heap block of its exact size, so that the address sanitizer
 * sees any byte read too far.
 */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "bounds.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

struct sample {
	const char	*text;
	const char	*trace;		/* a letter for each token */
};

/* In the order of enum json_token. */
static const char letters[] = "!?.{}[]ksntf0";

static char *
exact_copy(const char *text, size_t len)
{
	char *copy = malloc(len > 0 ? len : 1);

	cr_assert_not_null(copy);
	memcpy(copy, text, len);
	return copy;
}

/* The letters of all tokens, the last one included; j as it ended. */
static void
trace_bytes(struct json *j, const char *text, size_t len, char *out,
    size_t size)
{
	char *copy = exact_copy(text, len);
	enum json_token token;
	size_t n = 0;

	json_open(j, copy, len);
	do {
		token = json_next(j);
		out[n++] = letters[token];
	} while (token > JSON_END && n < size - 1);
	out[n] = '\0';
	cr_assert_eq(json_next(j), token > JSON_END ? json_next(j) : token);
	free(copy);
}

static char
last_letter(const char *text, size_t len)
{
	struct json j;
	char trace[4096];

	trace_bytes(&j, text, len, trace, sizeof(trace));
	return trace[strlen(trace) - 1];
}

static const struct sample good[] = {
	{ "{}", "{}." }, { "[]", "[]." }, { " \t\r\n[ \t\r\n] ", "[]." },
	{ "{ }", "{}." }, { "[[],[]]", "[[][]]." },
	{ "[{},{}]", "[{}{}]." }, { "[[[[]]]]", "[[[[]]]]." },
	{ "null", "0." }, { "true", "t." }, { "false", "f." },
	{ "[true,false,null]", "[tf0]." }, { "[ true , null ]", "[t0]." },
	{ "\"\"", "s." }, { "\"a\"", "s." }, { " \"a\" ", "s." },
	{ "{\"a\":1}", "{kn}." }, { "{ \"a\" : 1 }", "{kn}." },
	{ "{\"a\":{\"b\":[]}}", "{k{k[]}}." }, { "{\"\":0}", "{kn}." },
	{ "{\"a\":1,\"a\":2}", "{knkn}." },
	{ "{\"a\":\"b\",\"c\":null}", "{ksk0}." },
	{ "0 ", "n." }, { "-0 ", "n." }, { "1\n", "n." }, { "10 ", "n." },
	{ "-1 ", "n." }, { "0.5 ", "n." }, { "-0.0 ", "n." },
	{ "1e1 ", "n." }, { "1E1 ", "n." }, { "1e+1 ", "n." },
	{ "1e-1 ", "n." }, { "1.5e10 ", "n." }, { "0e0 ", "n." },
	{ "0e99999 ", "n." }, { "1e-99999 ", "n." }, { "1e00005 ", "n." },
	{ "[1,2,3]", "[nnn]." }, { "[1 ,2 ]", "[nn]." }, { "[-1]", "[n]." },
	{ "[0,0.0,0e0]", "[nnn]." },
	{ "[123456789012345678901234567890]", "[n]." },
	{ "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "s." },
	{ "\"\\u0041\\u00e9\\u20AC\"", "s." }, { "\"\\u0000\"", "s." },
	{ "\"\\ud83d\\ude00\"", "s." }, { "\"\\uDBFF\\uDFFF\"", "s." },
	{ "\"\\ud7ff\\ue000\\uffff\"", "s." },
	{ "\"\xc3\xa9\"", "s." }, { "\"\xe2\x82\xac\"", "s." },
	{ "\"\xf0\x9f\x98\x80\"", "s." }, { "\"\xf4\x8f\xbf\xbf\"", "s." },
	{ "\"\xed\x9f\xbf\xee\x80\x80\"", "s." }, { "\"\xef\xbf\xbf\"", "s." },
	{ "\"\x7f\"", "s." }, { "\"/\"", "s." }, { "\"'\"", "s." },
	{ "\"seven77\"", "s." }, { "\"eight888\"", "s." },
	{ "\"nine99999\"", "s." }, { "\"{}[],:\"", "s." },
	{ "{\"jsonrpc\":\"2.0\",\"id\":1,\"params\":[-1,2.5]}",
	    "{ksknk[nn]}." },
	/* One value ends, another may begin. */
	{ "truefalse", "t." }, { "[]]", "[]." }, { "{}{}", "{}." },
	{ "\"a\"\"b\"", "s." }, { "1-", "n." }, { "1,", "n." },
};

/* The last byte of each is the one that decides. */
static const char *const wrong[] = {
	"}", "]", ",", ":", "x", "'", "+", ".", "N", "I", "T", "F",
	"\x0c", "\x0b", "\x01", "\x7f", "\xef", "\xc2", "/", "#", "\\",
	"nul1", "nx", "trua", "fals3", "tR",
	"[,", "[1,]", "[1,,", "[1 2", "[1}", "[}", "[1:", "[\"a\":", "[1;",
	"[1,}", "[x", "[[]}", "[{]", "[nul]",
	"{,", "{]", "{1", "{a", "{'", "{\"a\"}", "{\"a\",", "{\"a\" 1",
	"{\"a\":}", "{\"a\":,", "{\"a\"::", "{\"a\":1]", "{\"a\":1,}",
	"{\"a\":1 \"", "{\"a\":1:", "{\"a\":1,,", "{\"a\":1,1", "{n",
	"{[", "{{", "{\"a\":1 1", "{\"a\":[}",
	"-x", "--", "-+", "-.", "- ", "-e", "00", "01", "-00", "-01",
	"1.x", "1..", "1. ", "1.e", "1.-", "1ex", "1e.", "1e ", "1e+ ",
	"1e-x", "1e++", "1e+-", "[0x", "[1_", "[1a", "[0.1.",
	"[1e5.", "[1e5e", "[1-", "[1+", "[.", "[+",
	"\"\n", "\"\t", "\"\x01", "\"\x1f", "\"a\r", "\"1234567\n",
	"\"12345678\n", "\"\\x", "\"\\a", "\"\\'", "\"\\0", "\"\\U", "\"\\ ",
	"\"\\v", "\"\\\n", "\"\\\x80",
	"\"\\ug", "\"\\u0g", "\"\\u00g", "\"\\u000g", "\"\\u\"", "\"\\u00\"",
	"\"\\u:", "\"\\u@", "\"\\u`", "\"\\u/",
	"\"\\udc", "\"\\udf", "\"\\uDC", "\"\\ude",
	"\"\\ud800\"", "\"\\ud800x", "\"\\ud800\\n", "\"\\ud800\\u0",
	"\"\\ud800\\ud8", "\"\\ud800\\ue", "\"\\udbff\\udb", "\"\\ud800\\ux",
	"\"\x80", "\"\xbf", "\"\xc0", "\"\xc1", "\"\xf5", "\"\xff", "\"\xfe",
	"\"\xc3\"", "\"\xc3\x28", "\"\xe0\x9f", "\"\xed\xa0", "\"\xe2\x82\x28",
	"\"\xf0\x8f", "\"\xf4\x90", "\"\xf0\x9f\x98\x28", "\"\xf0\x9f\x41",
	"\"12345678\xc3\x28", "{\"\xff", "{\"\\q",
};

/* What could still become JSON. */
static const char *const cut[] = {
	"", " ", "\n\t ", "{", "[", "{\"", "{\"a", "{\"a\"", "{\"a\" ",
	"{\"a\":", "{\"a\": ", "{\"a\":1", "{\"a\":1,", "{\"a\":1 ",
	"{\"a\":1, ", "[1", "[1,", "[1 ", "[[]", "[{}", "[{},", "[\"a\"",
	"n", "nu", "nul", "t", "tru", "f", "fals", "[tru",
	"-", "0", "-0", "1", "12", "1.", "1.5", "1e", "1e+", "1e-", "1e5",
	"-1.5E+10", "123456789012345678", "1234567890123456789",
	"12345678901234567890", "0.123456789012345678901",
	"\"", "\"a", "\"\\", "\"\\u", "\"\\u1", "\"\\u12", "\"\\u123",
	"\"\\u1234", "\"\\ud", "\"\\ud8", "\"\\ud800", "\"\\ud800\\",
	"\"\\ud800\\u", "\"\\ud800\\ud", "\"\\ud800\\udc", "\"\\ud800\\udc0",
	"\"\\ud800\\udc00", "\"\xc3", "\"\xe2", "\"\xe2\x82", "\"\xf0",
	"\"\xf0\x9f", "\"\xf0\x9f\x98", "\"\xe0", "\"\xed\x9f", "\"\xf4\x8f",
	"\"1234567", "\"12345678", "\"123456789",
};

static const char *const documents[] = {
	"{\"jsonrpc\":\"2.0\",\"method\":\"add_voxel\",\"params\":{\"x\":12,"
	"\"y\":34,\"z\":-7,\"rgba\":[255,128,0,255],\"layer_id\":1},"
	"\"id\":123456}",
	" { \"a\" : [ 1 , -2.5e+3 , true , false , null ] ,\r\n\t\t\t\t"
	"\"b\\u00e9\\ud83d\\ude00\" : { } , \"\" : [ [ ] , [ \"\\n\\\"\" ] ] }",
	"[\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80 plain text, long enough\","
	"0.1,1e-7,9223372036854775807,-9223372036854775808,"
	"12345678901234567890]",
	"\n\n                                   [\n                   1\n  ]",
};

Test(json, every_good_text_is_read_as_its_tokens)
{
	struct json j;
	char trace[128];
	size_t i;

	for (i = 0; i < COUNT(good); i++) {
		trace_bytes(&j, good[i].text, strlen(good[i].text), trace,
		    sizeof(trace));
		cr_assert_str_eq(trace, good[i].trace, "%s: %s is not %s",
		    good[i].text, trace, good[i].trace);
	}
}

Test(json, every_wrong_text_is_refused_at_the_byte_that_decides)
{
	size_t i, len;
	char last;

	for (i = 0; i < COUNT(wrong); i++) {
		for (len = 0; len < strlen(wrong[i]); len++) {
			last = last_letter(wrong[i], len);
			cr_assert_eq(last, '?', "%s at %zu: %c", wrong[i],
			    len, last);
		}
		last = last_letter(wrong[i], len);
		cr_assert_eq(last, '!', "%s: %c", wrong[i], last);
	}
}

Test(json, nul_byte_is_refused_everywhere)
{
	cr_assert_eq(last_letter("\0", 1), '!');
	cr_assert_eq(last_letter("[\0", 2), '!');
	cr_assert_eq(last_letter("[1\0", 3), '!');
	cr_assert_eq(last_letter("\"\0", 2), '!');
	cr_assert_eq(last_letter("\"\\\0", 3), '!');
	cr_assert_eq(last_letter("\"\\u\0", 4), '!');
	cr_assert_eq(last_letter("{\"a\"\0", 5), '!');
	cr_assert_eq(last_letter("tru\0", 4), '!');
}

Test(json, every_cut_text_asks_for_more)
{
	size_t i;
	char last;

	for (i = 0; i < COUNT(cut); i++) {
		last = last_letter(cut[i], strlen(cut[i]));
		cr_assert_eq(last, '?', "%s: %c", cut[i], last);
	}
}

Test(json, document_cut_anywhere_gives_the_same_tokens_so_far)
{
	char whole[256], part[256];
	size_t i, len, n;
	struct json j;

	for (i = 0; i < COUNT(documents); i++) {
		len = strlen(documents[i]);
		trace_bytes(&j, documents[i], len, whole, sizeof(whole));
		cr_assert_eq(whole[strlen(whole) - 1], '.', "%s", whole);
		while (len-- > 0) {
			trace_bytes(&j, documents[i], len, part,
			    sizeof(part));
			n = strlen(part) - 1;
			cr_assert_eq(part[n], '?');
			cr_assert_eq(memcmp(part, whole, n), 0);
		}
	}
}

Test(json, refusal_tells_why_and_where)
{
	const char *text = "[1, 2, x]";
	struct json j;

	json_open(&j, text, strlen(text));
	while (json_next(&j) > JSON_END)
		continue;
	cr_assert_str_eq(j.why, "a value must stand here");
	cr_assert_eq(j.at - text, 7);
}

Test(json, end_leaves_what_follows_the_value_unread)
{
	const char *text = "{} [1]";
	struct json j;

	json_open(&j, text, strlen(text));
	cr_assert_eq(json_next(&j), JSON_OBJECT);
	cr_assert_eq(json_next(&j), JSON_OBJECT_END);
	cr_assert_eq(json_next(&j), JSON_END);
	cr_assert_eq(j.at, text + 2);
	json_open(&j, j.at, (size_t)(j.end - j.at));
	cr_assert_eq(json_next(&j), JSON_ARRAY);
}

Test(json, strings_and_keys_are_slices_between_their_quotes)
{
	const char *text = "{\"key\":\"va\\nlue\"}";
	struct json j;

	json_open(&j, text, strlen(text));
	json_next(&j);
	cr_assert_eq(json_next(&j), JSON_KEY);
	cr_assert(j.len == 3 && memcmp(j.text, "key", 3) == 0);
	cr_assert_not(j.escaped);
	cr_assert_eq(json_next(&j), JSON_STRING);
	cr_assert(j.len == 7 && memcmp(j.text, "va\\nlue", 7) == 0);
	cr_assert(j.escaped);
}

/*
 * Limits
 */

static char *
repeat(char c, size_t count, const char *before, const char *after)
{
	size_t head = strlen(before);
	char *text = malloc(head + count + strlen(after) + 1);

	cr_assert_not_null(text);
	memcpy(text, before, head);
	memset(text + head, c, count);
	strcpy(text + head + count, after);
	return text;
}

static char
last_of_repeat(char c, size_t count, const char *before, const char *after)
{
	char *text = repeat(c, count, before, after);
	char last = last_letter(text, strlen(text));

	free(text);
	return last;
}

Test(json, nesting_ends_at_its_bound)
{
	char *ends = repeat(']', BOUND_DEPTH, "", "");

	cr_assert_eq(last_of_repeat('[', BOUND_DEPTH, "", ends), '.');
	cr_assert_eq(last_of_repeat('[', BOUND_DEPTH + 1, "", ""), '!');
	free(ends);
}

Test(json, object_and_array_are_told_apart_at_full_depth)
{
	char text[BOUND_DEPTH * 7] = "";
	int i;

	for (i = 0; i < BOUND_DEPTH / 2; i++)
		strcat(text, "[{\"\":");
	strcat(text, "1");
	for (i = 0; i < BOUND_DEPTH / 2; i++)
		strcat(text, "}]");
	cr_assert_eq(last_letter(text, strlen(text)), '.');
}

Test(json, string_ends_at_its_bound)
{
	cr_assert_eq(last_of_repeat('a', BOUND_STRING, "\"", "\""), '.');
	cr_assert_eq(last_of_repeat('a', BOUND_STRING, "\"", ""), '?');
	cr_assert_eq(last_of_repeat('a', BOUND_STRING + 1, "\"", "\""), '!');
	cr_assert_eq(last_of_repeat('a', BOUND_STRING + 1, "\"", ""), '!');
}

Test(json, number_ends_at_its_bound)
{
	cr_assert_eq(last_of_repeat('1', 1022, "0.", " "), '.');
	cr_assert_eq(last_of_repeat('1', 1023, "0.", ""), '!');
	cr_assert_eq(last_of_repeat('0', 1023, "1", " "), '!');
	cr_assert_eq(last_of_repeat('1', 1025, "", ""), '!');
}

Test(json, number_beyond_a_double_is_refused)
{
	cr_assert_eq(last_letter("1.7976931348623157e308 ", 23), '.');
	cr_assert_eq(last_letter("1.7976931348623159e308 ", 23), '!');
	cr_assert_eq(last_letter("-1e309 ", 7), '!');
	cr_assert_eq(last_letter("1e999999999999 ", 15), '!');
}

/*
 * Numbers
 */

static struct json
read_number(const char *text)
{
	char padded[128];
	struct json j;

	snprintf(padded, sizeof(padded), "%s ", text);
	json_open(&j, padded, strlen(padded));
	cr_assert_eq(json_next(&j), JSON_NUMBER, "%s", text);
	cr_assert_eq(j.len, strlen(text), "%s", text);
	return j;
}

static void
expect_whole(const char *text, int64_t whole)
{
	struct json j = read_number(text);

	cr_assert(j.integer, "%s", text);
	cr_assert_eq(j.whole, whole, "%s", text);
	cr_assert_eq(j.real, (double)whole, "%s", text);
}

static void
expect_real(const char *text)
{
	struct json j = read_number(text);
	double real = strtod(text, NULL);

	cr_assert_eq(memcmp(&j.real, &real, sizeof(real)), 0,
	    "%s: %.17g is not %.17g", text, j.real, real);
}

Test(json, integers_are_exact_to_64_bits)
{
	expect_whole("0", 0);
	expect_whole("-0", 0);
	expect_whole("-1", -1);
	expect_whole("123456789012345678", 123456789012345678);
	expect_whole("-123456789012345678", -123456789012345678);
	expect_whole("1234567890123456789", 1234567890123456789);
	expect_whole("9223372036854775806", INT64_MAX - 1);
	expect_whole("9223372036854775807", INT64_MAX);
	expect_whole("-9223372036854775807", -INT64_MAX);
	expect_whole("-9223372036854775808", INT64_MIN);
}

Test(json, integers_beyond_64_bits_are_reals)
{
	static const char *const texts[] = {
		"9223372036854775808", "-9223372036854775809",
		"9999999999999999999", "10000000000000000000",
		"18446744073709551616", "123456789012345678901234567890",
		"100000000000000000000000000000000000000000",
	};
	size_t i;

	for (i = 0; i < COUNT(texts); i++) {
		cr_assert_not(read_number(texts[i]).integer, "%s", texts[i]);
		expect_real(texts[i]);
	}
}

Test(json, whole_values_count_as_integers_however_written)
{
	expect_whole("1.0", 1);
	expect_whole("-2.000", -2);
	expect_whole("2e3", 2000);
	expect_whole("1.5e1", 15);
	expect_whole("100e-2", 1);
	cr_assert_not(read_number("1.5").integer);
	cr_assert_not(read_number("1e-1").integer);
	cr_assert_not(read_number("1e300").integer);
	cr_assert_not(read_number("9007199254740992.0").integer);
}

Test(json, minus_zero_keeps_its_sign_as_a_real)
{
	cr_assert(signbit(read_number("-0").real));
	cr_assert(signbit(read_number("-0.0").real));
	cr_assert(signbit(read_number("-0e5").real));
}

Test(json, reals_are_rounded_as_strtod_does)
{
	static const char *const texts[] = {
		"0.1", "0.2", "0.3", "-0.5", "3.14159", "1e22", "1e23",
		"123456789.123456789", "9007199254740993.0", "1e-22", "1e-23",
		"9007199254740992e22", "9007199254740993e22", "5e-324",
		"2.2250738585072011e-308", "2.2250738585072014e-308", "1e-400",
		"0.000000000000000000000000000000000000000000001",
		"0.30000000000000004", "179769313486231570000000000000000000",
		"1.00000000000000000000000000000000000001",
		"0.1000000000000000055511151231257827021181583404541015625",
		"8.5", "1000000000000000000000000e-10",
		"12345678901234567890.5",
		"1.0000000000000000000000", "0.00000000000000000000001e23",
	};
	size_t i;

	for (i = 0; i < COUNT(texts); i++)
		expect_real(texts[i]);
}

Test(json, random_reals_are_rounded_as_strtod_does)
{
	static const char *const formats[] = {
		"%.17g", "%.3f", "%.15g", "%.6e", "%.20e"
	};
	char text[512];
	uint64_t bits;
	double real;
	int i;

	srand(7);
	for (i = 0; i < 20000; i++) {
		bits = (uint64_t)rand() << 42 ^ (uint64_t)rand() << 21 ^
		    (uint64_t)rand();
		memcpy(&real, &bits, sizeof(real));
		if (i % 2 == 0)
			real = (double)(int64_t)bits / (1 << rand() % 30);
		if (!isfinite(real) || fabs(real) > 1e60)
			continue;
		snprintf(text, sizeof(text), formats[i % 5], real);
		if (strlen(text) < 100)
			expect_real(text);
	}
}

/*
 * Skipping, escapes
 */

static enum err
skip_first(struct json *j, const char *text)
{
	json_open(j, text, strlen(text));
	return json_skip(j, json_next(j));
}

Test(json, skip_goes_to_the_end_of_any_value)
{
	static const char *const texts[] = {
		"[1,[2,{\"a\":[]}],\"]\"]", "{\"a\":{\"b\":[1,2]}}", "[]",
		"{}", "\"a\"", "true",
	};
	struct json j;
	size_t i;

	for (i = 0; i < COUNT(texts); i++) {
		cr_assert_eq(skip_first(&j, texts[i]), OK, "%s", texts[i]);
		cr_assert_eq(json_next(&j), JSON_END, "%s", texts[i]);
	}
}

Test(json, skip_of_a_member_leaves_the_next_one)
{
	const char *text = "{\"a\":[{\"x\":[1]},2],\"b\":7}";
	struct json j;

	json_open(&j, text, strlen(text));
	json_next(&j);
	cr_assert_eq(json_skip(&j, json_next(&j)), OK);
	cr_assert_eq(json_next(&j), JSON_KEY);
	cr_assert_eq(*j.text, 'b');
	cr_assert_eq(json_next(&j), JSON_NUMBER);
	cr_assert_eq(j.whole, 7);
}

Test(json, skip_tells_wrong_from_cut)
{
	struct json j;

	cr_assert_eq(skip_first(&j, "[1,[2,}"), ERR_PARSE);
	cr_assert_not_null(j.why);
	cr_assert_eq(skip_first(&j, "[1,[2,"), ERR_EMPTY);
	cr_assert_eq(skip_first(&j, "x"), ERR_PARSE);
	cr_assert_eq(skip_first(&j, ""), ERR_EMPTY);
}

static void
expect_unescaped(const char *text, const char *plain, size_t len)
{
	char *copy = exact_copy(text, strlen(text)), *out;

	out = malloc(strlen(text) + 1);
	cr_assert_eq(json_unescape(copy, strlen(text), out), len, "%s", text);
	cr_assert_eq(memcmp(out, plain, len + 1), 0, "%s", text);
	free(copy);
	free(out);
}

Test(json, unescape_gives_the_characters)
{
	expect_unescaped("", "", 0);
	expect_unescaped("plain", "plain", 5);
	expect_unescaped("\\\"\\\\\\/\\b\\f\\n\\r\\t", "\"\\/\b\f\n\r\t", 8);
	expect_unescaped("a\\u0041b", "aAb", 3);
	expect_unescaped("\\u007f\\u0080\\u07ff", "\x7f\xc2\x80\xdf\xbf", 5);
	expect_unescaped("\\u0800\\uFFFF", "\xe0\xa0\x80\xef\xbf\xbf", 6);
	expect_unescaped("\\ud83d\\ude00", "\xf0\x9f\x98\x80", 4);
	expect_unescaped("\\uD800\\uDC00", "\xf0\x90\x80\x80", 4);
	expect_unescaped("\\uDBFF\\uDFFFx", "\xf4\x8f\xbf\xbfx", 5);
	expect_unescaped("a\\u0000b", "a\0b", 3);
	expect_unescaped("\xc3\xa9\\n", "\xc3\xa9\n", 3);
}

/*
 * Whatever comes
 */

Test(json, random_bytes_never_lead_beyond_the_end)
{
	static const char common[] = "{}[],:\"\\ \n0123456789-.eEutrfalsn"
	    "\xc3\xa9\xf0\x9f\x98\x80\xff";
	char text[64], trace[80];
	size_t len, i;
	struct json j;
	int turn;

	srand(11);
	for (turn = 0; turn < 100000; turn++) {
		len = (size_t)rand() % sizeof(text);
		for (i = 0; i < len; i++)
			text[i] = common[rand() % (sizeof(common) - 1)];
		trace_bytes(&j, text, len, trace, sizeof(trace));
	}
}

Test(json, changed_documents_never_lead_beyond_the_end)
{
	char text[256], trace[256];
	struct json j;
	size_t len;
	int turn;

	srand(13);
	for (turn = 0; turn < 40000; turn++) {
		strcpy(text, documents[turn % COUNT(documents)]);
		len = (size_t)rand() % (strlen(text) + 1);
		text[(size_t)rand() % sizeof(text)] ^= (char)(1 << rand() % 8);
		text[(size_t)rand() % sizeof(text)] = (char)rand();
		trace_bytes(&j, text, len, trace, sizeof(trace));
	}
}
