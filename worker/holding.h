/*
 * holding - the projects that live in this worker
 *
 * A project is held by exactly one worker; the directory in shared memory says
 * which.  A request for a project elsewhere is not run here: its connection
 * goes to the data.  The services that handlers call (method.h) are here.
 */
#ifndef WORKER_HOLDING_H
#define WORKER_HOLDING_H

#include "err.h"
#include "goxel/context.h"
#include "worker/conn.h"
#include "worker/method/method.h"

struct holding {
	struct context	*context;
	uint32_t	 row;		/* in the directory */
	uint32_t	 generation;
};

extern const struct services holding_services;

/*
 * The context of the project that a request is about, into call->context:
 * the one it names, else the connection's, else the server's current one;
 * NULL when there is none.  MOVE: it lives elsewhere and row->wanted says
 * where.  ERR_NO_PROJECT: the one it wants is gone.
 */
enum err holding_find(struct conn *c, struct call *call);

/* Tell the directory the revision of the project that c->serving is. */
void	 holding_publish(struct conn *c);

/*
 * A worker that drains hands its projects, as memory files through the
 * master, to the one that takes its row; their undo history stays behind.
 */
void	 holdings_bequeath(struct worker *w);
void	 holding_inherit(struct worker *w, uint32_t row, uint32_t generation,
	    int fd);

#endif
