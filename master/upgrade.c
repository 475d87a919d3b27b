/*
 * upgrade - a new binary in place of the running one
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <event2/event.h>

#include "clock.h"
#include "killpoint.h"
#include "log.h"
#include "master/upgrade.h"
#include "mem.h"
#include "text.h"

#define LEGACY_MAGIC	0x796361676c78676full
#define LEGACY_NAME	"GOXELD_LEGACY"	/* its descriptor, for the new one */
#define CHECK_MS	2000		/* for the new binary to look around */
#define ANSWER_MS	20		/* for the operator to be answered */
#define TOLD		"goxeld %31s understands layout %" SCNx64
#define ARGUMENTS	256

/* What goes over; then m->fd of all rows, then m->kept of all projects. */
struct legacy {
	uint64_t	 magic;
	uint64_t	 layout;
	struct config	 config;
	struct seat	 seat[BOUND_WORKERS];
	uint32_t	 seats, high;
	uint32_t	 conns;		/* rows */
	int		 segment;
	int		 listen_unix, listen_tcp, listen_stats, listen_admin;
	int		 pid_fd;
	uint64_t	 death_ms[MASTER_DEATHS];
	uint32_t	 deaths;
	struct keep	 keep;
};

/* Two binaries of the same layout understand each other. */
static uint64_t
layout(void)
{
	uint64_t hash = segment_layout();

	hash = (hash ^ sizeof(struct legacy)) * 0x100000001b3ull;
	hash = (hash ^ sizeof(struct kept)) * 0x100000001b3ull;
	return (hash ^ SETTING_COUNT) * 0x100000001b3ull;
}

void
upgrade_tell_layout(void)
{
	printf("goxeld " GOXELD_VERSION " understands layout %016" PRIx64
	    ": these settings are good\n", layout());
	fflush(stdout);
}

/* A settings file named relative to where we are, and may not be then, by
 * its whole path as well. */
static char **
make_whole(char **argv, const char *config_path)
{
	char **whole;
	unsigned n;

	if (config_path == NULL)
		return argv;
	for (n = 0; argv[n] != NULL; n++)
		if (strcmp(argv[n], config_path) == 0)
			return argv;
	whole = xcalloc(n + 3, sizeof *whole);
	memcpy(whole, argv, n * sizeof *whole);
	whole[n] = xstrdup("-c");
	whole[n + 1] = xstrdup(config_path);
	return whole;
}

void
upgrade_note(struct master *m, char **argv)
{
	struct binary *b = &m->flags.binary;
	char here[PATH_MAX];
	ssize_t len;

	b->argv = make_whole(argv, m->flags.config_path);
	if (strchr(argv[0], '/') == NULL) {
		len = readlink("/proc/self/exe", b->path, sizeof b->path - 1);
		b->path[len < 0 ? 0 : len] = '\0';
	} else if (argv[0][0] == '/' || getcwd(here, sizeof here) == NULL) {
		text_copy(b->path, sizeof b->path, argv[0]);
	} else {
		text_format(b->path, sizeof b->path, "%s/%s", here, argv[0]);
	}
}

/*
 * The new binary's opinion
 */

static enum err
refuse(struct master *m, enum err err, const char *why)
{
	text_copy(m->why, sizeof m->why, why);
	return err;
}

static __attribute__((noreturn)) void
become_check(const struct master *m, int out)
{
	char *argv[ARGUMENTS + 2];
	sigset_t none;
	unsigned n;

	for (n = 0; n < ARGUMENTS && m->flags.binary.argv[n] != NULL; n++)
		argv[n] = m->flags.binary.argv[n];
	argv[n++] = (char[]){ "--check" };
	argv[n] = NULL;
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	dup2(out, STDOUT_FILENO);
	dup2(out, STDERR_FILENO);
	close_range(3, ~0u, 0);
	execv(m->flags.binary.path, argv);
	printf("%s: %s", m->flags.binary.path, strerror(errno));
	fflush(stdout);
	_exit(127);
}

/* Everything it says until it ends, or until the time is over. */
static void
listen_to(int from, char *text, size_t size)
{
	struct pollfd p = { .fd = from, .events = POLLIN };
	uint64_t until_ms = clock_ms() + CHECK_MS, now_ms;
	size_t len = 0;
	ssize_t n = 1;

	while (n > 0 && len + 1 < size && (now_ms = clock_ms()) < until_ms &&
	    poll(&p, 1, (int)(until_ms - now_ms)) == 1)
		if ((n = read(from, text + len, size - 1 - len)) > 0)
			len += (size_t)n;
	text[len] = '\0';
}

/* Run it with --check: what it said, and how it ended. */
static int
ask_binary(const struct master *m, char *text, size_t size)
{
	int ends[2], status = -1;
	pid_t pid;

	text[0] = '\0';
	if (pipe2(ends, O_CLOEXEC) == -1)
		return -1;
	if ((pid = fork()) == 0)
		become_check(m, ends[1]);
	close(ends[1]);
	if (pid > 0) {
		listen_to(ends[0], text, size);
		kill(pid, SIGKILL);
		while (waitpid(pid, &status, 0) == -1 && errno == EINTR)
			;
	}
	close(ends[0]);
	return status;
}

static enum err
check_binary(struct master *m)
{
	char said[MASTER_WHY], version[32];
	uint64_t its;
	int status = ask_binary(m, said, sizeof said);

	said[strcspn(said, "\n")] = '\0';
	if (sscanf(said, TOLD, version, &its) != 2) {
		text_format(m->why, sizeof m->why, "%.96s --check failed "
		    "(status %d): %.120s", m->flags.binary.path, status, said);
		return ERR_CORRUPT;
	}
	if (its != layout()) {
		text_format(m->why, sizeof m->why, "goxeld %s understands "
		    "layout %016" PRIx64 ", and this server's memory is of "
		    "%016" PRIx64 "; it needs a restart", version, its,
		    layout());
		return ERR_CORRUPT;
	}
	text_format(m->why, sizeof m->why, "%s", version);
	return OK;
}

/*
 * Handing over
 */

/* For the kill points: who dies meanwhile, each in its turn. */
pid_t
upgrade_somebody(const struct master *m)
{
	uint64_t turn = m->segment.board->row[BOARD_MASTER].
	    counter[COUNT_upgrades];

	return m->seats == 0 ? 0 : m->seat[turn % m->seats].pid;
}

typedef void on_descriptor(int fd);

/* Every descriptor that goes over. */
static void
visit(const struct master *m, on_descriptor *on)
{
	uint32_t i;

	on(m->segment.fd);
	on(m->listen_unix);
	on(m->listen_tcp);
	on(m->listen_stats);
	on(m->listen_admin);
	on(m->pid_fd);
	on(m->keep.channel);
	on(m->keep.keeper_bell);
	for (i = 0; i < BOUND_WORKERS; i++)
		on(m->keep.bell[i]);
	for (i = 0; i < m->seats; i++) {
		on(m->seat[i].channel);
		on(m->seat[i].listen_tcp);
	}
	for (i = 0; i < m->high; i++)
		on(m->fd[i]);
	for (i = 0; i < BOUND_PROJECTS; i++)
		on(m->kept[i].fd);
}

static void
keep_open_over_exec(int fd)
{
	if (fd != -1)
		fcntl(fd, F_SETFD, 0);
}

static void
close_on_exec(int fd)
{
	if (fd != -1)
		fcntl(fd, F_SETFD, FD_CLOEXEC);
}

static bool
put(int file, const void *bytes, size_t len)
{
	return write(file, bytes, len) == (ssize_t)len;
}

/* Into a memory file; -1 with errno. */
static int
write_legacy(const struct master *m)
{
	struct legacy *l = xcalloc(1, sizeof *l);
	int file = memfd_create("goxeld", MFD_CLOEXEC);
	uint32_t conns = m->segment.conns.count;

	*l = (struct legacy){ .magic = LEGACY_MAGIC, .layout = layout(),
	    .config = m->config, .seats = m->seats, .high = m->high,
	    .conns = conns, .segment = m->segment.fd,
	    .listen_unix = m->listen_unix, .listen_tcp = m->listen_tcp,
	    .listen_stats = m->listen_stats,
	    .listen_admin = m->listen_admin, .pid_fd = m->pid_fd,
	    .deaths = m->deaths.count, .keep = m->keep };
	memcpy(l->seat, m->seat, sizeof l->seat);
	memcpy(l->death_ms, m->deaths.when_ms, sizeof l->death_ms);
	if (file != -1 && (!put(file, l, sizeof *l) ||
	    !put(file, m->fd, conns * sizeof *m->fd) ||
	    !put(file, m->kept, BOUND_PROJECTS * sizeof *m->kept))) {
		close(file);
		file = -1;
	}
	free(l);
	return file;
}

/* Returns only if it was not done. */
static void
become_new(struct master *m)
{
	int file = write_legacy(m);
	sigset_t all, before;
	char number[16];

	if (file == -1) {
		log_warn("upgrade: no memory for what the new binary is told");
		return;
	}
	KILLPOINT_FELL(upgrade_written, upgrade_somebody(m));
	text_format(number, sizeof number, "%d", file);
	setenv(LEGACY_NAME, number, 1);
	/* A signal that comes before the new one can take it would end it. */
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &before);
	keep_open_over_exec(file);
	visit(m, keep_open_over_exec);
	KILLPOINT_FELL(upgrade_sealed, upgrade_somebody(m));
	execv(m->flags.binary.path, m->flags.binary.argv);
	log_warn("upgrade: %s cannot be run -- this server goes on",
	    m->flags.binary.path);
	visit(m, close_on_exec);
	sigprocmask(SIG_SETMASK, &before, NULL);
	unsetenv(LEGACY_NAME);
	close(file);
	m->segment.board->row[BOARD_MASTER].counter[COUNT_upgrades_refused]++;
}

static void
on_answered(int fd, short what, void *arg)
{
	(void)fd, (void)what;
	become_new(arg);
}

static bool
is_settled(const struct master *m)
{
	uint32_t row;

	for (row = 0; row < m->seats; row++)
		if (m->seat[row].stale || m->seat[row].state == SEAT_STARTING ||
		    m->seat[row].state == SEAT_DRAINING)
			return false;
	return true;
}

enum err
upgrade_begin(struct master *m)
{
	struct timeval soon = { 0, ANSWER_MS * 1000 };
	enum err err;

	err = is_settled(m) ? check_binary(m) : refuse(m, ERR_BUSY,
	    "workers are being replaced; try again when all are ready");
	if (err != OK) {
		m->segment.board->row[BOARD_MASTER].
		    counter[COUNT_upgrades_refused]++;
		log_warnx("upgrade refused: %s -- this server goes on",
		    m->why);
		return err;
	}
	log_info("upgrade: goxeld %s takes over from " GOXELD_VERSION,
	    m->why);
	event_base_once(m->base, -1, EV_TIMEOUT, on_answered, m, &soon);
	return OK;
}

void
upgrade_signal(struct master *m)
{
	m->flags.binary.due = true;
	if (is_settled(m))
		upgrade_tick(m);
	else
		log_info("upgrade: begins when all workers are ready");
}

void
upgrade_tick(struct master *m)
{
	if (!m->flags.binary.due || !is_settled(m))
		return;
	m->flags.binary.due = false;
	upgrade_begin(m);
}

/*
 * Taking over
 */

static void
take_seats(struct master *m, const struct legacy *l)
{
	struct seat *s;
	uint32_t row;

	memcpy(m->seat, l->seat, sizeof m->seat);
	m->seats = l->seats;
	for (row = 0; row < m->seats; row++) {
		s = &m->seat[row];
		s->master = m;
		s->on_channel = s->on_delay = NULL;
		s->watched = false;
		s->understudy = (struct understudy){ .channel = -1 };
		/* Its timer is gone: it is started with the others. */
		if (s->state == SEAT_BACKOFF)
			s->state = SEAT_EMPTY;
	}
}

static void
take_descriptors(struct master *m, const struct legacy *l)
{
	const int *fd = (const int *)(l + 1);

	m->high = l->high;
	m->fd = xmalloc(l->conns * sizeof *m->fd);
	memcpy(m->fd, fd, l->conns * sizeof *m->fd);
	m->kept = xmalloc(BOUND_PROJECTS * sizeof *m->kept);
	memcpy(m->kept, fd + l->conns, BOUND_PROJECTS * sizeof *m->kept);
	m->listen_unix = l->listen_unix;
	m->listen_tcp = l->listen_tcp;
	m->listen_stats = l->listen_stats;
	m->listen_admin = l->listen_admin;
	m->pid_fd = l->pid_fd;
	m->keep = l->keep;
	m->keep.on_channel = m->keep.on_delay = NULL;
}

/* The legacy that a descriptor names, mapped for good; or it ends here. */
static const struct legacy *
map_legacy(int file)
{
	off_t size = lseek(file, 0, SEEK_END);
	const struct legacy *l;

	l = size < (off_t)sizeof *l ? MAP_FAILED : mmap(NULL, (size_t)size,
	    PROT_READ, MAP_PRIVATE, file, 0);
	if (l == MAP_FAILED || l->magic != LEGACY_MAGIC ||
	    l->layout != layout() || (size_t)size != sizeof *l +
	    l->conns * sizeof(int) + BOUND_PROJECTS * sizeof(struct kept))
		fatal("upgrade: what the old binary left cannot be read");
	close(file);
	return l;
}

bool
upgrade_take_over(struct master *m)
{
	const char *number = getenv(LEGACY_NAME);
	const struct legacy *l;

	if (number == NULL)
		return false;
	l = map_legacy(atoi(number));
	KILLPOINT_FELL(upgrade_woken, l->seat[0].pid);
	unsetenv(LEGACY_NAME);
	m->config = l->config;
	take_seats(m, l);
	take_descriptors(m, l);
	memcpy(m->deaths.when_ms, l->death_ms, sizeof l->death_ms);
	m->deaths.count = l->deaths;
	if (segment_adopt(&m->segment, l->segment) != OK)
		fatal("upgrade: the shared memory cannot be taken over: %s",
		    strerror(errno));
	visit(m, close_on_exec);
	m->segment.board->row[BOARD_MASTER].counter[COUNT_upgrades]++;
	KILLPOINT_FELL(upgrade_taken, upgrade_somebody(m));
	return true;
}
