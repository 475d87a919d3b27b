/*
 * test_errands - commands from workers to the master
 */
#include <criterion/criterion.h>
#include <string.h>

#include "shm/errands.h"

TestSuite(errands);

static struct errands errands;

Test(errands, one_is_found_by_its_key_with_its_answer)
{
	struct errand *e = errands_ask(&errands, 7, "show info", true, 1000);

	cr_assert_not_null(e);
	cr_assert_eq(errands_find(&errands, 7), e);
	cr_assert_null(errands_find(&errands, 8));
	cr_assert_eq(e->state, ERRAND_ASKED);
	cr_assert_str_eq(e->line, "show info");
	errand_answer(e, "{}", 2);
	cr_assert_eq(errands_find(&errands, 7)->state, ERRAND_DONE);
	cr_assert_eq(e->len, 2);
	errand_forget(e);
	cr_assert_null(errands_find(&errands, 7));
}

Test(errands, as_many_as_have_room_and_none_beyond)
{
	uint64_t key;

	for (key = 1; key <= ERRANDS; key++)
		cr_assert_not_null(errands_ask(&errands, key, "x", false,
		    100000));
	cr_assert_null(errands_ask(&errands, key, "x", false,
	    100000 + ERRAND_KEPT_MS - 1));
	cr_assert_not_null(errands_find(&errands, 1));
	cr_assert_not_null(errands_ask(&errands, key, "x", false,
	    100000 + ERRAND_KEPT_MS), "the oldest was left");
	cr_assert_null(errands_find(&errands, 1));
}
