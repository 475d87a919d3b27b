/*
 * goxelctl mcp: lines of an agent's host in, lines of the server out.
 */
#include <sys/socket.h>
#include <sys/wait.h>
#include <criterion/criterion.h>
#include <fcntl.h>
#include <glob.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "tests/server/harness.h"

#define LIST	"{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\"," \
		"\"params\":{\"name\":\"voxel_list\"}}\n"
#define HELLO	"{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\"," \
		"\"params\":{\"protocolVersion\":\"2025-06-18\"," \
		"\"capabilities\":{},\"clientInfo\":{\"name\":\"t\"," \
		"\"version\":\"1\"}}}\n"

TestSuite(bridge, .fini = harness_fini);

static struct server s;

static struct {
	pid_t	pid;
	int	in;		/* its standard input */
	FILE	*out;		/* its standard output */
	char	line[65536];
} b;

/* goxelctl mcp, over two pipes, as most hosts run it. */
static void
bridge_open(const char *option)
{
	const char *build = getenv("BUILD");
	char path[256];
	int in[2], out[2], err;

	snprintf(path, sizeof path, "%s/goxelctl",
	    build == NULL ? "build" : build);
	cr_assert_eq(pipe2(in, O_CLOEXEC), 0);
	cr_assert_eq(pipe2(out, O_CLOEXEC), 0);
	if ((b.pid = fork()) == 0) {
		err = open(in_dir(&s, "bridge.err"), O_CREAT | O_WRONLY |
		    O_APPEND, 0600);
		dup2(in[0], STDIN_FILENO);
		dup2(out[1], STDOUT_FILENO);
		dup2(err, STDERR_FILENO);
		execl(path, "goxelctl", "-s", s.socket, "mcp", option,
		    (char *)NULL);
		_exit(127);
	}
	close(in[0]);
	close(out[1]);
	b.in = in[1];
	b.out = fdopen(out[0], "r");
	setvbuf(b.out, NULL, _IONBF, 0);	/* poll sees all there is */
}

static void
say(const char *format, int number)
{
	dprintf(b.in, format, number);
}

static const char *
hear(void)
{
	struct pollfd fd = { .fd = fileno(b.out), .events = POLLIN };

	cr_assert_eq(poll(&fd, 1, PATIENCE_MS), 1, "no answer");
	cr_assert_not_null(fgets(b.line, sizeof b.line, b.out));
	return b.line;
}

static void
hears(const char *text)
{
	cr_assert_not_null(strstr(hear(), text), "no '%s' in: %s", text,
	    b.line);
}

/* Its status, which it must have soon. */
static int
bridge_end(void)
{
	uint64_t began = clock_ms();
	int status;

	while (waitpid(b.pid, &status, WNOHANG) == 0) {
		cr_assert_lt(clock_ms() - began, (uint64_t)PATIENCE_MS);
		poll(NULL, 0, 2);
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

Test(bridge, answers_come_out_whole_and_nothing_else)
{
	int i;

	s = server_start("workers=2");
	bridge_open(NULL);
	say(HELLO, 0);
	hears("\"protocolVersion\":\"2025-06-18\"");
	for (i = 1; i <= 500; i++)
		say(LIST, i);
	for (i = 1; i <= 500; i++) {
		hears("\"structuredContent\"");
		cr_assert_eq(b.line[0], '{');
	}
	close(b.in);
	cr_assert_eq(bridge_end(), 0);
	cr_assert_null(fgets(b.line, sizeof b.line, b.out));
	server_stop(&s);
}

Test(bridge, end_of_the_input_ends_it_after_the_last_answer)
{
	int i;

	s = server_start("workers=1");
	bridge_open(NULL);
	for (i = 1; i <= 200; i++)
		say(LIST, i);
	dprintf(b.in, "{\"jsonrpc\":\"2.0\",\"id\":999,\"method\":\"ping\"}");
	close(b.in);
	for (i = 1; i <= 200; i++)
		hears("\"result\"");
	hears("\"id\":999");
	cr_assert_eq(bridge_end(), 0);
	server_stop(&s);
}

Test(bridge, server_that_comes_back_is_spoken_to_again_in_the_same_session)
{
	s = server_start("workers=1");
	bridge_open(NULL);
	say(HELLO, 0);
	hears("serverInfo");
	say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n",
	    0);
	say(LIST, 1);
	hears("\"id\":1}");
	server_signal(&s, SIGTERM);
	cr_assert_eq(server_exit(&s, PATIENCE_MS), 0);
	say(LIST, 2);
	server_spawn(&s, NULL);
	server_await(&s);
	hears("\"id\":2}");
	/* In a session of MCP ping has an empty result, outside it has not. */
	say("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"ping\"}\n", 0);
	hears("\"result\":{},\"id\":3}");
	close(b.in);
	cr_assert_eq(bridge_end(), 0);
	server_stop(&s);
}

Test(bridge, server_that_dies_with_a_call_unanswered_is_told_of)
{
	pid_t worker;

	s = server_start("workers=1");
	bridge_open(NULL);
	say(LIST, 1);
	hears("\"id\":1}");
	worker = serving_worker(&s);
	server_signal(&s, SIGSTOP);
	kill(worker, SIGSTOP);
	say(LIST, 2);
	poll(NULL, 0, 50);
	server_signal(&s, SIGKILL);
	server_reap(&s);
	cr_assert_eq(bridge_end(), 1);
	cr_assert_not_null(strstr(server_file(&s, in_dir(&s, "bridge.err")),
	    "went away before it had answered"));
	server_forget(&s);
}

Test(bridge, absent_server_is_told_of)
{
	s = server_prepare("workers=1");
	bridge_open(NULL);
	cr_assert_eq(bridge_end(), 1);
	cr_assert_not_null(strstr(server_file(&s, in_dir(&s, "bridge.err")),
	    "start one with: goxeld"));
	server_forget(&s);
}

static bool
is_empty(const void *folder)
{
	char pattern[256];
	glob_t found;
	size_t count;

	snprintf(pattern, sizeof pattern, "%s/goxeld.*",
	    (const char *)folder);
	count = glob(pattern, 0, NULL, &found) == 0 ? found.gl_pathc : 0;
	globfree(&found);
	return count == 0;
}

Test(bridge, spawned_server_ends_with_it_and_leaves_nothing)
{
	int way;

	s = server_prepare("workers=1");
	setenv("XDG_RUNTIME_DIR", s.dir, 1);
	for (way = 0; way < 2; way++) {
		bridge_open("--spawn");
		say(LIST, 1);
		hears("\"models\":[]");
		cr_assert_not(is_empty(s.dir));
		if (way == 0)
			close(b.in);
		else
			kill(b.pid, SIGTERM);
		cr_assert_eq(bridge_end(), 0);
		cr_assert(is_empty(s.dir));
	}
	server_forget(&s);
}

Test(bridge, server_that_runs_is_not_spawned_beside)
{
	s = server_start("workers=1");
	setenv("XDG_RUNTIME_DIR", s.dir, 1);
	bridge_open("--spawn");
	say(LIST, 1);
	hears("\"models\":[]");
	cr_assert(is_empty(s.dir));
	close(b.in);
	cr_assert_eq(bridge_end(), 0);
	server_stop(&s);
}

static bool
legs_are_told(const void *arg)
{
	const char *layers = stats(&s, "show layers path=bridge json");

	(void)arg;
	return number_beside(layers, "layer", "bridge_up", "samples") == 2 &&
	    number_beside(layers, "layer", "bridge_down", "samples") == 2;
}

Test(bridge, its_requests_and_its_own_legs_stand_beside_direct_ones)
{
	const char *layers;
	struct client c;

	s = server_start("workers=1");
	bridge_open(NULL);
	say(HELLO, 0);
	hears("\"protocolVersion\"");
	say(LIST, 1);
	hears("\"structuredContent\"");
	cr_assert(soon(legs_are_told, NULL, PATIENCE_MS));
	layers = stats(&s, "show layers path=bridge json");
	cr_assert_eq(number_beside(layers, "layer", "execute", "samples"), 1);
	cr_assert_eq(number_beside(layers, "layer", "accept", "samples"), 1);
	c = client_open(&s, DOOR_UNIX);
	call(&c, "ping", NULL);
	layers = stats(&s, "show layers path=direct json");
	cr_assert_geq(number_beside(layers, "layer", "accept", "samples"), 1);
	client_close(&c);
	layers = stats(&s, "show layers path=bridge json");
	cr_assert_eq(number_beside(layers, "layer", "accept", "samples"), 1);
	close(b.in);
	cr_assert_eq(bridge_end(), 0);
	server_stop(&s);
}
