/*
 * test_edit - edits survive their encoding, and nothing else passes for one
 *
 * Encodings are decoded out of memory of exactly their size, so that reading
 * beyond is seen by the address sanitizer.
 */
#include <criterion/criterion.h>
#include <sys/mman.h>

#include "bounds.h"
#include "goxel/edit.h"

static const struct voxel list[3] = {
	{ { { 1, -2, 3 } }, { { 1, 2, 3, 4 } } },
	{ { { -7, 8, 9 } }, { { 5, 6, 7, 8 } } },
	{ { { BOUND_COORD - 1, -BOUND_COORD, 0 } }, { { 0, 0, 0, 0 } } },
};

#define give_integer(x)	(*(x) = -123456)
#define give_real(x)	(*(x) = -2.5f)
#define give_flag(x)	(*(x) = true)
#define give_layer(x)	(*(x) = 4000000000u)
#define give_mode(x)	(*(x) = MODE_REPLACE)
#define give_shape(x)	(*(x) = SHAPE_CYLINDER)
#define give_join(x)	(*(x) = JOIN_INTERSECT)
#define give_place(x)	(*(x) = list[0].pos)
#define give_region(x)	(*(x) = (struct box){ list[1].pos, list[2].pos })
#define give_rgba(x)	(*(x) = list[0].color)
#define give_matrix(x)	(*(x) = MATRIX_IDENTITY)
#define give_string(x)	(*(x) = (struct bytes){ "a\0b", 3 })
#define give_list(x)	(*(x) = (struct voxels){ list, 3 })
#define give_model(x)	(*(x) = (struct bytes){ "model", 5 })
#define give_ramp(x)	(*(x) = (struct bytes){ "ramp", 4 })
#define give_heights(x)	(*(x) = (struct bytes){ "high", 4 })
#define give_parts(x)	(*(x) = (struct bytes){ "parts", 5 })

static struct edit
sample(enum edit_kind kind)
{
	struct edit edit = { .kind = kind };

	switch (kind) {
#define FIELD(type, name)	give_##type(&in->name);
#define EDIT(id, doc, fields)						\
	case EDIT_##id: {						\
		struct edit_##id *in = &edit.id;			\
									\
		(void)in;						\
		fields							\
		break;							\
	}
#include "tbl/edits.h"
	case EDIT_COUNT:
		break;
	}
	return edit;
}

static struct buf
encode(const struct edit *edit)
{
	struct buf b;

	buf_init(&b, BOUND_REQUEST);
	edit_encode(edit, &b);
	cr_assert_not(b.failed);
	return b;
}

/* Decode from memory of just this size. */
static enum err
decode_exactly(const void *bytes, size_t len, struct edit *edit, size_t *used)
{
	char *copy = malloc(len > 0 ? len : 1);
	struct buf again;
	enum err err;

	memcpy(copy, bytes, len);
	err = edit_decode(copy, len, edit, used);
	if (err == OK) {
		again = encode(edit);
		cr_assert_eq(again.len, *used);
		cr_assert_arr_eq(again.bytes, copy, *used);
		buf_fini(&again);
		edit_fini(edit);
	}
	free(copy);
	return err;
}

static uint32_t
dice(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

Test(edit, every_kind_has_its_name)
{
	cr_assert_str_eq(edit_name(EDIT_project_reset), "project_reset");
	cr_assert_str_eq(edit_name(EDIT_redo), "redo");
}

Test(edit, kinds_keep_their_numbers)
{
	cr_assert_eq(EDIT_project_reset, 0);
	cr_assert_eq(EDIT_voxel_set, 2);
	cr_assert_eq(EDIT_layer_add, 7);
	cr_assert_eq(EDIT_redo, 13);
}

Test(edit, encoding_is_little_endian_in_the_order_of_the_fields)
{
	static const char expected[] =
	    "\2\0" "\0\0" "\24\0\0\0"
	    "\5\0\0\0" "\1\0\0\0" "\376\377\377\377" "\0\0\20\0"
	    "\12\24\36\50";
	struct edit edit = { .kind = EDIT_voxel_set, .voxel_set = {
	    5, { { 1, -2, 1 << 20 } }, { { 10, 20, 30, 40 } } } };
	struct buf b = encode(&edit);

	cr_assert_eq(b.len, sizeof expected - 1);
	cr_assert_arr_eq(b.bytes, expected, b.len);
	buf_fini(&b);
}

Test(edit, every_kind_survives_its_encoding)
{
	unsigned kind;

	for (kind = 0; kind < EDIT_COUNT; kind++) {
		struct edit edit = sample(kind), out;
		struct buf b = encode(&edit);
		size_t used;

		cr_assert_eq(decode_exactly(b.bytes, b.len, &out, &used), OK,
		    "%s", edit_name(kind));
		cr_assert_eq(used, b.len);
		cr_assert_eq(out.kind, kind);
		buf_fini(&b);
	}
}

Test(edit, fields_come_back_as_they_were)
{
	struct edit edit = sample(EDIT_shape_draw), out;
	struct buf b = encode(&edit);
	size_t used;

	cr_assert_eq(edit_decode(b.bytes, b.len, &out, &used), OK);
	cr_assert_eq(out.shape_draw.layer, 4000000000u);
	cr_assert_eq(out.shape_draw.mode, MODE_REPLACE);
	cr_assert_eq(out.shape_draw.shape, SHAPE_CYLINDER);
	cr_assert_eq(out.shape_draw.box.lo.at[0], -7);
	cr_assert_eq(out.shape_draw.box.hi.at[1], -BOUND_COORD);
	cr_assert_eq(out.shape_draw.smoothness, -2.5f);
	cr_assert_eq(out.shape_draw.color.c[3], 4);
	buf_fini(&b);
}

Test(edit, list_is_a_copy_and_text_is_borrowed)
{
	struct edit edit = sample(EDIT_voxels_set), out;
	struct buf b = encode(&edit);
	size_t used;

	cr_assert_eq(edit_decode(b.bytes, b.len, &out, &used), OK);
	memset(b.bytes, 0, b.len);
	cr_assert_eq(out.voxels_set.voxels.count, 3);
	cr_assert_arr_eq(out.voxels_set.voxels.at, list, sizeof list);
	edit_fini(&out);
	cr_assert_null(out.voxels_set.voxels.at);
	buf_fini(&b);

	edit = sample(EDIT_layer_add);
	b = encode(&edit);
	cr_assert_eq(edit_decode(b.bytes, b.len, &out, &used), OK);
	cr_assert_eq(out.layer_add.name.at, b.bytes + 12);
	cr_assert_eq(out.layer_add.name.len, 3);
	buf_fini(&b);
}

Test(edit, one_follows_another)
{
	struct edit edit = sample(EDIT_layer_add), out;
	struct buf b = encode(&edit);
	size_t first = b.len, used;

	edit.kind = EDIT_undo;
	edit_encode(&edit, &b);
	cr_assert_eq(edit_decode(b.bytes, b.len, &out, &used), OK);
	cr_assert_eq(used, first);
	cr_assert_eq(edit_decode(b.bytes + used, b.len - used, &out, &used),
	    OK);
	cr_assert_eq(out.kind, EDIT_undo);
	cr_assert_eq(used, 8);
	buf_fini(&b);
}

Test(edit, every_truncation_is_refused)
{
	unsigned kind;
	size_t len;

	for (kind = 0; kind < EDIT_COUNT; kind++) {
		struct edit edit = sample(kind), out;
		struct buf b = encode(&edit);
		size_t used;

		for (len = 0; len < b.len; len++)
			cr_assert_eq(decode_exactly(b.bytes, len, &out, &used),
			    ERR_CORRUPT, "%s of %zu", edit_name(kind), len);
		buf_fini(&b);
	}
}

Test(edit, length_must_be_that_of_the_fields)
{
	unsigned kind;
	int change;

	for (kind = 0; kind < EDIT_COUNT; kind++) {
		struct edit edit = sample(kind), out;
		struct buf b = encode(&edit);
		uint32_t body = (uint32_t)b.len - 8, wrong;
		size_t used;

		buf_add(&b, "\0\0\0\0", 4);
		for (change = -1; change <= 4; change++) {
			wrong = body + (uint32_t)change;
			memcpy(b.bytes + 4, &wrong, 4);
			cr_assert_eq(decode_exactly(b.bytes, b.len, &out,
			    &used), change == 0 ? OK : ERR_CORRUPT,
			    "%s by %d", edit_name(kind), change);
		}
		buf_fini(&b);
	}
}

/* Encode the sample, put `value` at byte `at` of it, and decode. */
static enum err
spoil(enum edit_kind kind, size_t at, uint32_t value, size_t size)
{
	struct edit edit = sample(kind), out;
	struct buf b = encode(&edit);
	size_t used;
	enum err err;

	memcpy(b.bytes + at, &value, size);
	err = decode_exactly(b.bytes, b.len, &out, &used);
	buf_fini(&b);
	return err;
}

Test(edit, choices_are_checked_at_their_limit)
{
	cr_assert_eq(spoil(EDIT_redo, 0, EDIT_redo, 2), OK);
	cr_assert_eq(spoil(EDIT_redo, 0, EDIT_COUNT, 2), ERR_CORRUPT);
	cr_assert_eq(spoil(EDIT_redo, 2, 1, 2), ERR_CORRUPT);
	cr_assert_eq(spoil(EDIT_shape_draw, 12, MODE_COUNT - 1, 4), OK);
	cr_assert_eq(spoil(EDIT_shape_draw, 12, MODE_COUNT, 4), ERR_CORRUPT);
	cr_assert_eq(spoil(EDIT_shape_draw, 16, SHAPE_COUNT - 1, 4), OK);
	cr_assert_eq(spoil(EDIT_shape_draw, 16, SHAPE_COUNT, 4), ERR_CORRUPT);
	cr_assert_eq(spoil(EDIT_layer_show, 12, 0, 1), OK);
	cr_assert_eq(spoil(EDIT_layer_show, 12, 2, 1), ERR_CORRUPT);
	cr_assert_eq(spoil(EDIT_shape_draw, 44, 0x3f800000, 4), OK);
	cr_assert_eq(spoil(EDIT_shape_draw, 44, 0x7fc00000, 4), ERR_CORRUPT);
	cr_assert_eq(spoil(EDIT_shape_draw, 44, 0xff800000, 4), ERR_CORRUPT);
	cr_assert_eq(spoil(EDIT_select_box, 8, JOIN_COUNT - 1, 4), OK);
	cr_assert_eq(spoil(EDIT_select_box, 8, JOIN_COUNT, 4), ERR_CORRUPT);
	cr_assert_eq(spoil(EDIT_select_view, 16, 0x3f800000, 4), OK);
	cr_assert_eq(spoil(EDIT_select_view, 16, 0x7fc00000, 4), ERR_CORRUPT);
	cr_assert_eq(spoil(EDIT_select_view, 76, 0xff800000, 4), ERR_CORRUPT);
	cr_assert_eq(spoil(EDIT_voxels_set, 12, 4, 4), ERR_CORRUPT);
	cr_assert_eq(spoil(EDIT_voxels_set, 12, UINT32_MAX, 4), ERR_CORRUPT);
	cr_assert_eq(spoil(EDIT_layer_add, 8, UINT32_MAX, 4), ERR_CORRUPT);
}

/* The outcome of decoding a list of this many voxels, all zero. */
static enum err
decode_long_list(uint32_t count)
{
	size_t len = 16 + (size_t)count * sizeof(struct voxel), used;
	uint32_t head[4] = { EDIT_voxels_set, (uint32_t)len - 8, 0, count };
	struct edit edit;
	enum err err;
	void *bytes;

	bytes = mmap(NULL, len, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	cr_assert_neq(bytes, MAP_FAILED);
	memcpy(bytes, head, sizeof head);
	err = edit_decode(bytes, len, &edit, &used);
	if (err == OK)
		edit_fini(&edit);
	munmap(bytes, len);
	return err;
}

Test(edit, list_is_bounded)
{
	cr_assert_eq(decode_long_list(BOUND_EDIT_VOXELS), OK);
	cr_assert_eq(decode_long_list(BOUND_EDIT_VOXELS + 1), ERR_CORRUPT);
}

Test(edit, buffer_without_room_is_left_as_it_was)
{
	struct edit edit = sample(EDIT_voxels_set);
	struct buf b;

	buf_init(&b, 6 + 8 + 8 + 3 * 16 - 1);
	buf_add(&b, "before", 6);
	edit_encode(&edit, &b);
	cr_assert(b.failed);
	cr_assert_eq(b.len, 6);
	buf_fini(&b);

	buf_init(&b, 6 + 8 + 8 + 3 * 16);
	buf_add(&b, "before", 6);
	edit_encode(&edit, &b);
	cr_assert_not(b.failed);
	buf_fini(&b);
}

Test(edit, random_bytes_are_decoded_or_refused)
{
	uint32_t seed = 1, round;
	unsigned char bytes[96];
	struct edit edit;
	size_t len, used, i;

	for (round = 0; round < 100000; round++) {
		len = dice(&seed) % sizeof bytes;
		for (i = 0; i < len; i++)
			bytes[i] = (unsigned char)dice(&seed);
		/* Mostly a likely head, else nothing gets past it. */
		if (len >= 8 && round % 8 != 0) {
			uint32_t head[2] = { dice(&seed) % EDIT_COUNT,
			    (uint32_t)len - 8 };
			memcpy(bytes, head, 8);
		}
		if (decode_exactly(bytes, len, &edit, &used) == OK)
			cr_assert_leq(used, len);
	}
}

Test(edit, damaged_encodings_are_decoded_or_refused)
{
	uint32_t seed = 2, round;
	unsigned kind;

	for (round = 0; round < 20000; round++) {
		struct edit edit = sample(kind = round % EDIT_COUNT), out;
		struct buf b = encode(&edit);
		size_t used;

		b.bytes[dice(&seed) % b.len] ^= (char)(1 << dice(&seed) % 8);
		if (decode_exactly(b.bytes, b.len, &out, &used) == OK)
			cr_assert_leq(used, b.len, "%s", edit_name(kind));
		buf_fini(&b);
	}
}
