/*
 * envelope - what stands around a JSON-RPC 2.0 request
 *
 * Parameters are decoded where they stand when the method is known by then,
 * as it is with every client we know; else their place is remembered and they
 * are decoded at the end.
 */
#include <string.h>

#include "worker/envelope.h"

static bool
is(const struct json *j, const char *text, uint32_t len)
{
	return j->len == len && memcmp(j->text, text, len) == 0;
}

/* The first fault is the one that is told. */
static void
blame(struct envelope *e, struct call *call, const char *why)
{
	if (e->err == OK)
		e->err = fail(call, ERR_REQUEST, "%s", why);
}

static enum err
read_version(struct envelope *e, struct json *j)
{
	enum json_token token = json_next(j);

	e->versioned = token == JSON_STRING && is(j, "2.0", 3);
	return json_skip(j, token);
}

static enum err
read_method(struct envelope *e, struct call *call, struct json *j)
{
	enum json_token token = json_next(j);
	char *plain;

	if (token != JSON_STRING) {
		blame(e, call, "method must be a string");
		return json_skip(j, token);
	}
	/* The parameters may be in the first one's struct by now. */
	if (e->name != NULL) {
		blame(e, call, "method is there twice");
		return OK;
	}
	e->name = j->text;
	e->name_len = j->len;
	if (j->escaped &&
	    (plain = mem_take(call->mem, j->len + 1)) != NULL) {
		e->name_len = (uint32_t)json_unescape(j->text, j->len, plain);
		e->name = plain;
	}
	call->method = method_find(e->name, e->name_len);
	return OK;
}

static enum err
read_id(struct envelope *e, struct call *call, struct json *j)
{
	enum json_token token = json_next(j);
	uint32_t quotes = token == JSON_STRING;

	e->notification = false;
	if (token != JSON_STRING && token != JSON_NUMBER &&
	    token != JSON_NULL) {
		blame(e, call, "id must be a string, a number or null");
		return json_skip(j, token);
	}
	if (j->len > ENVELOPE_ID) {
		blame(e, call, "id is longer than 1024 bytes");
		return OK;
	}
	e->id = token == JSON_NULL ? "null" : j->text - quotes;
	e->id_len = token == JSON_NULL ? 4 : j->len + 2 * quotes;
	return OK;
}

/* Decode now; a fault in them is told when the envelope is whole. */
static enum err
decode(struct envelope *e, struct call *call, struct json *j)
{
	enum err err = method_decode(call, j);

	e->decoded = true;
	if (err == ERR_PARSE)
		return j->why == NULL ? ERR_EMPTY : ERR_PARSE;
	if (err != OK && e->err == OK)
		e->err = err;
	return OK;
}

static enum err
read_params(struct envelope *e, struct call *call, struct json *j)
{
	struct json before = *j;
	enum json_token token = json_next(j);

	if (token == JSON_NULL)
		return OK;
	if (token != JSON_OBJECT && token != JSON_ARRAY) {
		if (token != JSON_MORE && token != JSON_BAD)
			blame(e, call, "params must be an object or an array");
		return json_skip(j, token);
	}
	e->has_params = true;
	if (call->method != NULL && e->err == OK) {
		*j = before;
		return decode(e, call, j);
	}
	e->params = before;
	return json_skip(j, token);
}

static enum err
read_member(struct envelope *e, struct call *call, struct json *j)
{
	if (is(j, "jsonrpc", 7))
		return read_version(e, j);
	if (is(j, "method", 6))
		return read_method(e, call, j);
	if (is(j, "params", 6))
		return read_params(e, call, j);
	if (is(j, "id", 2))
		return read_id(e, call, j);
	return json_skip(j, json_next(j));
}

/* What can only be said once every key was seen. */
static void
conclude(struct envelope *e, struct call *call)
{
	if (!e->versioned)
		blame(e, call, "jsonrpc must be \"2.0\"");
	if (e->name == NULL)
		blame(e, call, "method is missing");
	if (e->err != OK)
		return;
	if (call->method == NULL) {
		e->err = fail(call, ERR_METHOD, "Method not found: %.*s",
		    (int)(e->name_len < 200 ? e->name_len : 200), e->name);
		return;
	}
	if (!e->decoded)
		e->err = method_decode(call,
		    e->has_params ? &e->params : NULL);
}

static enum err
stopped(const struct json *j, enum json_token token)
{
	(void)j;
	return token == JSON_MORE ? ERR_EMPTY : ERR_PARSE;
}

enum err
envelope_read(struct envelope *e, struct call *call, struct json *j)
{
	enum json_token token = json_next(j);
	enum err err;

	*e = (struct envelope){ .notification = true };
	if (token != JSON_OBJECT) {
		if (token == JSON_MORE || token == JSON_BAD)
			return stopped(j, token);
		e->notification = false;
		blame(e, call, "a request must be an object");
		return json_skip(j, token);
	}
	while ((token = json_next(j)) == JSON_KEY)
		if ((err = read_member(e, call, j)) != OK)
			return err;
	if (token != JSON_OBJECT_END)
		return stopped(j, token);
	conclude(e, call);
	if (e->err == ERR_REQUEST)
		e->notification = false;
	return OK;
}
