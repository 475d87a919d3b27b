/*
 * lists - results that never change, made before the first request
 */
#include "base/json.h"
#include "buf.h"
#include "worker/mcp/era.h"
#include "worker/mcp/fixture_list.h"
#include "worker/mcp/lists.h"
#include "worker/mcp/prompt.h"
#include "worker/mcp/resource.h"
#include "worker/method/tool.h"

#define LIST_LIMIT	(1u << 20)	/* bytes of one */

static const char instructions[] =
    "goxeld holds voxel models. 1. voxel_open makes or opens a model. "
    "2. voxel_build changes it: many ops in one call, all or nothing, one "
    "undo step; read voxel://docs/ops first. 3. voxel_render shows it: look "
    "after each build. 4. voxel_check finds floating parts and holes. "
    "5. voxel_history takes back. z is up, units are voxels, boxes include "
    "both corners.";

static struct mcp_list lists[LIST_COUNT];

/* A capability and what of it there is; NULL ends that. */
static void
put_flags(struct json_out *out, const char *key, const char *const *flags)
{
	json_put_key(out, key);
	json_put_object(out);
	for (; *flags != NULL; flags++) {
		json_put_key(out, *flags);
		json_put_bool(out, true);
	}
	json_put_object_end(out);
}

static void
put_extensions(struct json_out *out)
{
	static const char *const none[] = { NULL };

	json_put_key(out, "extensions");
	json_put_object(out);
	put_flags(out, "io.modelcontextprotocol/tasks", none);
	json_put_object_end(out);
}

/* The lists of tools and prompts change only where fixtures are. */
static void
put_capabilities(struct json_out *out, bool fixtures, bool legacy)
{
	static const char *const changes[] = { "listChanged", NULL };
	static const char *const all[] = { "subscribe", "listChanged", NULL };
	const char *const *none = changes + 1;

	json_put_key(out, "capabilities");
	json_put_object(out);
	put_flags(out, "tools", fixtures ? changes : none);
	put_flags(out, "resources", all);
	put_flags(out, "prompts", fixtures ? changes : none);
	put_flags(out, "completions", none);
	if (legacy)
		put_flags(out, "logging", none);
	else
		put_extensions(out);
	json_put_object_end(out);
}

static void
put_tools(struct json_out *out, bool fixtures)
{
	json_put_key(out, "tools");
	json_put_array(out);
	tool_put_rows(out);
	if (fixtures)
		fixture_list_put_tools(out);
	json_put_array_end(out);
}

static void
put_resources(struct json_out *out, bool fixtures)
{
	resource_put_fixed(out);
	if (fixtures)
		fixture_list_put_resources(out);
}

static void
put_templates(struct json_out *out, bool fixtures)
{
	json_put_key(out, "resourceTemplates");
	json_put_array(out);
	resource_put_templates(out);
	if (fixtures)
		fixture_list_put_templates(out);
	json_put_array_end(out);
}

static void
put_prompts(struct json_out *out, bool fixtures)
{
	json_put_key(out, "prompts");
	json_put_array(out);
	prompt_put_list(out);
	if (fixtures)
		fixture_list_put_prompts(out);
	json_put_array_end(out);
}

static void
put_instructions(struct json_out *out)
{
	json_put_key(out, "instructions");
	json_put_text(out, instructions);
}

static void
put_discover(struct json_out *out, bool fixtures)
{
	int i;

	json_put_key(out, "supportedVersions");
	json_put_array(out);
	for (i = MCP_VERSIONS - 1; i > MCP_2024_11_05; i--)
		json_put_text(out, era_name((enum mcp_version)i));
	json_put_array_end(out);
	put_capabilities(out, fixtures, false);
	put_instructions(out);
}

static void
put_initialize(struct json_out *out, bool fixtures)
{
	put_capabilities(out, fixtures, true);
	json_put_key(out, "serverInfo");
	json_put_object(out);
	json_put_key(out, "name");
	json_put_text(out, "goxeld");
	json_put_key(out, "title");
	json_put_text(out, "goxeld, a voxel modelling server");
	json_put_key(out, "version");
	json_put_text(out, GOXELD_VERSION);
	json_put_object_end(out);
	put_instructions(out);
}

static void
make(struct mcp_list *list, void (*put)(struct json_out *, bool),
    bool fixtures)
{
	struct json_out out;
	struct buf text;

	buf_init(&text, LIST_LIMIT);
	json_out_open(&out, &text);
	put(&out, fixtures);
	*list = (struct mcp_list){ text.bytes, text.len };
}

void
lists_init(bool fixtures)
{
	static void (*const put[LIST_COUNT])(struct json_out *, bool) = {
		[LIST_TOOLS] = put_tools,
		[LIST_RESOURCES] = put_resources,
		[LIST_TEMPLATES] = put_templates,
		[LIST_PROMPTS] = put_prompts,
		[LIST_DISCOVER] = put_discover,
		[LIST_INITIALIZE] = put_initialize,
	};
	unsigned i;

	for (i = 0; i < LIST_COUNT; i++)
		if (put[i] != NULL && lists[i].json == NULL)
			make(&lists[i], put[i], fixtures);
}

const struct mcp_list *
lists_get(enum mcp_list_id id)
{
	return &lists[id];
}
