/*
 * test_do_server - methods about the server itself
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tests/unit/caller.h"

static struct caller caller;

static void
setup(void)
{
	setenv("TZ", "UTC", 1);
	tzset();
	caller_init(&caller);
}

static void
teardown(void)
{
	caller_fini(&caller);
}

TestSuite(do_server, .init = setup, .fini = teardown);

Test(do_server, echo_returns_any_value)
{
	expect(&caller, "echo", "{\"a\":[1,2.50,\"\\u0041\"]}",
	    "{\"a\":[1,2.50,\"\\u0041\"]}");
	expect(&caller, "echo", "[]", "[]");
	expect(&caller, "echo", "\"x\"", "\"x\"");
	expect(&caller, "echo", "null", "{}");
	expect(&caller, "echo", NULL, "{}");
}

Test(do_server, version_tells_the_version)
{
	expect(&caller, "version", NULL, "{\"version\":\"" GOXELD_VERSION "\","
	    "\"type\":\"daemon\",\"protocol\":\"JSON-RPC 2.0\"}");
}

Test(do_server, ping_tells_the_time)
{
	expect(&caller, "ping", "{\"any\":1}",
	    "{\"pong\":true,\"timestamp\":1000000000}");
	cr_assert_eq(caller.usage_asked, 0);
}

Test(do_server, status_tells_real_numbers)
{
	char want[600], host[256] = "";

	gethostname(host, sizeof host - 1);
	snprintf(want, sizeof want, "{\"status\":\"running\",\"pid\":4711,"
	    "\"current_time\":\"2001-09-09 01:46:40\",\"hostname\":\"%s\","
	    "\"goxel_initialized\":true,\"methods_available\":%d,"
	    "\"memory_allocated\":123456,\"uptime_seconds\":77,"
	    "\"worker_pid\":4712}", host,
	    METHOD_COUNT);
	expect(&caller, "status", NULL, want);
}

Test(do_server, list_methods_counts_and_begins_as_the_old_daemon)
{
	char want[100];

	cr_assert_eq(caller_run(&caller, "list_methods", NULL), OK);
	snprintf(want, sizeof want, "{\"count\":%d,\"methods\":[{\"method\":"
	    "\"echo\",\"description\":\"", METHOD_COUNT);
	cr_assert_eq(strncmp(caller.reply.bytes, want, strlen(want)), 0);
	cr_assert_not_null(strstr(caller.reply.bytes,
	    "{\"method\":\"goxel.redo\",\"description\":\""));
}

Test(do_server, list_projects_lists_all)
{
	expect(&caller, "goxel.list_projects", NULL,
	    "{\"count\":0,\"projects\":[]}");
	caller_run(&caller, "goxel.create_project", "[\"A\"]");
	caller_run(&caller, "goxel.create_project", "[\"B\"]");
	caller_run(&caller, "goxel.add_voxel", "[]");
	expect(&caller, "goxel.list_projects", NULL,
	    "{\"count\":2,\"projects\":["
	    "{\"name\":\"A\",\"revision\":1,\"worker\":3,\"current\":false,"
	    "\"open\":true},"
	    "{\"name\":\"B\",\"revision\":2,\"worker\":3,\"current\":true,"
	    "\"open\":true}]}");
}
