/*
 * kind - what one line of JSON-RPC is
 */
#include <stdbool.h>
#include <string.h>

#include "base/json.h"
#include "client/kind.h"

/* What was seen of a message so far. */
struct seen {
	bool		 id, method, answer;
	enum kind	 request, notification;	/* by its method */
};

static bool
is_text(const struct json *j, const char *text)
{
	return j->len == strlen(text) && memcmp(j->text, text, j->len) == 0;
}

static void
see_method(struct seen *seen, const struct json *j)
{
	seen->method = true;
	if (is_text(j, "initialize"))
		seen->request = KIND_INITIALIZE;
	else if (is_text(j, "subscriptions/listen"))
		seen->request = KIND_LISTEN;
	else if (is_text(j, "notifications/initialized"))
		seen->notification = KIND_INITIALIZED;
}

/* The member whose key was just read; false: it is no JSON. */
static bool
see_member(struct seen *seen, struct json *j)
{
	enum json_token token;

	if (is_text(j, "result") || is_text(j, "error")) {
		seen->answer = true;
		return true;
	}
	if (is_text(j, "method")) {
		if ((token = json_next(j)) == JSON_STRING)
			see_method(seen, j);
		return json_skip(j, token) == OK;
	}
	seen->id |= is_text(j, "id");
	return json_skip(j, json_next(j)) == OK;
}

static bool
is_blank(const char *line, size_t len)
{
	size_t i = 0;

	while (i < len && memchr(" \t\r\n", line[i], 4) != NULL)
		i++;
	return i == len;
}

static bool
is_known(const struct seen *seen)
{
	return seen->answer || (seen->id && seen->method);
}

enum kind
kind_of(const char *line, size_t len)
{
	struct seen seen = { .request = KIND_REQUEST,
	    .notification = KIND_NOTIFICATION };
	enum json_token token;
	struct json j;

	if (is_blank(line, len))
		return KIND_BLANK;
	json_open(&j, line, len);
	if ((token = json_next(&j)) != JSON_OBJECT)
		return KIND_REQUEST;
	while (!is_known(&seen)) {
		if ((token = json_next(&j)) != JSON_KEY)
			break;
		if (!see_member(&seen, &j))
			return KIND_REQUEST;
	}
	if (seen.answer)
		return KIND_RESPONSE;
	if (!seen.method || (token != JSON_KEY && token != JSON_OBJECT_END))
		return KIND_REQUEST;
	return seen.id ? seen.request : seen.notification;
}
