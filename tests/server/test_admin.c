/*
 * The admin listener: who is answered, and what.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/server/harness.h"

TestSuite(admin, .fini = harness_fini);

static struct server s;
static struct client c;

/* A client of the admin socket instead. */
static struct client
visit(void)
{
	struct server other = s;

	snprintf(other.socket, sizeof other.socket, "%s",
	    in_dir(&s, "sock.admin"));
	return client_open(&other, DOOR_UNIX);
}

static void
begin(void)
{
	s = server_start("workers=2");
	c = visit();
}

static void
end(void)
{
	client_close(&c);
	server_stop(&s);
}

/* Ask with headers, each with its line's end; the whole reply. */
static const char *
ask(const char *method, const char *path, const char *headers)
{
	static char request[500], reply[1 << 20];
	const char *line;
	size_t at = 0, len, size = 0;

	snprintf(request, sizeof request, "%s %s HTTP/1.1\r\n"
	    "Host: localhost\r\n%s\r\n", method, path, headers);
	client_say(&c, request);
	do {
		line = client_line_size(&c, &len);
		memcpy(reply + at, line, len);
		reply[at + len] = '\n';
		at += len + 1;
		sscanf(line, "Content-Length: %zu", &size);
	} while (len > 1);
	if (strcmp(method, "HEAD") != 0)
		memcpy(reply + at, client_take(&c, size), size);
	else
		size = 0;
	reply[at + size] = '\0';
	return reply;
}

static void
answers(const char *reply, const char *status)
{
	cr_assert_eq(strncmp(reply + 9, status, 3), 0, "not %s but %.300s",
	    status, reply);
}

Test(admin, a_running_server_is_healthy)
{
	begin();
	answers(ask("GET", "/healthz", ""), "200");
	expect_text(ask("GET", "/healthz", ""), "\r\n\r\nok\n");
	expect_text(ask("GET", "/healthz", ""), "Cache-Control: no-store\r\n");
	end();
}

Test(admin, head_has_no_body_and_the_connection_goes_on)
{
	begin();
	expect_text(ask("HEAD", "/healthz", ""), "Content-Length:          3");
	answers(ask("GET", "/healthz", ""), "200");
	end();
}

Test(admin, other_pages_and_methods_are_refused)
{
	begin();
	answers(ask("GET", "/mcp", ""), "404");
	answers(ask("DELETE", "/healthz", ""), "405");
	answers(ask("GET", "/healthz", "Origin: http://evil.example\r\n"),
	    "403");
	end();
}

Test(admin, only_http_is_spoken)
{
	begin();
	client_say(&c, "{\"jsonrpc\":\"2.0\",\"id\":1,"
	    "\"method\":\"ping\"}\n");
	client_ends(&c);
	end();
}

Test(admin, other_listeners_have_no_such_page)
{
	s = server_start("workers=1");
	c = client_open(&s, DOOR_UNIX);
	answers(ask("GET", "/healthz", ""), "404");
	end();
}

Test(admin, pages_are_served_through_accept_reuseport_and_reload)
{
	s = server_start("workers=2 accept=reuseport");
	c = visit();
	answers(ask("GET", "/healthz", ""), "200");
	reload(&s);
	answers(ask("GET", "/healthz", ""), "200");
	end();
}
