/*
 * agent_work - tools that work as tasks
 *
 * Its request, as the task's connection reads it:
 *
 *	{"jsonrpc":"2.0","id":"ID OF THE TASK","method":"tools/call",
 *	 "params":{"name":...,"arguments":{...},"_meta":{...}}}
 *
 * of the modern era, without the extension, so that it is carried out.  An edit
 * that brings no request_key is given one, so that it is done once even when
 * the worker dies between making the task and answering with it.
 */
#include <inttypes.h>
#include <string.h>
#include <time.h>

#include "bounds.h"
#include "clock.h"
#include "shm/jobs.h"
#include "text.h"
#include "worker/agent_task.h"
#include "worker/agent_work.h"
#include "worker/cancel.h"
#include "worker/method/call.h"
#include "worker/task_conn.h"

#define WORKS_MOST	64	/* at once, each with its rings */
#define AROUND		1024	/* bytes of a request around its arguments */
#define WORDS		80

static struct tasks *
tasks_of(const struct agent *a)
{
	return &a->conn->worker->segment->agents->tasks;
}

bool
agent_work_is(const struct agent *a, const struct tool *tool)
{
	return (tool->hints & TOOL_TASK || call_is_traced(&a->call)) &&
	    agent_task_is_declared(a) && !a->plan.element;
}

/* What asks for it: this request of this connection, whoever reads it. */
static uint64_t
find_origin(const struct agent *a)
{
	const struct conn_cut *cut = conn_cut(a->conn->row);
	uint64_t offset = cut->rx_head + cut->batch;
	struct slice place = { (const char *)&offset, sizeof offset };

	return cancel_tag(a->conn, 0, &place);
}

static void
put_arguments(struct json_out *out, const struct tool *tool,
    const struct slice *arguments, uint64_t origin)
{
	struct slice key = message_member(arguments, "request_key");
	struct json j = message_json(arguments);
	char text[32];
	bool bare;

	json_put_key(out, "arguments");
	if (!(tool->method->flags & EDITS) || key.at != NULL) {
		json_put_raw(out, arguments->at, arguments->len);
		return;
	}
	json_next(&j);
	bare = json_next(&j) == JSON_OBJECT_END;
	json_put_object(out);
	json_put_key(out, "request_key");
	text_format(text, sizeof text, "task-%016" PRIx64, origin);
	json_put_text(out, text);
	/* The members of theirs, and its brace. */
	if (bare)
		json_put_object_end(out);
	else
		json_put_raw(out, arguments->at + 1, arguments->len - 1);
}

static void
put_request(struct agent *a, const struct tool *tool, uint64_t origin,
    const char *id, struct json_out *out)
{
	static const char meta[] = "{\"io.modelcontextprotocol/"
	    "protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/"
	    "clientCapabilities\":{}}";

	json_put_object(out);
	json_put_key(out, "jsonrpc");
	json_put_text(out, "2.0");
	json_put_key(out, "id");
	json_put_text(out, id);
	json_put_key(out, "method");
	json_put_text(out, "tools/call");
	json_put_key(out, "params");
	json_put_object(out);
	json_put_key(out, "name");
	json_put_text(out, tool->method->name);
	if (a->message.params.arguments.at != NULL)
		put_arguments(out, tool, &a->message.params.arguments, origin);
	json_put_key(out, "_meta");
	json_put_raw(out, meta, sizeof meta - 1);
	json_put_object_end(out);
	json_put_object_end(out);
}

/* Make the task known, unless it is, and let it work. */
static bool
start(struct agent *a, const struct task_id *id,
    const struct task_order *order, const struct buf *request)
{
	struct task_order known;
	struct task_news news;

	if (request->failed || request->len > BOUND_REQUEST)
		return false;
	if (!tasks_find(tasks_of(a), id, order->created_ms, &known, &news) &&
	    !tasks_add(tasks_of(a), id, order))
		return false;
	return task_conn_start(a->conn, id, request);
}

static bool
begin_new(struct agent *a, const struct tool *tool,
    const struct task_id *id, const struct task_order *order)
{
	char text[AGENT_TASK_ID];
	struct json_out out;
	struct buf request;
	bool done;

	agent_task_print(id, text);
	buf_init(&request, a->message.params.arguments.len + AROUND);
	json_out_open(&out, &request);
	put_request(a, tool, order->origin, text, &out);
	buf_add(&request, "\n", 1);
	done = start(a, id, order, &request);
	buf_fini(&request);
	return done;
}

bool
agent_work_begin(struct agent *a, const struct tool *tool)
{
	struct task_order order = { .created_ms = clock_ms(),
	    .created_unix = time(NULL), .works = true,
	    .origin = find_origin(a) };
	struct task_order known;
	struct task_news news;
	char text[AGENT_TASK_ID];
	struct task_id id;

	text_copy(order.kind, sizeof order.kind, tool->method->name);
	/* A worker that died may have begun it. */
	if (!tasks_find_origin(tasks_of(a), order.origin, order.created_ms,
	    &id))
		agent_task_id(&id, text);
	else if (tasks_find(tasks_of(a), &id, order.created_ms, &known,
	    &news) && news.conn != 0)
		return agent_task_put(a, &id, &known) == OK;
	if (tasks_count_work(tasks_of(a), order.created_ms) >= WORKS_MOST ||
	    !begin_new(a, tool, &id, &order))
		return false;
	return agent_task_put(a, &id, &order) == OK;
}

struct task_view
agent_work_view(const struct task_order *order, const struct task_news *news)
{
	if (news->done_ms == 0)
		return (struct task_view){ TASK_WORKING, order->created_ms };
	return (struct task_view){ news->stopped ? TASK_CANCELLED :
	    TASK_COMPLETED, news->done_ms };
}

/* The tag of its request. */
static uint64_t
find_tag(const struct task_id *id, const struct task_news *news)
{
	char text[AGENT_TASK_ID], quoted[AGENT_TASK_ID + 2];
	struct slice slice = { quoted, AGENT_TASK_ID + 1 };

	agent_task_print(id, text);
	text_format(quoted, sizeof quoted, "\"%s\"", text);
	return cancel_tag_of(news->conn - 1, news->generation, &slice);
}

/* How far its job is. */
static void
put_progress(struct agent *a, const struct task_id *id,
    const struct task_news *news)
{
	const struct segment *s = a->conn->worker->segment;
	uint64_t tag = find_tag(id, news);
	char words[WORDS] = "It has not begun.";
	struct job_facts job;
	uint32_t cursor = 0;

	if (news->cancelled_ms != 0)
		text_copy(words, sizeof words, "It is being cancelled.");
	else
		while (jobs_next(s->jobs, s->workers, &cursor, &job)) {
			if (job.tag != tag)
				continue;
			text_format(words, sizeof words, job.waits ?
			    "It waits for its turn, at place %u." :
			    "%u percent are done.", job.waits ? job.place :
			    job.percent);
			break;
		}
	json_put_key(&a->out, "statusMessage");
	json_put_text(&a->out, words);
}

/* The reply has it, with the id of the task's own request.  What went wrong
 * around the call is told as if it were of it. */
static enum err
put_result(struct agent *a, const struct buf *reply)
{
	struct mcp_message m;
	struct json j;

	json_open(&j, reply->bytes, reply->len);
	if (message_read(&m, &j) != OK || m.kind != MCP_RESPONSE)
		return ERR_CORRUPT;
	json_put_key(&a->out, "result");
	if (m.error.at == NULL)
		json_put_raw(&a->out, m.result.at, m.result.len);
	else
		tool_put_failure(&a->out, mem_text(a->call.mem, m.error.at,
		    m.error.len), true);
	return OK;
}

enum err
agent_work_put(struct agent *a, const struct task_id *id,
    const struct task_news *news)
{
	struct buf reply;
	enum err err = OK;

	if (news->done_ms == 0) {
		put_progress(a, id, news);
		return OK;
	}
	if (news->stopped)
		return OK;
	buf_init(&reply, BOUND_REPLY + AROUND);
	err = task_conn_read(a->conn->worker, news, &reply) ?
	    put_result(a, &reply) : ERR_CORRUPT;
	buf_fini(&reply);
	return err == OK ? OK : fault_set(&a->fault, MCP_BAD_PARAMS, 400,
	    "this task is known no more; each is kept for %u s",
	    TASK_TTL_MS / 1000);
}

void
agent_work_cancel(struct agent *a, const struct task_id *id,
    const struct task_news *news)
{
	if (news->conn != 0)
		cancel_tagged(a->conn->worker, find_tag(id, news));
}
