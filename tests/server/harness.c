/*
 * harness - a whole server for one test, and what surrounds it
 */
#include <arpa/inet.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "tests/server/harness.h"

#define LOOK_MS		5		/* between two looks */
#define TEST_S		(60 * SLOW)	/* then a test is ended by SIGALRM */
#define LOG_SHOWN	6000		/* bytes of the log of a failed test */

/* The server of this test, for harness_fini(). */
static struct server running;

/* ---- waiting ---- */

bool
soon(bool (*holds)(const void *), const void *what, int ms)
{
	uint64_t until_ms = clock_ms() + (uint64_t)ms;

	while (!holds(what)) {
		if (clock_ms() > until_ms)
			return false;
		poll(NULL, 0, LOOK_MS);
	}
	return true;
}

/* ---- the folder ---- */

static int
free_port(void)
{
	struct sockaddr_in addr = { .sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof addr;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (bind(fd, (struct sockaddr *)&addr, size) == -1 ||
	    getsockname(fd, (struct sockaddr *)&addr, &size) == -1)
		wrong("no free port: %s", strerror(errno));
	close(fd);
	return ntohs(addr.sin_port);
}

static int
remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st, (void)kind, (void)ftw;
	return remove(path);
}

const char *
in_dir(const struct server *s, const char *name)
{
	static char paths[4][256];
	static unsigned next;
	char *path = paths[next++ % 4];

	snprintf(path, sizeof paths[0], "%s/%s", s->dir, name);
	return path;
}

void
server_settings(struct server *s, const char *text)
{
	FILE *file = fopen(s->conf, "we");

	if (file == NULL || fputs(text, file) == EOF || fclose(file) == EOF)
		wrong("%s: %s", s->conf, strerror(errno));
}

/* "a=1 b=2" as the lines of a settings file. */
static void
write_settings(struct server *s, char *settings)
{
	char text[2048] = "", *word, *rest = settings;
	size_t used = 0;

	if (strstr(settings, "workers=") == NULL)
		used = (size_t)snprintf(text, sizeof text, "workers 1\n");
	while ((word = strsep(&rest, " \n")) != NULL) {
		if (*word == '\0')
			continue;
		snprintf(text + used, sizeof text - used, "%s\n", word);
		*strchr(text + used, '=') = ' ';
		used += strlen(text + used);
	}
	server_settings(s, text);
}

static struct server
prepare(const char *settings, va_list args)
{
	struct server s = { .dir = "/tmp/goxeld-test.XXXXXX" };
	char words[1024];

	alarm(TEST_S);
	if (mkdtemp(s.dir) == NULL)
		wrong("mkdtemp: %s", strerror(errno));
	s.port = free_port();
	snprintf(s.socket, sizeof s.socket, "%s/sock", s.dir);
	snprintf(s.stats, sizeof s.stats, "%s/sock.stats", s.dir);
	snprintf(s.pid_file, sizeof s.pid_file, "%s/pid", s.dir);
	snprintf(s.conf, sizeof s.conf, "%s/conf", s.dir);
	snprintf(s.log, sizeof s.log, "%s/log", s.dir);
	snprintf(s.errors, sizeof s.errors, "%s/errors", s.dir);
	vsnprintf(words, sizeof words, settings, args);
	write_settings(&s, words);
	running = s;
	return s;
}

struct server
server_prepare(const char *settings, ...)
{
	struct server s;
	va_list args;

	va_start(args, settings);
	s = prepare(settings, args);
	va_end(args);
	return s;
}

void
server_forget(struct server *s)
{
	nftw(s->dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	s->dir[0] = '\0';
	running = *s;
}

/* ---- its life ---- */

static void __attribute__((noreturn))
become_server(const struct server *s, const char *flag)
{
	const char *build = getenv("BUILD"), *front = "-f";
	char program[256], listen[64], root[128], data[128];
	int fd;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	snprintf(data, sizeof data, "%s/data", s->dir);
	if (strstr(server_file(s, s->conf), "data_dir") == NULL)
		setenv("GOXEL_DATA_DIR", data, 1);
	snprintf(program, sizeof program, "%s/goxeld",
	    build == NULL ? "build" : build);
	snprintf(listen, sizeof listen, "listen=127.0.0.1:%d", s->port);
	snprintf(root, sizeof root, "files_root=%s", s->dir);
	fd = open(s->errors, O_WRONLY | O_CREAT | O_APPEND, 0600);
	dup2(fd, STDOUT_FILENO);
	dup2(fd, STDERR_FILENO);
	if (flag != NULL && strcmp(flag, "--daemonize") == 0)
		front = flag;
	execl(program, program, front, "-s", s->socket, "-p", s->pid_file,
	    "-l", s->log, "-c", s->conf, "-o", listen, "-o", root, flag, NULL);
	fprintf(stderr, "%s: %s\n", program, strerror(errno));
	_exit(127);
}

void
server_spawn(struct server *s, const char *flag)
{
	s->pid = fork();
	if (s->pid == -1)
		wrong("fork: %s", strerror(errno));
	if (s->pid == 0)
		become_server(s, flag);
	running = *s;
}

/* A connection that asks for a ping and reads the reply, without claims. */
static bool
answers(const void *what)
{
	static const char ping[] = "{\"jsonrpc\":\"2.0\",\"id\":1,"
	    "\"method\":\"ping\"}\n";
	const struct server *s = what;
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	struct timeval limit = { .tv_sec = 1 };
	char reply[256];
	ssize_t n = 0;
	int fd;

	if (waitpid(s->pid, NULL, WNOHANG) == s->pid)
		wrong("the server ended while starting: %s%s",
		    server_file(s, s->errors), server_file(s, s->log));
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
	snprintf(addr.sun_path, sizeof addr.sun_path, "%s", s->socket);
	if (connect(fd, (struct sockaddr *)&addr, sizeof addr) == 0 &&
	    send(fd, ping, sizeof ping - 1, MSG_NOSIGNAL) > 0)
		n = recv(fd, reply, sizeof reply, 0);
	close(fd);
	return n > 0;
}

void
server_await(struct server *s)
{
	if (!soon(answers, s, PATIENCE_MS))
		wrong("the server does not answer after %d ms: %s%s",
		    PATIENCE_MS, server_file(s, s->errors),
		    server_file(s, s->log));
}

struct server
server_start(const char *settings, ...)
{
	struct server s;
	va_list args;

	va_start(args, settings);
	s = prepare(settings, args);
	va_end(args);
	server_spawn(&s, NULL);
	server_await(&s);
	return s;
}

struct ending {
	pid_t	 pid;
	int	*status;
};

static bool
has_ended(const void *what)
{
	const struct ending *ending = what;

	return waitpid(ending->pid, ending->status, WNOHANG) == ending->pid;
}

int
server_exit(struct server *s, int ms)
{
	int status = 0;
	struct ending ending = { s->pid, &status };

	if (!soon(has_ended, &ending, ms))
		wrong("the server still runs after %d ms", ms);
	s->pid = 0;
	running = *s;
	if (!WIFEXITED(status))
		wrong("the server was killed by signal %d", WTERMSIG(status));
	return WEXITSTATUS(status);
}

void
server_signal(struct server *s, int number)
{
	if (kill(s->pid, number) == -1)
		wrong("kill: %s", strerror(errno));
}

void
server_reap(struct server *s)
{
	while (waitpid(s->pid, NULL, 0) == -1 && errno == EINTR)
		;
	s->pid = 0;
	running = *s;
}

static bool
is_there(const void *path)
{
	return access(path, F_OK) == 0;
}

void
await_file(const char *path)
{
	if (!soon(is_there, path, PATIENCE_MS))
		wrong("there is no %s after %d ms", path, PATIENCE_MS);
}

static void
is_removed(const char *path)
{
	if (access(path, F_OK) == 0)
		wrong("the server left %s behind", path);
}

void
server_stop(struct server *s)
{
	int status;

	server_signal(s, SIGTERM);
	status = server_exit(s, STOP_MS);
	if (status != 0)
		wrong("the server exited with %d", status);
	is_removed(s->socket);
	is_removed(s->stats);
	is_removed(s->pid_file);
	server_forget(s);
}

/* It, or what --daemonize made of it. */
static void
kill_server(void)
{
	pid_t daemon;

	if (running.pid != 0) {
		kill(running.pid, SIGKILL);
		waitpid(running.pid, NULL, 0);
		return;
	}
	daemon = atoi(server_file(&running, running.pid_file));
	if (daemon > 1)
		kill(daemon, SIGKILL);
}

void
harness_fini(void)
{
	const char *log;
	size_t len;

	if (running.dir[0] == '\0')
		return;
	kill_server();
	fprintf(stderr, "---- standard error of the server:\n%s",
	    server_file(&running, running.errors));
	log = server_file(&running, running.log);
	len = strlen(log);
	fprintf(stderr, "---- end of its log:\n%s",
	    len > LOG_SHOWN ? log + len - LOG_SHOWN : log);
	server_forget(&running);
}
