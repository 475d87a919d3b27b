/*
 * outcome - what a server said to a request
 */
#include <string.h>

#include "client/outcome.h"
#include "text.h"

#define WORDS	1024		/* bytes of a message worth showing */

/* The value the reader stands before, passed over. */
static struct slice
take_value(struct json *j)
{
	struct slice slice = { NULL, 0 };
	const char *start = j->at;

	while (start < j->end && (*start == ' ' || *start == ':' ||
	    *start == '\t' || *start == '\n' || *start == '\r'))
		start++;
	if (json_skip(j, json_next(j)) != OK)
		return slice;
	slice.at = start;
	slice.len = (size_t)(j->at - start);
	return slice;
}

struct slice
outcome_member(const char *object, size_t len, const char *key)
{
	struct slice value = { NULL, 0 }, none = { NULL, 0 };
	struct json j;
	bool wanted;

	json_open(&j, object, len);
	if (json_next(&j) != JSON_OBJECT)
		return none;
	while (json_next(&j) == JSON_KEY) {
		wanted = j.len == strlen(key) &&
		    memcmp(j.text, key, j.len) == 0;
		value = take_value(&j);
		if (wanted || value.at == NULL)
			return value;
	}
	return none;
}

bool
outcome_read(struct outcome *outcome, const char *line, size_t len)
{
	outcome->result = outcome_member(line, len, "result");
	outcome->error = outcome_member(line, len, "error");
	return (outcome->result.at != NULL) != (outcome->error.at != NULL);
}

/* A JSON string without its quotes and escapes, as far as it fits. */
static void
plain_text(const struct slice *value, char *out, size_t size)
{
	struct json j;

	out[0] = '\0';
	if (value->at == NULL)
		return;
	json_open(&j, value->at, value->len);
	if (json_next(&j) == JSON_STRING && j.len < size)
		json_unescape(j.text, j.len, out);
}

void
outcome_error(const struct slice *error, char *words, size_t size)
{
	struct slice code, message, data;
	char text[WORDS];

	code = outcome_member(error->at, error->len, "code");
	message = outcome_member(error->at, error->len, "message");
	data = outcome_member(error->at, error->len, "data");
	plain_text(&message, text, sizeof text);
	text_format(words, size, "error %.*s: %s%s%.*s%s",
	    code.at == NULL ? 1 : (int)code.len,
	    code.at == NULL ? "?" : code.at, text,
	    data.at == NULL ? "" : " (",
	    data.at == NULL ? 0 : (int)data.len,
	    data.at == NULL ? "" : data.at, data.at == NULL ? "" : ")");
}
