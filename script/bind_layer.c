/*
 * bind_layer · goxel.image and its layers
 */
#include "script/play.h"
#include "script/value.h"

#define ID	DUK_HIDDEN_SYMBOL("layer")

/*
 * A layer
 */

static void
push_layer(duk_context *ctx, uint32_t id)
{
	duk_push_object(ctx);
	duk_push_heapptr(ctx, play_of(ctx)->layer);
	duk_set_prototype(ctx, -2);
	duk_push_uint(ctx, id);
	duk_put_prop_literal(ctx, -2, ID);
}

/* The name at `index`, as UTF-8 without NUL. */
static const char *
take_name(duk_context *ctx, duk_idx_t index)
{
	struct play *play = play_of(ctx);
	const char *text;
	size_t len;

	text = duk_to_lstring(ctx, index, &len);
	buf_reset(&play->name);
	if (len <= BOUND_NAME)
		value_add_text(&play->name, text, len);
	if (len > BOUND_NAME || play->name.len > BOUND_NAME)
		(void)duk_range_error(ctx, "a name has at most %d bytes",
		    BOUND_NAME);
	buf_add_u8(&play->name, 0);
	return play->name.bytes;
}

static const struct layer *
this_layer(duk_context *ctx)
{
	const struct layer *layer;
	uint32_t id;

	duk_push_this(ctx);
	duk_get_prop_literal(ctx, -1, ID);
	id = duk_get_uint(ctx, -1);
	duk_pop_2(ctx);
	layer = image_layer(play_of(ctx)->draft.image, id);
	if (id == 0 || layer == NULL)
		bind_throw(ctx, ERR_NO_LAYER);
	return layer;
}

static duk_ret_t
get_id(duk_context *ctx)
{
	duk_push_uint(ctx, this_layer(ctx)->id);
	return 1;
}

static duk_ret_t
get_name(duk_context *ctx)
{
	duk_push_string(ctx, this_layer(ctx)->name);
	return 1;
}

static duk_ret_t
set_name(duk_context *ctx)
{
	uint32_t id = this_layer(ctx)->id;
	enum err err = draft_rename(&play_of(ctx)->draft, id,
	    take_name(ctx, 0));

	if (err != OK)
		bind_throw(ctx, err);
	return 0;
}

static duk_ret_t
get_visible(duk_context *ctx)
{
	duk_push_boolean(ctx, this_layer(ctx)->visible);
	return 1;
}

static duk_ret_t
set_visible(duk_context *ctx)
{
	bool visible = duk_to_boolean(ctx, 0);
	enum err err = draft_show(&play_of(ctx)->draft, this_layer(ctx)->id,
	    visible);

	if (err != OK)
		bind_throw(ctx, err);
	return 0;
}

static duk_ret_t
get_volume(duk_context *ctx)
{
	bind_push_voxels(ctx, this_layer(ctx)->id);
	return 1;
}

static duk_ret_t
make_layer(duk_context *ctx)
{
	return duk_type_error(ctx, "goxel.image.addLayer() makes a layer");
}

/*
 * The image
 */

static duk_ret_t
get_active(duk_context *ctx)
{
	const struct image *image = play_of(ctx)->draft.image;

	if (image->active == 0)
		duk_push_null(ctx);
	else
		push_layer(ctx, image->active);
	return 1;
}

/* The project has no name for a layer that the script has made, so that only
 * the last of them could be made active at the end; it is so anyway. */
static duk_ret_t
set_active(duk_context *ctx)
{
	return duk_type_error(ctx, "activeLayer cannot be set: addLayer() "
	    "makes a new one active, and all are in goxel.image.layers");
}

static duk_ret_t
get_layers(duk_context *ctx)
{
	const struct image *image = play_of(ctx)->draft.image;
	uint32_t i;

	duk_push_array(ctx);
	for (i = 0; i < image->layer_count; i++) {
		push_layer(ctx, image->layers[i]->id);
		duk_put_prop_index(ctx, -2, i);
	}
	return 1;
}

static duk_ret_t
add_layer(duk_context *ctx)
{
	const char *name = duk_is_undefined(ctx, 0) ? "" : take_name(ctx, 0);
	enum err err;
	uint32_t id;

	err = draft_add_layer(&play_of(ctx)->draft, name, &id);
	if (err == ERR_TOO_BIG)
		(void)duk_range_error(ctx, "a project has at most %d layers",
		    BOUND_LAYERS);
	push_layer(ctx, id);
	return 1;
}

static duk_ret_t
flatten(duk_context *ctx)
{
	struct volume flat = { 0 };
	enum err err = image_flatten(play_of(ctx)->draft.image, &flat);

	if (err == OK)
		bind_push_volume(ctx, &flat);
	volume_fini(&flat);
	if (err != OK)
		bind_throw(ctx, err);
	return 1;
}

/* A plain property: a script may put another box there for others. */
static void
put_selection(duk_context *ctx)
{
	const struct image *image = play_of(ctx)->draft.image;
	struct pos last = image->box.hi;
	int axis;

	for (axis = 0; axis < 3; axis++)
		last.at[axis]--;
	if (image->boxed)
		bind_push_box(ctx, &image->box.lo, &last);
	else
		duk_push_null(ctx);
	duk_put_prop_literal(ctx, -2, "selectionBox");
}

static void
put_image(duk_context *ctx)
{
	static const duk_function_list_entry methods[] = {
		{ "addLayer", add_layer, 1 },
		{ "getLayersVolume", flatten, 0 },
		{ NULL, NULL, 0 }
	};

	duk_push_object(ctx);
	duk_put_function_list(ctx, -1, methods);
	bind_property(ctx, "activeLayer", get_active, set_active);
	bind_property(ctx, "layers", get_layers, NULL);
	put_selection(ctx);
	duk_put_prop_literal(ctx, -2, "image");
}

void
bind_layer(duk_context *ctx)
{
	bind_class(ctx, "Layer", make_layer, 0);
	bind_property(ctx, "id", get_id, NULL);
	bind_property(ctx, "name", get_name, set_name);
	bind_property(ctx, "visible", get_visible, set_visible);
	bind_property(ctx, "volume", get_volume, NULL);
	play_of(ctx)->layer = bind_done(ctx);

	duk_get_global_literal(ctx, "goxel");
	put_image(ctx);
	duk_pop(ctx);
}
