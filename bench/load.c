/*
 * load - load a server over sockets and tell what a request costs
 *
 *	build/bench/load --unix /tmp/goxel-daemon.sock --method ping
 *	    --connections 64 --depth 16 --pid $(pidof -s goxeld)
 *
 * Speaks newline JSON to goxeld and RESP to a Redis, in the same way, so that
 * the two can be compared.  The figure to trust is the server's CPU time per
 * request: requests per second on one machine measure the client as well.
 * bench/lib/plan.c lists the options.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "bench/lib/crew.h"
#include "bench/lib/cycles.h"
#include "bench/lib/hold.h"
#include "bench/lib/launch.h"
#include "bench/lib/nap.h"
#include "bench/lib/plan.h"
#include "bench/lib/probe.h"
#include "clock.h"
#include "log.h"
#include "mem.h"

#define NS_US	1e3		/* nanoseconds in a microsecond */

/* What stands beside the tally. */
struct cost {
	double		seconds;
	double		server_us;	/* a request; < 0: not known */
	double		client_us;	/* a request */
	double		cycles;		/* a request, of the server's own */
};

static const double shares[] = { .5, .9, .99, .999 };

#define SHARES	(sizeof(shares) / sizeof(*shares))

static void
measure(const struct plan *p, struct tally *tally, struct cost *cost)
{
	uint64_t began, before, after, client;
	double requests;
	struct cycles cycles;
	struct crew crew;

	crew_start(&crew, p);
	nap(p->warmup);
	cycles_open(&cycles, &p->herd);
	before = herd_cpu_ns(&p->herd);
	client = clock_cpu_ns();
	began = clock_ns();
	crew_set(&crew, PHASE_MEASURE);
	nap(p->seconds);
	crew_set(&crew, PHASE_STOP);
	cost->seconds = (double)(clock_ns() - began) / 1e9;
	client = clock_cpu_ns() - client;
	after = herd_cpu_ns(&p->herd);
	cost->cycles = (double)cycles_read(&cycles);
	cycles_close(&cycles);
	crew_finish(&crew, tally);

	requests = tally->latency.count > 0 ? (double)tally->latency.count : 1;
	cost->cycles /= requests;
	cost->client_us = (double)client / NS_US / requests;
	/* Less than before: a process ended and took its time along. */
	cost->server_us = p->herd.count == 0 || after < before ? -1 :
	    (double)(after - before) / NS_US / requests;
}

static void
print_csv(const struct plan *p, const struct tally *t, const struct cost *c)
{
	size_t i;

	printf("%s,%u,%u,%.0f", p->label, p->connections, p->depth,
	    (double)t->latency.count / c->seconds);
	for (i = 0; i < SHARES; i++)
		printf(",%.1f", (double)histogram_quantile(&t->latency,
		    shares[i]) / NS_US);
	printf(",%.1f,", (double)t->latency.max / NS_US);
	if (c->server_us >= 0)
		printf("%.3f", c->server_us);
	printf(",%.3f,%lu,%lu,%.0f\n", c->client_us,
	    (unsigned long)t->errors, (unsigned long)t->lost, c->cycles);
}

static void
print_table(const struct tally *t, const struct cost *c)
{
	size_t i;

	printf("requests/s  %12.0f\n", (double)t->latency.count / c->seconds);
	for (i = 0; i < SHARES; i++)
		printf("p%-10g %12.1f us\n", shares[i] * 100,
		    (double)histogram_quantile(&t->latency, shares[i]) / NS_US);
	printf("max         %12.1f us\n", (double)t->latency.max / NS_US);
	if (c->server_us >= 0)
		printf("server CPU  %12.3f us a request\n", c->server_us);
	if (c->cycles > 0)
		printf("server code %12.0f cycles a request\n", c->cycles);
	printf("client CPU  %12.3f us a request\n", c->client_us);
	printf("errors      %12lu\n", (unsigned long)t->errors);
	printf("lost        %12lu connections\n", (unsigned long)t->lost);
}

static int
run_load(const struct plan *p)
{
	struct tally *tally = xmalloc(sizeof(*tally));
	struct cost cost;
	int status;

	measure(p, tally, &cost);
	if (p->csv)
		print_csv(p, tally, &cost);
	else
		print_table(tally, &cost);
	status = tally->errors > 0 || tally->lost > 0 ||
	    tally->latency.count == 0;
	free(tally);
	return status;
}

static int
run_once(const struct plan *p)
{
	int fd = target_dial(&p->target);
	bool good;

	if (fd < 0)
		fatal("cannot connect");
	good = probe(fd, p, p->salvo.count, stdout);
	close(fd);
	return !good;
}

static int
run_idle(const struct plan *p)
{
	struct held held;

	hold(p, &held);
	printf("pss_kib %.0f pss_held_kib %.0f bytes_a_connection %.0f\n",
	    (double)held.before / 1024, (double)held.after / 1024,
	    ((double)held.after - (double)held.before) / p->idle);
	return 0;
}

static int
run_start(const struct plan *p)
{
	uint64_t took = launch(p);

	if (took == 0)
		fatal("%s: no good reply", p->command[0]);
	printf("%.3f\n", (double)took / 1e6);
	return 0;
}

/* As many descriptors as the system lets us have. */
static void
raise_files(void)
{
	struct rlimit files;

	if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
		files.rlim_cur = files.rlim_max;
		setrlimit(RLIMIT_NOFILE, &files);
	}
}

int
main(int argc, char **argv)
{
	struct plan plan;
	int status;

	log_name("load");
	raise_files();
	plan_read(&plan, argc, argv);
	if (plan.start)
		status = run_start(&plan);
	else if (plan.idle > 0)
		status = run_idle(&plan);
	else if (plan.once)
		status = run_once(&plan);
	else
		status = run_load(&plan);
	plan_fini(&plan);
	return status;
}
