/*
 * do_script · run JavaScript on a project
 *
 * It runs in a job child, on a draft of the project, and what it did becomes
 * one edit.  A script that throws is an answer, not an error, as it was in the
 * old daemon.
 */
#include <string.h>
#include <sys/resource.h>

#include "bounds.h"
#include "script/script.h"
#include "text.h"
#include "worker/method/files.h"
#include "worker/method/method.h"
#include "worker/method/reply.h"

#define TIMEOUT_MS	30000
#define TIMEOUT_MOST_MS	300000
#define NICE		10	/* scripts wait for those who serve */

static enum err
save(void *owner, const char *path, const struct buf *bytes,
    char why[SCRIPT_WHY])
{
	struct call *c = owner;
	enum err err = files_write(c, path, bytes);

	text_copy(why, SCRIPT_WHY, c->why);
	return err;
}

static uint32_t
timeout_wanted(const struct execute_script_in *in)
{
	if (!in->has_timeout_ms || in->timeout_ms < 1 ||
	    in->timeout_ms > TIMEOUT_MOST_MS)
		return TIMEOUT_MS;
	return (uint32_t)in->timeout_ms;
}

static const char *
name_wanted(const struct execute_script_in *in)
{
	if (in->has_name && in->name[0] != '\0')
		return in->name;
	return in->has_script ? "script" : in->path;
}

/* The script's text, from wherever it is. */
static enum err
find_code(struct call *c, const struct execute_script_in *in,
    struct script *script, struct buf *file)
{
	enum err err;

	if (in->has_script) {
		script->code = in->script;
		script->len = strlen(in->script);
		return OK;
	}
	if (!in->has_path)
		return fail(c, ERR_PARAMS, "Must specify either 'script' "
		    "(code) or 'path' parameter");
	if ((err = files_read(c, in->path, file)) != OK)
		return err;
	script->code = file->bytes;
	script->len = file->len;
	if (file->len > BOUND_STRING)
		return fail(c, ERR_TOO_BIG, "the script '%s' is larger than "
		    "%u bytes", in->path, BOUND_STRING);
	return OK;
}

static enum err
run(struct call *c, struct script *script)
{
	struct server_facts facts;

	c->services->server_facts(c, &facts);
	script->image = c->context->image;
	script->memory = facts.script_memory;
	script->save = save;
	script->owner = c;
	if (c->deferred)
		setpriority(PRIO_PROCESS, 0, NICE);
	if (script_run(script) != OK)
		return fail(c, ERR_TOO_BIG, "the script and what it writes "
		    "need more memory than there is for it");
	return OK;
}

/* All of it, as one step. */
static enum err
keep_edits(struct call *c, const struct script *script)
{
	struct edit edit = { .kind = EDIT_series };
	struct edit_outcome outcome;

	if (script->edits.len == 0)
		return OK;
	edit.series.edits = (struct bytes){
		script->edits.bytes, (uint32_t)script->edits.len
	};
	return call_edit(c, &edit, &outcome);
}

static void
reply_failure(struct call *c, const struct script *script)
{
	reply_int(c, "code", -1);
	reply_text(c, "message", "Script execution failed with code -1");
	reply_text(c, "error", script->error.bytes);
	if (script->line > 0)
		reply_int(c, "line", script->line);
}

static enum err
reply_script(struct call *c, const struct script *script)
{
	const char *line = script->output.bytes;
	const char *end = line + script->output.len;

	reply_open(c);
	reply_bool(c, "success", !script->failed);
	if (script->failed) {
		reply_failure(c, script);
	} else {
		reply_int(c, "code", 0);
		reply_text(c, "message", "Script executed successfully");
	}
	reply_list(c, "output");
	for (; line < end; line += strlen(line) + 1)
		reply_text(c, NULL, line);
	reply_list_end(c);
	return reply_close(c);
}

enum err
do_execute_script(struct call *c, const struct execute_script_in *in)
{
	struct script script;
	struct buf file;
	enum err err;

	script_init(&script);
	script.name = name_wanted(in);
	script.timeout_ms = timeout_wanted(in);
	buf_init(&file, (size_t)BOUND_FILE * 2);
	err = find_code(c, in, &script, &file);
	if (err == OK)
		err = run(c, &script);
	if (err == OK)
		err = keep_edits(c, &script);
	if (err == OK)
		err = reply_script(c, &script);
	script_fini(&script);
	buf_fini(&file);
	return err;
}
