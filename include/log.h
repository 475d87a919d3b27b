/*
 * log - one line an event, for the people who run the server
 *
 * Only programs speak (floor 6); lower floors return errors.  A warning
 * carries its consequence: `worker 3 (pid 4711) killed by signal 11 --
 * starting another in 2 s`.  Lines go to standard error, a file or syslog;
 * every process of the server writes whole lines with one write(2).
 *
 * An event may have fields, data beside its words, for programs that read
 * logs.  Words and fields never hold a secret: no token, no request's body.
 */
#ifndef INCLUDE_LOG_H
#define INCLUDE_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Most urgent first. */
enum log_level {
	LOG_LEVEL_ERROR,
	LOG_LEVEL_WARN,
	LOG_LEVEL_INFO,
	LOG_LEVEL_DEBUG
};

/* Words and key=value, or one JSON object a line. */
enum log_format { LOG_FORMAT_PLAIN, LOG_FORMAT_JSON };

/* One key=value; a number where there is no text. */
struct log_field {
	const char	*key;
	const char	*text;
	int64_t		 number;
};

/* Fields as an argument: LOG_FIELDS({ "worker", NULL, 3 }). */
#define LOG_FIELDS(...)	((struct log_field[]){ __VA_ARGS__, { NULL, NULL, 0 } })

/*
 * Where lines go: "stderr", "syslog" or a file's path (made if missing,
 * appended to).  False, with errno, when the file cannot be opened; the old
 * target stays.  Standard error that is the journal's gets its priorities.
 */
bool	 log_open(const char *target, enum log_level level);

/* Open the file again, after it was rotated away; the descriptor keeps its
 * number.  False as log_open. */
bool	 log_reopen(void);
/* The same, only if the path names another file or none by now. */
bool	 log_follow(void);

void	 log_set_level(enum log_level level);
void	 log_set_format(enum log_format format);
/* Of one event, told apart by its format string, at most so many lines a
 * second and process; 0: all.  fatal() is always said. */
void	 log_set_limit(unsigned per_second);
/* Tell how many lines were held back; to be called about once a second. */
void	 log_tell_held(void);

/*
 * The descriptor to spare when a child closes what it inherited, or -1.  To
 * syslog the connection is made anew at the next line.
 */
int	 log_keep(void);

/* What the lines of this process begin with: "master" or "worker 3". */
void	 log_name(const char *name);
const char *log_own_name(void);

void	 log_debug(const char *format, ...)
	    __attribute__((format(printf, 1, 2)));
void	 log_info(const char *format, ...)
	    __attribute__((format(printf, 1, 2)));
/* log_warn adds ": " and strerror(errno); log_warnx does not. */
void	 log_warn(const char *format, ...)
	    __attribute__((format(printf, 1, 2)));
void	 log_warnx(const char *format, ...)
	    __attribute__((format(printf, 1, 2)));
/* Words and fields. */
void	 log_event(enum log_level level, const struct log_field *fields,
	    const char *format, ...) __attribute__((format(printf, 3, 4)));
/* Say it, at the level of errors, and exit with status 1. */
void	 fatal(const char *format, ...)
	    __attribute__((format(printf, 1, 2), noreturn));

#endif
