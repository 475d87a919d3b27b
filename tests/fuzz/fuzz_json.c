/*
 * fuzz_json - whatever the bytes are, the reader's promises hold
 *
 *   - it stops: each token but the last consumes at least one byte
 *   - what it read can be cut anywhere, and then asks for more
 *   - what it accepts, the framer ends at the same byte
 *   - its strings, unescaped and written again, read back the same
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void
demand(bool promise)
{
	if (!promise)
		abort();
}

static enum json_token
read_all(struct json *j, const char *text, size_t len)
{
	enum json_token token;
	size_t count = 0;

	json_open(j, text, len);
	while ((token = json_next(j)) > JSON_END)
		demand(++count <= len);
	demand(json_next(j) == token);
	demand(token != JSON_BAD || j->why != NULL);
	return token;
}

static void
check_frame(const char *text, size_t len, size_t cut)
{
	struct json_frame f = { 0 };

	demand(!json_frame_find(&f, text, cut));
	demand(json_frame_find(&f, text, len));
	demand(f.seen == len);
}

static void
check_string(const struct json *from)
{
	char *plain = malloc(from->len + 1), *again;
	struct buf buf = { .limit = 1 << 24 };
	struct json_out out;
	struct json j;
	size_t len;

	len = json_unescape(from->text, from->len, plain);
	demand(len <= from->len);
	json_out_open(&out, &buf);
	json_put_bytes(&out, plain, len);
	json_open(&j, buf.bytes, buf.len);
	if (json_next(&j) == JSON_STRING) {
		again = malloc(j.len + 1);
		demand(json_unescape(j.text, j.len, again) == len);
		demand(memcmp(plain, again, len) == 0);
		free(again);
	} else {
		demand(buf.len > 1 << 20);	/* longer by its escapes */
	}
	buf_fini(&buf);
	free(plain);
}

static void
check_strings(const char *text, size_t len)
{
	enum json_token token;
	struct json j;

	json_open(&j, text, len);
	while ((token = json_next(&j)) > JSON_END)
		if (token == JSON_STRING || token == JSON_KEY)
			check_string(&j);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	char *text = malloc(len > 0 ? len : 1);
	size_t start = 0, size, cut;
	struct json j;

	memcpy(text, bytes, len);
	if (read_all(&j, text, len) == JSON_END) {
		size = (size_t)(j.at - text);
		check_strings(text, size);
		while (strchr(" \t\r\n", text[start]) != NULL)
			start++;
		cut = start + (size - start) / 3;
		if (cut < size && cut > start)
			demand(read_all(&j, text, cut) == JSON_MORE);
		if (text[start] == '{' || text[start] == '[')
			check_frame(text + start, size - start, cut - start);
	}
	free(text);
	return 0;
}
