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
#include "worker/agent_work.h"
#include "worker/fixture.h"
#include "worker/fixture_task.h"
#include "worker/method/tool.h"

#define POLL_MS		200

/* One that was found. */
struct found {
	struct task_id	 id;
	struct task_order order;
	struct task_news news;
	struct task_view view;
};

/* Of one that works, and of a fixture. */
static struct task_view
view_of(const struct found *f, uint64_t now_ms)
{
	return f->order.works ? agent_work_view(&f->order, &f->news) :
	    fixture_task_view(&f->order, &f->news, now_ms);
}

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

void
agent_task_print(const struct task_id *id, char out[AGENT_TASK_ID])
{
	snprintf(out, AGENT_TASK_ID, "%016" PRIx64 "%016" PRIx64, id->high,
	    id->low);
}

static bool
read_id(const char *text, struct task_id *id)
{
	char again[AGENT_TASK_ID];

	if (sscanf(text, "%16" SCNx64 "%16" SCNx64, &id->high, &id->low) != 2)
		return false;
	/* Exactly as it was told: no sign, no blank, nothing more. */
	agent_task_print(id, again);
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
	char id[AGENT_TASK_ID];

	agent_task_print(&f->id, id);
	json_put_key(out, "taskId");
	json_put_text(out, id);
	json_put_key(out, "status");
	json_put_text(out, names[f->view.status]);
	put_time(out, "createdAt", &f->order, f->order.created_ms);
	put_time(out, "lastUpdatedAt", &f->order, f->view.updated_ms);
	json_put_key(out, "ttlMs");
	json_put_int(out, f->news.expires_ms == 0 ? TASK_TTL_MS :
	    (int64_t)(f->news.expires_ms - f->order.created_ms));
	json_put_key(out, "pollIntervalMs");
	json_put_int(out, POLL_MS);
}

void
agent_task_id(struct task_id *id, char text[AGENT_TASK_ID])
{
	/* Of so few bytes it never gives less. */
	while (getrandom(id, sizeof *id, 0) != sizeof *id)
		;
	id->high |= 1;
	agent_task_print(id, text);
}

enum err
agent_task_put(struct agent *a, const struct task_id *id,
    const struct task_order *order)
{
	struct found f = { .id = *id, .order = *order };

	f.view = view_of(&f, order->created_ms);
	json_put_object(&a->out);
	put_task(&a->out, &f);
	tool_put_end_as(&a->out, true, "task");
	return OK;
}

enum err
agent_task_begin(struct agent *a, const struct task_order *order)
{
	char text[AGENT_TASK_ID];
	struct task_id id;

	agent_task_id(&id, text);
	if (!tasks_add(tasks_of(a), &id, order))
		return fail(&a->call, ERR_BUSY, "there are %u tasks already; "
		    "each is kept for %u s", TASKS, TASK_TTL_MS / 1000);
	return agent_task_put(a, &id, order);
}

/* The task that is named, or what is wrong with that. */
static enum err
find(struct agent *a, struct found *f)
{
	const char *text = message_text(&a->message.params.task_id,
	    a->call.mem);
	uint64_t now = clock_ms();

	if (!agent_task_is_declared(a))
		return agent_task_refuse(a);
	if (text == NULL || !read_id(text, &f->id) || !tasks_find(tasks_of(a),
	    &f->id, now, &f->order, &f->news))
		return fault_set(&a->fault, MCP_BAD_PARAMS, 400,
		    "there is no task of this id; each is kept for %u s",
		    TASK_TTL_MS / 1000);
	f->view = view_of(f, now);
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
	if (f.order.works)
		err = agent_work_put(a, &f.id, &f.news);
	else
		fixture_task_put(&a->out, &f.order, &f.news, f.view.status);
	tool_put_end(&a->out, true);
	return err;
}

enum err
agent_task_update(struct agent *a)
{
	struct found f;
	enum err err;

	if ((err = find(a, &f)) != OK)
		return err;
	if (!f.order.works)
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
	if (f.order.works)
		agent_work_cancel(a, &f.id, &f.news);
	return acknowledge(a);
}
