/*
 * tool - what agents call: the rows of tbl/tools.h, and how a tool replies
 *
 * A tool is a method, and over other doors than MCP it replies as methods do.
 * To an agent the same result is called structuredContent, and content for
 * its model's eyes stands beside it: a line of text, a picture, a link.
 *
 *	tool_open(c);
 *	reply_int(c, "changed", n);
 *	return tool_close(c, &(struct tool_content){ .text = "..." });
 */
#ifndef WORKER_METHOD_TOOL_H
#define WORKER_METHOD_TOOL_H

#include <stdbool.h>
#include <stddef.h>

#include "err.h"
#include "worker/method/method.h"

#define TOOL_READ_ONLY		1u
#define TOOL_DESTRUCTIVE	2u
#define TOOL_IDEMPOTENT		4u
#define TOOL_KEYED		8u
#define TOOL_TASK		16u

struct tool {
	const struct method *method;
	const char	*title;
	unsigned	 hints;
	const char	*description;
	const char	*output;	/* JSON schema */
};

/* All tools in table order, ended by a row without a method. */
extern const struct tool tools[];

/* By name, or NULL. */
const struct tool *tool_find(const char *name);

/* It works on the model that `model` names, which must be there. */
bool	 tool_takes_model(const struct tool *t);

/* The members of the array of tools/list. */
void	 tool_put_rows(struct json_out *out);

/* What stands beside the result; NULL, 0: is not there. */
struct tool_content {
	const char	*text;		/* the same facts in a line or two */
	const void	*picture;	/* PNG */
	size_t		 picture_len;
	const char	*link;		/* URI of a resource */
	const char	*link_name;
	const char	*link_type;	/* MIME */
};

/* Begin the result; its fields follow by reply.h. */
void	 tool_open(struct call *c);
/* End it: OK, always.  Over other doors a picture is a field of that name, in
 * base64. */
enum err tool_close(struct call *c, const struct tool_content *content);

/* A whole result of tools/call that says why it failed. */
void	 tool_put_failure(struct json_out *out, const char *why, bool modern);

/* The end of every result of MCP: what the modern era wants in it, and the
 * brace. */
void	 tool_put_end(struct json_out *out, bool modern);
/* The same of a result that is not complete: its resultType. */
void	 tool_put_end_as(struct json_out *out, bool modern, const char *kind);

/* What both leave at the end in the modern era: _meta, and the result. */
#define TOOL_MODERN_END	GOXELD_VERSION "\"}}}"

#endif
