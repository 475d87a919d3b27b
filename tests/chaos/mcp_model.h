/*
 * mcp_model - what an agent does to a model, and what it must be told
 *
 * Agents build small boxes, take some away, and look at them, in the region of
 * a shared project that is theirs alone.  The world knows of it as of every
 * other edit, so the voxels are compared at the end like the others'.
 */
#ifndef TESTS_CHAOS_MCP_MODEL_H
#define TESTS_CHAOS_MCP_MODEL_H

#include "buf.h"
#include "tests/chaos/patron.h"

struct mcp_call {
	const char	*tool;
	struct buf	*arguments;	/* JSON */
	bool		 keyed;		/* a repetition must tell the same */
	bool		 edit;
};

/* Make up a call, change the world as it will, and append to `want` the
 * members that its structured content must have. */
void	 mcp_model_say(struct patron *p, struct mcp_call *call,
	    struct buf *want);

#endif
