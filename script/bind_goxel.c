/*
 * bind_goxel · goxel: what a script may register, and its palette
 *
 * What is registered lasts as long as the script: nobody but the script itself
 * can run it.
 */
#include "script/play.h"
#include "script/value.h"

#define SCRIPTS		DUK_HIDDEN_SYMBOL("scripts")

/* Push the name of the object at 0. */
static void
push_name(duk_context *ctx)
{
	if (!duk_is_object(ctx, 0) ||
	    !duk_get_prop_literal(ctx, 0, "name") || !duk_is_string(ctx, -1))
		(void)duk_type_error(ctx, "what is registered is an object "
		    "with a name");
}

/* Accepted, and of no use: files are read and written by requests. */
static duk_ret_t
register_format(duk_context *ctx)
{
	push_name(ctx);
	return 0;
}

static duk_ret_t
register_script(duk_context *ctx)
{
	push_name(ctx);
	duk_get_prop_literal(ctx, 0, "onExecute");
	if (!duk_is_function(ctx, -1))
		(void)duk_type_error(ctx, "a script has a function onExecute");
	duk_push_heap_stash(ctx);
	duk_get_prop_literal(ctx, -1, SCRIPTS);
	duk_dup(ctx, 1);
	duk_dup(ctx, 0);
	duk_put_prop(ctx, -3);
	return 0;
}

static duk_ret_t
run_script(duk_context *ctx)
{
	duk_require_string(ctx, 0);
	duk_push_heap_stash(ctx);
	duk_get_prop_literal(ctx, -1, SCRIPTS);
	duk_dup(ctx, 0);
	if (!duk_get_prop(ctx, -2))
		(void)duk_error(ctx, DUK_ERR_ERROR, "no script '%s' is "
		    "registered", duk_get_string(ctx, 0));
	duk_push_literal(ctx, "onExecute");
	duk_call_prop(ctx, -2, 0);
	return 1;
}

static void
put_palette(duk_context *ctx)
{
	duk_push_object(ctx);
	value_push_color(ctx, (struct rgba){ { 255, 255, 255, 255 } });
	duk_put_prop_literal(ctx, -2, "color");
	duk_put_prop_literal(ctx, -2, "palette");
}

void
bind_goxel(duk_context *ctx)
{
	static const duk_function_list_entry functions[] = {
		{ "registerFormat", register_format, 1 },
		{ "registerScript", register_script, 1 },
		{ "runScript", run_script, 1 },
		{ NULL, NULL, 0 }
	};

	duk_push_heap_stash(ctx);
	duk_push_bare_object(ctx);
	duk_put_prop_literal(ctx, -2, SCRIPTS);
	duk_pop(ctx);

	duk_push_object(ctx);
	duk_put_function_list(ctx, -1, functions);
	put_palette(ctx);
	duk_put_global_literal(ctx, "goxel");
}
