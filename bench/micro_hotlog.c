/*
 * micro_hotlog - what it costs to commit an edit
 *
 * Records of several sizes are appended to a log that is trimmed as it fills,
 * as a busy project's is.  Each line is the best of several rounds, since
 * other programs on the machine only ever add.
 */
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "clock.h"
#include "log.h"
#include "mem.h"
#include "shm/hotlog.h"

#define APPENDS	200000		/* a round */
#define ROUNDS	7
#define ROOM	(200u << 10)	/* bytes of log before it is trimmed */
#define LARGEST	4096

static void
open_pool(struct rings *r)
{
	int fd = memfd_create("rings", MFD_CLOEXEC);

	if (fd == -1 || ftruncate(fd, (off_t)rings_bytes()) == -1)
		fatal("no memory for rings");
	rings_open(r, fd, 0, xcalloc(rings_total() + 1, sizeof *r->holder), 0);
}

static double
round_ns(struct project_row *p, struct rings *r, const char *edits, size_t len)
{
	struct hot_commit commit = { .generation = 1 };
	uint64_t began = clock_ns();
	uint32_t i;

	for (i = 0; i < APPENDS; i++) {
		if (hotlog_size(p) > ROOM)
			hotlog_trim(p, atomic_load(&p->log_tail));
		if (hotlog_reserve(p, r, hotlog_bytes(len)) != OK)
			fatal("no room");
		commit.revision++;
		hotlog_append(p, r, &commit, edits, len);
	}
	return (double)(clock_ns() - began) / APPENDS;
}

int
main(void)
{
	static const size_t sizes[] = { 24, 64, 256, LARGEST };
	static struct project_row p;
	static struct rings r;
	char edits[LARGEST];
	double best, took;
	size_t i;
	int round;

	memset(edits, 7, sizeof edits);
	open_pool(&r);
	if (hotlog_reserve(&p, &r, ROOM) != OK)
		fatal("no room");
	for (i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		for (best = 1e9, round = 0; round < ROUNDS; round++) {
			took = round_ns(&p, &r, edits, sizes[i]);
			best = took < best ? took : best;
		}
		printf("append %4zu bytes of edits    %8.1f ns\n", sizes[i],
		    best);
	}
	rings_close(&r);
	return 0;
}
