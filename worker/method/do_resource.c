/*
 * do_resource · what agents read by resources/read
 */
#include <string.h>

#include "bounds.h"
#include "goxel/image.h"
#include "text.h"
#include "worker/method/completion.h"
#include "worker/method/contents.h"
#include "worker/method/docs.h"
#include "worker/method/exports.h"
#include "worker/method/method.h"
#include "worker/method/model.h"
#include "worker/method/reply.h"
#include "worker/method/scene.h"

#define MODELS	1000		/* told of in one text */

enum err
do_read_models(struct call *c, const struct read_models_in *in)
{
	struct project_facts facts;
	struct contents text;
	uint32_t cursor = 0, count = 0;

	(void)in;
	contents_open(c, &text);
	reply_list(c, "models");
	while (count++ < MODELS &&
	    c->services->project_next(c, &cursor, &facts)) {
		reply_item(c);
		reply_text(c, "name", facts.name);
		reply_int(c, "revision", (int64_t)facts.revision);
		reply_bool(c, "open", facts.open);
		reply_item_end(c);
	}
	reply_list_end(c);
	return contents_close(c, &text);
}

/* Both corners, as boxes of tools are. */
static void
put_bounds(struct call *c, const struct box *box)
{
	int axis;

	reply_list(c, "bounds");
	for (axis = 0; axis < 3; axis++)
		reply_int(c, NULL, box->lo.at[axis]);
	for (axis = 0; axis < 3; axis++)
		reply_int(c, NULL, box->hi.at[axis] - 1);
	reply_list_end(c);
}

static void
put_layer(struct call *c, const struct layer *layer)
{
	struct box box;

	reply_int(c, "id", layer->id);
	reply_text(c, "name", layer->name);
	reply_bool(c, "visible", layer->visible);
	reply_bool(c, "active", layer->id == c->context->image->active);
	reply_text(c, "mode", mode_names[layer->mode]);
	reply_int(c, "voxels", (int64_t)volume_count(&layer->volume));
	if (volume_bounds(&layer->volume, true, &box))
		put_bounds(c, &box);
}

enum err
do_read_model(struct call *c, const struct read_model_in *in)
{
	const struct image *image = c->context->image;
	struct contents text;
	struct box box;
	uint32_t i;

	(void)in;
	contents_open(c, &text);
	reply_text(c, "model", model_name(c));
	reply_int(c, "revision", (int64_t)c->context->revision);
	if (call_bounds(c, true, &box))
		put_bounds(c, &box);
	reply_list(c, "layers");
	for (i = 0; i < image->layer_count; i++) {
		reply_item(c);
		put_layer(c, image->layers[i]);
		reply_item_end(c);
	}
	reply_list_end(c);
	return contents_close(c, &text);
}

/* By name, else by id. */
static const struct layer *
find_layer(const struct image *image, const char *text)
{
	const struct layer *layer = image_layer_named(image, text);
	int64_t id;

	if (layer == NULL && text_integer(text, 1, UINT32_MAX, &id))
		layer = image_layer(image, (uint32_t)id);
	return layer;
}

enum err
do_read_layer(struct call *c, const struct read_layer_in *in)
{
	const struct layer *layer = find_layer(c->context->image, in->layer);
	struct contents text;

	if (layer == NULL)
		return fail(c, ERR_NO_LAYER, "the model has no layer '%s'",
		    in->layer);
	contents_open(c, &text);
	reply_text(c, "model", model_name(c));
	reply_int(c, "revision", (int64_t)c->context->revision);
	put_layer(c, layer);
	return contents_close(c, &text);
}

enum err
do_read_render(struct call *c, const struct read_render_in *in)
{
	struct scene scene = { .wish = render_default(), .palette = true,
	    .preset = strcmp(in->view, "iso") == 0 ?
	    preset_names[PRESET_ISOMETRIC] : in->view };
	struct buf png;
	enum err err;

	buf_init(&png, BOUND_FILE);
	if ((err = scene_png(c, &scene, &png)) == OK)
		err = contents_blob(c, "image/png", png.bytes, png.len);
	buf_fini(&png);
	return err;
}

enum err
do_read_export(struct call *c, const struct read_export_in *in)
{
	const char *mime;
	struct buf bytes;
	enum err err;

	buf_init(&bytes, BOUND_FILE);
	if ((err = exports_read(c, in->id, &bytes, &mime)) == OK)
		err = contents_blob(c, mime, bytes.bytes, bytes.len);
	buf_fini(&bytes);
	return err;
}

enum err
do_read_docs(struct call *c, const struct read_docs_in *in)
{
	const struct doc *doc = docs_find(in->topic);
	struct buf text;
	enum err err;

	if (doc == NULL)
		return fail(c, ERR_PARAMS, "there is no topic '%s'; "
		    "resources/list tells those there are", in->topic);
	buf_init(&text, BOUND_STRING);
	docs_write(doc, &text);
	err = contents_text(c, "text/markdown", text.bytes, text.len);
	buf_fini(&text);
	return err;
}

/*
 * Completion
 */

enum err
do_complete_layer(struct call *c, const struct complete_layer_in *in)
{
	const struct image *image = c->context->image;
	struct completion done;
	uint32_t i;

	completion_open(&done, c->out, in->value);
	for (i = 0; i < image->layer_count; i++)
		completion_add(&done, image->layers[i]->name);
	completion_close(&done, c->agent == AGENT_MODERN);
	return OK;
}
