/*
 * bugreport - goxelctl bugreport: all that helps to find a fault, in one file
 *
 * Everything passes through scrub_text() on its way in.  Neither requests nor
 * what projects hold, nor environments and command lines are put in; names of
 * projects and paths are, and the report says so.
 */
#include <sys/utsname.h>
#include <ctype.h>
#include <errno.h>
#include <gnu/libc-version.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "client/ask.h"
#include "client/bugreport.h"
#include "client/doctor.h"
#include "client/gauge.h"
#include "client/quit.h"
#include "client/scrub.h"
#include "client/tarball.h"
#include "text.h"

#define PART_MAX	(64u << 20)	/* bytes of a member */
#define LOG_TAIL	(256L << 10)	/* bytes of the log */

struct report {
	const struct target *target;
	struct patient	 patient;
	struct tarball	 tarball;
	struct scrub	 scrub;
	struct buf	 list;		/* of what was put in */
};

static void
put(struct report *r, const char *name, const char *bytes, size_t len)
{
	struct buf clean;

	buf_init(&clean, 2 * PART_MAX);
	scrub_text(&r->scrub, bytes, len, &clean);
	tarball_add(&r->tarball, name, clean.bytes, clean.len);
	buf_add_format(&r->list, "%8zu  %s\n", clean.len, name);
	buf_fini(&clean);
}

static void
put_doctor(struct report *r)
{
	struct findings list;
	struct buf out;

	doctor_examine(&r->patient, &list);
	buf_init(&out, PART_MAX);
	finding_text(&list, &out);
	put(r, "doctor.txt", out.bytes, out.len);
	buf_reset(&out);
	finding_json(&list, &out);
	put(r, "doctor.json", out.bytes, out.len);
	buf_fini(&out);
}

/* show/TOPIC.txt or .json. */
static void
put_topic(struct report *r, const char *topic, bool json)
{
	char command[80], name[TARBALL_NAME + 1];
	struct buf answer;

	text_format(command, sizeof command, "show %s%s", topic, json ?
	    " json" : "");
	text_format(name, sizeof name, "show/%s.%s", topic, json ? "json" :
	    "txt");
	buf_init(&answer, PART_MAX);
	if (ask_stats(r->target, command, &answer) && !answer.failed)
		put(r, name, answer.bytes, answer.len - 1);
	buf_fini(&answer);
}

/* "show TOPIC ..." that needs no argument: the topic. */
static bool
read_topic(const char *command, char topic[32])
{
	char argument = '\0';

	return sscanf(command, "show %31[a-z_] %c", topic, &argument) >= 1 &&
	    !isupper((unsigned char)argument);
}

static void
put_topics(struct report *r)
{
	cJSON *help = gauge_ask(r->target, "help json");
	const cJSON *row;
	char topic[32], last[32] = "";

	cJSON_ArrayForEach(row, help) {
		if (!read_topic(gauge_text(row, "command"), topic) ||
		    strcmp(topic, last) == 0)
			continue;
		put_topic(r, topic, false);
		put_topic(r, topic, true);
		text_copy(last, sizeof last, topic);
	}
	cJSON_Delete(help);
}

/* The end of a file from `most` bytes before it, in whole lines; files of
 * /proc, whose size is not known, from the beginning. */
static void
put_file(struct report *r, const char *name, const char *path, long most)
{
	FILE *file = fopen(path, "re");
	struct buf part;
	char *room, *line;
	bool cut;

	if (file == NULL) {
		buf_add_format(&r->list, "   (not)  %s: %s\n", name,
		    strerror(errno));
		return;
	}
	cut = fseek(file, -most, SEEK_END) == 0;
	if (!cut)
		rewind(file);
	buf_init(&part, PART_MAX);
	if ((room = buf_room(&part, (size_t)most)) != NULL)
		part.len = fread(room, 1, (size_t)most, file);
	line = cut ? memchr(part.bytes, '\n', part.len) : NULL;
	if (line != NULL)
		put(r, name, line + 1, part.len -
		    (size_t)(line + 1 - part.bytes));
	else
		put(r, name, part.bytes, part.len);
	buf_fini(&part);
	fclose(file);
}

static void
put_process(struct report *r, const char *who, int pid)
{
	static const char *const files[] = { "limits", "status", "stat",
	    "wchan" };
	char name[TARBALL_NAME + 1], path[64];
	size_t i;

	for (i = 0; i < sizeof files / sizeof files[0]; i++) {
		text_format(name, sizeof name, "proc/%s/%s", who, files[i]);
		text_format(path, sizeof path, "/proc/%d/%s", pid, files[i]);
		put_file(r, name, path, LOG_TAIL);
	}
}

static void
put_processes(struct report *r)
{
	cJSON *workers = gauge_ask(r->target, "show workers json");
	const cJSON *row;
	char who[32];

	if (r->patient.pid > 1)
		put_process(r, "master", r->patient.pid);
	if (gauge_number(r->patient.info, "keeper") > 1)
		put_process(r, "keeper",
		    (int)gauge_number(r->patient.info, "keeper"));
	cJSON_ArrayForEach(row, workers) {
		text_format(who, sizeof who, "worker%.0f",
		    gauge_number(row, "worker"));
		if (gauge_number(row, "pid") > 1)
			put_process(r, who, (int)gauge_number(row, "pid"));
	}
	cJSON_Delete(workers);
	put_file(r, "proc/meminfo", "/proc/meminfo", LOG_TAIL);
	put_file(r, "proc/loadavg", "/proc/loadavg", LOG_TAIL);
}

static void
put_log(struct report *r)
{
	char path[PATH_MAX], log[PATH_MAX];

	patient_setting(&r->patient, "log", log, sizeof log);
	patient_path(&r->patient, "log", path);
	if (strcmp(log, "stderr") == 0 || strcmp(log, "syslog") == 0)
		buf_add_format(&r->list, "   (not)  log.txt: the log is %s; "
		    "journalctl -u goxeld may have it\n", log);
	else if (log[0] != '\0')
		put_file(r, "log.txt", path, LOG_TAIL);
}

static void
put_versions(struct report *r)
{
	struct utsname uts;
	struct buf out;

	buf_init(&out, PART_MAX);
	uname(&uts);
	buf_add_format(&out, "goxelctl " GOXELD_VERSION "\ngoxeld %s\n"
	    "%s %s %s %s\nglibc %s\nprocessors %ld\n",
	    gauge_text(r->patient.info, "version"), uts.sysname, uts.release,
	    uts.version, uts.machine, gnu_get_libc_version(),
	    sysconf(_SC_NPROCESSORS_ONLN));
	put(r, "versions.txt", out.bytes, out.len);
	buf_fini(&out);
	put_file(r, "os-release", "/etc/os-release", LOG_TAIL);
}

/* A token, and where it is; a false answer: there is one, not read. */
static bool
learn_token(struct report *r, const char *setting)
{
	char path[PATH_MAX], token[SCRUB_WORD] = "";
	FILE *file;
	bool read;

	patient_setting(&r->patient, setting, path, sizeof path);
	if (path[0] == '\0')
		return true;
	scrub_word(&r->scrub, path);
	patient_path(&r->patient, setting, path);
	if ((file = fopen(path, "re")) == NULL)
		return false;
	read = fgets(token, sizeof token, file) != NULL;
	fclose(file);
	token[strcspn(token, "\r\n")] = '\0';
	scrub_word(&r->scrub, token);
	explicit_bzero(token, sizeof token);
	return read;
}

static bool
learn_secrets(struct report *r)
{
	bool http = learn_token(r, "http_token_file");

	return learn_token(r, "admin_token_file") && http;
}

static void
fill(struct report *r)
{
	bool learned = learn_secrets(r);

	put_doctor(r);
	put_versions(r);
	if (r->patient.info != NULL) {
		put_topics(r);
		put_log(r);
	}
	put_processes(r);
	buf_add_text(&r->list, "\nIt holds names of projects and paths of "
	    "files, user and process ids, and the end of\nthe log.  It holds "
	    "no model, no request, no environment, no command line; tokens\n"
	    "and the path of the token's file are " SCRUB_MARK ".\n");
	if (!learned)
		buf_add_text(&r->list, "The token's file could not be read, "
		    "so the token was not looked for.\n");
	tarball_add(&r->tarball, "contents.txt", r->list.bytes, r->list.len);
}

static void
default_path(char *out, size_t size)
{
	time_t now = time(NULL);
	struct tm tm;

	if (localtime_r(&now, &tm) == NULL ||
	    strftime(out, size, "goxeld-bugreport-%Y%m%d-%H%M%S.tar.gz",
	    &tm) == 0)
		text_copy(out, size, "goxeld-bugreport.tar.gz");
}

int
bugreport_command(const struct target *target, int argc, char **argv)
{
	struct report r = { .target = target };
	char path[PATH_MAX];

	if (argc > 2 || (argc == 2 && argv[1][0] == '-'))
		quit("usage: goxelctl bugreport [FILE.tar.gz]");
	if (argc == 2)
		text_copy(path, sizeof path, argv[1]);
	else
		default_path(path, sizeof path);
	if (!tarball_open(&r.tarball, path))
		quit("%s: %s", path, strerror(errno));
	scrub_init(&r.scrub, getenv("HOME"));
	buf_init(&r.list, PART_MAX);
	patient_open(&r.patient, target);
	fill(&r);
	patient_close(&r.patient);
	if (!tarball_close(&r.tarball)) {
		unlink(path);
		quit("%s could not be written", path);
	}
	printf("%s holds\n%.*s", path, (int)r.list.len, r.list.bytes);
	buf_fini(&r.list);
	return 0;
}
