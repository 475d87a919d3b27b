/*
 * line - one line of a script, made into one request
 */
#include <ctype.h>
#include <string.h>

#include "base/json.h"
#include "client/outcome.h"
#include "client/request.h"
#include "client/line.h"

/* The text is one object or array and nothing else; or why it is not. */
static const char *
whole_json(const char *text, size_t len)
{
	enum json_token first;
	struct json j;
	enum err err;

	json_open(&j, text, len);
	first = json_next(&j);
	if (first != JSON_OBJECT && first != JSON_ARRAY)
		return first == JSON_BAD ? j.why :
		    "the parameters must be an object or an array";
	err = json_skip(&j, first);
	if (err == ERR_EMPTY)
		return "the JSON ends too early";
	if (err != OK)
		return j.why;
	return j.at == j.end ? NULL : "something follows the JSON";
}

static enum line_kind
write_request(const char *text, size_t len, struct buf *out, const char **why)
{
	struct slice id;

	if ((*why = whole_json(text, len)) != NULL)
		return LINE_WRONG;
	buf_add(out, text, len);
	buf_add(out, "\n", 1);
	id = outcome_member(text, len, "id");
	return id.at == NULL ? LINE_NOTICE : LINE_REQUEST;
}

static enum line_kind
write_call(char *text, unsigned long number, struct buf *out,
    const char **why)
{
	char *params = text + strcspn(text, " \t");

	if (*params != '\0')
		*params++ = '\0';
	params += strspn(params, " \t");
	if (*params == '\0') {
		request_write(out, number, text, NULL);
		return LINE_REQUEST;
	}
	if ((*why = whole_json(params, strlen(params))) != NULL)
		return LINE_WRONG;
	request_write(out, number, text, params);
	return LINE_REQUEST;
}

enum line_kind
line_write(char *text, size_t len, unsigned long number, struct buf *out,
    const char **why)
{
	if (strlen(text) != len) {
		*why = "there is a NUL byte in it";
		return LINE_WRONG;
	}
	while (len > 0 && isspace((unsigned char)text[len - 1]))
		text[--len] = '\0';
	while (isspace((unsigned char)*text)) {
		text++;
		len--;
	}
	if (len == 0 || *text == '#')
		return LINE_BLANK;
	if (*text == '[') {
		*why = "a script holds single requests, not batches";
		return LINE_WRONG;
	}
	if (*text == '{')
		return write_request(text, len, out, why);
	return write_call(text, number, out, why);
}
