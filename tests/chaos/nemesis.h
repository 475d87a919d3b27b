/*
 * nemesis - kills the server's workers, again and again
 *
 * Every now and then, at random: one worker by SIGKILL; several or all at
 * once; one that is stopped for a while before it is killed; and a reload.
 * It acts when its turn comes, so that no act of it is missed or doubled.
 */
#ifndef TESTS_CHAOS_NEMESIS_H
#define TESTS_CHAOS_NEMESIS_H

#include <stdint.h>
#include <sys/types.h>

#include "tests/chaos/dice.h"
#include "tests/chaos/prey.h"
#include "tests/chaos/toll.h"
#include "tests/chaos/world.h"

/* What is done besides killing workers. */
enum plague {
	PLAGUE_RELOAD, PLAGUE_UPGRADE, PLAGUE_KEEPER, PLAGUE_MOVE, PLAGUES
};

struct nemesis {
	const struct prey *prey;
	struct toll	*toll;
	struct dice	 dice;
	unsigned	 low_ms, high_ms;	/* between kills; 0: none */
	uint64_t	 kill_ns;		/* when the next is due */
	unsigned	 plague_ms[PLAGUES];	/* between two; 0: none */
	uint64_t	 plague_ns[PLAGUES];	/* when the next is due */
	const struct world *world;		/* whose projects are moved */
	unsigned	 workers;
	pid_t		 stopped;		/* to be killed next, or 0 */
};

/* The first kill is due soon after `now_ns`. */
void	 nemesis_wake(struct nemesis *n, uint64_t now_ns);

/* Do what is due. */
void	 nemesis_act(struct nemesis *n, uint64_t now_ns);

/* When something is due next. */
uint64_t nemesis_due(const struct nemesis *n);

/* Leave nothing stopped behind. */
void	 nemesis_sleep(struct nemesis *n);

#endif
