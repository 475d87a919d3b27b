/*
 * bind · what the files bind_*.c have in common
 */
#include <stdlib.h>

#include "bounds.h"
#include "script/play.h"

void
bind_class(duk_context *ctx, const char *name, duk_c_function make,
    duk_idx_t nargs)
{
	duk_push_c_function(ctx, make, nargs);
	duk_push_object(ctx);
	duk_dup(ctx, -2);
	duk_put_prop_literal(ctx, -2, "constructor");
	duk_dup(ctx, -1);
	duk_put_prop_literal(ctx, -3, "prototype");
	duk_swap_top(ctx, -2);
	duk_put_global_string(ctx, name);
}

void
bind_property(duk_context *ctx, const char *name, duk_c_function get,
    duk_c_function set)
{
	duk_uint_t flags = DUK_DEFPROP_HAVE_GETTER | DUK_DEFPROP_SET_ENUMERABLE;

	duk_push_string(ctx, name);
	duk_push_c_function(ctx, get, 0);
	if (set != NULL) {
		duk_push_c_function(ctx, set, 1);
		flags |= DUK_DEFPROP_HAVE_SETTER;
	}
	duk_def_prop(ctx, set != NULL ? -4 : -3, flags);
}

/* Kept alive by the stash: a script may take the class away. */
void *
bind_done(duk_context *ctx)
{
	void *object = duk_get_heapptr(ctx, -1);

	duk_push_heap_stash(ctx);
	duk_dup(ctx, -2);
	duk_put_prop_index(ctx, -2, (duk_uarridx_t)duk_get_length(ctx, -2));
	duk_pop_2(ctx);
	return object;
}

void
bind_throw(duk_context *ctx, enum err err)
{
	if (err == ERR_TOO_BIG)
		(void)duk_range_error(ctx, "a script may write at most %u "
		    "voxels, in %u tiles of 16 voxels a side",
		    BOUND_EDIT_VOXELS, BOUND_EDIT_TILES);
	if (err == ERR_NO_LAYER)
		(void)duk_error(ctx, DUK_ERR_ERROR, "there is no such layer");
	(void)duk_error(ctx, DUK_ERR_ERROR, "%s", err_row(err)->text);
	/* It has thrown; Debian's header does not tell the compiler so. */
	abort();
}
