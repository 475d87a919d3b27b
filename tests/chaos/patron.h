/*
 * patron - one client: a connection, what it asked, what it must be told
 *
 * A patron keeps up to `depth` requests unanswered.  With each it remembers
 * what the reply must be, in the order of the requests.  Now and then it stops
 * asking until it has every reply, and then rests, changes its depth or comes
 * back on a new connection; now and then it does not read for a while, so that
 * replies pile up in the server; it sends requests in pieces.
 *
 * The demands are made in demand.c, the replies judged in verdict.c.
 */
#ifndef TESTS_CHAOS_PATRON_H
#define TESTS_CHAOS_PATRON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/json.h"
#include "buf.h"
#include "tests/chaos/dice.h"
#include "tests/chaos/prey.h"
#include "tests/chaos/toll.h"
#include "tests/chaos/world.h"

#define PATRON_DUES	64	/* a power of two; replies it may wait for */
#define PATRON_HEAD	16	/* bytes of a head, big-endian words */
#define PATRON_DEPTH	16	/* requests unanswered, at most */
#define STAGE_POISON	"list_methods"	/* nobody else asks it */
#define STAGE_LETTERS	(64u << 10)	/* bytes; the longest echo */

/* What all patrons share. */
struct stage {
	struct prey	 prey;
	struct world	 world;
	struct toll	 toll;
	char		*letters;	/* 2 * STAGE_LETTERS of them */
	bool		 reads_only;
	bool		 calm;		/* nobody comes anew, nothing closes */
	bool		 poison;	/* somebody is to ask what kills */
	uint64_t	 pace_ns;	/* between a patron's requests */
	bool		 closing;	/* ask nothing more */
	unsigned	 rest_us;	/* between two rounds, about */
};

enum due_kind {
	DUE_EXACT,	/* the reply is `want` */
	DUE_PONG,	/* result.pong is true */
	DUE_REVISION,	/* result.revision is between low and high */
	DUE_ERROR,	/* error.code is `code` */
	DUE_MEMBER,	/* the result has a member of the name `want` */
	DUE_CONTENT	/* its structured content has the members of `want` */
};

/* A reply that must come. */
struct due {
	uint64_t	 id;
	enum due_kind	 kind;
	int		 code;
	unsigned	 batch;		/* replies of the line that it begins */
	struct buf	 want;
	struct project	*project;
	bool		 edit;		/* it acknowledges an edit */
	uint64_t	 low, high;	/* high 0: edits sent when it comes */
	uint64_t	 sent_ns;
};

/* The socket side of it. */
struct wire {
	int		 fd;		/* -1: none */
	bool		 tcp;
	bool		 headed;	/* the old daemon's 16 bytes */
	bool		 http;		/* MCP over HTTP */
	char		 session[128];	/* of MCP; "": none yet */
	struct buf	 out, in;
	size_t		 sent;		/* bytes of out */
	size_t		 read;		/* bytes of in that were judged */
	struct json_frame frame;	/* of the line that begins there */
	uint64_t	 blind_ns;	/* reads nothing until then */
	uint64_t	 heard_ns;	/* when the last reply came */
};

struct patron {
	struct stage	*stage;
	unsigned	 index;
	struct dice	 dice;
	struct wire	 wire;

	struct project	*mine, *ours;	/* private, shared */
	struct region	*part;		/* of ours */
	struct project	*current;	/* the connection's, or NULL */
	bool		 closed;	/* mine does not exist now */

	struct due	 due[PATRON_DUES];
	uint64_t	 first, last;	/* ids: next due, newest */
	unsigned	 depth;
	bool		 draining;	/* asks nothing until all is answered */
	uint64_t	 rest_ns;	/* asks nothing until then */
	uint64_t	 ask_ns;	/* nor until then */
	bool		 idle;		/* nothing is asked and unanswered */
};

void	 patron_init(struct patron *p, struct stage *stage, unsigned index,
	    uint64_t seed);
void	 patron_fini(struct patron *p);

/* The events to poll its descriptor for. */
short	 patron_events(const struct patron *p, uint64_t now_ns);

/* When it wants its turn even if nothing happens. */
uint64_t patron_wakes(const struct patron *p, uint64_t now_ns);

/* Read, judge, ask, send. */
void	 patron_turn(struct patron *p, short ready, uint64_t now_ns);

/* What is still due and will not come. */
void	 patron_give_up(struct patron *p);

/* For demand.c: a new due at the end, or NULL when there are too many. */
struct due *patron_due(struct patron *p);
unsigned patron_dues(const struct patron *p);
/* For verdict.c: the oldest due is done with. */
struct due *patron_oldest(struct patron *p);
void	 patron_settle(struct patron *p);

#endif
