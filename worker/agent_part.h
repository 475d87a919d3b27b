/*
 * agent_part - the methods of MCP, by subject, and what they share
 *
 * agent_method.c has the table of them.  What each returns is as of
 * agent_method().
 */
#ifndef WORKER_AGENT_PART_H
#define WORKER_AGENT_PART_H

#include <stdbool.h>
#include <stdint.h>

#include "worker/agent.h"
#include "worker/mcp/lists.h"

#define AGENT_KEEP_MS	60000	/* what never changes may be kept so long */

/* The fault -32602 with these words: ERR_REQUEST. */
enum err agent_bad_params(struct agent *a, const char *why);

/* In the modern era: what a client may keep, and for how long. */
void	 agent_put_caching(struct agent *a, uint32_t ms, const char *scope);

/* The end of a result. */
void	 agent_put_end(struct agent *a);

/* A list, as the whole result. */
enum err agent_put_list(struct agent *a, enum mcp_list_id id);

/* Run a method of ours, with arguments as JSON or NULL, as the answer. */
enum err agent_run(struct agent *a, const struct method *method,
	    const struct slice *arguments);

/* agent_resource.c */
enum err agent_resources_list(struct agent *a);
enum err agent_templates_list(struct agent *a);
enum err agent_resources_read(struct agent *a);

/* agent_prompt.c */
enum err agent_prompts_list(struct agent *a);
enum err agent_prompts_get(struct agent *a);
enum err agent_complete(struct agent *a);

/* agent_subscribe.c */
enum err agent_subscribe(struct agent *a);
enum err agent_unsubscribe(struct agent *a);
enum err agent_listen(struct agent *a);
enum err agent_set_level(struct agent *a);
/* A connection without HTTP has been initialized. */
void	 agent_follow(struct agent *a);
/* It wants no more of the listen with this id; false: there is none. */
bool	 agent_unlisten(struct agent *a, const struct slice *id);
/* The stream of a session, which a GET has opened. */
enum err agent_stream(struct agent *a);

#endif
