/*
 * line - one line of a script, made into one request
 */
#ifndef CLIENT_LINE_H
#define CLIENT_LINE_H

#include <stddef.h>

#include "buf.h"

enum line_kind {
	LINE_BLANK,		/* nothing to send */
	LINE_REQUEST,		/* will be answered */
	LINE_NOTICE,		/* a notification: no answer will come */
	LINE_WRONG		/* *why says what is wrong with it */
};

/*
 * Append the request that `text` stands for, with a newline, to `out`.
 * `number` becomes the id of a METHOD PARAMS line.  `text` is NUL-terminated
 * and may be changed; *why is static.
 */
enum line_kind line_write(char *text, size_t len, unsigned long number,
    struct buf *out, const char **why);

#endif
