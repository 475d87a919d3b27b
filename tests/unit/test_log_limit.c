/*
 * Time is given, so no test waits.
 */
#include <criterion/criterion.h>

#include "base/log_limit.h"

static struct log_limit limit = { .per_second = 1 };
static char formats[LOG_LIMIT_SITES + 1];

Test(log_limit, place_is_found_again)
{
	struct log_site *site = log_limit_site(&limit, &formats[0], 5);

	cr_assert_eq(log_limit_site(&limit, &formats[0], 6), site);
	cr_assert_neq(log_limit_site(&limit, &formats[1], 6), site);
}

Test(log_limit, second_begins_when_the_last_is_over)
{
	struct log_site *site = log_limit_site(&limit, &formats[0], 0);

	cr_assert(log_limit_count(&limit, site));
	log_limit_site(&limit, &formats[0], 999);
	cr_assert_not(log_limit_count(&limit, site));
	log_limit_site(&limit, &formats[0], 1000);
	cr_assert(log_limit_count(&limit, site));
	cr_assert_eq(site->held, 1);
}

Test(log_limit, one_place_beyond_the_table_is_not_limited)
{
	unsigned i;

	for (i = 0; i < LOG_LIMIT_SITES; i++)
		cr_assert_not_null(log_limit_site(&limit, &formats[i], 0));
	cr_assert_null(log_limit_site(&limit, &formats[i], 0));
	cr_assert_not_null(log_limit_site(&limit, &formats[i], 1000));
}

Test(log_limit, what_is_owed_is_not_forgotten)
{
	unsigned i;

	for (i = 0; i < LOG_LIMIT_SITES; i++)
		log_limit_site(&limit, &formats[i], 0)->held = 1;
	cr_assert_null(log_limit_site(&limit, &formats[i], 9000));
}

Test(log_limit, zero_limits_nothing)
{
	limit.per_second = 0;
	cr_assert_null(log_limit_site(&limit, &formats[0], 0));
}
