/*
 * real - functions of numbers that give the same on every machine
 *
 * Each brings its argument into a small range and sums a power series there.
 */
#include <math.h>
#include <stdbool.h>

#include "expr/real.h"

#define PI		3.14159265358979323846
#define HALF_PI		1.57079632679489661923
#define QUARTER_PI	0.78539816339744830962
#define LN2		0.69314718055994530942
#define TAN_EIGHTH	0.41421356237309504880	/* of a half turn */

/* Pi / 2 and ln 2 in parts of few bits: whole multiples are exact. */
#define HALF_PI_1	0x1.921fb54p+0
#define HALF_PI_2	0x1.10b4611p-30
#define HALF_PI_3	0x1.4c4c6628b80dcp-59
#define LN2_1		0x1.62e42fep-1
#define LN2_2		0x1.f473de6af278fp-30

#define WHOLE_POWER	64	/* up to this one multiplies */

/* 1 - r^2 / (n (n+1)) (1 - ...), the last with n = 17 or 18. */
static double
series(double r, int first)
{
	double sum = 1;
	int n;

	for (n = first + 16; n >= first; n -= 2)
		sum = 1 - r * r / (double)(n * (n + 1)) * sum;
	return sum;
}

/* The sine of x and `quarters` quarter turns. */
static double
sine(double x, double quarters)
{
	double turns = floor(x / HALF_PI + 0.5), r, value;
	int quarter;

	if (!isfinite(x))
		return NAN;
	r = x - turns * HALF_PI_1 - turns * HALF_PI_2 - turns * HALF_PI_3;
	if (!(fabs(r) < 1))
		r = 0;		/* so far out that no digit is left */
	quarter = (int)(fmod(turns + quarters, 4) + 4) % 4;
	value = quarter % 2 == 0 ? r * series(r, 2) : series(r, 1);
	return quarter < 2 ? value : -value;
}

double
real_sin(double x)
{
	return sine(x, 0);
}

double
real_cos(double x)
{
	return sine(x, 1);
}

double
real_tan(double x)
{
	return sine(x, 0) / sine(x, 1);
}

double
real_exp(double x)
{
	double powers = floor(x / LN2 + 0.5), r, sum = 1;
	int n;

	if (isnan(x))
		return x;
	if (x > 710)
		return INFINITY;
	if (x < -746)
		return 0;
	r = x - powers * LN2_1 - powers * LN2_2;
	for (n = 14; n > 0; n--)
		sum = 1 + r / n * sum;
	return ldexp(sum, (int)powers);
}

double
real_log(double x)
{
	double part, s, sum = 0;
	int power, n;

	if (isnan(x) || x < 0)
		return NAN;
	if (x == 0)
		return -INFINITY;
	if (isinf(x))
		return x;
	part = frexp(x, &power);
	if (part < M_SQRT1_2) {
		part *= 2;
		power--;
	}
	s = (part - 1) / (part + 1);
	for (n = 21; n > 0; n -= 2)
		sum = sum * (s * s) + 1.0 / n;
	return power * LN2_1 + (2 * s * sum + power * LN2_2);
}

static double
multiply_out(double x, double y)
{
	double value = 1;
	int n;

	for (n = (int)fabs(y); n > 0; n /= 2) {
		if (n % 2 == 1)
			value *= x;
		x *= x;
	}
	return y < 0 ? 1 / value : value;
}

double
real_pow(double x, double y)
{
	if (y == floor(y) && fabs(y) <= WHOLE_POWER)
		return multiply_out(x, y);
	if (x == 0)
		return y > 0 ? 0 : y < 0 ? INFINITY : NAN;
	return real_exp(y * real_log(x));
}

/* Of 0 <= t <= 1. */
static double
arc(double t)
{
	double base = 0, sum = 0;
	int n;

	if (t > TAN_EIGHTH) {
		base = QUARTER_PI;
		t = (t - 1) / (t + 1);
	}
	for (n = 45; n > 0; n -= 2)
		sum = 1.0 / n - t * t * sum;
	return base + t * sum;
}

double
real_atan2(double y, double x)
{
	double high = fabs(y), wide = fabs(x), angle;

	if (isnan(x) || isnan(y))
		return NAN;
	if (high == 0 && wide == 0)
		angle = 0;
	else if (isinf(high) && isinf(wide))
		angle = QUARTER_PI;
	else
		angle = high <= wide ? arc(high / wide) :
		    HALF_PI - arc(wide / high);
	if (signbit(x))
		angle = PI - angle;
	return signbit(y) ? -angle : angle;
}
