/*
 * privileges - become the user and group of the settings, for good
 *
 * Called when everything that needs the right to do so is open: the sockets,
 * the pid file, the log.  What the server opens, makes or removes afterwards
 * it does as the new user: the settings file at a reload, a log that was
 * moved away, the data folder.  So that this works in a folder like /tmp, the
 * files it has made are given to that user.
 */
#ifndef MASTER_PRIVILEGES_H
#define MASTER_PRIVILEGES_H

#include "err.h"
#include "master/master.h"

/* Nothing to do if nobody is named, or we are already that user.  ERR_DENIED
 * with m->why. */
enum err privileges_drop(struct master *m);

#endif
