/*
 * cycles - of the processor, spent by a server in its own code
 */
#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "bench/lib/cycles.h"

void
cycles_open(struct cycles *c, const struct herd *h)
{
	struct perf_event_attr what = { .type = PERF_TYPE_HARDWARE,
	    .size = sizeof what, .config = PERF_COUNT_HW_CPU_CYCLES,
	    .exclude_kernel = 1, .exclude_hv = 1 };
	int fd;

	c->count = 0;
	while (c->count < h->count) {
		fd = (int)syscall(SYS_perf_event_open, &what,
		    h->root[c->count], -1, -1, PERF_FLAG_FD_CLOEXEC);
		if (fd == -1) {
			cycles_close(c);
			return;
		}
		c->fd[c->count++] = fd;
	}
}

uint64_t
cycles_read(const struct cycles *c)
{
	uint64_t sum = 0, one;
	unsigned i;

	for (i = 0; i < c->count; i++)
		if (read(c->fd[i], &one, sizeof one) == (ssize_t)sizeof one)
			sum += one;
	return sum;
}

void
cycles_close(struct cycles *c)
{
	while (c->count > 0)
		close(c->fd[--c->count]);
}
