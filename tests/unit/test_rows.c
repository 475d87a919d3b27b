/*
 * test_rows - which rows of a listing are shown, and in what order
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "master/listing.h"

static struct buf out;
static struct query q;
static char words[QUERY_LINE];

static void
start(void)
{
	buf_init(&out, 1 << 20);
}

static void
finish(void)
{
	buf_fini(&out);
}

TestSuite(rows, .init = start, .fini = finish);

/* The names that are left of five rows, in their order. */
static void
expect(const char *text, const char *names)
{
	static const struct { const char *name; uint64_t age; } all[] = {
		{ "b", 9 }, { "a", 10 }, { "e", 9 }, { "", 100 }, { "c", 0 },
	};
	struct listing t;
	size_t i;

	q = query_of(FORM_CSV);
	snprintf(words, sizeof words, "%s", text);
	cr_assert_eq(query_read(&q, words), OK);
	buf_reset(&out);
	listing_open(&t, &out, &q, "name #age");
	for (i = 0; i < sizeof all / sizeof all[0]; i++) {
		listing_text(&t, all[i].name);
		listing_number(&t, all[i].age);
	}
	listing_close(&t);
	buf_add(&out, "", 1);
	cr_assert_str_eq(out.bytes, names, "%s: %s", text, out.bytes);
}

Test(rows, without_words_all_are_there_as_they_came)
{
	expect("", "name,age\r\nb,9\r\na,10\r\ne,9\r\n,100\r\nc,0\r\n");
}

Test(rows, numbers_sort_as_numbers_the_largest_first)
{
	expect("sort=age", "name,age\r\n,100\r\na,10\r\nb,9\r\ne,9\r\nc,0\r\n");
	expect("sort=-age limit=2", "name,age\r\nc,0\r\nb,9\r\n");
}

Test(rows, texts_sort_by_letter)
{
	expect("sort=name limit=3", "name,age\r\n,100\r\na,10\r\nb,9\r\n");
	expect("sort=-name limit=1", "name,age\r\ne,9\r\n");
}

Test(rows, every_condition_must_hold)
{
	expect("age>8 age<10", "name,age\r\nb,9\r\ne,9\r\n");
	expect("age=9 name!=b", "name,age\r\ne,9\r\n");
	expect("name=", "name,age\r\n,100\r\n");
	expect("name=z", "name,age\r\n");
}

Test(rows, unknown_column_is_an_error_and_nothing_else)
{
	expect("size=1", "name,value\r\nerror,there is no column 'size' here; "
	    "there are: name age\r\n");
	expect("sort=nam", "name,value\r\nerror,there is no column 'nam' "
	    "here; there are: name age\r\n");
}
