/*
 * stacks - where each worker is in its program, when it is asked
 *
 * The signal goes by a descriptor of the process.  Should the worker have died
 * and its number have gone to another before that was opened, the row tells.
 */
#include <sys/syscall.h>
#include <unistd.h>

#include "clock.h"
#include "shm/stacks.h"

#define LOOK_US	200

bool
stacks_ask(struct stack_row *row, const _Atomic int32_t *pid, uint32_t *asked)
{
	int32_t who = atomic_load(pid);
	int fd = who > 0 ? (int)syscall(SYS_pidfd_open, who, 0) : -1;
	bool sent = false;

	if (fd == -1)
		return false;
	*asked = atomic_fetch_add(&row->asked, 1) + 1;
	if (atomic_load(pid) == who)
		sent = syscall(SYS_pidfd_send_signal, fd, STACK_SIGNAL, NULL,
		    0) == 0;
	close(fd);
	return sent;
}

bool
stacks_wait(const struct stack_row *row, uint32_t asked, uint64_t until_ms)
{
	/* Somebody else may have asked after us. */
	while ((int32_t)(atomic_load(&row->answered) - asked) < 0) {
		if (clock_ms() > until_ms)
			return false;
		usleep(LOOK_US);
	}
	return true;
}

uint32_t
stacks_depth(const struct stack_row *row)
{
	return row->depth < STACK_FRAMES ? row->depth : STACK_FRAMES;
}
