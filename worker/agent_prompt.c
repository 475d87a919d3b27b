/*
 * agent_prompt · prompts/list, prompts/get, completion/complete
 */
#include <string.h>

#include "goxel/format/format.h"
#include "goxel/view.h"
#include "shm/projects.h"
#include "worker/agent_part.h"
#include "worker/fixture.h"
#include "worker/mcp/prompt.h"
#include "worker/mcp/resource.h"
#include "worker/method/completion.h"
#include "worker/method/docs.h"

enum err
agent_prompts_list(struct agent *a)
{
	return agent_put_list(a, LIST_PROMPTS);
}

enum err
agent_prompts_get(struct agent *a)
{
	const char *name = message_text(&a->message.params.name, a->call.mem);
	const struct prompt *p = name != NULL ? prompt_find(name) : NULL;
	char why[PROMPT_WHY];
	enum err err;

	if (name != NULL && fixture_prompt(a, name, &err))
		return err;
	if (p == NULL)
		return agent_bad_params(a, "there is no such prompt; "
		    "prompts/list tells those there are");
	json_put_object(&a->out);
	if (prompt_put(p, &a->message.params.arguments, a->call.mem, &a->out,
	    why) != OK)
		return agent_bad_params(a, why);
	agent_put_end(a);
	return OK;
}

/*
 * Completion
 */

/* What is completed: an argument of a prompt, or a gap of a template. */
struct wanted {
	const char	*name, *value;
	const char	*model;		/* that was chosen before, or NULL */
};

static void
add_models(struct agent *a, struct completion *done)
{
	struct project_facts facts;
	uint32_t cursor = 0;

	while (a->call.services->project_next(&a->call, &cursor, &facts))
		completion_add(done, facts.name);
}

static void
add_views(struct agent *a, struct completion *done)
{
	enum preset preset;

	(void)a;
	completion_add(done, "iso");
	for (preset = 0; preset < PRESET_COUNT; preset++)
		completion_add(done, preset_names[preset]);
}

static void
add_formats(struct agent *a, struct completion *done)
{
	const struct format *f;

	(void)a;
	for (f = formats; f->name != NULL; f++)
		if (format_writes(f))
			completion_add(done, f->name);
}

static void
add_topics(struct agent *a, struct completion *done)
{
	const struct doc *doc;

	(void)a;
	for (doc = docs; doc->topic != NULL; doc++)
		completion_add(done, doc->topic);
}

/* What each name stands for, wherever it stands. */
static const struct {
	const char	*name;
	void		(*add)(struct agent *a, struct completion *done);
} kinds[] = {
	{ "model", add_models },
	{ "view", add_views },
	{ "format", add_formats },
	{ "topic", add_topics },
};

/* The reference names something that has this argument. */
static enum err
check_reference(struct agent *a, const struct wanted *wanted)
{
	const struct slice *ref = &a->message.params.ref;
	struct slice type = message_member(ref, "type");
	struct slice name = message_member(ref, "name");
	struct slice uri = message_member(ref, "uri");
	const char *kind = message_text(&type, a->call.mem);
	const char *text;
	const struct prompt *p;
	const struct resource *r;

	if (kind != NULL && strcmp(kind, "ref/prompt") == 0) {
		text = message_text(&name, a->call.mem);
		p = text != NULL ? prompt_find(text) : NULL;
		if (p == NULL && text != NULL && fixture_is_prompt(a, text))
			return OK;
		return p != NULL && prompt_argument(p, wanted->name) != NULL ?
		    OK : agent_bad_params(a, "ref names no prompt with this "
		    "argument");
	}
	if (kind == NULL || strcmp(kind, "ref/resource") != 0)
		return agent_bad_params(a, "ref.type must be ref/prompt or "
		    "ref/resource");
	text = message_text(&uri, a->call.mem);
	r = text != NULL ? resource_template(text) : NULL;
	return r != NULL && resource_has_gap(r, wanted->name) ? OK :
	    agent_bad_params(a, "ref.uri is no template with this argument");
}

static enum err
read_wanted(struct agent *a, struct wanted *wanted)
{
	const struct slice *argument = &a->message.params.argument;
	struct slice name = message_member(argument, "name");
	struct slice value = message_member(argument, "value");
	struct slice chosen = message_member(&a->message.params.context,
	    "arguments");
	struct slice model = message_member(&chosen, "model");

	wanted->name = message_text(&name, a->call.mem);
	wanted->value = message_text(&value, a->call.mem);
	wanted->model = message_text(&model, a->call.mem);
	if (wanted->name == NULL || wanted->value == NULL)
		return agent_bad_params(a, "argument must have a name and a "
		    "value, both strings");
	return check_reference(a, wanted);
}

/* Layers are where the model is. */
static enum err
complete_layer(struct agent *a, const struct wanted *wanted)
{
	struct json_out out;
	struct buf text;
	const char *arguments;

	buf_init(&text, BOUND_STRING);
	json_out_open(&out, &text);
	json_put_object(&out);
	json_put_key(&out, "model");
	json_put_text(&out, wanted->model);
	json_put_key(&out, "value");
	json_put_text(&out, wanted->value);
	json_put_object_end(&out);
	arguments = mem_text(a->call.mem, text.bytes, text.len);
	buf_fini(&text);
	if (arguments == NULL)
		return agent_bad_params(a, "the value is too long");
	return agent_run(a, &methods[METHOD_complete_layer],
	    &(struct slice){ arguments, strlen(arguments) });
}

static bool
is_model(struct agent *a, const char *name)
{
	return name != NULL && projects_find(a->conn->worker->segment->projects,
	    name) >= 0;
}

enum err
agent_complete(struct agent *a)
{
	struct completion done;
	struct wanted wanted;
	enum err err;
	size_t i;

	if ((err = read_wanted(a, &wanted)) != OK)
		return err;
	if (strcmp(wanted.name, "layer") == 0 && is_model(a, wanted.model))
		return complete_layer(a, &wanted);
	completion_open(&done, &a->out, wanted.value);
	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (strcmp(wanted.name, kinds[i].name) == 0)
			kinds[i].add(a, &done);
	completion_close(&done, a->era.modern);
	return OK;
}
