/*
 * test_gauge - members of what the server tells, and their growth
 */
#include <criterion/criterion.h>

#include "client/gauge.h"

static cJSON *from, *to;

static void
start(void)
{
	from = cJSON_Parse("{\"n\":10,\"m\":7,\"text\":\"a\"}");
	to = cJSON_Parse("{\"n\":40,\"m\":3,\"new\":5}");
}

static void
finish(void)
{
	cJSON_Delete(from);
	cJSON_Delete(to);
}

TestSuite(gauge, .init = start, .fini = finish);

Test(gauge, what_is_not_told_is_minus_one_and_a_dash)
{
	cr_assert_float_eq(gauge_number(from, "n"), 10, 0);
	cr_assert_float_eq(gauge_number(from, "text"), -1, 0);
	cr_assert_float_eq(gauge_number(NULL, "n"), -1, 0);
	cr_assert_str_eq(gauge_text(from, "text"), "a");
	cr_assert_str_eq(gauge_text(from, "n"), "-");
	cr_assert_str_eq(gauge_text(NULL, "n"), "-");
}

Test(gauge, rate_is_growth_a_second)
{
	cr_assert_float_eq(gauge_rate(from, to, "n", 3000000000), 10, 1e-9);
}

Test(gauge, rate_of_what_is_new_or_fell_or_took_no_time_is_0)
{
	cr_assert_float_eq(gauge_rate(from, to, "new", 1000000000), 0, 0);
	cr_assert_float_eq(gauge_rate(from, to, "m", 1000000000), 0, 0);
	cr_assert_float_eq(gauge_rate(from, to, "n", 0), 0, 0);
}

Test(gauge, row_is_found_by_a_number_or_a_text)
{
	cJSON *rows = cJSON_Parse("[{\"n\":1},{\"n\":10,\"text\":\"a\"}]");

	cr_assert_eq(gauge_find(rows, "n", from), rows->child->next);
	cr_assert_eq(gauge_find(rows, "text", from), rows->child->next);
	cr_assert_null(gauge_find(rows, "n", to));
	cJSON_Delete(rows);
}
