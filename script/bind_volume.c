/*
 * bind_volume · Volume: the voxels of a layer, or a script's own
 *
 * Such an object has one hidden number: the id of its layer, or, below 0, its
 * place among the script's own volumes, -1 the first.  A place is free again
 * when the engine finds that nobody knows the object any more.
 */
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/format.h"
#include "mem.h"
#include "script/play.h"
#include "script/value.h"

#define NUMBER		DUK_HIDDEN_SYMBOL("volume")
#define LOOSE		0x80000000u	/* quota: volumes of no layer */

/*
 * Volumes of the script's own
 */

/* A free place, or BOUND_SCRIPT_VOLUMES. */
static uint32_t
free_place(struct play *play)
{
	uint32_t i;

	for (i = 0; i < play->loose_count; i++) {
		if (play->loose[i].object == NULL)
			return i;
	}
	if (i == BOUND_SCRIPT_VOLUMES)
		return i;
	play->loose_count = i == 0 ? 8 : i * 2;
	play->loose = xrealloc(play->loose,
	    play->loose_count * sizeof *play->loose);
	memset(play->loose + i, 0, (play->loose_count - i) *
	    sizeof *play->loose);
	return i;
}

/* An object may inherit from another, and then its number; it is not it. */
static duk_ret_t
forget(duk_context *ctx)
{
	struct play *play = play_of(ctx);
	void *object = duk_get_heapptr(ctx, 0);
	uint32_t i;

	duk_get_prop_literal(ctx, 0, NUMBER);
	i = (uint32_t)(-1 - duk_get_int(ctx, -1));
	if (i < play->loose_count && play->loose[i].object == object) {
		volume_fini(&play->loose[i].volume);
		play->loose[i] = (struct loose){ 0 };
	}
	return 0;
}

static void
push_number(duk_context *ctx, int32_t number)
{
	duk_push_object(ctx);
	duk_push_heapptr(ctx, play_of(ctx)->volume);
	duk_set_prototype(ctx, -2);
	duk_push_int(ctx, number);
	duk_put_prop_literal(ctx, -2, NUMBER);
}

/* Push the object first: when that fails, no place is taken. */
static struct volume *
push_loose(duk_context *ctx)
{
	struct play *play = play_of(ctx);
	uint32_t i = free_place(play);

	if (i == BOUND_SCRIPT_VOLUMES) {
		duk_gc(ctx, 0);
		i = free_place(play);
	}
	if (i == BOUND_SCRIPT_VOLUMES)
		(void)duk_range_error(ctx, "a script may have at most %d volumes "
		    "at a time", BOUND_SCRIPT_VOLUMES);
	push_number(ctx, -1 - (int32_t)i);
	duk_push_c_function(ctx, forget, 1);
	duk_set_finalizer(ctx, -2);
	play->loose[i].object = duk_get_heapptr(ctx, -1);
	return &play->loose[i].volume;
}

static duk_ret_t
make_volume(duk_context *ctx)
{
	push_loose(ctx);
	return 1;
}

void
bind_push_voxels(duk_context *ctx, uint32_t layer)
{
	push_number(ctx, (int32_t)layer);
}

/*
 * What `this` stands for
 */

static int32_t
this_number(duk_context *ctx)
{
	int32_t number;

	duk_push_this(ctx);
	duk_get_prop_literal(ctx, -1, NUMBER);
	if (!duk_is_number(ctx, -1))
		(void)duk_type_error(ctx, "this is no Volume");
	number = duk_get_int(ctx, -1);
	duk_pop_2(ctx);
	return number;
}

static struct loose *
loose_of(duk_context *ctx, int32_t number)
{
	struct play *play = play_of(ctx);
	uint32_t i = (uint32_t)(-1 - number);

	if (i >= play->loose_count || play->loose[i].object == NULL)
		(void)duk_type_error(ctx, "this is no Volume any more");
	return &play->loose[i];
}

/* To be read, and only before anything else is called. */
static struct volume *
this_volume(duk_context *ctx)
{
	int32_t number = this_number(ctx);
	struct layer *layer;

	if (number < 0)
		return &loose_of(ctx, number)->volume;
	layer = image_layer_write(play_of(ctx)->draft.image, (uint32_t)number);
	if (number == 0 || layer == NULL)
		bind_throw(ctx, ERR_NO_LAYER);
	return &layer->volume;
}

/*
 * Methods
 */

static enum err
write_loose(duk_context *ctx, int32_t number, const struct pos *pos,
    struct rgba color)
{
	struct volume *volume = &loose_of(ctx, number)->volume;

	if (!quota_add(&play_of(ctx)->quota, LOOSE | (uint32_t)(-1 - number),
	    pos))
		return ERR_TOO_BIG;
	return volume_set(volume, pos, color);
}

static duk_ret_t
set_at(duk_context *ctx)
{
	struct pos pos = value_pos(ctx, 0);
	struct rgba color = value_color(ctx, 1);
	int32_t number = this_number(ctx);
	enum err err;

	if (number < 0)
		err = write_loose(ctx, number, &pos, color);
	else
		err = draft_write(&play_of(ctx)->draft, (uint32_t)number,
		    &pos, color);
	if (err != OK)
		bind_throw(ctx, err);
	return 0;
}

static duk_ret_t
get_at(duk_context *ctx)
{
	struct pos pos = value_pos(ctx, 0);

	value_push_color(ctx, volume_get(this_volume(ctx), &pos));
	return 1;
}

static duk_ret_t
copy_volume(duk_context *ctx)
{
	struct volume *copy = push_loose(ctx);

	volume_copy(copy, this_volume(ctx));
	return 1;
}

void
bind_push_volume(duk_context *ctx, struct volume *volume)
{
	volume_copy(push_loose(ctx), volume);
}

/*
 * iter
 */

/* A walk over what the volume held when it began, whatever is done to it. */
struct visit {
	struct volume		 volume;
	struct volume_scan	 scan;
};

static void
visit_tile(duk_context *ctx, const struct volume_scan *scan)
{
	struct rgba color;
	struct pos pos;
	uint32_t i;
	int axis;

	for (i = 0; i < TILE_VOXELS; i++) {
		color = slot_uniform(scan->here) ? slot_color(scan->here) :
		    slot_tile(scan->here)->voxel[i];
		if (!rgba_exists(color))
			continue;
		for (axis = 0; axis < 3; axis++)
			pos.at[axis] = scan->at.at[axis] +
			    (int32_t)(i >> 4 * axis & 15);
		duk_dup(ctx, 0);
		value_push_pos(ctx, &pos);
		value_push_color(ctx, color);
		duk_call(ctx, 2);
		duk_pop(ctx);
	}
}

static duk_ret_t
visit_all(duk_context *ctx, void *arg)
{
	struct visit *visit = arg;

	while (volume_scan_next(&visit->scan))
		visit_tile(ctx, &visit->scan);
	return 0;
}

static duk_ret_t
iter(duk_context *ctx)
{
	struct visit visit = { 0 };
	duk_int_t failed;

	duk_require_function(ctx, 0);
	volume_copy(&visit.volume, this_volume(ctx));
	volume_scan_open(&visit.scan, &visit.volume, NULL);
	failed = duk_safe_call(ctx, visit_all, &visit, 0, 1);
	volume_scan_close(&visit.scan);
	volume_fini(&visit.volume);
	if (failed)
		duk_throw(ctx);
	return 0;
}

/*
 * save
 */

static const struct format *
format_wanted(duk_context *ctx, const char *path)
{
	const struct format *format = duk_is_undefined(ctx, 1) ?
	    format_of_path(path) : format_named(duk_require_string(ctx, 1));
	char names[FORMAT_LIST];

	if (format == NULL || !format_writes(format)) {
		format_list(names, sizeof names);
		(void)duk_error(ctx, DUK_ERR_ERROR, "cannot save '%s': the "
		    "formats to save to are %s", path, names);
	}
	return format;
}

/* Of an object, which may be absent: mesher, up, scale, origin and colors. */
static void
take_options(duk_context *ctx, struct mesh_options *o)
{
	static const char *const names[] = { "mesher", "up", "origin",
	    "colors" };
	char why[FORMAT_WHY] = "";
	enum err err = OK;
	size_t i;

	if (duk_is_undefined(ctx, 2))
		return;
	duk_require_object(ctx, 2);
	for (i = 0; err == OK && i < sizeof names / sizeof names[0]; i++)
		if (duk_get_prop_string(ctx, 2, names[i]))
			err = mesh_options_set(o, names[i],
			    duk_require_string(ctx, -1), why, sizeof why);
	if (err == OK && duk_get_prop_string(ctx, 2, "scale"))
		err = mesh_options_set_scale(o, duk_require_number(ctx, -1),
		    why, sizeof why);
	if (err != OK)
		(void)duk_error(ctx, DUK_ERR_RANGE_ERROR, "%s", why);
}

/* What a volume is saved as. */
struct saving {
	const struct format *format;
	struct mesh_options options;
	char		 why[SCRIPT_WHY];
};

/* As a model of one layer. */
static enum err
write_model(struct play *play, struct volume *volume, struct saving *as,
    struct buf *bytes)
{
	struct image *image = image_new("script");
	enum err err;

	volume_copy(&image_layer_write(image, 0)->volume, volume);
	image->boxed = play->draft.image->boxed;
	image->box = play->draft.image->box;
	err = format_write(as->format, image, &as->options, bytes, as->why);
	image_free(image);
	return err;
}

static duk_ret_t
save(duk_context *ctx)
{
	struct play *play = play_of(ctx);
	const char *path = duk_require_string(ctx, 0);
	struct saving as = { .format = format_wanted(ctx, path) };
	struct volume *volume = this_volume(ctx);
	struct buf bytes;
	enum err err;

	if (play->script->save == NULL)
		(void)duk_error(ctx, DUK_ERR_ERROR, "a script writes no files here");
	take_options(ctx, &as.options);
	buf_init(&bytes, BOUND_FILE);
	err = write_model(play, volume, &as, &bytes);
	if (err == OK)
		err = play->script->save(play->script->owner, path, &bytes,
		    as.why);
	buf_fini(&bytes);
	if (err != OK)
		(void)duk_error(ctx, DUK_ERR_ERROR, "%s", as.why);
	return 0;
}

void
bind_volume(duk_context *ctx)
{
	static const duk_function_list_entry methods[] = {
		{ "setAt", set_at, 2 },
		{ "getAt", get_at, 1 },
		{ "copy", copy_volume, 0 },
		{ "iter", iter, 1 },
		{ "save", save, 3 },
		{ NULL, NULL, 0 }
	};

	bind_class(ctx, "Volume", make_volume, 0);
	duk_put_function_list(ctx, -1, methods);
	play_of(ctx)->volume = bind_done(ctx);
}
