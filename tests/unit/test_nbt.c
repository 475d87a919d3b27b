#include <criterion/criterion.h>
#include <string.h>

#include "tests/unit/tags.h"

static void
begin(struct buf *b)
{
	buf_init(b, 1u << 20);
	tags_compound(b, "root");
}

/* Some of every kind. */
static void
make_tree(struct buf *b)
{
	begin(b);
	tags_integer(b, NBT_BYTE, "byte", -2);
	tags_integer(b, NBT_SHORT, "short", -300);
	tags_integer(b, NBT_INT, "int", 1 << 20);
	tags_integer(b, NBT_LONG, "long", INT64_MIN);
	tags_begin(b, NBT_FLOAT, "float");
	tags_number(b, 0, 4);
	tags_begin(b, NBT_DOUBLE, "double");
	tags_number(b, 0, 8);
	tags_string(b, "string", "words");
	tags_bytes(b, "bytes", "\1\2\3", 3);
	tags_begin(b, NBT_INTS, "ints");
	tags_number(b, 1, 4);
	tags_number(b, 7, 4);
	tags_longs(b, "longs", (uint64_t[]){ 1, 2 }, 2);
	tags_list(b, "list", NBT_STRING, 2);
	tags_number(b, 0, 2);
	tags_number(b, 0, 2);
	tags_list(b, "none", NBT_END, 0);
	tags_list(b, "below", NBT_COMPOUND, (uint32_t)-5);
	tags_compound(b, "inner");
	tags_integer(b, NBT_INT, "int", 5);
	tags_end(b);
	tags_string(b, "twice", "");
	tags_integer(b, NBT_BYTE, "twice", 9);
	tags_end(b);
}

static int64_t
number(const struct nbt *compound, const char *name)
{
	int64_t value = 0;

	cr_assert(nbt_find_integer(compound, name, &value), "%s", name);
	return value;
}

Test(nbt, what_is_behind_every_kind_of_value_is_found)
{
	struct nbt_array array;
	struct nbt root, inner;
	struct buf b;

	make_tree(&b);
	cr_assert_eq(nbt_open(&root, b.bytes, b.len), OK);
	cr_assert(root.end == (const uint8_t *)b.bytes + b.len);
	cr_assert(nbt_find(&root, "inner", NBT_COMPOUND, &inner));
	cr_assert_eq(number(&inner, "int"), 5);
	cr_assert(nbt_find_array(&root, "string", NBT_STRING, &array));
	cr_assert_eq(array.count, 5);
	cr_assert_eq(memcmp(array.at, "words", 5), 0);
	cr_assert(nbt_find_array(&root, "bytes", NBT_BYTES, &array));
	cr_assert_eq(array.count, 3);
	cr_assert_eq(array.at[2], 3);
	cr_assert(nbt_find_array(&root, "longs", NBT_LONGS, &array));
	cr_assert_eq(array.count, 2);
	buf_fini(&b);
}

Test(nbt, integers_of_every_size_keep_their_sign)
{
	struct nbt root;
	struct buf b;

	make_tree(&b);
	cr_assert_eq(nbt_open(&root, b.bytes, b.len), OK);
	cr_assert_eq(number(&root, "byte"), -2);
	cr_assert_eq(number(&root, "short"), -300);
	cr_assert_eq(number(&root, "int"), 1 << 20);
	cr_assert_eq(number(&root, "long"), INT64_MIN);
	buf_fini(&b);
}

Test(nbt, name_and_kind_must_both_be_right)
{
	int64_t value;
	struct nbt root, member;
	struct buf b;

	make_tree(&b);
	cr_assert_eq(nbt_open(&root, b.bytes, b.len), OK);
	cr_assert_not(nbt_find(&root, "byte", NBT_INT, &member));
	member.kind = NBT_KINDS;
	cr_assert_not(nbt_find(&root, "byt", NBT_BYTE, &member));
	cr_assert_eq(member.kind, NBT_KINDS);
	cr_assert_not(nbt_find_integer(&root, "float", &value));
	cr_assert_eq(number(&root, "twice"), 9);
	cr_assert(nbt_find(&root, "int", NBT_INT, &member));
	cr_assert_not(nbt_find(&member, "int", NBT_INT, &member));
	buf_fini(&b);
}

static uint32_t
count_members(const struct nbt *parent)
{
	struct nbt_walk walk;
	struct nbt member;
	uint32_t count = 0;

	nbt_walk(parent, &walk);
	while (nbt_next(&walk, &member))
		count++;
	return count;
}

Test(nbt, members_of_compounds_and_lists_are_walked)
{
	struct nbt root, member;
	struct buf b;

	make_tree(&b);
	cr_assert_eq(nbt_open(&root, b.bytes, b.len), OK);
	cr_assert_eq(count_members(&root), 16);
	cr_assert(nbt_find(&root, "list", NBT_LIST, &member));
	cr_assert_eq(count_members(&member), 2);
	cr_assert(nbt_find(&root, "none", NBT_LIST, &member));
	cr_assert_eq(count_members(&member), 0);
	cr_assert(nbt_find(&root, "below", NBT_LIST, &member));
	cr_assert_eq(count_members(&member), 0);
	cr_assert(nbt_find(&root, "int", NBT_INT, &member));
	cr_assert_eq(count_members(&member), 0);
	buf_fini(&b);
}

Test(nbt, a_tree_cut_anywhere_is_refused)
{
	struct nbt root;
	struct buf b;
	size_t len;

	make_tree(&b);
	for (len = 0; len < b.len; len++)
		cr_assert_eq(nbt_open(&root, b.bytes, len), ERR_FORMAT, "%zu",
		    len);
	buf_fini(&b);
}

/* Lists in one another, the root included in `depth`. */
static enum err
open_deep(uint32_t depth)
{
	struct nbt root;
	struct buf b;
	enum err err;
	uint32_t i;

	begin(&b);
	tags_begin(&b, NBT_LIST, "deep");
	for (i = 2; i < depth; i++) {
		buf_add_u8(&b, NBT_LIST);
		tags_number(&b, 1, 4);
	}
	buf_add_u8(&b, NBT_STRING);
	tags_number(&b, 1, 4);
	tags_number(&b, 0, 2);
	tags_end(&b);
	err = nbt_open(&root, b.bytes, b.len);
	buf_fini(&b);
	return err;
}

Test(nbt, tags_may_be_nested_to_the_limit_and_not_one_deeper)
{
	cr_assert_eq(open_deep(3), OK);
	cr_assert_eq(open_deep(NBT_DEPTH), OK);
	cr_assert_eq(open_deep(NBT_DEPTH + 1), ERR_TOO_BIG);
}

static enum err
open_list(enum nbt_kind kind, uint32_t count)
{
	struct nbt root;
	struct buf b;
	enum err err;

	begin(&b);
	tags_list(&b, "list", kind, count);
	tags_number(&b, 0, 8);
	tags_end(&b);
	err = nbt_open(&root, b.bytes, b.len);
	buf_fini(&b);
	return err;
}

Test(nbt, a_list_of_more_than_there_is_is_refused_at_once)
{
	cr_assert_eq(open_list(NBT_LONG, 1), OK);
	cr_assert_eq(open_list(NBT_LONG, 2), ERR_FORMAT);
	cr_assert_eq(open_list(NBT_BYTE, INT32_MAX), ERR_FORMAT);
	cr_assert_eq(open_list(NBT_LIST, INT32_MAX), ERR_FORMAT);
	cr_assert_eq(open_list(NBT_END, INT32_MAX), ERR_FORMAT);
	cr_assert_eq(open_list(NBT_KINDS, 1), ERR_FORMAT);
	cr_assert_eq(open_list(NBT_KINDS, 0), ERR_FORMAT);
}

Test(nbt, what_is_no_compound_or_has_a_kind_that_is_none_is_refused)
{
	struct nbt root;

	cr_assert_eq(nbt_open(&root, "\11\0\0\0\0\0\0\0", 8), ERR_FORMAT);
	cr_assert_eq(nbt_open(&root, "\12\0\0\15\0\0\0", 7), ERR_FORMAT);
	cr_assert_eq(nbt_open(&root, "\12\0\0\0", 4), OK);
}
