/*
 * mcp_methods - the requests of the Model Context Protocol, declared once
 *
 * MCP_METHOD(id, name, eras, header)
 *	id	gives MCP_<id> of enum mcp_method
 *	eras	MODERN: 2026-07-28 and later; LEGACY: those before; or both
 *	header	member of params that the HTTP header Mcp-Name must repeat in
 *		the modern era (name, uri, taskId), or "": none
 *
 * Sources: https://modelcontextprotocol.io/specification, revisions
 * 2025-03-26 to 2026-07-28; the tasks extension is SEP-2663.
 */
MCP_METHOD(initialize, "initialize", LEGACY, "")
MCP_METHOD(ping, "ping", LEGACY, "")
MCP_METHOD(discover, "server/discover", MODERN, "")
MCP_METHOD(tools_list, "tools/list", LEGACY | MODERN, "")
MCP_METHOD(tools_call, "tools/call", LEGACY | MODERN, "name")
MCP_METHOD(resources_list, "resources/list", LEGACY | MODERN, "")
MCP_METHOD(templates_list, "resources/templates/list", LEGACY | MODERN, "")
MCP_METHOD(resources_read, "resources/read", LEGACY | MODERN, "uri")
MCP_METHOD(resources_subscribe, "resources/subscribe", LEGACY, "")
MCP_METHOD(resources_unsubscribe, "resources/unsubscribe", LEGACY, "")
MCP_METHOD(prompts_list, "prompts/list", LEGACY | MODERN, "")
MCP_METHOD(prompts_get, "prompts/get", LEGACY | MODERN, "name")
MCP_METHOD(complete, "completion/complete", LEGACY | MODERN, "")
MCP_METHOD(set_level, "logging/setLevel", LEGACY, "")
MCP_METHOD(listen, "subscriptions/listen", MODERN, "")
MCP_METHOD(task_get, "tasks/get", MODERN, "taskId")
MCP_METHOD(task_update, "tasks/update", MODERN, "taskId")
MCP_METHOD(task_cancel, "tasks/cancel", MODERN, "taskId")
MCP_METHOD(initialized, "notifications/initialized", LEGACY | MODERN, "")
MCP_METHOD(cancelled, "notifications/cancelled", LEGACY | MODERN, "")
MCP_METHOD(progressed, "notifications/progress", LEGACY | MODERN, "")
MCP_METHOD(roots_changed, "notifications/roots/list_changed", LEGACY | MODERN, "")
MCP_METHOD(bridge, "notifications/goxel/bridge", LEGACY | MODERN, "")
#undef MCP_METHOD
