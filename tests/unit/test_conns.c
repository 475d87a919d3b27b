/*
 * test_conns - rows of connections, their two cuts, and damage
 */
#include <criterion/criterion.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shm/conns.h"
#include "shm/rings.h"

#define ROWS	4
#define MANY	2000

static struct conn_row *rows;		/* shared with children */
static struct conns conns;

static void
start(void)
{
	rows = mmap(NULL, MANY * sizeof *rows, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	cr_assert_neq(rows, MAP_FAILED);
	conns = (struct conns){ .row = rows, .count = ROWS };
}

static void
finish(void)
{
	munmap(rows, MANY * sizeof *rows);
}

TestSuite(conns, .init = start, .fini = finish);

static int
claim(void)
{
	return conns_claim(&conns, TRANSPORT_UNIX, 1);
}

Test(conns, claimed_row_is_as_for_a_new_connection)
{
	struct conn_row *row = &rows[0], expected;

	memset(row, 0xee, sizeof *row);
	row->state = CONN_FREE;
	row->generation = 7;
	cr_assert_eq(conns_claim(&conns, TRANSPORT_TCP, 12345), 0);
	memset(&expected, 0, sizeof expected);
	expected.state = CONN_ACCEPTED;
	expected.generation = 7;
	expected.owner = -1;
	expected.wanted = -1;
	expected.transport = TRANSPORT_TCP;
	expected.opened_ms = expected.active_ms = 12345;
	cr_assert_eq(memcmp(row, &expected, sizeof expected), 0);
	cr_assert_eq(conn_check(row), OK);
}

Test(conns, full_table_gives_no_row)
{
	int i;

	for (i = 0; i < ROWS; i++)
		cr_assert_eq(claim(), i);
	cr_assert_eq(claim(), -1);
	conns_release(&conns, 2);
	cr_assert_eq(claim(), 2);
	cr_assert_eq(claim(), -1);
}

Test(conns, low_rows_are_used_first)
{
	claim();
	claim();
	claim();
	conns_release(&conns, 1);
	conns_release(&conns, 0);
	cr_assert_eq(claim(), 0);
	cr_assert_eq(claim(), 1);
	cr_assert_eq(claim(), 3);
}

Test(conns, released_row_is_of_another_generation)
{
	uint32_t generation;
	int i;

	claim();
	for (i = 0; i < 5; i++) {
		generation = rows[0].generation;
		conns_release(&conns, 0);
		cr_assert_eq(rows[0].state, CONN_FREE);
		cr_assert_eq(rows[0].generation, generation + 1);
		cr_assert_eq(claim(), 0);
		cr_assert_eq(rows[0].generation, generation + 1);
	}
}

/* They start at the same row and go the same way. */
Test(conns, two_processes_never_claim_the_same_row)
{
	uint32_t count[2] = { 0 }, i;
	int child, row;

	conns.count = MANY;
	for (child = 0; child < 2; child++) {
		if (fork() != 0)
			continue;
		for (i = 0; i < MANY / 2; i++) {
			if ((row = claim()) < 0)
				_exit(1);
			rows[row].arrival.pid = (uint32_t)child + 1;
		}
		_exit(0);
	}
	while (wait(NULL) > 0)
		continue;
	for (i = 0; i < MANY; i++) {
		cr_assert_eq(rows[i].state, CONN_ACCEPTED, "row %u", i);
		count[rows[i].arrival.pid - 1]++;
	}
	cr_assert_eq(count[0], MANY / 2);
	cr_assert_eq(count[1], MANY / 2);
}

Test(conns, commit_shows_the_new_cut_and_leaves_the_old_one)
{
	struct conn_cut first = { 10, 20, 30, 0, CUT_SKIPPING };
	struct conn_cut second = { 11, 21, 31, 5, CUT_ANSWERED };
	struct conn_row *row = &rows[claim()];
	const struct conn_cut *before, *now;

	conn_commit(row, &first);
	before = conn_cut(row);
	cr_assert_eq(memcmp(before, &first, sizeof first), 0);
	conn_commit(row, &second);
	now = conn_cut(row);
	cr_assert_neq(now, before);
	cr_assert_eq(memcmp(now, &second, sizeof second), 0);
	cr_assert_eq(memcmp(before, &first, sizeof first), 0);
	conn_commit(row, &first);
	cr_assert_eq(conn_cut(row), before, "there are two");
	cr_assert_eq(memcmp(now, &second, sizeof second), 0);
}

/* The owner was killed while it filled the other cut. */
Test(conns, cut_half_written_is_not_seen)
{
	struct conn_cut cut = { 10, 20, 30, 0, 0 };
	struct conn_row *row = &rows[claim()];

	conn_commit(row, &cut);
	memset(&row->cut[!row->selector], 0xee, sizeof cut / 2);
	cr_assert_eq(memcmp(conn_cut(row), &cut, sizeof cut), 0);
	row->selector += 2;
	cr_assert_eq(memcmp(conn_cut(row), &cut, sizeof cut), 0,
	    "any selector names one of the two");
}

static struct conn_cut *
make_sound(struct conn_row *row)
{
	*row = (struct conn_row){ .rx_ring = 1, .tx_ring = rings_total(),
	    .rx_tail = 300, .tx_head = 50 };
	row->cut[0] = (struct conn_cut){ .rx_head = 100, .tx_tail = 60 };
	return &row->cut[0];
}

static struct conn_cut *
make_batch(struct conn_row *row)
{
	struct conn_cut *cut = make_sound(row);

	cut->batch = 7;
	cut->tx_hold = 55;
	return cut;
}

#define EXPECT(make, change, err) do {					\
	struct conn_row *row = &rows[0];				\
	struct conn_cut *cut = make(row);				\
									\
	cr_assert_eq(conn_check(row), OK);				\
	cut->flags = 0;							\
	change;								\
	cr_assert_eq(conn_check(row), err, #change);			\
} while (0)

Test(conns, check_refuses_what_is_no_door_or_ring)
{
	EXPECT(make_sound, row->transport = TRANSPORT_TCP, OK);
	EXPECT(make_sound, row->transport = TRANSPORT_ADMIN, OK);
	EXPECT(make_sound, row->transport = TRANSPORT_ADMIN + 1, ERR_CORRUPT);
	EXPECT(make_sound, row->door = DOOR_MCPB, OK);
	EXPECT(make_sound, row->door = DOOR_COUNT, ERR_CORRUPT);
	EXPECT(make_sound, row->rx_ring = rings_total(), OK);
	EXPECT(make_sound, row->rx_ring = rings_total() + 1, ERR_CORRUPT);
	EXPECT(make_sound, row->tx_ring = rings_total() + 1, ERR_CORRUPT);
	EXPECT(make_sound, row->tx_ring = UINT32_MAX, ERR_CORRUPT);
}

Test(conns, check_refuses_positions_out_of_order)
{
	EXPECT(make_sound, row->rx_tail = 100, OK);
	EXPECT(make_sound, row->rx_tail = 99, ERR_CORRUPT);
	EXPECT(make_sound, row->tx_head = 60, OK);
	EXPECT(make_sound, row->tx_head = 61, ERR_CORRUPT);
}

Test(conns, check_refuses_more_than_the_ring_holds)
{
	EXPECT(make_sound, row->rx_tail = 100 + (16 << 10), OK);
	EXPECT(make_sound, row->rx_tail = 101 + (16 << 10), ERR_CORRUPT);
	EXPECT(make_sound, cut->tx_tail = 50 + (256u << 20), OK);
	EXPECT(make_sound, cut->tx_tail = 51 + (256u << 20), ERR_CORRUPT);
	EXPECT(make_sound, row->tx_head = 0; cut->tx_tail = UINT64_MAX,
	    ERR_CORRUPT);
}

Test(conns, check_refuses_bytes_without_a_ring)
{
	EXPECT(make_sound, row->rx_ring = 0, ERR_CORRUPT);
	EXPECT(make_sound, row->rx_ring = 0; row->rx_tail = 100, OK);
	EXPECT(make_sound, row->tx_ring = 0, ERR_CORRUPT);
	EXPECT(make_sound, row->tx_ring = 0; row->tx_head = 60, OK);
}

Test(conns, check_refuses_a_batch_beyond_its_bytes)
{
	EXPECT(make_batch, cut->batch = 200, OK);
	EXPECT(make_batch, cut->batch = 201, ERR_CORRUPT);
	EXPECT(make_batch, cut->tx_hold = 50, OK);
	EXPECT(make_batch, cut->tx_hold = 49, ERR_CORRUPT);
	EXPECT(make_batch, cut->tx_hold = 60, OK);
	EXPECT(make_batch, cut->tx_hold = 61, ERR_CORRUPT);
	EXPECT(make_sound, cut->tx_hold = 61, OK);
}

Test(conns, check_looks_at_the_current_cut_alone)
{
	EXPECT(make_sound, row->cut[1].rx_head = 301, OK);
	EXPECT(make_sound, row->cut[1] = *cut; row->cut[1].rx_head = 301;
	    row->selector = 1, ERR_CORRUPT);
}
