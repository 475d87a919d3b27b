/*
 * master - the one process that keeps the others alive
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <event2/event.h>

#include "killpoint.h"
#include "log.h"
#include "mem.h"
#include "stack.h"
#include "text.h"
#include "master/config.h"
#include "master/daemon.h"
#include "master/errand.h"
#include "master/export.h"
#include "master/handoff.h"
#include "master/keep.h"
#include "master/life.h"
#include "master/listen.h"
#include "master/logs.h"
#include "master/master.h"
#include "master/options.h"
#include "master/pictures.h"
#include "master/privileges.h"
#include "master/reload.h"
#include "master/sample.h"
#include "master/secret.h"
#include "master/spawn.h"
#include "master/stats.h"
#include "master/stop.h"
#include "master/token.h"
#include "master/upgrade.h"
#include "worker/worker.h"

static void
on_signal(int fd, short what, void *arg)
{
	struct master *m = arg;
	struct signalfd_siginfo info;

	(void)what;
	while (read(fd, &info, sizeof info) == (ssize_t)sizeof info)
		switch (info.ssi_signo) {
		case SIGCHLD:
			spawn_reap(m);
			break;
		case SIGHUP:
			reload(m);
			break;
		case SIGUSR2:
			upgrade_signal(m);
			break;
		case SIGUSR1:
			logs_reopen();
			spawn_signal_all(m, SIGUSR1);
			break;
		default:
			log_info("ending on signal %u", info.ssi_signo);
			m->running = false;
		}
}

static void
on_tick(int fd, short what, void *arg)
{
	(void)fd, (void)what;
	spawn_reap(arg);
	spawn_tick(arg);
	handoff_tick(arg);
	upgrade_tick(arg);
	notify_tick(arg);
	log_tell_held();
	sample_take(arg);
	errand_run_all(arg);
}

/*
 * Signals are blocked for good and read from a descriptor, so that they are
 * events among others and nothing ever runs in signal context.
 */
static int
signals_open(void)
{
	static const int watched[] = { SIGCHLD, SIGHUP, SIGUSR1, SIGUSR2,
	    SIGTERM, SIGINT, SIGQUIT };
	sigset_t mask;
	size_t i;

	sigemptyset(&mask);
	for (i = 0; i < sizeof watched / sizeof watched[0]; i++)
		sigaddset(&mask, watched[i]);
	/* After an upgrade all were blocked. */
	sigprocmask(SIG_SETMASK, &mask, NULL);
	signal(SIGPIPE, SIG_IGN);
	return signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
}

/* One that comes before the loop is to wait for it, not to end us. */
static void
signals_hold(void)
{
	static const int held[] = { SIGHUP, SIGUSR1, SIGUSR2 };
	sigset_t mask;
	size_t i;

	sigemptyset(&mask);
	for (i = 0; i < sizeof held / sizeof held[0]; i++)
		sigaddset(&mask, held[i]);
	sigprocmask(SIG_BLOCK, &mask, NULL);
}

static void
loop_open(struct master *m, int signals)
{
	struct timeval second = { 1, 0 };

	if ((m->base = event_base_new()) == NULL)
		fatal("no event loop");
	m->on_signal = event_new(m->base, signals, EV_READ | EV_PERSIST,
	    on_signal, m);
	m->on_tick = event_new(m->base, -1, EV_PERSIST, on_tick, m);
	event_add(m->on_signal, NULL);
	event_add(m->on_tick, &second);
	life_open(m);
	handoff_open(m);
	stats_open(m);
}

static void
memory_make(struct master *m)
{
	uint32_t i, conns = (uint32_t)m->config.connections;

	if (segment_make(&m->segment, conns) != OK)
		fatal("no shared memory: %s", strerror(errno));
	m->fd = xmalloc(conns * sizeof *m->fd);
	for (i = 0; i < conns; i++)
		m->fd[i] = -1;
	m->kept = xmalloc(BOUND_PROJECTS * sizeof *m->kept);
	for (i = 0; i < BOUND_PROJECTS; i++)
		m->kept[i].fd = -1;
}

/* Our client as a person can call it: beside us, else on the path. */
static const char *
name_client(char *path, size_t size)
{
	ssize_t len = readlink("/proc/self/exe", path, size - 1);
	char here[BOUND_PATH], *slash;
	size_t skip;

	if (len <= 0)
		return "goxelctl";
	path[len] = '\0';
	slash = strrchr(path, '/');
	text_copy(slash + 1, size - (size_t)(slash + 1 - path), "goxelctl");
	if (access(path, X_OK) == -1 || getcwd(here, sizeof here) == NULL)
		return "goxelctl";
	skip = strlen(here);
	return strncmp(path, here, skip) == 0 && path[skip] == '/' ?
	    path + skip + 1 : path;
}

/* What a person who started it by hand wants to know. */
static void
greet(const struct master *m)
{
	char path[BOUND_PATH];

	log_info("goxeld " GOXELD_VERSION " (pid %d) serves on %s%s%s with "
	    "%lld workers", (int)getpid(),
	    m->listen_unix == -1 ? "" : m->config.socket,
	    m->listen_unix == -1 || m->listen_tcp == -1 ? "" : " and ",
	    m->listen_tcp == -1 ? "" : m->config.listen,
	    (long long)m->config.workers);
	if (m->config.daemonize || m->listen_unix == -1)
		return;
	printf("try:  %s -s %s call goxel.create_project "
	    "'{\"name\":\"first\"}'\n", name_client(path, sizeof path),
	    m->config.socket);
	fflush(stdout);
}

/* Everything that can be wrong is found before anything is touched. */
static void
settings_read(struct master *m, int argc, char **argv)
{
	log_name("master");
	options_read(&m->flags, argc, argv);
	if (config_load(&m->config, &m->flags, m->why) != OK)
		fatal("%s", m->why);
}

static __attribute__((noreturn)) void
give_up(struct master *m)
{
	listen_close(m);
	pid_file_close(m);
	daemon_fail(m);
}

/* Sockets, files and user; what fails names itself in m->why. */
static void
ground_prepare(struct master *m)
{
	if (working_dir_enter(m) != OK)
		daemon_fail(m);
	if (logs_open(m) != OK)
		daemon_fail(m);
	descriptors_raise(m);
	if (pid_file_open(m) != OK)
		daemon_fail(m);
	pictures_give(m);
	if (listen_open(m) != OK || data_dir_open(m) != OK ||
	    privileges_drop(m) != OK || pictures_check(m) != OK)
		give_up(m);
	pid_file_write(m);
}

/* What both ways of beginning end with. */
static void
open_loop(struct master *m)
{
	/* Shadows become our children when their workers die. */
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	rings_open(&m->deaths.rings, m->segment.fd, m->segment.rings_start,
	    m->segment.holders, BOARD_MASTER);
	loop_open(m, signals_open());
	notify_open(m);
	keep_watch(m);
	export_open(m);
}

static void
begin(struct master *m)
{
	daemon_detach(m);
	signals_hold();
	ground_prepare(m);
	memory_make(m);
	if (keep_open(m) != OK)
		give_up(m);
	secret_open(m);
	if (token_take(m) != OK)
		give_up(m);
	worker_prepare(&m->config);
	open_loop(m);
	spawn_all(m);
	greet(m);
	events_add(m->segment.events, EVENT_START, EVENT_NO_WORKER,
	    "goxeld " GOXELD_VERSION " (pid %d)", (int)getpid());
	daemon_ready(m);
}

/* In the place of an older binary, whose workers are replaced one by one. */
static void
go_on(struct master *m)
{
	if (logs_open(m) != OK)
		log_warnx("%s", m->why);
	log_info("goxeld " GOXELD_VERSION " (pid %d) has taken over",
	    (int)getpid());
	events_add(m->segment.events, EVENT_UPGRADE, EVENT_NO_WORKER,
	    "goxeld " GOXELD_VERSION " (pid %d) has taken over",
	    (int)getpid());
	if (token_take(m) != OK)
		log_warnx("%s -- the old token stays", m->why);
	open_loop(m);
	spawn_adopt(m);
	KILLPOINT_FELL(upgrade_adopted, upgrade_somebody(m));
	keep_renew(m);
	reload(m);
	KILLPOINT_FELL(upgrade_rolling, upgrade_somebody(m));
}

int
main(int argc, char **argv)
{
	static struct master m;		/* everything the master knows */

	settings_read(&m, argc, argv);
	if (m.flags.check_only) {
		upgrade_tell_layout();
		return 0;
	}
	if (m.flags.ask)
		return pid_file_ask(&m);

	stack_prepare();
	upgrade_note(&m, argv);
	if (upgrade_take_over(&m))
		go_on(&m);
	else
		begin(&m);

	m.running = true;
	while (m.running)
		event_base_loop(m.base, EVLOOP_ONCE);

	notify_stopping(&m);
	stop_workers(&m);
	export_close(&m);
	pictures_clear(&m);
	keep_close(&m);
	listen_close(&m);
	pid_file_close(&m);
	log_tell_held();
	return 0;
}
