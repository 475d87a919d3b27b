/*
 * fixture_input - tools and a prompt that ask for input in rounds (SEP-2322)
 */
#include <string.h>

#include "worker/fixture_input.h"
#include "worker/mcp/request_state.h"
#include "worker/method/tool.h"

/* What is asked for; `needs` is what the client must have for it. */
struct ask {
	enum fixture	 of;
	unsigned	 round;
	unsigned	 needs;
	const char	*key, *params;
};

#define FORM(message, properties)					\
	"{\"message\":\"" message "\",\"requestedSchema\":"		\
	"{\"type\":\"object\",\"properties\":{" properties "}}}"
#define NAME	"\"name\":{\"type\":\"string\"}"
#define OKAY	"\"ok\":{\"type\":\"boolean\"}"
#define SAY(text, tokens)						\
	"{\"messages\":[{\"role\":\"user\",\"content\":"		\
	"{\"type\":\"text\",\"text\":\"" text "\"}}],"			\
	"\"maxTokens\":" #tokens "}"
#define ELICIT	MCP_CLIENT_ELICITATION
#define SAMPLE	MCP_CLIENT_SAMPLING
#define ROOTS	MCP_CLIENT_ROOTS
#define OF(name)	FIXTURE_test_input_required_result_##name

static const struct ask asks[] = {
	{ OF(elicitation), 0, ELICIT, "user_name",
	    FORM("What is your name?", NAME) },
	{ OF(sampling), 0, SAMPLE, "capital_question",
	    SAY("What is the capital of France?", 100) },
	{ OF(list_roots), 0, ROOTS, "client_roots", "{}" },
	{ OF(request_state), 0, ELICIT, "confirm",
	    FORM("Please confirm", OKAY) },
	{ OF(multiple_inputs), 0, ELICIT, "user_name",
	    FORM("What is your name?", NAME) },
	{ OF(multiple_inputs), 0, SAMPLE, "greeting",
	    SAY("Generate a greeting", 50) },
	{ OF(multiple_inputs), 0, ROOTS, "client_roots", "{}" },
	{ OF(multi_round), 0, ELICIT, "step1",
	    FORM("Step 1: What is your name?", NAME) },
	{ OF(multi_round), 1, ELICIT, "step2",
	    FORM("Step 2: What is your favorite color?",
	    "\"color\":{\"type\":\"string\"}") },
	{ OF(tampered_state), 0, ELICIT, "confirm",
	    FORM("Please confirm", OKAY) },
	{ OF(capabilities), 0, ELICIT, "user_name",
	    FORM("What is your name?", NAME) },
	{ OF(capabilities), 0, SAMPLE, "greeting",
	    SAY("Generate a greeting", 50) },
	{ OF(prompt), 0, ELICIT, "user_context",
	    FORM("What context should the prompt use?",
	    "\"context\":{\"type\":\"string\"}") },
	{ FIXTURE_test_tool_with_task, 0, ELICIT, "user_name",
	    FORM("What is your name?", NAME) },
};

#define ASKS	(sizeof asks / sizeof asks[0])

/* Those whose answers count only with the state that was given out. */
static bool
has_state(enum fixture id)
{
	return id == OF(request_state) || id == OF(multiple_inputs) ||
	    id == OF(multi_round) || id == OF(tampered_state);
}

static bool
begins(const struct slice *s, char first)
{
	return s->at != NULL && s->at[0] == first;
}

bool
fixture_input_is_answer(const struct slice *said)
{
	struct slice action = message_member(said, "action");

	return begins(&action, '"');
}

static bool
is_answered(const struct agent *a, const struct ask *ask)
{
	const struct slice *all = &a->message.params.inputs;
	struct slice said = message_member(all, ask->key), member;

	if (ask->needs == ELICIT)
		return fixture_input_is_answer(&said);
	member = message_member(&said,
	    ask->needs == SAMPLE ? "content" : "roots");
	return ask->needs == SAMPLE ? member.at != NULL :
	    begins(&member, '[');
}

/* What a round may ask this client for, in the order of the table. */
static const struct ask *
next_ask(const struct agent *a, enum fixture id, unsigned round,
    const struct ask *after)
{
	const struct ask *ask = after == NULL ? asks : after + 1;

	while (ask < asks + ASKS && (ask->of != id || ask->round != round ||
	    !(a->era.client & ask->needs)))
		ask++;
	return ask < asks + ASKS ? ask : NULL;
}

static bool
is_round_answered(const struct agent *a, enum fixture id, unsigned round)
{
	const struct ask *ask = NULL;
	unsigned count = 0;

	while ((ask = next_ask(a, id, round, ask)) != NULL) {
		if (!is_answered(a, ask))
			return false;
		count++;
	}
	return count > 0;
}

static bool
has_round(enum fixture id, unsigned round)
{
	size_t i;

	for (i = 0; i < ASKS; i++)
		if (asks[i].of == id && asks[i].round == round)
			return true;
	return false;
}

static void
put_ask(struct json_out *out, const struct ask *ask)
{
	json_put_key(out, ask->key);
	json_put_object(out);
	json_put_key(out, "method");
	json_put_text(out, ask->needs == ELICIT ? "elicitation/create" :
	    ask->needs == SAMPLE ? "sampling/createMessage" : "roots/list");
	json_put_key(out, "params");
	json_put_raw(out, ask->params, strlen(ask->params));
	json_put_object_end(out);
}

static enum err
refuse_client(struct agent *a, enum fixture id)
{
	size_t i = 0;

	while (asks[i].of != id)
		i++;
	return fixture_needs(a, asks[i].needs == ELICIT ?
	    "{\"elicitation\":{}}" : asks[i].needs == SAMPLE ?
	    "{\"sampling\":{}}" : "{\"roots\":{}}");
}

static enum err
ask_for(struct agent *a, enum fixture id, unsigned round)
{
	const struct ask *ask = next_ask(a, id, round, NULL);
	char state[REQUEST_STATE + 1];

	if (ask == NULL)
		return refuse_client(a, id);
	if (!request_state_make(a->conn->worker->segment->agents->key,
	    &a->message, a->call.mem, round, state))
		return fail(&a->call, ERR_TOO_BIG, "no room to sign this");
	json_put_object(&a->out);
	json_put_key(&a->out, "inputRequests");
	json_put_object(&a->out);
	for (; ask != NULL; ask = next_ask(a, id, round, ask))
		put_ask(&a->out, ask);
	json_put_object_end(&a->out);
	if (has_state(id)) {
		json_put_key(&a->out, "requestState");
		json_put_text(&a->out, state);
	}
	tool_put_end_as(&a->out, true, "input_required");
	return OK;
}

enum err
fixture_input_gather(struct agent *a, enum fixture id, bool *done)
{
	bool stated = a->message.params.state.at != NULL;
	unsigned round = 0;

	*done = false;
	if (!a->era.modern)
		return fail(&a->call, ERR_REQUEST, "this tool asks in rounds, "
		    "which revision 2026-07-28 brought");
	if (stated && !request_state_read(
	    a->conn->worker->segment->agents->key, &a->message, a->call.mem,
	    &round))
		return fault_set(&a->fault, MCP_BAD_PARAMS, 400,
		    "params.requestState is not what was given for this "
		    "request, or too old; call again without it");
	if ((stated || !has_state(id)) && is_round_answered(a, id, round))
		*done = !has_round(id, ++round);
	return *done ? OK : ask_for(a, id, round);
}

const char *
fixture_input_text(struct agent *a, const char *key, const char *field)
{
	struct slice said = message_member(&a->message.params.inputs, key);
	struct slice content = message_member(&said, "content");
	struct slice text = message_member(&content, field);

	return message_text(&text, a->call.mem);
}

enum err
fixture_input_call(struct agent *a, enum fixture id)
{
	const char *name;
	enum err err;
	bool done;

	if ((err = fixture_input_gather(a, id, &done)) != OK || !done)
		return err;
	if (has_state(id))
		return fixture_say(a, "All is answered: state-ok");
	name = fixture_input_text(a, "user_name", "name");
	return fixture_say(a, "Hello, %s!", name != NULL ? name : "you");
}
