#include <criterion/criterion.h>

#include "shm/workers.h"

static struct wire_slot slot;

static void
fill(uint32_t op, uint64_t at, unsigned moved)
{
	slot = (struct wire_slot){ .op = op, .pos = at };
	slot.message.msg_len = moved;
}

static void
expect(enum wire_op op, uint64_t at)
{
	uint64_t pos = 0;

	cr_assert_eq(slot_repair(&slot, &pos), op);
	cr_assert_eq(pos, at);
	/* The master may die at it too, and do it once more. */
	cr_assert_eq(slot_repair(&slot, &pos), op);
	cr_assert_eq(pos, at);
}

Test(workers, idle_slot_changes_nothing)
{
	fill(WIRE_NONE, 1000, 24);
	expect(WIRE_NONE, 0);
}

Test(workers, receive_is_finished_with_what_the_kernel_counted)
{
	fill(WIRE_READ, 1000, 24);
	expect(WIRE_READ, 1024);
	fill(WIRE_READ, UINT64_C(1) << 40, 1u << 20);
	expect(WIRE_READ, (UINT64_C(1) << 40) + (1u << 20));
}

Test(workers, send_is_finished_with_what_the_kernel_counted)
{
	fill(WIRE_WRITE, 7, 0xffffffff);
	expect(WIRE_WRITE, UINT64_C(0x100000006));
}

Test(workers, call_that_never_began_moved_nothing)
{
	fill(WIRE_READ, 1000, 0);
	expect(WIRE_READ, 1000);
	fill(WIRE_WRITE, 1000, 0);
	expect(WIRE_WRITE, 1000);
}

Test(workers, operation_that_is_none_is_not_repaired)
{
	fill(WIRE_WRITE + 1, 1000, 24);
	expect(WIRE_NONE, 0);
	fill(UINT32_MAX, 1000, 24);
	expect(WIRE_NONE, 0);
}

/* mlock of one row must not reach into another. */
Test(workers, row_has_its_pages_to_itself)
{
	cr_assert_eq(sizeof(struct worker_row) % 4096, 0);
	cr_assert_eq(_Alignof(struct worker_row), 4096);
}

Test(workers, used_are_up_to_the_last_that_ever_was)
{
	static struct worker_row rows[BOUND_WORKERS];

	cr_assert_eq(workers_used(rows), 0);
	rows[2].generation = 1;
	cr_assert_eq(workers_used(rows), 3);
	rows[BOUND_WORKERS - 1].generation = 9;
	cr_assert_eq(workers_used(rows), BOUND_WORKERS);
}
