#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "shm/answers.h"

static char text[ANSWER_MAX];

Test(answers, one_is_found_by_its_key)
{
	struct answers *a = xcalloc(1, sizeof *a);
	size_t len;

	cr_assert(answers_put(a, 7, "seven", 5));
	cr_assert(answers_put(a, 8, "", 0));
	cr_assert(answers_get(a, 7, text, &len));
	cr_assert_eq(len, 5);
	cr_assert_eq(memcmp(text, "seven", 5), 0);
	cr_assert(answers_get(a, 8, text, &len));
	cr_assert_eq(len, 0);
	cr_assert_not(answers_get(a, 9, text, &len));
	free(a);
}

Test(answers, largest_is_kept_and_one_byte_more_is_not)
{
	struct answers *a = xcalloc(1, sizeof *a);
	static char large[ANSWER_MAX + 1];
	size_t len;

	memset(large, 'x', sizeof large);
	cr_assert(answers_put(a, 7, large, ANSWER_MAX));
	cr_assert(answers_get(a, 7, text, &len));
	cr_assert_eq(len, ANSWER_MAX);
	cr_assert_not(answers_put(a, 8, large, ANSWER_MAX + 1));
	cr_assert_not(answers_get(a, 8, text, &len));
	free(a);
}

Test(answers, half_written_one_is_not_believed)
{
	struct answers *a = xcalloc(1, sizeof *a);
	size_t len;

	answers_put(a, 7, "seven", 5);
	a->at[0].text[3] ^= 1;
	cr_assert_not(answers_get(a, 7, text, &len));
	a->at[0].text[3] ^= 1;
	cr_assert(answers_get(a, 7, text, &len));
	a->at[0].len = UINT32_MAX;
	cr_assert_not(answers_get(a, 7, text, &len));
	free(a);
}

Test(answers, oldest_makes_room)
{
	struct answers *a = xcalloc(1, sizeof *a);
	uint64_t key;
	size_t len;

	for (key = 1; key <= ANSWERS; key++)
		answers_put(a, key, "x", 1);
	cr_assert(answers_get(a, 1, text, &len));
	answers_put(a, key, "x", 1);
	cr_assert_not(answers_get(a, 1, text, &len));
	cr_assert(answers_get(a, 2, text, &len));
	cr_assert(answers_get(a, key, text, &len));
	free(a);
}
