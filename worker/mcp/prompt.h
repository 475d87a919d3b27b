/*
 * prompt - texts for a model to begin with: the rows of tbl/prompts.h
 */
#ifndef WORKER_MCP_PROMPT_H
#define WORKER_MCP_PROMPT_H

#include <stdbool.h>

#include "base/json.h"
#include "err.h"
#include "mem.h"
#include "worker/mcp/message.h"

#define PROMPT_VALUE	16384		/* bytes of an argument */
#define PROMPT_WHY	160

struct prompt_argument {
	const char	*name;		/* NULL ends them */
	bool		 must;
	const char	*absent;
	const char	*doc;
};

struct prompt {
	const char	*name, *title, *doc, *text;
	const struct prompt_argument *arguments;
};

/* All of them, ended by a row without a name. */
extern const struct prompt prompts[];

/* By name, or NULL. */
const struct prompt *prompt_find(const char *name);

/* By name, or NULL. */
const struct prompt_argument *prompt_argument(const struct prompt *p,
	    const char *name);

/* The items of prompts/list. */
void	 prompt_put_list(struct json_out *out);

/*
 * The members of a result of prompts/get, with `arguments` of the request in
 * them, an object or nothing.  ERR_PARAMS, and `why` tells: one is missing,
 * unknown, no string, or too long.
 */
enum err prompt_put(const struct prompt *p, const struct slice *arguments,
	    struct mem *mem, struct json_out *out, char why[PROMPT_WHY]);

#endif
