/*
 * big - a worker with much memory, killed under the others' load
 *
 * The kernel takes long to tear such a process down; the others' clients must
 * not wait for that.  One project is filled and its worker is left to it: the
 * patrons' projects are moved elsewhere, and their connections follow.  Then
 * the worker is killed again and again, each time when the project is back in
 * memory.
 */
#ifndef TESTS_CHAOS_BIG_H
#define TESTS_CHAOS_BIG_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "tests/chaos/patron.h"

struct big {
	struct stage	*stage;
	int		 fd;		/* a client of the big project */
	bool		 asked;		/* and waits until it is there */
	unsigned	 least_mb;	/* of the worker, when it was killed */
	unsigned	 wanted_mb;
	unsigned	 kills;
	uint64_t	 due_ns;
};

/* Fill the project, give every patron its own elsewhere. */
void	 big_make(struct big *b, struct stage *stage, struct patron *patron,
	    unsigned mb);

/* Do what is due; when to look again. */
uint64_t big_act(struct big *b, uint64_t now_ns);

/* Was the worker big, and killed, and did the others not wait? */
bool	 big_judge(const struct big *b);

#endif
