/*
 * listen - the sockets that clients and operators connect to
 */
#ifndef MASTER_LISTEN_H
#define MASTER_LISTEN_H

#include <netinet/in.h>
#include <stdbool.h>

#include "err.h"
#include "master/master.h"

/*
 * HOST:PORT, of loopback only: there is no token to ask strangers for yet.
 * ERR_PARAMS with `why`.
 */
enum err listen_address(const char *text, struct sockaddr_in *out,
    char why[MASTER_WHY]);

/* The setting admin_listen names a Unix socket, not HOST:PORT: it has a
 * slash. */
bool	 listen_is_path(const char *text);

/*
 * Open all that the settings name.  A socket file that nobody listens on is
 * replaced; one that answers is another server's.  ERR_IO with m->why.
 */
enum err listen_open(struct master *m);

/* Close them and remove the files. */
void	 listen_close(struct master *m);

/* A TCP listener of a worker's own (accept reuseport), or -1. */
int	 listen_tcp_again(const struct master *m);

#endif
