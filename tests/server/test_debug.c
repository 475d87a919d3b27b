/*
 * Profiles of a live server: of whom, for whom, and when nobody is left.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/server/pair.h"
#include "tests/server/web.h"

TestSuite(debug, .fini = harness_fini);

/* A client of the admin socket. */
static void
begin(void)
{
	struct server other;

	s = server_start("workers=2");
	await_ready(&s, 2);
	other = s;
	snprintf(other.socket, sizeof other.socket, "%s",
	    in_dir(&s, "sock.admin"));
	c = client_open(&other, DOOR_UNIX);
}

static const struct web_reply *
ask(const char *path)
{
	char request[200];

	snprintf(request, sizeof request, "GET %s HTTP/1.1\r\n" WEB_HOST
	    "\r\n", path);
	return web_ask(&c, request);
}

static void
holds(const struct web_reply *r, const char *text)
{
	cr_assert(memmem(r->body, r->len, text, strlen(text)) != NULL,
	    "no %s in %.*s", text, (int)r->len, r->body);
}

Test(debug, index_links_a_flame_graph)
{
	begin();
	holds(ask("/debug/pprof/"), "format=svg");
	end();
}

Test(debug, workers_tell_their_stacks)
{
	const struct web_reply *r;

	begin();
	r = ask("/debug/pprof/workers");
	web_expect(r, 200);
	holds(r, "worker 0: ");
	holds(r, "worker 1: ");
	holds(r, " debug_workers\n");
	end();
}

Test(debug, stack_of_a_worker_has_names)
{
	begin();
	cr_assert(strstr(stats(&s, "show worker 0"), "worker_main") != NULL);
	end();
}

Test(debug, an_idle_server_has_a_profile_in_each_form)
{
	begin();
	web_expect(ask("/debug/pprof/profile?seconds=1"), 200);
	web_expect(ask("/debug/pprof/profile?seconds=1&format=folded"), 200);
	holds(ask("/debug/pprof/profile?seconds=1&format=svg"), "</svg>");
	/* Of gperftools: the header. */
	cr_assert_eq(memcmp(ask("/pprof/profile?seconds=1")->body,
	    "\0\0\0\0\0\0\0\0\3", 9), 0);
	end();
}

Test(debug, memory_has_a_profile_in_each_form)
{
	begin();
	/* Of gperftools: text, told from nothing on. */
	holds(ask("/debug/pprof/heap?format=legacy"), "heap profile: ");
	holds(ask("/pprof/heap"), "\nMAPPED_LIBRARIES:\n");
	holds(ask("/debug/pprof/heap?format=svg"), "memory in use");
	holds(ask("/debug/pprof/allocs?format=svg"), "memory allocated");
	web_expect(ask("/debug/pprof/heap"), 200);
	web_expect(ask("/debug/pprof/allocs?format=folded&worker=1"), 200);
	web_expect(ask("/debug/pprof/heap?worker=2"), 400);
	web_expect(ask("/debug/pprof/allocs?format=gif"), 400);
	end();
}

Test(debug, voxels_are_memory_in_use)
{
	struct client drawer;

	begin();
	drawer = client_open(&s, DOOR_UNIX);
	call(&drawer, "goxel.create_project", "{\"name\":\"x\"}");
	call(&drawer, "goxel.procedural_shape", "{\"shape_type\":\"sphere\","
	    "\"size_x\":150,\"size_y\":150,\"size_z\":150,"
	    "\"color\":\"#e0a030\"}");
	holds(ask("/debug/pprof/heap?format=folded"), ";context_apply;");
	holds(ask("/metrics"), "goxeld_memory_bytes{worker=\"0\","
	    "subsystem=\"voxels\"} ");
	client_close(&drawer);
	end();
}

Test(debug, what_cannot_be_is_refused)
{
	begin();
	web_expect(ask("/debug/pprof/profile?seconds=0"), 400);
	web_expect(ask("/debug/pprof/profile?seconds=61"), 400);
	web_expect(ask("/debug/pprof/profile?worker=2"), 400);
	web_expect(ask("/debug/pprof/profile?format=gif"), 400);
	cr_assert(strstr(stats(&s, "profile 61"), "usage: profile") != NULL);
	cr_assert(strstr(stats(&s, "profile 1 gif"), "usage: ") != NULL);
	cr_assert(strstr(stats(&s, "profile"), "usage: ") != NULL);
	end();
}

Test(debug, addresses_may_be_posted)
{
	begin();
	holds(web_ask(&c, "POST /debug/pprof/symbol HTTP/1.1\r\n" WEB_HOST
	    "Content-Length: 8\r\n\r\n0x10+0x1"), "0x1\t0x1\n");
	web_expect(web_ask(&c, "POST /debug/pprof/cmdline HTTP/1.1\r\n"
	    WEB_HOST "Content-Length: 0\r\n\r\n"), 405);
	end();
}

/* Until it is that one which is being taken, not one of those that ask. */
static void
begin_profile(void)
{
	for (;;) {
		client_say(&c, "GET /debug/pprof/profile?seconds=2&format=svg "
		    "HTTP/1.1\r\n" WEB_HOST "\r\n");
		usleep(300000);
		if (strstr(stats(&s, "profile 1"), "another profile") != NULL)
			return;
		web_hear(&c);
	}
}

Test(debug, only_one_profile_is_taken_at_a_time)
{
	begin();
	begin_profile();
	web_expect(web_hear(&c), 200);
	cr_assert_eq(strstr(stats(&s, "profile 1"), "another profile"), NULL);
	end();
}

Test(debug, a_profile_outlives_the_workers)
{
	pid_t pids[WORKERS_MAX];

	begin();
	begin_profile();
	cr_assert_geq(worker_pids(&s, pids), 2);
	kill_worker(&s, pids[0]);
	kill_worker(&s, pids[1]);
	web_expect(web_hear(&c), 200);
	end();
}

Test(debug, no_other_listener_answers)
{
	struct client other;

	begin();
	other = client_open(&s, DOOR_UNIX);
	web_expect(web_ask(&other, "GET /debug/pprof/workers HTTP/1.1\r\n"
	    WEB_HOST "\r\n"), 404);
	client_close(&other);
	end();
}
