/*
 * log - one line an event, for the people who run the server
 *
 * A line is built on the stack (log_line.h) and goes out with one write(2) to
 * a descriptor opened for appending, so lines of several processes never mix.
 *
 * A process has one log, and whoever dies of an empty heap must find it
 * without being given it.  So this file holds the one static state below
 * floor 6.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <syslog.h>
#include <unistd.h>

#include "base/log_limit.h"
#include "base/log_line.h"
#include "bounds.h"
#include "clock.h"
#include "log.h"
#include "text.h"

#define NAME_SIZE	32		/* bytes */
#define MARK_SIZE	3		/* bytes of "<6>" */

static struct {
	int		fd;		/* -1: syslog */
	enum log_level	level;		/* what is less urgent is dropped */
	enum log_format	format;
	bool		journal;	/* lines begin with their priority */
	pid_t		pid;		/* whose held lines they are */
	char		path[BOUND_PATH];	/* "" unless a file */
	char		name[NAME_SIZE];
	struct log_date	date;
	struct log_limit limit;
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

/* Standard error is what systemd said it would be (sd-daemon(3)). */
static bool
is_journal(void)
{
	const char *said = getenv("JOURNAL_STREAM");
	char own[64];
	struct stat st;

	if (said == NULL || fstat(STDERR_FILENO, &st) == -1)
		return false;
	text_format(own, sizeof own, "%ju:%ju", (uintmax_t)st.st_dev,
	    (uintmax_t)st.st_ino);
	return strcmp(own, said) == 0;
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
	the_log.journal = the_log.fd == STDERR_FILENO && is_journal();
	return true;
}

bool
log_reopen(void)
{
	int fd;
	bool moved;

	if (the_log.path[0] == '\0')
		return true;
	if ((fd = open_file(the_log.path)) < 0)
		return false;
	/* Whoever was told the descriptor goes on with the new file. */
	moved = dup3(fd, the_log.fd, O_CLOEXEC) != -1;
	close(fd);
	return moved;
}

bool
log_follow(void)
{
	struct stat open_one, named;

	if (the_log.path[0] == '\0')
		return true;
	if (fstat(the_log.fd, &open_one) == 0 &&
	    stat(the_log.path, &named) == 0 &&
	    open_one.st_dev == named.st_dev && open_one.st_ino == named.st_ino)
		return true;
	return log_reopen();
}

void
log_set_level(enum log_level level)
{
	the_log.level = level;
}

void
log_set_format(enum log_format format)
{
	the_log.format = format;
}

void
log_set_limit(unsigned per_second)
{
	the_log.limit.per_second = per_second;
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

const char *
log_own_name(void)
{
	return the_log.name;
}

static void
send_line(const char *line, size_t len)
{
	ssize_t sent;

	do
		sent = write(the_log.fd, line, len);
	while (sent < 0 && errno == EINTR);
	/* Nobody is left to tell when the log itself cannot be written. */
}

/* To syslog go neither time nor level, which it has by itself. */
static void
send_syslog(enum log_level level, char *line, size_t len)
{
	const char *at = line;

	line[len - 1] = '\0';
	if (the_log.format == LOG_FORMAT_PLAIN &&
	    (at = strchr(at, ' ')) != NULL)
		at = strchr(at + 1, ' ') + 1;
	syslog(levels[level].priority, "%s", at != NULL ? at : line);
}

static void
write_event(enum log_level level, const char *text,
    const struct log_field *fields)
{
	struct log_head head = { levels[level].word, the_log.name, getpid() };
	char memory[MARK_SIZE + LOG_LINE_SIZE] = "<6>";
	struct log_line l = { .format = the_log.format };
	size_t len;

	memory[1] = (char)('0' + levels[level].priority);
	log_line_begin(&l, memory + MARK_SIZE, &head, &the_log.date);
	log_line_message(&l, text);
	for (; fields != NULL && fields->key != NULL; fields++)
		log_line_field(&l, fields);
	len = log_line_end(&l);
	if (the_log.fd < 0)
		send_syslog(level, memory + MARK_SIZE, len);
	else if (the_log.journal)
		send_line(memory, MARK_SIZE + len);
	else
		send_line(memory + MARK_SIZE, len);
}

static void
tell_held(struct log_site *site)
{
	char text[LOG_LIMIT_TEXT + 64];
	unsigned held = site->held;

	site->held = 0;
	text_format(text, sizeof text, "held back %u like this: %s", held,
	    site->like);
	write_event(site->level, text, LOG_FIELDS({ "held", NULL, held }));
}

/* What a parent held back is the parent's to tell. */
static void
disown_held(void)
{
	if (the_log.pid == getpid())
		return;
	the_log.pid = getpid();
	memset(the_log.limit.site, 0, sizeof the_log.limit.site);
}

void
log_tell_held(void)
{
	int saved_errno = errno;
	unsigned i;

	disown_held();
	for (i = 0; i < LOG_LIMIT_SITES; i++)
		if (the_log.limit.site[i].held > 0)
			tell_held(&the_log.limit.site[i]);
	errno = saved_errno;
}

/* False: it was said often enough in this second. */
static bool
may_say(enum log_level level, const char *format, struct log_site **site)
{
	unsigned said;

	disown_held();
	*site = log_limit_site(&the_log.limit, format, clock_ms());
	if (*site == NULL)
		return true;
	(*site)->level = level;
	said = (*site)->said;
	if (said == 0 && (*site)->held > 0)
		tell_held(*site);	/* of a second before */
	return log_limit_count(&the_log.limit, *site);
}

/* What is said, and how it came to be. */
struct event {
	enum log_level		 level;
	int			 why;	/* errno, or 0 */
	bool			 last;	/* the process ends of it */
	const struct log_field	*fields;
};

static void
say(const struct event *e, const char *format, va_list args)
{
	int saved_errno = errno;
	struct log_site *site = NULL;
	char text[LOG_LINE_SIZE];
	size_t len;

	if (e->level > the_log.level)
		return;
	if (e->last || may_say(e->level, format, &site)) {
		vsnprintf(text, sizeof text, format, args);
		len = strlen(text);
		if (e->why != 0)
			text_format(text + len, sizeof text - len, ": %s",
			    strerror(e->why));
		if (site != NULL)
			text_copy(site->like, sizeof site->like, text);
		write_event(e->level, text, e->fields);
	}
	errno = saved_errno;	/* logging must not change the program */
}

void
log_debug(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(&(struct event){ .level = LOG_LEVEL_DEBUG }, format, args);
	va_end(args);
}

void
log_info(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(&(struct event){ .level = LOG_LEVEL_INFO }, format, args);
	va_end(args);
}

void
log_warn(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(&(struct event){ .level = LOG_LEVEL_WARN, .why = errno }, format,
	    args);
	va_end(args);
}

void
log_warnx(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(&(struct event){ .level = LOG_LEVEL_WARN }, format, args);
	va_end(args);
}

void
log_event(enum log_level level, const struct log_field *fields,
    const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(&(struct event){ .level = level, .fields = fields }, format, args);
	va_end(args);
}

void
fatal(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	log_tell_held();
	say(&(struct event){ .level = LOG_LEVEL_ERROR, .last = true }, format,
	    args);
	va_end(args);
	exit(1);
}
