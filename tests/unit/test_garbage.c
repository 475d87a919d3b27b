/*
 * test_garbage - how far what is no JSON goes, fed whole and byte by byte
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "worker/garbage.h"

#define OPEN	"|"		/* instead of a rest: it may go on */

/* The garbage, and the rest, which begins something new. */
static const struct { const char *skipped, *rest; } cases[] = {
	/* Its brackets balance. */
	{ "{x}", "{\"a\":1}" },
	{ "{\"a\" 1}", " {}" },
	{ "[1,{]}", "\n" },
	{ "[[[]]]", "[" },
	{ "{\"jsonrpc\": \"2.0\", \"method\": \"foobar, \"params\": "
	    "\"bar\", \"baz]", "{}" },
	/* Brackets in its strings do not count. */
	{ "{\"a\":\"}\"}", "x" },
	{ "{\"a\":\"\\\"}\"}", "x" },
	{ "{\"a\\\\\"}", "\"}" },
	{ "[\"]]]\\\\\\\"]\"]", "]" },
	/* A line break in a string. */
	{ "{\"a\":\"b\n", "{}\n" },
	{ "[\"\\\n", "]" },
	/* A bracket at the beginning of a line. */
	{ "{\"a\" \n", "{\"b\":1}" },
	{ "{\"a\":[1,\n", "[2]" },
	{ "[\n  {\"jsonrpc\": \"2.0\", \"method\"\n]\n",
	    "{\"jsonrpc\": \"2.0\"}" },
	{ "{\r\n", "{" },
	{ "{\n\n", "{" },
	/* But not behind spaces. */
	{ "{\"a\"\n {\"b\":1}}", "{}" },
	{ "[1\n,{}]", "\n" },
	/* It began with no bracket. */
	{ "hello\n", "world\n" },
	{ "hello\n", "{}" },
	{ "hello ", "{}" },
	{ "hello", "[1]" },
	{ "\"a", "{b\"\n" },
	{ "}", "{" },
	{ "}\n", "}" },
	{ "]]", "[" },
	{ "\n", "x" },
	{ "1, ", "{\"a\":1}" },
	{ "GET / HTTP/1.1\r\n", "Host: x\r\n" },
	{ "\xff\xfe\n", "\xff" },
	/* It may go on. */
	{ "{", OPEN },
	{ "hello", OPEN },
	{ "{\"a\":\"b}", OPEN },
	{ "[1,2", OPEN },
	{ "{\"a\":\"\\\"}", OPEN },
	{ "{\"}", OPEN },
	{ "[{\"a\"}", OPEN },
};

#define CASES	(sizeof cases / sizeof cases[0])

static char *
join(size_t i, size_t *len)
{
	bool open = strcmp(cases[i].rest, OPEN) == 0;
	size_t first = strlen(cases[i].skipped);
	char *text;

	*len = first + (open ? 0 : strlen(cases[i].rest));
	text = malloc(*len);
	memcpy(text, cases[i].skipped, first);
	memcpy(text + first, cases[i].rest, *len - first);
	return text;
}

static void
feed(size_t i, size_t piece)
{
	bool open = strcmp(cases[i].rest, OPEN) == 0, over = false;
	size_t at = 0, len, skipped, part;
	struct json_frame f;
	char *text = join(i, &len);

	garbage_begin(&f);
	while (!over && at < len) {
		part = len - at < piece ? len - at : piece;
		skipped = 999;
		over = garbage_skip(&f, text + at, part, &skipped);
		cr_assert_leq(skipped, part);
		cr_assert(over || skipped == part);
		at += skipped;
	}
	cr_assert_eq(at, strlen(cases[i].skipped), "%.*s: %zu, by %zu",
	    (int)len, text, at, piece);
	cr_assert_eq(over, !open, "%.*s by %zu", (int)len, text, piece);
	free(text);
}

Test(garbage, ends_where_something_new_begins)
{
	size_t i;

	for (i = 0; i < CASES; i++)
		feed(i, 1 << 20);
}

Test(garbage, ends_there_however_it_is_split)
{
	size_t i, piece;

	for (i = 0; i < CASES; i++)
		for (piece = 1; piece < 10; piece++)
			feed(i, piece);
}

Test(garbage, first_byte_is_always_skipped)
{
	struct json_frame f;
	size_t skipped;
	char byte;
	int i;

	for (i = 0; i < 256; i++) {
		byte = (char)i;
		garbage_begin(&f);
		garbage_skip(&f, &byte, 1, &skipped);
		cr_assert_eq(skipped, 1, "%d", i);
	}
}
