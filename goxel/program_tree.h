/*
 * program_tree - a program as it is read, for those who read and run it
 *
 * Nodes of a block are a list by index, 0 its end.  A shape has one block or
 * several rules, each with its own.  Variables are slots of the shape.
 */
#ifndef GOXEL_PROGRAM_TREE_H
#define GOXEL_PROGRAM_TREE_H

#include <stdint.h>

#include "expr/expr.h"
#include "goxel/shape.h"

#define PROGRAM_NODES	4096	/* statements */
#define PROGRAM_OPS	8192	/* adjustments */
#define PROGRAM_SHAPES	256
#define PROGRAM_RULES	1024
#define PROGRAM_NEST	32	/* blocks within each other, as written */
#define PROGRAM_ARGUMENTS 16	/* of a shape */

enum program_kind {
	PROGRAM_ADJUST,		/* [ops] */
	PROGRAM_CALL,		/* name(arguments)[ops] */
	PROGRAM_LOOP,		/* loop $slot = value [ops] { child } */
	PROGRAM_TRANSFORM,	/* transform [ops] { child } */
	PROGRAM_IF,		/* if value { child } */
	PROGRAM_SET,		/* $slot = value */
	PROGRAM_RETURN
};

/* What brackets may hold, and how many numbers each takes. */
#define PROGRAM_ADJUSTMENTS(OP)						\
	OP(s, 1, 3) OP(sx, 1, 1) OP(sy, 1, 1) OP(sz, 1, 1) OP(sn, 0, 1)	\
	OP(x, 1, 3) OP(y, 1, 2) OP(z, 1, 1)				\
	OP(rx, 1, 1) OP(ry, 1, 1) OP(rz, 1, 1)				\
	OP(hue, 1, 2) OP(sat, 1, 2) OP(light, 1, 2)			\
	OP(sub, 0, 0) OP(paint, 0, 0) OP(seed, 1, 1) OP(wait, 1, 1)	\
	OP(life, 1, 1) OP(antialiased, 0, 1)

enum program_adjust {
#define OP(name, least, most)	PROGRAM_##name,
	PROGRAM_ADJUSTMENTS(OP)
#undef OP
	PROGRAM_ADJUST_COUNT
};

struct program_op {
	enum program_adjust id;
	uint32_t	 count;
	struct expr	 number[3];
};

struct program_node {
	enum program_kind kind;
	uint32_t	 next, child;	/* nodes; 0: none */
	uint32_t	 op, op_count;
	int		 slot;		/* or -1 */
	struct expr	 value;
	struct token	 name;		/* of a call */
	int		 shape;		/* -1 - enum shape: a built-in one */
	uint32_t	 argument, argument_count;
};

struct program_rule { double weight; uint32_t block; };

struct program_shape {
	struct token	 name;
	uint32_t	 arguments;	/* the first slots */
	uint32_t	 slots;
	uint32_t	 rule, rule_count;
};

struct program {
	char			*text;		/* the tokens point into it */
	struct expr_pool	 pool;
	struct program_node	*node;		/* 0 is none */
	struct program_op	*op;
	struct program_rule	*rule;
	struct program_shape	*shape;
	struct expr		*argument;
	uint32_t		 node_count, op_count, rule_count;
	uint32_t		 shape_count, argument_count;
};

#endif
