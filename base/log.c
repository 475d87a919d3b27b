/*
 * log - one line an event, for the people who run the server
 *
 *	2026-11-21T12:00:00.123Z info master: ready with 4 workers
 *
 * A line is built on the stack and goes out with one write(2) to a descriptor
 * opened for appending, so lines of several processes never mix.  Control
 * characters become '?': a name that a client chose cannot forge a line.
 *
 * A process has one log, and whoever dies of an empty heap must find it
 * without being given it.  So this file holds the one static state below
 * floor 6.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

#include "bounds.h"
#include "log.h"
#include "text.h"

#define LINE_SIZE	2048		/* bytes; longer lines are cut */
#define NAME_SIZE	32		/* bytes */

static struct {
	int		fd;		/* -1: syslog */
	enum log_level	level;		/* what is less urgent is dropped */
	char		path[BOUND_PATH];	/* "" unless a file */
	char		name[NAME_SIZE];
} the_log = { .fd = STDERR_FILENO, .level = LOG_LEVEL_INFO, .name = "goxeld" };

static const struct {
	const char	*word;
	int		 priority;	/* syslog(3) */
} levels[] = {
	[LOG_LEVEL_ERROR] = { "error", LOG_ERR },
	[LOG_LEVEL_WARN] = { "warn", LOG_WARNING },
	[LOG_LEVEL_INFO] = { "info", LOG_INFO },
	[LOG_LEVEL_DEBUG] = { "debug", LOG_DEBUG },
};

static int
open_file(const char *path)
{
	return open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY,
	    0640);
}

static void
use_target(int fd, const char *path)
{
	if (the_log.fd < 0 && fd >= 0)
		closelog();
	if (the_log.fd > STDERR_FILENO)
		close(the_log.fd);
	the_log.fd = fd;
	text_copy(the_log.path, sizeof(the_log.path), path);
}

bool
log_open(const char *target, enum log_level level)
{
	int fd;

	if (strcmp(target, "stderr") == 0) {
		use_target(STDERR_FILENO, "");
	} else if (strcmp(target, "syslog") == 0) {
		openlog("goxeld", LOG_PID | LOG_NDELAY, LOG_DAEMON);
		use_target(-1, "");
	} else if (strlen(target) >= sizeof(the_log.path)) {
		errno = ENAMETOOLONG;
		return false;
	} else {
		if ((fd = open_file(target)) < 0)
			return false;
		use_target(fd, target);
	}
	the_log.level = level;
	return true;
}

bool
log_reopen(void)
{
	char path[BOUND_PATH];
	int fd;

	if (the_log.path[0] == '\0')
		return true;
	if ((fd = open_file(the_log.path)) < 0)
		return false;
	text_copy(path, sizeof(path), the_log.path);
	use_target(fd, path);
	return true;
}

void
log_set_level(enum log_level level)
{
	the_log.level = level;
}

int
log_keep(void)
{
	if (the_log.fd < 0)
		closelog();
	return the_log.fd;
}

void
log_name(const char *name)
{
	text_copy(the_log.name, sizeof(the_log.name), name);
}

static size_t
put_head(char *line, size_t size, enum log_level level)
{
	struct timespec now;
	char date[32];
	struct tm tm;

	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &tm);
	strftime(date, sizeof(date), "%Y-%m-%dT%H:%M:%S", &tm);
	text_format(line, size, "%s.%03ldZ %s %s: ", date,
	    now.tv_nsec / 1000000, levels[level].word, the_log.name);
	return strlen(line);
}

static void
blank_controls(char *text)
{
	for (; *text != '\0'; text++)
		if ((unsigned char)*text < ' ' || *text == 0x7f)
			*text = '?';
}

/* What was asked to be said, on one line, and `why`, an errno or 0. */
static void
put_text(char *text, size_t size, int why, const char *format, va_list args)
{
	size_t len;

	vsnprintf(text, size, format, args);
	len = strlen(text);
	if (why != 0)
		text_format(text + len, size - len, ": %s", strerror(why));
	blank_controls(text);
}

static void
send_line(char *line, size_t len)
{
	ssize_t sent;

	line[len++] = '\n';	/* in place of the NUL */
	do
		sent = write(the_log.fd, line, len);
	while (sent < 0 && errno == EINTR);
	/* Nobody is left to tell when the log itself cannot be written. */
}

static void
say(enum log_level level, int why, const char *format, va_list args)
{
	int saved_errno = errno;
	char line[LINE_SIZE];
	size_t head;

	if (level > the_log.level)
		return;
	if (the_log.fd < 0) {
		put_text(line, sizeof(line), why, format, args);
		syslog(levels[level].priority, "%s: %s", the_log.name, line);
	} else {
		head = put_head(line, sizeof(line), level);
		put_text(line + head, sizeof(line) - head, why, format, args);
		send_line(line, strlen(line));
	}
	errno = saved_errno;	/* logging must not change the program */
}

void
log_debug(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(LOG_LEVEL_DEBUG, 0, format, args);
	va_end(args);
}

void
log_info(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(LOG_LEVEL_INFO, 0, format, args);
	va_end(args);
}

void
log_warn(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(LOG_LEVEL_WARN, errno, format, args);
	va_end(args);
}

void
log_warnx(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(LOG_LEVEL_WARN, 0, format, args);
	va_end(args);
}

void
fatal(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(LOG_LEVEL_ERROR, 0, format, args);
	va_end(args);
	exit(1);
}
