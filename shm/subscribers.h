/*
 * subscribers - who wants to be told of what, and what they were told
 *
 * A subscriber is a legacy session, a connection with a stream of JSON, or one
 * request subscriptions/listen of a connection.  Its row is in shared memory,
 * so that any worker goes on telling where another one died.  What was told
 * is noted after it was sent: a death between the two repeats it, and nothing
 * is ever lost.
 *
 *	now != told	there is news
 *	sent as event n	told = now, at = n
 *	client has seen none after m: all that was told at > m is news again
 *
 * Everything here is done with the lock held.  Whoever dies with it leaves a
 * row that is wrong in one URI at most, never one that cannot be read.
 */
#ifndef SHM_SUBSCRIBERS_H
#define SHM_SUBSCRIBERS_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "bounds.h"
#include "err.h"
#include "shm/conns.h"
#include "shm/projects.h"

#define SUBSCRIBERS		1024
#define SUBSCRIBER_URIS		32
#define SUBSCRIBER_URI		512	/* bytes, with a NUL */
#define SUBSCRIBER_ID		128	/* bytes of a listen's id, and a NUL */
#define SUBSCRIBER_IDLE_MS	60000	/* a session may be forgotten then */

/* The lists of an agent's server; bits 1 << of those wanted. */
enum told_list { TOLD_TOOLS, TOLD_PROMPTS, TOLD_RESOURCES, TOLD_LISTS };

/* Who: a session, or a connection and the id of its listen ("": itself). */
struct subscriber_key {
	uint64_t	 session;	/* 0: a connection */
	uint32_t	 conn;		/* index + 1 */
	uint32_t	 generation;
	uint64_t	 listen;	/* hash of the id's text; 0: none */
};

/* How something stood. */
struct stamp {
	uint32_t	 generation;	/* of a project's row; 0: none */
	uint64_t	 revision;
};

struct told {
	struct stamp	 stamp;
	uint64_t	 event;		/* it was told in; 0: never */
};

struct watched {
	char		 uri[SUBSCRIBER_URI];	/* "": this place is free */
	/* The project it is about; "": their list. */
	char		 name[BOUND_NAME + 1];
	struct told	 told;
	int32_t		 row;		/* of the project, as of the epoch */
	uint32_t	 epoch;
};

struct subscriber {
	uint64_t	 used_ms;	/* clock_ms */
	uint64_t	 events;	/* number of the last */
	uint32_t	 wants;		/* bits of enum told_list */
	char		 id[SUBSCRIBER_ID];	/* JSON; "": none */
	struct told	 list[TOLD_LISTS];
	struct watched	 watched[SUBSCRIBER_URIS];
};

/* What is shared. */
struct subscribers {
	pthread_mutex_t	 lock;		/* robust, process-shared */
	struct subscriber_key key[SUBSCRIBERS];	/* zeros: free */
	struct subscriber row[SUBSCRIBERS];
};

/* How the lists stand: changes of each. */
struct told_now {
	struct projects	*projects;
	uint32_t	 list[TOLD_LISTS];
};

/* The master, once, before it forks. */
void	 subscribers_init(struct subscribers *s);

void	 subscribers_lock(struct subscribers *s);
/* False: somebody else has it just now. */
bool	 subscribers_try(struct subscribers *s);
void	 subscribers_unlock(struct subscribers *s);

/* The row of a subscriber, or -1. */
int	 subscribers_find(const struct subscribers *s,
	    const struct subscriber_key *key);
/*
 * The same, made if there was none, with `now` as what was told.  Forgets one
 * whose connection is gone, or a session that was idle for longest; -1: there
 * is neither.
 */
int	 subscribers_make(struct subscribers *s, const struct conns *conns,
	    const struct subscriber_key *key, const struct told_now *now);
void	 subscribers_drop(struct subscribers *s, int row);
/* A connection has some; the one thing that needs no lock. */
bool	 subscribers_has_conn(const struct subscribers *s, uint32_t index,
	    uint32_t generation);
/* All of a connection. */
void	 subscribers_drop_conn(struct subscribers *s, uint32_t index,
	    uint32_t generation);

/*
 * Watch a URI that is about a project, or, with "", about the list of them.
 * ERR_FULL: it watches as many as it may; ERR_TOO_BIG: the URI is too long.
 */
enum err subscriber_watch(struct subscriber *s, const char *uri,
	    const char *name, const struct told_now *now);
void	 subscriber_unwatch(struct subscriber *s, const char *uri);

/* Something that is not as it was told. */
struct news {
	int		 list;		/* enum told_list, or -1: */
	const char	*uri;
	struct stamp	 stamp;
	struct told	*told;
};

/* The next from *cursor (0 at first) on, or false. */
bool	 subscriber_news(struct subscriber *s, const struct told_now *now,
	    uint32_t *cursor, struct news *news);
/* It was sent, as this event. */
void	 subscriber_told(struct subscriber *s, const struct news *news,
	    uint64_t event);
/* The client has seen no event after this one. */
void	 subscriber_missed(struct subscriber *s, uint64_t event);

#endif
