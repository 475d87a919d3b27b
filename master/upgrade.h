/*
 * upgrade - a new binary in place of the running one
 *
 * The same process, by execv: workers stay its children, supervisors see
 * nothing, connections stay open.  What the master knows and shared memory
 * does not tell goes over in a memory file, the legacy; then the workers are
 * replaced one by one, as after a reload.
 *
 * Before anything is given up the new binary is asked, by --check with the
 * same arguments, whether it would start with these settings, and whether it
 * understands this shared memory.  After execv there is no way back: a new
 * binary that cannot take over says so and ends.
 */
#ifndef MASTER_UPGRADE_H
#define MASTER_UPGRADE_H

#include "master/master.h"

/* Where the binary is that a later upgrade will run: how this one was called,
 * so that a link may be changed.  Once, before the working folder changes. */
void	 upgrade_note(struct master *m, char **argv);

/* What --check prints. */
void	 upgrade_tell_layout(void);

/* ERR_BUSY, ERR_CORRUPT: refused, m->why says why, and nothing has changed.
 * OK: it begins with the loop's next turn; m->why names the new version. */
enum err upgrade_begin(struct master *m);

/* By a signal, which nobody hears an answer to: refused words go to the log,
 * and what is busy is done when all workers are ready. */
void	 upgrade_signal(struct master *m);

/* When a worker serves, and once a second: an upgrade that had to wait. */
void	 upgrade_tick(struct master *m);

/* This process has a legacy: take it over in place of starting.  False: it
 * has none. */
bool	 upgrade_take_over(struct master *m);

/* A worker, for the kill points around an upgrade; 0: it has none. */
pid_t	 upgrade_somebody(const struct master *m);

#endif
