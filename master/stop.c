/*
 * stop - the end of all workers, at the end of the server
 */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "master/stop.h"
#include "shm/channel.h"

#define LOOK_US	500

/* One that was a shadow may be a child of ours only when its parent, whose
 * seat it has, is gone. */
static bool
is_gone(pid_t pid)
{
	pid_t reaped = waitpid(pid, NULL, WNOHANG);

	return reaped == pid || (reaped == -1 && kill(pid, 0) == -1);
}

/* False: some are there at the deadline. */
static bool
await_all(struct master *m, uint64_t ms)
{
	uint64_t deadline = clock_ms() + ms;
	uint32_t row, left;

	for (;;) {
		left = 0;
		for (row = 0; row < m->seats; row++) {
			if (m->seat[row].pid > 0 && is_gone(m->seat[row].pid))
				m->seat[row].pid = 0;
			left += m->seat[row].pid > 0;
		}
		if (left == 0 || clock_ms() >= deadline)
			return left == 0;
		usleep(LOOK_US);
	}
}

void
stop_workers(struct master *m)
{
	struct message leave = { .kind = MESSAGE_DRAIN };
	uint32_t row;

	for (row = 0; row < m->seats; row++)
		if (m->seat[row].pid > 0 &&
		    channel_send(m->seat[row].channel, &leave, -1) != OK)
			kill(m->seat[row].pid, SIGKILL);
	if (await_all(m, STOP_ASK_MS))
		return;
	for (row = 0; row < m->seats; row++)
		if (m->seat[row].pid > 0)
			kill(m->seat[row].pid, SIGKILL);
	await_all(m, STOP_KILL_MS);
}
