/*
 * bind_vec · Vec and Box
 */
#include "script/play.h"
#include "script/value.h"

#define DIMENSIONS	4

static const char *const names[DIMENSIONS] = { "x", "y", "z", "w" };
static const char *const channels[DIMENSIONS] = { "r", "g", "b", "a" };

/* Vec(1, 2, 3) is a new one, with `new` or without. */
static duk_ret_t
make_vec(duk_context *ctx)
{
	int count = duk_get_top(ctx), i;

	duk_push_object(ctx);
	for (i = 0; i < count && i < DIMENSIONS; i++) {
		duk_dup(ctx, i);
		duk_to_number(ctx, -1);
		duk_put_prop_string(ctx, -2, names[i]);
	}
	duk_push_heapptr(ctx, play_of(ctx)->vec);
	duk_set_prototype(ctx, -2);
	return 1;
}

static duk_ret_t
get_channel(duk_context *ctx)
{
	duk_push_this(ctx);
	duk_get_prop_string(ctx, -1, names[duk_get_current_magic(ctx)]);
	return 1;
}

static duk_ret_t
set_channel(duk_context *ctx)
{
	duk_push_this(ctx);
	duk_dup(ctx, 0);
	duk_put_prop_string(ctx, -2, names[duk_get_current_magic(ctx)]);
	return 0;
}

/* "1, 2, 3" */
static duk_ret_t
show_vec(duk_context *ctx)
{
	int count = 0;

	duk_push_this(ctx);
	duk_push_literal(ctx, ", ");
	while (count < DIMENSIONS && duk_has_prop_string(ctx, 0, names[count]))
		duk_get_prop_string(ctx, 0, names[count++]);
	duk_join(ctx, count);
	return 1;
}

/* Of the prototype on top. */
static void
bind_channel(duk_context *ctx, int i)
{
	duk_push_string(ctx, channels[i]);
	duk_push_c_function(ctx, get_channel, 0);
	duk_set_magic(ctx, -1, i);
	duk_push_c_function(ctx, set_channel, 1);
	duk_set_magic(ctx, -1, i);
	duk_def_prop(ctx, -4, DUK_DEFPROP_HAVE_GETTER |
	    DUK_DEFPROP_HAVE_SETTER);
}

/*
 * Box
 */

static duk_ret_t
make_box(duk_context *ctx)
{
	struct pos min = value_pos(ctx, 0), max = value_pos(ctx, 1);

	bind_push_box(ctx, &min, &max);
	return 1;
}

void
bind_push_box(duk_context *ctx, const struct pos *min, const struct pos *max)
{
	duk_push_object(ctx);
	value_push_pos(ctx, min);
	duk_put_prop_literal(ctx, -2, "min");
	value_push_pos(ctx, max);
	duk_put_prop_literal(ctx, -2, "max");
	duk_push_heapptr(ctx, play_of(ctx)->box);
	duk_set_prototype(ctx, -2);
}

static struct pos
corner(duk_context *ctx, const char *name)
{
	struct pos pos;

	duk_push_this(ctx);
	duk_get_prop_string(ctx, -1, name);
	pos = value_pos(ctx, -1);
	duk_pop_2(ctx);
	return pos;
}

/* The next place of the box, x first; false after the last. */
static bool
step(struct pos *pos, const struct pos *min, const struct pos *max)
{
	int axis;

	for (axis = 0; axis < 3; axis++) {
		if (pos->at[axis]++ < max->at[axis])
			return true;
		pos->at[axis] = min->at[axis];
	}
	return false;
}

static duk_ret_t
visit_box(duk_context *ctx)
{
	struct pos min = corner(ctx, "min"), max = corner(ctx, "max");
	struct pos pos = min;
	int axis;

	duk_require_function(ctx, 0);
	for (axis = 0; axis < 3; axis++) {
		if (max.at[axis] < min.at[axis])
			return 0;
	}
	do {
		duk_dup(ctx, 0);
		value_push_pos(ctx, &pos);
		duk_call(ctx, 1);
		duk_pop(ctx);
	} while (step(&pos, &min, &max));
	return 0;
}

void
bind_vec(duk_context *ctx)
{
	static const duk_function_list_entry vec[] = {
		{ "toString", show_vec, 0 }, { NULL, NULL, 0 }
	}, box[] = {
		{ "iterVoxels", visit_box, 1 }, { NULL, NULL, 0 }
	};
	int i;

	bind_class(ctx, "Vec", make_vec, DUK_VARARGS);
	duk_put_function_list(ctx, -1, vec);
	for (i = 0; i < DIMENSIONS; i++)
		bind_channel(ctx, i);
	play_of(ctx)->vec = bind_done(ctx);

	bind_class(ctx, "Box", make_box, 2);
	duk_put_function_list(ctx, -1, box);
	play_of(ctx)->box = bind_done(ctx);
}
