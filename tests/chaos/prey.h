/*
 * prey - the server that is hunted
 *
 * The built goxeld (folder $BUILD, else `build`) in a temporary folder of its
 * own, with a Unix socket and a free TCP port.  It dies with this program.
 */
#ifndef TESTS_CHAOS_PREY_H
#define TESTS_CHAOS_PREY_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <sys/types.h>

#define PREY_WORKERS	64

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SLOW		5	/* sanitizers cost time */
#else
#define SLOW		1
#endif

#define PREY_SETTINGS	4

struct prey {
	/* Settings of its own, `name=value`. */
	const char *setting[PREY_SETTINGS];
	unsigned settings;
	pid_t	 pid;			/* the master's */
	int	 port;			/* on 127.0.0.1 */
	char	 dir[64];
	char	 socket[96];
	char	 stats[112];
	char	 log[96];
};

/* Start it and wait until it answers; fatal when it does not. */
void	 prey_start(struct prey *p, unsigned workers);

/* End it.  True when it ended well; else its log is shown. */
bool	 prey_stop(struct prey *p);

/* Its workers, by /proc; their number. */
unsigned prey_workers(const struct prey *p, pid_t pids[PREY_WORKERS]);

/* A connected descriptor that does not block; -1 when there is none. */
int	 prey_dial(const struct prey *p, bool tcp);

/* Have the server do something; false when it cannot, or knows no such
 * command. */
bool	 prey_order(const struct prey *p, const char *command);

/* What a command of the stats socket answers; NULL when nothing does. */
cJSON	*prey_ask(const struct prey *p, const char *command);

/* Send one request on a new connection: the reply, NULL when none comes. */
cJSON	*prey_call(const struct prey *p, const char *request);

#endif
