/*
 * build - the ops of voxel_build, tried on a draft of the project
 */
#include <string.h>

#include "bounds.h"
#include "goxel/step.h"
#include "worker/method/build.h"
#include "worker/method/call.h"

typedef enum err builder(struct build *b, const struct op *op);

static builder *const builders[OP_COUNT] = {
#define OP(id, ...)	build_##id,
#include "tbl/build_ops.h"
};

static const struct rgba solid = { { 255, 255, 255, 255 } };

void
build_init(struct build *b, struct call *c)
{
	*b = (struct build){ .call = c };
	b->draft.image = image_copy(c->context->image);
	b->draft.undo = undo_new();
	b->draft.read_model = c->context->read_model;
	b->draft.clones = c->context->clones;
	buf_init(&b->edits, BOUND_REQUEST_MEM);
	/* Indices mean something before any palette op, too. */
	palette_named("PICO-8", &b->palette);
}

void
build_fini(struct build *b)
{
	image_free(b->draft.image);
	undo_free(b->draft.undo);
	buf_fini(&b->edits);
}

enum err
build_edit(struct build *b, const struct edit *edit)
{
	struct edit_outcome outcome;
	enum err err;

	err = call_try(b->call, &b->draft, edit, &outcome);
	if (err != OK)
		return err;
	edit_encode(edit, &b->edits);
	return !b->edits.failed ? OK : fail(b->call, ERR_TOO_BIG,
	    "the ops need more than %u bytes; make two builds of them",
	    BOUND_REQUEST_MEM);
}

enum err
build_ink(struct build *b, const struct ink *ink, struct rgba *color)
{
	*color = ink->color;
	if (ink->index < 0)
		return OK;
	if ((uint32_t)ink->index >= b->palette.count)
		return fail(b->call, ERR_PARAMS, "the palette '%s' has %u "
		    "colours, from index 0; a palette op sets another one",
		    b->palette.name, b->palette.count);
	memcpy(color->c, b->palette.color[ink->index], 3);
	color->c[ALPHA] = 255;
	return OK;
}

/*
 * To set a translucent colour is to empty the place first: over what was
 * there it would blend.
 */
enum err
build_draw(struct build *b, const struct op *op, struct edit *edit,
    enum mode *mode, struct rgba *color)
{
	static const enum mode modes[BLEND_COUNT] = { MODE_OVER, MODE_OVER,
	    MODE_SUB, MODE_PAINT, MODE_INTERSECT };
	struct rgba ink = solid;
	bool clear, draw;
	enum err err;

	if (OP_HAS(op, color) && (err = build_ink(b, &op->color, &ink)) != OK)
		return err;
	*mode = modes[op->mode];
	*color = *mode == MODE_SUB || *mode == MODE_INTERSECT ? solid : ink;
	draw = op->mode != BLEND_SET || rgba_exists(ink);
	clear = op->mode == BLEND_SET && ink.c[ALPHA] != 255;
	if (clear) {
		*mode = MODE_SUB;
		*color = solid;
		if ((err = build_edit(b, edit)) != OK)
			return err;
		*mode = MODE_OVER;
		*color = ink;
	}
	return draw ? build_edit(b, edit) : OK;
}

enum err
build_region(struct build *b, const struct op *op, struct box *box)
{
	const struct layer *layer = image_layer(b->draft.image, b->layer);

	*box = op->box;
	if (OP_HAS(op, box) || volume_bounds(&layer->volume, true, box))
		return OK;
	return fail(b->call, ERR_EMPTY, "the layer '%s' is empty", layer->name);
}

/* A box around a middle, of a radius and perhaps a height, or of a size. */
static enum err
extend(struct build *b, const struct op *op, struct box *box)
{
	int upright = OP_HAS(op, axis) ? op->axis :
	    OP_HAS(op, face) ? op->face % 3 : 2, axis;
	bool high = OP_HAS(op, height);
	const struct pos *middle = OP_HAS(op, base) ? &op->base : &op->center;

	for (axis = 0; axis < 3; axis++) {
		double across = OP_HAS(op, size) ? op->size.at[axis] :
		    2 * op->radius + 1;
		int32_t lo = middle->at[axis];

		if (axis == upright && high)
			across = op->height;
		if (!(across >= 1 && across <= 2 * BOUND_COORD))
			return fail(b->call, ERR_PARAMS, "it must be 1 to %d "
			    "voxels across, not %g", 2 * BOUND_COORD, across);
		if (axis != upright || !OP_HAS(op, base))
			lo -= (int32_t)across / 2;
		box->lo.at[axis] = lo;
		box->hi.at[axis] = lo + (int32_t)across;
	}
	return OK;
}

/* Between two corners, or from one on. */
static enum err
span(struct build *b, const struct op *op, struct box *box)
{
	int axis;

	for (axis = 0; axis < 3; axis++) {
		int32_t from = op->from.at[axis], to = op->to.at[axis];

		if (!OP_HAS(op, to)) {
			if (!(op->size.at[axis] >= 1 &&
			    op->size.at[axis] <= BOUND_COORD))
				return fail(b->call, ERR_PARAMS, "size must "
				    "be 1 or more along every axis");
			to = from + (int32_t)op->size.at[axis] - 1;
		}
		box->lo.at[axis] = from < to ? from : to;
		box->hi.at[axis] = (from < to ? to : from) + 1;
	}
	return OK;
}

enum err
build_extent(struct build *b, const struct op *op, struct box *box)
{
	if (OP_HAS(op, box)) {
		*box = op->box;
		return OK;
	}
	if (OP_HAS(op, from) && (OP_HAS(op, to) || OP_HAS(op, size)))
		return span(b, op, box);
	if (OP_HAS(op, from))
		return fail(b->call, ERR_PARAMS, "to is missing; with from "
		    "give to, or size [x,y,z]");
	if (!OP_HAS(op, center) && !OP_HAS(op, base))
		return fail(b->call, ERR_PARAMS, "center is missing; give "
		    "center [x,y,z], or box [x0,y0,z0,x1,y1,z1]");
	if (!OP_HAS(op, radius) && !OP_HAS(op, size))
		return fail(b->call, ERR_PARAMS, "radius is missing; give "
		    "radius, or %s", op->kind == OP_cone ? "box" :
		    "size [x,y,z]");
	if ((op->kind == OP_cylinder || op->kind == OP_cone) &&
	    !OP_HAS(op, height) && !OP_HAS(op, size))
		return fail(b->call, ERR_PARAMS, "height is missing; give "
		    "height, or box [x0,y0,z0,x1,y1,z1]");
	return extend(b, op, box);
}

/* The layer an op is about. */
static enum err
find_layer(struct build *b, const struct op *op)
{
	const struct image *image = b->draft.image;
	const struct layer *layer;

	if (!OP_HAS(op, layer))
		layer = image_layer(image, 0);
	else if (op->layer.name != NULL)
		layer = image_layer_named(image, op->layer.name);
	else
		layer = op->layer.id > 0 ?
		    image_layer(image, (uint32_t)op->layer.id) : NULL;
	if (layer != NULL) {
		b->layer = layer->id;
		return OK;
	}
	if (op->layer.name != NULL)
		return fail(b->call, ERR_NO_LAYER, "there is no layer '%.60s'; "
		    "{\"op\":\"layer\",\"name\":...} adds one",
		    op->layer.name);
	return fail(b->call, ERR_NO_LAYER, "there is no layer %d",
	    op->layer.id);
}

/* How often an op goes through all of its layer.  Rounding off and turning
 * take four times as long as other walks. */
static uint64_t
walks(const struct op *op)
{
	switch (op->kind) {
	case OP_smooth:
		return 4 * (OP_HAS(op, steps) ? (uint64_t)op->steps : 1);
	case OP_shell:
		return OP_HAS(op, wall) ? (uint64_t)op->wall : 1;
	case OP_rotate:
	case OP_scale:
		return OP_HAS(op, box) ? 1 : 4;
	case OP_mirror:
		return OP_HAS(op, normal) && !OP_HAS(op, box) ? 4 : 1;
	case OP_move:
	case OP_cut:
	case OP_array:
	case OP_copy:
	case OP_replace:
	case OP_fill:
	case OP_palette:
	case OP_select:
	case OP_extrude:
		return 1;
	default:
		return 0;
	}
}

/* Refuse what would keep others waiting, before it does. */
static enum err
pay(struct build *b, const struct op *op)
{
	uint64_t times = walks(op), tiles = 0;
	struct volume_walk w;

	if (times == 0)
		return OK;
	volume_walk_open(&w, &image_layer(b->draft.image, b->layer)->volume);
	while (volume_walk_next(&w))
		tiles++;
	b->walked += tiles * times;
	if (b->walked <= BUILD_WALK)
		return OK;
	return fail(b->call, ERR_TOO_BIG, "the ops up to here look at more "
	    "than %u tiles of 16 voxels a side; make two builds of them",
	    BUILD_WALK);
}

static enum err
attempt(struct build *b, const struct op *op, const struct image *before,
    struct differ *changed)
{
	enum err err;

	if ((err = find_layer(b, op)) != OK || (err = pay(b, op)) != OK ||
	    (err = builders[op->kind](b, op)) != OK)
		return err;
	differ_images(changed, before, b->draft.image);
	b->tiles += changed->tiles;
	if (b->tiles <= BOUND_EDIT_TILES)
		return OK;
	return fail(b->call, ERR_TOO_BIG, "the ops up to here change more "
	    "than %u tiles of 16 voxels a side; make two builds of them",
	    BOUND_EDIT_TILES);
}

enum err
build_do(struct build *b, const struct op *op, struct differ *changed)
{
	struct image *before = image_copy(b->draft.image);
	struct palette palette = b->palette;
	size_t len = b->edits.len;
	enum err err;

	*changed = (struct differ){ 0 };
	err = attempt(b, op, before, changed);
	if (err == OK) {
		image_free(before);
		return OK;
	}
	b->edits.len = len;
	b->palette = palette;
	image_free(b->draft.image);
	b->draft.image = before;
	step_look_for_clones(&b->draft);
	return err;
}
