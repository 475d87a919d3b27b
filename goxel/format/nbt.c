/*
 * nbt - named binary tags, the trees that Minecraft stores
 *
 * One function, skip_value, knows how long each kind of value is; opening,
 * walking and finding all go through it.  It keeps a stack of its own.
 */
#include <string.h>

#include "goxel/format/nbt.h"

/* Bytes of a value, or of each integer in an array; 0: it depends. */
static const uint8_t value_size[NBT_KINDS] = {
	[NBT_BYTE] = 1, [NBT_SHORT] = 2, [NBT_INT] = 4, [NBT_LONG] = 8,
	[NBT_FLOAT] = 4, [NBT_DOUBLE] = 8
};
static const uint8_t item_size[NBT_KINDS] = {
	[NBT_BYTES] = 1, [NBT_INTS] = 4, [NBT_LONGS] = 8
};

struct nesting {
	struct nbt_level level[NBT_DEPTH];
	uint32_t	 depth;
};

/* What Minecraft writes for an empty list may have a count below 0. */
static uint32_t
take_count(struct bytes_in *in)
{
	int32_t count = (int32_t)bytes_u32_big(in);

	return count < 0 ? 0 : (uint32_t)count;
}

static void
skip_array(struct bytes_in *in, size_t item)
{
	size_t count = take_count(in);

	(void)bytes_take(in, count * item);
}

/* Whether a list's values have one size, and are behind us then. */
static bool
skip_simple_list(struct bytes_in *in, uint8_t kind, uint32_t count)
{
	if (kind >= NBT_KINDS || (kind == NBT_END && count > 0))
		in->failed = true;
	else if (value_size[kind] > 0)
		(void)bytes_take(in, (size_t)count * value_size[kind]);
	else
		return count == 0;
	return true;
}

static enum err
enter(struct bytes_in *in, struct nesting *n, uint8_t kind)
{
	struct nbt_level level = { .named = kind == NBT_COMPOUND };

	if (kind == NBT_LIST) {
		level.kind = bytes_u8(in);
		level.left = take_count(in);
		if (skip_simple_list(in, level.kind, level.left))
			return OK;
	}
	if (n->depth == NBT_DEPTH)
		return ERR_TOO_BIG;
	n->level[n->depth++] = level;
	return OK;
}

/* A value is skipped, or what is in it is to be skipped next. */
static enum err
skip_one(struct bytes_in *in, struct nesting *n, uint8_t kind)
{
	if (kind == NBT_LIST || kind == NBT_COMPOUND)
		return enter(in, n, kind);
	if (kind == NBT_STRING)
		(void)bytes_take(in, bytes_u16_big(in));
	else if (kind < NBT_KINDS && item_size[kind] > 0)
		skip_array(in, item_size[kind]);
	else if (kind < NBT_KINDS && value_size[kind] > 0)
		(void)bytes_take(in, value_size[kind]);
	else
		in->failed = true;
	return OK;
}

/* The kind of the next member, NBT_END after the last. */
static uint8_t
next_kind(struct bytes_in *in, struct nbt_level *level)
{
	uint8_t kind;

	if (!level->named)
		return level->left-- > 0 ? level->kind : NBT_END;
	kind = bytes_u8(in);
	if (kind != NBT_END)
		(void)bytes_take(in, bytes_u16_big(in));
	return kind;
}

static enum err
skip_value(struct bytes_in *in, uint8_t kind)
{
	struct nesting n;
	enum err err;
	uint8_t next;

	n.depth = 0;
	err = skip_one(in, &n, kind);
	while (err == OK && n.depth > 0 && !in->failed) {
		next = next_kind(in, &n.level[n.depth - 1]);
		if (next == NBT_END)
			n.depth--;
		else
			err = skip_one(in, &n, next);
	}
	return err == OK && in->failed ? ERR_FORMAT : err;
}

enum err
nbt_open(struct nbt *root, const void *bytes, size_t len)
{
	struct bytes_in in;
	enum err err;

	bytes_open(&in, bytes, len);
	*root = (struct nbt){ .kind = bytes_u8(&in), .name = "" };
	(void)bytes_take(&in, bytes_u16_big(&in));
	if (in.failed || root->kind != NBT_COMPOUND)
		return ERR_FORMAT;
	root->at = in.at;
	err = skip_value(&in, NBT_COMPOUND);
	root->end = in.at;
	return err;
}

void
nbt_walk(const struct nbt *parent, struct nbt_walk *walk)
{
	*walk = (struct nbt_walk){ .level.named =
	    parent->kind == NBT_COMPOUND };
	bytes_open(&walk->in, parent->at, (size_t)(parent->end - parent->at));
	if (parent->kind == NBT_LIST) {
		walk->level.kind = bytes_u8(&walk->in);
		walk->level.left = take_count(&walk->in);
	}
}

bool
nbt_next(struct nbt_walk *walk, struct nbt *member)
{
	*member = (struct nbt){ .kind = walk->level.kind, .name = "" };
	if (walk->level.named) {
		member->kind = bytes_u8(&walk->in);
		if (member->kind == NBT_END)
			return false;
		member->name_len = bytes_u16_big(&walk->in);
		member->name = (const char *)bytes_take(&walk->in,
		    member->name_len);
	} else if (walk->level.left == 0)
		return false;
	else
		walk->level.left--;
	member->at = walk->in.at;
	if (skip_value(&walk->in, member->kind) != OK)
		return false;
	member->end = walk->in.at;
	return true;
}

static bool
find_named(struct nbt_walk *walk, const char *name, struct nbt *member)
{
	size_t len = strlen(name);

	while (walk->level.named && nbt_next(walk, member))
		if (member->name_len == len &&
		    memcmp(member->name, name, len) == 0)
			return true;
	return false;
}

bool
nbt_find(const struct nbt *compound, const char *name, uint8_t kind,
    struct nbt *member)
{
	struct nbt_walk walk;
	struct nbt found;

	nbt_walk(compound, &walk);
	while (find_named(&walk, name, &found))
		if (found.kind == kind) {
			*member = found;
			return true;
		}
	return false;
}

bool
nbt_find_integer(const struct nbt *compound, const char *name, int64_t *value)
{
	struct nbt_walk walk;
	struct nbt member;

	nbt_walk(compound, &walk);
	while (find_named(&walk, name, &member))
		if (nbt_integer(&member, value))
			return true;
	return false;
}

bool
nbt_find_array(const struct nbt *compound, const char *name, uint8_t kind,
    struct nbt_array *array)
{
	struct bytes_in in;
	struct nbt member;

	*array = (struct nbt_array){ .count = 0 };
	if (!nbt_find(compound, name, kind, &member))
		return false;
	bytes_open(&in, member.at, (size_t)(member.end - member.at));
	array->count = kind == NBT_STRING ? bytes_u16_big(&in) :
	    take_count(&in);
	array->at = in.at;
	return true;
}

bool
nbt_integer(const struct nbt *tag, int64_t *value)
{
	uint64_t raw = 0;
	size_t size, i;

	if (tag->kind < NBT_BYTE || tag->kind > NBT_LONG)
		return false;
	size = value_size[tag->kind];
	for (i = 0; i < size; i++)
		raw = raw << 8 | tag->at[i];
	if (size < 8 && (tag->at[0] & 0x80) != 0)
		raw |= UINT64_MAX << 8 * size;
	*value = (int64_t)raw;
	return true;
}
