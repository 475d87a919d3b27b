/*
 * caller - a client and a server in one, for tests of methods
 *
 * Requests go the whole way from the method's name to the result's text:
 * found, decoded, its project opened, run; over a few projects in memory.
 */
#ifndef TESTS_UNIT_CALLER_H
#define TESTS_UNIT_CALLER_H

#include <criterion/criterion.h>

#include "base/json.h"
#include "mem.h"
#include "worker/method/method.h"

#define CALLER_PROJECTS	4

struct caller {
	struct call	 call;
	struct mem	 mem;
	struct buf	 reply;
	struct json_out	 out;
	struct buf	 edits;
	bool		 job;		/* run jobs as a child would */
	struct context	*projects[CALLER_PROJECTS];
	char		 names[CALLER_PROJECTS][BOUND_NAME + 1];
	int		 current;	/* index, or -1 */
	bool		 erased;	/* the last one closed was deleted */
	struct server_facts facts;
	struct usage_facts usage;
	unsigned	 usage_asked;	/* times */
	struct running_facts running;	/* the one job; id 0: none */
	uint64_t	 cancelled;	/* id of the last one */
};

/* Without a project; facts are fixed; the peer is trusted. */
void	 caller_init(struct caller *caller);
void	 caller_fini(struct caller *caller);

/* With params NULL there are none.  The result's text is in reply.bytes. */
enum err caller_run(struct caller *caller, const char *method,
    const char *params);

/* A caller with an open project "P". */
void	 caller_start(struct caller *caller);

/* A suite whose tests have such a caller each, and need no more. */
#define CALLER_SUITE(name)						\
	static struct caller caller;					\
									\
	static void							\
	start_caller(void)						\
	{								\
		caller_start(&caller);					\
	}								\
									\
	static void							\
	end_caller(void)						\
	{								\
		caller_fini(&caller);					\
	}								\
									\
	TestSuite(name, .init = start_caller, .fini = end_caller)

/* The request answers exactly this text. */
void	 expect(struct caller *caller, const char *method, const char *params,
    const char *result);

/* The request is refused, and the words contain these. */
void	 refuse(struct caller *caller, const char *method, const char *params,
    enum err err, const char *words);

#endif
