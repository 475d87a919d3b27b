/*
 * test_events - the last that happened to a server
 */
#include <criterion/criterion.h>
#include <string.h>

#include "shm/events.h"

TestSuite(events);

static struct events ring;
static struct event_entry e;

Test(events, entry_is_read_as_it_was_added)
{
	events_add(&ring, EVENT_WORKER_DEATH, 3, "pid %d", 4711);
	cr_assert(events_read(&ring, 1, &e));
	cr_assert_str_eq(e.text, "pid 4711");
	cr_assert_eq(e.worker, 3);
	cr_assert_str_eq(events_name(e.kind), "worker_death");
	cr_assert(!events_read(&ring, 2, &e));
	cr_assert(!events_read(&ring, 0, &e));
}

Test(events, the_last_are_kept_and_the_one_before_is_gone)
{
	unsigned i;

	for (i = 0; i <= EVENTS; i++)
		events_add(&ring, EVENT_START, EVENT_NO_WORKER, "%u", i);
	cr_assert(!events_read(&ring, 1, &e));
	cr_assert(events_read(&ring, 2, &e));
	cr_assert_str_eq(e.text, "1");
	cr_assert(events_read(&ring, EVENTS + 1, &e));
}

Test(events, one_that_is_being_written_is_passed_over)
{
	events_add(&ring, EVENT_START, 0, "whole");
	atomic_store(&ring.entry[1].number, 0);
	cr_assert(!events_read(&ring, 1, &e));
}

Test(events, long_text_is_cut)
{
	char text[2 * EVENT_TEXT];

	memset(text, 'x', sizeof text);
	text[sizeof text - 1] = '\0';
	events_add(&ring, EVENT_CONFIG, 0, "%s", text);
	cr_assert(events_read(&ring, 1, &e));
	cr_assert_eq(strlen(e.text), EVENT_TEXT - 1);
}

Test(events, kind_that_is_none_has_no_name)
{
	cr_assert_str_eq(events_name(EVENT_KINDS), "-");
	cr_assert_str_eq(events_name(EVENT_KINDS - 1), "order");
}
