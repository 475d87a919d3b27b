/*
 * test_slowlog - the last requests that took long
 */
#include <criterion/criterion.h>
#include <string.h>

#include "shm/slowlog.h"

TestSuite(slowlog);

static struct slowlog ring;
static struct slow_entry e;

static void
add(uint64_t ns)
{
	struct slow_entry entry = { .ns = ns, .project = "castle" };

	slowlog_add(&ring, &entry);
}

Test(slowlog, entry_is_read_as_it_was_added)
{
	add(5);
	cr_assert_eq(slowlog_first(&ring), 1);
	cr_assert(slowlog_read(&ring, 1, &e));
	cr_assert_eq(e.ns, 5);
	cr_assert_str_eq(e.project, "castle");
	cr_assert(!slowlog_read(&ring, 2, &e));
}

Test(slowlog, the_last_are_kept_and_the_one_before_is_gone)
{
	uint64_t i;

	for (i = 0; i < SLOWLOG; i++)
		add(i);
	cr_assert_eq(slowlog_first(&ring), 1);
	cr_assert(slowlog_read(&ring, 1, &e));
	add(i);
	cr_assert_eq(slowlog_first(&ring), 2);
	cr_assert(!slowlog_read(&ring, 1, &e));
	cr_assert(slowlog_read(&ring, 2, &e));
	cr_assert_eq(e.ns, 1);
}

Test(slowlog, cleared_begins_behind_what_was)
{
	add(1);
	add(2);
	slowlog_clear(&ring);
	cr_assert_eq(slowlog_first(&ring), 3);
	add(3);
	cr_assert_eq(slowlog_first(&ring), 3);
	cr_assert(slowlog_read(&ring, 3, &e));
}

/* What a writer that died left is no text of its own length. */
Test(slowlog, unended_name_is_ended)
{
	add(1);
	memset(ring.entry[1].project, 'x', sizeof ring.entry[1].project);
	cr_assert(slowlog_read(&ring, 1, &e));
	cr_assert_eq(strlen(e.project), BOUND_NAME);
}
