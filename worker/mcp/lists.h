/*
 * lists - results that never change, made before the first request
 *
 * Each is the members of a JSON object, without its braces, so that what
 * belongs to one era or one request alone can stand beside them.
 */
#ifndef WORKER_MCP_LISTS_H
#define WORKER_MCP_LISTS_H

#include <stdbool.h>
#include <stddef.h>

struct mcp_list {
	const char	*json;		/* NULL: there is no such list */
	size_t		 len;
};

enum mcp_list_id {
	LIST_TOOLS,		/* tools/list */
	LIST_RESOURCES,		/* items of resources/list, no member */
	LIST_TEMPLATES,		/* resources/templates/list */
	LIST_PROMPTS,		/* prompts/list */
	LIST_DISCOVER,		/* server/discover, the legacy members too */
	LIST_INITIALIZE,	/* what initialize says of the server */
	LIST_COUNT
};

/* Make them all; once, before the first request.  With `fixtures`, those of
 * the conformance suite are among them. */
void	 lists_init(bool fixtures);

const struct mcp_list *lists_get(enum mcp_list_id id);

#endif
