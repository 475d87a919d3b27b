/*
 * echo - count the replies in a stream of bytes
 *
 * A JSON reply is one line; it is an error when it has the key "error".  A
 * Redis reply is a line of RESP2, or a bulk string; it is an error when it
 * begins with '-' or is nil.  A reply of MCP, a line or over HTTP, is an error
 * unless it has the key "result" and is no failed call (echo_mcp.h).  Replies
 * may arrive cut anywhere.
 */
#ifndef BENCH_LIB_ECHO_H
#define BENCH_LIB_ECHO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"

enum echo_kind { ECHO_JSON, ECHO_REDIS, ECHO_LINE, ECHO_HTTP };

/* Where one stream is; zeroed at its beginning. */
struct echo {
	char		part[24];	/* what of a cut line is still needed */
	uint32_t	part_len;	/* bytes of it */
	bool		bad;		/* the JSON line has the key so far */
	uint64_t	skip;		/* bytes left of a bulk string */
	struct buf	rest;		/* a cut reply of MCP, from its start */
};

/* Nothing is on its way: forget what was cut. */
void	 echo_reset(struct echo *a);

/* Number of replies that end in these bytes; raises `errors`. */
unsigned echo_count(struct echo *a, enum echo_kind kind,
	    const char *bytes, size_t len, uint64_t *errors);

#endif
