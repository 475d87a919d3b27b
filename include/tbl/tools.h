/*
 * tools - what agents can call by MCP's tools/call, declared once
 *
 * TOOL(id, title, hints, description, output)
 *	id	a row of tbl/methods.h with the flag AGENTS, which has the
 *		parameters; the tool's name is that of its method
 *	hints	READ_ONLY, DESTRUCTIVE, IDEMPOTENT: the annotations
 *		readOnlyHint, destructiveHint, idempotentHint; no tool reaches
 *		beyond this server, so openWorldHint is always false
 *		KEYED: expect_revision and request_key are told of
 *	description	what an agent has to know to use it well; all rows
 *		together, with their schemas, have less than 2,500 tokens
 *	output	JSON schema of structuredContent, without "type":"object"
 *
 * Schemas are plain objects: some clients refuse a whole list for one oneOf,
 * anyOf, allOf or union with null.
 */
TOOL(voxel_list, "List models", READ_ONLY | IDEMPOTENT,
	"List the models of this server.",
	{"properties": {"models": {"type": "array", "items": {"type": "object"}},
	 "nextCursor": {"type": "string"}}, "required": ["models"]})
#undef TOOL
