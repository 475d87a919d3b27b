/*
 * model - what agents' tools have in common
 */
#include <inttypes.h>
#include <string.h>
#include <sys/random.h>

#include "bounds.h"
#include "text.h"
#include "worker/method/fresh.h"
#include "worker/method/model.h"
#include "worker/method/reply.h"
#include "worker/method/tool.h"

#define LIGHT_PIECES	64	/* tiles that a turn of the loop can bear */
#define NAME_SIZE	24	/* bytes of a name that we make */

/*
 * Which model a tool is about that opens one
 */

static enum err
make(struct call *c, const char *name)
{
	enum err err;

	if (*name == '\0')
		return fail(c, ERR_PARAMS, "a model's name must not be empty");
	err = c->services->project_create(c, name, &c->made);
	/* A job that had to wait for its turn made it the first time. */
	if (err == OK && c->context->revision == 0)
		c->made = true;
	return err == ERR_FULL ? fail(c, err, "there are as many models as "
	    "there may be; voxel_close with discard deletes one") : err;
}

/* A name that nobody else has. */
static enum err
make_unnamed(struct call *c)
{
	char name[NAME_SIZE];
	uint32_t number;
	const char *kept;

	if (getrandom(&number, sizeof number, 0) != sizeof number)
		return ERR_INTERNAL;
	text_format(name, sizeof name, "model-%08" PRIx32, number);
	kept = mem_text(c->mem, name, strlen(name));
	return kept == NULL ? ERR_TOO_BIG : make(c, kept);
}

static enum err
find(struct call *c, const char *name)
{
	enum err err = c->services->project_open(c, name);

	return err == ERR_NO_PROJECT ? fail(c, err, "there is no model '%s'; "
	    "voxel_list tells the models, voxel_open makes one", name) : err;
}

static enum err
check_size(struct call *c, const struct voxel_open_in *in)
{
	int axis;

	for (axis = 0; in->has_size && axis < 3; axis++)
		if (in->size.at[axis] < 1)
			return fail(c, ERR_PARAMS, "parameter 'size' must be "
			    "[x,y,z], each from 1 to %d", BOUND_COORD - 1);
	return OK;
}

static enum err
choose_to_open(struct call *c, const struct voxel_open_in *in)
{
	enum err err;

	if ((err = check_size(c, in)) != OK)
		return err;
	if (in->has_name)
		return make(c, in->name);
	return in->has_path ? make(c, fresh_name(c, in->path, "model")) :
	    make_unnamed(c);
}

static enum err
choose_to_import(struct call *c, const struct voxel_import_in *in)
{
	enum err err;

	if (in->has_model)
		return find(c, in->model);
	err = make(c, in->has_path ? fresh_name(c, in->path, "import") :
	    "import");
	if (err != OK || c->made)
		return err;
	return fail(c, ERR_EXISTS, "there is a model '%s' already; name it as "
	    "'model' to add to it, or make another by voxel_open",
	    c->project);
}

enum err
model_choose(struct call *c)
{
	c->made = false;
	switch (c->method - methods) {
	case METHOD_voxel_open:
		return choose_to_open(c, c->in);
	case METHOD_voxel_import:
		return choose_to_import(c, c->in);
	default:
		return OK;
	}
}

/*
 * What is light enough
 */

static bool
is_small(const struct image *image)
{
	unsigned pieces = 0;
	struct volume_walk w;
	uint32_t i;

	for (i = 0; i < image->layer_count; i++) {
		volume_walk_open(&w, &image->layers[i]->volume);
		while (volume_walk_next(&w))
			if (++pieces > LIGHT_PIECES)
				return false;
	}
	return true;
}

bool
method_is_light(const struct call *c)
{
	const struct voxel_open_in *open = c->in;

	switch (c->method - methods) {
	case METHOD_voxel_open:
		return !open->has_path || !c->made;
	case METHOD_voxel_inspect:
	case METHOD_voxel_check:
		return is_small(c->context->image);
	default:
		return false;
	}
}

/*
 * Results
 */

const char *
model_name(const struct call *c)
{
	return c->project != NULL ? c->project : c->context->image->name;
}

void
model_put(struct call *c)
{
	bool changed = c->deferred && c->edits->len > 0;

	tool_open(c);
	reply_text(c, "model", model_name(c));
	reply_int(c, "revision", (int64_t)c->context->revision + changed);
}

void
model_put_box(struct call *c, const char *key, const struct box *box)
{
	int axis;

	reply_list(c, key);
	for (axis = 0; axis < 3; axis++)
		reply_int(c, NULL, box->lo.at[axis]);
	for (axis = 0; axis < 3; axis++)
		reply_int(c, NULL, box->hi.at[axis] - 1);
	reply_list_end(c);
}

void
model_put_size(struct call *c, const struct image *image)
{
	struct box box;

	if (model_bounds(image, &box))
		model_put_box(c, "bounds", &box);
	reply_int(c, "layers", image->layer_count);
	reply_int(c, "voxels", (int64_t)model_voxels(image));
}

bool
model_bounds(const struct image *image, struct box *box)
{
	bool some = false;
	struct box one;
	uint32_t i;

	for (i = 0; i < image->layer_count; i++) {
		if (!volume_bounds(&image->layers[i]->volume, true, &one))
			continue;
		*box = some ? box_join(box, &one) : one;
		some = true;
	}
	return some;
}

uint64_t
model_voxels(const struct image *image)
{
	uint64_t count = 0;
	uint32_t i;

	for (i = 0; i < image->layer_count; i++)
		count += volume_count(&image->layers[i]->volume);
	return count;
}

enum err
model_box(struct call *c, const struct span *span, struct box *box)
{
	int axis;

	for (axis = 0; axis < 3; axis++) {
		box->lo.at[axis] = span->min.at[axis];
		if (span->max.at[axis] == INT32_MAX)
			break;
		box->hi.at[axis] = span->max.at[axis] + 1;
	}
	if (axis == 3 && box_bounded(box) && !box_empty(box))
		return OK;
	return fail(c, ERR_PARAMS, "parameter 'box' must be "
	    "[x0,y0,z0,x1,y1,z1], coordinates from %d to %d", -BOUND_COORD,
	    BOUND_COORD - 1);
}

enum err
model_flatten(struct call *c, struct volume *flat)
{
	enum err err = image_flatten(c->context->image, flat);

	return err == OK ? OK : fail(c, err, "the layers together are too "
	    "large");
}

void
model_color(struct rgba color, char out[MODEL_COLOR])
{
	text_format(out, MODEL_COLOR, color.c[ALPHA] == 255 ?
	    "#%02x%02x%02x" : "#%02x%02x%02x%02x", color.c[0], color.c[1],
	    color.c[2], color.c[ALPHA]);
}
