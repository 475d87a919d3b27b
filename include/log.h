/*
 * log - one line an event, for the people who run the server
 *
 * Only programs speak (floor 6); lower floors return errors.  A warning
 * carries its consequence: `worker 3 (pid 4711) killed by signal 11 --
 * starting another in 2 s`.  Lines go to standard error, a file or syslog;
 * every process of the server writes whole lines with one write(2).
 */
#ifndef INCLUDE_LOG_H
#define INCLUDE_LOG_H

#include <stdbool.h>

/* Most urgent first. */
enum log_level {
	LOG_LEVEL_ERROR,
	LOG_LEVEL_WARN,
	LOG_LEVEL_INFO,
	LOG_LEVEL_DEBUG
};

/*
 * Where lines go: "stderr", "syslog" or a file's path (made if missing,
 * appended to).  False, with errno, when the file cannot be opened; the old
 * target stays.
 */
bool	 log_open(const char *target, enum log_level level);

/* Open the file again, after it was rotated away.  False as log_open. */
bool	 log_reopen(void);

void	 log_set_level(enum log_level level);

/*
 * The descriptor to spare when a child closes what it inherited, or -1.  To
 * syslog the connection is made anew at the next line.
 */
int	 log_keep(void);

/* What the lines of this process begin with: "master" or "worker 3". */
void	 log_name(const char *name);

void	 log_debug(const char *format, ...)
	    __attribute__((format(printf, 1, 2)));
void	 log_info(const char *format, ...)
	    __attribute__((format(printf, 1, 2)));
/* log_warn adds ": " and strerror(errno); log_warnx does not. */
void	 log_warn(const char *format, ...)
	    __attribute__((format(printf, 1, 2)));
void	 log_warnx(const char *format, ...)
	    __attribute__((format(printf, 1, 2)));
/* Say it, at the level of errors, and exit with status 1. */
void	 fatal(const char *format, ...)
	    __attribute__((format(printf, 1, 2), noreturn));

#endif
