/*
 * script - JavaScript that changes a project
 *
 * The engine's every step is inside a protected call: setting it up, running
 * the script, and looking at what it threw, which may be an object whose
 * properties run more of the script.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

#include "bounds.h"
#include "script/play.h"
#include "script/script.h"
#include "script/value.h"

#define ERROR_BYTES	4096	/* of an exception's text that are told */

void
script_init(struct script *script)
{
	*script = (struct script){ .name = "script" };
	buf_init(&script->error, 4 * ERROR_BYTES);
	buf_init(&script->output, 4 * (size_t)BOUND_SCRIPT_OUTPUT);
	buf_init(&script->edits, BOUND_FILE);
}

void
script_fini(struct script *script)
{
	buf_fini(&script->error);
	buf_fini(&script->output);
	buf_fini(&script->edits);
}

/* 0: never. */
static void
end_after(uint32_t ms)
{
	struct itimerval timer = { .it_value = { ms / 1000,
	    ms % 1000 * 1000 } };

	setitimer(ITIMER_REAL, &timer, NULL);
}

/* What ends the process must neither be blocked nor ignored. */
static void
arm(uint32_t ms)
{
	sigset_t set;

	signal(SIGALRM, SIG_DFL);
	sigemptyset(&set);
	sigaddset(&set, SIGALRM);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	end_after(ms);
}

static duk_ret_t
run(duk_context *ctx, void *arg)
{
	const struct script *script = arg;

	bind_output(ctx);
	bind_vec(ctx);
	bind_goxel(ctx);
	bind_volume(ctx);
	bind_layer(ctx);
	duk_push_string(ctx, script->name);
	duk_compile_lstring_filename(ctx, 0, script->code, script->len);
	duk_call(ctx, 0);
	return 0;
}

/*
 * Exceptions
 */

/* The line in the first frame of a stack trace that is the script's:
 * "    at f (NAME:12)"; or 0. */
static uint32_t
line_in(const char *stack, const char *name)
{
	size_t len = strlen(name);
	const char *at = stack;

	while ((at = strchr(at, '(')) != NULL) {
		at++;
		if (strncmp(at, name, len) == 0 && at[len] == ':')
			return (uint32_t)strtoul(at + len + 1, NULL, 10);
	}
	return 0;
}

static bool
is_out_of_memory(const struct play *play, const char *text)
{
	return play->heap.refused && strcmp(text, "Error: alloc failed") == 0;
}

static void
tell_error(struct play *play, const char *text, size_t len)
{
	struct buf *out = &play->script->error;

	if (is_out_of_memory(play, text))
		buf_add_format(out, "RangeError: the script needs more than "
		    "%zu bytes of memory", play->heap.limit);
	else
		value_add_text(out, text, len < ERROR_BYTES ? len :
		    ERROR_BYTES);
	if (strncmp(text, "SyntaxError", 11) == 0)
		buf_add_text(out, "; scripts are ECMAScript 5: var and "
		    "function, no let, =>, class, import or `template`");
	buf_add_u8(out, 0);
}

/* What was thrown is on top. */
static duk_ret_t
explain(duk_context *ctx, void *arg)
{
	struct play *play = arg;
	struct script *script = play->script;
	const char *text;
	size_t len;

	if (duk_is_error(ctx, -1)) {
		duk_get_prop_literal(ctx, -1, "stack");
		if (duk_is_string(ctx, -1))
			script->line = line_in(duk_get_string(ctx, -1),
			    script->name);
		duk_pop(ctx);
	}
	text = duk_safe_to_lstring(ctx, -1, &len);
	tell_error(play, text, len);
	return 0;
}

static void
report(struct play *play, duk_context *ctx)
{
	struct script *script = play->script;

	script->failed = true;
	if (duk_safe_call(ctx, explain, play, 1, 1) == DUK_EXEC_SUCCESS)
		return;
	buf_reset(&script->error);
	buf_add(&script->error, "Error", sizeof "Error");
}

/*
 * A run
 */

static enum err
play_script(struct play *play)
{
	struct script *script = play->script;
	duk_context *ctx = heap_open(&play->heap, script->memory, play);

	if (ctx == NULL)
		return ERR_TOO_BIG;
	arm(script->timeout_ms);
	if (duk_safe_call(ctx, run, script, 0, 1) != DUK_EXEC_SUCCESS)
		report(play, ctx);
	end_after(0);
	heap_close(ctx);
	if (!script->failed)
		draft_edits(&play->draft, &script->edits);
	return script->edits.failed ? ERR_TOO_BIG : OK;
}

enum err
script_run(struct script *script)
{
	struct play play = { .script = script };
	enum err err;
	uint32_t i;

	quota_init(&play.quota);
	buf_init(&play.name, 4 * BOUND_NAME);
	draft_init(&play.draft, script->image, &play.quota);
	err = play_script(&play);
	for (i = 0; i < play.loose_count; i++)
		volume_fini(&play.loose[i].volume);
	free(play.loose);
	buf_fini(&play.name);
	draft_fini(&play.draft);
	quota_fini(&play.quota);
	return err;
}
