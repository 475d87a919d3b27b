/*
 * test_json_quick - keys that are compared by words
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/json_quick.h"

/* With quotes and colon: below a word, one, two, and each side of it. */
static const struct json_key keys[] = {
	JSON_KEY("x"), JSON_KEY("abcd"), JSON_KEY("abcde"), JSON_KEY("abcdef"),
	JSON_KEY("abcdefghijkl"), JSON_KEY("abcdefghijklm"),
	JSON_KEY("abcdefghijklmn"), JSON_KEY("abcdefghijklmnopqrstuvwxyz"),
};

#define KEYS	(sizeof keys / sizeof keys[0])

TestSuite(json_quick);

Test(json_quick, key_is_found_whatever_stands_behind_it)
{
	char text[64];
	size_t i;

	for (i = 0; i < KEYS; i++) {
		memset(text, '7', sizeof text);
		memcpy(text, keys[i].text, keys[i].len);
		cr_assert(json_is_key(text, &keys[i]), "%s", keys[i].text);
	}
}

Test(json_quick, key_that_differs_in_any_byte_is_another)
{
	char text[64];
	size_t i, at;

	for (i = 0; i < KEYS; i++)
		for (at = 0; at < keys[i].len; at++) {
			memset(text, '7', sizeof text);
			memcpy(text, keys[i].text, keys[i].len);
			text[at] ^= 1;
			cr_assert_not(json_is_key(text, &keys[i]),
			    "%s, byte %zu", keys[i].text, at);
		}
}
