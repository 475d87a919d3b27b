/*
 * take_ops · the operations of voxel_build, from JSON
 *
 * An element is a flat object; tbl/build_ops.h says which members it may
 * have.  What is wrong with one is noted in it, in words that tell how to put
 * it right, and the next one is read: the client learns of all of them at
 * once, and may have the others done.
 */
#include <inttypes.h>
#include <string.h>

#include "bounds.h"
#include "goxel/rearrange.h"
#include "goxel/recolor.h"
#include "mem.h"
#include "text.h"
#include "worker/method/method.h"
#include "worker/method/ops.h"
#include "worker/method/take.h"

#define WORDS	512	/* bytes of what is wrong with one */
#define OPS_LINE	320	/* bytes of the names of all ops */
#define POINTS	(1u << 20)

/* A refusal without words: read_member() knows what it must be. */
static enum err
wrong(struct take *t)
{
	return t->token <= JSON_END ? take_cut(t) : ERR_PARAMS;
}

static enum err
read_whole(struct take *t, op_whole *out)
{
	if (t->token != JSON_NUMBER || !t->json->integer ||
	    t->json->whole < -BOUND_COORD || t->json->whole > BOUND_COORD)
		return wrong(t);
	*out = (int32_t)t->json->whole;
	return OK;
}

static enum err
read_number(struct take *t, op_number *out)
{
	*out = t->json->real;
	return t->token == JSON_NUMBER && *out >= -BOUND_COORD &&
	    *out <= BOUND_COORD ? OK : wrong(t);
}

/* An array of so many whole numbers. */
static enum err
read_row(struct take *t, int32_t *out, int count)
{
	enum err err;
	int i;

	if (t->token != JSON_ARRAY)
		return wrong(t);
	for (i = 0; i < count; i++) {
		take_next(t);
		if ((err = read_whole(t, &out[i])) != OK)
			return err;
	}
	return take_next(t) == JSON_ARRAY_END ? OK : wrong(t);
}

static enum err
read_spot(struct take *t, op_spot *out)
{
	return read_row(t, out->at, 3);
}

static enum err
read_corners(struct take *t, op_corners *out)
{
	int32_t row[6];
	enum err err;
	int axis;

	if ((err = read_row(t, row, 6)) != OK)
		return err;
	for (axis = 0; axis < 3; axis++) {
		int32_t a = row[axis], b = row[axis + 3];

		out->lo.at[axis] = a < b ? a : b;
		out->hi.at[axis] = (a < b ? b : a) + 1;
	}
	return OK;
}

static enum err
read_sizes(struct take *t, op_sizes *out)
{
	enum err err;
	int axis;

	if (t->token == JSON_NUMBER) {
		for (axis = 0; axis < 3; axis++)
			out->at[axis] = t->json->real;
		return OK;
	}
	if (t->token != JSON_ARRAY)
		return wrong(t);
	for (axis = 0; axis < 3; axis++) {
		take_next(t);
		if ((err = read_number(t, &out->at[axis])) != OK)
			return err;
	}
	return take_next(t) == JSON_ARRAY_END ? OK : wrong(t);
}

static enum err
read_ink(struct take *t, op_ink *out)
{
	const char *text;
	enum err err;
	size_t len;

	*out = (struct ink){ .index = -1 };
	if (t->token == JSON_NUMBER && t->json->integer &&
	    t->json->whole >= 0 && t->json->whole < RECOLOR_PALETTE) {
		out->index = (int32_t)t->json->whole;
		return OK;
	}
	if (t->token != JSON_STRING)
		return wrong(t);
	if ((err = take_slice(t, &text, &len)) != OK)
		return err;
	return text_color(text, len, out->color.c) ? OK : wrong(t);
}

/* Room for one more in a list that doubles.  NULL: there is none. */
static void *
grow(struct take *t, void *list, uint32_t count, size_t size)
{
	void *more;

	if (count > 0 && (count < 16 || (count & (count - 1)) != 0))
		return list;
	more = mem_take(t->call->mem, (count < 16 ? 16 : 2 * count) * size);
	if (more == NULL)
		fail(t->call, ERR_TOO_BIG, "the operations need more than %u "
		    "bytes of memory", BOUND_REQUEST_MEM);
	else if (count > 0)
		memcpy(more, list, count * size);
	return more;
}

static enum err
read_inks(struct take *t, op_inks *out)
{
	enum err err;

	*out = (struct ink_list){ 0 };
	if (t->token != JSON_ARRAY)
		return wrong(t);
	while (take_next(t) != JSON_ARRAY_END) {
		if (out->count == RECOLOR_PALETTE)
			return wrong(t);
		out->at = grow(t, out->at, out->count, sizeof *out->at);
		if (out->at == NULL)
			return ERR_TOO_BIG;
		if ((err = read_ink(t, &out->at[out->count])) != OK)
			return err;
		out->count++;
	}
	return out->count > 0 ? OK : wrong(t);
}

static enum err
read_points(struct take *t, op_points *out)
{
	struct voxel *at = NULL;
	enum err err;

	*out = (struct voxels){ 0 };
	if (t->token != JSON_ARRAY)
		return wrong(t);
	while (take_next(t) != JSON_ARRAY_END) {
		if (out->count == POINTS)
			return wrong(t);
		if ((at = grow(t, at, out->count, sizeof *at)) == NULL)
			return ERR_TOO_BIG;
		if ((err = read_spot(t, &at[out->count].pos)) != OK)
			return err;
		out->count++;
	}
	out->at = at;
	return out->count > 0 ? OK : wrong(t);
}

static enum err
read_words(struct take *t, op_words *out)
{
	return t->token == JSON_STRING ? take_text(t, out) : wrong(t);
}

static enum err
read_owner(struct take *t, op_owner *out)
{
	*out = (struct owner){ 0 };
	if (t->token == JSON_STRING)
		return take_name(t, &out->name);
	return read_whole(t, &out->id);
}

static enum err
read_flag(struct take *t, op_flag *out)
{
	*out = t->token == JSON_TRUE;
	return *out || t->token == JSON_FALSE ? OK : wrong(t);
}

/* One of a few words; its place among them. */
static enum err
read_choice(struct take *t, const char *const *choice, int count, int *out)
{
	const char *text;
	enum err err;
	size_t len;

	if (t->token != JSON_STRING)
		return wrong(t);
	if ((err = take_slice(t, &text, &len)) != OK)
		return err;
	for (*out = 0; *out < count; ++*out)
		if (strlen(choice[*out]) == len &&
		    memcmp(choice[*out], text, len) == 0)
			return OK;
	return wrong(t);
}

static enum err
read_blend(struct take *t, op_blend *out)
{
	static const char *const choice[] = { "set", "add", "subtract",
	    "paint", "intersect" };
	int at = 0;
	enum err err = read_choice(t, choice, BLEND_COUNT, &at);

	*out = (enum blend)at;
	return err;
}

static enum err
read_mixing(struct take *t, op_mixing *out)
{
	int at = 0;
	enum err err = read_choice(t, join_names, JOIN_COUNT, &at);

	*out = (enum join)at;
	return err;
}

static enum err
read_axis(struct take *t, op_axis *out)
{
	static const char *const choice[] = { "x", "y", "z" };

	return read_choice(t, choice, 3, out);
}

static enum err
read_face(struct take *t, op_face *out)
{
	static const char *const choice[] = { "+x", "+y", "+z", "-x", "-y",
	    "-z" };

	return read_choice(t, choice, 6, out);
}

static enum err
read_half(struct take *t, op_half *out)
{
	static const char *const choice[] = { "", "low", "high" };
	enum err err = read_choice(t, choice, KEEP_COUNT, out);

	return err == OK && *out == KEEP_NONE ? wrong(t) : err;
}

static enum err
read_value(struct take *t, enum op_member member, struct op *op)
{
	switch (member) {
#define OP_MEMBER(type, name, words)					\
	case MEMBER_##name:						\
		return read_##type(t, &op->name);
#include "tbl/build_ops.h"
	case MEMBER_COUNT:
		break;
	}
	return take_skip(t);
}

/* Keep the words, in the request's memory; the first that came. */
static enum err
note_fault(struct call *c, struct op *op)
{
	if (op->fault == NULL)
		op->fault = mem_text(c->mem, c->why,
		    strnlen(c->why, WORDS - 1));
	return op->fault != NULL ? OK : ERR_TOO_BIG;
}

static enum err
read_member(struct take *t, enum op_member member, struct op *op)
{
	const struct member_row *row = &member_rows[member];
	enum err err;

	t->name = row->name;
	if (t->token == JSON_NULL)
		return OK;
	t->call->why[0] = '\0';
	err = read_value(t, member, op);
	if (err == OK)
		op->has |= 1ull << member;
	else if (err == ERR_PARAMS)
		fail(t->call, err, "%s must be %s", row->name, row->words);
	return err;
}

/* With all that there are: the one that was meant is among them. */
static void
fail_op(struct take *t, const char *const names[OP_COUNT])
{
	char all[OPS_LINE] = "";
	size_t len = 0;
	int i;

	for (i = 0; i < OP_COUNT; i++, len = strlen(all))
		text_format(all + len, sizeof all - len, "%s%s",
		    i > 0 ? ", " : "", names[i]);
	if (t->token == JSON_STRING)
		fail(t->call, ERR_PARAMS, "there is no op '%.*s'; there are "
		    "%s", (int)(t->json->len < 40 ? t->json->len : 40),
		    t->json->text, all);
	else
		fail(t->call, ERR_PARAMS, "op must be one of %s", all);
}

static enum err
read_kind(struct take *t, struct op *op)
{
	static const char *const names[OP_COUNT] = {
#define OP(id, ...)	#id,
#include "tbl/build_ops.h"
	};
	enum err err;
	int kind = 0;


	err = read_choice(t, names, OP_COUNT, &kind);
	if (err == OK)
		op->kind = (enum op_kind)kind;
	else if (err == ERR_PARAMS)
		fail_op(t, names);
	return err;
}

static enum err
refuse_key(struct take *t, const char *key, size_t len)
{
	return fail(t->call, ERR_PARAMS, "there is no member '%.*s'",
	    len < 40 ? (int)len : 40, key);
}

/* The value of a key; the key itself was the last token. */
static enum err
take_member(struct take *t, struct op *op)
{
	const char *key;
	enum err err;
	size_t len;
	int i;

	if ((err = take_slice(t, &key, &len)) != OK)
		return err;
	for (i = 0; i < MEMBER_COUNT; i++)
		if (strlen(member_rows[i].name) == len &&
		    memcmp(member_rows[i].name, key, len) == 0)
			break;
	take_next(t);
	if (len == 2 && memcmp(key, "op", 2) == 0)
		return read_kind(t, op);
	if (i == MEMBER_COUNT)
		return refuse_key(t, key, len);
	return read_member(t, (enum op_member)i, op);
}

/* List what an op takes. */
static void
list_members(uint64_t members, char *out, size_t size)
{
	size_t len = 0;
	int i;

	out[0] = '\0';
	for (i = 0; i < MEMBER_COUNT; i++) {
		if ((members >> i & 1) == 0)
			continue;
		text_format(out + len, size - len, "%s%s", len > 0 ? ", " : "",
		    member_rows[i].name);
		len = strlen(out);
	}
}

/* What an op must have, and what it knows nothing of. */
static enum err
check_members(struct call *c, const struct op *op)
{
	uint64_t missing, strange;
	char list[WORDS / 2];
	int i;

	if (op->kind == OP_COUNT)
		return fail(c, ERR_PARAMS, "op is missing, as in "
		    "{\"op\":\"box\",\"box\":[0,0,0,9,9,9]}");
	missing = op_needs[op->kind] & ~op->has;
	strange = op->has & ~op_rows[op->kind].takes;
	for (i = 0; i < MEMBER_COUNT; i++) {
		if (missing >> i & 1)
			return fail(c, ERR_PARAMS, "%s is missing: %s",
			    member_rows[i].name, member_rows[i].words);
		if ((strange >> i & 1) == 0)
			continue;
		list_members(op_rows[op->kind].takes, list, sizeof list);
		return fail(c, ERR_PARAMS, "%s means nothing here; it takes "
		    "%s", member_rows[i].name, list);
	}
	return OK;
}

/* One element; OK also if something is wrong with it. */
static enum err
take_op(struct take *t, struct op *op)
{
	unsigned outside = t->json->depth;
	enum err err = OK, left;

	*op = (struct op){ .kind = OP_COUNT };
	if (t->token == JSON_OBJECT) {
		outside--;
		while (err == OK && take_next(t) == JSON_KEY)
			err = take_member(t, op);
		if (err == OK && t->token != JSON_OBJECT_END)
			err = take_cut(t);
		if (err == OK)
			err = check_members(t->call, op);
	} else {
		outside -= t->token == JSON_ARRAY;
		err = t->token <= JSON_END ? take_cut(t) : fail(t->call,
		    ERR_PARAMS, "an operation is an object with op");
	}
	if (err != ERR_PARAMS)
		return err;
	left = note_fault(t->call, op);
	return left != OK ? left : take_leave(t, outside);
}

enum err
take_ops(struct take *t, param_ops *out)
{
	enum err err;

	*out = (struct op_list){ 0 };
	if (t->token != JSON_ARRAY)
		return take_wrong(t, "an array of operations");
	while (take_next(t) != JSON_ARRAY_END) {
		if (out->count == OPS_MOST)
			return fail(t->call, ERR_TOO_BIG, "there are more than "
			    "%d ops, which is the limit of one build; make "
			    "two of it", OPS_MOST);
		out->at = grow(t, out->at, out->count, sizeof *out->at);
		if (out->at == NULL)
			return ERR_TOO_BIG;
		if ((err = take_op(t, &out->at[out->count])) != OK)
			return err;
		out->count++;
	}
	return OK;
}
