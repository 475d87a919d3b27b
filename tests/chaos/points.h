/*
 * points - arms the steps at which the server's processes die
 *
 * The server must be built with KILLPOINTS (include/killpoint.h).  One step
 * after the other is armed until somebody dies there; now and then all of them
 * are, at random.  At the end there is a table, and a step that was not
 * reached, or where nobody died, is a failure: a proof that misses a step
 * proves less than it says.
 */
#ifndef TESTS_CHAOS_POINTS_H
#define TESTS_CHAOS_POINTS_H

#include <stdbool.h>
#include <stdint.h>

#include "killpoint.h"
#include "tests/chaos/dice.h"

struct points {
	struct killpoint_page *page;	/* NULL: nothing is armed, ever */
	struct dice	 dice;
	unsigned	 gap_ms;	/* after a death, at least */
	bool		 accepts;	/* the steps of accept reuseport */
	bool		 upgrade;	/* to be asked for */
	unsigned	 turn;		/* steps armed so far */
	unsigned	 step;		/* the one that is */
	uint64_t	 kills;		/* of it, before */
	uint64_t	 began_ns;
	uint64_t	 due_ns;
	uint64_t	 until_ns;	/* then it is given up */
	uint64_t	 stir_ns;	/* then somebody is to die anywhere */
	char		 path[64];
};

/* Before the server starts: make the page and tell where it is. */
void	 points_open(struct points *p, bool accepts, uint64_t seed);
void	 points_close(struct points *p);

/* The server runs; its master is never killed. */
void	 points_begin(struct points *p, int master, uint64_t now_ns);

/* Do what is due; when the next is. */
void	 points_act(struct points *p, uint64_t now_ns);
/* Only an upgrade gets to the step; said once. */
bool	 points_want_upgrade(struct points *p);
/* Nobody gets to the step: a death would bring somebody there. */
bool	 points_want_death(struct points *p, uint64_t now_ns);
/* Nothing dies any more. */
void	 points_end(struct points *p);

/* Print the table; the number of steps that were missed. */
unsigned points_judge(const struct points *p);

/* Processes that died at a step. */
uint64_t points_deaths(const struct points *p);

#endif
