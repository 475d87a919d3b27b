/*
 * expr - expressions compiled for a machine with a stack
 *
 *	cond ? a : b    ||    &&    == !=    < > <= >=    + - +-    * / %
 *	- ! (before)    ^ (to the right)    function(a, ...)    (a)
 *
 * In order of what binds least; true is 1, and all but 0 is true.  a +- b is a
 * number by chance between a - b and a + b, where the reader allows for it.
 * Both sides of ?:, && and || are computed: nothing has an effect.
 *
 * Compiling bounds what running will cost: the operations in a pool, the depth
 * of the stack, and the cost of each expression, in nanoseconds or so.
 */
#ifndef EXPR_EXPR_H
#define EXPR_EXPR_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "expr/token.h"

#define EXPR_TEXT	65536	/* bytes, also of a program */
#define EXPR_OPS	8192	/* in a pool */
#define EXPR_STACK	32	/* values at a time */
#define EXPR_NEST	64	/* brackets and signs within each other */
#define EXPR_WORDS	120	/* bytes of an error's words */

enum expr_code {
	EXPR_NUMBER, EXPR_VARIABLE, EXPR_SPREAD, EXPR_RANDOM, EXPR_NOISE,
#define UNARY(id, cost, value)		EXPR_##id,
#define BINARY(id, cost, value)		EXPR_##id,
#define TERNARY(id, cost, value)	EXPR_##id,
#include "tbl/ops.h"
	EXPR_CODES
};

struct expr_op {
	uint16_t	 code;
	uint16_t	 slot;		/* of a variable; or octaves */
	double		 number;
};

struct expr_pool {
	struct expr_op	*op;
	uint32_t	 count, size;
};

/* A compiled expression: operations of a pool. */
struct expr {
	uint32_t	 first, count;
	uint32_t	 cost;
};

struct expr_error {
	uint32_t	 line, column;	/* from 1 */
	char		 words[EXPR_WORDS];	/* what was expected */
};

struct expr_reader {
	struct tokens	 tokens;
	struct expr_pool *pool;
	/* The slot of a variable, or -1. */
	int		 (*find)(void *owner, const struct token *token);
	void		*owner;
	bool		 chance;	/* a +- b is allowed */
	bool		 listed;	/* arguments beside each other: a sign
					 * with space before and none after it
					 * begins the next */
	uint32_t	 deep;		/* on the stack now */
	uint32_t	 nest;
	uint32_t	 cost;
	bool		 failed;	/* the words say why */
	struct expr_error error;
};

/* Read one expression from where the tokens stand.  When it fails, failed is
 * set and the tokens are at their end: later reading fails too. */
struct expr expr_read(struct expr_reader *r);

/* The token can begin an expression. */
bool	 expr_begins(const struct token *token);

/* Say what was expected at the token that stands there; the first counts. */
void	 expr_fail(struct expr_reader *r, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Pass a sign or fail.  True: it was passed. */
bool	 expr_expect(struct expr_reader *r, int sign);
/* Pass it if it is there. */
bool	 expr_accept(struct expr_reader *r, int sign);

void	 expr_fini(struct expr_pool *pool);

#endif
