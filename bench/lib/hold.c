/*
 * hold - what idle connections cost a server in memory
 *
 * The first connection is not counted: it pays for what a server makes only
 * once it is used.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/lib/probe.h"
#include "bench/lib/hold.h"
#include "bench/lib/nap.h"
#include "log.h"
#include "mem.h"

static int
open_one(const struct plan *p, unsigned index)
{
	int fd = target_dial(&p->target);

	if (fd < 0)
		fatal("connection %u: %s", index, strerror(errno));
	if (!probe(fd, p, 1, NULL))
		fatal("connection %u has no good reply", index);
	return fd;
}

void
hold(const struct plan *p, struct held *held)
{
	int *fds = xcalloc(p->idle + 1, sizeof(*fds));
	unsigned i;

	fds[0] = open_one(p, 0);
	nap(p->seconds);
	held->before = herd_pss(&p->herd);
	for (i = 1; i <= p->idle; i++)
		fds[i] = open_one(p, i);
	nap(p->seconds);
	held->after = herd_pss(&p->herd);
	for (i = 0; i <= p->idle; i++)
		close(fds[i]);
	free(fds);
}
