/*
 * fixture_list - what the conformance suite asks for, as lists tell it
 *
 * The rows of tbl/fixtures.h; what they do is in worker/fixture.c.
 */
#ifndef WORKER_MCP_FIXTURE_LIST_H
#define WORKER_MCP_FIXTURE_LIST_H

#include <stdbool.h>

#include "base/json.h"

enum fixture {
#define FIXTURE_TOOL(name, ...)		FIXTURE_##name,
#define FIXTURE_PROMPT(name, ...)	FIXTURE_##name,
#define FIXTURE_RESOURCE(...)
#define FIXTURE_TEMPLATE(...)
#include "tbl/fixtures.h"
	FIXTURE_COUNT		/* also: there is none of that name */
};

/* The tool or prompt of a name. */
enum fixture fixture_list_find(const char *name);
const char *fixture_list_name(enum fixture id);
bool	 fixture_list_is_prompt(enum fixture id);
bool	 fixture_list_has_resource(const char *uri);

/* Their members of the arrays of tools/list, prompts/list, resources/list
 * and resources/templates/list. */
void	 fixture_list_put_tools(struct json_out *out);
void	 fixture_list_put_prompts(struct json_out *out);
void	 fixture_list_put_resources(struct json_out *out);
void	 fixture_list_put_templates(struct json_out *out);

#endif
