/*
 * daemon - the process as the system sees it: pid file, background, user
 */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
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
#define STOP_WAIT_MS	5000

static enum err
cannot(struct master *m, enum err err, const char *what, const char *where)
{
	text_format(m->why, sizeof m->why, "cannot %s %s: %s", what, where,
	    strerror(errno));
	return err;
}

enum err
pid_file_open(struct master *m)
{
	const char *path = m->config.pid_file;

	m->pid_fd = -1;
	if (strcmp(path, "off") == 0)
		return OK;
	m->pid_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
	if (m->pid_fd == -1)
		return cannot(m, ERR_IO, "write the pid file", path);
	if (flock(m->pid_fd, LOCK_EX | LOCK_NB) == -1)
		return cannot(m, ERR_IO, "take the pid file, which a running "
		    "server holds,", path);
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
	unlink(m->config.pid_file);
	close(m->pid_fd);
	m->pid_fd = -1;
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

int
pid_file_ask(const struct master *m)
{
	const char *path = m->config.pid_file;
	uint64_t deadline = clock_ms() + STOP_WAIT_MS;
	pid_t pid = running(path);

	if (pid == 0) {
		printf("goxeld is not running (pid file %s)\n", path);
		return 1;
	}
	if (kill(pid, m->flags.signal) == -1) {
		printf("goxeld (pid %d): %s\n", (int)pid, strerror(errno));
		return 1;
	}
	if (m->flags.signal == 0)
		printf("goxeld is running (pid %d)\n", (int)pid);
	if (m->flags.signal != SIGTERM)
		return 0;
	while (running(path) != 0 && clock_ms() < deadline)
		usleep(10000);
	return running(path) == 0 ? 0 : 1;
}

void
daemon_detach(struct master *m)
{
	int ends[2], null;
	char byte;
	pid_t pid;

	if (!m->flags.daemonize)
		return;
	if (pipe2(ends, O_CLOEXEC) == -1 || (pid = fork()) == -1)
		fatal("cannot go to the background: %s", strerror(errno));
	if (pid > 0) {
		close(ends[1]);
		_exit(read(ends[0], &byte, 1) == 1 ? 0 : 1);
	}
	close(ends[0]);
	m->ready_fd = ends[1];
	setsid();
	if ((null = open("/dev/null", O_RDWR)) != -1) {
		dup2(null, STDIN_FILENO);
		dup2(null, STDOUT_FILENO);
	}
}

void
daemon_ready(struct master *m)
{
	if (m->ready_fd <= 0)
		return;
	if (write(m->ready_fd, "", 1) != 1)
		log_warn("nobody waits for this server to be ready");
	close(m->ready_fd);
	m->ready_fd = 0;
	/* From now on nobody reads the terminal it was started from. */
	dup2(STDOUT_FILENO, STDERR_FILENO);
}

static enum err
become(struct master *m, uid_t uid, gid_t gid, const char *name)
{
	if (gid != (gid_t)-1 &&
	    (setgroups(1, &gid) == -1 || setgid(gid) == -1))
		return cannot(m, ERR_DENIED, "become the group of", name);
	if (uid != (uid_t)-1 && setuid(uid) == -1)
		return cannot(m, ERR_DENIED, "become the user", name);
	return OK;
}

enum err
privileges_drop(struct master *m)
{
	const struct passwd *user = m->config.user[0] == '\0' ? NULL :
	    getpwnam(m->config.user);
	const struct group *group = m->config.group[0] == '\0' ? NULL :
	    getgrnam(m->config.group);
	uid_t uid = user == NULL ? (uid_t)-1 : user->pw_uid;
	gid_t gid = group != NULL ? group->gr_gid :
	    user != NULL ? user->pw_gid : (gid_t)-1;

	if (user == NULL && group == NULL)
		return OK;
	/* What must be removed at the end, and connected to, is theirs. */
	if (m->listen_unix != -1 && chown(m->config.socket, uid, gid) == -1)
		return cannot(m, ERR_DENIED, "give away", m->config.socket);
	if (m->listen_stats != -1 &&
	    chown(m->config.stats_socket, uid, gid) == -1)
		return cannot(m, ERR_DENIED, "give away",
		    m->config.stats_socket);
	return become(m, uid, gid, user != NULL ? m->config.user :
	    m->config.group);
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
static enum err
open_data(struct master *m)
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
folders_open(struct master *m)
{
	if (m->config.working_dir[0] != '\0' &&
	    chdir(m->config.working_dir) == -1)
		return cannot(m, ERR_IO, "work in", m->config.working_dir);
	return open_data(m);
}
