/*
 * test_expr - expressions compiled for a machine with a stack
 */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "expr/expr.h"
#include "expr/machine.h"

static struct expr_reader reader;
static struct machine machine;

static int
find(void *owner, const struct token *token)
{
	(void)owner;
	return token_is(token, "x") ? 0 : -1;
}

static struct expr
read_text(struct expr_pool *pool, const char *text)
{
	struct expr e;

	reader = (struct expr_reader){ .pool = pool, .find = find };
	token_open(&reader.tokens, text, (uint32_t)strlen(text));
	e = expr_read(&reader);
	if (reader.tokens.now.kind != TOKEN_END)
		expr_fail(&reader, "expected the end");
	return e;
}

/* With x as 7. */
static double
value(const char *text)
{
	struct expr_pool pool = { 0 };
	struct expr e = read_text(&pool, text);
	double result;

	cr_assert(!reader.failed, "%s: %s", text, reader.error.words);
	machine = (struct machine){ .pool = &pool, .lanes = 1 };
	machine.slot[0][0] = 7;
	result = machine_run(&machine, &e)[0];
	expr_fini(&pool);
	return result;
}

static void
refuse(const char *text, uint32_t line, uint32_t column, const char *words)
{
	struct expr_pool pool = { 0 };

	read_text(&pool, text);
	cr_assert(reader.failed, "%s", text);
	cr_assert(strstr(reader.error.words, words) != NULL, "%s: %s", text,
	    reader.error.words);
	cr_assert_eq(reader.error.line, line);
	cr_assert_eq(reader.error.column, column, "%s: %u", text,
	    reader.error.column);
	expr_fini(&pool);
}

#define SAYS(text, want)						\
	cr_assert_eq(value(text), want, "%s: %g", text, value(text))

Test(expr, operators_bind_as_in_c)
{
	SAYS("1 + 2 * 3 - 4 / 2", 5);
	SAYS("(1 + 2) * 3", 9);
	SAYS("8 - 4 - 2", 2);
	SAYS("-7 % 4", 1);
	SAYS("-x ^ 2", -49);
	SAYS("2 ^ 3 ^ 2", 512);
	SAYS("2 ^ -1", 0.5);
	SAYS("1 + 1 == 2 && 3 < 2 || !0", 1);
	SAYS("1 < 2 == 2 <= 2", 1);
	SAYS("3 != 3 || 2 > 3 || 3 >= 4", 0);
	SAYS("x > 5 ? 1 : x > 3 ? 2 : 3", 1);
	SAYS("x < 5 ? 1 : x > 3 ? 2 : 3", 2);
	SAYS("1.5e1 + .5 + + 1", 16.5);
	SAYS("/* one */ 1 // two\n + 1", 2);
}

Test(expr, functions_do_what_their_names_say)
{
	SAYS("sqrt(16) + abs(-2) + floor(-0.5) + ceil(0.5)", 6);
	SAYS("int(-1.5) + int(1.5)", 0);
	SAYS("min(1, 2) + max(1, 2) * 10", 21);
	SAYS("clamp(5, 0, 3) + clamp(-5, 0, 3)", 3);
	SAYS("mod(-1, 3) + pow(2, 10)", 1026);
	SAYS("step(2, 2) + step(2, 1)", 1);
	SAYS("smoothstep(0, 2, 1) + smoothstep(0, 2, 9)", 1.5);
	SAYS("length(3, 4) + length(2, 3, 6) + length(-1)", 13);
	SAYS("sin(0) + cos(0) + tan(0) + exp(0) + log(1) + atan2(0, 1)", 2);
	SAYS("random(1.2, 2, 3) == random(1.9, 2, 3)", 1);
	SAYS("random(1, 2, 3) == random(2, 2, 3)", 0);
	SAYS("noise(1.5, 0, 0) == noise(1.5, 0, 0, 1)", 1);
	SAYS("fbm(1.5, 0, 0) == noise(1.5, 0, 0, 4)", 1);
}

Test(expr, noise_is_the_corners_of_its_lattice_and_between)
{
	double a = value("noise(3, 4, 5)"), b = value("noise(4, 4, 5)");

	cr_assert_eq(value("random(3, 4, 5)"), a);
	cr_assert_float_eq(value("noise(3.5, 4, 5)"), (a + b) / 2, 1e-12);
}

Test(expr, errors_name_the_place)
{
	refuse("1 + ", 1, 5, "a number");
	refuse("1 +\n  * 2", 2, 3, "a number");
	refuse("(1 + 2", 1, 7, "')'");
	refuse("y + 1", 1, 1, "known name, not 'y'");
	refuse("min(1)", 1, 6, "at least 2");
	refuse("min(1, 2, 3)", 1, 9, "')'");
	refuse("noise(1, 2, 3, x)", 1, 16, "1 to 8");
	refuse("noise(1, 2, 3, 9)", 1, 16, "1 to 8");
	refuse("noise(1, 2, 3, 1e99)", 1, 16, "1 to 8");
	refuse("1 2", 1, 3, "the end");
	refuse("1 ? 2", 1, 6, "':'");
	refuse("1 +- 2", 1, 3, "the end");
	refuse("1 @ 2", 1, 3, "the end");
	refuse("/* 1", 1, 5, "a number");
	refuse("", 1, 1, "a number");
}

/* `depth` times `open`, a 1, `depth` times `close`. */
static const char *
nested(char *text, const char *open, int depth, const char *close)
{
	char *at = text;
	int i;

	for (i = 0; i < depth; i++)
		at = stpcpy(at, open);
	at = stpcpy(at, "1");
	for (i = 0; i < depth; i++)
		at = stpcpy(at, close);
	return text;
}

Test(expr, bounds_hold_at_the_limit_and_beyond)
{
	static char text[EXPR_OPS * 4];

	/* Each bracket is two levels, and the number in them two more. */
	SAYS(nested(text, "(", EXPR_NEST / 2 - 1, ")"), 1);
	refuse(nested(text, "(", EXPR_NEST / 2, ")"), 1, EXPR_NEST / 2 + 1,
	    "within");
	SAYS(nested(text, "1+(", EXPR_STACK - 2, ")"), EXPR_STACK - 1);
	SAYS(nested(text, "", 0, ""), 1);
	nested(text, "-", EXPR_NEST, "");
	refuse(text, 1, EXPR_NEST, "within");
	/* A number and so many additions, two operations each. */
	nested(text, "", EXPR_OPS / 2 - 1, "+1");
	SAYS(text, EXPR_OPS / 2);
	nested(text, "", EXPR_OPS / 2, "+1");
	strcat(text, "+1");
	refuse(text, 1, EXPR_OPS + 2, "at most");
}

Test(expr, the_stack_holds_so_many_and_no_more)
{
	char text[EXPR_STACK * 16], more[sizeof text];

	/* Two wait at each level, and a last one at the innermost. */
	nested(text, "clamp(9,0,", (EXPR_STACK - 1) / 2, ")");
	SAYS(text, 1);
	strcat(strcpy(more, "max(0,"), text);
	SAYS(strcat(more, ")"), 1);
	strcat(strcpy(text, "max(0,"), more);
	refuse(strcat(text, ")"), 1, (uint32_t)(strchr(text, '1') - text) + 1,
	    "simpler");
}
