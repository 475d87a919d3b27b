/*
 * past - the images of a history as bytes that are read when they are wanted
 *
 *	u32 images, each as in piece.c |
 *	u8 more: 0; or 1, and what is folded yet:
 *		u32 first | u32 count | u32 depth |
 *		u8 bases, 1 or 2, each an image |
 *		u64 length | so many bytes of this kind
 *
 * It stands behind a piece_cut of the images in undo_fold.base.
 */
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/past.h"
#include "mem.h"

uint32_t
past_first(const struct undo *undo)
{
	const struct undo_fold *fold = undo_folded(undo);

	return fold == NULL ? 0 : fold->first + fold->count;
}

static bool
belongs(const struct undo_step *step, uint32_t nth, uint32_t newest)
{
	return step->image != NULL && nth != newest;
}

static void
put_images(struct piece_out *out, const struct undo *undo, uint32_t newest)
{
	uint32_t steps = undo_steps(undo) + undo_redos(undo), nth, count = 0;
	struct undo_step step;

	for (nth = 0; nth < steps; nth++) {
		step = undo_look(undo, nth);
		count += belongs(&step, nth, newest);
	}
	buf_add_u32(out->b, count);
	for (nth = 0; nth < steps && !out->b->failed; nth++) {
		step = undo_look(undo, nth);
		if (belongs(&step, nth, newest))
			piece_put(out, step.image);
	}
}

static void
put_fold(struct piece_out *out, const struct undo_fold *fold)
{
	struct buf *b = out->b;

	buf_add_u8(b, fold != NULL);
	if (fold == NULL)
		return;
	buf_add_u32(b, fold->first);
	buf_add_u32(b, fold->count);
	buf_add_u32(b, fold->depth);
	buf_add_u8(b, fold->base[1] == NULL ? 1 : 2);
	piece_put(out, fold->base[0]);
	if (fold->base[1] != NULL)
		piece_put(out, fold->base[1]);
	buf_add_u64(b, fold->len);
	buf_add(b, fold->bytes, fold->len);
}

void
past_put(struct piece_out *out, const struct undo *undo, uint32_t newest)
{
	put_images(out, undo, newest);
	put_fold(out, undo_folded(undo));
}

static void
take_images(struct piece_in *p, struct image **images, uint32_t count)
{
	uint32_t i;

	piece_need(p, bytes_u32(&p->in) == count);
	for (i = 0; i < count && !p->in.failed; i++) {
		images[i] = piece_take(p);
		piece_need(p, images[i] != NULL &&
		    images[i]->layer_count > 0);
	}
}

static void
take_bases(struct piece_in *p, struct undo_fold *fold)
{
	uint32_t count = bytes_u8(&p->in), i;

	piece_need(p, count == 1 || count == 2);
	for (i = 0; i < count && !p->in.failed; i++)
		fold->base[i] = piece_take(p);
}

void
past_copy(struct undo_fold *fold, const void *bytes, size_t len)
{
	char *copy = xmalloc(len + 1);

	memcpy(copy, bytes, len);
	fold->bytes = copy;
	fold->len = len;
	fold->memory = (struct undo_memory){ .at = copy, .size = len };
}

/* A number of the inner ones is below those of the outer. */
static void
take_fold(struct piece_in *p, struct undo_fold *inner, uint32_t first)
{
	const uint8_t *bytes;
	uint64_t len;

	inner->first = bytes_u32(&p->in);
	inner->count = bytes_u32(&p->in);
	inner->depth = bytes_u32(&p->in);
	piece_need(p, inner->count <= BOUND_UNDO_LARGE);
	piece_need(p, inner->first <= first &&
	    first - inner->first == inner->count);
	take_bases(p, inner);
	len = bytes_u64(&p->in);
	bytes = bytes_take(&p->in, len);
	if (p->in.failed)
		return;
	past_copy(inner, bytes, len);
	inner->unpack = past_unpack;
}

static void
free_fold(struct undo_fold *fold)
{
	undo_memory_fini(&fold->memory);
	image_free(fold->base[0]);
	image_free(fold->base[1]);
}

enum err
past_unpack(const struct undo_fold *fold, struct undo *undo)
{
	struct image **images = xcalloc(fold->count + 1, sizeof *images);
	struct undo_fold inner = { .bytes = NULL };
	struct piece_in p;
	uint32_t i;

	piece_in_open(&p, fold->bytes, fold->len);
	for (i = 0; i < 2 && fold->base[i] != NULL; i++)
		piece_in_know(&p, fold->base[i]);
	take_images(&p, images, fold->count);
	if (bytes_u8(&p.in) != 0)
		take_fold(&p, &inner, fold->first);
	piece_need(&p, bytes_left(&p.in) == 0);
	if (!p.in.failed) {
		undo_unfolded(undo, fold, images);
		if (inner.bytes != NULL)
			undo_set_fold(undo, &inner);
	}
	for (i = 0; i < fold->count; i++)
		image_free(images[i]);
	free(images);
	free_fold(&inner);
	piece_in_close(&p);
	return p.in.failed ? ERR_CORRUPT : OK;
}
