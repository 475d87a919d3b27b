/*
 * edit - a change as a value: made, encoded, applied
 *
 * For each type of field there is an encode_<type>() and a decode_<type>();
 * the table says in which order a kind uses them.  Numbers lie in memory as
 * they are encoded, so this needs a little-endian machine.
 */
#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "bounds.h"
#include "goxel/edit.h"
#include "mem.h"

#define HEAD	8	/* bytes: kind, zero, length */

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
    "fields are encoded as they lie in memory");
_Static_assert(sizeof(struct voxel) == 16 && sizeof(struct box) == 24 &&
    sizeof(struct pos) == 12 && sizeof(struct rgba) == 4 &&
    sizeof(struct matrix) == 64,
    "fields have no holes");

/* What is still to be decoded. */
struct input {
	const char	*at;
	size_t		 left;
	bool		 failed;
};

const char *
edit_name(enum edit_kind kind)
{
	static const char *const names[EDIT_COUNT] = {
#define FIELD(type, name)
#define EDIT(id, doc, fields)	#id,
#include "tbl/edits.h"
	};

	assert(kind < EDIT_COUNT);
	return names[kind];
}

/* Types whose encoding is their memory. */
#define PLAIN(type)							\
	static void							\
	encode_##type(struct buf *b, const edit_##type *value)		\
	{								\
		buf_add(b, value, sizeof *value);			\
	}
PLAIN(integer)
PLAIN(real)
PLAIN(layer)
PLAIN(place)
PLAIN(region)
PLAIN(matrix)
PLAIN(rgba)
#undef PLAIN

static void
encode_flag(struct buf *b, const bool *flag)
{
	buf_add_u8(b, *flag);
}

static void
encode_mode(struct buf *b, const enum mode *mode)
{
	buf_add_u32(b, *mode);
}

static void
encode_join(struct buf *b, const enum join *join)
{
	buf_add_u32(b, *join);
}

static void
encode_shape(struct buf *b, const enum shape *shape)
{
	buf_add_u32(b, *shape);
}

static void
encode_string(struct buf *b, const struct bytes *bytes)
{
	buf_add_u32(b, bytes->len);
	buf_add(b, bytes->at, bytes->len);
}

static void
encode_model(struct buf *b, const struct bytes *bytes)
{
	encode_string(b, bytes);
}

static void
encode_parts(struct buf *b, const struct bytes *bytes)
{
	encode_string(b, bytes);
}

static void
encode_ramp(struct buf *b, const struct bytes *bytes)
{
	encode_string(b, bytes);
}

static void
encode_heights(struct buf *b, const struct bytes *bytes)
{
	encode_string(b, bytes);
}

static void
encode_list(struct buf *b, const struct voxels *voxels)
{
	buf_add_u32(b, voxels->count);
	buf_add(b, voxels->at, voxels->count * sizeof *voxels->at);
}

#define FIELD(type, name)	encode_##type(b, &in->name);
#define EDIT(id, doc, fields)						\
	static void							\
	encode_edit_##id(struct buf *b, const struct edit_##id *in)	\
	{								\
		(void)b, (void)in;					\
		fields							\
	}
#include "tbl/edits.h"

static void
encode_fields(const struct edit *edit, struct buf *b)
{
	switch (edit->kind) {
#define FIELD(type, name)
#define EDIT(id, doc, fields)						\
	case EDIT_##id:							\
		encode_edit_##id(b, &edit->id);				\
		break;
#include "tbl/edits.h"
	case EDIT_COUNT:
		assert(false);
	}
}

void
edit_encode(const struct edit *edit, struct buf *b)
{
	size_t start = b->len, len;
	uint32_t coded;

	buf_add_u16(b, (uint16_t)edit->kind);
	buf_add_u16(b, 0);
	buf_add_u32(b, 0);
	encode_fields(edit, b);
	len = b->len - start - HEAD;
	if (!b->failed && len > UINT32_MAX)
		b->failed = true;
	if (b->failed) {
		b->len = start;
		return;
	}
	coded = (uint32_t)len;
	memcpy(b->bytes + start + 4, &coded, sizeof coded);
}

/* The next `len` bytes in place, or NULL. */
static const char *
take_bytes(struct input *in, size_t len)
{
	const char *at = in->at;

	if (in->failed || len > in->left) {
		in->failed = true;
		return NULL;
	}
	in->at += len;
	in->left -= len;
	return at;
}

static uint32_t
take_u32(struct input *in)
{
	const char *at = take_bytes(in, sizeof(uint32_t));
	uint32_t value = 0;

	if (at != NULL)
		memcpy(&value, at, sizeof value);
	return value;
}

/* A number below `count`. */
static uint32_t
take_choice(struct input *in, uint32_t count)
{
	uint32_t value = take_u32(in);

	if (value >= count) {
		in->failed = true;
		return 0;
	}
	return value;
}

#define PLAIN(type)							\
	static void							\
	decode_##type(struct input *in, edit_##type *value)		\
	{								\
		const char *at = take_bytes(in, sizeof *value);		\
									\
		if (at != NULL)						\
			memcpy(value, at, sizeof *value);		\
	}
PLAIN(integer)
PLAIN(layer)
PLAIN(place)
PLAIN(region)
PLAIN(rgba)
#undef PLAIN

static void
decode_real(struct input *in, float *value)
{
	const char *at = take_bytes(in, sizeof *value);

	if (at == NULL)
		return;
	memcpy(value, at, sizeof *value);
	if (!isfinite(*value))
		in->failed = true;
}

static void
decode_matrix(struct input *in, struct matrix *matrix)
{
	int i;

	for (i = 0; i < 16; i++)
		decode_real(in, &matrix->m[i / 4][i % 4]);
}

static void
decode_flag(struct input *in, bool *flag)
{
	const char *at = take_bytes(in, 1);

	if (at == NULL)
		return;
	if (*at != 0 && *at != 1)
		in->failed = true;
	*flag = *at == 1;
}

static void
decode_mode(struct input *in, enum mode *mode)
{
	*mode = (enum mode)take_choice(in, MODE_COUNT);
}

static void
decode_join(struct input *in, enum join *join)
{
	*join = (enum join)take_choice(in, JOIN_COUNT);
}

static void
decode_shape(struct input *in, enum shape *shape)
{
	*shape = (enum shape)take_choice(in, SHAPE_COUNT);
}

static void
decode_string(struct input *in, struct bytes *bytes)
{
	bytes->len = take_u32(in);
	bytes->at = take_bytes(in, bytes->len);
}

static void
decode_model(struct input *in, struct bytes *bytes)
{
	decode_string(in, bytes);
}

static void
decode_parts(struct input *in, struct bytes *bytes)
{
	decode_string(in, bytes);
}

static void
decode_ramp(struct input *in, struct bytes *bytes)
{
	decode_string(in, bytes);
}

static void
decode_heights(struct input *in, struct bytes *bytes)
{
	decode_string(in, bytes);
}

/* A copy, because the encoding is not aligned; no larger than what is there. */
static void
decode_list(struct input *in, struct voxels *voxels)
{
	uint32_t count = take_choice(in, BOUND_EDIT_VOXELS + 1);
	size_t size = count * sizeof *voxels->at;
	const char *at = take_bytes(in, size);
	struct voxel *copy;

	if (at == NULL || count == 0)
		return;
	copy = xmalloc(size);
	memcpy(copy, at, size);
	*voxels = (struct voxels){ copy, count };
}

#define FIELD(type, name)	decode_##type(in, &out->name);
#define EDIT(id, doc, fields)						\
	static void							\
	decode_edit_##id(struct input *in, struct edit_##id *out)	\
	{								\
		(void)in, (void)out;					\
		fields							\
	}
#include "tbl/edits.h"

static void
decode_fields(struct input *in, struct edit *edit)
{
	switch (edit->kind) {
#define FIELD(type, name)
#define EDIT(id, doc, fields)						\
	case EDIT_##id:							\
		decode_edit_##id(in, &edit->id);			\
		break;
#include "tbl/edits.h"
	case EDIT_COUNT:
		assert(false);
	}
}

enum err
edit_decode(const void *bytes, size_t len, struct edit *edit, size_t *used)
{
	struct input in = { bytes, len, false };
	uint32_t word, body;

	word = take_u32(&in);
	body = take_u32(&in);
	/* The upper half is the zero, so this refuses what is not zero too. */
	if (in.failed || word >= EDIT_COUNT || body > in.left)
		return ERR_CORRUPT;
	in.left = body;
	memset(edit, 0, sizeof *edit);
	edit->kind = (enum edit_kind)word;
	decode_fields(&in, edit);
	if (in.failed || in.left > 0) {
		edit_fini(edit);
		return ERR_CORRUPT;
	}
	*used = HEAD + (size_t)body;
	return OK;
}

/* Of all types a list alone is a copy. */
static void
fini_list(struct voxels *list)
{
	free((void *)list->at);
	*list = (struct voxels){ 0 };
}

#define fini_integer(field)	((void)(field))
#define fini_real(field)	((void)(field))
#define fini_flag(field)	((void)(field))
#define fini_layer(field)	((void)(field))
#define fini_mode(field)	((void)(field))
#define fini_join(field)	((void)(field))
#define fini_shape(field)	((void)(field))
#define fini_place(field)	((void)(field))
#define fini_region(field)	((void)(field))
#define fini_matrix(field)	((void)(field))
#define fini_rgba(field)	((void)(field))
#define fini_string(field)	((void)(field))
#define fini_model(field)	((void)(field))
#define fini_parts(field)	((void)(field))
#define fini_ramp(field)	((void)(field))
#define fini_heights(field)	((void)(field))

void
edit_fini(struct edit *edit)
{
	switch (edit->kind) {
#define FIELD(type, name)	fini_##type(&in->name);
#define EDIT(id, doc, fields)						\
	case EDIT_##id: {						\
		struct edit_##id *in = &edit->id;			\
									\
		(void)in;						\
		fields							\
		break;							\
	}
#include "tbl/edits.h"
	case EDIT_COUNT:
		break;
	}
}
