/*
 * agent_task - tasks/get, tasks/update, tasks/cancel, and how tasks begin
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "clock.h"
#include "worker/agent_task.h"
#include "worker/fixture.h"
#include "worker/fixture_task.h"
#include "worker/method/tool.h"

#define POLL_MS		200
#define ID_TEXT		32	/* hexadecimal digits */

/* One that was found. */
struct found {
	struct task_id	 id;
	struct task_order order;
	struct task_news news;
	struct task_view view;
};

static struct tasks *
tasks_of(const struct agent *a)
{
	return &a->conn->worker->segment->agents->tasks;
}

bool
agent_task_is_declared(const struct agent *a)
{
	return a->era.modern && a->era.client & MCP_CLIENT_TASKS;
}

enum err
agent_task_refuse(struct agent *a)
{
	if (!a->era.modern)
		return fail(&a->call, ERR_REQUEST, "this is done as a task, "
		    "which revision 2026-07-28 brought");
	return fixture_needs(a,
	    "{\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}");
}

static void
print_id(const struct task_id *id, char out[ID_TEXT + 1])
{
	snprintf(out, ID_TEXT + 1, "%016" PRIx64 "%016" PRIx64, id->high,
	    id->low);
}

static bool
read_id(const char *text, struct task_id *id)
{
	char again[ID_TEXT + 1];

	if (sscanf(text, "%16" SCNx64 "%16" SCNx64, &id->high, &id->low) != 2)
		return false;
	/* Exactly as it was told: no sign, no blank, nothing more. */
	print_id(id, again);
	return strcmp(again, text) == 0;
}

static void
put_time(struct json_out *out, const char *key,
    const struct task_order *order, uint64_t at_ms)
{
	time_t at = (time_t)(order->created_unix +
	    (int64_t)(at_ms - order->created_ms) / 1000);
	char text[32];
	struct tm tm;

	gmtime_r(&at, &tm);
	strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm);
	json_put_key(out, key);
	json_put_text(out, text);
}

static void
put_task(struct json_out *out, const struct found *f)
{
	static const char *const names[] = {
		[TASK_WORKING] = "working",
		[TASK_INPUT_REQUIRED] = "input_required",
		[TASK_COMPLETED] = "completed", [TASK_FAILED] = "failed",
		[TASK_CANCELLED] = "cancelled",
	};
	char id[ID_TEXT + 1];

	print_id(&f->id, id);
	json_put_key(out, "taskId");
	json_put_text(out, id);
	json_put_key(out, "status");
	json_put_text(out, names[f->view.status]);
	put_time(out, "createdAt", &f->order, f->order.created_ms);
	put_time(out, "lastUpdatedAt", &f->order, f->view.updated_ms);
	json_put_key(out, "ttlMs");
	json_put_int(out, TASK_TTL_MS);
	json_put_key(out, "pollIntervalMs");
	json_put_int(out, POLL_MS);
}

enum err
agent_task_begin(struct agent *a, const struct task_order *order)
{
	struct found f = { .order = *order };

	/* Of so few bytes it never gives less. */
	while (getrandom(&f.id, sizeof f.id, 0) != sizeof f.id)
		;
	f.id.high |= 1;
	f.view = fixture_task_view(&f.order, &f.news, order->created_ms);
	if (!tasks_add(tasks_of(a), &f.id, order))
		return fail(&a->call, ERR_BUSY, "there are %u tasks already; "
		    "each is kept for %u s", TASKS, TASK_TTL_MS / 1000);
	json_put_object(&a->out);
	put_task(&a->out, &f);
	tool_put_end_as(&a->out, true, "task");
	return OK;
}

/* The task that is named, or what is wrong with that. */
static enum err
find(struct agent *a, struct found *f)
{
	const char *text = message_text(&a->message.params.task_id,
	    a->call.mem);
	uint64_t now = clock_ms();

	if (!fixture_is_on(a))
		return fault_set(&a->fault, MCP_NO_METHOD, 404,
		    "Method not found: this server has no tasks");
	if (!agent_task_is_declared(a))
		return agent_task_refuse(a);
	if (text == NULL || !read_id(text, &f->id) || !tasks_find(tasks_of(a),
	    &f->id, now, &f->order, &f->news))
		return fault_set(&a->fault, MCP_BAD_PARAMS, 400,
		    "there is no task of this id; each is kept for %u s",
		    TASK_TTL_MS / 1000);
	f->view = fixture_task_view(&f->order, &f->news, now);
	return OK;
}

static enum err
acknowledge(struct agent *a)
{
	json_put_object(&a->out);
	tool_put_end(&a->out, true);
	return OK;
}

enum err
agent_task_get(struct agent *a)
{
	struct found f;
	enum err err;

	if ((err = find(a, &f)) != OK)
		return err;
	json_put_object(&a->out);
	put_task(&a->out, &f);
	fixture_task_put(&a->out, &f.order, &f.news, f.view.status);
	tool_put_end(&a->out, true);
	return OK;
}

enum err
agent_task_update(struct agent *a)
{
	struct found f;
	enum err err;

	if ((err = find(a, &f)) != OK)
		return err;
	tasks_answer(tasks_of(a), &f.id, fixture_task_inputs(&f.order,
	    &a->message.params.inputs), clock_ms());
	return acknowledge(a);
}

enum err
agent_task_cancel(struct agent *a)
{
	struct found f;
	enum err err;

	if ((err = find(a, &f)) != OK)
		return err;
	tasks_cancel(tasks_of(a), &f.id, clock_ms());
	return acknowledge(a);
}
