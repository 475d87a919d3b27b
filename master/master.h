/*
 * master - the one process that keeps the others alive
 *
 * It binds the sockets, carves the shared memory, forks the workers, accepts
 * connections and hands them out, and repairs what a dead worker leaves.  It
 * reads no byte of a client's, knows no voxel, and keeps nothing that the
 * shared memory does not tell, but for the descriptors.
 *
 * Reading order: master.c (main), spawn.c (a worker's life), handoff.c (a
 * connection's), recover.c (after a death), reload.c, stats.c.
 */
#ifndef MASTER_MASTER_H
#define MASTER_MASTER_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "bounds.h"
#include "settings.h"
#include "master/notify.h"
#include "shm/segment.h"

#define MASTER_WHY	256		/* bytes of a reason */
#define MASTER_DEATHS	1024		/* remembered */
#define MASTER_FLAGS	64		/* settings given by flags */

struct event;
struct event_base;
struct master;

enum seat_state {
	SEAT_EMPTY, SEAT_STARTING, SEAT_READY, SEAT_DRAINING, SEAT_BACKOFF,
	SEAT_STATES
};

/* The copy of a worker that is to take its seat. */
struct understudy {
	pid_t		 pid;
	int		 channel;	/* to it; -1: there is none */
	bool		 seated;	/* it was told to, and is not ready */
};

/* What the watchdog has seen of a worker. */
struct hang {
	uint64_t	 sign_ms;	/* its last sign of life; clock_ms */
	uint64_t	 cpu_ns;	/* its CPU time then */
	bool		 asked;		/* for its stack */
};

/* Where a worker sits: one row of shared memory, one process at a time. */
struct seat {
	struct master	*master;
	uint32_t	 row;
	enum seat_state	 state;
	bool		 retire;	/* not to be filled again */
	bool		 drained;	/* because an operator said so */
	/* Runs with settings of before a reload. */
	bool		 stale;
	pid_t		 pid;
	int		 channel;	/* to it, -1: none */
	pthread_t	 watcher;	/* waits for its death */
	bool		 watched;
	int		 listen_tcp;	/* accept mode reuseport; else -1 */
	struct event	*on_channel;
	struct event	*on_delay;
	uint64_t	 born_ms;
	unsigned	 short_lives;	/* of its workers, in a row */
	struct hang	 hang;
	uint64_t	 died_ns;	/* clock_ns; 0: nobody waits */
	struct understudy understudy;
};

/* What an upgrade runs. */
struct binary {
	char		**argv;
	char		 path[BOUND_PATH];
	bool		 due;	/* to be run when all workers are ready */
};

/* Settings from the command line, in order; they outlive reloads. */
struct flags {
	struct { const char *name, *value; } set[MASTER_FLAGS];
	unsigned	 count;
	const char	*config_path;	/* NULL: none */
	bool		 check_only;
	/* --stop, --reload: send it; --status: 0. */
	int		 signal;
	bool		 ask;		/* one of these three was given */
	struct binary	 binary;
};

/* The newest checkpoint of a project: a nameless file. */
struct kept {
	int		 fd;		/* -1: none */
	uint32_t	 generation;	/* of the project's row */
};

/* Deaths of workers: the last ones, and how the news comes. */
struct deaths {
	uint64_t	 when_ms[MASTER_DEATHS];
	uint32_t	 count;		/* ever */
	int		 pipe[2];	/* from the watchers */
	struct event	*on_notice;
	struct rings	 rings;		/* to read hotlogs of the dead */
};

/* The keeper: its channel, its bell, and those that it rings. */
struct keep {
	int		 channel;	/* -1: there is none now */
	int		 keeper_bell;	/* eventfds; -1: none */
	int		 bell[BOUND_WORKERS];
	struct event	*on_channel;
	struct event	*on_delay;
	uint64_t	 born_ms;
	unsigned	 short_lives;	/* in a row */
	bool		 renewed;	/* it ends because it was told to */
};

/* The tracer: its channel. */
struct exporting {
	int		 channel;	/* -1: there is none now */
	struct event	*on_channel;
	struct event	*on_delay;	/* for another one */
	uint64_t	 born_ms;
	unsigned	 short_lives;	/* in a row */
};

/* The listeners whose connections the master accepts; NULL: none. */
struct accepting {
	struct event	*on_unix, *on_tcp, *on_admin;
	bool		 paused;	/* the table is full */
};

/* Who asks at the stats socket. */
struct desk {
	struct event	*on_visitor;
	uint32_t	 visits;	/* now */
};

struct master {
	struct flags	 flags;
	struct config	 config;
	char		 why[MASTER_WHY];
	struct segment	 segment;
	struct event_base *base;
	bool		 running;

	/* -1: none */
	int		 listen_unix, listen_tcp, listen_stats, listen_admin;
	struct accepting accepting;
	struct event	*on_signal, *on_tick, *on_retry;
	int		 pid_fd;	/* the pid file, locked; -1: none */

	struct seat	 seat[BOUND_WORKERS];
	uint32_t	 seats, high;	/* in use; rows of conns ever used */
	int		*fd;		/* by row of conns; -1: none */
	struct kept	*kept;		/* by directory row */
	struct deaths	 deaths;
	struct keep	 keep;
	struct exporting export;
	struct notify	 notify;
	struct desk	 desk;
};

#endif
