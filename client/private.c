/*
 * private - a server of one's own, for as long as this program runs
 */
#include <sys/prctl.h>
#include <sys/wait.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "client/link.h"
#include "client/private.h"
#include "client/quit.h"
#include "clock.h"
#include "text.h"

#define START_MS	10000	/* until it listens */
#define STOP_MS		5000	/* until it has ended; then it is killed */
#define LOOK_MS		5	/* between two looks */
#define FOLDER		90	/* bytes; a socket's path has 108 */
#define SETTINGS	8

static struct {
	pid_t	pid;			/* 0: none */
	char	folder[FOLDER];
	char	socket[FOLDER + 16];
} private;

static int
remove_one(const char *path, const struct stat *what, int kind,
    struct FTW *where)
{
	(void)what, (void)kind, (void)where;
	remove(path);
	return 0;
}

static bool
has_ended(void)
{
	pid_t got = waitpid(private.pid, NULL, WNOHANG);

	return got == private.pid || (got == -1 && errno == ECHILD);
}

static void
end(void)
{
	uint64_t began_ms = clock_ms();

	if (private.pid > 0) {
		kill(private.pid, SIGTERM);
		while (!has_ended() && clock_ms() - began_ms < STOP_MS)
			poll(NULL, 0, LOOK_MS);
		kill(private.pid, SIGKILL);
	}
	nftw(private.folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static bool
make_folder(const char *parent)
{
	if (parent == NULL || strlen(parent) + 16 > FOLDER)
		return false;
	text_format(private.folder, FOLDER, "%s/goxeld.XXXXXX", parent);
	return mkdtemp(private.folder) != NULL;
}

/* goxeld where this program is, or where `make install` puts it. */
static bool
find_beside(char path[PATH_MAX])
{
	static const char *const places[] = { "goxeld", "../sbin/goxeld" };
	char own[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", own, sizeof own - 1);
	size_t i;

	if (len == -1)
		return false;
	own[len] = '\0';
	*strrchr(own, '/') = '\0';
	for (i = 0; i < sizeof places / sizeof places[0]; i++) {
		if (strlen(own) + strlen(places[i]) + 2 > PATH_MAX)
			continue;
		stpcpy(stpcpy(stpcpy(path, own), "/"), places[i]);
		if (access(path, X_OK) == 0)
			return true;
	}
	return false;
}

/* In the child: what the server says is no message, so its standard output is
 * that for errors. */
static void __attribute__((noreturn))
become_server(pid_t parent)
{
	static const char *const names[SETTINGS] = { "listen=off",
	    "pid_file=off", "daemonize=no", "workers=1", "log_level=warn",
	    "log=stderr" };
	char path[PATH_MAX], data[FOLDER + 16];
	const char *argv[2 * SETTINGS + 8];
	int i, argc = 0, null = open("/dev/null", O_RDWR);
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent)
		_exit(1);
	dup2(null, STDIN_FILENO);
	dup2(STDERR_FILENO, STDOUT_FILENO);
	text_format(data, sizeof data, "data_dir=%s/data", private.folder);
	argv[argc++] = "goxeld";
	argv[argc++] = "--foreground";
	argv[argc++] = "-s";
	argv[argc++] = private.socket;
	argv[argc++] = "-o";
	argv[argc++] = data;
	for (i = 0; names[i] != NULL; i++) {
		argv[argc++] = "-o";
		argv[argc++] = names[i];
	}
	argv[argc] = NULL;
	if (find_beside(path))
		execv(path, (char **)argv);
	execvp("goxeld", (char **)argv);
	complain("cannot run goxeld: %s", strerror(errno));
	_exit(1);
}

static void
await_socket(void)
{
	uint64_t began_ms = clock_ms();
	struct link link;

	while (!link_open_unix(&link, private.socket)) {
		if (has_ended()) {
			private.pid = 0;
			quit("the private server did not start");
		}
		if (clock_ms() - began_ms > START_MS)
			quit("the private server does not listen after %d s",
			    START_MS / 1000);
		poll(NULL, 0, LOOK_MS);
	}
	link_close(&link);
}

const char *
private_start(void)
{
	pid_t parent = getpid();

	if (!make_folder(getenv("XDG_RUNTIME_DIR")) &&
	    !make_folder(getenv("TMPDIR")) && !make_folder("/tmp"))
		quit("no folder for a private server: %s", strerror(errno));
	atexit(end);
	text_format(private.socket, sizeof private.socket, "%s/socket",
	    private.folder);
	if ((private.pid = fork()) == 0)
		become_server(parent);
	if (private.pid == -1) {
		private.pid = 0;
		quit("fork: %s", strerror(errno));
	}
	await_socket();
	return private.socket;
}
