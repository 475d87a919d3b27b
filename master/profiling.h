/*
 * profiling - a CPU profile by the stats socket
 *
 *	profile SECONDS [FORM] [worker=N]
 *
 * As worker/debug.h has it over HTTP: the workers sample themselves, and the
 * master waits, doing what it does, and then puts together what they found.
 */
#ifndef MASTER_PROFILING_H
#define MASTER_PROFILING_H

#include <stdbool.h>

#include "buf.h"
#include "master/master.h"
#include "profile/profile.h"

#define PROFILING_USAGE	"profile SECONDS [pprof|legacy|folded|svg] [worker=N]"

struct profiling {
	uint64_t	 owner;		/* of the session; 0: none goes on */
	uint32_t	 seconds;
	const struct profile_form *form;
};

/* Begin what the words after `profile` want.  False: why says what is wrong
 * with them, or who else is at it. */
bool	 profiling_begin(struct master *m, struct profiling *p, char *words,
	    char why[MASTER_WHY]);
/* The time is over: the profile. */
void	 profiling_end(struct master *m, struct profiling *p,
	    struct buf *out);
/* Nobody wants it any more. */
void	 profiling_forget(struct master *m, struct profiling *p);

#endif
