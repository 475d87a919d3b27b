/*
 * fixture_list - what the conformance suite asks for, as lists tell it
 */
#include <string.h>

#include "worker/mcp/fixture_list.h"

/* `json` is the schema, the arguments, or the type. */
struct row {
	const char	*name, *words, *json;
};

#define NONE(...)

static const struct row rows[] = {
#define FIXTURE_TOOL(name, words, ...)		{ #name, words, #__VA_ARGS__ },
#define FIXTURE_PROMPT(name, words, ...)	{ #name, words, #__VA_ARGS__ },
#define FIXTURE_RESOURCE	NONE
#define FIXTURE_TEMPLATE	NONE
#include "tbl/fixtures.h"
};

/* How many of the rows are tools; the prompts follow. */
enum { TOOLS = 0
#define FIXTURE_TOOL(...)	+ 1
#define FIXTURE_PROMPT		NONE
#define FIXTURE_RESOURCE	NONE
#define FIXTURE_TEMPLATE	NONE
#include "tbl/fixtures.h"
};

static const struct row resources[] = {
#define FIXTURE_TOOL		NONE
#define FIXTURE_PROMPT		NONE
#define FIXTURE_RESOURCE(uri, name, type)	{ uri, name, type },
#define FIXTURE_TEMPLATE	NONE
#include "tbl/fixtures.h"
	{ NULL, NULL, NULL }
};

static const struct row templates[] = {
#define FIXTURE_TOOL		NONE
#define FIXTURE_PROMPT		NONE
#define FIXTURE_RESOURCE	NONE
#define FIXTURE_TEMPLATE(uri, name, type)	{ uri, name, type },
#include "tbl/fixtures.h"
	{ NULL, NULL, NULL }
};

enum fixture
fixture_list_find(const char *name)
{
	unsigned i = 0;

	while (i < FIXTURE_COUNT && strcmp(rows[i].name, name) != 0)
		i++;
	return (enum fixture)i;
}

const char *
fixture_list_name(enum fixture id)
{
	return rows[id].name;
}

bool
fixture_list_is_prompt(enum fixture id)
{
	return (unsigned)id >= TOOLS;
}

bool
fixture_list_has_resource(const char *uri)
{
	const struct row *row = resources;

	while (row->name != NULL && strcmp(row->name, uri) != 0)
		row++;
	return row->name != NULL;
}

static void
put_member(struct json_out *out, const char *key, const char *text)
{
	json_put_key(out, key);
	json_put_text(out, text);
}

static void
put_rows(struct json_out *out, unsigned from, unsigned to, const char *key)
{
	unsigned i;

	for (i = from; i < to; i++) {
		json_put_object(out);
		put_member(out, "name", rows[i].name);
		put_member(out, "description", rows[i].words);
		json_put_key(out, key);
		json_put_raw(out, rows[i].json, strlen(rows[i].json));
		json_put_object_end(out);
	}
}

void
fixture_list_put_tools(struct json_out *out)
{
	put_rows(out, 0, TOOLS, "inputSchema");
}

void
fixture_list_put_prompts(struct json_out *out)
{
	put_rows(out, TOOLS, FIXTURE_COUNT, "arguments");
}

static void
put_places(struct json_out *out, const struct row *row, const char *key)
{
	for (; row->name != NULL; row++) {
		json_put_object(out);
		put_member(out, key, row->name);
		put_member(out, "name", row->words);
		put_member(out, "mimeType", row->json);
		json_put_object_end(out);
	}
}

void
fixture_list_put_resources(struct json_out *out)
{
	put_places(out, resources, "uri");
}

void
fixture_list_put_templates(struct json_out *out)
{
	put_places(out, templates, "uriTemplate");
}
