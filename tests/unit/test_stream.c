#include <criterion/criterion.h>
#include <string.h>

#include "mem.h"
#include "tests/unit/station.h"
#include "worker/stream.h"
#include "worker/wire.h"

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

TestSuite(stream, .init = start, .fini = finish, .timeout = 60);

static const char *
send_piece(const char *json)
{
	cr_assert_eq(stream_send(&s.conn, json, strlen(json)), OK);
	wire_write(&s.conn, conn_cut(s.row)->tx_tail);
	return station_hear(&s);
}

Test(stream, pieces_are_counted_where_another_worker_finds_them)
{
	uint64_t head = conn_cut(s.row)->rx_head;

	cr_assert_not(stream_is_open(&s.conn));
	cr_assert_eq(stream_step(&s.conn), 0);
	send_piece("{}");
	send_piece("");
	cr_assert(stream_is_open(&s.conn));
	cr_assert_eq(stream_step(&s.conn), 2);
	cr_assert_eq(conn_cut(s.row)->rx_head, head);
}

Test(stream, pieces_are_lines_of_a_stream)
{
	cr_assert_str_eq(send_piece("{\"a\":1}"), "{\"a\":1}\n");
	cr_assert_str_eq(send_piece(""), "");
	cr_assert_str_eq(send_piece("{}"), "{}\n");
}

Test(stream, pieces_are_events_over_http_behind_one_head)
{
	const char *end;

	s.row->door = DOOR_HTTP;
	send_piece("{\"a\":1}");
	cr_assert_eq(strncmp(s.heard, "HTTP/1.1 200 OK\r\n", 17), 0);
	cr_assert_not_null(strstr(s.heard,
	    "\r\nContent-Type: text/event-stream\r\n"));
	end = strstr(s.heard, "\r\n\r\n");
	cr_assert_str_eq(end + 4, "0000000f\r\ndata: {\"a\":1}\n\n\r\n");
	cr_assert_str_eq(send_piece("{}"), "0000000a\r\ndata: {}\n\n\r\n");
}

static bool
look(struct conn *c, void *what)
{
	(void)c, (void)what;
	return false;
}

Test(stream, wait_is_forgotten_with_its_connection)
{
	s.worker.base = event_base_new();
	cr_assert_eq(stream_sleep(&s.conn, 1000), WAIT);
	cr_assert_eq(s.conn.wait, CONN_WAITS_EVENT);
	cr_assert_eq(s.worker.lists.streams, s.conn.stream);
	stream_forget(&s.conn);
	cr_assert_null(s.worker.lists.streams);
	cr_assert_null(s.conn.stream);
	cr_assert_eq(stream_watch(&s.conn, look, xmalloc(8)), WAIT);
	stream_forget(&s.conn);
	stream_forget(&s.conn);
	cr_assert_null(s.worker.lists.streams);
	event_free(s.worker.lists.look);
	event_base_free(s.worker.base);
}
