/*
 * toll - what the run cost: everything that is counted, and the table of it
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "mem.h"
#include "tests/chaos/toll.h"

#define TOLD		10	/* faults of a kind that are told in words */
/* A wait that begins so long after a kill still is the kill's. */
#define WATCH_NS	10000000u

static const char *const fault_names[FAULTS] = {
	"dropped connections", "lost replies", "doubled or out of order",
	"wrong replies", "wrong voxels at the end", "wrong revisions at the end"
};

static const char *const tally_names[TALLIES] = {
	"workers killed", "stopped before", "reloads", "upgrades",
	"keepers killed", "projects moved", "requests that kill",
	"shadows killed",
	"requests", "edits",
	"notifications", "batches", "connections made anew",
	"voxels compared at the end"
};

void
toll_init(struct toll *t)
{
	t->kill = xcalloc(TOLL_KILLS, sizeof *t->kill);
}

void
toll_fini(struct toll *t)
{
	free(t->kill);
}

void
toll_fault(struct toll *t, enum fault fault, const char *format, ...)
{
	va_list args;

	if (++t->fault[fault] > TOLD || t->quiet)
		return;
	fprintf(stderr, "%s: ", fault_names[fault]);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
}

void
toll_error(struct toll *t, int code)
{
	struct toll_code *c = t->code;

	while (c < t->code + TOLL_CODES - 1 && c->count > 0 && c->code != code)
		c++;
	c->code = code;
	c->count++;
}

void
toll_kill(struct toll *t, uint64_t now_ns)
{
	if (t->kills < TOLL_KILLS)
		t->kill[t->kills++].at_ns = now_ns;
}

void
toll_wait(struct toll *t, uint64_t since_ns, uint64_t now_ns)
{
	struct toll_kill *k = t->kill + t->kills;

	while (k-- > t->kill && k->at_ns + WATCH_NS >= since_ns)
		if (now_ns - since_ns > k->pause_ns)
			k->pause_ns = now_ns - since_ns;
}

uint64_t
toll_sum(const struct toll *t)
{
	uint64_t sum = 0;
	int i;

	for (i = 0; i < FAULTS; i++)
		sum += t->fault[i];
	return sum;
}

void
toll_line(const char *name, uint64_t value)
{
	printf("%-28s %12" PRIu64 "\n", name, value);
}

static int
compare_pauses(const void *a, const void *b)
{
	const struct toll_kill *x = a, *y = b;

	return (x->pause_ns > y->pause_ns) - (x->pause_ns < y->pause_ns);
}

static void
print_pauses(const struct toll *t)
{
	static const struct { const char *name; double share; } quantiles[] = {
		{ "p50", 0.5 }, { "p99", 0.99 }, { "max", 1 }
	};
	unsigned i, at;

	if (t->kills == 0)
		return;
	qsort(t->kill, t->kills, sizeof *t->kill, compare_pauses);
	for (i = 0; i < 3; i++) {
		at = (unsigned)(quantiles[i].share * (t->kills - 1) + 0.5);
		printf("pause after a kill, %s, ms   %12.1f\n",
		    quantiles[i].name, (double)t->kill[at].pause_ns / 1e6);
	}
}

static void
print_latency(const struct toll *t)
{
	static const double shares[] = { 0.5, 0.99, 0.999, 1 };
	unsigned i;

	for (i = 0; i < sizeof shares / sizeof *shares; i++)
		printf("reply, p%-5g, ms            %13.2f\n", 100 * shares[i],
		    (double)histogram_quantile(&t->latency, shares[i]) / 1e6);
}

void
toll_print(const struct toll *t)
{
	const struct toll_code *c;
	char name[32];
	int i;

	printf("%-28s %12.1f\n", "seconds", t->seconds);
	for (i = 0; i < TALLIES; i++)
		toll_line(tally_names[i], t->tally[i]);
	for (i = 0; i < FAULTS; i++)
		toll_line(fault_names[i], t->fault[i]);
	for (c = t->code; c < t->code + TOLL_CODES && c->count > 0; c++) {
		snprintf(name, sizeof name, "unexpected error %d", c->code);
		toll_line(name, c->count);
	}
	print_latency(t);
	print_pauses(t);
}
