/*
 * envelope - what stands around a JSON-RPC 2.0 request
 *
 * Parameters are decoded where they stand when the method is known by then,
 * as it is with every client we know; else their place is remembered and they
 * are decoded at the end.
 */
#include <string.h>

#include "base/json_quick.h"
#include "worker/envelope.h"

typedef enum err member_reader(struct envelope *e, struct call *call,
    struct json *j);

struct member {
	struct json_key	 key;
	member_reader	*read;
};

/* The first fault is the one that is told. */
static void
blame(struct envelope *e, struct call *call, const char *why)
{
	if (e->err == OK)
		e->err = fail(call, ERR_REQUEST, "%s", why);
}

static enum err
read_version(struct envelope *e, struct call *call, struct json *j)
{
	enum json_token token = json_quick_string(j);

	(void)call;
	e->versioned = token == JSON_STRING && j->len == 3 &&
	    memcmp(j->text, "2.0", 3) == 0;
	return json_skip(j, token);
}

static enum err
read_method(struct envelope *e, struct call *call, struct json *j)
{
	enum json_token token = json_quick_string(j);
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
	call->method = method_find(e->name, e->name_len, &call->preset);
	return OK;
}

static enum err
read_id(struct envelope *e, struct call *call, struct json *j)
{
	enum json_token token = json_quick_number(j);
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

static bool
can_decode(const struct envelope *e, const struct call *call)
{
	return call->method != NULL && e->err == OK;
}

/* They come before the method, or are none. */
static enum err
keep_params(struct envelope *e, struct call *call, struct json *j)
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
	if (can_decode(e, call)) {
		*j = before;
		return decode(e, call, j);
	}
	e->params = before;
	return json_skip(j, token);
}

static enum err
read_params(struct envelope *e, struct call *call, struct json *j)
{
	if (!can_decode(e, call) || j->at == j->end ||
	    (*j->at != '{' && *j->at != '['))
		return keep_params(e, call, j);
	e->has_params = true;
	return decode(e, call, j);
}

static enum err
read_tool(struct envelope *e, struct call *call, struct json *j)
{
	e->tool = true;
	return read_method(e, call, j);
}

/* In an order that most clients follow, with gaps. */
static const struct member members[] = {
	{ JSON_KEY("jsonrpc"), read_version },
	{ JSON_KEY("id"), read_id },
	{ JSON_KEY("method"), read_method },
	{ JSON_KEY("params"), read_params },
};

#define MEMBERS		(sizeof members / sizeof *members)

static enum err
read_slice(struct json *j, struct slice *out)
{
	enum json_token token = json_quick_string(j);

	if (token == JSON_STRING)
		*out = (struct slice){ j->text, j->len };
	return json_skip(j, token);
}

static enum err
read_traceparent(struct envelope *e, struct call *call, struct json *j)
{
	(void)call;
	return read_slice(j, &e->traceparent);
}

static enum err
read_tracestate(struct envelope *e, struct call *call, struct json *j)
{
	(void)call;
	return read_slice(j, &e->tracestate);
}

/* Rarely seen. */
static const struct member others[] = {
	{ JSON_KEY("tool"), read_tool },
	{ JSON_KEY("arguments"), read_params },
	{ JSON_KEY("traceparent"), read_traceparent },
	{ JSON_KEY("tracestate"), read_tracestate },
};

#define OTHERS		(sizeof others / sizeof *others)

/* The member whose key was just read. */
static enum err
read_other(struct envelope *e, struct call *call, struct json *j)
{
	const struct member *m;
	unsigned i;

	for (i = 0; i < MEMBERS + OTHERS; i++) {
		m = i < MEMBERS ? &members[i] : &others[i - MEMBERS];
		if (j->len + 3 == m->key.len &&
		    memcmp(j->text, m->key.text + 1, j->len) == 0)
			return m->read(e, call, j);
	}
	return json_skip(j, json_next(j));
}

/* All members; `token` is the one behind the last. */
static enum err
read_members(struct envelope *e, struct call *call, struct json *j,
    enum json_token *token)
{
	unsigned i = 0, missed = 0;
	enum err err = OK;

	*token = JSON_KEY;
	while (err == OK && *token == JSON_KEY) {
		if (json_quick_key(j, &members[i].key)) {
			err = members[i].read(e, call, j);
			missed = 0;
		} else if (json_quick_end(j)) {
			*token = JSON_OBJECT_END;
		} else if (++missed == MEMBERS) {
			missed = 0;
			if ((*token = json_next(j)) == JSON_KEY)
				err = read_other(e, call, j);
		}
		i = (i + 1) % MEMBERS;
	}
	return err;
}

/* What can only be said once every key was seen. */
static void
conclude(struct envelope *e, struct call *call)
{
	if (!e->versioned && !e->tool)
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
	if ((err = read_members(e, call, j, &token)) != OK)
		return err;
	if (token != JSON_OBJECT_END)
		return stopped(j, token);
	conclude(e, call);
	if (e->err == ERR_REQUEST || e->tool)
		e->notification = false;
	return OK;
}
