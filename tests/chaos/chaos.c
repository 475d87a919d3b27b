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
 *	      [--rest US] [--seed N] [--reads-only] [--expect-losses]
 *
 * LOW and HIGH are milliseconds between two kills, MS between two reloads,
 * upgrades, kills of the keeper, moved projects, about; 0 is none.  --rest 0
 * loads the server as much as it can bear.
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
#include "tests/chaos/inspect.h"
#include "tests/chaos/nemesis.h"
#include "tests/chaos/patron.h"

#define PATRONS_MOST	128
#define SHARED		4		/* projects */
#define SECOND_NS	1000000000ull
#define PATIENCE_S	(20 * SLOW)	/* for the last replies */
#define LONG_S		20	/* so long, deaths must have been repaired */

struct chaos {
	struct stage	 stage;
	struct nemesis	 nemesis;
	struct patron	*patron;
	int64_t		 seconds, patrons, workers, kill_low, kill_high;
	int64_t		 rest_us, seed;
	int64_t		 plague_ms[PLAGUES];
	bool		 expect_losses;
};

static void __attribute__((noreturn))
usage(void)
{
	fputs("usage: chaos [--seconds N] [--connections N] [--workers N] "
	    "[--kill LOW-HIGH]\n\t[--reload MS] [--upgrade MS] "
	    "[--keeper MS] [--move MS]\n\t[--rest US] [--seed N] "
	    "[--reads-only] [--expect-losses]\n", stderr);
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

static void
read_options(struct chaos *c, int argc, char **argv)
{
	static const struct option options[] = {
		{ "seconds", required_argument, NULL, 't' },
		{ "connections", required_argument, NULL, 'c' },
		{ "workers", required_argument, NULL, 'j' },
		{ "kill", required_argument, NULL, 'k' },
		{ "reload", required_argument, NULL, PLAGUE_RELOAD },
		{ "upgrade", required_argument, NULL, PLAGUE_UPGRADE },
		{ "keeper", required_argument, NULL, PLAGUE_KEEPER },
		{ "move", required_argument, NULL, PLAGUE_MOVE },
		{ "rest", required_argument, NULL, 'r' },
		{ "seed", required_argument, NULL, 's' },
		{ "reads-only", no_argument, NULL, 'R' },
		{ "expect-losses", no_argument, NULL, 'L' },
		{ NULL, 0, NULL, 0 }
	};
	int option;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		switch (option) {
		case 't': read_number(optarg, 1, 86400, &c->seconds); break;
		case 'c': read_number(optarg, 1, PATRONS_MOST,
		    &c->patrons); break;
		case 'j': read_number(optarg, 1, PREY_WORKERS,
		    &c->workers); break;
		case 'k': read_range(optarg, c); break;
		case PLAGUE_RELOAD:
		case PLAGUE_UPGRADE:
		case PLAGUE_KEEPER:
		case PLAGUE_MOVE: read_number(optarg, 0, 600000,
		    &c->plague_ms[option]); break;
		case 'r': read_number(optarg, 0, 10000000, &c->rest_us); break;
		case 's': read_number(optarg, 1, INT64_MAX, &c->seed); break;
		case 'R': c->stage.reads_only = true; break;
		case 'L': c->expect_losses = true; break;
		default: usage();
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

static void
set_stage(struct chaos *c)
{
	struct stage *stage = &c->stage;
	uint64_t seed = (uint64_t)c->seed;
	unsigned i, patrons = (unsigned)c->patrons;

	stage->rest_us = (unsigned)c->rest_us;
	toll_init(&stage->toll);
	stage->toll.quiet = c->expect_losses;
	world_init(&stage->world, patrons, SHARED);
	fill_letters(stage, seed);
	prey_start(&stage->prey, (unsigned)c->workers);
	if (!stage->reads_only)
		inspect_make(stage);
	c->patron = xcalloc(patrons, sizeof *c->patron);
	for (i = 0; i < patrons; i++)
		patron_init(&c->patron[i], stage, i, seed);
	c->nemesis = (struct nemesis){ .prey = &stage->prey,
	    .toll = &stage->toll, .low_ms = (unsigned)c->kill_low,
	    .high_ms = (unsigned)c->kill_high, .world = &stage->world,
	    .workers = (unsigned)c->workers };
	for (i = 0; i < PLAGUES; i++)
		c->nemesis.plague_ms[i] = (unsigned)c->plague_ms[i];
	dice_init(&c->nemesis.dice, seed + patrons);
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
	uint64_t began_ns = clock_ns(), now_ns, end_ns;
	unsigned i;

	end_ns = began_ns + (uint64_t)c->seconds * SECOND_NS;
	nemesis_wake(&c->nemesis, began_ns);
	while ((now_ns = clock_ns()) < end_ns) {
		nemesis_act(&c->nemesis, now_ns);
		turn(c, nemesis_due(&c->nemesis));
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
		    "no kill hit a window: run longer" :
		    "the server did not end well");
	return good;
}

int
main(int argc, char **argv)
{
	static struct chaos c = { .seconds = 60, .patrons = 24, .workers = 3,
	    .kill_low = 50, .kill_high = 200, .rest_us = 2000,
	    .plague_ms = { [PLAGUE_RELOAD] = 3000, [PLAGUE_UPGRADE] = 7000,
	    [PLAGUE_KEEPER] = 1500, [PLAGUE_MOVE] = 400 } };
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
	toll_fini(&c.stage.toll);
	printf("chaos%s: %d passed, %d failed\n",
	    c.expect_losses ? " control" : "", good, !good);
	return good ? 0 : 1;
}
