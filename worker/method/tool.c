/*
 * tool - what agents call: the rows of tbl/tools.h, and how a tool replies
 */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "worker/method/reply.h"
#include "worker/method/tool.h"

#define READ_ONLY	TOOL_READ_ONLY
#define DESTRUCTIVE	TOOL_DESTRUCTIVE
#define IDEMPOTENT	TOOL_IDEMPOTENT
#define KEYED		TOOL_KEYED
#define TASK		TOOL_TASK

const struct tool tools[] = {
#define TOOL(id, title, hints, description, ...)			\
	{ &methods[METHOD_##id], title, hints, description, #__VA_ARGS__ },
#include "tbl/tools.h"
	{ 0 }
};

const struct tool *
tool_find(const char *name)
{
	const struct tool *t = tools;

	while (t->method != NULL && strcmp(t->method->name, name) != 0)
		t++;
	return t->method != NULL ? t : NULL;
}

bool
tool_takes_model(const struct tool *t)
{
	return t->method->flags & (READS | EDITS) &&
	    !(t->method->flags & OPENS);
}

/*
 * The list
 */

/* JSON as the preprocessor wrote it, without blanks between tokens. */
static void
put_compact(struct json_out *out, const char *json)
{
	bool string = false;
	const char *at;
	char *compact;
	size_t len = 0;

	if ((compact = malloc(strlen(json))) == NULL)
		return;
	for (at = json; *at != '\0'; at++) {
		string ^= *at == '"' && (at == json || at[-1] != '\\');
		if (string || *at != ' ')
			compact[len++] = *at;
	}
	json_put_raw(out, compact, len);
	free(compact);
}

/* The schema of a type, with the words of a parameter in it. */
static void
put_property(struct json_out *out, const char *name, const char *schema,
    const char *doc)
{
	json_put_key(out, name);
	json_put_object(out);
	if (doc[0] != '\0') {
		json_put_key(out, "description");
		json_put_text(out, doc);
	}
	if (strcmp(schema, "{}") == 0)
		json_put_object_end(out);
	else
		put_compact(out, schema + 1);	/* its members, its brace */
}

static void
put_common(struct json_out *out, const struct tool *t)
{
	if (tool_takes_model(t))
		put_property(out, "model", "{\"type\":\"string\"}", "");
	if (t->hints & TOOL_KEYED) {
		put_property(out, "expect_revision", "{\"type\":\"integer\"}",
		    "Refuse if the model has another revision.");
		put_property(out, "request_key", "{\"type\":\"string\"}",
		    "Makes repeating this call harmless.");
	}
}

static void
put_required(struct json_out *out, const struct tool *t)
{
	const struct param *p;

	json_put_key(out, "required");
	json_put_array(out);
	if (tool_takes_model(t))
		json_put_text(out, "model");
	for (p = t->method->params(); p->name != NULL; p++)
		if (p->must)
			json_put_text(out, p->name);
	json_put_array_end(out);
}

static void
put_input(struct json_out *out, const struct tool *t)
{
	const struct param *p;

	json_put_key(out, "inputSchema");
	json_put_object(out);
	json_put_key(out, "type");
	json_put_text(out, "object");
	json_put_key(out, "properties");
	json_put_object(out);
	put_common(out, t);
	for (p = t->method->params(); p->name != NULL; p++)
		put_property(out, p->name, method_schema(p), p->doc);
	json_put_object_end(out);
	put_required(out, t);
	json_put_object_end(out);
}

static void
put_annotations(struct json_out *out, unsigned hints)
{
	static const struct { const char *key; unsigned hint; } rows[] = {
		{ "readOnlyHint", TOOL_READ_ONLY },
		{ "destructiveHint", TOOL_DESTRUCTIVE },
		{ "idempotentHint", TOOL_IDEMPOTENT },
		{ "openWorldHint", 0 },
	};
	unsigned i;

	json_put_key(out, "annotations");
	json_put_object(out);
	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		json_put_key(out, rows[i].key);
		json_put_bool(out, hints & rows[i].hint);
	}
	json_put_object_end(out);
}

static void
put_output(struct json_out *out, const struct tool *t)
{
	json_put_key(out, "outputSchema");
	json_put_object(out);
	json_put_key(out, "type");
	json_put_text(out, "object");
	put_compact(out, t->output + 1);
}

static void
put_tool(struct json_out *out, const struct tool *t)
{
	json_put_object(out);
	json_put_key(out, "name");
	json_put_text(out, t->method->name);
	json_put_key(out, "title");
	json_put_text(out, t->title);
	json_put_key(out, "description");
	json_put_text(out, t->description);
	put_input(out, t);
	put_output(out, t);
	put_annotations(out, t->hints);
	json_put_object_end(out);
}

void
tool_put_rows(struct json_out *out)
{
	const struct tool *t;

	for (t = tools; t->method != NULL; t++)
		put_tool(out, t);
}

/*
 * Replies
 */

void
tool_open(struct call *c)
{
	if (c->agent != AGENT_NONE) {
		json_put_object(c->out);
		json_put_key(c->out, "structuredContent");
	}
	reply_open(c);
}

static void
put_text_block(struct json_out *out, const char *text)
{
	json_put_object(out);
	json_put_key(out, "type");
	json_put_text(out, "text");
	json_put_key(out, "text");
	json_put_text(out, text);
	json_put_object_end(out);
}

static void
put_picture_block(struct call *c, const struct tool_content *content)
{
	reply_item(c);
	reply_text(c, "type", "image");
	reply_base64(c, "data", content->picture, content->picture_len);
	reply_text(c, "mimeType", "image/png");
	reply_item_end(c);
}

static void
put_link_block(struct call *c, const struct tool_content *content)
{
	reply_item(c);
	reply_text(c, "type", "resource_link");
	reply_text(c, "uri", content->link);
	reply_text(c, "name", content->link_name);
	reply_text(c, "mimeType", content->link_type);
	reply_item_end(c);
}

static void
put_content(struct call *c, const struct tool_content *content)
{
	json_put_key(c->out, "content");
	json_put_array(c->out);
	if (content->text != NULL)
		put_text_block(c->out, content->text);
	if (content->picture != NULL)
		put_picture_block(c, content);
	if (content->link != NULL)
		put_link_block(c, content);
	json_put_array_end(c->out);
}

enum err
tool_close(struct call *c, const struct tool_content *content)
{
	if (c->agent == AGENT_NONE) {
		if (content->picture != NULL)
			reply_base64(c, "picture", content->picture,
			    content->picture_len);
		return reply_close(c);
	}
	reply_close(c);
	put_content(c, content);
	tool_put_end(c->out, c->agent == AGENT_MODERN);
	return OK;
}

void
tool_put_failure(struct json_out *out, const char *why, bool modern)
{
	json_put_object(out);
	json_put_key(out, "content");
	json_put_array(out);
	put_text_block(out, why);
	json_put_array_end(out);
	json_put_key(out, "isError");
	json_put_bool(out, true);
	tool_put_end(out, modern);
}

void
tool_put_end(struct json_out *out, bool modern)
{
	tool_put_end_as(out, modern, "complete");
}

void
tool_put_end_as(struct json_out *out, bool modern, const char *kind)
{
	static const char identity[] =
	    "{\"io.modelcontextprotocol/serverInfo\":{\"name\":\"goxeld\","
	    "\"version\":\"" GOXELD_VERSION "\"}}";

	if (modern) {
		json_put_key(out, "resultType");
		json_put_text(out, kind);
		json_put_key(out, "_meta");
		json_put_raw(out, identity, sizeof identity - 1);
	}
	json_put_object_end(out);
}
