/*
 * test_spans - requests that are to be told of as traces, on their way out
 */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shm/spans.h"

#define KILLS	50

static struct spans_ring *ring;
static struct span_request seen;

static void
start(void)
{
	ring = mmap(NULL, sizeof *ring, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	cr_assert_neq(ring, MAP_FAILED);
}

TestSuite(spans, .init = start);

/* One whose every part tells its number. */
static bool
add(uint32_t number, bool urgent)
{
	struct span_request *r = spans_reserve(ring, 0, urgent);

	if (r == NULL)
		return false;
	*r = (struct span_request){ .conn = number, .urgent = urgent };
	memset(r->state, 'a' + (int)(number % 26), sizeof r->state);
	snprintf(r->method, sizeof r->method, "%u", number);
	spans_publish(ring, 1);
	return true;
}

Test(spans, an_entry_is_read_as_it_was_published)
{
	cr_assert_not(spans_read(ring, 0, &seen));
	cr_assert(add(7, false));
	cr_assert_eq(spans_first(ring), 0);
	cr_assert(spans_read(ring, 0, &seen));
	cr_assert_str_eq(seen.method, "7");
	cr_assert_not(spans_read(ring, 1, &seen));
}

Test(spans, what_is_reserved_is_not_seen_until_it_is_published)
{
	cr_assert_not_null(spans_reserve(ring, 0, false));
	cr_assert_not_null(spans_reserve(ring, 1, false));
	cr_assert_not(spans_read(ring, 0, &seen));
	spans_publish(ring, 2);
	cr_assert(spans_read(ring, 1, &seen));
	cr_assert_not(spans_read(ring, 2, &seen));
}

Test(spans, a_full_ring_takes_no_more_until_some_are_taken)
{
	uint32_t n;

	for (n = 0; n < SPANS_RING; n++)
		cr_assert(add(n, true));
	cr_assert_not(add(n, true));
	cr_assert(spans_read(ring, 0, &seen));
	cr_assert_str_eq(seen.method, "0");
	spans_take(ring, 0, 1);
	cr_assert(add(n, true));
	cr_assert_not(add(n, true));
	cr_assert(spans_read(ring, SPANS_RING, &seen));
	cr_assert_str_eq(seen.method, "256");
	cr_assert_not(spans_read(ring, 0, &seen), "it is overwritten");
}

Test(spans, some_room_is_for_urgent_ones_alone)
{
	uint32_t n;

	for (n = 0; n < SPANS_RING - SPANS_URGENT; n++)
		cr_assert(add(n, false));
	cr_assert_not(add(n, false));
	for (n = 0; n < SPANS_URGENT; n++)
		cr_assert(add(n, true));
	cr_assert_not(add(n, true));
}

Test(spans, of_two_tracers_the_first_to_take_has_taken)
{
	uint32_t n;

	for (n = 0; n < 10; n++)
		add(n, false);
	spans_take(ring, 0, 4);
	spans_take(ring, 0, 8);
	cr_assert_eq(spans_first(ring), 4);
}

Test(spans, texts_that_have_no_end_are_ended)
{
	struct span_request *r = spans_reserve(ring, 0, false);

	memset(r, 'x', sizeof *r);
	spans_publish(ring, 1);
	cr_assert(spans_read(ring, 0, &seen));
	cr_assert_eq(strlen(seen.method), SPANS_NAME - 1);
	cr_assert_eq(strlen(seen.project), BOUND_NAME);
	cr_assert_eq(strlen(seen.state), SPANS_STATE - 1);
}

Test(spans, children_that_were_there_are_counted)
{
	struct span_request r = { .conn = 0 };

	cr_assert_eq(spans_count(&r), 1);
	r.child[LAYER_parse].end = 1;
	r.child[SPANS_JOB].end = 2;
	cr_assert_eq(spans_count(&r), 3);
}

/* Publish for ever, telling the parent through the ring alone. */
static void
write_for_ever(uint32_t from)
{
	for (;; from++)
		while (!add(from, true))
			;
}

/* Entries are whole and follow each other; how many. */
static uint32_t
drain(uint32_t next)
{
	uint64_t at = spans_first(ring), from = at;
	char name[16];

	for (; spans_read(ring, at, &seen); at++) {
		snprintf(name, sizeof name, "%u", next + (uint32_t)(at -
		    from));
		cr_assert_str_eq(seen.method, name);
		cr_assert_eq(seen.conn, next + (uint32_t)(at - from));
		cr_assert_eq(seen.state[0], 'a' + (int)(seen.conn % 26));
		cr_assert_eq(seen.state[SPANS_STATE - 2], seen.state[0]);
	}
	spans_take(ring, from, at);
	return (uint32_t)(at - from);
}

Test(spans, of_a_killed_writer_all_that_it_published_is_whole)
{
	uint32_t next = 0, until;
	pid_t writer;
	int kills;

	for (kills = 0; kills < KILLS; kills++) {
		if ((writer = fork()) == 0)
			write_for_ever(next);
		for (until = next + 100 + (uint32_t)kills; next < until;)
			next += drain(next);
		kill(writer, SIGKILL);
		waitpid(writer, NULL, 0);
		next += drain(next);
	}
	cr_assert_gt(next, KILLS * 100);
}
