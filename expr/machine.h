/*
 * machine - runs compiled expressions, for sixteen places at once
 *
 * A row of a tile is computed together, so that each operation is told apart
 * once in sixteen times and the plain ones are done in vectors.
 */
#ifndef EXPR_MACHINE_H
#define EXPR_MACHINE_H

#include <stdint.h>

#include "expr/expr.h"

#define MACHINE_LANES	16
#define MACHINE_SLOTS	64	/* variables */

struct machine {
	const struct expr_pool	*pool;
	uint32_t	 seed;		/* of random and noise */
	uint64_t	*chance;	/* of a +- b; one lane then */
	int		 lanes;		/* of them in use, from the first */
	double		 slot[MACHINE_SLOTS][MACHINE_LANES];
	double		 stack[EXPR_STACK][MACHINE_LANES];
};

/* The values, one a lane; they stay until the next run. */
const double *machine_run(struct machine *m, const struct expr *e);

#endif
