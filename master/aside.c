/*
 * aside - processes beside the workers, which are no children of the master
 */
#include <errno.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "master/aside.h"
#include "shm/channel.h"

enum err
aside_start(struct master *m, aside_become *become, int *channel)
{
	int ends[2];
	pid_t pid;

	if (channel_open(ends) != OK)
		return ERR_IO;
	/* Its child must not come back to us when it ends. */
	prctl(PR_SET_CHILD_SUBREAPER, 0);
	if ((pid = fork()) == 0) {
		if (fork() == 0)
			become(m, ends[1]);
		_exit(0);
	}
	close(ends[1]);
	if (pid == -1) {
		close(ends[0]);
		return ERR_IO;
	}
	while (waitpid(pid, NULL, 0) == -1 && errno == EINTR)
		;
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	*channel = ends[0];
	return OK;
}
