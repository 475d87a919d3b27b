/*
 * chaos - the proof that a killed worker costs no client anything
 *
 * Starts a server, loads it with patrons who know what every reply must be,
 * and kills its workers all the while.  At the end every voxel and every
 * revision is read back and compared with what was acknowledged.  Not one
 * connection may drop, not one reply may be missing, double, out of order or
 * wrong.
 *
 * --expect-losses turns the verdict round: a server that is known to be wrong
 * must be found out, else the proof proves nothing.
 *
 *	chaos [--seconds N] [--connections N] [--workers N] [--kill LOW-HIGH]
 *	      [--reload MS] [--upgrade MS] [--keeper MS] [--move MS]
 *	      [--shadow MS] [--rest US] [--rate N] [--seed N] [--reads-only]
 *	      [--reuseport] [--points] [--big MB] [--expect-losses]
 *
 * LOW and HIGH are milliseconds between two kills, MS between two reloads,
 * upgrades, kills of the keeper, moved projects, killed shadows, about; 0 is
 * none.  --rest 0 loads the server as much as it can bear, --rate N with N
 * requests a second in all.
 *
 * --points needs a build with KILLPOINTS: processes die at each of its steps
 * in turn, and of poison, and by nothing else.  --big kills the worker of a
 * project of so many MB, which no patron works on.
 */
#include <getopt.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "log.h"
#include "mem.h"
#include "text.h"
#include "tests/chaos/big.h"
#include "tests/chaos/inspect.h"
#include "tests/chaos/nemesis.h"
#include "tests/chaos/patron.h"

#define PATRONS_MOST	128
#define SHARED		4		/* projects */
#define SECOND_NS	1000000000ull
#define PATIENCE_S	(20 * SLOW)	/* for the last replies */
#define MOVE_MS		500
#define POISON_MS	3000	/* between requests that kill */
/* Between deaths at a step.  More than 1,000 in a minute, which only a long
 * run could reach, and the server gives requests no second chance. */
#define GAP_MS		60
#define GAP_SHORT_MS	20
#define LONG_S		20	/* so long, deaths must have been repaired */

struct chaos {
	struct stage	 stage;
	struct nemesis	 nemesis;
	struct patron	*patron;
	int64_t		 seconds, patrons, workers, kill_low, kill_high;
	int64_t		 plague_ms[PLAGUES], rest_us, rate, seed, big_mb;
	bool		 expect_losses, points, reuseport;
	struct big	 big;
};

static void __attribute__((noreturn))
usage(void)
{
	fputs("usage: chaos [--seconds N] [--connections N] [--workers N] "
	    "[--kill LOW-HIGH]\n\t[--reload MS] [--upgrade MS] "
	    "[--keeper MS] [--move MS] [--shadow MS] [--rest US]\n\t"
	    "[--rate N] [--seed N] [--reads-only] [--reuseport] [--points]\n\t"
	    "[--big MB] [--expect-losses]\n", stderr);
	exit(2);
}

static void
read_number(const char *text, int64_t low, int64_t high, int64_t *out)
{
	if (!text_integer(text, low, high, out))
		usage();
}

static void
read_range(char *text, struct chaos *c)
{
	char *dash = strchr(text, '-');

	if (dash == NULL)
		usage();
	*dash = '\0';
	read_number(text, 0, 60000, &c->kill_low);
	read_number(dash + 1, c->kill_low, 60000, &c->kill_high);
}

/* An option that is a number, and its bounds. */
static void
read_value(struct chaos *c, int option, const char *text)
{
	const struct { int option; int64_t low, high, *out; } values[] = {
		{ 't', 1, 86400, &c->seconds },
		{ 'c', 1, PATRONS_MOST, &c->patrons },
		{ 'j', 1, PREY_WORKERS, &c->workers },
		{ 'h', 0, 600000, &c->plague_ms[PLAGUE_RELOAD] },
		{ 'u', 0, 600000, &c->plague_ms[PLAGUE_UPGRADE] },
		{ 'e', 0, 600000, &c->plague_ms[PLAGUE_KEEPER] },
		{ 'm', 0, 600000, &c->plague_ms[PLAGUE_MOVE] },
		{ 'w', 0, 600000, &c->plague_ms[PLAGUE_SHADOW] },
		{ 'r', 0, 10000000, &c->rest_us },
		{ 'q', 1, 10000000, &c->rate },
		{ 's', 1, INT64_MAX, &c->seed },
		{ 'b', 1, 16384, &c->big_mb },
	};
	size_t i;

	for (i = 0; i < sizeof values / sizeof *values; i++)
		if (values[i].option == option) {
			read_number(text, values[i].low, values[i].high,
			    values[i].out);
			return;
		}
	usage();
}

static void
read_options(struct chaos *c, int argc, char **argv)
{
	static const struct option options[] = {
		{ "seconds", required_argument, NULL, 't' },
		{ "connections", required_argument, NULL, 'c' },
		{ "workers", required_argument, NULL, 'j' },
		{ "kill", required_argument, NULL, 'k' },
		{ "kill-ms", required_argument, NULL, 'k' },
		{ "reload", required_argument, NULL, 'h' },
		{ "upgrade", required_argument, NULL, 'u' },
		{ "keeper", required_argument, NULL, 'e' },
		{ "move", required_argument, NULL, 'm' },
		{ "shadow", required_argument, NULL, 'w' },
		{ "rest", required_argument, NULL, 'r' },
		{ "rate", required_argument, NULL, 'q' },
		{ "seed", required_argument, NULL, 's' },
		{ "big", required_argument, NULL, 'b' },
		{ "reads-only", no_argument, NULL, 'R' },
		{ "reuseport", no_argument, NULL, 'A' },
		{ "points", no_argument, NULL, 'P' },
		{ "expect-losses", no_argument, NULL, 'L' },
		{ NULL, 0, NULL, 0 }
	};
	int option;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		switch (option) {
		case 'k': read_range(optarg, c); break;
		case 'R': c->stage.reads_only = true; break;
		case 'A': c->reuseport = true; break;
		case 'P': c->points = true; break;
		case 'L': c->expect_losses = true; break;
		default: read_value(c, option, optarg);
		}
	}
	if (optind != argc)
		usage();
}

static void
fill_letters(struct stage *stage, uint64_t seed)
{
	struct dice dice;
	size_t i;

	dice_init(&dice, seed);
	stage->letters = xmalloc(2 * STAGE_LETTERS);
	for (i = 0; i < 2 * STAGE_LETTERS; i++)
		stage->letters[i] = (char)('a' + dice_below(&dice, 26));
}

/* Nobody dies but as the points, or the big project, have it. */
static void
choose_deaths(struct chaos *c)
{
	struct prey *prey = &c->stage.prey;

	if (c->reuseport)
		prey->setting[prey->settings++] = "accept=reuseport";
	if (c->points || c->big_mb > 0) {
		c->kill_low = c->kill_high = 0;
		memset(c->plague_ms, 0, sizeof c->plague_ms);
	}
	if (c->big_mb > 0) {
		prey->setting[prey->settings++] = "worker_memory=16384";
		c->stage.calm = true;
	}
	if (c->points) {
		c->plague_ms[PLAGUE_POISON] = POISON_MS;
		c->plague_ms[PLAGUE_MOVE] = MOVE_MS;
		c->nemesis.points.gap_ms = c->seconds < LONG_S ? GAP_SHORT_MS :
		    GAP_MS;
		points_open(&c->nemesis.points, c->reuseport,
		    (uint64_t)c->seed);
	}
}

static void
brief_nemesis(struct chaos *c)
{
	struct nemesis *n = &c->nemesis;
	int which;

	n->stage = &c->stage;
	n->workers = (unsigned)c->workers;
	n->low_ms = (unsigned)c->kill_low;
	n->high_ms = (unsigned)c->kill_high;
	for (which = 0; which < PLAGUES; which++)
		n->plague_ms[which] = (unsigned)c->plague_ms[which];
	dice_init(&n->dice, (uint64_t)(c->seed + c->patrons));
}

static void
set_stage(struct chaos *c)
{
	struct stage *stage = &c->stage;
	uint64_t seed = (uint64_t)c->seed;
	unsigned i, patrons = (unsigned)c->patrons;

	stage->rest_us = (unsigned)c->rest_us;
	stage->pace_ns = c->rate == 0 ? 0 : (uint64_t)(c->patrons *
	    (int64_t)SECOND_NS / c->rate);
	toll_init(&stage->toll);
	stage->toll.quiet = c->expect_losses;
	world_init(&stage->world, patrons, SHARED);
	fill_letters(stage, seed);
	choose_deaths(c);
	prey_start(&stage->prey, (unsigned)c->workers);
	if (!stage->reads_only)
		inspect_make(stage);
	c->patron = xcalloc(patrons, sizeof *c->patron);
	for (i = 0; i < patrons; i++)
		patron_init(&c->patron[i], stage, i, seed);
	if (c->big_mb > 0)
		big_make(&c->big, stage, c->patron, (unsigned)c->big_mb);
	brief_nemesis(c);
}

/* Give every patron one turn, when something happens or `until_ns`. */
static bool
turn(struct chaos *c, uint64_t until_ns)
{
	struct pollfd fd[PATRONS_MOST];
	uint64_t now_ns = clock_ns(), wake_ns;
	unsigned i, count = (unsigned)c->patrons;
	struct timespec wait = { 0 };
	bool idle = true;

	for (i = 0; i < count; i++) {
		fd[i].fd = c->patron[i].wire.fd;
		fd[i].events = patron_events(&c->patron[i], now_ns);
		wake_ns = patron_wakes(&c->patron[i], now_ns);
		if (wake_ns < until_ns)
			until_ns = wake_ns;
	}
	if (until_ns > now_ns) {
		wait.tv_sec = (time_t)((until_ns - now_ns) / SECOND_NS);
		wait.tv_nsec = (long)((until_ns - now_ns) % SECOND_NS);
	}
	if (ppoll(fd, count, &wait, NULL) == -1)
		fatal("ppoll failed");
	now_ns = clock_ns();
	for (i = 0; i < count; i++) {
		patron_turn(&c->patron[i], fd[i].revents, now_ns);
		idle &= c->patron[i].idle;
	}
	return idle;
}

static void
run(struct chaos *c)
{
	uint64_t began_ns = clock_ns(), now_ns, end_ns, until_ns;
	unsigned i;

	end_ns = began_ns + (uint64_t)c->seconds * SECOND_NS;
	nemesis_wake(&c->nemesis, began_ns);
	while ((now_ns = clock_ns()) < end_ns) {
		nemesis_act(&c->nemesis, now_ns);
		until_ns = nemesis_due(&c->nemesis);
		if (c->big_mb > 0)
			until_ns = big_act(&c->big, now_ns);
		turn(c, until_ns);
	}
	nemesis_sleep(&c->nemesis);
	c->stage.closing = true;
	c->stage.toll.seconds = (double)(now_ns - began_ns) / SECOND_NS;
	end_ns = now_ns + PATIENCE_S * SECOND_NS;
	while (!turn(c, end_ns) && clock_ns() < end_ns)
		continue;
	for (i = 0; i < c->patrons; i++)
		patron_give_up(&c->patron[i]);
}

/* Were there deaths, and did one of them hit where it hurts? */
static bool
was_hard_enough(const struct chaos *c, uint64_t windows)
{
	if (c->points)
		return points_judge(&c->nemesis.points) == 0 &&
		    (c->reuseport || c->stage.toll.tally[TALLY_POISONS] > 0);
	if (c->big_mb > 0)
		return big_judge(&c->big);
	if (c->kill_high == 0)
		return true;
	if (c->stage.toll.tally[TALLY_KILLS] == 0)
		return false;
	return c->stage.toll.seconds < LONG_S || windows > 0;
}

static bool
judge_run(struct chaos *c)
{
	struct toll *toll = &c->stage.toll;
	uint64_t windows;
	bool ended, good;

	if (!c->stage.reads_only)
		inspect_compare(&c->stage);
	if (c->points)
		toll->tally[TALLY_KILLS] += points_deaths(&c->nemesis.points);
	toll_print(toll);
	windows = inspect_counters(&c->stage);
	ended = prey_stop(&c->stage.prey);
	if (c->expect_losses)
		good = toll_sum(toll) > 0;
	else
		good = toll_sum(toll) == 0 && ended &&
		    was_hard_enough(c, windows);
	if (!good)
		printf("seed %jd: %s\n", (intmax_t)c->seed,
		    c->expect_losses ? "no loss was found, and there must be" :
		    toll_sum(toll) > 0 ? "the server is at fault" : ended ?
		    "it was not hard enough: run longer" :
		    "the server did not end well");
	return good;
}

int
main(int argc, char **argv)
{
	static struct chaos c = { .seconds = 60, .patrons = 24, .workers = 3,
	    .kill_low = 50, .kill_high = 200, .rest_us = 2000,
	    .plague_ms = { [PLAGUE_RELOAD] = 3000, [PLAGUE_UPGRADE] = 7000,
	    [PLAGUE_KEEPER] = 1500, [PLAGUE_MOVE] = 400,
	    [PLAGUE_SHADOW] = 700 } };
	unsigned i;
	bool good;

	c.seed = (int64_t)(clock_ns() >> 10);
	read_options(&c, argc, argv);
	signal(SIGPIPE, SIG_IGN);
	set_stage(&c);
	run(&c);
	good = judge_run(&c);
	for (i = 0; i < c.patrons; i++)
		patron_fini(&c.patron[i]);
	free(c.patron);
	free(c.stage.letters);
	world_fini(&c.stage.world);
	if (c.points)
		points_close(&c.nemesis.points);
	toll_fini(&c.stage.toll);
	printf("chaos%s: %d passed, %d failed\n",
	    c.expect_losses ? " control" : "", good, !good);
	return good ? 0 : 1;
}
