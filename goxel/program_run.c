/*
 * program_run - a program's tree is walked and drawn
 *
 * A turtle is where drawing stands: a box with its own directions, a colour, a
 * mode.  Each block has its own, made from that of the block around it.
 */
#include <math.h>
#include <stdlib.h>

#include "bounds.h"
#include "expr/lattice.h"
#include "expr/machine.h"
#include "goxel/program.h"
#include "goxel/program_tree.h"
#include "goxel/turtle.h"
#include "mem.h"

struct running {
	const struct program	*program;
	struct machine		*machine;
	struct volume		*volume;
	uint64_t		 chance;	/* state of the numbers */
	uint64_t		 steps;		/* left */
	uint64_t		 voxels;	/* left */
	uint32_t		 depth;		/* left */
	enum err		 err;
};

/* A block goes on, or its shape is left: by return, or because of an error. */
enum flow { GO_ON, LEAVE };

static enum flow run_block(struct running *run, uint32_t node,
    struct turtle *turtle);

static enum flow
give_up(struct running *run, enum err err)
{
	run->err = err;
	return LEAVE;
}

static bool
pay(struct running *run, uint64_t steps)
{
	if (steps > run->steps) {
		run->err = ERR_TOO_BIG;
		return false;
	}
	run->steps -= steps;
	return true;
}

static double
compute(struct running *run, const struct expr *e)
{
	if (e->count == 0 || !pay(run, e->count + e->cost / 16))
		return 0;
	return machine_run(run->machine, e)[0];
}

static void
adjust(struct running *run, const struct program_node *node,
    struct turtle *turtle)
{
	const struct program_op *op = run->program->op + node->op;
	double number[3] = { 0 };
	uint32_t i, n;

	for (i = 0; i < node->op_count && pay(run, 1); i++, op++) {
		for (n = 0; n < op->count; n++)
			number[n] = compute(run, &op->number[n]);
		if (op->id == PROGRAM_seed)
			run->chance = (uint64_t)(int64_t)fmin(fmax(
			    number[0], -0x1p52), 0x1p52);
		else
			turtle_adjust(turtle, op->id, number, op->count);
	}
}

/* One of the rules, by weight. */
static uint32_t
pick_rule(struct running *run, const struct program_shape *shape)
{
	const struct program_rule *rule = run->program->rule + shape->rule;
	double sum = 0, at;
	uint32_t i;

	if (shape->rule_count == 1)
		return rule->block;
	for (i = 0; i < shape->rule_count; i++)
		sum += rule[i].weight;
	at = lattice_next(&run->chance) * sum;
	for (i = 0; i + 1 < shape->rule_count && at >= rule[i].weight; i++)
		at -= rule[i].weight;
	return rule[i].block;
}

static enum flow
draw(struct running *run, enum shape shape, const struct turtle *turtle)
{
	uint64_t voxels = turtle_voxels(turtle);

	if (voxels > run->voxels)
		return give_up(run, ERR_TOO_BIG);
	run->voxels -= voxels;
	run->err = turtle_draw(turtle, shape, run->volume);
	return run->err == OK ? GO_ON : LEAVE;
}

/* The shape has variables of its own: those of the caller are put aside. */
static enum flow
enter_shape(struct running *run, const struct program_node *node,
    struct turtle *turtle)
{
	const struct program_shape *shape =
	    &run->program->shape[node->shape];
	double (*slot)[MACHINE_LANES] = run->machine->slot;
	double aside[MACHINE_SLOTS], given[PROGRAM_ARGUMENTS];
	uint32_t i;

	for (i = 0; i < node->argument_count; i++)
		given[i] = compute(run,
		    &run->program->argument[node->argument + i]);
	for (i = 0; i < shape->slots; i++) {
		aside[i] = slot[i][0];
		/* cppcheck-suppress uninitvar ; filled above, as many */
		slot[i][0] = i < node->argument_count ? given[i] : 0;
	}
	run_block(run, pick_rule(run, shape), turtle);
	for (i = 0; i < shape->slots; i++)
		/* cppcheck-suppress uninitvar ; filled above, as many */
		slot[i][0] = aside[i];
	return run->err == OK ? GO_ON : LEAVE;
}

static enum flow
run_call(struct running *run, const struct program_node *node,
    const struct turtle *turtle)
{
	struct turtle inner = *turtle;

	adjust(run, node, &inner);
	if (run->err != OK)
		return LEAVE;
	if (node->shape < 0)
		return draw(run, (enum shape)(-1 - node->shape), &inner);
	if (turtle_small(&inner) || inner.life == 0)
		return GO_ON;
	inner.life--;
	return enter_shape(run, node, &inner);
}

static enum flow
run_loop(struct running *run, const struct program_node *node,
    const struct turtle *turtle)
{
	struct turtle inner = *turtle, pass;
	double count = compute(run, &node->value), i;

	for (i = 0; i < count && pay(run, 1); i++) {
		if (node->slot >= 0)
			run->machine->slot[node->slot][0] = i;
		pass = inner;
		if (run_block(run, node->child, &pass) == LEAVE)
			return LEAVE;
		adjust(run, node, &inner);
	}
	return run->err == OK ? GO_ON : LEAVE;
}

static enum flow
run_inner(struct running *run, const struct program_node *node,
    const struct turtle *turtle)
{
	struct turtle inner = *turtle;

	if (node->kind == PROGRAM_IF && compute(run, &node->value) == 0)
		return run->err == OK ? GO_ON : LEAVE;
	adjust(run, node, &inner);
	return run_block(run, node->child, &inner);
}

static enum flow
run_node(struct running *run, const struct program_node *node,
    struct turtle *turtle)
{
	switch (node->kind) {
	case PROGRAM_ADJUST:
		adjust(run, node, turtle);
		return GO_ON;
	case PROGRAM_CALL:
		return run_call(run, node, turtle);
	case PROGRAM_LOOP:
		return run_loop(run, node, turtle);
	case PROGRAM_TRANSFORM:
	case PROGRAM_IF:
		return run_inner(run, node, turtle);
	case PROGRAM_SET:
		run->machine->slot[node->slot][0] = compute(run,
		    &node->value);
		return GO_ON;
	case PROGRAM_RETURN:
		break;
	}
	return LEAVE;
}

static enum flow
run_block(struct running *run, uint32_t node, struct turtle *turtle)
{
	enum flow flow = GO_ON;

	if (run->err != OK)
		return LEAVE;
	if (run->depth == 0)
		return give_up(run, ERR_TOO_BIG);
	run->depth--;
	for (; node != 0 && flow == GO_ON && pay(run, 1);
	    node = run->program->node[node].next)
		flow = run_node(run, &run->program->node[node], turtle);
	run->depth++;
	return run->err == OK ? flow : LEAVE;
}

/* The shape to start with, or NULL. */
static const struct program_shape *
find_start(const struct program *p, const struct bytes *name)
{
	const struct bytes wanted = name->len > 0 ? *name :
	    (struct bytes){ "main", 4 };
	const struct program_shape *shape = NULL;
	uint32_t i;

	for (i = 0; i < p->shape_count && shape == NULL; i++)
		if (p->shape[i].name.len == wanted.len &&
		    memcmp(p->shape[i].name.at, wanted.at, wanted.len) == 0)
			shape = &p->shape[i];
	if (shape == NULL && name->len == 0)
		shape = &p->shape[0];
	return shape != NULL && shape->arguments == 0 ? shape : NULL;
}

bool
program_has(const struct program *program, const struct bytes *shape)
{
	return find_start(program, shape) != NULL;
}

enum err
program_run(const struct program *program, const struct program_start *start,
    struct volume *v)
{
	const struct program_shape *shape = find_start(program, &start->shape);
	struct running run = { .program = program, .volume = v,
	    .chance = start->seed, .steps = PROGRAM_STEPS,
	    .voxels = PROGRAM_VOXELS, .depth = PROGRAM_DEPTH };
	struct turtle turtle;

	if (shape == NULL || box_empty(&start->box))
		return ERR_PARAMS;
	if (!box_bounded(&start->box))
		return ERR_BOUNDS;
	turtle_start(&turtle, &start->box, start->color);
	run.machine = xcalloc(1, sizeof *run.machine);
	run.machine->pool = &program->pool;
	run.machine->chance = &run.chance;
	run.machine->seed = start->seed;
	run.machine->lanes = 1;
	run_block(&run, pick_rule(&run, shape), &turtle);
	free(run.machine);
	return run.err;
}
