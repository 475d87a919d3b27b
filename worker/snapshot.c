/*
 * snapshot - fork a child that has the worker's memory as it stands
 */
#include <errno.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "log.h"
#include "worker/allocs.h"
#include "worker/profiler.h"
#include "worker/snapshot.h"

void
snapshot_put(int file, const void *bytes, size_t len)
{
	const char *at = bytes;
	ssize_t n;

	while (len > 0) {
		if ((n = write(file, at, len)) == -1 && errno == EINTR)
			continue;
		if (n <= 0)
			_exit(1);
		at += n;
		len -= (size_t)n;
	}
}

/* A child must outlive nobody and touch nothing of the worker's.  The worker's
 * one signal stays blocked, as it is there. */
static void
detach(const struct worker *w, int file)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != atomic_load(&w->row->pid))
		_exit(1);
	if (file > 3)
		close_range(3, (unsigned)file - 1, 0);
	close_range((unsigned)file + 1, ~0u, 0);
	log_open("stderr", LOG_LEVEL_ERROR);
}

pid_t
snapshot_fork(struct worker *w, int *file, int *pidfd)
{
	pid_t pid;

	*file = memfd_create("goxeld", MFD_CLOEXEC);
	if (*file == -1)
		return -1;
	if ((pid = fork()) == 0) {
		detach(w, *file);
		profiler_begin(w, SAMPLE_JOB);
		allocs_end();
		return 0;
	}
	*pidfd = pid == -1 ? -1 : (int)syscall(SYS_pidfd_open, pid, 0);
	if (*pidfd != -1)
		return pid;
	if (pid > 0) {
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
	}
	close(*file);
	return -1;
}
