/*
 * echo_mcp - count the answers of an MCP server in a stream of bytes
 *
 * An answer is one line, or one reply of HTTP, with its length or in chunks.
 * It is an error when its status is not 200, when it has no "result", or when
 * that says "isError":true.
 */
#ifndef BENCH_LIB_ECHO_MCP_H
#define BENCH_LIB_ECHO_MCP_H

#include "bench/lib/echo.h"

/* Answers that end in these bytes; `rest` keeps what is cut. */
unsigned echo_mcp(struct buf *rest, enum echo_kind kind, const char *bytes,
	    size_t len, uint64_t *errors);

#endif
