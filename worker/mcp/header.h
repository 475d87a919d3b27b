/*
 * header - HTTP headers that must repeat what stands in the message
 *
 * SEP-2243, of the modern era: proxies route by headers, so a message whose
 * headers say something else is refused with MCP_HEADER_MISMATCH.
 */
#ifndef WORKER_MCP_HEADER_H
#define WORKER_MCP_HEADER_H

#include "err.h"
#include "mem.h"
#include "worker/mcp/era.h"

/* MCP-Protocol-Version, Mcp-Method and Mcp-Name against the message. */
enum err header_check(const struct mcp_message *m,
    const struct mcp_carrier *carrier, struct mem *mem,
    struct mcp_fault *fault);

/* The header Mcp-Param-<name> against what an argument says; NULL: nothing. */
enum err header_check_param(const struct mcp_carrier *carrier,
    const char *name, const char *said, struct mem *mem,
    struct mcp_fault *fault);

/*
 * The value of a header, or NULL: it is written =?base64?...?= and cannot be
 * read.  NUL-terminated, in `mem`.
 */
const char *header_text(const struct slice *value, struct mem *mem);

#endif
