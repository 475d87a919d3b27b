/*
 * caller - a client and a server in one, for tests of methods
 */
#include <stdio.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/pack.h"
#include "text.h"
#include "tests/unit/caller.h"
#include "worker/method/call.h"

/*
 * The services
 */

static int
find_project(const struct caller *caller, const char *name)
{
	int i;

	for (i = 0; i < CALLER_PROJECTS; i++)
		if (caller->projects[i] != NULL &&
		    strcmp(caller->names[i], name) == 0)
			return i;
	return -1;
}

static enum err
use_project(struct call *c, int index)
{
	struct caller *caller = c->owner;

	if (index < 0)
		return ERR_NO_PROJECT;
	caller->current = index;
	c->context = caller->projects[index];
	c->project = caller->names[index];
	return OK;
}

static enum err
open_project(struct call *c, const char *name)
{
	struct caller *caller = c->owner;

	return use_project(c, name == NULL ? caller->current :
	    find_project(caller, name));
}

static enum err
create_project(struct call *c, const char *name, bool *made)
{
	struct caller *caller = c->owner;
	int i = find_project(caller, name);

	*made = i < 0;
	if (i >= 0)
		return use_project(c, i);
	for (i = 0; i < CALLER_PROJECTS; i++)
		if (caller->projects[i] == NULL)
			break;
	if (i == CALLER_PROJECTS)
		return ERR_FULL;
	caller->projects[i] = context_new(name, pack_read);
	text_copy(caller->names[i], sizeof caller->names[i], name);
	return use_project(c, i);
}

static enum err
close_project(struct call *c, const char *name, bool erase)
{
	struct caller *caller = c->owner;
	int i = name == NULL ? caller->current : find_project(caller, name);

	caller->erased = erase;
	if (i < 0)
		return ERR_NO_PROJECT;
	c->project = mem_text(c->mem, caller->names[i],
	    strlen(caller->names[i]));
	context_free(caller->projects[i]);
	caller->projects[i] = NULL;
	if (caller->current == i)
		caller->current = -1;
	return OK;
}

static bool
next_project(struct call *c, uint32_t *cursor, struct project_facts *facts)
{
	const struct caller *caller = c->owner;
	uint32_t i;

	while (*cursor < CALLER_PROJECTS) {
		i = (*cursor)++;
		if (caller->projects[i] == NULL)
			continue;
		*facts = (struct project_facts){
			.name = caller->names[i],
			.revision = caller->projects[i]->revision,
			.worker = 3, .current = (int)i == caller->current,
			.open = true,
		};
		return true;
	}
	return false;
}

static void
tell_facts(struct call *c, struct server_facts *facts)
{
	*facts = ((const struct caller *)c->owner)->facts;
}

static void
tell_usage(struct call *c, struct usage_facts *facts)
{
	struct caller *caller = c->owner;

	*facts = caller->usage;
	caller->usage_asked++;
}

static bool
next_job(struct call *c, uint32_t *cursor, struct running_facts *facts)
{
	*facts = ((const struct caller *)c->owner)->running;
	return facts->id != 0 && (*cursor)++ == 0;
}

static enum err
cancel_job(struct call *c, uint64_t id)
{
	struct caller *caller = c->owner;

	if (id != caller->running.id)
		return ERR_NO_JOB;
	caller->cancelled = id;
	return OK;
}

static const struct services services = {
	.project_create = create_project,
	.project_open = open_project,
	.project_close = close_project,
	.project_next = next_project,
	.server_facts = tell_facts,
	.usage = tell_usage,
	.job_next = next_job,
	.job_cancel = cancel_job,
};

/*
 * The caller
 */

void
caller_init(struct caller *caller)
{
	memset(caller, 0, sizeof *caller);
	methods_init();
	mem_init(&caller->mem, 4096, BOUND_REQUEST_MEM);
	buf_init(&caller->reply, BOUND_REPLY);
	buf_init(&caller->edits, BOUND_FILE);
	caller->current = -1;
	caller->facts = (struct server_facts){
		.now = 1000000000, .uptime_s = 77, .master_pid = 4711,
		.worker_pid = 4712,
		.script_memory = 64u << 20,
	};
	caller->usage = (struct usage_facts){ .cpu_left_ms = 60000,
	    .memory = 123456 };
	caller->call = (struct call){
		.services = &services, .owner = caller, .mem = &caller->mem,
		.out = &caller->out, .trusted = true,
	};
}

void
caller_fini(struct caller *caller)
{
	int i;

	for (i = 0; i < CALLER_PROJECTS; i++)
		context_free(caller->projects[i]);
	buf_fini(&caller->edits);
	buf_fini(&caller->reply);
	mem_fini(&caller->mem);
}

/* What the worker does when a job has ended well. */
static void
apply_edits(struct caller *caller)
{
	struct edit_outcome outcome;
	size_t at = 0, used;
	struct edit edit;

	while (at < caller->edits.len) {
		cr_assert_eq(edit_decode(caller->edits.bytes + at,
		    caller->edits.len - at, &edit, &used), OK);
		cr_assert_eq(context_apply(caller->call.context, &edit,
		    &outcome), OK);
		edit_fini(&edit);
		at += used;
	}
}

static enum err
run(struct caller *caller)
{
	struct call *c = &caller->call;
	enum err err;

	if (c->method->flags & OPENS) {
		if ((err = method_open(c)) != OK)
			return err;
	} else if (c->project != NULL) {
		if ((err = open_project(c, c->project)) != OK)
			return err;
	} else if (caller->current >= 0) {
		c->context = caller->projects[caller->current];
	}
	c->deferred = caller->job && call_is_job(c);
	c->edits = c->deferred ? &caller->edits :
	    NULL;
	err = method_run(c);
	if (err == OK)
		apply_edits(caller);
	return err;
}

enum err
caller_run(struct caller *caller, const char *method, const char *params)
{
	struct call *c = &caller->call;
	struct json j;
	enum err err;

	mem_reset(&caller->mem);
	buf_reset(&caller->reply);
	buf_reset(&caller->edits);
	json_out_open(&caller->out, &caller->reply);
	c->context = NULL;
	c->subject = NULL;
	c->method = method_find(method, strlen(method),
	    &c->preset);
	cr_assert_not_null(c->method, "no method %s", method);
	if (params != NULL)
		json_open(&j, params, strlen(params));
	err = method_decode(c, params != NULL ? &j : NULL);
	if (err == OK)
		err = run(caller);
	buf_add(&caller->reply, "", 1);
	return err;
}

void
caller_start(struct caller *caller)
{
	caller_init(caller);
	cr_assert_eq(caller_run(caller, "goxel.create_project", "[\"P\"]"), OK);
}

void
expect(struct caller *caller, const char *method, const char *params,
    const char *result)
{
	enum err err = caller_run(caller, method, params);

	cr_assert_eq(err, OK, "%s %s: %s: %s", method, params,
	    err_row(err)->name, caller->call.why);
	cr_assert_str_eq(caller->reply.bytes, result, "%s %s: %s", method,
	    params, caller->reply.bytes);
}

void
refuse(struct caller *caller, const char *method, const char *params,
    enum err err, const char *words)
{
	enum err got = caller_run(caller, method, params);

	cr_assert_eq(got, err, "%s %s: %s: %s", method, params,
	    err_row(got)->name, caller->call.why);
	cr_assert_eq(caller->call.err, err);
	cr_assert_not_null(strstr(caller->call.why, words), "%s %s: %s",
	    method, params, caller->call.why);
}
