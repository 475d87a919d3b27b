/*
 * test_config - where settings come from, and what is said of wrong ones
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "master/config.h"

static char path[] = "/tmp/test_config.XXXXXX";
static struct config config;
static struct flags flags;
static char why[MASTER_WHY];

static void
start(void)
{
	extern char **environ;
	char **each, name[128];

	for (each = environ; *each != NULL; )
		if (strncmp(*each, "GOXEL_", 6) == 0) {
			snprintf(name, sizeof name, "%.*s",
			    (int)strcspn(*each, "="), *each);
			unsetenv(name);
		} else {
			each++;
		}
	close(mkstemp(path));
	flags.config_path = path;
}

static void
finish(void)
{
	unlink(path);
}

TestSuite(config, .init = start, .fini = finish, .timeout = 10);

static void
write_file(const char *text, size_t len)
{
	FILE *f = fopen(path, "w");

	cr_assert_not_null(f);
	cr_assert_eq(fwrite(text, 1, len, f), len);
	fclose(f);
}

static void
load(const char *text)
{
	write_file(text, strlen(text));
	cr_assert_eq(config_load(&config, &flags, why), OK, "%s: %s", text,
	    why);
}

/* The words after the file's path, or the whole if it is not blamed. */
static void
refuses(const char *text, const char *words)
{
	size_t len = strlen(path);
	const char *said = why;

	write_file(text, strlen(text));
	cr_assert_eq(config_load(&config, &flags, why), ERR_PARAMS, "%s",
	    text);
	if (strncmp(why, path, len) == 0)
		said += len;
	cr_assert_str_eq(said, words, "%s: %s", text, why);
}

static void
expect_told(enum setting_id id, const char *value, const char *origin)
{
	char out[CONFIG_TEXT], from[MASTER_WHY];

	config_tell(&config, id, out, sizeof out);
	cr_assert_str_eq(out, value);
	config_origin(&config, &flags, id, from);
	if (strncmp(from, path, strlen(path)) == 0)
		cr_assert_str_eq(from + strlen(path), origin);
	else
		cr_assert_str_eq(from, origin);
}

Test(config, defaults_are_right_and_complete)
{
	flags.config_path = NULL;
	cr_assert_eq(config_load(&config, &flags, why), OK, "%s", why);
	cr_assert_str_eq(config.socket, "/tmp/goxel-daemon.sock");
	cr_assert_eq(config.socket_mode, 600);
	cr_assert_str_eq(config.listen, "127.0.0.1:7531");
	cr_assert_eq(config.attempts, 2);
	cr_assert_eq(config.accept, ACCEPT_HANDOFF);
	cr_assert_str_eq(config.stats_socket, "/tmp/goxel-daemon.sock.stats");
	cr_assert_str_eq(config.pid_file, "/tmp/goxel-daemon.pid");
	cr_assert_geq(config.workers, 1);
	cr_assert_leq(config.workers, BOUND_WORKERS);
	expect_told(SETTING_log_level, "info", "default");
}

Test(config, each_source_overrides_the_one_before)
{
	load("");
	expect_told(SETTING_attempts, "2", "default");
	load("\nattempts 3\n");
	expect_told(SETTING_attempts, "3", ":2");
	setenv("GOXEL_ATTEMPTS", "4", 1);
	load("\nattempts 3\n");
	expect_told(SETTING_attempts, "4", "environment");
	flags.set[0].name = "attempts";
	flags.set[0].value = "5";
	flags.count = 1;
	load("\nattempts 3\n");
	expect_told(SETTING_attempts, "5", "flag");
	flags.set[1].name = "attempts";
	flags.set[1].value = "6";
	flags.count = 2;
	load("\nattempts 3\n");
	expect_told(SETTING_attempts, "6", "flag");
}

Test(config, last_line_of_a_setting_wins)
{
	load("attempts 3\nattempts 4\n");
	expect_told(SETTING_attempts, "4", ":2");
}

Test(config, nothing_is_left_of_an_earlier_load)
{
	load("attempts 3\nuser root\n");
	load("");
	expect_told(SETTING_attempts, "2", "default");
	expect_told(SETTING_user, "", "default");
}

Test(config, comments_spaces_and_quotes_are_read_as_written)
{
	load("# attempts 9\n\n   \t\n\tattempts\t 3 \t# three\r\n"
	    "files_root /a b/c\t \n"
	    "working_dir = /w\n"
	    "log=\"/a # b \"\n"
	    "user \"\"  # nobody\n"
	    "log_level debug");
	cr_assert_eq(config.attempts, 3);
	cr_assert_str_eq(config.files_root, "/a b/c");
	cr_assert_str_eq(config.working_dir, "/w");
	cr_assert_str_eq(config.log, "/a # b ");
	cr_assert_str_eq(config.user, "");
	expect_told(SETTING_log_level, "debug", ":9");
}

Test(config, wrong_value_names_file_line_value_and_what_is_right)
{
	refuses("\n\nattempts 11\n",
	    ":3: attempts must be 1 to 10 runs, not '11'");
	refuses("attempts 0", ":1: attempts must be 1 to 10 runs, not '0'");
	refuses("attempts", ":1: attempts must be 1 to 10 runs, not ''");
	refuses("attempts 2x\n",
	    ":1: attempts must be 1 to 10 runs, not '2x'");
	refuses("# a\nlog_level loud\n", ":2: log_level must be one of "
	    "error|warn|info|debug, not 'loud'");
	refuses("log_level inf\n", ":1: log_level must be one of "
	    "error|warn|info|debug, not 'inf'");
	refuses("log_level error|warn\n", ":1: log_level must be one of "
	    "error|warn|info|debug, not 'error|warn'");
	refuses("wrokers 3\n", ":1: there is no setting 'wrokers'; "
	    "goxeld.conf(5) lists them");
	refuses("= 3\n", ":1: there is no setting ''; "
	    "goxeld.conf(5) lists them");
	refuses("Attempts 3\n", ":1: there is no setting 'Attempts'; "
	    "goxeld.conf(5) lists them");
}

Test(config, first_wrong_line_is_the_one_that_is_told)
{
	refuses("attempts 0\nattempts 11\n",
	    ":1: attempts must be 1 to 10 runs, not '0'");
}

Test(config, wrong_variable_is_named)
{
	setenv("GOXEL_SOCKET_MODE", "0888", 1);
	refuses("", "environment GOXEL_SOCKET_MODE: socket_mode must be "
	    "0 to 777 octal permissions, not '0888'");
}

Test(config, wrong_flag_is_named)
{
	flags.set[0].name = "workers";
	flags.set[0].value = "65";
	flags.count = 1;
	refuses("", "command line: workers must be 0 to 64 processes, "
	    "not '65'");
}

Test(config, numbers_reach_their_ends_and_not_beyond)
{
	load("attempts 1\nworkers 64\n");
	load("attempts 10\nworkers 1\n");
	refuses("attempts -1\n",
	    ":1: attempts must be 1 to 10 runs, not '-1'");
	refuses("connections 100001\n", ":1: connections must be 1 to 100000 "
	    "connections, not '100001'");
	load("connections 100000\n");
}

Test(config, text_fills_its_bound_and_not_more)
{
	char text[400], value[CONFIG_TEXT + 1];

	memset(value, 'x', CONFIG_TEXT);
	value[CONFIG_TEXT] = '\0';
	snprintf(text, sizeof text, "log %s\n", value + 1);
	load(text);
	cr_assert_str_eq(config.log, value + 1);
	snprintf(text, sizeof text, "log %s\n", value);
	refuses(text, ":1: log is longer than 255 bytes");
}

static void
long_line(char *text, size_t len)
{
	memset(text, 'x', len);
	text[0] = '#';
	memcpy(text + len, "\nattempts 3\n", 13);
}

Test(config, line_fills_its_bound_and_not_more)
{
	char text[1200];

	long_line(text, 1022);
	load(text);
	cr_assert_eq(config.attempts, 3);
	long_line(text, 1023);
	refuses(text, ":1: the line is too long");
}

Test(config, quote_must_be_closed_and_end_the_value)
{
	refuses("attempts 2\nlog \"/a\n", ":2: a quote is not closed");
	refuses("log \"/a\" b\n",
	    ":1: there is more behind the closing quote");
	load("log \"/a\"\t # b\r\n");
	cr_assert_str_eq(config.log, "/a");
}

Test(config, missing_file_is_named)
{
	flags.config_path = "/nonexistent/goxeld.conf";
	cr_assert_eq(config_load(&config, &flags, why), ERR_PARAMS);
	cr_assert_str_eq(why,
	    "/nonexistent/goxeld.conf: No such file or directory");
}

Test(config, folder_is_no_file)
{
	flags.config_path = "/tmp";
	cr_assert_eq(config_load(&config, &flags, why), ERR_PARAMS);
	cr_assert_str_eq(why, "/tmp: Is a directory");
}

Test(config, line_is_told_even_of_a_long_path)
{
	char name[300];

	write_file("\nattempts 11\n", 13);
	snprintf(name, sizeof name, "%s.%0200d", path, 7);
	rename(path, name);
	flags.config_path = name;
	cr_assert_eq(config_load(&config, &flags, why), ERR_PARAMS);
	unlink(name);
	cr_assert_not_null(strstr(why,
	    "07:2: attempts must be 1 to 10 runs, not '11'"), "%s", why);
}

Test(config, old_daemons_variables_for_pictures_are_read)
{
	flags.config_path = NULL;
	setenv("GOXEL_RENDER_DIR", "/srv/pictures", 1);
	setenv("GOXEL_RENDER_TTL", "60", 1);
	setenv("GOXEL_RENDER_MAX_SIZE", "2147483648", 1);
	setenv("GOXEL_RENDER_CLEANUP_INTERVAL", "5", 1);
	cr_assert_eq(config_load(&config, &flags, why), OK, "%s", why);
	cr_assert_str_eq(config.render_dir, "/srv/pictures");
	cr_assert_eq(config.render_ttl, 60);
	cr_assert_eq(config.render_max_size, 2147483648);
	cr_assert_eq(config.render_cleanup_interval, 5);
	setenv("GOXEL_RENDER_TTL", "0", 1);
	cr_assert_neq(config_load(&config, &flags, why), OK);
	cr_assert_str_eq(why, "environment GOXEL_RENDER_TTL: render_ttl must "
	    "be 1 to 31536000 seconds, not '0'");
}

Test(config, paths_are_derived_from_the_sockets)
{
	load("socket /run/a.sock\n");
	cr_assert_str_eq(config.stats_socket, "/run/a.sock.stats");
	cr_assert_str_eq(config.admin_listen, "/run/a.sock.admin");
	cr_assert_str_eq(config.pid_file, "/run/a.pid");
	cr_assert_str_eq(config.render_dir, "/run/a.renders");
	load("socket /run/a\n");
	cr_assert_str_eq(config.stats_socket, "/run/a.stats");
	cr_assert_str_eq(config.pid_file, "/run/a.pid");
	cr_assert_str_eq(config.render_dir, "/run/a.renders");
	load("socket b\n");
	cr_assert_str_eq(config.admin_listen, "./b.admin");
	load("socket off\n");
	cr_assert_str_eq(config.stats_socket, "/tmp/goxel-daemon.sock.stats");
	load("socket /run/a.sock\nstats_socket off\npid_file /p\n");
	cr_assert_str_eq(config.stats_socket, "off");
	cr_assert_str_eq(config.admin_listen, "off");
	cr_assert_str_eq(config.pid_file, "/p");
}

static void
load_socket(const char *name, int len, char *text, size_t size)
{
	snprintf(text, size, "\n%s /%0*d\n", name, len - 1, 0);
}

Test(config, socket_path_fits_its_address)
{
	char text[200];

	load_socket("stats_socket off\nsocket", 107, text, sizeof text);
	load(text);
	load_socket("stats_socket off\nsocket", 108, text, sizeof text);
	refuses(text, ":3: socket: a Unix socket's path has at most 107 "
	    "bytes");
	load_socket("stats_socket", 107, text, sizeof text);
	load(text);
	load_socket("stats_socket", 108, text, sizeof text);
	refuses(text, ":2: stats_socket: a Unix socket's path has at most 107 "
	    "bytes");
}

Test(config, admin_listens_on_a_path_or_on_loopback)
{
	char text[200];

	load("stats_socket off\nadmin_listen /run/b\n");
	cr_assert_str_eq(config.admin_listen, "/run/b");
	load("admin_listen 127.0.0.1:0\n");
	load("admin_listen off\n");
	refuses("admin_listen 0.0.0.0:1\n", ":1: admin_listen must be a path, "
	    "or HOST:PORT of a loopback address, as 127.0.0.1:7532, or off, "
	    "not '0.0.0.0:1'");
	load_socket("admin_listen", 107, text, sizeof text);
	load(text);
	load_socket("admin_listen", 108, text, sizeof text);
	refuses(text, ":2: admin_listen: a Unix socket's path has at most 107 "
	    "bytes");
}

/* The line that is wrong is the socket's: nobody wrote the other. */
Test(config, derived_path_that_is_too_long_blames_what_it_came_from)
{
	char text[200];

	load_socket("socket", 101, text, sizeof text);
	load(text);
	load_socket("socket", 102, text, sizeof text);
	refuses(text, ":2: stats_socket, made from socket: a Unix socket's "
	    "path has at most 107 bytes");
}

Test(config, mode_is_octal)
{
	load("socket_mode 777\n");
	load("socket_mode 060\n");
	refuses("socket_mode 680\n",
	    ":1: socket_mode must be octal, as 600 or 660, not '680'");
	refuses("socket_mode 608\n",
	    ":1: socket_mode must be octal, as 600 or 660, not '608'");
}

Test(config, strangers_are_not_listened_to)
{
	load("listen off\n");
	load("listen 127.0.0.1:0\n");
	refuses("\nlisten 0.0.0.0:7531\n", ":2: listen must name a loopback "
	    "address, as 127.0.0.1: strangers would need no password, and "
	    "'0.0.0.0' is open to them");
	refuses("listen 7531\n", ":1: listen must be HOST:PORT, as "
	    "127.0.0.1:7531, or off, not '7531'");
}

Test(config, unknown_user_and_group_are_named)
{
	load("user root\ngroup root\n");
	refuses("user no-such-user-here\n",
	    ":1: user: there is no user 'no-such-user-here'");
	refuses("group no-such-group-here\n",
	    ":1: group: there is no group 'no-such-group-here'");
}

Test(config, every_default_passes_its_own_check)
{
	char text[400], value[CONFIG_TEXT];
	int id;

	load("");
	for (id = 0; id < SETTING_COUNT; id++) {
		snprintf(text, sizeof text, "%s \"%s\"\n", settings[id].name,
		    settings[id].fallback);
		load(text);
		config_tell(&config, (enum setting_id)id, value,
		    sizeof value);
		if (settings[id].fallback[0] != '\0' && id != SETTING_workers)
			cr_assert_str_eq(value, settings[id].fallback);
		cr_assert_eq(config.origin[id], CONFIG_FILE);
	}
}

Test(config, old_variables_are_other_names_of_settings)
{
	setenv("GOXEL_SOCKET_PATH", "/a.sock", 1);
	setenv("GOXEL_MAX_WORKERS", "3", 1);
	setenv("GOXEL_LOG_FILE", "/b", 1);
	setenv("GOXEL_QUEUE_SIZE", "5", 1);
	setenv("GOXEL_MAX_CONNECTIONS", "6", 1);
	setenv("GOXEL_PID_FILE", "/c", 1);
	setenv("GOXEL_LOG_LEVEL", "WARNING", 1);
	setenv("GOXEL_DAEMON_MODE", "true", 1);
	load("socket /x\nworkers 2\n");
	expect_told(SETTING_socket, "/a.sock", "environment GOXEL_SOCKET_PATH");
	expect_told(SETTING_workers, "3", "environment GOXEL_MAX_WORKERS");
	expect_told(SETTING_log, "/b", "environment GOXEL_LOG_FILE");
	expect_told(SETTING_jobs_waiting, "5", "environment GOXEL_QUEUE_SIZE");
	expect_told(SETTING_connections, "6",
	    "environment GOXEL_MAX_CONNECTIONS");
	expect_told(SETTING_pid_file, "/c", "environment");
	expect_told(SETTING_log_level, "warn", "environment");
	expect_told(SETTING_daemonize, "yes", "environment GOXEL_DAEMON_MODE");
}

Test(config, own_variable_wins_over_an_old_one)
{
	setenv("GOXEL_WORKER_THREADS", "3", 1);
	setenv("GOXEL_WORKERS", "4", 1);
	load("");
	expect_told(SETTING_workers, "4", "environment");
}

Test(config, bad_value_of_an_old_variable_is_told_with_its_name)
{
	setenv("GOXEL_WORKER_THREADS", "65", 1);
	refuses("", "environment GOXEL_WORKER_THREADS: workers must be 0 to "
	    "64 processes, not '65'");
}

Test(config, files_of_the_old_formats_are_refused_with_line_and_words)
{
	refuses("\n{ \"daemon\": {} }\n", ":2: this is JSON; a setting is a "
	    "line `name value` here: goxeld.conf(5)");
	refuses("# old\ndaemon:\n  port: 1\n", ":2: this is YAML; a setting "
	    "is a line `name value` here: goxeld.conf(5)");
	refuses("[process]\n", ":1: there are no [sections]; a setting is a "
	    "line `name value` here: goxeld.conf(5)");
}

Test(config, empty_socket_is_the_usual_one)
{
	load("socket \"\"\n");
	cr_assert_str_eq(config.socket, "/tmp/goxel-daemon.sock");
	cr_assert_str_eq(config.stats_socket, "/tmp/goxel-daemon.sock.stats");
}

Test(config, background_logs_to_syslog_unless_told_otherwise)
{
	load("daemonize yes\n");
	cr_assert_str_eq(config.log, "syslog");
	load("daemonize yes\nlog stderr\n");
	cr_assert_str_eq(config.log, "stderr");
	load("daemonize no\n");
	cr_assert_str_eq(config.log, "stderr");
}
