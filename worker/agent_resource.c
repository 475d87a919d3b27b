/*
 * agent_resource · resources/list, resources/templates/list, resources/read
 */
#include <string.h>

#include "text.h"
#include "worker/agent_part.h"
#include "worker/fixture.h"
#include "worker/holding.h"
#include "worker/mcp/resource.h"

#define PAGE	50		/* models on a page */

enum err
agent_templates_list(struct agent *a)
{
	return agent_put_list(a, LIST_TEMPLATES);
}

/* A cursor is the place in the directory where the next page begins. */
static enum err
read_cursor(struct agent *a, uint32_t *cursor)
{
	const struct slice *given = &a->message.params.cursor;
	const char *text;
	int64_t place = 0;

	*cursor = 0;
	if (given->at == NULL)
		return OK;
	text = message_text(given, a->call.mem);
	if (text == NULL || !text_integer(text, 1, UINT32_MAX, &place))
		return agent_bad_params(a, "there is no page of this cursor");
	*cursor = (uint32_t)place;
	return OK;
}

static void
put_model(struct agent *a, const char *name)
{
	char text[RESOURCE_URI];
	struct buf uri;

	buf_init(&uri, sizeof text);
	buf_add_text(&uri, "voxel://model/");
	resource_escape(&uri, name);
	text_format(text, sizeof text, "%.*s", (int)uri.len, uri.bytes);
	buf_fini(&uri);
	resource_put_item(&a->out, &(struct resource_item){ text, name, NULL,
	    "application/json", NULL });
}

/* True: there are more, from *cursor on. */
static bool
put_models(struct agent *a, uint32_t *cursor)
{
	const struct services *services = a->call.services;
	struct project_facts facts;
	uint32_t next = *cursor, count = 0;

	while (services->project_next(&a->call, &next, &facts)) {
		if (count++ == PAGE)
			return true;
		put_model(a, facts.name);
		*cursor = next;
	}
	return false;
}

enum err
agent_resources_list(struct agent *a)
{
	const struct mcp_list *fixed = lists_get(LIST_RESOURCES);
	uint32_t cursor;
	char next[16];
	enum err err;

	if ((err = read_cursor(a, &cursor)) != OK)
		return err;
	json_put_object(&a->out);
	json_put_key(&a->out, "resources");
	json_put_array(&a->out);
	if (cursor == 0)
		json_put_raw(&a->out, fixed->json, fixed->len);
	if (put_models(a, &cursor)) {
		json_put_array_end(&a->out);
		text_format(next, sizeof next, "%u", cursor);
		json_put_key(&a->out, "nextCursor");
		json_put_text(&a->out, next);
	} else {
		json_put_array_end(&a->out);
	}
	agent_put_caching(a, 0, "private");
	agent_put_end(a);
	return OK;
}

enum err
agent_resources_read(struct agent *a)
{
	const char *uri = message_text(&a->message.params.uri, a->call.mem);
	const struct resource *r;
	const char *arguments;
	enum err err;

	if (uri == NULL)
		return agent_bad_params(a, "params.uri must be a URI");
	if (fixture_read(a, uri, &err))
		return err;
	a->call.subject = uri;
	if ((r = resource_find(uri, a->call.mem, &arguments)) == NULL)
		return fail(&a->call, ERR_NO_FILE, "there is no such "
		    "resource; resources/list tells those there are");
	return agent_run(a, r->method, &(struct slice){ arguments,
	    strlen(arguments) });
}
