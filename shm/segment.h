/*
 * segment - the memory that the master and its workers share
 *
 * One POSIX shared-memory object, unlinked as soon as it is open and inherited
 * by fork.  The master carves it once, before the first child:
 *
 *	head | workers | board | crashes | keeping | agents | subscribers |
 *	events | errands | slowlog | layers | stacks | jobs | history |
 *	spans | samples | memory | projects | holders | conns | rings
 *
 * No pointer is stored in it, and no length in it is trusted.  The rings are
 * mapped one by one by who borrows them (rings.h), the rest whole.
 *
 * A worker that is killed leaves everything here; what was real is what was
 * committed here.
 */
#ifndef SHM_SEGMENT_H
#define SHM_SEGMENT_H

#include <stddef.h>
#include <stdint.h>

#include "settings.h"
#include "err.h"
#include "shm/agents.h"
#include "shm/board.h"
#include "shm/conns.h"
#include "shm/crashes.h"
#include "shm/errands.h"
#include "shm/events.h"
#include "shm/history.h"
#include "shm/jobs.h"
#include "shm/keeping.h"
#include "shm/layers.h"
#include "shm/memory.h"
#include "shm/projects.h"
#include "shm/rings.h"
#include "shm/samples.h"
#include "shm/slowlog.h"
#include "shm/spans.h"
#include "shm/stacks.h"
#include "shm/subscribers.h"
#include "shm/workers.h"

#define SEGMENT_MAGIC	0x646c65786f67ull	/* "goxeld" */

struct segment_head {
	uint64_t	 magic;
	/* Hash of the sizes of everything in it. */
	uint64_t	 layout;
	uint64_t	 bytes;
	uint32_t	 conns;		/* rows */
	int32_t		 master;	/* pid */
	uint64_t	 started_ms;	/* clock_ms */
	/* Too many deaths: attempts limit is 1. */
	_Atomic uint32_t degraded;
};

/* One process's handle. */
struct segment {
	int		 fd;
	size_t		 mapped;	/* bytes; all but the rings */
	size_t		 rings_start;	/* offset of the first ring */
	struct segment_head *head;
	struct worker_row *workers;	/* BOUND_WORKERS of them */
	struct board	*board;
	struct crashes	*crashes;
	struct keeping	*keeping;
	struct agents	*agents;
	struct events	*events;
	struct errands	*errands;
	struct slowlog	*slowlog;
	struct layers	*layers;
	struct stacks	*stacks;
	struct subscribers *subscribers;
	struct jobs	*jobs;
	struct history	*history;
	struct spans	*spans;
	struct samples	*samples;
	struct memory	*memory;
	struct projects	*projects;
	_Atomic uint32_t *holders;	/* of the rings, by id */
	struct conns	 conns;
};

/* Everything a worker receives.  If it is not here, the worker has it not. */
struct heritage {
	struct segment	*segment;
	const struct config *config;
	uint32_t	 row;		/* of the worker */
	int		 channel;	/* to the master */
	int		 listen_unix;	/* accept mode reuseport; else -1 */
	int		 listen_tcp;
	int		 bell;		/* rung when a pass is done; -1 */
	int		 keeper_bell;	/* -1: there is no store */
	const int	*bells;		/* for the keeper: by worker row */
	int		 master;	/* pid, to see its death */
};

/* Make it for `conns` connections.  ERR_IO with errno. */
enum err segment_make(struct segment *s, uint32_t conns);
/* The one that a descriptor, inherited over exec, is of.  ERR_IO with errno;
 * ERR_CORRUPT: it is of another layout. */
enum err segment_adopt(struct segment *s, int fd);
void	 segment_close(struct segment *s);

/* Hash of the layout: two builds that differ must not share a segment. */
uint64_t segment_layout(void);

#endif
