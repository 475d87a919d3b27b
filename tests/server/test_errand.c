/*
 * Commands of the stats socket that come by a page.
 */
#include <sys/stat.h>
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/server/pair.h"
#include "tests/server/web.h"

#define TOKEN	"0123456789abcdef"
#define GOOD	"X-Goxeld-Token: " TOKEN "\r\n"
#define NONE	"X-Goxeld-Token: \r\n"

TestSuite(errand, .fini = harness_fini);

static void
begin(bool with_token)
{
	char settings[300];
	FILE *f;

	s = server_prepare("workers=2");
	f = fopen(in_dir(&s, "token"), "w");
	fputs(TOKEN "\n", f);
	fclose(f);
	chmod(in_dir(&s, "token"), 0600);
	snprintf(settings, sizeof settings, "workers 2\nlisten off\n"
	    "admin_listen 127.0.0.1:0\n%s%s\n", with_token ?
	    "admin_token_file " : "", with_token ? in_dir(&s, "token") : "");
	server_settings(&s, settings);
	server_spawn(&s, NULL);
	server_await(&s);
}

static void
visit(void)
{
	struct server admin = s;
	const char *at = strstr(stats(&s, "show config json"),
	    "\"admin_listen\"");

	at = strstr(at, "127.0.0.1:");
	admin.port = atoi(at + strlen("127.0.0.1:"));
	c = client_open(&admin, DOOR_TCP);
}

/* The body of the reply, which must have this status. */
static const char *
ask(int status, const char *headers, const char *command)
{
	char request[3000];
	const struct web_reply *r;

	snprintf(request, sizeof request, "POST /dash/command HTTP/1.1\r\n"
	    "Host: localhost\r\n%sContent-Length: %zu\r\n\r\n%s", headers,
	    strlen(command), command);
	r = web_ask(&c, request);
	web_expect(r, status);
	return r->body;
}

static unsigned
orders(void)
{
	const char *at = stats(&s, "show events kind=order json");
	unsigned n = 0;

	while ((at = strstr(at, "\"order\"")) != NULL)
		n++, at++;
	return n;
}

Test(errand, what_is_shown_needs_no_token)
{
	begin(false);
	visit();
	expect_text(ask(200, NONE, "show worker 1"), "\"worker\":1,");
	expect_text(ask(200, NONE, "show conns limit=2"), "\"transport\"");
	expect_text(ask(200, NONE, "show nothing"), "\"error\":");
	expect_text(ask(200, NONE, "show info; stop"), "one command");
	end();
}

Test(errand, without_a_token_set_nothing_is_done_and_words_say_why)
{
	begin(false);
	visit();
	expect_text(ask(403, GOOD, "drain worker 1"), "admin_token_file");
	expect_text(ask(403, NONE, "drain worker 1"), "admin_token_file");
	cr_assert_eq(orders(), 0);
	end();
}

Test(errand, only_the_token_lets_something_be_done)
{
	begin(true);
	visit();
	ask(401, NONE, "kill worker 1");
	ask(401, "X-Goxeld-Token: " TOKEN "0\r\n", "kill worker 1");
	ask(401, "X-Goxeld-Token: 0123456789abcde\r\n", "kill worker 1");
	ask(401, NONE "Authorization: Bearer " TOKEN "\r\n", "reload");
	cr_assert_eq(orders(), 0);
	expect_text(ask(200, GOOD, "drain worker 1"), "\"done\":");
	expect_text(ask(200, GOOD, "drain worker 1"), "\"error\":");
	expect_text(ask(200, GOOD, "undrain worker 1"), "\"done\":");
	cr_assert_eq(orders(), 2);
	end();
}

Test(errand, a_page_of_another_site_is_refused)
{
	begin(true);
	visit();
	ask(403, "", "show info");
	ask(403, GOOD "Origin: http://evil.example\r\n", "reload");
	ask(403, GOOD "Origin: http://localhost:1\r\n", "reload");
	ask(403, GOOD "Origin: null\r\n", "reload");
	ask(403, GOOD "Origin: http://127.0.0.1\r\n", "reload");
	cr_assert_eq(orders(), 0);
	ask(200, GOOD "Origin: http://localhost\r\n", "checkpoint");
	cr_assert_eq(orders(), 1);
	end();
}

Test(errand, a_worker_that_it_kills_is_killed_once_and_it_is_answered)
{
	pid_t pids[WORKERS_MAX];
	char command[40];
	int n;

	begin(true);
	for (n = 0; n < 2; n++) {
		await_ready(&s, 2);
		visit();
		worker_pids(&s, pids);
		snprintf(command, sizeof command, "kill worker %d", n);
		expect_text(ask(200, GOOD, command), "is killed");
		expect_text(ask(200, NONE, "show info"), "\"version\"");
		client_close(&c);
	}
	await_ready(&s, 2);
	cr_assert_eq(counter(&s, "worker_deaths"), 2);
	cr_assert_eq(orders(), 2);
	cr_assert_eq(counter(&s, "connections_lost"), 0);
	server_stop(&s);
}

Test(errand, longest_command_is_taken_and_none_beyond)
{
	char line[1001];

	begin(true);
	visit();
	memset(line, 'x', sizeof line);
	memcpy(line, "show ", 5);
	line[999] = '\0';
	expect_text(ask(200, GOOD, line), "unknown command");
	line[999] = 'x';
	line[1000] = '\0';
	expect_text(ask(400, GOOD, line), "999");
	ask(400, GOOD, "");
	ask(400, GOOD, "show info\nstop");
	end();
}

Test(errand, a_reload_takes_a_token_over)
{
	char settings[300];

	begin(false);
	visit();
	ask(403, GOOD, "checkpoint");
	snprintf(settings, sizeof settings, "workers 2\nlisten off\n"
	    "admin_listen 127.0.0.1:0\nadmin_token_file %s\n",
	    in_dir(&s, "token"));
	server_settings(&s, settings);
	reload(&s);
	ask(200, GOOD, "checkpoint");
	end();
}
