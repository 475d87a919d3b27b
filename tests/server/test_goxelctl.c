/*
 * goxelctl, as its user meets it: arguments in, text and status out.
 */
#include <sys/wait.h>
#include <criterion/criterion.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/server/harness.h"

TestSuite(goxelctl, .fini = harness_fini);

static struct server s;

/* What one run of goxelctl said, both ways, and its status. */
struct said {
	int	status;
	char	out[65536];
	char	err[8192];
};

static void
read_whole(const char *path, char *out, size_t size)
{
	snprintf(out, size, "%s", server_file(&s, path));
	unlink(path);
}

/* goxelctl ARGUMENTS, with %s as in printf; `input` on its standard input. */
static const struct said *
ctl(const char *input, const char *arguments, ...)
{
	static struct said said;
	const char *build = getenv("BUILD");
	char line[2048], words[1536];
	va_list args;
	FILE *file;

	va_start(args, arguments);
	vsnprintf(words, sizeof words, arguments, args);
	va_end(args);
	snprintf(line, sizeof line, "%s/goxelctl %s > %s 2> %s",
	    build == NULL ? "build" : build, words, in_dir(&s, "ctl.out"),
	    in_dir(&s, "ctl.err"));
	file = popen(line, "we");
	cr_assert_not_null(file);
	fputs(input, file);
	said.status = WEXITSTATUS(pclose(file));
	read_whole(in_dir(&s, "ctl.out"), said.out, sizeof said.out);
	read_whole(in_dir(&s, "ctl.err"), said.err, sizeof said.err);
	return &said;
}

static void
succeeds(const struct said *said, const char *out)
{
	cr_assert_eq(said->status, 0, "status %d: %s", said->status,
	    said->err);
	cr_assert(strstr(said->out, out) != NULL, "no '%s' in: %s", out,
	    said->out);
}

static void
fails(const struct said *said, const char *err)
{
	cr_assert_eq(said->status, 1);
	cr_assert(strstr(said->err, err) != NULL, "no '%s' in: %s", err,
	    said->err);
}

Test(goxelctl, call_prints_the_bare_result_into_a_pipe)
{
	s = server_start("workers=1");
	cr_assert_str_eq(ctl("", "-s %s call echo '[1, {\"a\":"
	    "9223372036854775807}]'", s.socket)->out,
	    "[1, {\"a\":9223372036854775807}]\n");
	succeeds(ctl("", "-t 127.0.0.1:%d call ping", s.port),
	    "\"pong\":true");
	succeeds(ctl("[\"from\", \"stdin\"]", "-s %s call echo -", s.socket),
	    "\"stdin\"");
	server_stop(&s);
}

Test(goxelctl, call_tells_an_error_with_code_and_message)
{
	s = server_start("workers=1");
	fails(ctl("", "-s %s call no.such", s.socket), "-32601");
	fails(ctl("", "-s %s call ping '{\"a\":'", s.socket), "too early");
	fails(ctl("", "-s %s call ping '{\"a\":1}}'", s.socket), "follows");
	server_stop(&s);
}

Test(goxelctl, absent_server_is_told_with_what_to_do)
{
	s = server_prepare("workers=1");
	fails(ctl("", "-s %s call ping", s.socket), "start one with: goxeld");
	fails(ctl("", "-t 127.0.0.1:%d call ping", s.port),
	    "start one with: goxeld");
	fails(ctl("", "-s %s status", s.socket), "no server listens");
	fails(ctl("", "-p %s stop", s.pid_file), "no server is running");
	server_forget(&s);
}

Test(goxelctl, run_sends_a_script_over_one_connection)
{
	s = server_start("workers=2");
	succeeds(ctl("# a comment\n\n"
	    "goxel.create_project [\"run\"]\n"
	    "{\"jsonrpc\":\"2.0\",\"method\":\"goxel.add_voxel\","
	    "\"params\":[1,2,3,9,9,9]}\n"
	    "  goxel.get_voxel   [1,2,3]  \r\n"
	    "goxel.list_layers",
	    "-s %s run --print -", s.socket), "\"color\":[9,9,9,255]");
	server_stop(&s);
}

Test(goxelctl, run_stops_at_the_first_error_and_names_the_line)
{
	const struct said *said;

	s = server_start("workers=1");
	said = ctl("ping\n# two\nno.such {}\n", "-s %s run -", s.socket);
	fails(said, "standard input:3: error -32601");
	said = ctl("ping\nno.such\nping {\"a\"}\nping\n",
	    "-s %s run --keep-going -", s.socket);
	fails(said, "input:2: error -32601");
	cr_assert(strstr(said->err, "input:3:") != NULL);
	cr_assert(strstr(said->err, "3 requests, 3 answered, 2 failed") !=
	    NULL, "%s", said->err);
	server_stop(&s);
}

Test(goxelctl, run_carries_more_than_its_window)
{
	FILE *file;
	int i;

	s = server_start("workers=2");
	file = fopen(in_dir(&s, "script"), "we");
	fputs("goxel.create_project\n", file);
	for (i = 0; i < 5000; i++)
		fprintf(file, "goxel.add_voxel [%d,0,0,255,0,0]\n", i);
	fclose(file);
	cr_assert(strstr(ctl("", "-s %s run --window 7 %s", s.socket,
	    in_dir(&s, "script"))->err, "5001 answered, 0 failed") != NULL);
	succeeds(ctl("", "-s %s call goxel.get_bounding_box", s.socket),
	    "5000");
	server_stop(&s);
}

Test(goxelctl, help_describes_a_method_from_the_server)
{
	const struct said *said;

	s = server_start("workers=1");
	said = ctl("", "-s %s help procedural_shape", s.socket);
	succeeds(said, "goxel.procedural_shape");
	succeeds(said, "smoothness");
	succeeds(said, "intersect_fill");
	fails(ctl("", "-s %s help no.such", s.socket), "no method");
	succeeds(ctl("", "-s %s methods", s.socket), "goxel.fill_box");
	server_stop(&s);
}

Test(goxelctl, stats_status_reload_and_stop_reach_the_master)
{
	char pid[32];

	s = server_start("workers=1");
	snprintf(pid, sizeof pid, "%d", (int)s.pid);
	succeeds(ctl("", "-s %s stats show info json", s.socket), pid);
	succeeds(ctl("", "-s %s stats", s.socket), "show");
	succeeds(ctl("", "-s %s status", s.socket), pid);
	succeeds(ctl("", "-s %s reload", s.socket), pid);
	await_workers(&s, 1, 0);
	server_await(&s);
	server_stop(&s);
	s = server_start("workers=1");
	succeeds(ctl("", "-s %s -p %s status", s.socket, s.pid_file),
	    "running");
	server_stop(&s);
}

Test(goxelctl, wrong_arguments_are_told)
{
	s = server_prepare("workers=1");
	succeeds(ctl("", "--version"), "goxelctl " GOXELD_VERSION);
	succeeds(ctl("", "--help"), "usage: goxelctl");
	fails(ctl("", "nonsense"), "unknown command 'nonsense'");
	fails(ctl("", "--nonsense"), "unknown option");
	fails(ctl("", "call"), "usage: goxelctl call");
	fails(ctl("", "run --window 0 -"), "--window takes");
	fails(ctl("", "run /no/such/file"), "No such file");
	server_forget(&s);
}

Test(goxelctl, stats_fails_when_any_answer_is_a_refusal)
{
	static const char *const refused[] = { "drain worker 9",
	    "json drain worker 9", "csv drain worker 9", "show conns limit=x",
	    "'show version; show nonsense; show version'" };
	static const char *const told[] = { "show errors", "show errors csv",
	    "show errors json", "'show version csv; show errors csv'",
	    "clear slowlog" };
	size_t i;

	s = server_start("workers=1");
	for (i = 0; i < sizeof refused / sizeof refused[0]; i++)
		cr_assert_eq(ctl("", "-s %s stats %s", s.socket,
		    refused[i])->status, 1, "%s", refused[i]);
	for (i = 0; i < sizeof told / sizeof told[0]; i++)
		cr_assert_eq(ctl("", "-s %s stats %s", s.socket,
		    told[i])->status, 0, "%s", told[i]);
	server_stop(&s);
}
