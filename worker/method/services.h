/*
 * services - what a handler may ask of the program above it
 */
#ifndef WORKER_METHOD_SERVICES_H
#define WORKER_METHOD_SERVICES_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "worker/method/facts.h"

struct call;

/*
 * project_* may return MOVE: the project lives in another worker, the
 * connection goes there and the request will run again from its beginning;
 * pass it on unchanged.  On OK they have set c->project to the project's name
 * (in c->mem), create and open also c->context, and the project is the
 * connection's current one, or no longer.
 */
struct services {
	/* Find or make the project; *made tells which.  ERR_FULL. */
	enum err (*project_create)(struct call *c, const char *name,
		    bool *made);
	/* With name NULL, the current one.  ERR_NO_PROJECT. */
	enum err (*project_open)(struct call *c, const char *name);
	/* The same; with `erase` the store forgets it too. */
	enum err (*project_close)(struct call *c, const char *name,
		    bool erase);
	/* The next one after *cursor (0 at first), or false. */
	bool	 (*project_next)(struct call *c, uint32_t *cursor,
		    struct project_facts *facts);
	void	 (*server_facts)(struct call *c, struct server_facts *facts);
	void	 (*usage)(struct call *c, struct usage_facts *facts);
	/* The next running job after *cursor (0 at first), or false. */
	bool	 (*job_next)(struct call *c, uint32_t *cursor,
		    struct running_facts *facts);
	/* ERR_NO_JOB. */
	enum err (*job_cancel)(struct call *c, uint64_t id);
};

#endif
