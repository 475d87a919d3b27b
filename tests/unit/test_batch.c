#include <criterion/criterion.h>
#include <string.h>

#include "worker/batch.h"

static enum err
survey(const char *text, uint64_t *count, size_t *end)
{
	struct json j;
	enum err err = batch_survey(text, strlen(text), count, &j);

	*end = (size_t)(j.at - text);
	return err;
}

Test(batch, survey_counts_elements_and_finds_the_end)
{
	uint64_t count;
	size_t end;

	cr_assert_eq(survey("[{\"a\":[1,2]},[],3] x", &count, &end), OK);
	cr_assert_eq(count, 3);
	cr_assert_eq(end, strlen("[{\"a\":[1,2]},[],3]"));
	cr_assert_eq(survey("[ ]", &count, &end), OK);
	cr_assert_eq(count, 0);
}

Test(batch, survey_tells_what_is_cut_from_what_is_wrong)
{
	uint64_t count;
	size_t end;

	cr_assert_eq(survey("[{},", &count, &end), ERR_EMPTY);
	cr_assert_eq(survey("[{\"a\":", &count, &end), ERR_EMPTY);
	cr_assert_eq(survey("[{},]", &count, &end), ERR_PARSE);
	cr_assert_eq(survey("[{}}", &count, &end), ERR_PARSE);
}

Test(batch, next_is_past_the_comma_or_the_bracket)
{
	static const char text[] = "[1 , 2\n]";
	bool last;

	cr_assert_eq(batch_next(text, 8, 2, &last), 4);
	cr_assert_not(last);
	cr_assert_eq(batch_next(text, 8, 6, &last), 8);
	cr_assert(last);
	cr_assert_eq(batch_next(text, 6, 6, &last), 6);
	cr_assert(last);
}
