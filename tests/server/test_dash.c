/*
 * The dashboard's three addresses; the page itself is driven in a browser by
 * tests/ops/dash.mjs.
 */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "tests/server/pair.h"
#include "tests/server/web.h"

TestSuite(dash, .fini = harness_fini);

static void
begin(const char *settings)
{
	struct server admin;

	s = server_start("%s", settings);
	admin = s;
	snprintf(admin.socket, sizeof admin.socket, "%s",
	    in_dir(&s, "sock.admin"));
	c = client_open(&admin, DOOR_UNIX);
}

static const struct web_reply *
get(const char *path)
{
	char request[200];
	const struct web_reply *r;

	snprintf(request, sizeof request, "GET %s HTTP/1.1\r\n" WEB_HOST
	    "\r\n", path);
	r = web_ask(&c, request);
	web_expect(r, 200);
	return r;
}

/* Some note has more than 0 of it. */
static bool
was_noted(const void *vital)
{
	const char *at;
	char key[64];

	snprintf(key, sizeof key, "\"%s\":[", (const char *)vital);
	at = strstr(get("/dash/history")->body, key);
	cr_assert_not_null(at);
	at += strlen(key);
	return strpbrk(at, "123456789]") != NULL &&
	    *strpbrk(at, "123456789]") != ']';
}

Test(dash, page_allows_its_own_script_alone)
{
	const struct web_reply *r;
	const char *policy;

	begin("workers=1");
	r = get("/dash/");
	policy = web_header(r, "Content-Security-Policy");
	cr_assert_not_null(policy);
	expect_text(policy, "default-src 'none'; script-src 'sha256-");
	cr_assert_null(strstr(policy, "unsafe"));
	cr_assert_lt(r->len, 100000);
	expect_text(r->body, "</html>");
	end();
}

Test(dash, history_has_what_was_asked)
{
	struct client other;

	begin("workers=2");
	other = client_open(&s, DOOR_UNIX);
	call(&other, "goxel.create_project", "[\"castle\"]");
	call(&other, "goxel.get_voxel", "[\"none\"]");
	cr_assert(soon(was_noted, "requests", PATIENCE_MS));
	cr_assert(soon(was_noted, "errors", PATIENCE_MS));
	cr_assert(soon(was_noted, "connections", PATIENCE_MS));
	cr_assert_eq(number_beside(get("/dash/history")->body, "name",
	    "goxel.create_project", "calls"), 1);
	client_close(&other);
	end();
}

Test(dash, history_outlives_deaths_reloads_and_upgrades)
{
	pid_t pids[WORKERS_MAX];
	double first;

	begin("workers=2");
	cr_assert(soon(was_noted, "workers", PATIENCE_MS));
	first = number_at(get("/dash/history")->body, "when.0");
	worker_pids(&s, pids);
	kill_worker(&s, pids[1]);
	cr_assert(soon(was_noted, "deaths", PATIENCE_MS));
	reload(&s);
	cr_assert(soon(was_noted, "reloads", PATIENCE_MS));
	server_signal(&s, SIGUSR2);
	cr_assert(soon(was_noted, "upgrades", PATIENCE_MS));
	cr_assert_eq(number_at(get("/dash/history")->body, "when.0"), first);
	end();
}

/* The number of the next event of the stream. */
static unsigned
next_event(void)
{
	unsigned id = 0;

	while (sscanf(client_line(&c), "id: %u", &id) != 1)
		;
	return id;
}

Test(dash, live_stream_outlives_its_worker)
{
	unsigned before;

	begin("workers=1");
	cr_assert(soon(was_noted, "workers", PATIENCE_MS));
	client_say(&c, "GET /dash/live HTTP/1.1\r\n" WEB_HOST "\r\n");
	before = next_event();
	cr_assert_eq(next_event(), before + 1);
	kill_worker(&s, serving_worker(&s));
	while (next_event() < before + 3)
		;
	end();
}

Test(dash, pages_are_for_looking_only)
{
	begin("workers=1");
	web_expect(web_ask(&c, "POST /dash/ HTTP/1.1\r\n" WEB_HOST
	    "Content-Length: 0\r\n\r\n"), 405);
	web_expect(web_ask(&c, "GET /dash/history HTTP/1.1\r\n" WEB_HOST
	    "Origin: http://evil.example\r\n\r\n"), 403);
	web_expect(web_ask(&c, "GET /dash/other HTTP/1.1\r\n" WEB_HOST
	    "\r\n"), 404);
	end();
}
