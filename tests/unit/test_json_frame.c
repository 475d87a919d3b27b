/*
 * The framer against a plain one, and against itself in every split.
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"

static const char *const documents[] = {
	"{}", "[]", "[[[]]]", "{\"a\":[1,2,{\"b\":\"}\"}]}",
	"[\"\\\"]\",\"\\\\\",\"\\\\\\\"[\",\"{{{\"]",
	"{\"jsonrpc\":\"2.0\",\"method\":\"add_voxel\",\"params\":{\"x\":12,"
	"\"y\":34,\"z\":-7,\"rgba\":[255,128,0,255],\"layer_id\":1},"
	"\"id\":123456}",
	"[                                                              ]",
	"{\"Y_y\x7f\":\"\xc3\xa9\xfb\xfd\xdb\xdd\xa2\xdc\"}",
	"[[[[[[[[[[[[]]]]]]]]]]]]", "[\"12345\\\\\",[],\"123\\\"4567\"]",
};

/* The length of the value, or 0 when it has no end; one byte at a time. */
static size_t
plain_end(const char *text, size_t len)
{
	bool string = false;
	size_t i, depth = 0;

	for (i = 0; i < len; i++) {
		if (string && text[i] == '\\')
			i++;
		else if (text[i] == '"')
			string = !string;
		else if (!string && strchr("{[", text[i]) && text[i] != '\0')
			depth++;
		else if (!string && strchr("}]", text[i]) && text[i] != '\0' &&
		    --depth == 0)
			return i + 1;
	}
	return 0;
}

/* The same, in pieces of at most `step` bytes, each in its own block. */
static size_t
framed_end(const char *text, size_t len, size_t first, size_t step)
{
	struct json_frame f = { 0 };
	size_t have = first;
	bool found;
	char *copy;

	for (;;) {
		copy = malloc(have + 1);
		memcpy(copy + 1, text, have);
		found = json_frame_find(&f, copy + 1, have);
		free(copy);
		if (found)
			return (size_t)f.seen;
		cr_assert_eq(f.seen, have);
		if (have == len)
			return 0;
		have = len - have < step ? len : have + step;
	}
}

Test(json_frame, end_is_found_in_every_split)
{
	size_t i, len, at;

	for (i = 0; i < sizeof(documents) / sizeof(documents[0]); i++) {
		len = strlen(documents[i]);
		cr_assert_eq(plain_end(documents[i], len), len);
		for (at = 0; at <= len; at++)
			cr_assert_eq(framed_end(documents[i], len, at, len),
			    len, "%s split at %zu", documents[i], at);
		for (at = 1; at <= 17; at++)
			cr_assert_eq(framed_end(documents[i], len, 0, at),
			    len, "%s in steps of %zu", documents[i], at);
	}
}

Test(json_frame, what_follows_the_value_is_not_looked_at)
{
	const char *text = "{\"a\":[1,2,3]}{\"b\":\"";
	struct json_frame f = { 0 };

	cr_assert(json_frame_find(&f, text, strlen(text)));
	cr_assert_eq(f.seen, 13);
}

Test(json_frame, closing_bracket_too_many_ends_the_value)
{
	struct json_frame f = { 0 };

	cr_assert(json_frame_find(&f, "]", 1));
}

Test(json_frame, bytes_once_seen_are_not_read_again)
{
	char text[] = "{\"a\":\"bcdefghijkl";
	struct json_frame f = { 0 };

	cr_assert_not(json_frame_find(&f, text, strlen(text)));
	memset(text, ']', 10);
	cr_assert_not(json_frame_find(&f, text, strlen(text)));
	cr_assert_eq(f.seen, strlen(text));
}

Test(json_frame, random_bytes_agree_with_the_plain_way)
{
	static const char common[] = "{[\"]}\\a{[\"\"Y_y\x7f\xfb 1,:";
	char text[80];
	size_t len, i;
	int turn;

	srand(5);
	for (turn = 0; turn < 100000; turn++) {
		len = 1 + (size_t)rand() % (sizeof(text) - 1);
		for (i = 0; i < len; i++)
			text[i] = common[rand() % (sizeof(common) - 1)];
		text[0] = rand() % 2 ? '{' : '[';
		cr_assert_eq(framed_end(text, len, len, 1),
		    plain_end(text, len), "%.*s", (int)len, text);
		cr_assert_eq(framed_end(text, len,
		    (size_t)rand() % (len + 1), len), plain_end(text, len));
	}
}
