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
 *		TASK: a client that knows tasks gets one
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
TOOL(voxel_import, "Import a file", TASK,
	"Add a model file or PNG as layers. Give data or path.",
	{"properties": {"model": {"type": "string"}, "revision": {"type": "integer"}}})
TOOL(voxel_export, "Export a model", IDEMPOTENT | TASK,
	"Write a model as a file to fetch by resources/read of its uri.",
	{"properties": {"model": {"type": "string"}, "revision": {"type": "integer"}}})
TOOL(voxel_save, "Save a model", DESTRUCTIVE | IDEMPOTENT,
	"Write a model to a file of the server.",
	{"properties": {"model": {"type": "string"}, "revision": {"type": "integer"}}})
TOOL(voxel_close, "Close a model", DESTRUCTIVE | IDEMPOTENT,
	"Close a model; it can be opened again, unless discarded.",
	{"properties": {"model": {"type": "string"}}})
TOOL(voxel_build, "Build", KEYED,
	"Draw and change voxels: ops are done in order, all or none, one undo step. {op, color, mode (set, add, subtract, paint, intersect), layer, ...}; z is up, boxes inclusive. Examples: {op:box,box:[0,0,0,9,9,4],color:'#8040c0',wall:1} {op:sphere,center:[0,0,9],radius:4,mode:subtract} {op:cylinder,base:[5,5,0],radius:2,height:9} {op:array,box:[0,0,0,1,1,5],count:[5,1,1],step:[4,0,0]} {op:mirror,axis:x,at:[0,0,0]}. Others: ellipsoid cone torus line polyline points plane text extrude copy move rotate scale replace fill erase shell smooth layer palette select cut; voxel://docs/ops",
	{"properties": {"model": {"type": "string"}, "revision": {"type": "integer"},
	 "changed": {"type": "integer"}}})
TOOL(voxel_field, "Fill by formula", KEYED,
	"Fill a box where expr > 0. x y z; r from its centre; u v w 0-1 across; noise(x/8,y/8,z/8), sin ... Color: #rrggbb, rgb(r,g,b) or hsv(h,s,v) of such.",
	{"properties": {"model": {"type": "string"}, "revision": {"type": "integer"},
	 "changed": {"type": "integer"}}})
TOOL(voxel_history, "Undo, redo", KEYED,
	"Undo or redo steps, name a checkpoint, go to one or to a revision.",
	{"properties": {"model": {"type": "string"}, "revision": {"type": "integer"},
	 "changed": {"type": "integer"}}})
#undef TOOL
