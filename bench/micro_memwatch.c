/*
 * micro_memwatch - what sampling allocations costs
 *
 * The same work unwatched and watched as a worker is, round by round in turn:
 * small blocks made and freed, buffers made, filled and freed, tiles made and
 * dropped.  Medians of CPU time, and of the ratios of neighbouring rounds.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "clock.h"
#include "goxel/tile.h"
#include "mem.h"
#include "stack.h"
#include "worker/allocs.h"

#define ROUNDS	201
#define TILES	256
#define DEPTH	24		/* frames, as in the middle of an edit */

static struct worker worker;

static void
make_worker(void)
{
	static struct segment segment;
	static struct heritage heritage;

	segment.memory = mmap(NULL, sizeof *segment.memory,
	    PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	heritage.segment = worker.segment = &segment;
	worker.heritage = &heritage;
	worker.rings.holder = xcalloc(rings_total() + 1, sizeof(uint32_t));
	worker.rings.me = 1;
	stack_prepare();
}

static void
make_blocks(void)
{
	void *volatile at;
	int i;

	for (i = 0; i < 100000; i++) {
		at = xmalloc(200);
		free(at);
	}
}

static void
make_tiles(void)
{
	static struct tile *tile[TILES];
	int turn, i;

	for (turn = 0; turn < 4; turn++) {
		for (i = 0; i < TILES; i++)
			tile[i] = tile_new((struct rgba){ { 1, 2, 3, 255 } });
		for (i = 0; i < TILES; i++)
			tile_drop(tile[i]);
	}
}

static void
copy_buffers(void)
{
	void *volatile at;
	int i;

	for (i = 0; i < 50; i++) {
		at = memset(xmalloc(256u << 10), i, 256u << 10);
		free(at);
	}
}

static __attribute__((noinline)) void
work_from(unsigned depth, void (*work)(void))
{
	if (depth > 0)
		work_from(depth - 1, work);
	else
		work();
	__asm__ volatile("" ::: "memory");
}

static uint64_t
spend(void (*work)(void), bool watched)
{
	uint64_t start;

	if (watched)
		allocs_begin(&worker);
	else
		allocs_end();
	start = clock_cpu_ns();
	work_from(DEPTH, work);
	return clock_cpu_ns() - start;
}

static int
by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static double
median(double values[ROUNDS])
{
	qsort(values, ROUNDS, sizeof *values, by_value);
	return values[ROUNDS / 2];
}

static void
compare(const char *name, void (*work)(void))
{
	static double us[2][ROUNDS], ratio[ROUNDS];
	double a, b;
	bool first;
	int i;

	for (i = -2; i < ROUNDS; i++) {
		first = i & 1;
		a = (double)spend(work, first) / 1e3;
		b = (double)spend(work, !first) / 1e3;
		if (i < 0)
			continue;
		us[0][i] = first ? b : a;
		us[1][i] = first ? a : b;
		ratio[i] = us[1][i] / us[0][i];
	}
	printf("%-10s %10.1f us unwatched %10.1f us watched  ratio %.4f\n",
	    name, median(us[0]), median(us[1]), median(ratio));
}

int
main(void)
{
	make_worker();
	compare("blocks", make_blocks);
	compare("buffers", copy_buffers);
	compare("tiles", make_tiles);
	return 0;
}
