/*
 * follow - clone and shape layers kept as what they show
 *
 * Clones are rebuilt breadth first from what they follow.  A layer follows at
 * most one, so this meets each once, after its base; what is in a cycle or has
 * no base is never met and stays empty.
 *
 * One voxel is carried along to clones that only move it; a clone that turns
 * or stretches its base is rebuilt, and so are its own.
 */
#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "goxel/clone.h"
#include "goxel/crop.h"
#include "goxel/image.h"
#include "goxel/solid.h"
#include "goxel/turn.h"
#include "mem.h"

/* What a clone shows.  Right angles keep tiles whole. */
static enum err
show_base(struct volume *to, struct volume *base, const struct matrix *mat)
{
	struct pos by = { { 0 } };

	if (clone_moves(mat, &by) || !turn_right(mat))
		return clone_build(to, base, mat);
	return turn_price(base, mat) > 1 ? ERR_TOO_BIG :
	    turn_build(to, base, mat);
}

/* The box of the matrix lies along the axes, on whole voxels. */
static bool
lies_even(const struct matrix *mat)
{
	int i, axis;

	for (i = 0; i < 3; i++)
		for (axis = 0; axis < 3; axis++) {
			float lo = mat->m[3][i] - mat->m[i][i];

			if ((i != axis && mat->m[i][axis] != 0) ||
			    lo != rintf(lo) || 2 * mat->m[i][i] !=
			    rintf(2 * mat->m[i][i]))
				return false;
		}
	return true;
}

/* Draw a shape layer afresh, within the image's box. */
static enum err
draw_layer(const struct image *image, struct layer *layer)
{
	struct shape_stroke stroke = { .shape = (enum shape)layer->shape,
	    .mode = MODE_OVER, .color = layer->color };
	enum err err;

	volume_fini(&layer->volume);
	if (!matrix_box(&layer->mat, &stroke.box))
		return OK;
	err = ERR_PARAMS;
	if (!lies_even(&layer->mat))
		err = solid_draw(&layer->volume, &layer->mat, &stroke);
	if (err != OK)	/* no turned box, or too large: the one around it */
		err = shape_draw(&layer->volume, &stroke);
	if (err != OK || !image->boxed)
		return err;
	return crop_volume(&layer->volume, &image->box);
}

/* Rebuild what follows the layers in queue[0..tail), and what follows that.
 * The queue has room for every layer's index. */
static enum err
rebuild_followers(struct image *image, uint32_t *queue, uint32_t tail)
{
	uint32_t head, i;
	enum err err;

	for (head = 0; head < tail; head++) {
		struct layer *base = image->layers[queue[head]];

		for (i = 0; i < image->layer_count; i++) {
			struct layer *layer = image->layers[i];

			if (layer->base_id != base->id || layer == base)
				continue;
			assert(tail < image->layer_count);
			layer = image_layer_write(image, layer->id);
			err = show_base(&layer->volume, &base->volume,
			    &layer->mat);
			if (err != OK)
				return err;
			queue[tail++] = i;
		}
	}
	return OK;
}

/* A layer that nothing is based on has no followers to look for. */
static bool
has_clones(const struct image *image, uint32_t id)
{
	uint32_t i;

	for (i = 0; i < image->layer_count; i++) {
		if (image->layers[i]->base_id == id)
			return true;
	}
	return false;
}

/* The index of a layer that is there. */
static uint32_t
index_of(const struct image *image, uint32_t id)
{
	uint32_t i = 0;

	while (image->layers[i]->id != id)
		i++;
	return i;
}

enum err
image_follow(struct image *image, uint32_t id)
{
	const struct layer *layer = image_layer(image, id);
	uint32_t *queue;
	enum err err;

	if (layer == NULL || !has_clones(image, layer->id))
		return OK;
	queue = xmalloc(image->layer_count * sizeof *queue);
	queue[0] = index_of(image, layer->id);
	err = rebuild_followers(image, queue, 1);
	free(queue);
	return err;
}

static struct layer *
own(struct image *image, uint32_t i)
{
	return image_layer_write(image, image->layers[i]->id);
}

enum err
image_refresh(struct image *image)
{
	uint32_t *queue, tail = 0, i;
	enum err err = OK;

	if (image->layer_count == 0)
		return OK;
	queue = xmalloc(image->layer_count * sizeof *queue);
	for (i = 0; err == OK && i < image->layer_count; i++) {
		if (image->layers[i]->base_id != 0) {
			volume_fini(&own(image, i)->volume);
			continue;
		}
		if (image->layers[i]->shape >= 0)
			err = draw_layer(image, own(image, i));
		queue[tail++] = i;
	}
	if (err == OK)
		err = rebuild_followers(image, queue, tail);
	free(queue);
	return err;
}

/* The layer that a clone follows, or NULL: it is in a cycle, or has none. */
static const struct layer *
base_of(const struct image *image, const struct layer *layer)
{
	const struct layer *at = layer;
	uint32_t steps;

	for (steps = 0; at != NULL && at->base_id != 0; steps++) {
		if (steps == image->layer_count)
			return NULL;
		at = image_layer(image, at->base_id);
	}
	return at == NULL ? NULL : image_layer(image, layer->base_id);
}

enum err
image_redraw(struct image *image, uint32_t id)
{
	struct layer *layer = image_layer_write(image, id), *base;
	enum err err;

	if (layer == NULL || layer_plain(layer))
		return OK;
	if (layer->base_id != 0) {
		if (base_of(image, layer) == NULL)
			return OK;
		base = image->layers[index_of(image, layer->base_id)];
		err = show_base(&layer->volume, &base->volume, &layer->mat);
	} else {
		err = draw_layer(image, layer);
	}
	return err == OK ? image_follow(image, layer->id) : err;
}

/* Carry a voxel that was written at `pos` of layer `id` along. */
static enum err
carry_voxel(struct image *image, uint32_t id, const struct pos *pos,
    struct rgba color)
{
	uint32_t i;

	for (i = 0; i < image->layer_count; i++) {
		struct pos there = *pos;
		struct layer *layer;
		enum err err;

		if (image->layers[i]->base_id != id)
			continue;
		layer = own(image, i);
		if (!clone_moves(&layer->mat, &there))
			return image_follow(image, id);
		if (!pos_bounded(&there))
			continue;
		err = volume_set(&layer->volume, &there, color);
		if (err == OK)
			err = carry_voxel(image, layer->id, &there, color);
		if (err != OK)
			return err;
	}
	return OK;
}

enum err
image_voxel_set(struct image *image, uint32_t id, const struct pos *pos,
    struct rgba color)
{
	struct layer *layer = image_layer_write(image, id);
	struct rgba before;
	enum err err;

	if (layer == NULL)
		return ERR_NO_LAYER;
	before = volume_get(&layer->volume, pos);
	if ((err = volume_set(&layer->volume, pos, color)) != OK)
		return err;
	if ((err = carry_voxel(image, layer->id, pos, color)) == OK)
		return OK;
	volume_set(&layer->volume, pos, before);
	image_follow(image, layer->id);
	return err;
}
