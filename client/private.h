/*
 * private - a server of one's own, for as long as this program runs
 *
 * It listens on a Unix socket in a folder of its own, which holds its models
 * too and is removed with it.  However this program ends, the server ends as
 * well; killed by SIGKILL, it leaves the folder.
 */
#ifndef CLIENT_PRIVATE_H
#define CLIENT_PRIVATE_H

/* Start one, wait until it listens, and have it ended at exit; its socket's
 * path.  Quits when that cannot be. */
const char *private_start(void);

#endif
