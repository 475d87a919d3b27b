/*
 * ops - what a compiled expression may do, and its functions, declared once
 *
 * UNARY BINARY TERNARY(id, cost, value)
 *	id	gives EXPR_<id>
 *	cost	nanoseconds, near enough
 *	value	of the operands a, b, c
 * FUNCTION(name, id, least, most)
 *	least	arguments that must be there; those absent are 0
 *
 * No guard: a file defines what it wants of these and includes it again.
 */
#ifndef UNARY
#define UNARY(id, cost, value)
#endif
#ifndef BINARY
#define BINARY(id, cost, value)
#endif
#ifndef TERNARY
#define TERNARY(id, cost, value)
#endif
#ifndef FUNCTION
#define FUNCTION(name, id, least, most)
#endif

UNARY(NEGATE, 1, -a)
UNARY(NOT, 1, a == 0)
UNARY(SQRT, 4, sqrt(a))
UNARY(ABS, 1, fabs(a))
UNARY(FLOOR, 3, floor(a))
UNARY(CEIL, 3, ceil(a))
UNARY(INT, 3, trunc(a))
UNARY(SIN, 30, real_sin(a))
UNARY(COS, 30, real_cos(a))
UNARY(TAN, 60, real_tan(a))
UNARY(EXP, 30, real_exp(a))
UNARY(LOG, 30, real_log(a))
BINARY(ADD, 1, a + b)
BINARY(SUBTRACT, 1, a - b)
BINARY(MULTIPLY, 1, a * b)
BINARY(DIVIDE, 2, a / b)
BINARY(MODULO, 6, a - b * floor(a / b))
BINARY(POWER, 70, real_pow(a, b))
BINARY(LESS, 1, a < b)
BINARY(MORE, 1, a > b)
BINARY(AT_MOST, 1, a <= b)
BINARY(AT_LEAST, 1, a >= b)
BINARY(EQUAL, 1, a == b)
BINARY(UNEQUAL, 1, a != b)
BINARY(AND, 1, a != 0 && b != 0)
BINARY(OR, 1, a != 0 || b != 0)
BINARY(MIN, 1, a < b ? a : b)
BINARY(MAX, 1, a > b ? a : b)
BINARY(STEP, 1, b >= a)
BINARY(ATAN2, 50, real_atan2(a, b))
TERNARY(SELECT, 1, a != 0 ? b : c)
TERNARY(CLAMP, 2, a < b ? b : a > c ? c : a)
TERNARY(SMOOTHSTEP, 6, ease_between(a, b, c))
TERNARY(LENGTH, 6, sqrt(a * a + b * b + c * c))

FUNCTION("sqrt", SQRT, 1, 1)
FUNCTION("abs", ABS, 1, 1)
FUNCTION("floor", FLOOR, 1, 1)
FUNCTION("ceil", CEIL, 1, 1)
FUNCTION("int", INT, 1, 1)
FUNCTION("sin", SIN, 1, 1)
FUNCTION("cos", COS, 1, 1)
FUNCTION("tan", TAN, 1, 1)
FUNCTION("exp", EXP, 1, 1)
FUNCTION("log", LOG, 1, 1)
FUNCTION("mod", MODULO, 2, 2)
FUNCTION("pow", POWER, 2, 2)
FUNCTION("min", MIN, 2, 2)
FUNCTION("max", MAX, 2, 2)
FUNCTION("step", STEP, 2, 2)
FUNCTION("atan2", ATAN2, 2, 2)
FUNCTION("clamp", CLAMP, 3, 3)
FUNCTION("smoothstep", SMOOTHSTEP, 3, 3)
FUNCTION("length", LENGTH, 1, 3)
FUNCTION("random", RANDOM, 1, 3)
FUNCTION("noise", NOISE, 3, 4)
FUNCTION("fbm", NOISE, 3, 4)

#undef UNARY
#undef BINARY
#undef TERNARY
#undef FUNCTION
