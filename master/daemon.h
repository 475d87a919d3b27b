/*
 * daemon - the process as the system sees it: pid file, background, folders
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
 * Go to the background, if the settings say so; returns in the child.  The
 * parent waits and ends with status 0 when daemon_ready says that the server
 * serves, else with 1 and the words of daemon_fail.
 */
void	 daemon_detach(struct master *m);
void	 daemon_ready(struct master *m);

/* Starting fails because of m->why: tell it to whoever started us, and to
 * the log, and end with status 1. */
void	 daemon_fail(struct master *m) __attribute__((noreturn));

/* As many descriptors as the connections need, if the system lets us. */
void	 descriptors_raise(const struct master *m);

/* Relative paths of all settings start there.  ERR_IO with m->why. */
enum err working_dir_enter(struct master *m);

/* Make the data folder, for the user of the settings.  ERR_IO, ERR_DENIED
 * with m->why. */
enum err data_dir_open(struct master *m);

#endif
