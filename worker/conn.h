/*
 * conn - one connection's turn in this worker
 *
 * The private half of a connection: its descriptor, its event, and what can
 * be found again from the row when another worker takes over.
 */
#ifndef WORKER_CONN_H
#define WORKER_CONN_H

#include <event2/event.h>
#include <event2/event_struct.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/json.h"
#include "shm/conns.h"
#include "worker/worker.h"

/* Where a connection waits, if it does. */
enum conn_wait {
	CONN_FLOWS,
	CONN_WAITS_RING,	/* in worker.hungry */
	CONN_WAITS_TURN,	/* in worker.queue, for a job to be started */
	CONN_WAITS_JOB,		/* for its job's end */
	CONN_WAITS_READER,	/* for the client to read */
	CONN_WAITS_PROJECT,	/* in worker.store.parked, to be loaded */
	CONN_WAITS_EVENT,	/* in worker.lists.streams, see stream.h */
	CONN_LINGERS		/* for the client's end, see linger.h */
};

/* Durability power: what is from `from` on is not sent before the pass
 * `ticket` is done; 0: nothing is held. */
struct conn_hold {
	uint64_t	 ticket, from;
	struct conn	*next, **link;
};

/* A project made by the current request, and the row's words before it. */
struct conn_birth {
	bool		 made;
	uint32_t	 project, generation;
};

/* How far a request at rx_head has got that is incomplete, or waits. */
struct conn_partial {
	struct json_frame frame;
	uint32_t	 tried;		/* bytes the reader has seen */
	struct http_state *http;	/* instead; NULL: it is no HTTP */
	/* Since when it waits (0: it does not), and how long it has; ns. */
	uint64_t	 since, waited;
	uint32_t	 thrown;	/* bytes away, see linger.h */
};

/* The request at this offset has a job for not the first time: it had this
 * number, and was begun anew so often. */
struct conn_turn {
	uint64_t	 offset, number;	/* 0: it has none yet */
	uint32_t	 redone;
};

struct conn {
	struct event	 event;
	struct worker	*worker;
	struct conn_row	*row;
	uint32_t	 index;		/* of the row */
	int		 fd;
	uint32_t	 generation;
	short		 armed;		/* what the event watches */
	uint8_t		 wait;		/* enum conn_wait */
	bool		 listed;	/* in worker.busy */
	bool		 hungry;	/* in worker.hungry */
	bool		 sending;	/* in worker.sending */
	struct conn	*send_next;
	struct job	*job;		/* running, or waiting for its turn */
	struct conn_turn turn;
	struct stream	*stream;	/* while it waits for an event */
	struct conn	*next;		/* in hungry or parked */
	uint32_t	 parked;	/* row of the project it waits for */
	struct conn	*busy_next, **busy_link;
	struct conn_hold hold;
	struct conn_partial partial;
	/* Directory's, when `holding` was right. */
	uint32_t	 epoch;
	struct holding	*holding;
	struct holding	*serving;	/* the current call's project */
	struct conn_birth birth;
};

/* What serving a connection's bytes came to. */
enum serve {
	SERVE_ON,		/* one is answered: look at the next */
	SERVE_MORE,		/* all complete requests are answered */
	SERVE_WAIT,		/* stopped; c->wait tells for what */
	SERVE_MOVE,		/* the connection is wanted by row->wanted */
	SERVE_CLOSE		/* nothing more can come of it */
};

/* Take an offered connection over: serve what is in its rings, then wait for
 * more.  The descriptor becomes ours; on failure it is closed. */
void	 conn_adopt(struct worker *w, uint32_t index, uint32_t generation,
	    int fd);

/* Free what this process knows of it; the row stays as it is. */
void	 conn_free(struct conn *c);

/* Serve on after a wait has ended. */
void	 conn_resume(struct conn *c);

/* The client is gone, or shall be: tell it, tell the master, forget it. */
void	 conn_close(struct conn *c);

/* Send at the end of the loop's turn, with everybody else's replies. */
void	 conn_send_soon(struct conn *c);
/* Send every reply of this turn of the loop. */
void	 conns_send(struct worker *w);

/* Wait until the project of a directory row is here, or failed to come. */
void	 conn_park(struct conn *c, uint32_t project);
/* It is, or did. */
void	 conns_unpark(struct worker *w, uint32_t project);

/* All of them look again: a message may have been lost. */
void	 conns_look_again(struct worker *w);

/* Let what is answered from `from` on wait for a pass of the keeper. */
void	 conn_hold(struct conn *c, uint64_t ticket, uint64_t from);
/* A pass is done: send what waited for it. */
void	 conns_let_go(struct worker *w);

/* Once a second: clients that stand still, rings that were missing. */
void	 conns_tick(struct worker *w);

#endif
