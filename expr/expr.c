/*
 * expr - expressions compiled for a machine with a stack
 *
 * Recursive descent; what binds how tightly is in one table.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "expr/expr.h"
#include "expr/lattice.h"
#include "mem.h"

#define FBM_OCTAVES	4
#define OCTAVE_COST	60

/* What an operation takes from the stack, where it puts one value. */
static const struct { uint8_t takes, cost; } facts[EXPR_CODES] = {
	[EXPR_NUMBER] = { 0, 1 }, [EXPR_VARIABLE] = { 0, 1 },
	[EXPR_SPREAD] = { 2, 10 }, [EXPR_RANDOM] = { 3, 20 },
	[EXPR_NOISE] = { 3, 0 },
#define UNARY(id, cost, value)		[EXPR_##id] = { 1, cost },
#define BINARY(id, cost, value)		[EXPR_##id] = { 2, cost },
#define TERNARY(id, cost, value)	[EXPR_##id] = { 3, cost },
#include "tbl/ops.h"
};

static const struct function {
	const char	*name;
	enum expr_code	 code;
	int		 least, most;
} functions[] = {
#define FUNCTION(name, id, least, most)	{ name, EXPR_##id, least, most },
#include "tbl/ops.h"
};

static const struct { int sign, level; enum expr_code code; } binary[] = {
	{ TOKEN_OR, 1, EXPR_OR }, { TOKEN_AND, 2, EXPR_AND },
	{ TOKEN_EQUAL, 3, EXPR_EQUAL }, { TOKEN_UNEQUAL, 3, EXPR_UNEQUAL },
	{ '<', 4, EXPR_LESS }, { '>', 4, EXPR_MORE },
	{ TOKEN_AT_MOST, 4, EXPR_AT_MOST },
	{ TOKEN_AT_LEAST, 4, EXPR_AT_LEAST },
	{ '+', 5, EXPR_ADD }, { '-', 5, EXPR_SUBTRACT },
	{ TOKEN_SPREAD, 5, EXPR_SPREAD },
	{ '*', 6, EXPR_MULTIPLY }, { '/', 6, EXPR_DIVIDE },
	{ '%', 6, EXPR_MODULO },
};

static void read_choice(struct expr_reader *r);
static void read_signed(struct expr_reader *r);

void
expr_fail(struct expr_reader *r, const char *format, ...)
{
	va_list args;

	if (r->failed)
		return;
	r->failed = true;
	r->error.line = r->tokens.now.line;
	r->error.column = r->tokens.now.column;
	va_start(args, format);
	vsnprintf(r->error.words, sizeof r->error.words, format, args);
	va_end(args);
	r->tokens.at = r->tokens.end;
	r->tokens.now.kind = TOKEN_END;
}

bool
expr_accept(struct expr_reader *r, int sign)
{
	if (r->tokens.now.kind != sign)
		return false;
	token_next(&r->tokens);
	return true;
}

bool
expr_expect(struct expr_reader *r, int sign)
{
	if (expr_accept(r, sign))
		return true;
	expr_fail(r, "expected '%c'", sign);
	return false;
}

void
expr_fini(struct expr_pool *pool)
{
	free(pool->op);
	*pool = (struct expr_pool){ 0 };
}

static struct expr_op *
add_op(struct expr_reader *r, enum expr_code code)
{
	struct expr_pool *pool = r->pool;

	r->deep += 1u - facts[code].takes;
	r->cost += facts[code].cost;
	if (r->deep > EXPR_STACK)
		expr_fail(r, "expected a simpler expression: at most %d "
		    "values wait at a time", EXPR_STACK);
	if (pool->count == EXPR_OPS)
		expr_fail(r, "expected no more: at most %d operations",
		    EXPR_OPS);
	if (r->failed)
		return NULL;
	if (pool->count == pool->size) {
		pool->size = pool->size * 2 + 16;
		pool->op = xrealloc(pool->op, pool->size * sizeof *pool->op);
	}
	pool->op[pool->count] = (struct expr_op){ .code = (uint16_t)code };
	return &pool->op[pool->count++];
}

static void
add_number(struct expr_reader *r, double number)
{
	struct expr_op *op = add_op(r, EXPR_NUMBER);

	if (op != NULL)
		op->number = number;
}

static void
add_slot(struct expr_reader *r, enum expr_code code, int slot)
{
	struct expr_op *op = add_op(r, code);

	if (op != NULL)
		op->slot = (uint16_t)slot;
}

/* One level deeper; false: too deep. */
static bool
enter(struct expr_reader *r)
{
	if (++r->nest > EXPR_NEST)
		expr_fail(r, "expected less within each other: at most %d",
		    EXPR_NEST);
	return !r->failed;
}

static const struct function *
find_function(const struct token *token)
{
	size_t i;

	for (i = 0; i < sizeof functions / sizeof functions[0]; i++)
		if (token_is(token, functions[i].name))
			return &functions[i];
	return NULL;
}

bool
expr_begins(const struct token *token)
{
	return token->kind == TOKEN_NUMBER || token->kind == TOKEN_VARIABLE ||
	    token->kind == '(' || token->kind == '-' || token->kind == '+' ||
	    token->kind == '!' || find_function(token) != NULL;
}

/* Noise has a number of octaves, not an expression: its cost must be known. */
static int
read_octaves(struct expr_reader *r, int octaves)
{
	if (!expr_accept(r, ','))
		return octaves;
	if (r->tokens.now.kind != TOKEN_NUMBER ||
	    !(r->tokens.now.number >= 1 &&
	    r->tokens.now.number <= LATTICE_OCTAVES))
		expr_fail(r, "expected octaves, a number from 1 to %d",
		    LATTICE_OCTAVES);
	else
		octaves = (int)r->tokens.now.number;
	token_next(&r->tokens);
	return octaves;
}

static int
read_arguments(struct expr_reader *r, int most)
{
	int count = 0;

	if (r->tokens.now.kind == ')')
		return 0;
	do {
		read_choice(r);
		count++;
	} while (count < most && expr_accept(r, ','));
	return count;
}

static void
read_call(struct expr_reader *r, const struct function *f)
{
	bool noise = f->code == EXPR_NOISE, listed = r->listed;
	int octaves = f->name[0] == 'f' ? FBM_OCTAVES : 1, count;
	int most = noise ? f->least : f->most;

	token_next(&r->tokens);
	if (!expr_expect(r, '('))
		return;
	r->listed = false;
	count = read_arguments(r, most);
	if (count < f->least)
		expr_fail(r, "expected an argument: %s() has at least %d",
		    f->name, f->least);
	for (; count < most || count < facts[f->code].takes; count++)
		add_number(r, 0);
	if (noise) {
		octaves = read_octaves(r, octaves);
		r->cost += (uint32_t)octaves * OCTAVE_COST;
	}
	add_slot(r, f->code, octaves);
	r->listed = listed;
	expr_expect(r, ')');
}

static void
read_variable(struct expr_reader *r)
{
	int slot = r->find(r->owner, &r->tokens.now);

	if (slot < 0) {
		expr_fail(r, "expected a known name, not '%.*s'",
		    (int)(r->tokens.now.len < 64 ? r->tokens.now.len : 64),
		    r->tokens.now.at);
		return;
	}
	add_slot(r, EXPR_VARIABLE, slot);
	token_next(&r->tokens);
}

static void
read_bracket(struct expr_reader *r)
{
	bool listed = r->listed;

	r->listed = false;
	token_next(&r->tokens);
	read_choice(r);
	r->listed = listed;
	expr_expect(r, ')');
}

static void
read_value(struct expr_reader *r)
{
	const struct function *f = find_function(&r->tokens.now);

	if (f != NULL) {
		read_call(r, f);
	} else if (r->tokens.now.kind == TOKEN_NUMBER) {
		add_number(r, r->tokens.now.number);
		token_next(&r->tokens);
	} else if (r->tokens.now.kind == TOKEN_NAME ||
	    r->tokens.now.kind == TOKEN_VARIABLE) {
		read_variable(r);
	} else if (r->tokens.now.kind == '(') {
		read_bracket(r);
	} else {
		expr_fail(r, "expected a number, a name or '('");
	}
}

static void
read_power(struct expr_reader *r)
{
	read_value(r);
	if (!expr_accept(r, '^'))
		return;
	read_signed(r);
	add_op(r, EXPR_POWER);
}

static void
read_signed(struct expr_reader *r)
{
	if (!enter(r))
		return;
	if (expr_accept(r, '-')) {
		read_signed(r);
		add_op(r, EXPR_NEGATE);
	} else if (expr_accept(r, '!')) {
		read_signed(r);
		add_op(r, EXPR_NOT);
	} else if (expr_accept(r, '+')) {
		read_signed(r);
	} else {
		read_power(r);
	}
	r->nest--;
}

/* The index of the binary operator that stands there, or -1. */
static int
find_binary(const struct expr_reader *r)
{
	const struct token *now = &r->tokens.now;
	int i, count = sizeof binary / sizeof binary[0];

	if (r->listed && now->tight && (now->kind == '-' || now->kind == '+'))
		return -1;
	if (now->kind == TOKEN_SPREAD && !r->chance)
		return -1;
	for (i = 0; i < count; i++)
		if (binary[i].sign == now->kind)
			return i;
	return -1;
}

static void
read_binary(struct expr_reader *r, int level)
{
	int i;

	read_signed(r);
	for (i = find_binary(r); i >= 0 && binary[i].level >= level;
	    i = find_binary(r)) {
		token_next(&r->tokens);
		read_binary(r, binary[i].level + 1);
		add_op(r, binary[i].code);
	}
}

static void
read_choice(struct expr_reader *r)
{
	if (!enter(r))
		return;
	read_binary(r, 1);
	if (expr_accept(r, '?')) {
		read_choice(r);
		expr_expect(r, ':');
		read_choice(r);
		add_op(r, EXPR_SELECT);
	}
	r->nest--;
}

struct expr
expr_read(struct expr_reader *r)
{
	struct expr e = { .first = r->pool->count };

	r->deep = r->nest = r->cost = 0;
	read_choice(r);
	e.count = r->pool->count - e.first;
	e.cost = r->cost;
	return e;
}
