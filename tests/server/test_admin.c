/*
 * The admin listener: who is answered, and what.
 */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/server/pair.h"

TestSuite(admin, .fini = harness_fini);

static const char *host = "localhost";

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
	await_ready(&s, 2);
	c = visit();
}

/* Ask with headers, each with its line's end; the whole reply. */
static const char *
ask(const char *method, const char *path, const char *headers)
{
	static char request[500], reply[1 << 20];
	const char *line;
	size_t at = 0, len, size = 0;

	snprintf(request, sizeof request, "%s %s HTTP/1.1\r\n"
	    "Host: %s\r\n%s\r\n", method, path, host, headers);
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

/* What stands behind the head of a reply. */
static const char *
body(const char *reply)
{
	return strstr(reply, "\r\n\r\n") + 4;
}

Test(admin, a_running_server_is_ready)
{
	begin();
	answers(ask("GET", "/readyz", ""), "200");
	end();
}

/* The keeper is killed, and the page shows it before there is another. */
static bool
tells_of_no_keeper(const void *page)
{
	pid_t keeper = (pid_t)counter(&s, "keeper");
	const char *reply;

	if (keeper > 0)
		kill(keeper, SIGKILL);
	reply = ask("GET", page, "");
	return strncmp(reply + 9, "503", 3) == 0 ? strstr(reply, "keeper") !=
	    NULL : strstr(reply, "\ngoxeld_ready 0\n") != NULL;
}

Test(admin, a_server_whose_keeper_is_gone_is_not_ready)
{
	begin();
	answers(ask("GET", "/readyz", ""), "200");
	cr_assert(soon(tells_of_no_keeper, "/readyz", PATIENCE_MS));
	cr_assert(soon(tells_of_no_keeper, "/metrics", PATIENCE_MS));
	answers(ask("GET", "/healthz", ""), "200");
	end();
}

Test(admin, metrics_come_in_both_formats)
{
	const char *page;

	begin();
	page = ask("GET", "/metrics", "Accept: text/plain\r\n");
	expect_text(page, "Content-Type: text/plain; version=0.0.4");
	expect_text(page, "# TYPE goxeld_edits_total counter\n");
	expect_text(page, "\ngoxeld_ready 1\n");
	cr_assert_null(strstr(page, "# EOF"));
	page = ask("GET", "/metrics", "Accept: application/openmetrics-text;"
	    "version=1.0.0,text/plain;q=0.5\r\n");
	expect_text(page, "Content-Type: application/openmetrics-text");
	expect_text(page, "# TYPE goxeld_edits counter\n");
	cr_assert_str_eq(page + strlen(page) - 6, "# EOF\n");
	end();
}

Test(admin, metrics_tell_what_was_asked_of_the_server)
{
	struct client other;
	const char *page;

	begin();
	other = client_open(&s, DOOR_TCP);
	call(&other, "goxel.create_project", "[\"castle\"]");
	call(&other, "goxel.get_voxel", "[\"none\"]");
	page = ask("GET", "/metrics", "");
	expect_text(page, "goxeld_requests_total{method=\""
	    "goxel.create_project\",door=\"json\",outcome=\"ok\"} 1\n");
	expect_text(page, "goxeld_request_duration_seconds_count{method=\""
	    "goxel.create_project\"} 1\n");
	expect_text(page, "goxeld_errors_total{error=\"PARAMS\"} 1\n");
	expect_text(page, "{transport=\"admin\",state=\"owned\"} 1\n");
	expect_text(page, "{transport=\"tcp\",state=\"owned\"} 1\n");
	cr_assert_null(strstr(page, "castle"), "a project is a label");
	client_close(&other);
	end();
}

Test(admin, status_comes_in_the_form_asked_for)
{
	begin();
	expect(body(ask("GET", "/status?format=json", "")), "state",
	    "\"serving\"");
	expect(body(ask("GET", "/status", "Accept: application/json\r\n")),
	    "worker.1.state", "\"ready\"");
	expect_text(ask("GET", "/status", "Accept: text/html,*/*;q=0.8\r\n"),
	    "<td>serving</td>");
	expect_text(ask("GET", "/status", "Accept: */*\r\n"),
	    "workers_ready        2\n");
	answers(ask("GET", "/status?format=yaml", ""), "400");
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

/* A client of the port that the server took. */
static struct client
visit_port(void)
{
	struct server other = s;
	const char *at = strstr(stats(&s, "show config json"),
	    "\"admin_listen\"");

	at = strstr(at, "127.0.0.1:");
	other.port = atoi(at + strlen("127.0.0.1:"));
	return client_open(&other, DOOR_TCP);
}

Test(admin, a_port_answers_only_to_names_of_this_machine)
{
	s = server_start("workers=1 admin_listen=127.0.0.1:0");
	c = visit_port();
	answers(ask("GET", "/healthz", ""), "200");
	host = "evil.example";
	answers(ask("GET", "/metrics", ""), "421");
	end();
}

Test(admin, a_port_asks_for_the_token_where_there_is_one)
{
	char setting[300];
	FILE *f;

	s = server_prepare("workers=1");
	f = fopen(in_dir(&s, "token"), "w");
	fputs("0123456789abcdef\n", f);
	fclose(f);
	chmod(in_dir(&s, "token"), 0600);
	snprintf(setting, sizeof setting, "workers 1\nadmin_listen "
	    "127.0.0.1:0\nhttp_token_file %s\n", in_dir(&s, "token"));
	server_settings(&s, setting);
	server_spawn(&s, NULL);
	server_await(&s);
	c = visit_port();
	answers(ask("GET", "/metrics", ""), "401");
	answers(ask("GET", "/metrics", "Authorization: Bearer "
	    "0123456789abcdef\r\n"), "200");
	end();
}

/* A number of the page, 0 where it is not there. */
static double
metric(const char *name)
{
	const char *at = strstr(ask("GET", "/metrics", ""), name);

	return at == NULL ? 0 : atof(at + strlen(name));
}

#define ADDED	"\ngoxeld_requests_total{method=\"goxel.add_voxel\"," \
		"door=\"json\",outcome=\"ok\"} "
#define KILLED	"\ngoxeld_worker_restarts_total{cause=\"killed\"} "

static bool
tells_of_a_kill(const void *arg)
{
	(void)arg;
	return metric(KILLED) == 1;
}

Test(admin, counts_stay_when_the_worker_that_made_them_is_killed)
{
	struct client other;

	begin();
	other = client_open(&s, DOOR_TCP);
	call(&other, "goxel.create_project", "[\"test\"]");
	call(&other, "goxel.add_voxel", "[1,2,3,255,0,0,255,0]");
	call(&other, "goxel.add_voxel", "[1,2,4,255,0,0,255,0]");
	cr_assert_eq(metric(ADDED), 2);
	kill_worker(&s, project_worker(&s, "test"));
	cr_assert(soon(tells_of_a_kill, NULL, PATIENCE_MS));
	cr_assert_eq(metric(ADDED), 2);
	call(&other, "goxel.add_voxel", "[1,2,5,255,0,0,255,0]");
	cr_assert_eq(metric(ADDED), 3);
	client_close(&other);
	end();
}

static bool
has_upgraded(const void *arg)
{
	(void)arg;
	return metric("\ngoxeld_upgrades_total ") == 1;
}

Test(admin, the_listener_and_its_connections_outlive_an_upgrade)
{
	begin();
	answers(ask("GET", "/readyz", ""), "200");
	server_signal(&s, SIGUSR2);
	cr_assert(soon(has_upgraded, NULL, PATIENCE_MS));
	client_close(&c);
	c = visit();
	answers(ask("GET", "/healthz", ""), "200");
	await_ready(&s, 2);
	end();
}
