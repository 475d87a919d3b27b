/*
 * killpoint - die at a numbered step, to show that nobody notices
 *
 * KILLPOINT(step) is nothing, except in a build with -DKILLPOINTS.  There it
 * counts in a page that the file $KILLPOINTS_FILE holds, and kills the own
 * process by SIGKILL when the page says so.  The master is never killed; at its
 * steps, KILLPOINT_FELL(step, pid), the other one dies: the process that it is
 * dealing with.  The steps are rows of tbl/killpoints.h; tests/chaos/points.c
 * sets the page.
 */
#ifndef KILLPOINT_H
#define KILLPOINT_H

#include <stdatomic.h>
#include <stdint.h>
#include <sys/types.h>

#define STEP(id, kind, doc)	STEP_##id,
enum killpoint_step {
#include "tbl/killpoints.h"
	STEPS
};

#define KILLPOINT_NAME	64	/* bytes of a method's name */

struct killpoint_count {
	_Atomic uint64_t hits;
	_Atomic uint64_t kills;
};

/* What the file holds. */
struct killpoint_page {
	_Atomic int32_t	 master;	/* pid; it passes */
	_Atomic uint32_t armed;		/* step + 1; 0: none */
	/* The armed step dies when this comes down to 0. */
	_Atomic int32_t	 countdown;
	/* Every step dies once in so many times; 0: none. */
	_Atomic uint32_t odds;
	/* A request of this method kills its worker, always. */
	char		 poison[KILLPOINT_NAME];
	struct killpoint_count step[STEPS];
};

#ifdef KILLPOINTS
#define KILLPOINT(id)	killpoint_pass(STEP_##id)
#define KILLPOINT_FELL(id, pid)	killpoint_fell(STEP_##id, pid)
#define KILLPOINT_POISON(method)	killpoint_poison(method)
#else
#define KILLPOINT(id)	((void)0)
#define KILLPOINT_FELL(id, pid)	((void)(pid))
#define KILLPOINT_POISON(method)	((void)0)
#endif

/* Count the step, and die there if the page says so. */
void	 killpoint_pass(enum killpoint_step step);

/* The same, but it is `pid` that dies; 0: nobody is there. */
void	 killpoint_fell(enum killpoint_step step, pid_t pid);

/* Die of a request of this method, if the page says so. */
void	 killpoint_poison(const char *method);

#endif
