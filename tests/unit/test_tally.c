/*
 * tests of tally
 */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "mem.h"
#include "worker/tally.h"

#define METHOD	7
#define USUAL	400		/* ns */

/* A connection whose last request took USUAL, in a tick that never ends. */
struct scene {
	struct worker		 worker;
	struct conn_row		 row;
	struct conn		 conn;
};

static struct scene *
open_scene(void)
{
	struct scene *s = xcalloc(1, sizeof *s);

	s->worker.board = xcalloc(1, sizeof *s->worker.board);
	s->worker.now_ns = UINT64_MAX;
	s->worker.laps.tally.open = true;
	s->conn.worker = &s->worker;
	s->conn.row = &s->row;
	s->row.door = DOOR_JSON;
	tally_end(&s->conn, METHOD, USUAL);
	return s;
}

static void
close_scene(struct scene *s)
{
	free(s->worker.board);
	free(s);
}

static const struct board_method *
booked(const struct scene *s)
{
	return &s->worker.board->method[METHOD];
}

static void
join(struct scene *s, unsigned count)
{
	while (count-- > 0)
		cr_assert(tally_joins(&s->worker, METHOD));
}

Test(tally, those_that_join_are_booked_with_their_share)
{
	struct scene *s = open_scene();

	join(s, 3);
	cr_assert_eq(booked(s)->calls, 0);
	cr_assert_eq(tally_end(&s->conn, METHOD, 4 * 500 + 2), 502);
	cr_assert_eq(booked(s)->calls, 3);
	cr_assert_eq(booked(s)->ns, 1500);
	cr_assert_eq(booked(s)->bucket[board_bucket(500)], 3);
	cr_assert_eq(s->worker.board->request[METHOD][DOOR_JSON][0], 3);
	close_scene(s);
}

Test(tally, one_that_is_slow_among_quick_ones_stays_one)
{
	struct scene *s = open_scene();

	join(s, 3);
	cr_assert_eq(tally_end(&s->conn, METHOD, 3 * USUAL + 1000000),
	    1000000);
	cr_assert_eq(booked(s)->bucket[board_bucket(USUAL)], 3);
	cr_assert_eq(booked(s)->ns_max, USUAL);
	cr_assert_not(tally_joins(&s->worker, METHOD), "the next is alone");
	close_scene(s);
}

Test(tally, at_most_so_many_share_a_reading)
{
	struct scene *s = open_scene();

	join(s, TALLY_MOST - 1);
	cr_assert_not(tally_joins(&s->worker, METHOD));
	close_scene(s);
}

Test(tally, what_takes_long_is_timed_alone)
{
	struct scene *s = open_scene();

	tally_end(&s->conn, METHOD, TALLY_QUICK_NS);
	cr_assert(tally_joins(&s->worker, METHOD));
	s->worker.laps.tally.count = 0;
	tally_end(&s->conn, METHOD, TALLY_QUICK_NS + 1);
	cr_assert_not(tally_joins(&s->worker, METHOD));
	close_scene(s);
}

Test(tally, other_method_does_not_join)
{
	struct scene *s = open_scene();

	cr_assert_not(tally_joins(&s->worker, METHOD + 1));
	close_scene(s);
}

Test(tally, tick_of_the_clock_ends_the_sharing)
{
	struct scene *s = open_scene();

	s->worker.now_ns = 1;
	cr_assert_not(tally_joins(&s->worker, METHOD));
	close_scene(s);
}

Test(tally, closing_books_all_and_reads_the_clock)
{
	struct scene *s = open_scene();
	uint64_t before = clock_ns() - 1000;

	join(s, 2);
	s->worker.now_ns = before;
	tally_close(&s->conn);
	cr_assert_eq(booked(s)->calls, 2);
	cr_assert_geq(booked(s)->ns, 1000);
	cr_assert_eq(booked(s)->ns, s->worker.now_ns - before);
	tally_close(&s->conn);
	cr_assert_eq(booked(s)->calls, 2);
	close_scene(s);
}
