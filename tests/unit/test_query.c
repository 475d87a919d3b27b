/*
 * test_query - the words of a command of the stats socket
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "master/query.h"

TestSuite(query);

static struct query q;
static char words[QUERY_LINE];

static enum err
take(const char *text)
{
	q = query_of(FORM_TEXT);
	snprintf(words, sizeof words, "%s", text);
	return query_read(&q, words);
}

static void
expect_form(const char *text, enum form form, const char *left)
{
	snprintf(words, sizeof words, "%s", text);
	cr_assert_eq(query_form(words), form, "%s", text);
	cr_assert_str_eq(words, left);
}

Test(query, form_stands_before_or_behind)
{
	expect_form("json show info", FORM_JSON, "show info");
	expect_form("show info  csv  ", FORM_CSV, "show info ");
	expect_form("show info", FORM_TEXT, "show info");
	expect_form("jsonx show", FORM_TEXT, "jsonx show");
	expect_form("json", FORM_TEXT, "json");
}

Test(query, words_become_conditions_order_and_limit)
{
	cr_assert_eq(take("state=owned requests>10 a!=b x<-3 sort=-age_s "
	    "limit=5 17 csv"), OK);
	cr_assert_eq(q.filters, 4);
	cr_assert_str_eq(q.filter[0].column, "state");
	cr_assert_str_eq(q.filter[0].value, "owned");
	cr_assert_eq(q.filter[1].number, 10);
	cr_assert_eq(q.filter[2].test, '!');
	cr_assert_str_eq(q.filter[2].value, "b");
	cr_assert_eq(q.filter[3].number, -3);
	cr_assert_str_eq(q.sort, "age_s");
	cr_assert(q.backwards);
	cr_assert_eq(q.limit, 5);
	cr_assert_str_eq(q.subject, "17");
	cr_assert_eq(q.form, FORM_CSV);
}

Test(query, quotes_keep_spaces_together)
{
	cr_assert_eq(take("name=\"my old castle\" sort=name"), OK);
	cr_assert_str_eq(q.filter[0].value, "my old castle");
	cr_assert_str_eq(q.sort, "name");
}

Test(query, as_many_conditions_as_are_allowed_and_one_more)
{
	cr_assert_eq(take("a=1 a=1 a=1 a=1 a=1 a=1 a=1 a=1"), OK);
	cr_assert_eq(q.filters, QUERY_FILTERS);
	cr_assert_eq(take("a=1 a=1 a=1 a=1 a=1 a=1 a=1 a=1 a=1"), ERR_PARAMS);
	cr_assert_not_null(strstr(q.why, "8 conditions"));
}

Test(query, what_cannot_be_meant_is_refused)
{
	cr_assert_eq(take("limit=0"), ERR_PARAMS);
	cr_assert_eq(take("limit=x"), ERR_PARAMS);
	cr_assert_eq(take("a>b"), ERR_PARAMS);
	cr_assert_eq(take("a!b"), ERR_PARAMS);
	cr_assert_eq(take("one two"), ERR_PARAMS);
	cr_assert_eq(take(""), OK);
}

Test(query, word_without_its_closing_quote_goes_to_the_end)
{
	char text[] = "  \"a b", *at = text;

	cr_assert_str_eq(query_word(&at), "a b");
	cr_assert_null(query_word(&at));
}
