#include <criterion/criterion.h>
#include <string.h>

#include "err.h"

#define FIRST_ERROR	(MOVE + 1)	/* what stands before is none */

Test(err, every_error_has_a_row_of_its_own)
{
	const struct err_row *row, *other;
	int i, k;

	for (i = OK; i < ERR_COUNT; i++) {
		row = err_row((enum err)i);
		cr_assert_not_null(row->name, "row %d", i);
		cr_assert_gt(strlen(row->text), 0, "%s", row->name);
		for (k = FIRST_ERROR; k < i; k++) {
			other = err_row((enum err)k);
			cr_assert_neq(row->number, other->number, "%s",
			    row->name);
			cr_assert_str_neq(row->name, other->name);
		}
	}
}

Test(err, errors_carry_an_error_status_and_a_negative_number)
{
	int i;

	for (i = FIRST_ERROR; i < ERR_COUNT; i++) {
		cr_assert_geq(err_row((enum err)i)->http, 400);
		cr_assert_leq(err_row((enum err)i)->http, 599);
		cr_assert_lt(err_row((enum err)i)->number, 0);
	}
}

Test(err, sentences_have_no_full_stop)
{
	const char *text;
	int i;

	for (i = OK; i < ERR_COUNT; i++) {
		text = err_row((enum err)i)->text;
		cr_assert_neq(text[strlen(text) - 1], '.', "%s", text);
	}
}

Test(err, parse_error_has_the_number_of_json_rpc)
{
	cr_assert_eq(err_row(ERR_PARSE)->number, -32700);
	cr_assert_str_eq(err_row(ERR_PARSE)->name, "PARSE");
	cr_assert_eq(err_row(OK)->number, 0);
	cr_assert_lt(err_row(WAIT)->http, 300);
	cr_assert_lt(err_row(MOVE)->http, 300);
}
