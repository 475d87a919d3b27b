/*
 * Lines go to a file of the test, which is read back.
 */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <regex.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "log.h"

static char path[] = "/tmp/test_log.XXXXXX";

static void
start(void)
{
	close(mkstemp(path));
	cr_assert(log_open(path, LOG_LEVEL_INFO));
	log_name("test");
}

static void
finish(void)
{
	log_open("stderr", LOG_LEVEL_INFO);
	unlink(path);
}

TestSuite(log, .init = start, .fini = finish);

static const char *
lines(void)
{
	static char text[65536];
	int fd = open(path, O_RDONLY);
	ssize_t len = read(fd, text, sizeof(text) - 1);

	cr_assert_geq(len, 0);
	close(fd);
	text[len] = '\0';
	return text;
}

static void
expect(const char *pattern)
{
	regex_t regex;

	cr_assert_eq(regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB), 0);
	cr_assert_eq(regexec(&regex, lines(), 0, NULL, 0), 0,
	    "%s is not %s", lines(), pattern);
	regfree(&regex);
}

static size_t
count_lines(void)
{
	const char *at = lines();
	size_t count = 0;

	while ((at = strchr(at, '\n')) != NULL) {
		at++;
		count++;
	}
	return count;
}

#define HEAD "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\." \
    "[0-9]{3}Z "

Test(log, line_has_time_level_name_and_text)
{
	log_info("ready with %d workers", 4);
	expect(HEAD "info test: ready with 4 workers\n$");
}

Test(log, warning_explains_errno_and_keeps_it)
{
	errno = ENOENT;
	log_warn("cannot open %s", "x");
	cr_assert_eq(errno, ENOENT);
	expect(HEAD "warn test: cannot open x: No such file or directory\n$");
}

Test(log, warnx_does_not_explain_errno)
{
	errno = ENOENT;
	log_warnx("odd");
	expect(HEAD "warn test: odd\n$");
}

Test(log, what_is_less_urgent_than_the_level_is_dropped)
{
	log_debug("hidden");
	cr_assert_eq(count_lines(), 0);
	log_open(path, LOG_LEVEL_DEBUG);
	log_debug("shown");
	expect("debug test: shown\n$");
	log_open(path, LOG_LEVEL_ERROR);
	log_warnx("hidden");
	log_info("hidden");
	cr_assert_eq(count_lines(), 1);
}

Test(log, text_cannot_forge_a_line)
{
	log_info("name \"%s\"", "a\n2026-01-01 b\r\033[31m\x7f");
	cr_assert_eq(count_lines(), 1);
	expect("name \"a\\?2026-01-01 b\\?\\?\\[31m\\?\"\n$");
}

Test(log, long_line_is_cut_and_still_ends)
{
	char text[5000];

	memset(text, 'x', sizeof(text));
	text[4999] = '\0';
	errno = ENOENT;
	log_warn("%s", text);
	log_info("next");
	cr_assert_eq(count_lines(), 2);
	cr_assert_lt(strlen(lines()), 2300);
	expect("info test: next\n$");
}

Test(log, full_disk_changes_nothing_for_the_caller)
{
	cr_assert(log_open("/dev/full", LOG_LEVEL_INFO));
	errno = ENOENT;
	log_info("lost");
	cr_assert_eq(errno, ENOENT);
}

Test(log, missing_folder_is_told_and_the_old_target_stays)
{
	cr_assert_not(log_open("/nonexistent/folder/file", LOG_LEVEL_INFO));
	cr_assert_eq(errno, ENOENT);
	log_info("still here");
	cr_assert_eq(count_lines(), 1);
}

Test(log, path_beyond_its_bound_is_refused)
{
	char text[2000];

	memset(text, 'x', sizeof(text));
	text[1999] = '\0';
	cr_assert_not(log_open(text, LOG_LEVEL_INFO));
	cr_assert_eq(errno, ENAMETOOLONG);
}

Test(log, reopen_follows_a_rotation)
{
	char old[64];

	log_info("first");
	snprintf(old, sizeof(old), "%s.1", path);
	cr_assert_eq(rename(path, old), 0);
	log_info("still the old file");
	cr_assert(log_reopen());
	log_info("second");
	cr_assert_eq(count_lines(), 1);
	expect("second\n$");
	unlink(old);
}

Test(log, reopen_of_a_file_that_cannot_be_keeps_the_old_one)
{
	char file[64];

	snprintf(file, sizeof(file), "%s.d", path);
	cr_assert_eq(mkdir(file, 0700), 0);
	snprintf(file, sizeof(file), "%s.d/log", path);
	cr_assert(log_open(file, LOG_LEVEL_INFO));
	unlink(file);
	snprintf(file, sizeof(file), "%s.d", path);
	rmdir(file);
	cr_assert_not(log_reopen());
	log_info("into a file without a name");
}

Test(log, lines_of_many_processes_do_not_mix)
{
	char text[200], *at, *end;
	int i, k;

	memset(text, 'y', sizeof(text));
	text[199] = '\0';
	for (i = 0; i < 4; i++) {
		if (fork() != 0)
			continue;
		log_reopen();	/* a descriptor with its own position */
		for (k = 0; k < 50; k++)
			log_info("%s", text);
		_exit(0);
	}
	while (wait(NULL) > 0)
		continue;
	cr_assert_eq(count_lines(), 200);
	at = (char *)lines();
	for (; (end = strchr(at, '\n')) != NULL; at = end + 1)
		cr_assert_eq(end - at, 24 + 1 + 4 + 1 + 6 + 199);
}

Test(log, fatal_exits_with_1_and_says_so)
{
	int status;

	if (fork() == 0)
		fatal("no %s", "way");
	cr_assert_gt(wait(&status), 0);
	cr_assert(WIFEXITED(status));
	cr_assert_eq(WEXITSTATUS(status), 1);
	expect(HEAD "error test: no way\n$");
}

Test(log, syslog_and_back_to_a_file)
{
	cr_assert(log_open("syslog", LOG_LEVEL_INFO));
	log_info("test of goxeld, please ignore");
	cr_assert(log_reopen());
	cr_assert(log_open(path, LOG_LEVEL_INFO));
	log_info("back");
	cr_assert_eq(count_lines(), 1);
}

Test(log, fields_stand_behind_the_words)
{
	log_event(LOG_LEVEL_WARN, LOG_FIELDS({ "worker", NULL, 3 },
	    { "project", "castle", 0 }), "it %s", "moved");
	expect(HEAD "warn test: it moved worker=3 project=castle\n$");
}

Test(log, value_cannot_forge_a_field)
{
	log_event(LOG_LEVEL_INFO, LOG_FIELDS({ "project", "a us=1\n\"", 0 },
	    { "empty", "", 0 }), "x");
	expect("x project=\"a us=1\\?\\\\\"\" empty=\"\"\n$");
}

Test(log, json_line_is_one_whole_object_whatever_it_says)
{
	char text[5000];
	cJSON *json;

	memset(text, '\\', sizeof text);
	text[4999] = '\0';
	log_set_format(LOG_FORMAT_JSON);
	log_event(LOG_LEVEL_INFO, LOG_FIELDS({ "n", NULL, -7 },
	    { "long", text, 0 }, { "odd", "\"\xff\n\xc3\xa9", 0 }), "%s", text);
	cr_assert_eq(count_lines(), 1);
	cr_assert_not_null(json = cJSON_Parse(lines()));
	cr_assert_eq(cJSON_GetObjectItem(json, "n")->valuedouble, -7);
	cr_assert_eq(cJSON_GetObjectItem(json, "pid")->valuedouble, getpid());
	cr_assert_str_eq(cJSON_GetObjectItem(json, "odd")->valuestring,
	    "\"?\n\xc3\xa9");
	cr_assert_str_eq(cJSON_GetObjectItem(json, "level")->valuestring,
	    "info");
	cr_assert_null(cJSON_GetObjectItem(json, "long"));
	cJSON_Delete(json);
}

static void
say_often(unsigned times)
{
	while (times-- > 0)
		log_info("drip %u", times);
}

Test(log, as_often_as_the_limit_is_said)
{
	log_set_limit(5);
	say_often(5);
	log_tell_held();
	cr_assert_eq(count_lines(), 5);
}

Test(log, once_more_is_held_back_and_counted)
{
	log_set_limit(5);
	say_often(6);
	log_info("another");
	cr_assert_eq(count_lines(), 6);
	log_tell_held();
	log_tell_held();
	cr_assert_eq(count_lines(), 7);
	expect("held back 1 like this: drip 1 held=1\n$");
}

Test(log, next_second_says_it_again)
{
	log_set_limit(1);
	say_often(3);
	usleep(1100000);
	say_often(1);
	cr_assert_eq(count_lines(), 3);
	expect("held back 2 like this: drip 2 held=2\n.*drip 0\n$");
}

Test(log, child_does_not_tell_what_its_parent_held_back)
{
	log_set_limit(1);
	say_often(2);
	if (fork() == 0) {
		log_tell_held();
		_exit(0);
	}
	wait(NULL);
	cr_assert_eq(count_lines(), 1);
}

Test(log, journal_hears_the_priority)
{
	char stream[64];
	struct stat st;

	cr_assert_eq(dup2(log_keep(), STDERR_FILENO), STDERR_FILENO);
	cr_assert_eq(fstat(STDERR_FILENO, &st), 0);
	snprintf(stream, sizeof stream, "%ju:%ju", (uintmax_t)st.st_dev,
	    (uintmax_t)st.st_ino);
	setenv("JOURNAL_STREAM", stream, 1);
	cr_assert(log_open("stderr", LOG_LEVEL_INFO));
	log_warnx("odd");
	setenv("JOURNAL_STREAM", "1:1", 1);
	cr_assert(log_open("stderr", LOG_LEVEL_INFO));
	log_warnx("plain");
	expect("^<4>2[^\n]* odd\n2[^\n]* plain\n$");
}

Test(log, follow_opens_only_what_was_moved)
{
	char old[64];
	int fd = log_keep();

	snprintf(old, sizeof old, "%s.1", path);
	cr_assert(log_follow());
	log_info("first");
	cr_assert_eq(rename(path, old), 0);
	cr_assert(log_follow());
	log_info("second");
	cr_assert_eq(count_lines(), 1);
	cr_assert_eq(log_keep(), fd);
	unlink(old);
}

/* A folder of its own in the place of /dev, with a syslog that we are; -1:
 * that is not ours to do. */
static int
open_syslog(void)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX,
	    .sun_path = "/dev/log" };
	int fd;

	if (unshare(CLONE_NEWNS) == -1 ||
	    mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == -1 ||
	    mount("none", "/dev", "tmpfs", 0, NULL) == -1)
		return -1;
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	cr_assert_eq(bind(fd, (void *)&address, sizeof address), 0);
	return fd;
}

static void
expect_datagram(int fd, const char *begin, const char *end)
{
	char text[1024] = "";
	ssize_t len = recv(fd, text, sizeof text - 1, MSG_DONTWAIT);

	cr_assert_gt(len, 0);
	cr_assert(strncmp(text, begin, strlen(begin)) == 0, "%s", text);
	cr_assert_geq((size_t)len, strlen(end));
	cr_assert_str_eq(text + len - strlen(end), end);
}

Test(log, syslog_hears_facility_priority_and_words)
{
	int fd = open_syslog();

	if (fd == -1)
		cr_skip("not allowed to mount");
	cr_assert(log_open("syslog", LOG_LEVEL_INFO));
	log_info("hello");
	expect_datagram(fd, "<30>", "]: test: hello");
	log_warnx("lost");
	expect_datagram(fd, "<28>", "]: test: lost");
	close(fd);
}
