/*
 * work - tools that take long, as tasks of the extension
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/server/harness.h"

TestSuite(work, .fini = harness_fini);

#define WORKERS		2
#define ID		64
#define META(capabilities)						\
	"\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":"	\
	"\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":" \
	capabilities "}"
#define WITH_TASKS							\
	META("{\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}")
#define EXPORT(format)							\
	"\"name\":\"voxel_export\",\"arguments\":{\"model\":\"m\","	\
	"\"format\":\"" format "\"}"
#define IMPORT	"\"name\":\"voxel_import\",\"arguments\":{\"path\":\"%s\"," \
	"\"format\":\"txt\",\"model\":\"m\"}"

static struct server s;
static struct client editor, c;

static void
begin(const char *settings)
{
	s = server_start("%s", settings);
	editor = client_open(&s, DOOR_UNIX);
	c = client_open(&s, DOOR_UNIX);
	call(&editor, "goxel.create_project", "{\"name\":\"m\"}");
}

/* An export of it takes a second or so. */
static void
make_large(void)
{
	expect(call(&editor, "goxel.procedural_shape", "{\"shape_type\":"
	    "\"sphere\",\"size_x\":700,\"size_y\":700,\"size_z\":700,"
	    "\"color\":\"#e0a030\"}"), "result.success", "true");
}

static void
end(void)
{
	client_close(&c);
	client_close(&editor);
	server_stop(&s);
}

static void
say(const char *method, const char *params)
{
	char text[1024];

	snprintf(text, sizeof text, "{\"jsonrpc\":\"2.0\",\"id\":1,"
	    "\"method\":\"%s\",\"params\":{%s," WITH_TASKS "}}\n", method,
	    params);
	client_say(&c, text);
}

static const char *
ask(const char *method, const char *id)
{
	char params[128];

	snprintf(params, sizeof params, "\"taskId\":\"%s\"", id);
	say(method, params);
	return client_line(&c);
}

static void
begin_task(const char *params, char id[ID])
{
	const char *reply;

	say("tools/call", params);
	reply = client_line(&c);
	expect(reply, "result.resultType", "\"task\"");
	expect(reply, "result.status", "\"working\"");
	snprintf(id, ID, "%s", text_at(reply, "result.taskId"));
}

/* What tasks/get says when it has another status. */
static const char *
await_end(const char *id)
{
	const char *reply = "";
	int i;

	for (i = 0; i < 2 * PATIENCE_MS; i++) {
		reply = ask("tasks/get", id);
		if (strstr(reply, "\"status\":\"working\"") == NULL)
			return reply;
		usleep(1000);
	}
	cr_assert_fail("it works for ever: %s", reply);
	return NULL;
}

static void
await_listed(const char *words)
{
	int i;

	for (i = 0; i < PATIENCE_MS; i++) {
		if (strstr(call(&editor, "goxel.list_jobs", NULL), words) !=
		    NULL)
			return;
		usleep(1000);
	}
	cr_assert_fail("no job with %s", words);
}

Test(work, export_is_a_task_whose_result_any_worker_tells)
{
	struct client other;
	const char *reply;
	char id[ID];
	int i;

	begin("workers=2");
	begin_task(EXPORT("obj"), id);
	reply = await_end(id);
	expect(reply, "result.status", "\"completed\"");
	expect(reply, "result.result.structuredContent.format", "\"obj\"");
	expect(reply, "result.result.resultType", "\"complete\"");
	for (i = 0; i < 4; i++) {
		other = c;
		c = client_open(&s, DOOR_UNIX);
		expect(ask("tasks/get", id), "result.status",
		    "\"completed\"");
		client_close(&c);
		c = other;
	}
	end();
}

Test(work, client_without_the_extension_waits_for_its_result)
{
	begin("workers=1");
	client_say(&c, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":"
	    "\"tools/call\",\"params\":{" EXPORT("obj") "," META("{}")
	    "}}\n");
	expect_some(client_line(&c), "result.structuredContent.uri");
	end();
}

Test(work, call_that_is_wrong_becomes_no_task)
{
	const char *reply;

	begin("workers=1");
	say("tools/call", "\"name\":\"voxel_export\",\"arguments\":"
	    "{\"format\":\"obj\"}");
	reply = client_line(&c);
	expect(reply, "result.isError", "true");
	expect(reply, "result.resultType", "\"complete\"");
	end();
}

Test(work, task_whose_worker_is_killed_while_it_runs_completes)
{
	const char *reply;
	char id[ID];

	begin("workers=2");
	make_large();
	begin_task(EXPORT("obj"), id);
	await_listed("voxel_export");
	kill_worker(&s, project_worker(&s, "m"));
	expect(ask("tasks/get", id), "result.status", "\"working\"");
	reply = await_end(id);
	expect(reply, "result.status", "\"completed\"");
	expect_some(reply, "result.result.structuredContent.uri");
	end();
}

Test(work, result_outlives_every_worker)
{
	pid_t pids[WORKERS_MAX];
	unsigned i, count;
	char id[ID];

	begin("workers=2");
	begin_task(EXPORT("obj"), id);
	await_end(id);
	count = worker_pids(&s, pids);
	for (i = 0; i < count; i++)
		kill_worker(&s, pids[i]);
	await_ready(&s, WORKERS);
	expect_some(ask("tasks/get", id),
	    "result.result.structuredContent.uri");
	end();
}

Test(work, task_is_cancelled_while_it_runs_and_while_it_waits)
{
	char ids[2][ID];
	const char *reply;
	int i;

	begin("workers=2 jobs=1");
	make_large();
	begin_task(EXPORT("obj"), ids[0]);
	await_listed("\"running\"");
	begin_task(EXPORT("ply"), ids[1]);
	await_listed("\"waiting\"");
	cr_assert_not_null(strstr(ask("tasks/get", ids[1]), "place 1"));
	for (i = 1; i >= 0; i--) {
		expect(ask("tasks/cancel", ids[i]), "result.resultType",
		    "\"complete\"");
		reply = await_end(ids[i]);
		expect(reply, "result.status", "\"cancelled\"");
		expect_none(reply, "result.result");
	}
	await_listed("\"count\":0");
	end();
}

static void
write_import(void)
{
	FILE *file = fopen(in_dir(&s, "in.txt"), "we");

	cr_assert_not_null(file);
	fprintf(file, "# Goxel text\n1 2 3 ff0000\n");
	cr_assert_eq(fclose(file), 0);
}

static void
begin_import(char id[ID])
{
	char params[256];

	snprintf(params, sizeof params, IMPORT, in_dir(&s, "in.txt"));
	begin_task(params, id);
}

Test(work, import_is_made_once_though_its_worker_dies)
{
	const char *reply;
	char id[ID];

	begin("workers=2");
	write_import();
	begin_import(id);
	kill_worker(&s, project_worker(&s, "m"));
	reply = await_end(id);
	expect(reply, "result.status", "\"completed\"");
	expect(reply, "result.result.structuredContent.voxels", "1");
	expect(call(&editor, "goxel.list_layers", "{\"project\":\"m\"}"),
	    "result.count", "2");
	end();
}

Test(work, imports_at_the_same_time_lose_nothing_of_each_other)
{
	char ids[6][ID];
	int i;

	begin("workers=2 jobs=4");
	write_import();
	for (i = 0; i < 6; i++)
		begin_import(ids[i]);
	for (i = 0; i < 6; i++)
		expect_some(await_end(ids[i]),
		    "result.result.structuredContent.revision");
	expect(call(&editor, "goxel.list_layers", "{\"project\":\"m\"}"),
	    "result.count", "7");
	end();
}

#define TRACED	"\"name\":\"voxel_render\",\"arguments\":{\"model\":\"m\"," \
	"\"size\":256,\"views\":[\"iso\"],\"style\":\"traced\"}"

Test(work, traced_picture_is_a_task_and_a_plain_one_is_none)
{
	const char *reply;
	char id[ID];

	begin("workers=2");
	call(&editor, "goxel.add_voxel", "[1,2,3,255,0,0,255]");
	begin_task(TRACED, id);
	reply = await_end(id);
	expect(reply, "result.result.content.1.type", "\"image\"");
	say("tools/call", "\"name\":\"voxel_render\",\"arguments\":"
	    "{\"model\":\"m\",\"style\":\"flat\"}");
	expect(client_line(&c), "result.content.1.type", "\"image\"");
	end();
}
