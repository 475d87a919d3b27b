/*
 * test_listing - the same rows for people and for programs
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/json.h"
#include "master/listing.h"

static struct listing t;
static struct buf out;
static struct query text, json, csv;

static void
start(void)
{
	buf_init(&out, 1 << 20);
	text = query_of(FORM_TEXT);
	json = query_of(FORM_JSON);
	csv = query_of(FORM_CSV);
}

static void
finish(void)
{
	buf_fini(&out);
}

TestSuite(listing, .init = start, .fini = finish);

static void
expect(const char *said)
{
	buf_add(&out, "", 1);
	cr_assert_str_eq(out.bytes, said, "%s", out.bytes);
	buf_reset(&out);
}

/* Each row: a name, a number and a state. */
static void
list(const struct query *query, const char *name)
{
	listing_open(&t, &out, query, "name #pid ?state");
	listing_text(&t, "a");
	listing_number(&t, 4711);
	listing_text(&t, "ready");
	listing_text(&t, name);
	listing_number(&t, 5);
	listing_text(&t, "-12");
	listing_close(&t);
}

Test(listing, columns_are_aligned_to_their_widest_cell)
{
	list(&text, "castle");
	expect("name     pid  state\n"
	    "a       4711  ready\n"
	    "castle     5  -12\n");
}

Test(listing, json_holds_the_same_rows)
{
	list(&json, "castle");
	expect("[{\"name\":\"a\",\"pid\":4711,\"state\":\"ready\"},"
	    "{\"name\":\"castle\",\"pid\":5,\"state\":-12}]\n");
}

Test(listing, no_rows_are_a_head_or_an_empty_array)
{
	listing_open(&t, &out, &text, "name #pid");
	listing_close(&t);
	expect("name  pid\n");
	listing_open(&t, &out, &json, "name #pid");
	listing_close(&t);
	expect("[]\n");
}

Test(listing, empty_cells_keep_their_places)
{
	listing_open(&t, &out, &text, "a b");
	listing_text(&t, "");
	listing_text(&t, "");
	listing_text(&t, "x");
	listing_text(&t, "");
	listing_close(&t);
	expect("a  b\n   \nx  \n");
	listing_open(&t, &out, &json, "a b");
	listing_text(&t, "");
	listing_text(&t, "");
	listing_close(&t);
	expect("[{\"a\":\"\",\"b\":\"\"}]\n");
}

Test(listing, numbers_are_bare_and_texts_that_look_so_are_not)
{
	listing_open(&t, &out, &json, "text #number ?mixed ?odd");
	listing_text(&t, "12");
	listing_number(&t, UINT64_MAX);
	listing_text(&t, "12");
	listing_text(&t, "12x");
	listing_close(&t);
	expect("[{\"text\":\"12\",\"number\":18446744073709551615,"
	    "\"mixed\":12,\"odd\":\"12x\"}]\n");
}

/* 007 and -0 are integers to us, and no JSON. */
Test(listing, integer_that_json_does_not_know_stays_a_text)
{
	listing_open(&t, &out, &json, "?a ?b ?c");
	listing_text(&t, "007");
	listing_text(&t, "-01");
	listing_text(&t, "0");
	listing_close(&t);
	expect("[{\"a\":\"007\",\"b\":\"-01\",\"c\":0}]\n");
}

Test(listing, reals_have_one_decimal)
{
	listing_open(&t, &out, &json, "#a #b");
	listing_real(&t, 0.25);
	listing_real(&t, 1e12);
	listing_close(&t);
	expect("[{\"a\":0.2,\"b\":1000000000000.0}]\n");
}

Test(listing, json_escapes_what_a_client_named)
{
	list(&json, "\"\\\n\x1b\xff");
	cr_assert_not_null(strstr(out.bytes,
	    "\"name\":\"\\\"\\\\\\n\\u001b\xef\xbf\xbd\""), "%s", out.bytes);
}

/* Names are the clients', the terminal is the operator's. */
Test(listing, text_cannot_forge_a_row_or_reach_the_terminal)
{
	list(&text, "x\ny\x1b[2J\x7f\r");
	expect("name        pid  state\n"
	    "a          4711  ready\n"
	    "x?y?[2J??     5  -12\n");
	record_open(&t, &out, &text);
	record_text(&t, "name", "x\nrole: \x1b[2J");
	record_close(&t);
	expect("name: x?role: ?[2J\n");
}

Test(listing, columns_fill_their_bound)
{
	listing_open(&t, &out, &text, "a b c d e f g h i j k l m n o p q r s "
	    "t u v w x");
	cr_assert_eq(t.columns, LISTING_COLUMNS);
	listing_close(&t);
	expect("a  b  c  d  e  f  g  h  i  j  k  l  m  n  o  p  q  r  s  t  u  "
	    "v  w  x\n");
}

static void
record(const struct query *query)
{
	record_open(&t, &out, query);
	record_text(&t, "version", "0 \"1\"");
	record_number(&t, "pid", 4711);
	record_text(&t, "empty", "");
	record_close(&t);
}

Test(listing, record_is_one_field_a_line)
{
	record(&text);
	expect("version: 0 \"1\"\npid: 4711\nempty: \n");
}

Test(listing, record_is_one_object)
{
	record(&json);
	expect("{\"version\":\"0 \\\"1\\\"\",\"pid\":4711,\"empty\":\"\"}\n");
	record_open(&t, &out, &json);
	record_close(&t);
	expect("{}\n");
}

Test(listing, csv_has_one_head_and_quotes_what_needs_it)
{
	list(&csv, "a,\"b\"");
	expect("name,pid,state\r\na,4711,ready\r\n"
	    "\"a,\"\"b\"\"\",5,-12\r\n");
	record(&csv);
	expect("name,value\r\nversion,\"0 \"\"1\"\"\"\r\npid,4711\r\n"
	    "empty,\r\n");
}

Test(listing, csv_cannot_reach_the_terminal)
{
	list(&csv, "x\ny\x1b[2J");
	expect("name,pid,state\r\na,4711,ready\r\nx?y?[2J,5,-12\r\n");
}

static void
put_time(const struct query *query)
{
	listing_open(&t, &out, query, "@when kind");
	listing_number(&t, 86400);
	listing_text(&t, "start");
	listing_close(&t);
}

Test(listing, time_is_a_date_for_people_and_a_number_for_programs)
{
	put_time(&text);
	expect("                when  kind\n1970-01-02T00:00:00Z  start\n");
	put_time(&json);
	expect("[{\"when\":86400,\"kind\":\"start\"}]\n");
	put_time(&csv);
	expect("when,kind\r\n86400,start\r\n");
}
