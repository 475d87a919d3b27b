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
TOOL(voxel_open, "Open a model", IDEMPOTENT,
	"Open a model by name, or make it. Gives the handle `model` for other tools. It stays until voxel_close.",
	{"properties": {"model": {"type": "string"}, "revision": {"type": "integer"}}})
TOOL(voxel_inspect, "Inspect a model", READ_ONLY | IDEMPOTENT,
	"Facts and voxels of a model as text. z is up; box is [x0,y0,z0,x1,y1,z1], inclusive. Small regions only: use voxel_render to see.",
	{"properties": {"model": {"type": "string"}, "revision": {"type": "integer"}}})
TOOL(voxel_render, "Render a model", READ_ONLY | IDEMPOTENT,
	"Look at a model: one picture of several named views.",
	{"properties": {"model": {"type": "string"}, "revision": {"type": "integer"}}})
TOOL(voxel_check, "Check a model", READ_ONLY | IDEMPOTENT,
	"Find faults: loose parts, thin walls, hidden holes, broken symmetry.",
	{"properties": {"model": {"type": "string"}, "revision": {"type": "integer"}}})
TOOL(voxel_import, "Import a file", 0,
	"Add a model file or PNG as layers. Give data or path.",
	{"properties": {"model": {"type": "string"}, "revision": {"type": "integer"}}})
TOOL(voxel_export, "Export a model", IDEMPOTENT,
	"Write a model as a file to fetch by resources/read of its uri.",
	{"properties": {"model": {"type": "string"}, "revision": {"type": "integer"}}})
TOOL(voxel_save, "Save a model", DESTRUCTIVE | IDEMPOTENT,
	"Write a model to a file of the server.",
	{"properties": {"model": {"type": "string"}, "revision": {"type": "integer"}}})
TOOL(voxel_close, "Close a model", DESTRUCTIVE | IDEMPOTENT,
	"Close a model; it can be opened again, unless discarded.",
	{"properties": {"model": {"type": "string"}}})
#undef TOOL
