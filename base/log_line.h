/*
 * log_line - how one line of a log is formed, plain or JSON
 *
 *	2026-11-21T12:00:00.123Z info worker 3: request method=ping us=12
 *	{"time":"...","level":"info","process":"worker 3","pid":4711,
 *	    "message":"request","method":"ping","us":12}
 *
 * In memory of the caller, with no heap.  Nothing a client chose can forge a
 * line, a field or an object: controls become '?' in plain text, a value with
 * a space, a quote or an equals sign is quoted, and JSON is always whole and
 * UTF-8.  What does not fit is left out: the message's end, or a whole field.
 */
#ifndef BASE_LOG_LINE_H
#define BASE_LOG_LINE_H

#include <stddef.h>
#include <sys/types.h>
#include <time.h>

#include "log.h"

#define LOG_LINE_SIZE	2048	/* bytes that every line fits in */

/* The date of a second, kept since it is asked for often. */
struct log_date {
	time_t	 second;
	char	 text[32];		/* "": none yet */
};

struct log_head {
	const char	*level;
	const char	*process;
	pid_t		 pid;
};

struct log_line {
	char		*at;
	size_t		 len, size;
	enum log_format	 format;
};

/* Begin a line in LOG_LINE_SIZE bytes of memory, with the time of now. */
void	 log_line_begin(struct log_line *l, char *memory,
	    const struct log_head *head, struct log_date *date);
void	 log_line_message(struct log_line *l, const char *text);
void	 log_line_field(struct log_line *l, const struct log_field *field);
/* End it with a newline; its length. */
size_t	 log_line_end(struct log_line *l);

#endif
