/*
 * machine - runs compiled expressions, for sixteen places at once
 *
 * An operation reads its operands from the top of the stack and leaves its
 * value in the place of the first.  Cheap ones go over all lanes, in use or
 * not, which the compiler makes vectors of; dear ones over those in use.
 */
#include <assert.h>
#include <math.h>

#include "expr/lattice.h"
#include "expr/machine.h"
#include "expr/real.h"

#define DEAR	16	/* cost from which lanes are counted */

typedef double row[MACHINE_LANES];

static double
ease_between(double from, double to, double x)
{
	double t = (x - from) / (to - from);

	t = t > 0 ? t : 0;
	t = t < 1 ? t : 1;
	return t * t * (3 - 2 * t);
}

#define EACH(cost)	i < ((cost) < DEAR ? MACHINE_LANES : m->lanes)

#define UNARY(id, cost, value)						\
	static void							\
	run_##id(struct machine *m, row *top)				\
	{								\
		int i;							\
									\
		for (i = 0; EACH(cost); i++) {				\
			double a = top[0][i];				\
									\
			top[0][i] = value;				\
		}							\
		(void)m;						\
	}
#define BINARY(id, cost, value)						\
	static void							\
	run_##id(struct machine *m, row *top)				\
	{								\
		int i;							\
									\
		for (i = 0; EACH(cost); i++) {				\
			double a = top[0][i], b = top[1][i];		\
									\
			top[0][i] = value;				\
		}							\
		(void)m;						\
	}
#define TERNARY(id, cost, value)					\
	static void							\
	run_##id(struct machine *m, row *top)				\
	{								\
		int i;							\
									\
		for (i = 0; EACH(cost); i++) {				\
			double a = top[0][i], b = top[1][i];		\
			double c = top[2][i];				\
									\
			top[0][i] = value;				\
		}							\
		(void)m;						\
	}
#include "tbl/ops.h"

static const struct {
	void	 (*run)(struct machine *m, row *top);
	int	 takes;
} acts[EXPR_CODES] = {
#define UNARY(id, cost, value)		[EXPR_##id] = { run_##id, 1 },
#define BINARY(id, cost, value)		[EXPR_##id] = { run_##id, 2 },
#define TERNARY(id, cost, value)	[EXPR_##id] = { run_##id, 3 },
#include "tbl/ops.h"
};

static void
push_number(double number, row *top)
{
	int i;

	for (i = 0; i < MACHINE_LANES; i++)
		top[0][i] = number;
}

static void
push_slot(const struct machine *m, uint32_t slot, row *top)
{
	int i;

	for (i = 0; i < MACHINE_LANES; i++)
		top[0][i] = m->slot[slot][i];
}

static void
run_spread(struct machine *m, row *top)
{
	int i;

	for (i = 0; i < m->lanes; i++)
		top[0][i] += top[1][i] * (2 * lattice_next(m->chance) - 1);
}

static void
run_lattice(struct machine *m, const struct expr_op *op, row *top)
{
	int i;

	for (i = 0; i < m->lanes; i++) {
		double at[3] = { top[0][i], top[1][i], top[2][i] };

		top[0][i] = op->code == EXPR_RANDOM ?
		    lattice_random(m->seed, at) :
		    lattice_noise(m->seed, at, op->slot);
	}
}

const double *
machine_run(struct machine *m, const struct expr *e)
{
	const struct expr_op *op = m->pool->op + e->first;
	row *top = m->stack;	/* the next free place */
	uint32_t i;

	assert(e->count > 0 && m->lanes <= MACHINE_LANES);
	for (i = 0; i < e->count; i++, op++) {
		switch (op->code) {
		case EXPR_NUMBER:
			push_number(op->number, top++);
			break;
		case EXPR_VARIABLE:
			push_slot(m, op->slot, top++);
			break;
		case EXPR_SPREAD:
			run_spread(m, top -= 2);
			top++;
			break;
		case EXPR_RANDOM:
		case EXPR_NOISE:
			run_lattice(m, op, top -= 3);
			top++;
			break;
		default:
			acts[op->code].run(m, top -= acts[op->code].takes);
			top++;
			break;
		}
	}
	assert(top == m->stack + 1);
	return m->stack[0];
}
