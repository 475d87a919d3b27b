/*
 * whole - a project with its history as plain bytes
 *
 *	"GXWH" | u32 version | u64 revision |
 *	u32 steps | u32 redos | u32 newest |
 *	the present image | the image of step `newest`, if there is such a step
 *	u32 notes, the oldest first, each as the request_note that made it
 *	steps to take back, the oldest first | steps to do again
 *	u32 first | u32 count | u32 depth | u64 length of the past | the past
 *	u64 sum of all that
 *
 *	step	u32 layer | pos | rgba before, after; or
 *		u32 0 | u32 bytes | u32 number of the image in the past
 *
 * Images are as in piece.c; so is `pos`.  The past is the images of all large
 * steps but the newest that can be taken back, as in past.c, numbers going on
 * from `first`; where there are none it has no bytes.
 */
#include <assert.h>
#include <string.h>

#include "bounds.h"
#include "goxel/format/past.h"
#include "goxel/format/whole.h"

#define MAGIC	0x48575847u	/* "GXWH" */
#define VERSION	3u
#define NO_STEP	UINT32_MAX	/* in the place of `newest` */
#define LANES	4		/* of the sum, side by side in the processor */

static inline uint64_t
stir(uint64_t sum, uint64_t word)
{
	return ((sum ^ word) << 29 | (sum ^ word) >> 35) *
	    0x9e3779b97f4a7c15u;
}

/* Every word changes what follows in a way that can be taken back, so that no
 * single change is lost. */
uint64_t
whole_sum(const void *bytes, size_t len)
{
	uint64_t lane[LANES] = { len, 1, 2, 3 }, word[LANES];
	const char *at = bytes;
	size_t size;
	int i;

	for (; len > 0; at += size, len -= size) {
		size = len < sizeof word ? len : sizeof word;
		if (size < sizeof word)
			memset(word, 0, sizeof word);
		memcpy(word, at, size);
		for (i = 0; i < LANES; i++)
			lane[i] = stir(lane[i], word[i]);
	}
	for (i = 1; i < LANES; i++)
		lane[0] = stir(lane[0], lane[i]);
	return lane[0] ^ lane[0] >> 32;
}

static bool
is_large(const struct undo_step *step)
{
	return step->layer == 0;
}

/* The newest large step that can be taken back, if its image is there. */
static uint32_t
find_newest(const struct undo *undo)
{
	uint32_t nth = undo_steps(undo);
	struct undo_step step;

	while (nth-- > 0) {
		step = undo_look(undo, nth);
		if (is_large(&step))
			return step.image != NULL ? nth : NO_STEP;
	}
	return NO_STEP;
}

static void
put_step(struct buf *b, const struct undo_step *step, uint32_t number)
{
	buf_add_u32(b, step->layer);
	if (is_large(step)) {
		buf_add_u32(b, step->bytes);
		buf_add_u32(b, number);
		return;
	}
	piece_put_pos(b, &step->pos);
	buf_add(b, &step->before, sizeof step->before);
	buf_add(b, &step->after, sizeof step->after);
}

/* True: some image of them is in the past. */
static bool
put_steps(struct buf *b, const struct undo *undo, uint32_t newest,
    uint32_t *next)
{
	uint32_t steps = undo_steps(undo) + undo_redos(undo), nth;
	struct undo_step step;
	bool some = false;

	for (nth = 0; nth < steps && !b->failed; nth++) {
		step = undo_look(undo, nth);
		if (is_large(&step) && nth != newest) {
			some = true;
			put_step(b, &step, step.image == NULL ? step.folded :
			    (*next)++);
		} else {
			put_step(b, &step, 0);
		}
	}
	return some;
}

static void
put_past(struct piece_out *out, const struct undo *undo, uint32_t newest)
{
	const struct undo_fold *fold = undo_folded(undo);
	uint32_t first = past_first(undo), next = first;
	struct buf *b = out->b;
	uint64_t len;
	size_t at;
	bool some;

	piece_cut(out);
	some = put_steps(b, undo, newest, &next);
	buf_add_u32(b, some ? first : 0);
	buf_add_u32(b, next - first);
	buf_add_u32(b, fold == NULL ? 0 : fold->depth + 1);
	at = b->len;
	buf_add_u64(b, 0);
	if (!some)
		return;
	past_put(out, undo, newest);
	len = b->len - at - sizeof len;
	if (!b->failed)
		memcpy(b->bytes + at, &len, sizeof len);
}

static void
put_notes(struct buf *b, const struct notes *notes)
{
	struct edit edit = { .kind = EDIT_request_note };
	const struct note *note;

	buf_add_u32(b, notes_count(notes));
	for (note = notes_first(notes); note != NULL; note = note->next) {
		edit.request_note = (struct edit_request_note){ note->key,
		    note->method, note->result };
		edit_encode(&edit, b);
	}
}

void
whole_flatten(struct context *context)
{
	const struct undo_fold *fold = undo_folded(context->undo);

	if (fold != NULL && fold->depth >= PAST_DEPTH)
		undo_unfold(context->undo);
}

void
whole_pack(const struct context *context, struct buf *b)
{
	uint32_t newest = find_newest(context->undo);
	struct piece_out out = { .b = b };
	size_t start = b->len;

	buf_add_u32(b, MAGIC);
	buf_add_u32(b, VERSION);
	buf_add_u64(b, context->revision);
	buf_add_u32(b, undo_steps(context->undo));
	buf_add_u32(b, undo_redos(context->undo));
	buf_add_u32(b, newest);
	piece_put(&out, context->image);
	if (newest != NO_STEP)
		piece_put(&out, undo_look(context->undo, newest).image);
	put_notes(b, context->notes);
	put_past(&out, context->undo, newest);
	piece_out_fini(&out);
	if (!b->failed)
		buf_add_u64(b, whole_sum(b->bytes + start, b->len - start));
}

/* A project on its way out of its bytes. */
struct draft {
	struct image	*image, *before; /* before: of step `newest` */
	struct undo	*undo;
	struct notes	*notes;
	uint64_t	 revision;
	uint32_t	 steps, redos, newest;
	uint32_t	 numbers;	/* all of folded steps are below */
	bool		 folded;	/* some step is */
	struct undo_memory *memory;	/* around the bytes; NULL: copy them */
};

/* An image that an edit can be applied to. */
static struct image *
take_image(struct piece_in *p)
{
	struct image *image = piece_take(p);

	piece_need(p, image != NULL && image->layer_count > 0);
	return image;
}

static void
take_large(struct piece_in *p, struct draft *d, struct undo_step *step,
    uint32_t nth)
{
	uint32_t number;

	step->bytes = bytes_u32(&p->in);
	number = bytes_u32(&p->in);
	if (nth == d->newest) {
		step->image = image_copy(d->before);
		return;
	}
	step->folded = number;
	if (number >= d->numbers)
		d->numbers = number + 1;
	piece_need(p, number != UINT32_MAX);
	d->folded = true;
}

static void
take_step(struct piece_in *p, struct draft *d, uint32_t nth)
{
	struct undo_step step = { .layer = bytes_u32(&p->in) };

	if (is_large(&step)) {
		take_large(p, d, &step, nth);
	} else {
		step.pos = piece_take_pos(p);
		step.before = piece_take_color(p);
		step.after = piece_take_color(p);
		piece_need(p, pos_bounded(&step.pos) && nth != d->newest);
	}
	if (!p->in.failed)
		piece_need(p, undo_append(d->undo, &step,
		    nth >= d->steps) == OK);
	image_free(step.image);
}

static void
take_steps(struct piece_in *p, struct draft *d)
{
	uint32_t nth;

	piece_need(p, d->steps <= BOUND_UNDO_STEPS &&
	    d->redos <= BOUND_UNDO_STEPS - d->steps);
	piece_need(p, d->newest == NO_STEP || d->newest < d->steps);
	for (nth = 0; !p->in.failed && nth < d->steps + d->redos; nth++)
		take_step(p, d, nth);
}

static void
take_past(struct piece_in *p, struct draft *d)
{
	struct undo_fold fold = { .unpack = past_unpack };
	const uint8_t *bytes;

	fold.first = bytes_u32(&p->in);
	fold.count = bytes_u32(&p->in);
	fold.depth = bytes_u32(&p->in);
	fold.len = bytes_u64(&p->in);
	bytes = bytes_take(&p->in, fold.len);
	piece_need(p, fold.count <= BOUND_UNDO_LARGE &&
	    fold.first < UINT32_MAX - fold.count);
	piece_need(p, d->numbers <= fold.first + fold.count);
	piece_need(p, (fold.len > 0) == d->folded);
	if (p->in.failed || fold.len == 0)
		return;
	if (d->memory == NULL) {
		past_copy(&fold, bytes, fold.len);
	} else {
		fold.bytes = (const char *)bytes;
		fold.memory = *d->memory;
		*d->memory = (struct undo_memory){ 0 };
	}
	fold.base[0] = image_copy(d->image);
	if (d->before != NULL)
		fold.base[1] = image_copy(d->before);
	undo_set_fold(d->undo, &fold);
}

/* The image before or after a step, as far as its layers go, or NULL when
 * that is not known yet.  A small step is about a plain layer that is there;
 * else reading has failed. */
static const struct image *
follow_step(struct piece_in *p, const struct undo *undo, uint32_t nth,
    const struct image *image)
{
	struct undo_step step = undo_look(undo, nth);
	const struct layer *layer;

	if (is_large(&step))
		return step.image;
	layer = image_layer(image, step.layer);
	piece_need(p, layer != NULL && layer_plain(layer));
	return image;
}

static void
check_steps(struct piece_in *p, const struct draft *d)
{
	const struct image *image = d->image;
	uint32_t nth;

	for (nth = d->steps; nth-- > 0 && image != NULL;)
		image = follow_step(p, d->undo, nth, image);
	image = d->image;
	for (nth = d->steps; nth < d->steps + d->redos && image != NULL; nth++)
		image = follow_step(p, d->undo, nth, image);
}

static void
take_note(struct piece_in *p, struct notes *notes)
{
	struct edit edit;
	size_t used;

	if (edit_decode(p->in.at, bytes_left(&p->in), &edit, &used) != OK) {
		p->in.failed = true;
		return;
	}
	piece_need(p, edit.kind == EDIT_request_note &&
	    notes_add(notes, &edit.request_note) == OK);
	edit_fini(&edit);
	bytes_take(&p->in, used);
}

static void
take_notes(struct piece_in *p, struct notes *notes)
{
	uint32_t count = bytes_u32(&p->in);

	while (count-- > 0 && !p->in.failed)
		take_note(p, notes);
}

/* All that stands before the sum. */
static void
take_project(struct piece_in *p, struct draft *d)
{
	piece_need(p, bytes_u32(&p->in) == MAGIC);
	piece_need(p, bytes_u32(&p->in) == VERSION);
	d->revision = bytes_u64(&p->in);
	d->steps = bytes_u32(&p->in);
	d->redos = bytes_u32(&p->in);
	d->newest = bytes_u32(&p->in);
	if (!p->in.failed)
		d->image = take_image(p);
	if (!p->in.failed && d->newest != NO_STEP)
		d->before = take_image(p);
	take_notes(p, d->notes);
	take_steps(p, d);
	take_past(p, d);
	piece_need(p, bytes_left(&p->in) == 0);
	piece_need(p, p->in.failed || find_newest(d->undo) == d->newest);
	if (!p->in.failed)
		check_steps(p, d);
}

static enum err
take_whole(struct piece_in *p, struct undo_memory *memory,
    struct context *context)
{
	struct draft d = { .undo = undo_new(), .notes = notes_new(),
	    .memory = memory };
	enum err err = OK;

	take_project(p, &d);
	if (p->in.failed)
		err = ERR_CORRUPT;
	else {
		context_resume(context, &d.image, &d.undo, d.revision);
		notes_free(context->notes);
		context->notes = d.notes;
		d.notes = NULL;
	}
	image_free(d.image);
	image_free(d.before);
	undo_free(d.undo);
	notes_free(d.notes);
	return err;
}

static enum err
unpack(const void *bytes, size_t len, struct undo_memory *memory,
    struct context *context)
{
	struct bytes_in sum;
	struct piece_in p;
	enum err err;

	if (len < sizeof(uint64_t))
		return ERR_CORRUPT;
	len -= sizeof(uint64_t);
	bytes_open(&sum, (const char *)bytes + len, sizeof(uint64_t));
	if (bytes_u64(&sum) != whole_sum(bytes, len))
		return ERR_CORRUPT;
	piece_in_open(&p, bytes, len);
	err = take_whole(&p, memory, context);
	piece_in_close(&p);
	return err;
}

enum err
whole_unpack(const void *bytes, size_t len, struct context *context)
{
	return unpack(bytes, len, NULL, context);
}

enum err
whole_adopt(struct undo_memory *memory, size_t start, struct context *context)
{
	enum err err;

	assert(start <= memory->size);
	err = unpack((const char *)memory->at + start, memory->size - start,
	    memory, context);
	undo_memory_fini(memory);
	return err;
}
