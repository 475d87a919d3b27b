/*
 * daemon - the process as the system sees it: pid file, background, user
 */
#ifndef MASTER_DAEMON_H
#define MASTER_DAEMON_H

#include "err.h"
#include "master/master.h"

/*
 * Take the pid file, locked for life, so that no second server takes it.
 * ERR_IO with m->why.
 */
enum err pid_file_open(struct master *m);
void	 pid_file_write(struct master *m);
void	 pid_file_close(struct master *m);

/* --status, --stop, --reload: act on the server of the pid file.  The exit
 * status: 0 done, 1 it does not run. */
int	 pid_file_ask(const struct master *m);

/*
 * Go to the background; returns in the child.  The parent waits and ends with
 * status 0 when daemon_ready says that the server serves, else 1.
 */
void	 daemon_detach(struct master *m);
void	 daemon_ready(struct master *m);

/* Become the user and group of the settings.  ERR_DENIED with m->why. */
enum err privileges_drop(struct master *m);

/* As many descriptors as the connections need, if the system lets us. */
void	 descriptors_raise(const struct master *m);

/* Make what the settings name: working folder, data folder.  ERR_IO. */
enum err folders_open(struct master *m);

#endif
