/*
 * kill - every primitive under kill -9, and each beside its naive twin
 *
 *	micro-kill KILLS	in each cell
 */
#include <stdio.h>
#include <stdlib.h>

#include "clock.h"
#include "log.h"
#include "tests/micro/cell.h"
#include "text.h"

static const struct cell cells[] = {
	{ "unix, sends", false, CELL_SENDS, cell_socket },
	{ "unix, sends", true, CELL_SENDS, cell_socket },
	{ "unix, receives", false, 0, cell_socket },
	{ "unix, receives", true, 0, cell_socket },
	{ "tcp, sends", false, CELL_TCP | CELL_SENDS, cell_socket },
	{ "tcp, sends", true, CELL_TCP | CELL_SENDS, cell_socket },
	{ "tcp, receives", false, CELL_TCP, cell_socket },
	{ "tcp, receives", true, CELL_TCP, cell_socket },
	{ "hotlog append", false, 0, cell_hotlog },
	{ "hotlog append", true, 0, cell_hotlog },
	{ "ring growth", false, 0, cell_growth },
	{ "ring growth", true, 0, cell_growth },
};

#define PATIENCE	20	/* times as many, until a control is wrong */

/*
 * True when it came out as it must.  Some controls are wrong in one kill of a
 * hundred: chance must not make them look right, so they go on until they are
 * wrong once.
 */
static bool
run(const struct cell *cell, unsigned kills, uint64_t *seed)
{
	unsigned wrong = 0, repaired = 0, i;
	struct outcome outcome;
	bool good;

	for (i = 0; i < kills || (cell->naive && wrong == 0 &&
	    i < PATIENCE * kills); i++) {
		outcome = cell->kill(cell, seed);
		wrong += outcome.wrong;
		repaired += outcome.repaired;
	}
	good = cell->naive ? wrong > 0 : wrong == 0;
	printf("%-16s%-8s%8u kills%8u repaired%8u wrong%s\n", cell->name,
	    cell->naive ? "naive" : "", i, repaired, wrong,
	    good ? "" : " -- that must not be");
	return good;
}

int
main(int argc, char **argv)
{
	uint64_t seed = clock_ns();
	int64_t kills = 0;
	size_t i;
	int failed = 0, count = sizeof cells / sizeof *cells;

	log_name("micro-kill");
	if (argc != 2 || !text_integer(argv[1], 1, 1000000, &kills))
		fatal("usage: micro-kill KILLS");
	for (i = 0; i < (size_t)count; i++)
		failed += !run(&cells[i], (unsigned)kills, &seed);
	printf("micro-kill: %d passed, %d failed\n", count - failed, failed);
	return failed > 0;
}
