/*
 * log_limit - the same event, too often, is held back and counted
 *
 * Events are told apart by their format string's address: one for each place
 * that logs.  A table of some of them, the rarest forgotten first; with all
 * places busy a further one is not limited.
 */
#ifndef BASE_LOG_LIMIT_H
#define BASE_LOG_LIMIT_H

#include <stdbool.h>
#include <stdint.h>

#include "log.h"

#define LOG_LIMIT_SITES	32
#define LOG_LIMIT_TEXT	96	/* bytes of the example */

struct log_site {
	const char	*format;	/* NULL: free */
	uint64_t	 began_ms;	/* its current second */
	unsigned	 said;		/* in it */
	unsigned	 held;		/* not told yet */
	enum log_level	 level;
	char		 like[LOG_LIMIT_TEXT];	/* the last that was said */
};

struct log_limit {
	unsigned	 per_second;	/* 0: no limit */
	struct log_site	 site[LOG_LIMIT_SITES];
};

/* The place's row, in the second of `now`; NULL: it is not limited. */
struct log_site *log_limit_site(struct log_limit *l, const char *format,
	    uint64_t now_ms);
/* Count one; false: it is to be held back. */
bool	 log_limit_count(const struct log_limit *l, struct log_site *site);

#endif
