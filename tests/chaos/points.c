/*
 * points - arms the steps at which the server's processes die
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "log.h"
#include "tests/chaos/patron.h"
#include "tests/chaos/points.h"
#include "text.h"

#define MS		1000000ull
#define LOOK_MS		5
#define PATIENCE_MS	400	/* with a step that is seldom reached */
#define STIR_MS		50	/* before a death brings somebody there */
#define UPGRADE_MS	1500	/* with one that waits for the master's tick */
#define ALL		12	/* turns, in one of them all are armed */
#define ALL_MS		250
#define ALL_ODDS	20000
#define PER_SECOND	40	/* countdowns take 1/40 s, about */

enum kind { DIES, ACCEPTS, PASSES, LOSES, FELLS, UPGRADES };

static const struct { const char *name, *doc; enum kind kind; } steps[] = {
#define STEP(id, k, d)	{ #id, d, k },
#include "tbl/killpoints.h"
};

void
points_open(struct points *p, bool accepts, uint64_t seed)
{
	int fd;

	p->accepts = accepts;
	dice_init(&p->dice, seed);
	text_copy(p->path, sizeof p->path, "/tmp/goxeld-points.XXXXXX");
	fd = mkstemp(p->path);
	if (fd == -1 || ftruncate(fd, sizeof *p->page) == -1)
		fatal("no file for the kill points");
	p->page = mmap(NULL, sizeof *p->page, PROT_READ | PROT_WRITE,
	    MAP_SHARED, fd, 0);
	if (p->page == MAP_FAILED)
		fatal("no page for the kill points");
	close(fd);
	text_copy(p->page->poison, sizeof p->page->poison, STAGE_POISON);
	setenv("KILLPOINTS_FILE", p->path, 1);
}

void
points_close(struct points *p)
{
	munmap(p->page, sizeof *p->page);
	unlink(p->path);
	p->page = NULL;
}

void
points_begin(struct points *p, int master, uint64_t now_ns)
{
	atomic_store(&p->page->master, master);
	p->began_ns = now_ns;
	p->due_ns = now_ns + 2 * p->gap_ms * MS;
}

static bool
kills(enum kind kind)
{
	return kind != PASSES && kind != LOSES;
}

static bool
is_ours(const struct points *p, unsigned step)
{
	return kills(steps[step].kind) &&
	    (steps[step].kind == ACCEPTS) == p->accepts;
}

/* In order, but first those where nobody has died yet. */
static unsigned
next_step(const struct points *p)
{
	unsigned step, i, next = STEPS;

	for (i = 1; i <= STEPS; i++) {
		step = (p->step + i) % STEPS;
		if (!is_ours(p, step))
			continue;
		if (atomic_load(&p->page->step[step].kills) == 0)
			return step;
		if (next == STEPS)
			next = step;
	}
	return next;
}

/* Within a moment, as often as the step was reached until now. */
static int32_t
countdown(struct points *p, uint64_t now_ns)
{
	uint64_t hits = atomic_load(&p->page->step[p->step].hits);
	uint64_t most = hits * 1000 * MS / (now_ns - p->began_ns + 1) /
	    PER_SECOND;

	return (int32_t)dice_between(&p->dice, 1, (uint32_t)most + 1);
}

static void
arm(struct points *p, uint64_t now_ns)
{
	p->turn++;
	p->until_ns = now_ns + PATIENCE_MS * MS;
	p->stir_ns = now_ns + STIR_MS * MS;
	if (p->turn % ALL == 0) {
		atomic_store(&p->page->odds, ALL_ODDS);
		p->until_ns = now_ns + ALL_MS * MS;
		return;
	}
	p->step = next_step(p);
	p->kills = atomic_load(&p->page->step[p->step].kills);
	atomic_store(&p->page->countdown, countdown(p, now_ns));
	atomic_store(&p->page->armed, p->step + 1);
	if (steps[p->step].kind == UPGRADES) {
		p->upgrade = true;
		p->until_ns = now_ns + UPGRADE_MS * MS;
	}
}

static bool
is_done(const struct points *p, uint64_t now_ns)
{
	if (now_ns >= p->until_ns)
		return true;
	return atomic_load(&p->page->armed) != 0 &&
	    atomic_load(&p->page->step[p->step].kills) > p->kills;
}

void
points_act(struct points *p, uint64_t now_ns)
{
	if (now_ns < p->due_ns)
		return;
	p->due_ns = now_ns + LOOK_MS * MS;
	if (p->until_ns == 0) {
		arm(p, now_ns);
	} else if (is_done(p, now_ns)) {
		points_end(p);
		p->due_ns = now_ns + dice_between(&p->dice, p->gap_ms,
		    2 * p->gap_ms) * MS;
	}
}

bool
points_want_upgrade(struct points *p)
{
	bool upgrade = p->upgrade;

	p->upgrade = false;
	return upgrade;
}

bool
points_want_death(struct points *p, uint64_t now_ns)
{
	if (atomic_load(&p->page->armed) == 0 || now_ns < p->stir_ns ||
	    steps[p->step].kind == UPGRADES)
		return false;
	p->stir_ns = UINT64_MAX;
	return true;
}

void
points_end(struct points *p)
{
	atomic_store(&p->page->armed, 0);
	atomic_store(&p->page->odds, 0);
	p->until_ns = 0;
}

/* Whether this run has to reach it, and to kill there. */
static bool
is_missed(const struct points *p, unsigned step)
{
	const struct killpoint_count *count = &p->page->step[step];
	enum kind kind = steps[step].kind;

	if (p->accepts != (kind == ACCEPTS || kind == LOSES))
		return false;
	if (!kills(kind))
		return atomic_load(&count->hits) == 0;
	return atomic_load(&count->kills) == 0;
}

unsigned
points_judge(const struct points *p)
{
	unsigned step, missed = 0;

	printf("%-20s%12s%8s\n", "step", "hits", "kills");
	for (step = 0; step < STEPS; step++) {
		missed += is_missed(p, step);
		printf("%-20s%12" PRIu64 "%8" PRIu64 "  %s%s\n",
		    steps[step].name, atomic_load(&p->page->step[step].hits),
		    atomic_load(&p->page->step[step].kills), steps[step].doc,
		    is_missed(p, step) ? " -- MISSED" : "");
	}
	return missed;
}

uint64_t
points_deaths(const struct points *p)
{
	uint64_t sum = 0;
	unsigned step;

	for (step = 0; step < STEPS; step++)
		sum += atomic_load(&p->page->step[step].kills);
	return sum;
}
