/*
 * load - make a project again
 *
 * From the checkpoint that the master kept, or from what the keeper handed
 * over, and the hotlog on top.
 */
#ifndef WORKER_LOAD_H
#define WORKER_LOAD_H

#include "worker/holding.h"

/* Of a project, one after the other; many, since some other kill may hit
 * while a large one is loaded. */
#define LOAD_DEATHS	50

/* A holding with a new, empty project for a row that was just made. */
struct holding *load_new(struct worker *w, uint32_t row);

/*
 * The project of a row of ours that is not held.  WAIT: it is asked for, and
 * holding_inherit will tell.  ERR_CORRUPT: it is stored, but cannot be read.
 * ERR_CRASHED: workers died of it, LOAD_DEATHS times.
 * ERR_NO_PROJECT: it is lost, and its row is empty.
 */
enum err load_project(struct worker *w, uint32_t row, struct holding **out);

/*
 * For a shadow, which reads what the owner writes: do again what its log has
 * behind h->seen.  ERR_CORRUPT: it cannot be followed, and is not to be held.
 */
enum err load_follow(struct worker *w, struct holding *h);

/* Hold a row's project no more, if it is held. */
void	 load_drop(struct worker *w, uint32_t row);

#endif
