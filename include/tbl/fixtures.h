/*
 * fixtures - what MCP's conformance suite asks for, declared once
 *
 * FIXTURE_TOOL(name, description, schema)
 * FIXTURE_PROMPT(name, description, arguments)
 * FIXTURE_RESOURCE(uri, name, type)
 * FIXTURE_TEMPLATE(uri, name, type)
 *	name		gives FIXTURE_<name> of enum fixture, for tools and prompts
 *	schema, arguments	JSON, listed as it stands
 *
 * They are there with the setting mcp_fixtures alone.  Names and schemas are
 * the suite's (@modelcontextprotocol/conformance 0.1.16 and 0.2.0-alpha.12).
 */
FIXTURE_TOOL(test_simple_text, "Text.", {"type": "object"})
FIXTURE_TOOL(test_image_content, "A picture.", {"type": "object"})
FIXTURE_TOOL(test_audio_content, "A sound.", {"type": "object"})
FIXTURE_TOOL(test_embedded_resource, "A resource.", {"type": "object"})
FIXTURE_TOOL(test_multiple_content_types, "Text, picture and resource.",
	{"type": "object"})
FIXTURE_TOOL(test_error_handling, "Fails.", {"type": "object"})
FIXTURE_TOOL(test_tool_with_logging, "Logs while it runs.",
	{"type": "object"})
FIXTURE_TOOL(test_logging_tool, "Logs if the request wants it.",
	{"type": "object"})
FIXTURE_TOOL(test_tool_with_progress, "Tells its progress.",
	{"type": "object"})
FIXTURE_TOOL(test_streaming_elicitation, "Answers without asking.",
	{"type": "object"})
FIXTURE_TOOL(test_reconnection, "Answers on another stream.",
	{"type": "object"})
FIXTURE_TOOL(test_sampling, "Asks the client's model.",
	{"type": "object", "properties": {"prompt": {"type": "string"}},
	 "required": ["prompt"]})
FIXTURE_TOOL(test_elicitation, "Asks the user.",
	{"type": "object", "properties": {"message": {"type": "string"}},
	 "required": ["message"]})
FIXTURE_TOOL(test_elicitation_sep1034_defaults, "Asks with defaults.",
	{"type": "object"})
FIXTURE_TOOL(test_elicitation_sep1330_enums, "Asks with choices.",
	{"type": "object"})
FIXTURE_TOOL(json_schema_2020_12_tool, "Tool with JSON Schema 2020-12 features",
	{"$schema": "https://json-schema.org/draft/2020-12/schema",
	 "type": "object",
	 "$defs": {"address": {"$anchor": "addressDef", "type": "object",
	  "properties": {"street": {"type": "string"},
	   "city": {"type": "string"}}}},
	 "properties": {"name": {"type": "string"},
	  "address": {"$ref": "#/$defs/address"},
	  "contactMethod": {"type": "string", "enum": ["phone", "email"]},
	  "phone": {"type": "string"}, "email": {"type": "string"}},
	 "allOf": [{"anyOf": [{"required": ["phone"]},
	  {"required": ["email"]}]}],
	 "if": {"properties": {"contactMethod": {"const": "phone"}},
	  "required": ["contactMethod"]},
	 "then": {"required": ["phone"]}, "else": {"required": ["email"]},
	 "additionalProperties": false})
FIXTURE_TOOL(test_header_parameter, "Has a parameter that is a header too.",
	{"type": "object", "properties": {"region": {"type": "string",
	  "x-mcp-header": "Region"}}})
FIXTURE_TOOL(test_missing_capability, "Needs sampling.", {"type": "object"})
FIXTURE_TOOL(test_trigger_tool_change, "The list of tools has changed.",
	{"type": "object"})
FIXTURE_TOOL(test_trigger_prompt_change, "The list of prompts has changed.",
	{"type": "object"})
FIXTURE_TOOL(test_input_required_result_elicitation, "Needs a name.",
	{"type": "object"})
FIXTURE_TOOL(test_input_required_result_sampling, "Needs a model.",
	{"type": "object"})
FIXTURE_TOOL(test_input_required_result_list_roots, "Needs roots.",
	{"type": "object"})
FIXTURE_TOOL(test_input_required_result_request_state, "Needs its state.",
	{"type": "object"})
FIXTURE_TOOL(test_input_required_result_multiple_inputs, "Needs all.",
	{"type": "object"})
FIXTURE_TOOL(test_input_required_result_multi_round, "Needs two rounds.",
	{"type": "object"})
FIXTURE_TOOL(test_input_required_result_tampered_state, "Checks its state.",
	{"type": "object"})
FIXTURE_TOOL(test_input_required_result_capabilities,
	"Needs what the client has.", {"type": "object"})
FIXTURE_TOOL(greet, "Greets at once.",
	{"type": "object", "properties": {"name": {"type": "string"}}})
FIXTURE_TOOL(slow_compute, "Takes its time: a task.",
	{"type": "object", "properties": {"seconds": {"type": "number"},
	  "label": {"type": "string"}}})
FIXTURE_TOOL(failing_job, "A task whose result is an error.",
	{"type": "object"})
FIXTURE_TOOL(protocol_error_job, "A task that fails.", {"type": "object"})
FIXTURE_TOOL(confirm_delete, "A task that asks once.",
	{"type": "object", "properties": {"filename": {"type": "string"}}})
FIXTURE_TOOL(multi_input, "A task that asks twice.", {"type": "object"})
FIXTURE_TOOL(test_tool_with_task, "Asks, and is a task then.",
	{"type": "object"})

FIXTURE_PROMPT(test_simple_prompt, "Text.", [])
FIXTURE_PROMPT(test_prompt_with_arguments, "Text with arguments in it.",
	[{"name": "arg1", "description": "First.", "required": true},
	 {"name": "arg2", "description": "Second.", "required": true}])
FIXTURE_PROMPT(test_prompt_with_embedded_resource, "A resource.",
	[{"name": "resourceUri", "description": "Its URI.", "required": true}])
FIXTURE_PROMPT(test_prompt_with_image, "A picture.", [])
FIXTURE_PROMPT(test_input_required_result_prompt, "Asks first.", [])

FIXTURE_RESOURCE("test://static-text", "Static text", "text/plain")
FIXTURE_RESOURCE("test://static-binary", "Static picture", "image/png")
FIXTURE_RESOURCE("test://watched-resource", "Watched text", "text/plain")
FIXTURE_TEMPLATE("test://template/{id}/data", "Data", "application/json")
#undef FIXTURE_TOOL
#undef FIXTURE_PROMPT
#undef FIXTURE_RESOURCE
#undef FIXTURE_TEMPLATE
