/*
 * whole - a project with its history as plain bytes
 *
 *	"GXWH" | u32 version | u64 revision | u32 steps | u32 redos
 *	steps to take back, the oldest first | image | steps to do again
 *	u64 sum of all that
 *
 *	step	u32 layer | pos | rgba before, after; or u32 0 | image
 *
 * Images are as in piece.c, numbers going on from one to the next; so is
 * `pos`.
 */
#include <string.h>

#include "bounds.h"
#include "goxel/format/piece.h"
#include "goxel/format/whole.h"

#define MAGIC	0x48575847u	/* "GXWH" */
#define VERSION	1u

/* Every word changes what follows in a way that can be taken back, so that no
 * single change is lost. */
uint64_t
whole_sum(const void *bytes, size_t len)
{
	const char *at = bytes;
	uint64_t sum = len, word;

	for (; len > 0; at += sizeof word) {
		size_t size = len < sizeof word ? len : sizeof word;

		word = 0;
		memcpy(&word, at, size);
		sum = ((sum ^ word) << 29 | (sum ^ word) >> 35) *
		    0x9e3779b97f4a7c15u;
		len -= size;
	}
	return sum ^ sum >> 32;
}

static void
put_step(struct piece_out *out, const struct undo_step *step)
{
	buf_add_u32(out->b, step->layer);
	if (step->image != NULL) {
		piece_put(out, step->image);
		return;
	}
	piece_put_pos(out->b, &step->pos);
	buf_add(out->b, &step->before, sizeof step->before);
	buf_add(out->b, &step->after, sizeof step->after);
}

static void
put_steps(struct piece_out *out, const struct undo *undo, uint32_t from,
    uint32_t to)
{
	struct undo_step step;

	for (; from < to && !out->b->failed; from++) {
		step = undo_look(undo, from);
		put_step(out, &step);
	}
}

void
whole_pack(const struct context *context, struct buf *b)
{
	uint32_t steps = undo_steps(context->undo);
	uint32_t redos = undo_redos(context->undo);
	struct piece_out out = { .b = b };
	size_t start = b->len;

	buf_add_u32(b, MAGIC);
	buf_add_u32(b, VERSION);
	buf_add_u64(b, context->revision);
	buf_add_u32(b, steps);
	buf_add_u32(b, redos);
	put_steps(&out, context->undo, 0, steps);
	piece_put(&out, context->image);
	put_steps(&out, context->undo, steps, steps + redos);
	piece_out_fini(&out);
	if (!b->failed)
		buf_add_u64(b, whole_sum(b->bytes + start, b->len - start));
}

/* An image that an edit can be applied to. */
static struct image *
take_image(struct piece_in *p)
{
	struct image *image = piece_take(p);

	piece_need(p, image != NULL && image->layer_count > 0);
	return image;
}

static void
take_step(struct piece_in *p, struct undo *undo, bool redo)
{
	struct undo_step step = { .layer = bytes_u32(&p->in) };

	if (step.layer == 0) {
		step.image = take_image(p);
	} else {
		step.pos = piece_take_pos(p);
		step.before = piece_take_color(p);
		step.after = piece_take_color(p);
		piece_need(p, pos_bounded(&step.pos));
	}
	if (!p->in.failed)
		piece_need(p, undo_append(undo, &step, redo) == OK);
	image_free(step.image);
}

/* The image before or after a step, as far as its layers go.  A small step
 * is about a plain layer that is there; else reading has failed. */
static const struct image *
follow_step(struct piece_in *p, const struct undo *undo, uint32_t nth,
    const struct image *image)
{
	struct undo_step step = undo_look(undo, nth);
	const struct layer *layer;

	if (step.image != NULL)
		return step.image;
	layer = image_layer(image, step.layer);
	piece_need(p, layer != NULL && layer_plain(layer));
	return image;
}

static void
check_steps(struct piece_in *p, const struct undo *undo,
    const struct image *present)
{
	uint32_t steps = undo_steps(undo), redos = undo_redos(undo), nth;
	const struct image *image = present;

	for (nth = steps; nth-- > 0;)
		image = follow_step(p, undo, nth, image);
	image = present;
	for (nth = steps; nth < steps + redos; nth++)
		image = follow_step(p, undo, nth, image);
}

/* All that stands before the sum; what was read is in the context. */
static void
take_project(struct piece_in *p, struct context *context)
{
	struct undo *undo = undo_new();
	struct image *image = NULL;
	uint32_t steps, redos;
	uint64_t revision;

	piece_need(p, bytes_u32(&p->in) == MAGIC);
	piece_need(p, bytes_u32(&p->in) == VERSION);
	revision = bytes_u64(&p->in);
	steps = bytes_u32(&p->in);
	redos = bytes_u32(&p->in);
	while (steps-- > 0 && !p->in.failed)
		take_step(p, undo, false);
	if (!p->in.failed)
		image = take_image(p);
	while (redos-- > 0 && !p->in.failed)
		take_step(p, undo, true);
	piece_need(p, bytes_left(&p->in) == 0);
	if (!p->in.failed)
		check_steps(p, undo, image);
	if (!p->in.failed)
		context_resume(context, &image, &undo, revision);
	image_free(image);
	undo_free(undo);
}

enum err
whole_unpack(const void *bytes, size_t len, struct context *context)
{
	struct bytes_in sum;
	struct piece_in p;

	if (len < sizeof(uint64_t))
		return ERR_CORRUPT;
	len -= sizeof(uint64_t);
	bytes_open(&sum, (const char *)bytes + len, sizeof(uint64_t));
	if (bytes_u64(&sum) != whole_sum(bytes, len))
		return ERR_CORRUPT;
	piece_in_open(&p, bytes, len);
	take_project(&p, context);
	piece_in_close(&p);
	return p.in.failed ? ERR_CORRUPT : OK;
}
