/*
 * test_amount - numbers as people read them
 */
#include <criterion/criterion.h>
#include <string.h>

#include "client/amount.h"

static void
reads(void (*write)(double, char *), double value, const char *text)
{
	char out[AMOUNT];

	write(value, out);
	cr_assert_str_eq(out, text, "%g: '%s' is not '%s'", value, out, text);
}

Test(amount, counts_have_at_most_a_decimal_and_a_unit)
{
	reads(amount_count, 0, "0");
	reads(amount_count, 950, "950");
	reads(amount_count, 0.25, "0.2");
	reads(amount_count, 999.99, "1.0k");
	reads(amount_count, 12345, "12.3k");
	reads(amount_count, 4.5e6, "4.5M");
	reads(amount_count, -1, "-");
}

Test(amount, bytes_go_by_1024)
{
	reads(amount_bytes, 1023, "1023B");
	reads(amount_bytes, 1024, "1K");
	reads(amount_bytes, 1536 * 1024.0, "1.5M");
}

Test(amount, times_begin_with_microseconds)
{
	reads(amount_time, 1.9, "1.9us");
	reads(amount_time, 12300, "12.3ms");
	reads(amount_time, 61e6, "61s");
	reads(amount_time, 5e10, "50000s");
}

Test(amount, spans_change_their_units_at_a_minute_an_hour_and_a_day)
{
	reads(amount_span, 59, "59s");
	reads(amount_span, 60, "1:00");
	reads(amount_span, 3599, "59:59");
	reads(amount_span, 3600, "1h00m");
	reads(amount_span, 86399, "23h59m");
	reads(amount_span, 86400, "1d00h");
	reads(amount_span, -1, "-");
}

Test(amount, the_largest_number_fits)
{
	char out[AMOUNT];

	amount_count(1e300, out);
	cr_assert_lt(strlen(out), AMOUNT);
}
