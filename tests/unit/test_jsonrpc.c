/*
 * test_jsonrpc - requests in a stream, over a worker without its loop
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "tests/unit/station.h"
#include "worker/method/method.h"

static struct station s;

static void
start(void)
{
	station_open(&s, TRANSPORT_UNIX);
}

static void
finish(void)
{
	station_close(&s);
}

TestSuite(jsonrpc, .init = start, .fini = finish, .timeout = 60);

#define REQUEST	"{\"jsonrpc\":\"2.0\",\"method\":\"goxel.list_projects\""
#define LIST(id)	REQUEST ",\"id\":" id "}"
#define LISTED(id)	"{\"jsonrpc\":\"2.0\",\"result\":{\"count\":0,"	\
    "\"projects\":[]},\"id\":" id "}"
#define FAULT(code, message)						\
    "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":" code ",\"message\":"	\
    "\"" message "\"},\"id\":null}"

static void
expect(const char *text, const char *reply)
{
	const char *heard = station_ask(&s, text);

	cr_assert_str_eq(heard, reply, "%s: %s", text, heard);
}

/* The same however it is split. */
static void
expect_split(const char *text, const char *reply)
{
	const char *at;

	expect(text, reply);
	for (at = text; *at != '\0'; at++)
		station_say(&s, at, 1);
	cr_assert_str_eq(station_hear(&s), reply, "%s: %s", text, s.heard);
	cr_assert_eq(conn_cut(s.row)->rx_head, s.row->rx_tail);
}

Test(jsonrpc, request_is_answered)
{
	expect_split(LIST("1"), LISTED("1") "\n");
}

Test(jsonrpc, requests_need_nothing_between_them)
{
	expect_split(LIST("1") LIST("\"2\"") "\n\n \t" LIST("3.0"),
	    LISTED("1") "\n" LISTED("\"2\"") "\n" LISTED("3.0") "\n");
}

Test(jsonrpc, notification_is_carried_out_in_silence)
{
	expect_split("{\"jsonrpc\":\"2.0\",\"method\":\"goxel.create_project\""
	    "}\n" REQUEST "}", "");
	cr_assert_not_null(strstr(station_ask(&s, LIST("1")),
	    "\"count\":1"));
}

Test(jsonrpc, batch_is_answered_in_one_line)
{
	expect_split("[" LIST("1") "," REQUEST "}, " LIST("2") "]",
	    "[" LISTED("1") "," LISTED("2") "]\n");
	expect_split("[" REQUEST "}\n,\n" REQUEST "}]", "");
	expect_split("[" LIST("1") "]" LIST("2"),
	    "[" LISTED("1") "]\n" LISTED("2") "\n");
}

/* The examples of the specification, section 7. */
Test(jsonrpc, wrong_batches_are_answered_as_specified)
{
#define WRONG FAULT("-32600", "a request must be an object")
	expect_split("[]", FAULT("-32600",
	    "a batch must hold at least one request") "\n");
	expect_split("[1]", "[" WRONG "]\n");
	expect_split("[1,2,3]", "[" WRONG "," WRONG "," WRONG "]\n");
	expect_split("[\"]\", " LIST("1") "]",
	    "[" WRONG "," LISTED("1") "]\n");
}

Test(jsonrpc, wrong_requests_are_answered_as_specified)
{
	expect_split("{\"jsonrpc\": \"2.0\", \"method\": 1, "
	    "\"params\": \"bar\"}", FAULT("-32600",
	    "method must be a string") "\n");
	expect_split("{\"jsonrpc\": \"2.0\", \"method\": \"foobar\", "
	    "\"id\": \"1\"}", "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":"
	    "-32601,\"message\":\"Method not found: foobar\"},"
	    "\"id\":\"1\"}\n");
}

/* What is no JSON is told once, and the request behind it is answered. */
static void
expect_skipped(const char *garbage)
{
	const char *heard, *again;
	char text[400];
	size_t i;

	snprintf(text, sizeof text, "%s\n" LIST("7"), garbage);
	for (i = 0; text[i] != '\0'; i++)
		station_say(&s, text + i, 1);
	heard = station_hear(&s);
	cr_assert_eq(strncmp(heard, "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":"
	    "-32700,", 40), 0, "%s: %s", text, heard);
	again = strchr(heard, '\n');
	cr_assert_str_eq(again + 1, LISTED("7") "\n", "%s: %s", text, heard);
	heard = station_ask(&s, text);
	cr_assert_str_eq(strchr(heard, '\n') + 1, LISTED("7") "\n", "%s: %s",
	    text, heard);
}

Test(jsonrpc, what_is_no_json_is_answered_once_and_skipped)
{
	static const char *const texts[] = { "{x}", "hello", "{\"a\":1,}",
	    "{\"a\":01}", "[1,]", "[" REQUEST ",]", "{\"a\":\"\t\"}", "{[}]",
	    "{\"jsonrpc\": \"2.0\", \"method\": \"foobar, \"params\": "
		"\"bar\", \"baz]",
	    "[\n  {\"jsonrpc\": \"2.0\", \"method\": \"sum\", \"params\": "
		"[1,2,4], \"id\": \"1\"},\n {\"jsonrpc\": \"2.0\", "
		"\"method\"\n]", "{\"\xff\":1}", "{\"a\":nul}", "1", "-" };
	size_t i;

	for (i = 0; i < sizeof texts / sizeof texts[0]; i++)
		expect_skipped(texts[i]);
}

/* A client that never ends its garbage cannot fill the memory. */
Test(jsonrpc, endless_garbage_is_passed_over)
{
	static char text[1 << 20];
	int i;

	memset(text, 'x', sizeof text);
	for (i = 0; i < 40; i++)
		station_say(&s, text, sizeof text);
	cr_assert_eq(conn_cut(s.row)->rx_head, s.row->rx_tail);
	cr_assert_eq(s.row->requests, 1);
	station_hear(&s);
	expect("\n" LIST("1"), LISTED("1") "\n");
}

static char *
make_batch(int count)
{
	char *text = malloc(2 * (size_t)count + 3);
	int i;

	text[0] = '[';
	for (i = 0; i < count; i++)
		memcpy(text + 1 + 2 * i, "0,", 2);
	strcpy(text + 2 * count, "]");
	return text;
}

Test(jsonrpc, batch_holds_its_bound_and_not_more)
{
	char *text = make_batch(BOUND_BATCH);
	const char *heard;

	heard = station_ask(&s, text);
	cr_assert_eq(s.row->requests, BOUND_BATCH);
	cr_assert_eq(heard[0], '[');
	cr_assert_str_eq(heard + strlen(heard) - 3, "}]\n");
	free(text);
	text = make_batch(BOUND_BATCH + 1);
	expect(text, FAULT("-32600",
	    "a batch holds more than 10000 requests") "\n");
	cr_assert_eq(s.row->requests, BOUND_BATCH + 1);
	free(text);
	expect(LIST("1"), LISTED("1") "\n");
}

static const char *
ask_of_size(size_t size)
{
	const char *tail = ",\"id\":1}";
	size_t head = strlen(REQUEST);
	char *text = malloc(size);

	memset(text, ' ', size);
	memcpy(text, REQUEST, head);
	memcpy(text + size - strlen(tail), tail, strlen(tail));
	station_say(&s, text, size);
	free(text);
	return station_hear(&s);
}

Test(jsonrpc, request_of_its_bound_is_answered_and_one_byte_more_is_not)
{
	const char *heard = ask_of_size(BOUND_REQUEST);

	cr_assert_str_eq(heard, LISTED("1") "\n");
	heard = ask_of_size(BOUND_REQUEST + 1);
	cr_assert_str_eq(heard, FAULT("-32700", "Parse error: JSON message "
	    "too large (32 MiB is the limit)") "\n");
	expect("\n" LIST("2"), LISTED("2") "\n");
}

Test(jsonrpc, client_that_reads_nothing_is_not_served_further)
{
	char text[] = LIST("1");
	const char *heard;
	size_t replies = 0, asked = 0;

	do
		station_say(&s, text, sizeof text - 1);
	while (++asked < 100000 && s.serve != SERVE_WAIT);
	cr_assert_eq(s.serve, SERVE_WAIT);
	cr_assert_eq(s.conn.wait, CONN_WAITS_READER);
	cr_assert_gt(conn_cut(s.row)->tx_tail - s.row->tx_head,
	    BOUND_PENDING);
	for (heard = station_hear(&s); (heard = strchr(heard, '\n')) != NULL;
	    heard++)
		replies++;
	cr_assert_eq(replies, s.row->requests);
	cr_assert_lt(replies, asked);
	s.conn.wait = CONN_FLOWS;
}

Test(jsonrpc, no_ring_to_answer_into_waits_for_one)
{
	s.row->rx_ring = rings_take(&s.worker.rings, 1);
	station_starve(&s, 0);
	station_say(&s, LIST("1"), strlen(LIST("1")));
	cr_assert_eq(s.serve, SERVE_WAIT);
	cr_assert_eq(s.conn.wait, CONN_WAITS_RING);
	cr_assert_eq(s.row->requests, 0);
	cr_assert_eq(conn_cut(s.row)->rx_head, 0);
	s.segment.holders[9] = 0;
	expect("\n", LISTED("1") "\n");
}

Test(jsonrpc, request_that_killed_workers_is_not_run_again)
{
	s.row->attempts = 1;
	expect(LIST("1"), LISTED("1") "\n");
	cr_assert_eq(s.row->attempts, 0);
	s.row->attempts = 2;
	cr_assert_not_null(strstr(station_ask(&s, LIST("2") LIST("3")),
	    "\"code\":-1050"));
	cr_assert_not_null(strstr(s.heard, LISTED("3")), "the next one is");
	cr_assert_eq(s.worker.board->counter[COUNT_poisoned], 1);
	s.segment.head->degraded = 1;
	s.row->attempts = 1;
	cr_assert_not_null(strstr(station_ask(&s, LIST("4")),
	    "\"code\":-1050"));
}

Test(jsonrpc, nothing_is_running_between_requests)
{
	expect(LIST("1"), LISTED("1") "\n");
	cr_assert_eq(s.worker.row->executing.conn, 0);
	cr_assert_eq(s.worker.row->executing.method, METHOD_list_projects);
	cr_assert_eq(s.worker.row->executing.offset, 0);
	expect(LIST("2"), LISTED("2") "\n");
	cr_assert_eq(s.worker.row->executing.offset, strlen(LIST("1")));
}

/* The next owner knows the row alone. */
Test(jsonrpc, half_a_batch_is_finished_by_the_next_owner)
{
	struct conn_cut cut = { .batch = 1 + (uint32_t)strlen(LIST("1,")),
	    .flags = CUT_ANSWERED };
	const char *first = "[" LISTED("1");
	const char *text = "[" LIST("1") "," LIST("2") "]";

	s.row->tx_ring = rings_take(&s.worker.rings, 1);
	memcpy(rings_at(&s.worker.rings, s.row->tx_ring, 0), first,
	    strlen(first));
	cut.tx_tail = strlen(first);
	conn_commit(s.row, &cut);
	expect(text, "[" LISTED("1") "," LISTED("2") "]\n");
	cr_assert_eq(conn_cut(s.row)->rx_head, strlen(text));
}
