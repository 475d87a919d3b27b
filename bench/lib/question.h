/*
 * question - tools/call of MCP, as lines or over HTTP
 *
 * With everything the newest protocol wants of a client: _meta in the message
 * and headers that repeat what it says.  A legacy one is what a client of a
 * server without sessions sends.
 */
#ifndef BENCH_LIB_QUESTION_H
#define BENCH_LIB_QUESTION_H

#include <stdbool.h>

#include "bench/lib/salvo.h"

#define QUESTION_IDS	255	/* calls, each with an id of its own */

struct question {
	const char	*tool;
	const char	*arguments;	/* JSON */
	const char	*path;		/* of HTTP; NULL: lines */
	bool		 legacy;
};

void	 question_add(struct salvo *s, const struct question *q);

#endif
