/*
 * fixture_task - tools of the conformance suite that are tasks (SEP-2663)
 */
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "text.h"
#include "worker/agent_task.h"
#include "worker/fixture_input.h"
#include "worker/fixture_task.h"
#include "worker/stream.h"

#define SECONDS_MAX	120	/* less than a task is known for */
#define INPUTS		2	/* at most */

struct kind {
	enum fixture	 id;
	uint64_t	 work_ms;
	const char	*inputs[INPUTS + 1];
	enum task_status end;
	bool		 failing;	/* the result says isError */
	const char	*words;		/* of it; %s: what it is about */
};

static const struct kind kinds[] = {
	{ FIXTURE_slow_compute, 0, { NULL }, TASK_COMPLETED, false,
	    "Computed %s." },
	{ FIXTURE_failing_job, 1000, { NULL }, TASK_COMPLETED, true,
	    "The job failed%s." },
	{ FIXTURE_protocol_error_job, 500, { NULL }, TASK_FAILED, false,
	    "The job broke%s." },
	{ FIXTURE_confirm_delete, 100, { "confirm", NULL }, TASK_COMPLETED,
	    false, "Deleted %s." },
	{ FIXTURE_multi_input, 100, { "first", "second", NULL },
	    TASK_COMPLETED, false, "Both came%s." },
	{ FIXTURE_test_tool_with_task, 100, { NULL }, TASK_COMPLETED, false,
	    "Hello, %s!" },
};

#define KINDS	(sizeof kinds / sizeof kinds[0])

static const struct kind *
find_kind(enum fixture id)
{
	size_t i = 0;

	while (i < KINDS && kinds[i].id != id)
		i++;
	return i < KINDS ? &kinds[i] : NULL;
}

/* A record is of this server, but maybe of an older binary. */
static const struct kind *
kind_of(const struct task_order *order)
{
	const struct kind *kind = find_kind(fixture_list_find(order->kind));

	return kind != NULL ? kind : &kinds[0];
}

bool
fixture_task_is(enum fixture id)
{
	return find_kind(id) != NULL;
}

static uint32_t
all_inputs(const struct kind *kind)
{
	uint32_t bits = 0;
	unsigned i;

	for (i = 0; kind->inputs[i] != NULL; i++)
		bits |= 1u << i;
	return bits;
}

struct task_view
fixture_task_view(const struct task_order *order,
    const struct task_news *news, uint64_t now_ms)
{
	const struct kind *kind = kind_of(order);
	uint64_t begin = news->answered_ms > order->created_ms ?
	    news->answered_ms : order->created_ms;
	bool waits = (news->answered & all_inputs(kind)) != all_inputs(kind);
	uint64_t end = begin + order->work_ms;

	if (news->cancelled_ms != 0 && (waits || news->cancelled_ms < end))
		return (struct task_view){ TASK_CANCELLED,
		    news->cancelled_ms };
	if (waits)
		return (struct task_view){ TASK_INPUT_REQUIRED, begin };
	if (now_ms < end)
		return (struct task_view){ TASK_WORKING, begin };
	return (struct task_view){ kind->end, end };
}

static void
put_inputs(struct json_out *out, const struct kind *kind, uint32_t answered)
{
	static const char ask[] = "{\"method\":\"elicitation/create\","
	    "\"params\":{\"message\":\"Please confirm\",\"requestedSchema\":"
	    "{\"type\":\"object\",\"properties\":"
	    "{\"confirm\":{\"type\":\"boolean\"}}}}}";
	unsigned i;

	json_put_key(out, "inputRequests");
	json_put_object(out);
	for (i = 0; kind->inputs[i] != NULL; i++) {
		if (answered & 1u << i)
			continue;
		json_put_key(out, kind->inputs[i]);
		json_put_raw(out, ask, sizeof ask - 1);
	}
	json_put_object_end(out);
}

/* The words, with what it is about where %s stands. */
static void
print_words(char *out, size_t size, const struct kind *kind,
    const char *subject)
{
	const char *gap = strstr(kind->words, "%s");

	text_format(out, size, "%.*s%s%s", (int)(gap - kind->words),
	    kind->words, subject, gap + 2);
}

static void
put_result(struct json_out *out, const struct kind *kind, const char *text)
{
	json_put_key(out, "result");
	json_put_object(out);
	json_put_key(out, "content");
	json_put_array(out);
	json_put_object(out);
	json_put_key(out, "type");
	json_put_text(out, "text");
	json_put_key(out, "text");
	json_put_text(out, text);
	json_put_object_end(out);
	json_put_array_end(out);
	if (kind->failing) {
		json_put_key(out, "isError");
		json_put_bool(out, true);
	}
	json_put_key(out, "resultType");
	json_put_text(out, "complete");
	json_put_object_end(out);
}

void
fixture_task_put(struct json_out *out, const struct task_order *order,
    const struct task_news *news, enum task_status status)
{
	const struct kind *kind = kind_of(order);
	struct mcp_fault fault;
	char text[TASK_TEXT + 64];

	print_words(text, sizeof text, kind, order->text);
	if (status == TASK_INPUT_REQUIRED) {
		put_inputs(out, kind, news->answered);
	} else if (status == TASK_COMPLETED) {
		put_result(out, kind, text);
	} else if (status == TASK_FAILED) {
		fault_set(&fault, err_row(ERR_INTERNAL)->number, 200, "%s",
		    text);
		json_put_key(out, "error");
		fault_put(out, &fault);
	}
}

uint32_t
fixture_task_inputs(const struct task_order *order, const struct slice *said)
{
	const struct kind *kind = kind_of(order);
	struct slice answer;
	uint32_t bits = 0;
	unsigned i;

	for (i = 0; kind->inputs[i] != NULL; i++) {
		answer = message_member(said, kind->inputs[i]);
		if (fixture_input_is_answer(&answer))
			bits |= 1u << i;
	}
	return bits;
}

static enum err
begin_task(struct agent *a, const struct kind *kind, uint64_t work_ms,
    const char *subject)
{
	struct task_order order = { .created_ms = clock_ms(),
	    .created_unix = clock_unix(), .work_ms = work_ms };

	text_copy(order.kind, sizeof order.kind, fixture_list_name(kind->id));
	text_copy(order.text, sizeof order.text, subject);
	return agent_task_begin(a, &order);
}

/* Who knows no tasks waits for the answer. */
static enum err
work_here(struct agent *a, uint64_t work_ms)
{
	const char *label = fixture_argument(a, "label");

	if (work_ms > 0 && stream_step(a->conn) == 0) {
		if (a->carrier->http && !a->carrier->streams)
			return fail(&a->call, ERR_REQUEST, "this takes a "
			    "while; accept text/event-stream to wait for it");
		if (stream_send(a->conn, NULL, 0) != OK)
			return fail(&a->call, ERR_FULL, "no room for a reply");
		return stream_sleep(a->conn, (unsigned)work_ms);
	}
	return fixture_say(a, "Computed %s.", label != NULL ? label : "it");
}

/* The number of an argument that was read as JSON; 0: it is none. */
static double
number(struct agent *a, const char *key)
{
	struct slice value = message_member(&a->message.params.arguments,
	    key);
	const char *text = value.at == NULL ? NULL :
	    mem_text(a->call.mem, value.at, value.len);

	return text == NULL ? 0 : strtod(text, NULL);
}

static enum err
compute(struct agent *a, const struct kind *kind)
{
	const char *label = fixture_argument(a, "label");
	double wanted = number(a, "seconds");

	if (!(wanted >= 0 && wanted <= SECONDS_MAX))
		return fail(&a->call, ERR_PARAMS,
		    "'seconds' must be 0 to %u", SECONDS_MAX);
	if (wanted == 0 || !agent_task_is_declared(a))
		return work_here(a, (uint64_t)(wanted * 1000));
	return begin_task(a, kind, (uint64_t)(wanted * 1000),
	    label != NULL ? label : "it");
}

enum err
fixture_task_call(struct agent *a, enum fixture id)
{
	const struct kind *kind = find_kind(id);
	const char *subject = NULL;
	enum err err;
	bool done;

	if (id == FIXTURE_slow_compute)
		return compute(a, kind);
	if (!agent_task_is_declared(a))
		return agent_task_refuse(a);
	if (id == FIXTURE_confirm_delete)
		subject = fixture_argument(a, "filename");
	if (id == FIXTURE_test_tool_with_task) {
		err = fixture_input_gather(a, id, &done);
		if (err != OK || !done)
			return err;
		subject = fixture_input_text(a, "user_name", "name");
	}
	return begin_task(a, kind, kind->work_ms,
	    subject != NULL ? subject : "");
}
