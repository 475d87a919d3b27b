/*
 * mcp_patron - what a patron asks that speaks MCP over HTTP, and its replies
 *
 * Such a patron has no project of its own.  It lists the models, pings and
 * discovers, in both eras, alone and in batches, and edits its part of a shared
 * project (mcp_model.h); its session outlives its connections and the workers
 * that made it.
 */
#ifndef TESTS_CHAOS_MCP_PATRON_H
#define TESTS_CHAOS_MCP_PATRON_H

#include "tests/chaos/patron.h"

/* Append one request, and what its reply must be. */
void	 mcp_patron_ask(struct patron *p);

/* Judge every reply that is whole. */
void	 mcp_patron_judge(struct patron *p, uint64_t now_ns);

#endif
