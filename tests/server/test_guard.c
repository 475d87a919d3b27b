/*
 * Who may ask over HTTP: hosts, origins, the token; and what a browser is
 * told of it.
 */
#include <sys/stat.h>
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/server/pair.h"
#include "tests/server/web.h"

TestSuite(guard_door, .fini = harness_fini);

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))
#define PING	"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}"
#define TOKEN	"0123456789abcdef-._~+/="
#define BEARER	"Authorization: Bearer " TOKEN "\r\n"
#define PAGE	"Origin: http://localhost:3000\r\n"

/* The status of a ping with these headers. */
static int
ask_from(const char *host, const char *origin)
{
	char text[512];

	snprintf(text, sizeof text, "POST /mcp HTTP/1.1\r\nHost: %s\r\n"
	    "%s%s%s" WEB_TYPE "Content-Length: %zu\r\n\r\n" PING, host,
	    origin != NULL ? "Origin: " : "", origin != NULL ? origin : "",
	    origin != NULL ? "\r\n" : "", sizeof PING - 1);
	return web_ask(&c, text)->status;
}

Test(guard_door, hosts_are_names_of_this_machine_or_listed)
{
	static const struct {
		const char *host;
		int status;
	} rows[] = {
		{ "localhost", 200 }, { "LocalHost:7531", 200 },
		{ "localhost.", 200 }, { "localhost.:1", 200 },
		{ "127.0.0.1", 200 }, { "127.0.0.1:80", 200 },
		{ "[::1]", 200 }, { "[::1]:7531", 200 },
		{ "voxels.example.org", 200 }, { "VOXELS.example.org.", 200 },
		{ "other.example.org:81", 200 },
		{ "other.example.org", 421 }, { "evil.example.com", 421 },
		{ "localhost.evil.com", 421 }, { "xlocalhost", 421 },
		{ "local", 421 }, { "[::2]", 421 },
	};
	size_t i;

	s = server_start("workers=1 "
	    "http_hosts=voxels.example.org,other.example.org:81");
	c = client_open(&s, DOOR_TCP);
	for (i = 0; i < COUNT(rows); i++)
		cr_expect_eq(ask_from(rows[i].host, NULL), rows[i].status,
		    "%s is not %d", rows[i].host, rows[i].status);
	client_close(&c);
	c = client_open(&s, DOOR_UNIX);
	cr_expect_eq(ask_from("evil.example.com", NULL), 200);
	end();
}

Test(guard_door, origins_are_of_this_machine_or_listed)
{
	static const struct {
		const char *origin;
		int status;
	} rows[] = {
		{ "http://localhost", 200 }, { "http://localhost:3000", 200 },
		{ "https://LOCALHOST:1", 200 }, { "http://[::1]:3000", 200 },
		{ "http://127.0.0.1.", 200 },
		{ "https://editor.example.org", 200 },
		{ "https://editor.example.org:8443", 403 },
		{ "http://editor.example.org", 403 },
		{ "http://evil.example.com", 403 }, { "null", 403 },
		{ "localhost", 403 }, { "http://", 403 },
		{ "http://[::1].evil.com", 403 },
		{ "http://localhost:80@evil.com", 403 },
		{ "http://localhost.evil.com", 403 },
	};
	size_t i;

	s = server_start("workers=1 "
	    "http_origins=https://editor.example.org");
	c = client_open(&s, DOOR_TCP);
	for (i = 0; i < COUNT(rows); i++)
		cr_expect_eq(ask_from("localhost", rows[i].origin),
		    rows[i].status, "%s is not %d", rows[i].origin,
		    rows[i].status);
	client_close(&c);
	/* What comes through a Unix socket may come from a page, too. */
	c = client_open(&s, DOOR_UNIX);
	cr_expect_eq(ask_from("localhost", "http://evil.example.com"), 403);
	end();
}

Test(guard_door, preflight_of_an_allowed_page_is_answered)
{
	const struct web_reply *r;
	const char *text;

	s = server_start("workers=1");
	c = client_open(&s, DOOR_TCP);
	r = web_ask(&c, "OPTIONS /mcp HTTP/1.1\r\n" WEB_HOST PAGE
	    "Access-Control-Request-Method: POST\r\n\r\n");
	web_expect(r, 204);
	cr_expect_str_eq(web_header(r, "Access-Control-Allow-Origin"),
	    "http://localhost:3000");
	cr_expect_str_eq(web_header(r, "Access-Control-Expose-Headers"),
	    "Mcp-Session-Id");
	cr_expect_str_eq(web_header(r, "Vary"), "Origin");
	text = web_header(r, "Access-Control-Allow-Methods");
	cr_expect(strstr(text, "POST") && strstr(text, "DELETE"));
	text = web_header(r, "Access-Control-Allow-Headers");
	cr_expect(strstr(text, "Mcp-Session-Id") &&
	    strstr(text, "Mcp-Protocol-Version") &&
	    strstr(text, "Mcp-Method") && strstr(text, "Mcp-Name") &&
	    strstr(text, "Authorization") && strstr(text, "Content-Type"));
	r = web_ask(&c, "OPTIONS /mcp HTTP/1.1\r\n" WEB_HOST
	    "Origin: http://evil.example.com\r\n\r\n");
	web_expect(r, 403);
	cr_expect_null(web_header(r, "Access-Control-Allow-Origin"));
	end();
}

Test(guard_door, allowed_page_may_read_every_reply)
{
	const struct web_reply *r;

	s = server_start("workers=1");
	c = client_open(&s, DOOR_TCP);
	r = web_call(&c, PAGE, PING);
	web_expect(r, 200);
	expect(r->body, "id", "1");
	cr_expect_str_eq(web_header(r, "Access-Control-Allow-Origin"),
	    "http://localhost:3000");
	r = web_call(&c, PAGE, "{");
	web_expect(r, 400);
	cr_expect_not_null(web_header(r, "Access-Control-Allow-Origin"));
	r = web_call(&c, "", PING);
	cr_expect_null(web_header(r, "Access-Control-Allow-Origin"));
	end();
}

static void
write_token(const char *text, mode_t mode)
{
	const char *path = in_dir(&s, "token");
	FILE *f = fopen(path, "we");

	cr_assert_not_null(f);
	fputs(text, f);
	fclose(f);
	chmod(path, mode);
}

static void
begin_with_token(const char *text, mode_t mode)
{
	char setting[512];

	s = server_prepare("workers=1");
	write_token(text, mode);
	snprintf(setting, sizeof setting, "workers 1\nhttp_token_file %s\n",
	    in_dir(&s, "token"));
	server_settings(&s, setting);
	server_spawn(&s, NULL);
}

Test(guard_door, tcp_client_must_bring_the_token)
{
	static const char *const wrong[] = { "",
		"Authorization: Bearer\r\n", "Authorization: " TOKEN "\r\n",
		"Authorization: Basic " TOKEN "\r\n",
		"Authorization: Bearer " TOKEN "=\r\n",
		"Authorization: Bearer 0123456789abcdef-._~+/\r\n",
		"Authorization: Bearer 1123456789abcdef-._~+/=\r\n",
	};
	const struct web_reply *r;
	size_t i;

	begin_with_token(TOKEN "\nmore\n", 0640);
	server_await(&s);
	c = client_open(&s, DOOR_TCP);
	for (i = 0; i < COUNT(wrong); i++) {
		r = web_call(&c, wrong[i], PING);
		cr_expect_eq(r->status, 401, "%d: %s", r->status, wrong[i]);
		cr_expect_eq(strncmp(web_header(r, "WWW-Authenticate"),
		    "Bearer", 6), 0);
	}
	web_expect(web_call(&c, BEARER, PING), 200);
	web_expect(web_call(&c, "authorization: bearer  " TOKEN "\r\n", PING),
	    200);
	r = web_call(&c, PAGE, PING);
	web_expect(r, 401);
	cr_expect_not_null(web_header(r, "Access-Control-Allow-Origin"));
	web_expect(web_ask(&c, "OPTIONS /mcp HTTP/1.1\r\n" WEB_HOST PAGE
	    "\r\n"), 204);
	client_close(&c);
	c = client_open(&s, DOOR_UNIX);
	web_expect(web_call(&c, "", PING), 200);
	end();
}

Test(guard_door, token_is_read_anew_by_a_reload_and_told_to_nobody)
{
	begin_with_token(TOKEN, 0600);
	server_await(&s);
	c = client_open(&s, DOOR_TCP);
	web_expect(web_call(&c, BEARER, PING), 200);
	write_token("another-token-of-ours\n", 0600);
	web_expect(web_call(&c, BEARER, PING), 200);
	reload(&s);
	web_expect(web_call(&c, BEARER, PING), 401);
	web_expect(web_call(&c, "Authorization: Bearer "
	    "another-token-of-ours\r\n", PING), 200);
	cr_expect_not_null(strstr(stats(&s, "show config"), "/token"));
	cr_expect_null(strstr(stats(&s, "show config"), "another-token"));
	write_token("short\n", 0600);
	server_signal(&s, 1);
	await_log(&s, "16 characters");
	web_expect(web_call(&c, "Authorization: Bearer "
	    "another-token-of-ours\r\n", PING), 200);
	cr_expect_null(strstr(server_file(&s, s.log), "another-token"));
	end();
}

Test(guard_door, token_that_others_could_know_is_refused)
{
	static const struct {
		const char *text, *words;
		mode_t mode;
	} rows[] = {
		{ TOKEN, "others may read", 0644 },
		{ TOKEN, "group may write", 0660 },
		{ "", "empty", 0600 },
		{ "123456789012345\n", "16 characters", 0600 },
		{ "1234567890123456 7890\n", "a token is", 0600 },
	};
	size_t i;

	for (i = 0; i < COUNT(rows); i++) {
		begin_with_token(rows[i].text, rows[i].mode);
		cr_expect_neq(server_exit(&s, PATIENCE_MS), 0);
		cr_expect_not_null(strstr(server_file(&s, s.errors),
		    rows[i].words), "%s", server_file(&s, s.errors));
		server_forget(&s);
	}
}
