/*
 * daemon - the process as the system sees it: pid file, background, folders
 */
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "clock.h"
#include "log.h"
#include "master/daemon.h"
#include "text.h"

#define SPARE		512	/* descriptors besides those of connections */
#define STOP_WAIT_MS	15000	/* longer than the keeper is given to store */

static enum err
cannot(struct master *m, enum err err, const char *what, const char *where)
{
	text_format(m->why, sizeof m->why, "cannot %s %s: %s", what, where,
	    strerror(errno));
	return err;
}

/* The file of this name is still the one that was opened: a server that ends
 * removes its own. */
static bool
is_at(int fd, const char *path)
{
	struct stat ours, there;

	return fstat(fd, &ours) == 0 && stat(path, &there) == 0 &&
	    ours.st_ino == there.st_ino && ours.st_dev == there.st_dev;
}

/* The pid in the file, if a server holds it; else 0. */
static pid_t
running(const char *path)
{
	char text[16] = "";
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n;
	bool held;

	if (fd == -1)
		return 0;
	held = flock(fd, LOCK_SH | LOCK_NB) == -1;
	n = read(fd, text, sizeof text - 1);
	close(fd);
	return held && n > 0 ? (pid_t)atoi(text) : 0;
}

static enum err
refuse_second(struct master *m, const char *path)
{
	text_format(m->why, sizeof m->why, "a server runs already: process "
	    "%d holds the pid file %s", (int)running(path), path);
	close(m->pid_fd);
	m->pid_fd = -1;
	return ERR_IO;
}

enum err
pid_file_open(struct master *m)
{
	const char *path = m->config.pid_file;

	m->pid_fd = -1;
	if (strcmp(path, "off") == 0)
		return OK;
	do {
		if (m->pid_fd != -1)
			close(m->pid_fd);
		/* In /tmp a link could be anybody's. */
		m->pid_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC |
		    O_NOFOLLOW, 0644);
		if (m->pid_fd == -1)
			return cannot(m, ERR_IO, "write the pid file", path);
		if (flock(m->pid_fd, LOCK_EX | LOCK_NB) == -1)
			return refuse_second(m, path);
	} while (!is_at(m->pid_fd, path));
	/* What a dead server left in it is nobody's pid now. */
	if (ftruncate(m->pid_fd, 0) == -1)
		return cannot(m, ERR_IO, "write the pid file", path);
	return OK;
}

void
pid_file_write(struct master *m)
{
	char text[16];

	if (m->pid_fd == -1)
		return;
	text_format(text, sizeof text, "%d\n", (int)getpid());
	if (ftruncate(m->pid_fd, 0) == -1 ||
	    pwrite(m->pid_fd, text, strlen(text), 0) == -1)
		log_warn("the pid file %s cannot be written -- --stop and "
		    "--reload will not find this server", m->config.pid_file);
}

void
pid_file_close(struct master *m)
{
	if (m->pid_fd == -1)
		return;
	/* In a folder that is not ours any more, an empty one stays. */
	if (unlink(m->config.pid_file) == -1 && ftruncate(m->pid_fd, 0) == -1)
		log_warn("the pid file %s is left", m->config.pid_file);
	close(m->pid_fd);
	m->pid_fd = -1;
}

static int
await_end(const char *path, pid_t pid)
{
	uint64_t deadline = clock_ms() + STOP_WAIT_MS;

	while (running(path) == pid && clock_ms() < deadline)
		usleep(10000);
	if (running(path) != pid)
		return 0;
	printf("goxeld (pid %d) has not ended after %d s\n", (int)pid,
	    STOP_WAIT_MS / 1000);
	return 1;
}

int
pid_file_ask(const struct master *m)
{
	const char *path = m->config.pid_file;
	pid_t pid;

	/* The server works there, and opened its file there. */
	if (m->config.working_dir[0] != '\0' &&
	    chdir(m->config.working_dir) == -1) {
		printf("%s: %s\n", m->config.working_dir, strerror(errno));
		return 1;
	}
	if ((pid = running(path)) == 0) {
		printf("goxeld is not running (pid file %s)\n", path);
		return 1;
	}
	if (m->flags.signal == 0) {
		printf("goxeld is running (pid %d)\n", (int)pid);
		return 0;
	}
	if (kill(pid, m->flags.signal) == -1) {
		printf("goxeld (pid %d): %s\n", (int)pid, strerror(errno));
		return 1;
	}
	return m->flags.signal == SIGTERM ? await_end(path, pid) : 0;
}

/* In the process that was started: how the one in the background fares.  It
 * says why not, or one NUL. */
static __attribute__((noreturn)) void
await_daemon(int from)
{
	char said[MASTER_WHY] = "it ended while it was starting; its log may "
	    "tell why";
	ssize_t n;

	do
		n = read(from, said, sizeof said - 1);
	while (n == -1 && errno == EINTR);
	if (n == 1 && said[0] == '\0')
		_exit(0);
	if (n > 0)
		said[n] = '\0';
	fprintf(stderr, "goxeld: %s\n", said);
	_exit(1);
}

/* Nobody shall wait for the end of what we do not write. */
static void
leave_terminal(const struct master *m)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	if (null == -1)
		return;
	dup2(null, STDIN_FILENO);
	dup2(null, STDOUT_FILENO);
	if (strcmp(m->config.log, "stderr") != 0)
		dup2(null, STDERR_FILENO);
	close(null);
}

void
daemon_detach(struct master *m)
{
	int ends[2];
	pid_t pid;

	if (!m->config.daemonize)
		return;
	if (pipe2(ends, O_CLOEXEC) == -1 || (pid = fork()) == -1)
		fatal("cannot go to the background: %s", strerror(errno));
	if (pid > 0) {
		close(ends[1]);
		await_daemon(ends[0]);
	}
	close(ends[0]);
	m->notify.parent = ends[1];
	setsid();
	leave_terminal(m);
}

static void
answer(struct master *m, const char *what, size_t len)
{
	if (m->notify.parent <= 0)
		return;
	if (write(m->notify.parent, what, len) != (ssize_t)len)
		log_warn("nobody waits for this server to be ready");
	close(m->notify.parent);
	m->notify.parent = 0;
}

void
daemon_ready(struct master *m)
{
	answer(m, "", 1);
}

void
daemon_fail(struct master *m)
{
	if (m->notify.parent <= 0 && strcmp(m->config.log, "stderr") != 0)
		fprintf(stderr, "goxeld: %s\n", m->why);
	answer(m, m->why, strlen(m->why));
	fatal("%s", m->why);
}

void
descriptors_raise(const struct master *m)
{
	struct rlimit r;
	rlim_t need = (rlim_t)m->config.connections + SPARE;

	if (getrlimit(RLIMIT_NOFILE, &r) == -1 || r.rlim_cur >= need)
		return;
	r.rlim_cur = need < r.rlim_max ? need : r.rlim_max;
	setrlimit(RLIMIT_NOFILE, &r);
	if (need > r.rlim_max)
		log_warnx("%lld connections need %llu descriptors and %llu are "
		    "allowed -- fewer will be accepted",
		    (long long)m->config.connections, (unsigned long long)need,
		    (unsigned long long)r.rlim_max);
}

/* Where projects live when nobody said so; "off" when there is no place. */
static void
default_folder(struct config *config)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");

	if (geteuid() == 0)
		text_copy(config->data_dir, CONFIG_TEXT, "/var/lib/goxeld");
	else if (state != NULL && state[0] == '/')
		text_format(config->data_dir, CONFIG_TEXT, "%s/goxeld", state);
	else if (home != NULL && home[0] == '/')
		text_format(config->data_dir, CONFIG_TEXT,
		    "%s/.local/state/goxeld", home);
	else
		text_copy(config->data_dir, CONFIG_TEXT, "off");
}

/* Every folder on the way to `path`. */
static void
make_parents(const char *path)
{
	char part[CONFIG_TEXT];
	char *slash;

	text_copy(part, sizeof part, path);
	for (slash = strchr(part + 1, '/'); slash != NULL;
	    slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(part, 0755);
		*slash = '/';
	}
}

/* The keeper looks at what is in it; it is to be the server's own user's. */
enum err
data_dir_open(struct master *m)
{
	const struct passwd *user = m->config.user[0] == '\0' ? NULL :
	    getpwnam(m->config.user);
	const char *path = m->config.data_dir;

	if (path[0] == '\0') {
		default_folder(&m->config);
		make_parents(path);
	}
	if (strcmp(path, "off") == 0)
		return OK;
	if (mkdir(path, 0700) == -1)
		return errno == EEXIST ? OK :
		    cannot(m, ERR_IO, "make the folder", path);
	if (user != NULL && chown(path, user->pw_uid, user->pw_gid) == -1)
		return cannot(m, ERR_DENIED, "give away", path);
	return OK;
}

enum err
working_dir_enter(struct master *m)
{
	if (m->config.working_dir[0] != '\0' &&
	    chdir(m->config.working_dir) == -1)
		return cannot(m, ERR_IO, "work in", m->config.working_dir);
	return OK;
}
