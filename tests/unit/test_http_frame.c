#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "worker/http_frame.h"

static char head[HTTP_LEAD + 1];

static const char *
fill(const struct http_frame *f, const char *origin, size_t len)
{
	struct slice from = { origin, origin == NULL ? 0 : strlen(origin) };
	size_t lead = http_lead(f, from);

	memset(head, '#', sizeof head);
	http_fill(head, lead, f, from, len);
	cr_assert_eq(head[lead], '#', "it is longer than it said");
	head[lead] = '\0';
	cr_assert_str_eq(head + lead - 4, "\r\n\r\n");
	return head;
}

static size_t
length(void)
{
	return strtoul(strstr(head, "Content-Length:") + 15, NULL, 10);
}

Test(http_frame, every_length_has_the_room_that_was_left_for_it)
{
	static const size_t lengths[] = { 0, 1, 9, 10, 999999999, 134217728 };
	struct http_frame frames[] = { { .status = 200 },
		{ .status = 200, .close = true },
		{ .status = 200, .session = "abc" },
		{ .status = 400, .more = "X-A: b\r\n" } };
	size_t i, k;

	for (i = 0; i < sizeof frames / sizeof frames[0]; i++)
		for (k = 0; k < sizeof lengths / sizeof lengths[0]; k++) {
			fill(&frames[i], k % 2 ? "http://a" : NULL,
			    lengths[k]);
			cr_assert_eq(length(), lengths[k], "%s", head);
		}
}

Test(http_frame, head_says_what_its_frame_says)
{
	struct http_frame f = { .status = 405, .close = true, .empty = true,
	    .session = "id", .more = "Allow: POST\r\n" };

	fill(&f, "http://a", 0);
	cr_assert_eq(strncmp(head, "HTTP/1.1 405 Method Not Allowed\r\n", 33),
	    0);
	cr_assert_not_null(strstr(head, "\r\nConnection: close\r\n"));
	cr_assert_not_null(strstr(head, "\r\nMcp-Session-Id: id\r\n"));
	cr_assert_not_null(strstr(head, "\r\nAllow: POST\r\n"));
	cr_assert_not_null(strstr(head,
	    "\r\nAccess-Control-Allow-Origin: http://a\r\n"));
	cr_assert_null(strstr(head, "Content-Type"));
}

Test(http_frame, reply_without_content_has_no_length)
{
	struct http_frame f = { .status = 204, .empty = true };

	cr_assert_null(strstr(fill(&f, NULL, 0), "Content-Length"));
}

Test(http_frame, head_of_a_batch_fills_its_room_with_the_longest_origin)
{
	struct http_frame f = { .status = 200, .close = true };
	struct slice from = { .len = HTTP_ORIGIN_MAX };
	char origin[HTTP_ORIGIN_MAX];

	memset(origin, 'a', sizeof origin);
	from.at = origin;
	cr_assert_leq(http_lead(&f, from), HTTP_BATCH_LEAD);
	http_fill(head, HTTP_BATCH_LEAD, &f, from, 1234567);
	cr_assert_eq(memcmp(head + HTTP_BATCH_LEAD - 11, "1234567\r\n\r\n",
	    11), 0);
	cr_assert_eq(length(), 1234567);
}

Test(http_frame, longest_head_has_room)
{
	static char session[100], origin[HTTP_ORIGIN_MAX + 1];
	struct http_frame f = { .status = 431, .session = session };

	memset(session, 's', sizeof session - 1);
	memset(origin, 'o', sizeof origin - 1);
	fill(&f, origin, 134217728);
	cr_assert_eq(length(), 134217728);
}

Test(http_frame, event_is_a_chunk_of_the_size_it_says)
{
	struct buf out;
	char *end;

	buf_init(&out, 1 << 20);
	http_put_event(&out, "{\"a\":1}", 7);
	buf_add(&out, "", 1);
	cr_assert_eq(strtoul(out.bytes, &end, 16), 15);
	cr_assert_str_eq(end, "\r\ndata: {\"a\":1}\n\n\r\n");
	buf_fini(&out);
}
