/*
 * test_finding - what doctor found, as text and as JSON
 */
#include <criterion/criterion.h>
#include <string.h>

#include "client/finding.h"

static struct findings list;

Test(finding, worst_verdict_counts)
{
	cr_assert_eq(finding_worst(&list), VERDICT_OK);
	finding_add(&list, "a", VERDICT_BAD, "x");
	finding_add(&list, "b", VERDICT_WARN, "x");
	cr_assert_eq(finding_worst(&list), VERDICT_BAD);
}

Test(finding, text_and_json_say_the_same)
{
	struct buf out;

	finding_add(&list, "disk", VERDICT_WARN, "%d \"left\"", 3);
	finding_remedy(&list, "make room");
	buf_init(&out, 10000);
	finding_text(&list, &out);
	buf_add(&out, "", 1);
	cr_assert_str_eq(out.bytes, "warn  disk          3 \"left\"\n"
	    "                    -> make room\n");
	buf_reset(&out);
	finding_json(&list, &out);
	buf_add(&out, "", 1);
	cr_assert_str_eq(out.bytes, "{\"verdict\":\"warn\",\"checks\":[{"
	    "\"check\":\"disk\",\"verdict\":\"warn\",\"finding\":"
	    "\"3 \\\"left\\\"\",\"remedy\":\"make room\"}]}\n");
	buf_fini(&out);
}

Test(finding, one_too_many_is_left_out)
{
	int i;

	for (i = 0; i < FINDINGS; i++)
		finding_add(&list, "a", VERDICT_OK, "x");
	cr_assert_eq(list.count, FINDINGS);
	finding_add(&list, "a", VERDICT_BAD, "x");
	cr_assert_eq(list.count, FINDINGS);
	cr_assert_eq(finding_worst(&list), VERDICT_OK);
}
