/*
 * sweeper - pictures that are too old or too many go away
 */
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/expiry.h"
#include "clock.h"
#include "log.h"
#include "worker/snapshot.h"
#include "worker/sweeper.h"
#include "worker/worker.h"

static struct {
	pid_t	 pid;		/* of the child; 0: none */
	uint64_t due_ms;	/* the next one */
} sweeper;

static __attribute__((noreturn)) void
sweep(const struct config *config)
{
	struct expiry wish = { .now = clock_unix(),
	    .ttl = config->render_ttl,
	    .most = (uint64_t)config->render_max_size };
	char why[RENDERS_WHY];
	struct renders folder;
	struct swept swept;

	if (renders_open(config->render_dir, &folder, why) != OK)
		_exit(1);
	_exit(expiry_run(&folder, &wish, &swept) == OK ? 0 : 1);
}

static void
start(struct worker *w)
{
	int memory, pidfd;
	pid_t pid = snapshot_fork(w, &memory, &pidfd);

	if (pid == 0)
		sweep(w->config);
	if (pid == -1) {
		log_warn("no process to remove old pictures -- trying again "
		    "in %lld s", (long long)w->config->render_cleanup_interval);
		return;
	}
	close(memory);
	close(pidfd);
	sweeper.pid = pid;
}

/* A folder that is not there is not made for this. */
static bool
has_pictures(const char *path)
{
	char why[RENDERS_WHY];
	struct renders folder;
	bool found;

	if (access(path, F_OK) == -1 ||
	    renders_open(path, &folder, why) != OK)
		return false;
	found = expiry_finds(&folder);
	renders_close(&folder);
	return found;
}

/* In a worker that was a shadow it is another's child, and not waited for. */
static bool
still_sweeps(void)
{
	if (sweeper.pid != 0 && waitpid(sweeper.pid, NULL, WNOHANG) == 0)
		return true;
	sweeper.pid = 0;
	return false;
}

void
sweeper_tick(struct worker *w)
{
	const struct config *config = w->config;
	uint64_t now = clock_ms();

	if (w->heritage->row != 0 || strcmp(config->render_dir, "off") == 0 ||
	    still_sweeps() || now < sweeper.due_ms)
		return;
	sweeper.due_ms = now +
	    (uint64_t)config->render_cleanup_interval * 1000;
	if (has_pictures(config->render_dir))
		start(w);
}
