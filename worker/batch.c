/*
 * batch - an array of requests (JSON-RPC 2.0, section 6)
 */
#include <string.h>

#include "worker/batch.h"

enum err
batch_survey(const char *text, size_t len, uint64_t *count, struct json *j)
{
	enum json_token token;
	enum err err;

	*count = 0;
	json_open(j, text, len);
	json_next(j);
	for (;;) {
		token = json_next(j);
		if (token == JSON_ARRAY_END)
			return OK;
		if ((err = json_skip(j, token)) != OK)
			return err;
		++*count;
	}
}

size_t
batch_next(const char *text, size_t len, size_t at, bool *last)
{
	while (at < len && memchr(" \t\r\n", text[at], 4) != NULL)
		at++;
	*last = at >= len || text[at] == ']';
	return at < len ? at + 1 : len;
}
