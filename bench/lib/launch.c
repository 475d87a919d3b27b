/*
 * launch - how long a server takes from exec to its first good reply
 *
 * The socket is tried every RETRY_NS; what the tries cost the server's start
 * is a few system calls on another processor.
 */
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "bench/lib/probe.h"
#include "bench/lib/launch.h"
#include "clock.h"
#include "log.h"

#define RETRY_NS	50000
#define PATIENCE_NS	10000000000u

static pid_t
run(char **command)
{
	pid_t pid = fork();

	if (pid < 0)
		fatal("cannot fork");
	if (pid > 0)
		return pid;
	dup2(STDERR_FILENO, STDOUT_FILENO);	/* ours has the figure */
	execvp(command[0], command);
	_exit(127);
}

static bool
try_once(const struct plan *p)
{
	int fd = target_dial(&p->target);
	bool good;

	if (fd < 0)
		return false;
	good = probe(fd, p, 1, NULL);
	close(fd);
	return good;
}

uint64_t
launch(const struct plan *p)
{
	struct timespec retry = { 0, RETRY_NS };
	uint64_t began = clock_ns(), took;
	pid_t pid = run(p->command);
	bool good;

	prctl(PR_SET_TIMERSLACK, 1UL);
	while (!(good = try_once(p)) && clock_ns() - began < PATIENCE_NS &&
	    waitpid(pid, NULL, WNOHANG) == 0)
		nanosleep(&retry, NULL);
	took = clock_ns() - began;
	kill(pid, SIGTERM);
	waitpid(pid, NULL, 0);
	return good ? took : 0;
}
