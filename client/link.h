/*
 * link - one connection to a server, for a program that may wait
 *
 * Requests go out as bytes, replies come in as lines, of any size.  Failing
 * to connect ends the program with words that say what to do about it; a
 * server that closes the connection later is reported to the caller.
 */
#ifndef CLIENT_LINK_H
#define CLIENT_LINK_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

#define LINK_SOCKET	"/tmp/goxel-daemon.sock"

/* Which server is meant: what goxelctl was told before its command. */
struct target {
	const char	*socket;	/* path; the Unix door */
	const char	*tcp;		/* HOST:PORT, or NULL: use the socket */
	const char	*pid_file;	/* or NULL: ask the stats socket */
};

struct link {
	int		 fd;
	struct buf	 in;		/* what was received */
	size_t		 taken;		/* bytes of it handed out as lines */
	size_t		 seen;		/* bytes of it without a newline */
};

/* Connect to the server, or quit. */
void	 link_open(struct link *link, const struct target *target);
/* Connect to a Unix socket; false, with errno, when that fails. */
bool	 link_open_unix(struct link *link, const char *path);
void	 link_close(struct link *link);

/* Send everything, waiting as long as it takes; false, with errno. */
bool	 link_send(struct link *link, const char *bytes, size_t len);

/*
 * Receive what is there, waiting for at least one byte.  1: got some; 0: the
 * server closed the connection; -1: errno says.
 */
int	 link_receive(struct link *link);

/* The next line already received, without its newline and with a NUL; NULL
 * when none is complete.  It lasts until the next link_receive(). */
char	*link_next(struct link *link, size_t *len);

/* The next line, waiting for it; NULL when the connection ended first. */
char	*link_line(struct link *link, size_t *len);

#endif
