/*
 * nemesis - kills the server's workers, again and again
 *
 * Every now and then, at random: one worker by SIGKILL; several or all at
 * once; one that is stopped for a while before it is killed; a shadow, alone
 * or before its worker; a reload; a request that kills whoever runs it; and
 * death at a numbered step (points.h).
 * It acts when its turn comes, so that no act of it is missed or doubled.
 */
#ifndef TESTS_CHAOS_NEMESIS_H
#define TESTS_CHAOS_NEMESIS_H

#include <stdint.h>
#include <sys/types.h>

#include "tests/chaos/dice.h"
#include "tests/chaos/patron.h"
#include "tests/chaos/points.h"

/* What is done besides killing workers. */
enum plague {
	PLAGUE_RELOAD, PLAGUE_UPGRADE, PLAGUE_KEEPER, PLAGUE_MOVE,
	PLAGUE_POISON, PLAGUE_SHADOW, PLAGUES
};

struct nemesis {
	struct stage	*stage;
	struct dice	 dice;
	struct points	 points;
	unsigned	 low_ms, high_ms;	/* between kills; 0: none */
	uint64_t	 kill_ns;		/* when the next is due */
	unsigned	 plague_ms[PLAGUES];	/* between two; 0: none */
	uint64_t	 plague_ns[PLAGUES];	/* when the next is due */
	unsigned	 workers;
	pid_t		 stopped;		/* to be killed next, or 0 */
};

/* The first kill is due soon after `now_ns`. */
void	 nemesis_wake(struct nemesis *n, uint64_t now_ns);

/* Do what is due. */
void	 nemesis_act(struct nemesis *n, uint64_t now_ns);

/* When something is due next. */
uint64_t nemesis_due(const struct nemesis *n);

/* Leave nothing stopped or armed behind. */
void	 nemesis_sleep(struct nemesis *n);

#endif
