/*
 * What a line looks like is in test_log.c; here, what does not fit.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/log_line.h"

static char memory[LOG_LINE_SIZE + 1];
static struct log_date date;
static const struct log_head head = { "info", "test", 1 };

/* Length of a line with one field of `len` bytes. */
static size_t
line_with(size_t len)
{
	static char text[LOG_LINE_SIZE];
	struct log_line l = { .format = LOG_FORMAT_PLAIN };
	size_t size;

	memset(text, 'x', len);
	text[len] = '\0';
	memory[LOG_LINE_SIZE] = '!';
	log_line_begin(&l, memory, &head, &date);
	log_line_field(&l, &(struct log_field){ "k", text, 0 });
	size = log_line_end(&l);
	cr_assert_eq(memory[LOG_LINE_SIZE], '!');
	cr_assert_eq(memory[size - 1], '\n');
	return size;
}

Test(log_line, largest_field_that_fits_is_there_and_one_more_byte_is_not)
{
	size_t none = line_with(LOG_LINE_SIZE - 1), len = 1;

	while (line_with(len) > none)
		len++;
	cr_assert_eq(line_with(len), none);
	cr_assert_eq(line_with(len - 1), none + strlen(" k=") + len - 1);
	cr_assert_gt(len, LOG_LINE_SIZE - 100);
}
