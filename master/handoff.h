/*
 * handoff - from accept to the worker with least work
 *
 * The master keeps a descriptor of every connection and gives a copy to the
 * worker that owns its row.  Spreading load, moving to the data, and what
 * follows a death are the same act: offering the row.
 */
#ifndef MASTER_HANDOFF_H
#define MASTER_HANDOFF_H

#include "master/master.h"

/* Accept, unless the workers do it themselves. */
void	 handoff_open(struct master *m);

/* Watch a new worker's channel; read what is left of a dead one's. */
void	 handoff_watch(struct seat *s);
void	 handoff_unwatch(struct seat *s);

/* Offer a row to a ready worker, or keep it until there is one. */
void	 handoff_offer(struct master *m, uint32_t conn);
/* The same for every row that waits. */
void	 handoff_offer_all(struct master *m);

/* The connection is over: close our copy, free its rings and its row. */
void	 handoff_end(struct master *m, uint32_t conn);

/* Give a worker the checkpoints of the projects that are its own now. */
void	 handoff_inherit(struct seat *s);

/* The same for one project, if there is one.  False: it did not pass. */
bool	 handoff_inherit_one(struct seat *s, uint32_t project);

/* Give the projects of a seat that will stay empty to another worker. */
void	 handoff_reassign(struct master *m, uint32_t from);

/* Once a second: rows whose message was lost. */
void	 handoff_tick(struct master *m);

#endif
