/*
 * program_read - a program's text becomes a tree
 *
 *	program		(shape name [($a, ...)] body) ...
 *	body		block | { (rule [weight] block) ... }
 *	block		{ statement ... }
 *	statement	loop [$i =] count [ops] block | transform [ops] block |
 *			if value block | $x = value | return |
 *			name [(value, ...)] [ops] | ops
 *	ops		'[' (name value ...) ... ']'
 *
 * Calls are tied to their shapes at the end, since a shape may come later.
 */
#include <stdlib.h>
#include <string.h>

#include "expr/machine.h"
#include "goxel/program.h"
#include "goxel/program_tree.h"
#include "mem.h"

struct reading {
	struct expr_reader	 r;
	struct program		*program;
	struct program_shape	*shape;		/* being read */
	struct token		 variable[MACHINE_SLOTS];
	uint32_t		 nest;
};

static const struct {
	const char	*name;
	uint32_t	 least, most;
} adjustments[] = {
#define OP(name, least, most)	{ #name, least, most },
	PROGRAM_ADJUSTMENTS(OP)
#undef OP
};

static uint32_t read_block(struct reading *in);

static bool
has_room(struct reading *in, uint32_t count, uint32_t most)
{
	if (count == most)
		expr_fail(&in->r, "expected no more: at most %u of these",
		    most);
	return !in->r.failed;
}

/* The list with room for one more, which is zeroed. */
static void *
grow(void *list, size_t size, uint32_t count)
{
	if ((count & (count - 1)) == 0)
		list = xrealloc(list, ((size_t)count + 1) * 2 * size);
	memset((char *)list + count * size, 0, size);
	return list;
}

/* The index of one more; 0 when there is no room. */
#define ADD(in, list, count, most)					\
	(has_room(in, count, most) ?					\
	(list = grow(list, sizeof *(list), count), count++) : 0)

/*
 * Variables
 */

static bool
same_text(const struct token *a, const struct token *b)
{
	return a->len == b->len && memcmp(a->at, b->at, a->len) == 0;
}

static int
find_variable(void *owner, const struct token *token)
{
	const struct reading *in = owner;
	uint32_t i;

	if (token->kind != TOKEN_VARIABLE || in->shape == NULL)
		return -1;
	for (i = 0; i < in->shape->slots; i++)
		if (same_text(&in->variable[i], token))
			return (int)i;
	return -1;
}

/* The slot of the variable that stands there, a new one if need be. */
static int
read_variable(struct reading *in)
{
	struct token *now = &in->r.tokens.now;
	int slot = find_variable(in, now);

	if (now->kind != TOKEN_VARIABLE)
		expr_fail(&in->r, "expected a variable, as $x");
	else if (slot < 0 && has_room(in, in->shape->slots, MACHINE_SLOTS)) {
		slot = (int)in->shape->slots++;
		in->variable[slot] = *now;
	}
	token_next(&in->r.tokens);
	return slot;
}

/*
 * Adjustments
 */

static struct program_op *
read_adjustment(struct reading *in)
{
	struct program *p = in->program;
	uint32_t id = 0, i;

	while (id < PROGRAM_ADJUST_COUNT &&
	    !token_is(&in->r.tokens.now, adjustments[id].name))
		id++;
	if (id == PROGRAM_ADJUST_COUNT)
		expr_fail(&in->r, "expected an adjustment, as 'x', 's', 'rz' "
		    "or 'hue', or ']'");
	if (in->r.failed)
		return NULL;
	i = ADD(in, p->op, p->op_count, PROGRAM_OPS);
	if (in->r.failed)
		return NULL;
	p->op[i].id = (enum program_adjust)id;
	token_next(&in->r.tokens);
	return &p->op[i];
}

static void
read_numbers(struct reading *in, struct program_op *op)
{
	uint32_t least = adjustments[op->id].least;
	const char *name = adjustments[op->id].name;

	in->r.listed = true;
	while (op->count < adjustments[op->id].most &&
	    expr_begins(&in->r.tokens.now)) {
		op->number[op->count++] = expr_read(&in->r);
		expr_accept(&in->r, ',');
	}
	in->r.listed = false;
	if (op->count < least)
		expr_fail(&in->r, "expected a number after '%s'", name);
	if (op->id == PROGRAM_s && op->count == 2)
		expr_fail(&in->r, "expected a third number: 's' has one or "
		    "three");
}

static void
read_adjustments(struct reading *in, uint32_t *first, uint32_t *count)
{
	struct program_op *op;

	*first = in->program->op_count;
	*count = 0;
	if (!expr_accept(&in->r, '['))
		return;
	while (!in->r.failed && in->r.tokens.now.kind != ']') {
		op = read_adjustment(in);
		if (op != NULL)
			read_numbers(in, op);
	}
	expr_expect(&in->r, ']');
	*count = in->program->op_count - *first;
}

/*
 * Statements
 */

static void
read_loop(struct reading *in, struct program_node *node)
{
	token_next(&in->r.tokens);
	if (in->r.tokens.now.kind == TOKEN_VARIABLE) {
		struct tokens ahead = in->r.tokens;

		token_next(&ahead);
		if (ahead.now.kind == '=') {
			node->slot = read_variable(in);
			token_next(&in->r.tokens);
		}
	}
	node->kind = PROGRAM_LOOP;
	node->value = expr_read(&in->r);
	read_adjustments(in, &node->op, &node->op_count);
	node->child = read_block(in);
}

static void
read_arguments(struct reading *in, struct program_node *node)
{
	struct program *p = in->program;
	struct expr e;
	uint32_t i;

	/* An argument holds no other call, so they are beside each other. */
	node->argument = p->argument_count;
	if (!expr_accept(&in->r, '(') || expr_accept(&in->r, ')'))
		return;
	do {
		e = expr_read(&in->r);
		i = ADD(in, p->argument, p->argument_count, PROGRAM_OPS);
		if (in->r.failed)
			return;
		p->argument[i] = e;
		node->argument_count++;
	} while (expr_accept(&in->r, ','));
	expr_expect(&in->r, ')');
}

static void
read_call(struct reading *in, struct program_node *node)
{
	node->kind = PROGRAM_CALL;
	node->name = in->r.tokens.now;
	token_next(&in->r.tokens);
	read_arguments(in, node);
	read_adjustments(in, &node->op, &node->op_count);
}

static void
read_set(struct reading *in, struct program_node *node)
{
	struct token name = in->r.tokens.now;

	/* What is right of the sign may not know the name yet. */
	token_next(&in->r.tokens);
	node->kind = PROGRAM_SET;
	if (!expr_expect(&in->r, '='))
		return;
	node->value = expr_read(&in->r);
	node->slot = find_variable(in, &name);
	if (node->slot < 0 && has_room(in, in->shape->slots, MACHINE_SLOTS)) {
		node->slot = (int)in->shape->slots++;
		in->variable[node->slot] = name;
	}
}

static void
read_inner(struct reading *in, struct program_node *node)
{
	bool asks = token_is(&in->r.tokens.now, "if");

	node->kind = asks ? PROGRAM_IF : PROGRAM_TRANSFORM;
	token_next(&in->r.tokens);
	if (asks)
		node->value = expr_read(&in->r);
	else
		read_adjustments(in, &node->op, &node->op_count);
	node->child = read_block(in);
}

static void
read_statement(struct reading *in, struct program_node *node)
{
	const struct token *now = &in->r.tokens.now;

	if (token_is(now, "loop"))
		read_loop(in, node);
	else if (token_is(now, "if") || token_is(now, "transform"))
		read_inner(in, node);
	else if (token_is(now, "return")) {
		node->kind = PROGRAM_RETURN;
		token_next(&in->r.tokens);
	} else if (now->kind == TOKEN_VARIABLE)
		read_set(in, node);
	else if (now->kind == TOKEN_NAME)
		read_call(in, node);
	else if (now->kind == '[')
		read_adjustments(in, &node->op, &node->op_count);
	else
		expr_fail(&in->r, "expected a statement or '}'");
}

/* The first node of a block, or 0. */
static uint32_t
read_block(struct reading *in)
{
	struct program *p = in->program;
	uint32_t first = 0, last = 0, i;

	if (!expr_expect(&in->r, '{'))
		return 0;
	if (++in->nest > PROGRAM_NEST)
		expr_fail(&in->r, "expected at most %d blocks within each "
		    "other", PROGRAM_NEST);
	while (!in->r.failed && in->r.tokens.now.kind != '}') {
		struct program_node node = { .slot = -1 };

		read_statement(in, &node);
		i = ADD(in, p->node, p->node_count, PROGRAM_NODES);
		if (in->r.failed)
			break;
		p->node[i] = node;
		if (last != 0)
			p->node[last].next = i;
		first = first == 0 ? i : first;
		last = i;
	}
	in->nest--;
	expr_expect(&in->r, '}');
	return first;
}

/*
 * Shapes
 */

static void
read_rule(struct reading *in, bool weighted)
{
	struct program *p = in->program;
	struct program_rule rule = { .weight = 1 };
	uint32_t i;

	if (weighted && in->r.tokens.now.kind == TOKEN_NUMBER) {
		rule.weight = in->r.tokens.now.number;
		token_next(&in->r.tokens);
	}
	rule.block = read_block(in);
	i = ADD(in, p->rule, p->rule_count, PROGRAM_RULES);
	if (in->r.failed)
		return;
	p->rule[i] = rule;
	in->shape->rule_count++;
}

static void
read_parameters(struct reading *in)
{
	if (!expr_accept(&in->r, '(') || expr_accept(&in->r, ')'))
		return;
	do {
		if (in->shape->arguments == PROGRAM_ARGUMENTS)
			expr_fail(&in->r, "expected at most %d arguments",
			    PROGRAM_ARGUMENTS);
		if (find_variable(in, &in->r.tokens.now) >= 0)
			expr_fail(&in->r, "expected another name");
		read_variable(in);
		in->shape->arguments++;
	} while (expr_accept(&in->r, ','));
	expr_expect(&in->r, ')');
}

static bool
rules_follow(const struct reading *in)
{
	struct tokens ahead = in->r.tokens;

	token_next(&ahead);
	return token_is(&ahead.now, "rule");
}

static void
read_body(struct reading *in)
{
	if (in->r.tokens.now.kind != '{' || !rules_follow(in)) {
		read_rule(in, false);
		return;
	}
	token_next(&in->r.tokens);
	while (token_is(&in->r.tokens.now, "rule")) {
		token_next(&in->r.tokens);
		read_rule(in, true);
	}
	if (in->r.tokens.now.kind != '}')
		expr_fail(&in->r, "expected 'rule' or '}'");
	token_next(&in->r.tokens);
}

/* A shape's index; -1 - enum shape for those built in. */
static bool
find_shape(const struct program *p, const struct token *name, int *shape)
{
	uint32_t i;

	for (i = 0; i < p->shape_count; i++) {
		*shape = (int)i;
		if (same_text(&p->shape[i].name, name))
			return true;
	}
	for (i = 0; i < SHAPE_COUNT; i++) {
		*shape = -1 - (int)i;
		if (token_is(name, shape_names[i]))
			return true;
	}
	return false;
}

static void
read_shape(struct reading *in)
{
	struct program *p = in->program;
	struct program_shape shape = { .rule = p->rule_count };
	uint32_t i;
	int other;

	if (!token_is(&in->r.tokens.now, "shape"))
		expr_fail(&in->r, "expected 'shape'");
	token_next(&in->r.tokens);
	shape.name = in->r.tokens.now;
	if (shape.name.kind != TOKEN_NAME)
		expr_fail(&in->r, "expected the name of a shape");
	else if (find_shape(p, &shape.name, &other))
		expr_fail(&in->r, "expected a name that is not taken");
	token_next(&in->r.tokens);
	in->shape = &shape;
	read_parameters(in);
	read_body(in);
	i = ADD(in, p->shape, p->shape_count, PROGRAM_SHAPES);
	if (!in->r.failed)
		p->shape[i] = shape;
	in->shape = NULL;
}

/* Tie a call to its shape. */
static void
tie_call(struct reading *in, struct program_node *node)
{
	const struct program *p = in->program;
	uint32_t wanted = 0;

	if (in->r.failed)
		return;
	in->r.tokens.now = node->name;
	if (!find_shape(p, &node->name, &node->shape)) {
		expr_fail(&in->r, "expected the name of a shape, not '%.*s'",
		    (int)(node->name.len < 64 ? node->name.len : 64),
		    node->name.at);
		return;
	}
	if (node->shape >= 0)
		wanted = p->shape[node->shape].arguments;
	if (node->argument_count != wanted)
		expr_fail(&in->r, "expected %u arguments, not %u", wanted,
		    node->argument_count);
}

static void
read_all(struct reading *in)
{
	struct program *p = in->program;
	uint32_t i;

	do
		read_shape(in);
	while (!in->r.failed && in->r.tokens.now.kind != TOKEN_END);
	for (i = 1; i < p->node_count; i++)
		if (p->node[i].kind == PROGRAM_CALL)
			tie_call(in, &p->node[i]);
}

enum err
program_read(const struct bytes *text, struct program **program,
    struct expr_error *error)
{
	struct program *p = xcalloc(1, sizeof *p);
	struct reading in = { .program = p };

	p->text = xmalloc(text->len + 1);
	if (text->len > 0)
		memcpy(p->text, text->at, text->len);
	p->node = xcalloc(2, sizeof *p->node);
	p->node_count = 1;
	in.r = (struct expr_reader){ .pool = &p->pool, .owner = &in,
	    .find = find_variable, .chance = true };
	token_open(&in.r.tokens, p->text, text->len);
	if (text->len > EXPR_TEXT)
		expr_fail(&in.r, "expected at most %d bytes", EXPR_TEXT);
	read_all(&in);
	*program = p;
	if (!in.r.failed)
		return OK;
	*error = in.r.error;
	program_free(p);
	*program = NULL;
	return ERR_PARAMS;
}

void
program_free(struct program *program)
{
	if (program == NULL)
		return;
	expr_fini(&program->pool);
	free(program->text);
	free(program->node);
	free(program->op);
	free(program->rule);
	free(program->shape);
	free(program->argument);
	free(program);
}
