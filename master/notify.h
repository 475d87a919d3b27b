/*
 * notify - tell the service manager how the server is (sd_notify)
 *
 * A manager that names a datagram socket in NOTIFY_SOCKET is told when the
 * workers serve, when settings are read again, when the end begins, and now
 * and then that all is well.  Everything is one datagram that nobody waits
 * for: a manager that does not listen costs nothing.  The environment goes
 * over an upgrade by exec, so that the new binary goes on.
 *
 * All is well as long as the master's loop goes round and some worker has
 * been ready within the time of the watchdog.  Else the manager is left to
 * restart the service.
 */
#ifndef MASTER_NOTIFY_H
#define MASTER_NOTIFY_H

#include <stdbool.h>
#include <stdint.h>

#define NOTIFY_STATUS	160		/* bytes of a status line */

struct event;
struct master;

struct notify {
	int		 parent;	/* of a daemon, who waits; 0: none */
	int		 fd;		/* to the manager; -1: there is none */
	bool		 told;		/* that it is ready */
	uint64_t	 watchdog_ms;	/* 0: nobody watches */
	uint64_t	 served_ms;	/* a worker was ready then; clock_ms */
	struct event	*on_watchdog;
	char		 status[NOTIFY_STATUS];	/* as last told */
};

/* With the loop open: find who listens.  Nobody is no error. */
void	 notify_open(struct master *m);

/* Workers come and go no more: say so, if it was not said. */
void	 notify_settled(struct master *m);

/* Settings are being read again; notify_settled follows. */
void	 notify_reloading(struct master *m);

/* The end begins. */
void	 notify_stopping(struct master *m);

/* Once a second: the status line, if it is another. */
void	 notify_tick(struct master *m);

#endif
