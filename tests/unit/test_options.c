/*
 * test_options - flags to settings
 *
 * getopt begins anew in every test: each is a process of its own.
 */
#include <criterion/criterion.h>
#include <criterion/redirect.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "master/options.h"

static struct flags flags;

static void
quiet(void)
{
	cr_redirect_stdout();
	cr_redirect_stderr();
}

TestSuite(options, .init = quiet, .timeout = 10);

#define READ(...) do {							\
	char *argv[] = { ARG("goxeld"), __VA_ARGS__, NULL };		\
									\
	options_read(&flags, sizeof argv / sizeof argv[0] - 1, argv);	\
} while (0)
/* getopt moves the pointers and leaves the texts. */
#define ARG(text)	((char *)(uintptr_t)(text))

static void
expect(unsigned i, const char *name, const char *value)
{
	cr_assert_lt(i, flags.count);
	cr_assert_str_eq(flags.set[i].name, name);
	cr_assert_str_eq(flags.set[i].value, value);
}

Test(options, no_flags_set_nothing)
{
	char *argv[] = { ARG("goxeld"), NULL };

	options_read(&flags, 1, argv);
	cr_assert_eq(flags.count, 0);
	cr_assert_null(flags.config_path);
	cr_assert(!flags.check_only && !flags.ask);
}

Test(options, letters_write_settings)
{
	READ(ARG("-s"), ARG("/a"), ARG("-j"), ARG("4"), ARG("-p"), ARG("/b"),
	    ARG("-l"), ARG("/c"), ARG("-w"), ARG("/d"), ARG("-u"), ARG("e"),
	    ARG("-gf"), ARG("-m9"), ARG("-q"), ARG("8"), ARG("-V"));
	expect(0, "socket", "/a");
	expect(1, "workers", "4");
	expect(2, "pid_file", "/b");
	expect(3, "log", "/c");
	expect(4, "working_dir", "/d");
	expect(5, "user", "e");
	expect(6, "group", "f");
	expect(7, "connections", "9");
	expect(8, "jobs_waiting", "8");
	expect(9, "log_level", "debug");
	cr_assert_eq(flags.count, 10);
}

Test(options, words_write_the_same_settings)
{
	READ(ARG("--socket=/a"), ARG("--workers"), ARG("4"),
	    ARG("--pid-file=/b"), ARG("--log-file=/c"),
	    ARG("--working-dir=/d"), ARG("--user=e"), ARG("--group=f"),
	    ARG("--max-connections=9"), ARG("--queue-size=8"),
	    ARG("--verbose"));
	expect(0, "socket", "/a");
	expect(1, "workers", "4");
	expect(2, "pid_file", "/b");
	expect(3, "log", "/c");
	expect(4, "working_dir", "/d");
	expect(5, "user", "e");
	expect(6, "group", "f");
	expect(7, "connections", "9");
	expect(8, "jobs_waiting", "8");
	expect(9, "log_level", "debug");
}

Test(options, any_setting_is_a_pair)
{
	READ(ARG("-o"), ARG("attempts=3"), ARG("--option=log="),
	    ARG("-ofiles_root=/a=b"));
	expect(0, "attempts", "3");
	expect(1, "log", "");
	expect(2, "files_root", "/a=b");
}

Test(options, what_is_no_setting_is_kept_aside)
{
	READ(ARG("-c"), ARG("/etc/x"), ARG("--check"), ARG("-P"), ARG("mcp"),
	    ARG("--priority-queue"));
	cr_assert_eq(flags.count, 0);
	cr_assert_str_eq(flags.config_path, "/etc/x");
	cr_assert(flags.check_only && !flags.ask);
}

Test(options, last_of_foreground_and_daemonize_wins)
{
	READ(ARG("-D"), ARG("-f"));
	expect(0, "daemonize", "yes");
	expect(1, "daemonize", "no");
}

Test(options, status_asks_without_a_signal)
{
	READ(ARG("--status"));
	cr_assert(flags.ask);
	cr_assert_eq(flags.signal, 0);
}

Test(options, stop_asks_with_its_signal)
{
	READ(ARG("--stop"));
	cr_assert(flags.ask);
	cr_assert_eq(flags.signal, SIGTERM);
}

Test(options, reload_asks_with_its_signal)
{
	READ(ARG("--reload"));
	cr_assert(flags.ask);
	cr_assert_eq(flags.signal, SIGHUP);
}

static void
give_many(unsigned count)
{
	char *argv[MASTER_FLAGS + 3] = { ARG("goxeld") };
	unsigned i;

	for (i = 0; i < count; i++)
		argv[1 + i] = ARG("-V");
	options_read(&flags, (int)count + 1, argv);
	cr_assert_eq(flags.count, count);
}

Test(options, flags_fill_their_bound)
{
	give_many(MASTER_FLAGS);
}

Test(options, one_flag_more_ends_with_1, .exit_code = 1)
{
	give_many(MASTER_FLAGS + 1);
}

Test(options, unknown_letter_ends_with_1, .exit_code = 1)
{
	READ(ARG("-x"));
}

Test(options, unknown_word_ends_with_1, .exit_code = 1)
{
	READ(ARG("--sokcet=/a"));
}

Test(options, missing_value_ends_with_1, .exit_code = 1)
{
	READ(ARG("-s"));
}

Test(options, value_that_is_too_much_ends_with_1, .exit_code = 1)
{
	READ(ARG("--foreground=yes"));
}

Test(options, pair_without_equals_ends_with_1, .exit_code = 1)
{
	READ(ARG("-o"), ARG("attempts"));
}

Test(options, word_without_a_flag_ends_with_1, .exit_code = 1)
{
	READ(ARG("start"));
}

/* What a child says that ends with `status`, on both of its outputs. */
static void
expect_said(char *flag, int status, const char *words)
{
	char said[8192] = "";
	char *argv[] = { ARG("goxeld"), flag, NULL };
	int pipes[2], got;
	size_t len = 0;
	ssize_t n;

	cr_assert_eq(pipe(pipes), 0);
	if (fork() == 0) {
		dup2(pipes[1], 1);
		dup2(pipes[1], 2);
		close(pipes[1]);
		options_read(&flags, 2, argv);
		_exit(99);
	}
	close(pipes[1]);
	while ((n = read(pipes[0], said + len, sizeof said - 1 - len)) > 0)
		len += (size_t)n;
	close(pipes[0]);
	wait(&got);
	cr_assert(WIFEXITED(got));
	cr_assert_eq(WEXITSTATUS(got), status, "%s", said);
	cr_assert_not_null(strstr(said, words), "%s", said);
}

Test(options, mistakes_are_told_with_what_to_do)
{
	expect_said(ARG("start"), 1, "goxeld: there is nothing to do with "
	    "start; goxeld --help lists the flags\n");
	expect_said(ARG("-oattempts"), 1,
	    "-o wants NAME=VALUE, not attempts");
	expect_said(ARG("-x"), 1,
	    "nothing was started; goxeld --help lists the flags\n");
	expect_said(ARG("-Pbinary"), 1,
	    "--protocol is auto, jsonrpc or mcp, not binary");
	expect_said(ARG("--test-signals"), 1, "self tests are not in");
	expect_said(ARG("--test-lifecycle"), 1, "self tests are not in");
	expect_said(ARG("--test-concurrent"), 1, "self tests are not in");
}

Test(options, help_and_version_end_with_0)
{
	expect_said(ARG("--help"), 0, "  -s, --socket PATH  Unix socket\n");
	expect_said(ARG("-h"), 0, "      --status  tell if it runs\n");
	expect_said(ARG("-v"), 0, "goxel-daemon version ");
}

Test(options, protocols_of_before_are_taken)
{
	READ(ARG("-Pauto"), ARG("--protocol=jsonrpc"), ARG("-P"), ARG("mcp"));
	cr_assert_eq(flags.count, 0);
}

Test(options, relative_settings_file_is_made_absolute)
{
	char here[256], whole[300];

	cr_assert_not_null(getcwd(here, sizeof here));
	snprintf(whole, sizeof whole, "%s/x.conf", here);
	READ(ARG("-cx.conf"));
	cr_assert_str_eq(flags.config_path, whole);
}
