/*
 * message - one MCP message: a JSON-RPC request, notification or response
 */
#include <string.h>

#include "worker/mcp/message.h"

#define LEGACY	MCP_LEGACY
#define MODERN	MCP_MODERN

const struct mcp_method_row mcp_methods[] = {
#define MCP_METHOD(id, name, eras, header)	{ name, eras, header },
#include "tbl/mcp_methods.h"
	{ NULL, 0, NULL }
};

/* A key, and where in the message its value goes. */
struct place {
	const char	*key;
	size_t		 len;
	size_t		 offset;
};

#define PLACE(key, member)						\
	{ key, sizeof key - 1, offsetof(struct mcp_message, member) }

static const struct place params[] = {
#define IN_PARAMS(id, key)	PLACE(key, params.id),
	MESSAGE_PARAMS(IN_PARAMS)
	{ NULL, 0, 0 }
};

static const struct place meta[] = {
#define IN_META(id, key)	PLACE(key, meta.id),
	MESSAGE_META(IN_META)
	{ NULL, 0, 0 }
};

static const struct place reply[] = {
	PLACE("result", result), PLACE("error", error), { NULL, 0, 0 }
};

enum mcp_method
message_method(const char *name, size_t len)
{
	const struct mcp_method_row *row = mcp_methods;

	while (row->name != NULL && (strlen(row->name) != len ||
	    memcmp(row->name, name, len) != 0))
		row++;
	return (enum mcp_method)(row - mcp_methods);
}

static bool
is_key(const struct json *j, const char *key)
{
	return j->len == strlen(key) && memcmp(j->text, key, j->len) == 0;
}

/* Where the token that was just read begins. */
static const char *
begin_of(const struct json *j, enum json_token token)
{
	switch (token) {
	case JSON_STRING:
		return j->text - 1;
	case JSON_NUMBER:
		return j->text;
	case JSON_OBJECT:
	case JSON_ARRAY:
		return j->at - 1;
	case JSON_FALSE:
		return j->at - 5;
	default:
		return j->at - 4;
	}
}

/* The value whose first token was just read. */
static enum err
keep(struct json *j, enum json_token token, struct slice *out)
{
	const char *begin;
	enum err err;

	if (token == JSON_BAD || token == JSON_MORE)
		return json_skip(j, token);
	begin = begin_of(j, token);
	if ((err = json_skip(j, token)) != OK)
		return err;
	*out = (struct slice){ begin, (size_t)(j->at - begin) };
	return OK;
}

/* The value behind the key that was just read, if it has a place. */
static enum err
keep_member(struct mcp_message *m, const struct place *places, struct json *j)
{
	const struct place *p = places;

	while (p->key != NULL &&
	    (p->len != j->len || memcmp(p->key, j->text, p->len) != 0))
		p++;
	if (p->key == NULL)
		return json_skip(j, json_next(j));
	return keep(j, json_next(j), (struct slice *)((char *)m + p->offset));
}

static enum err
read_meta(struct mcp_message *m, struct json *j)
{
	enum json_token token = json_next(j);
	enum err err = OK;

	if (token != JSON_OBJECT)
		return json_skip(j, token);
	m->has_meta = true;
	while (err == OK && (token = json_next(j)) == JSON_KEY)
		err = keep_member(m, meta, j);
	return err != OK || token == JSON_OBJECT_END ? err :
	    json_skip(j, token);
}

static void
blame(struct mcp_message *m, const char *why)
{
	if (m->why == NULL)
		m->why = why;
}

static enum err
read_params(struct mcp_message *m, struct json *j)
{
	enum json_token token = json_next(j);
	enum err err = OK;

	if (token != JSON_OBJECT) {
		if (token != JSON_NULL)
			blame(m, "params must be an object");
		return json_skip(j, token);
	}
	while (err == OK && (token = json_next(j)) == JSON_KEY)
		err = is_key(j, "_meta") ? read_meta(m, j) :
		    keep_member(m, params, j);
	return err != OK || token == JSON_OBJECT_END ? err :
	    json_skip(j, token);
}

static enum err
read_version(struct mcp_message *m, struct json *j)
{
	enum json_token token = json_next(j);

	if (token != JSON_STRING || !is_key(j, "2.0"))
		blame(m, "jsonrpc must be \"2.0\"");
	return json_skip(j, token);
}

static enum err
read_method(struct mcp_message *m, struct json *j)
{
	enum json_token token = json_next(j);

	if (token != JSON_STRING) {
		blame(m, "method must be a string");
		return json_skip(j, token);
	}
	m->name = (struct slice){ j->text, j->len };
	m->method = message_method(j->text, j->len);
	return OK;
}

/* MCP allows strings and integers. */
static enum err
read_id(struct mcp_message *m, struct json *j)
{
	enum json_token token = json_next(j);

	if (token == JSON_STRING || (token == JSON_NUMBER && j->integer)) {
		if (j->len <= MESSAGE_ID)
			return keep(j, token, &m->id);
		blame(m, "id is longer than 1024 bytes");
		return OK;
	}
	blame(m, "id must be a string or an integer");
	return json_skip(j, token);
}

static enum err
read_member(struct mcp_message *m, struct json *j, bool *versioned)
{
	if (is_key(j, "jsonrpc")) {
		*versioned = true;
		return read_version(m, j);
	}
	if (is_key(j, "method"))
		return read_method(m, j);
	if (is_key(j, "id"))
		return read_id(m, j);
	if (is_key(j, "params"))
		return read_params(m, j);
	return keep_member(m, reply, j);
}

/* What can only be said once every key was seen. */
static void
conclude(struct mcp_message *m, bool versioned)
{
	bool answers = m->result.at != NULL || m->error.at != NULL;

	if (!versioned)
		blame(m, "jsonrpc must be \"2.0\"");
	if (m->name.at == NULL && !answers)
		blame(m, "method is missing");
	if (m->name.at != NULL)
		m->kind = m->id.at != NULL ? MCP_REQUEST : MCP_NOTIFICATION;
	else
		m->kind = MCP_RESPONSE;
}

enum err
message_read(struct mcp_message *m, struct json *j)
{
	enum json_token token = json_next(j);
	bool versioned = false;
	enum err err = OK;

	*m = (struct mcp_message){ .method = MCP_UNKNOWN };
	if (token != JSON_OBJECT) {
		m->why = "a message must be an object";
		return (err = json_skip(j, token)) != OK ? err : ERR_REQUEST;
	}
	while (err == OK && (token = json_next(j)) == JSON_KEY)
		err = read_member(m, j, &versioned);
	if (err == OK && token != JSON_OBJECT_END)
		err = json_skip(j, token);
	if (err != OK)
		return err;
	conclude(m, versioned);
	return m->why == NULL ? OK : ERR_REQUEST;
}

const char *
message_text(const struct slice *s, struct mem *mem)
{
	struct json j;
	char *text;
	size_t len;

	if (s->at == NULL)
		return NULL;
	j = message_json(s);
	if (json_next(&j) != JSON_STRING ||
	    (text = mem_take(mem, (size_t)j.len + 1)) == NULL)
		return NULL;
	len = json_unescape(j.text, j.len, text);
	return strlen(text) == len ? text : NULL;
}

struct slice
message_member(const struct slice *object, const char *key)
{
	struct slice found = { NULL, 0 };
	struct json j;
	bool wanted;

	if (object->at == NULL)
		return found;
	j = message_json(object);
	if (json_next(&j) != JSON_OBJECT)
		return found;
	while (json_next(&j) == JSON_KEY) {
		wanted = is_key(&j, key);
		if (wanted)
			keep(&j, json_next(&j), &found);
		else
			json_skip(&j, json_next(&j));
	}
	return found;
}
