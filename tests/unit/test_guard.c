#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/station.h"
#include "text.h"
#include "worker/guard.h"
#include "worker/http_frame.h"

#define TOKEN	"0123456789abcdef"

static struct station s;

static void
start(void)
{
	station_open(&s, TRANSPORT_TCP);
}

static void
finish(void)
{
	station_close(&s);
}

TestSuite(guard, .init = start, .fini = finish);

/* The status of a request of these headers; what its Origin may read. */
static int
check(const char *begin, const char *headers, bool *shows)
{
	struct http_reader reader = { 0 };
	struct http_head head;
	const char *why;
	char text[1024];
	size_t len;
	int status;

	len = (size_t)snprintf(text, sizeof text, "%s /mcp HTTP/1.1\r\n%s\r\n",
	    begin, headers);
	cr_assert_eq(http_read_head(&reader, text, len, &head), OK);
	status = guard_check(&s.conn, &head, text, &why);
	*shows = guard_shows(&s.conn, &head, text);
	cr_assert(status == 0 || why[0] != '\0');
	return status;
}

static int
post(const char *headers)
{
	bool shows;

	return check("POST", headers, &shows);
}

static void
set_token(const char *text)
{
	char token[BEARER_MAX] = "";

	text_copy(token, sizeof token, text);
	bearer_set(&s.segment.agents->token, token);
}

Test(guard, host_is_one_of_this_machine)
{
	text_copy(s.config.http_hosts, CONFIG_TEXT, "a.org, b.org:81");
	cr_expect_eq(post("Host: localhost:1\r\n"), 0);
	cr_expect_eq(post("Host: LOCALHOST.\r\n"), 0);
	cr_expect_eq(post("Host: [::1]:1\r\n"), 0);
	cr_expect_eq(post("Host: a.org:7\r\n"), 0);
	cr_expect_eq(post("Host: b.org:81\r\n"), 0);
	cr_expect_eq(post("Host: b.org\r\n"), 421);
	cr_expect_eq(post("Host: b.org:8\r\n"), 421);
	cr_expect_eq(post("Host: a.org.b\r\n"), 421);
	cr_expect_eq(post("Host: org\r\n"), 421);
	s.row->transport = TRANSPORT_UNIX;
	cr_expect_eq(post("Host: b.org\r\n"), 0);
}

Test(guard, longest_origin_is_allowed_and_none_beyond)
{
	char line[512], origin[HTTP_ORIGIN_MAX + 2] = "http://localhost:";
	size_t used = strlen(origin);
	bool shows;

	memset(origin + used, '1', HTTP_ORIGIN_MAX - used);
	snprintf(line, sizeof line, "Host: localhost\r\nOrigin: %s\r\n",
	    origin);
	cr_expect_eq(check("POST", line, &shows), 0);
	cr_expect(shows);
	snprintf(line, sizeof line, "Host: localhost\r\nOrigin: %s1\r\n",
	    origin);
	cr_expect_eq(check("POST", line, &shows), 403);
	cr_expect_not(shows);
}

Test(guard, token_is_wanted_over_tcp_when_there_is_one)
{
	bool shows;

	cr_expect_eq(post("Host: localhost\r\n"), 0);
	set_token(TOKEN);
	cr_expect_eq(post("Host: localhost\r\n"), 401);
	cr_expect_eq(post("Host: localhost\r\nAuthorization: Bearer " TOKEN
	    "\r\n"), 0);
	cr_expect_eq(post("Host: localhost\r\nAuthorization: bEARER  " TOKEN
	    "\r\n"), 0);
	cr_expect_eq(post("Host: localhost\r\nAuthorization: Bearer" TOKEN
	    "\r\n"), 401);
	cr_expect_eq(post("Host: localhost\r\nAuthorization: Bearer " TOKEN
	    "x\r\n"), 401);
	cr_expect_eq(post("Host: localhost\r\nAuthorization:\r\n"), 401);
	cr_expect_eq(check("OPTIONS", "Host: localhost\r\n", &shows), 0);
	cr_expect_eq(post("Host: evil\r\nAuthorization: Bearer " TOKEN
	    "\r\n"), 421);
	s.row->transport = TRANSPORT_UNIX;
	cr_expect_eq(post("Host: localhost\r\n"), 0);
}
