/*
 * fixture - what the tools, prompts and resources of the conformance suite do
 *
 * tbl/fixtures.h declares them; they are there with the setting mcp_fixtures
 * alone.  Those that ask for input in rounds are in fixture_input.c, those
 * that are tasks in fixture_task.c.
 */
#ifndef WORKER_FIXTURE_H
#define WORKER_FIXTURE_H

#include <stdbool.h>

#include "worker/agent.h"
#include "worker/mcp/fixture_list.h"

/* Is anything of it there? */
bool	 fixture_is_on(const struct agent *a);

/*
 * Carry a tool or a prompt out, or read a resource.  False: it is none of
 * these, and nothing was done; true: *err is what the method comes to, as in
 * agent_method().
 */
bool	 fixture_call(struct agent *a, const char *name, enum err *err);
bool	 fixture_prompt(struct agent *a, const char *name, enum err *err);
bool	 fixture_read(struct agent *a, const char *uri, enum err *err);

/* Is there a prompt of this name?  Its arguments are completed by nothing. */
bool	 fixture_is_prompt(const struct agent *a, const char *name);

/* Is there a resource at it? */
bool	 fixture_is_resource(const struct agent *a, const char *uri);

/* The string at a key of the arguments, in the request's memory, or NULL. */
const char *fixture_argument(struct agent *a, const char *key);

/* The result of a tool that is one line of text, and OK. */
enum err fixture_say(struct agent *a, const char *format, ...)
	    __attribute__((format(printf, 2, 3)));

/* What the client had to declare: JSON, the value of requiredCapabilities. */
enum err fixture_needs(struct agent *a, const char *capabilities);

#endif
