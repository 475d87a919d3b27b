/*
 * target - where the measured server listens
 *
 * A Unix socket, a TCP port of this machine, or a command's standard input
 * and output: a load generator that could be pointed at another machine would
 * be a weapon.
 */
#ifndef BENCH_LIB_TARGET_H
#define BENCH_LIB_TARGET_H

#include <stdbool.h>
#include <sys/socket.h>

struct target {
	struct sockaddr_storage	addr;
	socklen_t		len;		/* 0: nowhere yet */
	const char		*command;	/* NULL: a socket */
};

/* False when the path is too long for a socket. */
bool	 target_unix(struct target *t, const char *path);

/* From "127.0.0.1:7531" or "[::1]:7531"; false if it is not loopback. */
bool	 target_tcp(struct target *t, const char *text);

/* A command, run anew for every connection; it ends with its input. */
void	 target_command(struct target *t, const char *command);

/* A blocking, connected descriptor; -1 with errno. */
int	 target_dial(const struct target *t);

#endif
