/*
 * micro_profiler - CPU time of one sample, and of one look for a session
 *
 * The signal is raised here as the kernel would, from as deep in a stack as
 * requests are; the shares are of a CPU second, in which it comes 99 times, or
 * 10 times while nobody asks.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "clock.h"
#include "worker/profiler.h"

#define DEPTH	24		/* frames, as in the middle of an edit */
#define EACH	2000		/* signals a round */
#define ROUNDS	9
#define LOOKS	10		/* a CPU second */

static __attribute__((noinline)) double
raise_from(unsigned depth)
{
	uint64_t began;
	double result;
	unsigned i;

	if (depth > 0) {
		result = raise_from(depth - 1);
		__asm__ volatile("" ::: "memory");
		return result;
	}
	began = clock_cpu_ns();
	for (i = 0; i < EACH; i++)
		raise(SIGPROF);
	return (double)(clock_cpu_ns() - began) / EACH / 1e3;
}

static int
by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static void
tell(const char *what, double us[ROUNDS], unsigned hz)
{
	qsort(us, ROUNDS, sizeof *us, by_value);
	printf("%-8s %7.2f us  (%.2f-%.2f)  %u a CPU second: %.3f %%\n", what,
	    us[ROUNDS / 2], us[0], us[ROUNDS - 1], hz,
	    us[ROUNDS / 2] * hz / 1e6 * 100);
}

int
main(void)
{
	struct samples *s = mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct segment segment = { .samples = s };
	struct heritage heritage = { .segment = &segment };
	struct worker w = { .segment = &segment, .heritage = &heritage };
	double look[ROUNDS], sample[ROUNDS];
	unsigned i, frames = 0;

	if (s == MAP_FAILED)
		return 1;
	profiler_begin(&w, SAMPLE_WORKER);
	for (i = 0; i < ROUNDS; i++) {
		look[i] = raise_from(DEPTH);
		samples_open(s, 1, SAMPLES_ALL, 60000);
		profiler_look();
		sample[i] = raise_from(DEPTH);
		frames = s->row[0].slot[0].depth;
		samples_close(s, 1);
		profiler_look();
	}
	printf("%u frames\n", frames);
	tell("look", look, LOOKS);
	tell("sample", sample, SAMPLES_HZ);
	return 0;
}
