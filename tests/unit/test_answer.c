/*
 * test_answer - the words of a reply, and what it makes real
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/station.h"
#include "worker/answer.h"

static struct station s;
static struct json_out out;
static struct call call;
static struct plan plan;

static void
start(void)
{
	station_open(&s, TRANSPORT_UNIX);
	call.method = &methods[METHOD_ping];
	plan.id = "\"i\\u0064\"";
	plan.id_len = 9;
}

static void
finish(void)
{
	station_close(&s);
}

TestSuite(answer, .init = start, .fini = finish, .timeout = 30);

/* What is committed and not sent. */
static const char *
written(void)
{
	size_t len = conn_cut(s.row)->tx_tail - s.row->tx_head;

	cr_assert_lt(len, STATION_HEARD);
	if (len > 0)
		memcpy(s.heard, rings_at(&s.worker.rings, s.row->tx_ring,
		    s.row->tx_head), len);
	s.heard[len] = '\0';
	return s.heard;
}

static void
forget_written(void)
{
	s.row->tx_head = conn_cut(s.row)->tx_tail;
}

static enum err
end(enum err err)
{
	plan.next.tx_tail = conn_cut(s.row)->tx_tail;
	return answer_end(&s.conn, &plan, &call, err);
}

static void
begin_text(size_t len)
{
	answer_begin(&s.conn, &out, &plan);
	json_put_array(&out);
	buf_room(&s.worker.reply, len);
	while (len-- > 0 && !s.worker.reply.failed)
		buf_add_u8(&s.worker.reply, ' ');
	json_put_array_end(&out);
}

static void
expect_failure(enum err err, const char *why, const char *reply)
{
	forget_written();
	snprintf(call.why, sizeof call.why, "%s", why);
	answer_begin(&s.conn, &out, &plan);
	cr_assert_eq(end(err), OK);
	cr_assert_str_eq(written(), reply, "%s", written());
}

Test(answer, result_comes_with_the_id_as_it_stands)
{
	answer_begin(&s.conn, &out, &plan);
	json_put_int(&out, 7);
	cr_assert_eq(end(OK), OK);
	cr_assert_str_eq(written(),
	    "{\"jsonrpc\":\"2.0\",\"result\":7,\"id\":\"i\\u0064\"}\n");
}

Test(answer, failure_has_code_words_and_id)
{
	expect_failure(ERR_PARAMS, "x is no number",
	    "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32602,\"message\":"
	    "\"x is no number\"},\"id\":\"i\\u0064\"}\n");
}

Test(answer, failure_without_words_says_its_sentence)
{
	char reply[300];
	int err;

	for (err = OK + 3; err < ERR_COUNT; err++) {
		snprintf(reply, sizeof reply, "{\"jsonrpc\":\"2.0\",\"error\":"
		    "{\"code\":%d,\"message\":\"%s\"},\"id\":\"i\\u0064\"}\n",
		    err_row((enum err)err)->number,
		    err_row((enum err)err)->text);
		expect_failure((enum err)err, "", reply);
	}
}

Test(answer, old_method_fails_with_its_old_words_and_the_reason)
{
	call.method = &methods[METHOD_add_voxel];
	expect_failure(ERR_BOUNDS, "x is out of bounds",
	    "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-1004,\"message\":"
	    "\"Failed to add voxel: error code -1\",\"data\":{\"reason\":"
	    "\"x is out of bounds\"}},\"id\":\"i\\u0064\"}\n");
}

Test(answer, old_words_name_their_subject)
{
	call.method = &methods[METHOD_load_project];
	call.subject = "/a/\"b\"";
	expect_failure(ERR_NO_FILE, "gone",
	    "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-1002,\"message\":"
	    "\"Failed to load project '/a/\\\"b\\\"': error code -1\","
	    "\"data\":{\"reason\":\"gone\"}},\"id\":\"i\\u0064\"}\n");
	call.subject = NULL;
	expect_failure(ERR_NO_FILE, "gone",
	    "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-1002,\"message\":"
	    "\"Failed to load project '': error code -1\","
	    "\"data\":{\"reason\":\"gone\"}},\"id\":\"i\\u0064\"}\n");
}

Test(answer, subject_of_its_bound_is_not_cut)
{
	char path[BOUND_PATH], words[BOUND_PATH + 100];

	memset(path, 'p', sizeof path - 1);
	path[sizeof path - 1] = '\0';
	call.method = &methods[METHOD_load_project];
	call.subject = path;
	answer_begin(&s.conn, &out, &plan);
	end(ERR_NO_FILE);
	snprintf(words, sizeof words,
	    "\"Failed to load project '%s': error code -1\"", path);
	cr_assert_not_null(strstr(written(), words));
}

Test(answer, what_every_method_may_fail_with_keeps_its_own_code)
{
	static const enum err common[] = { ERR_PARAMS, ERR_REQUEST,
	    ERR_METHOD, ERR_STALE, ERR_CRASHED, ERR_BUSY, ERR_INTERNAL };
	char code[32];
	size_t i;

	call.method = &methods[METHOD_load_project];
	for (i = 0; i < sizeof common / sizeof common[0]; i++) {
		forget_written();
		answer_begin(&s.conn, &out, &plan);
		end(common[i]);
		snprintf(code, sizeof code, "\"code\":%d,",
		    err_row(common[i])->number);
		cr_assert_not_null(strstr(written(), code), "%s", written());
		cr_assert_null(strstr(written(), "data"), "%s", written());
	}
}

Test(answer, fault_of_what_never_was_a_call_has_no_id)
{
	plan = (struct plan){ .next = *conn_cut(s.row) };
	answer_fault(&s.conn, &plan, ERR_PARSE, "odd");
	cr_assert_str_eq(written(), "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":"
	    "-32700,\"message\":\"odd\"},\"id\":null}\n");
	forget_written();
	plan.next.tx_tail = s.row->tx_head;
	answer_fault(&s.conn, &plan, ERR_PARSE, NULL);
	cr_assert_not_null(strstr(written(), "this is not JSON"));
}

Test(answer, commit_makes_the_plans_cut_real)
{
	plan.next = (struct conn_cut){ .rx_head = 55,
	    .flags = CUT_SKIPPING };
	s.row->attempts = 1;
	answer_begin(&s.conn, &out, &plan);
	json_put_null(&out);
	end(OK);
	cr_assert_eq(conn_cut(s.row)->rx_head, 55);
	cr_assert_eq(conn_cut(s.row)->flags, CUT_SKIPPING);
	cr_assert_eq(conn_cut(s.row)->tx_tail, strlen(written()));
	cr_assert_eq(s.row->attempts, 0, "this one did not kill anybody");
	cr_assert_eq(s.row->requests, 1);
}

Test(answer, notification_is_committed_in_silence)
{
	plan = (struct plan){ .next = { .rx_head = 9 }, .silent = true };
	answer_begin(&s.conn, &out, &plan);
	json_put_int(&out, 7);
	cr_assert_eq(end(OK), OK);
	cr_assert_eq(end(ERR_PARAMS), OK);
	cr_assert_eq(conn_cut(s.row)->rx_head, 9);
	cr_assert_eq(conn_cut(s.row)->tx_tail, 0);
	cr_assert_eq(s.row->tx_ring, 0);
}

/* Elements from the lowest bit on; 1: answered, 0: a notification. */
static void
run_batch(unsigned answered, uint32_t count)
{
	char reply[400] = "";
	uint32_t i, said = 0;

	plan = (struct plan){ .next = { .tx_tail = s.row->tx_head },
	    .element = true, .id = "1", .id_len = 1 };
	plan.next.tx_hold = plan.next.tx_tail;
	plan.next.batch = 1;
	conn_commit(s.row, &plan.next);
	for (i = 0; i < count; i++) {
		plan.next = *conn_cut(s.row);
		plan.next.batch = i + 2;
		plan.silent = !(answered >> i & 1);
		plan.last = i == count - 1;
		answer_begin(&s.conn, &out, &plan);
		json_put_int(&out, i);
		cr_assert_eq(end(i == 2 ? ERR_EMPTY : OK), OK);
		cr_assert_eq(conn_cut(s.row)->batch, plan.last ? 0 : i + 2);
		if (plan.silent)
			continue;
		snprintf(reply + strlen(reply), 200, i == 2 ? "%c{\"jsonrpc\":"
		    "\"2.0\",\"error\":{\"code\":-1043,\"message\":\"there is "
		    "nothing here\"},\"id\":1}" : "%c{\"jsonrpc\":\"2.0\","
		    "\"result\":%u,\"id\":1}", said++ ? ',' : '[', i);
	}
	strcat(reply, said ? "]\n" : "");
	cr_assert_str_eq(written(), reply, "%s", written());
	cr_assert_eq(conn_cut(s.row)->flags, 0);
	forget_written();
}

Test(answer, batch_has_its_brackets_and_commas_whoever_is_silent)
{
	unsigned answered;
	uint32_t count;

	for (count = 1; count <= 4; count++)
		for (answered = 0; answered < 1u << count; answered++)
			run_batch(answered, count);
}

Test(answer, reply_as_large_as_the_limit_passes_and_one_byte_more_does_not)
{
	size_t head = strlen("{\"jsonrpc\":\"2.0\",\"result\":[],\"id\":"
	    "\"i\\u0064\"}\n"), len;

	/* The last byte is for a batch's bracket. */
	s.worker.reply.limit = 1001;
	begin_text(1000 - head);
	cr_assert_eq(end(OK), OK);
	cr_assert_eq(strlen(written()), 1000);
	cr_assert_str_eq(written() + 1000 - 3, "\"}\n");
	/* Up to where the result alone does not fit any more. */
	for (len = 1001; len < 1000 + head; len++) {
		forget_written();
		begin_text(len - head);
		cr_assert_eq(end(OK), OK);
		cr_assert_eq(strncmp(written(), "{\"jsonrpc\":\"2.0\","
		    "\"error\":{\"code\":-1038,", 39), 0, "%zu: %s", len,
		    written());
		cr_assert_str_eq(written() + strlen(written()) - 17,
		    ",\"id\":\"i\\u0064\"}\n");
	}
}

Test(answer, large_reply_without_a_ring_becomes_a_small_failure)
{
	station_starve(&s, 1);
	begin_text(20000);
	cr_assert_eq(end(OK), OK);
	cr_assert_not_null(strstr(written(), "\"code\":-1042"), "%s",
	    written());
}

Test(answer, nothing_is_real_where_not_even_a_failure_fits)
{
	struct conn_cut before = *conn_cut(s.row);

	station_starve(&s, 0);
	plan.next.rx_head = 77;
	answer_begin(&s.conn, &out, &plan);
	json_put_int(&out, 7);
	cr_assert_eq(end(OK), ERR_IO);
	cr_assert_eq(memcmp(conn_cut(s.row), &before, sizeof before), 0);
	cr_assert_eq(s.row->requests, 0);
}

Test(answer, requests_and_errors_are_counted)
{
	const struct board_row *b = s.worker.board;

	answer_begin(&s.conn, &out, &plan);
	json_put_int(&out, 7);
	end(OK);
	cr_assert(b->counter[COUNT_requests] == 1 &&
	    b->counter[COUNT_errors] == 0);
	end(ERR_BUSY);
	cr_assert(b->counter[COUNT_requests] == 2 &&
	    b->counter[COUNT_errors] == 1 && b->error[ERR_BUSY] == 1);
}
