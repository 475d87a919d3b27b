/*
 * test_ops - the table of operations
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "worker/method/ops.h"

Test(ops, the_reference_tells_every_op_and_member)
{
	char word[64];
	struct buf text;
	int i;

	buf_init(&text, 1 << 20);
	ops_write_reference(&text);
	buf_add(&text, "", 1);
	for (i = 0; i < OP_COUNT; i++) {
		snprintf(word, sizeof word, "\n### %s\n", op_rows[i].name);
		cr_assert_not_null(strstr(text.bytes, word), "%s", word);
	}
	for (i = 0; i < MEMBER_COUNT; i++) {
		snprintf(word, sizeof word, "\n- `%s`: ", member_rows[i].name);
		cr_assert_not_null(strstr(text.bytes, word), "%s", word);
	}
	buf_fini(&text);
}

/* A member that no op takes would be words for nothing. */
Test(ops, every_member_is_taken_by_some_op)
{
	uint64_t taken = 0;
	int i;

	for (i = 0; i < OP_COUNT; i++) {
		cr_assert_eq(op_needs[i] & ~op_rows[i].takes, 0);
		taken |= op_rows[i].takes;
	}
	cr_assert_eq(taken, (1ull << MEMBER_COUNT) - 1);
}
