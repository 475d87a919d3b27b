/*
 * harness - a whole server for one test, and what surrounds it
 *
 * server_start() runs the built goxeld (folder $BUILD, else `build`) in a
 * temporary folder with sockets, pid file and log of its own and a free TCP
 * port; server_stop() ends it and proves that it ended well.  A test that
 * fails in between leaves its server to harness_fini(), which shows the log;
 * a test that crashes takes its server along, by the parent-death signal.
 *
 * Everything waits with a deadline, and a missed deadline fails the test; an
 * alarm ends a test that waits in another way.  So no test says how long
 * something takes unless that is its claim.  Tests run in processes of their
 * own: one server each, and static state is theirs.
 *
 * talk.h speaks with the server, claim.h looks at what it said.
 */
#ifndef TESTS_SERVER_HARNESS_H
#define TESTS_SERVER_HARNESS_H

#include <sys/types.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/server/claim.h"
#include "tests/server/talk.h"

/* Sanitizers and their leak check at exit cost time; claims about time allow
 * for it. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SLOW		5
#else
#define SLOW		1
#endif

#define PATIENCE_MS	(5000 * SLOW)	/* for anything that must happen */
#define STOP_MS		(1000 * SLOW)	/* from SIGTERM to the end */
#define WORKERS_MAX	64

struct server {
	pid_t	 pid;			/* 0: not running */
	int	 port;			/* TCP, on 127.0.0.1 */
	char	 dir[64];
	char	 socket[96];
	char	 stats[96];
	char	 pid_file[96];
	char	 conf[96];
	char	 log[96];
	char	 errors[96];		/* its standard error */
};

/*
 * Start a server with settings "name=value name=value ..." in its file, and
 * wait until it answers.  Without settings it has one worker.
 */
struct server server_start(const char *settings, ...)
    __attribute__((format(printf, 1, 2)));

/* SIGTERM; it must exit with 0 in time and leave no socket or pid file. */
void	 server_stop(struct server *s);

/* The steps of server_start, for tests of starting itself. */
struct server server_prepare(const char *settings, ...)
    __attribute__((format(printf, 1, 2)));
/* Write its settings file anew. */
void	 server_settings(struct server *s, const char *text);
/* Run it, with one more flag unless that is NULL. */
void	 server_spawn(struct server *s, const char *flag);
void	 server_await(struct server *s);	/* until it answers a ping */
/* Its exit status; fails unless it exits by itself within `ms`. */
int	 server_exit(struct server *s, int ms);
/* After an exit: remove the folder.  server_stop does it too. */
void	 server_forget(struct server *s);

/* Wait for the end of one that was killed. */
void	 server_reap(struct server *s);
/* Wait until there is such a file. */
void	 await_file(const char *path);

void	 server_signal(struct server *s, int number);
/* SIGHUP, and wait until every worker has been replaced and one answers. */
void	 reload(struct server *s);

/* A file of the server as text; lasts until the next call of any of these. */
const char *server_file(const struct server *s, const char *path);
/* Wait until the log holds this text. */
void	 await_log(const struct server *s, const char *text);
unsigned log_lines(const struct server *s, const char *text);

/* The living direct children of the master; returns their number. */
unsigned worker_pids(const struct server *s, pid_t pids[WORKERS_MAX]);
/* Wait until there are `count` of them, `gone` (or 0) not being one. */
void	 await_workers(const struct server *s, unsigned count, pid_t gone);
/* Wait until the server calls `count` workers ready. */
void	 await_ready(const struct server *s, unsigned count);
/* kill -9; only a worker of this server. */
void	 kill_worker(struct server *s, pid_t pid);
/* The worker that serves the only connection there is. */
pid_t	 serving_worker(const struct server *s);
/* The worker that holds a project, by `show projects json`. */
pid_t	 project_worker(const struct server *s, const char *project);

/* The answer of the stats socket; lasts until the next call. */
const char *stats(const struct server *s, const char *command);
/* A number of `show info json`, wherever in it the name stands. */
double	 counter(const struct server *s, const char *name);

/* Try again every few milliseconds; false when `ms` have passed. */
bool	 soon(bool (*holds)(const void *), const void *what, int ms);
bool	 process_lives(pid_t pid);

/* Every suite's .fini: tidies up after a failed test. */
void	 harness_fini(void);

/* A file in the server's folder: "DIR/name"; lasts until the fourth next. */
const char *in_dir(const struct server *s, const char *name);

#endif
