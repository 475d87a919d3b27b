/*
 * test_bridged - what a bridge tells of itself, and what of it is believed
 */
#include <criterion/criterion.h>
#include <string.h>

#include "client/tally.h"
#include "worker/bridged.h"

TestSuite(bridged);

static struct board_method sum;

static enum err
add(const char *array)
{
	struct slice text = { array, strlen(array) };

	return bridged_add(&sum, &text);
}

Test(bridged, buckets_are_added)
{
	cr_assert_eq(add("[500,300,10,1,12,2]"), OK);
	cr_assert_eq(add("[70,70,10,1]"), OK);
	cr_assert_eq(sum.calls, 4);
	cr_assert_eq(sum.ns, 570);
	cr_assert_eq(sum.ns_max, 300);
	cr_assert_eq(sum.bucket[10], 2);
	cr_assert_eq(sum.bucket[12], 2);
}

Test(bridged, what_cannot_be_true_adds_nothing)
{
	static const char *const lies[] = { "", "[", "{}", "[1]", "[1,2]",
	    "[-1,0]", "[9,9,336,1]", "[9,9,-1,1]", "[9,9,1,1000001]",
	    "[9,9,1,-1]", "[9,9,1]", "[9,9,1.5,1]", "[9,9,1,\"1\"]",
	    "[9,9,1,600000,2,600000]", "[1000000000000001,9]" };
	size_t i;

	for (i = 0; i < sizeof lies / sizeof lies[0]; i++) {
		cr_assert_eq(add(lies[i]), ERR_PARAMS, "%s", lies[i]);
		cr_assert_eq(sum.calls + sum.ns + sum.bucket[1], 0, "%s",
		    lies[i]);
	}
}

Test(bridged, most_that_can_be_true_is_added)
{
	cr_assert_eq(add("[1000000000000000,9,335,1000000]"), OK);
	cr_assert_eq(sum.calls, 1000000);
}

/* The array of a leg in a report. */
static struct slice
leg(const struct buf *line, const char *key)
{
	const char *at = strstr(line->bytes, key);

	cr_assert_not_null(at);
	at = strchr(at, '[');
	return (struct slice){ at, (size_t)(strchr(at, ']') - at) + 1 };
}

Test(bridged, what_a_tally_reports_comes_out_as_it_was)
{
	struct tally tally = { .lock = PTHREAD_MUTEX_INITIALIZER };
	struct slice up, down;
	struct buf line;

	buf_init(&line, 4096);
	tally_add(&tally, LEG_UP, 3, 1000);
	tally_add(&tally, LEG_UP, 1, 50);
	tally_add(&tally, LEG_DOWN, 0, 900);
	cr_assert(tally_report(&tally, &line));
	buf_add(&line, "", 1);
	up = leg(&line, "\"up\"");
	down = leg(&line, "\"down\"");
	cr_assert_eq(bridged_add(&sum, &down), OK);
	cr_assert_eq(sum.calls, 0);
	cr_assert_eq(bridged_add(&sum, &up), OK);
	cr_assert_eq(sum.calls, 4);
	cr_assert_eq(sum.ns, 3050);
	cr_assert_eq(sum.ns_max, 1000);
	cr_assert_eq(sum.bucket[board_bucket(1000)], 3);
	cr_assert_not(tally_report(&tally, &line), "it was told already");
	buf_fini(&line);
}
