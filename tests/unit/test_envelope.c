/*
 * test_envelope - every order of the keys, every fault and its code
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/envelope.h"

static struct mem mem;
static struct call call;
static struct envelope e;
static struct json j;

static void
start(void)
{
	methods_init();
	mem_init(&mem, 4096, 1 << 20);
}

static void
finish(void)
{
	mem_fini(&mem);
}

TestSuite(envelope, .init = start, .fini = finish);

static enum err
read_bytes(const char *text, size_t len)
{
	mem_reset(&mem);
	call = (struct call){ .mem = &mem };
	json_open(&j, text, len);
	return envelope_read(&e, &call, &j);
}

static void
read_text(const char *text)
{
	cr_assert_eq(read_bytes(text, strlen(text)), OK, "%s", text);
	cr_assert_eq(*j.at, '\0', "%s: read up to %s", text, j.at);
}

static void
expect_id(const char *text, const char *id)
{
	read_text(text);
	cr_assert_eq(e.err, OK, "%s: %s", text, call.why);
	cr_assert_not(e.notification);
	cr_assert_eq(e.id_len, strlen(id), "%s: %u", text, e.id_len);
	cr_assert_eq(memcmp(e.id, id, e.id_len), 0, "%s", text);
}

/* The fault of a request that is told to its sender. */
static void
expect_fault(const char *text, enum err err, const char *why)
{
	read_text(text);
	cr_assert_eq(e.err, err, "%s: %s", text, err_row(e.err)->name);
	cr_assert_str_eq(call.why, why, "%s: %s", text, call.why);
	cr_assert_not(e.notification, "%s", text);
}

static const char *const members[] = {
	"\"jsonrpc\":\"2.0\"", "\"method\":\"goxel.add_voxel\"",
	"\"params\":{\"x\":1,\"y\":2,\"z\":3}", "\"id\":7",
};

static void
expect_voxel(const char *text)
{
	const struct add_voxel_in *in;

	expect_id(text, "7");
	cr_assert_eq(call.method, &methods[METHOD_add_voxel], "%s", text);
	in = call.in;
	cr_assert(in->x == 1 && in->y == 2 && in->z == 3, "%s", text);
}

Test(envelope, keys_may_come_in_any_order)
{
	char text[200];
	int code, a, b, c, d;

	for (code = 0; code < 256; code++) {
		a = code & 3;
		b = code >> 2 & 3;
		c = code >> 4 & 3;
		d = code >> 6;
		if ((1 << a | 1 << b | 1 << c | 1 << d) != 15)
			continue;
		snprintf(text, sizeof text, "{%s, %s,%s\n,%s }", members[a],
		    members[b], members[c], members[d]);
		expect_voxel(text);
	}
}

Test(envelope, keys_it_does_not_know_are_passed_over)
{
	expect_voxel("{\"jsonrpc\":\"2.0\",\"x\":{\"id\":[8]},\"id\":7,"
	    "\"method\":\"goxel.add_voxel\",\"method \":1,"
	    "\"params\":{\"x\":1,\"y\":2,\"z\":3},\"Id\":9}");
}

Test(envelope, id_is_repeated_as_it_stands)
{
	static const char *const ids[] = { "0", "-1", "1.50", "1e2",
	    "123456789012345678901234567890", "\"\"", "\"a\\u0041\\n\"",
	    "\"\xc3\xa9\"", "null" };
	char text[200];
	size_t i;

	for (i = 0; i < sizeof ids / sizeof ids[0]; i++) {
		snprintf(text, sizeof text, "{\"jsonrpc\":\"2.0\",\"id\":%s,"
		    "\"method\":\"ping\"}", ids[i]);
		expect_id(text, ids[i]);
	}
}

static void
read_long_id(int len)
{
	char text[ENVELOPE_ID + 100];

	snprintf(text, sizeof text, "{\"jsonrpc\":\"2.0\",\"id\":\"%0*d\","
	    "\"method\":\"ping\"}", len, 0);
	read_text(text);
}

Test(envelope, id_fills_its_bound_and_not_more)
{
	read_long_id(ENVELOPE_ID);
	cr_assert_eq(e.err, OK);
	cr_assert_eq(e.id_len, ENVELOPE_ID + 2);
	read_long_id(ENVELOPE_ID + 1);
	cr_assert_eq(e.err, ERR_REQUEST);
	cr_assert_str_eq(call.why, "id is longer than 1024 bytes");
	cr_assert_null(e.id);
}

Test(envelope, request_without_an_id_is_a_notification)
{
	read_text("{\"jsonrpc\":\"2.0\",\"method\":\"ping\"}");
	cr_assert_eq(e.err, OK);
	cr_assert(e.notification);
	cr_assert_null(e.id);
	read_text("{\"jsonrpc\":\"2.0\",\"method\":\"pong\"}");
	cr_assert_eq(e.err, ERR_METHOD);
	cr_assert(e.notification, "nobody asked");
}

Test(envelope, what_is_no_request_is_told_even_without_an_id)
{
	expect_fault("true", ERR_REQUEST, "a request must be an object");
	expect_fault("\"{}\"", ERR_REQUEST, "a request must be an object");
	expect_fault("[{}]", ERR_REQUEST, "a request must be an object");
	expect_fault("{}", ERR_REQUEST, "jsonrpc must be \"2.0\"");
	expect_fault("{\"method\":\"ping\"}", ERR_REQUEST,
	    "jsonrpc must be \"2.0\"");
	expect_fault("{\"jsonrpc\":\"1.0\",\"method\":\"ping\"}", ERR_REQUEST,
	    "jsonrpc must be \"2.0\"");
	expect_fault("{\"jsonrpc\":2.0,\"method\":\"ping\"}", ERR_REQUEST,
	    "jsonrpc must be \"2.0\"");
	expect_fault("{\"jsonrpc\":\"2.0\"}", ERR_REQUEST,
	    "method is missing");
	expect_fault("{\"jsonrpc\":\"2.0\",\"method\":1,\"params\":\"bar\"}",
	    ERR_REQUEST, "method must be a string");
	expect_fault("{\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"params\":1}",
	    ERR_REQUEST, "params must be an object or an array");
	expect_fault("{\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"id\":[1]}",
	    ERR_REQUEST, "id must be a string, a number or null");
	expect_fault("{\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"id\":true}",
	    ERR_REQUEST, "id must be a string, a number or null");
}

Test(envelope, faulty_request_keeps_its_id)
{
	expect_fault("{\"id\":5,\"method\":\"ping\"}", ERR_REQUEST,
	    "jsonrpc must be \"2.0\"");
	cr_assert_eq(e.id_len, 1);
	cr_assert_eq(*e.id, '5');
}

Test(envelope, first_fault_is_the_one_that_is_told)
{
	expect_fault("{\"method\":1,\"id\":{},\"params\":2}", ERR_REQUEST,
	    "method must be a string");
}

Test(envelope, unknown_method_is_named)
{
	expect_fault("{\"jsonrpc\":\"2.0\",\"method\":\"foobar\",\"id\":1}",
	    ERR_METHOD, "Method not found: foobar");
	expect_fault("{\"jsonrpc\":\"2.0\",\"method\":\"\",\"id\":1}",
	    ERR_METHOD, "Method not found: ");
	expect_fault("{\"jsonrpc\":\"2.0\",\"method\":\"Ping\",\"id\":1}",
	    ERR_METHOD, "Method not found: Ping");
}

Test(envelope, escaped_name_finds_its_method)
{
	expect_id("{\"jsonrpc\":\"2.0\",\"id\":1,"
	    "\"method\":\"\\u0070i\\u006eg\"}", "1");
	cr_assert_eq(call.method, &methods[METHOD_ping]);
	expect_fault("{\"jsonrpc\":\"2.0\",\"id\":1,"
	    "\"method\":\"ping\\u0000\"}", ERR_METHOD,
	    "Method not found: ping");
}

Test(envelope, wrong_parameter_is_a_fault_of_the_request_alone)
{
	expect_fault("{\"jsonrpc\":\"2.0\",\"method\":\"goxel.add_voxel\","
	    "\"params\":{\"x\":\"a\"},\"id\":7}", ERR_PARAMS, call.why);
	cr_assert_eq(*e.id, '7', "read on behind the parameters");
	expect_fault("{\"params\":{\"x\":\"a\"},\"id\":7,\"jsonrpc\":\"2.0\","
	    "\"method\":\"goxel.add_voxel\"}", ERR_PARAMS, call.why);
	expect_fault("{\"jsonrpc\":\"2.0\",\"method\":\"goxel.load_project\","
	    "\"id\":7}", ERR_PARAMS, call.why);
}

Test(envelope, params_null_are_none)
{
	expect_id("{\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"params\":null,"
	    "\"id\":1}", "1");
	cr_assert_not(e.has_params);
}

/*
 * The parameters were decoded into the first method's struct: the second
 * method would read a number as a pointer.
 */
Test(envelope, second_method_cannot_have_the_first_ones_parameters)
{
	expect_fault("{\"jsonrpc\":\"2.0\",\"method\":\"goxel.add_voxel\","
	    "\"params\":{\"x\":4097,\"y\":0},\"method\":\"goxel.load_project\","
	    "\"id\":1}", ERR_REQUEST, "method is there twice");
	expect_fault("{\"jsonrpc\":\"2.0\",\"method\":\"ping\","
	    "\"method\":\"ping\",\"id\":1}", ERR_REQUEST,
	    "method is there twice");
}

Test(envelope, every_cut_asks_for_more)
{
	static const char *const texts[] = {
		"{\"jsonrpc\":\"2.0\",\"method\":\"goxel.add_voxel\","
		    "\"params\":{\"x\":1,\"color\":[1,2,3]},\"id\":\"a\"}",
		"{\"params\":[[1,2],{\"a\":null}],\"id\":-1.5e3,"
		    "\"method\":\"\\u0070ing\",\"jsonrpc\":\"2.0\"}",
	};
	size_t i, cut, len;
	char *part;

	for (i = 0; i < 2; i++) {
		len = strlen(texts[i]);
		for (cut = 0; cut < len; cut++) {
			/* Of its exact size, for the sanitizer. */
			part = malloc(cut + 1);
			memcpy(part, texts[i], cut);
			part[cut] = '"';
			cr_assert_eq(read_bytes(part, cut), ERR_EMPTY, "%.*s",
			    (int)cut, part);
			free(part);
		}
		cr_assert_eq(read_bytes(texts[i], len), OK);
	}
}

Test(envelope, what_is_no_json_says_why)
{
	static const char *const texts[] = { "x", "{x", "{\"a\"}", "{\"a\":}",
	    "{\"a\":1,}", "{\"method\":\"ping\",\"params\":[1,]}",
	    "{\"method\":\"goxel.add_voxel\",\"params\":{\"x\":01}}",
	    "{\"params\":{\"x\" 1}}", "{\"id\":\"a\nb\"}", "{\"id\":nul}",
	    "{\"jsonrpc\":\"2.0\"]", "{\"method\":\"\\x\"}",
	    "{\"method\": \"foobar, \"params\": \"bar\", \"baz]" };
	size_t i;

	for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		cr_assert_eq(read_bytes(texts[i], strlen(texts[i])), ERR_PARSE,
		    "%s", texts[i]);
		cr_assert_not_null(j.why, "%s", texts[i]);
	}
}

Test(envelope, next_value_is_left_alone)
{
	const char *text = "{\"jsonrpc\":\"2.0\",\"method\":\"ping\"}{\"x\"";

	cr_assert_eq(read_bytes(text, strlen(text)), OK);
	cr_assert_str_eq(j.at, "{\"x\"");
}
