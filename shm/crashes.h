/*
 * crashes - the last deaths of workers, for operators
 */
#ifndef SHM_CRASHES_H
#define SHM_CRASHES_H

#include <stdatomic.h>
#include <stdint.h>

#define CRASHES	64

struct crash {
	int64_t		 when;		/* unix seconds */
	uint32_t	 worker;	/* row */
	int32_t		 pid;
	int32_t		 status;	/* as waitpid tells it */
	/* Running; enum method_id, or UINT32_MAX. */
	uint32_t	 method;
	uint32_t	 conn;		/* whose request, or UINT32_MAX */
	uint32_t	 repaired;	/* enum wire_op finished for it */
	uint32_t	 moved;		/* connections given to others */
	uint32_t	 projects;	/* lost */
};

/* What is shared; the master alone writes. */
struct crashes {
	_Atomic uint64_t count;		/* ever; entry i is at i % CRASHES */
	struct crash	 entry[CRASHES];
};

#endif
