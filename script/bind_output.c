/*
 * bind_output · print and console; and what is not there
 */
#include <string.h>

#include "bounds.h"
#include "script/play.h"
#include "script/value.h"

#define CUT	"[the output was cut here: it is limited to 1 MiB]"

/* One line of the arguments with spaces between. */
static duk_ret_t
print(duk_context *ctx)
{
	struct play *play = play_of(ctx);
	struct buf *out = &play->script->output;
	duk_idx_t count = duk_get_top(ctx);
	const char *text;
	size_t len;

	duk_push_literal(ctx, " ");
	duk_insert(ctx, 0);
	duk_join(ctx, count);
	text = duk_get_lstring(ctx, -1, &len);
	if (play->silent)
		return 0;
	play->silent = len > BOUND_SCRIPT_OUTPUT - out->len;
	if (play->silent) {
		text = CUT;
		len = sizeof CUT - 1;
	}
	value_add_text(out, text, len);
	buf_add_u8(out, 0);
	return 0;
}

/* The old daemon's scripts had these; here they would reach the machine. */
static duk_ret_t
refuse_module(duk_context *ctx)
{
	return duk_error(ctx, DUK_ERR_REFERENCE_ERROR, "%s is not available: "
	    "scripts reach neither files nor processes here; Volume.save "
	    "writes a model", duk_get_current_magic(ctx) ? "os" : "std");
}

static void
bind_missing(duk_context *ctx, const char *name, int magic)
{
	duk_push_string(ctx, name);
	duk_push_c_function(ctx, refuse_module, 0);
	duk_set_magic(ctx, -1, magic);
	duk_def_prop(ctx, -3, DUK_DEFPROP_HAVE_GETTER |
	    DUK_DEFPROP_SET_CONFIGURABLE);
}

void
bind_output(duk_context *ctx)
{
	static const char *const names[] = { "log", "info", "warn", "error",
	    "debug" };
	size_t i;

	duk_push_object(ctx);
	for (i = 0; i < sizeof names / sizeof names[0]; i++) {
		duk_push_c_function(ctx, print, DUK_VARARGS);
		duk_put_prop_string(ctx, -2, names[i]);
	}
	duk_put_global_literal(ctx, "console");
	duk_push_c_function(ctx, print, DUK_VARARGS);
	duk_put_global_literal(ctx, "print");

	duk_push_global_object(ctx);
	bind_missing(ctx, "std", 0);
	bind_missing(ctx, "os", 1);
	duk_del_prop_literal(ctx, -1, "Duktape");
	duk_pop(ctx);
}
