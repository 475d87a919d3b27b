/*
 * real - functions of numbers that give the same on every machine
 *
 * The C library's sin and its like differ in the last bit from one version to
 * the next, and an edit must give the same voxels wherever it is repeated.
 * These use only what IEEE 754 defines to the bit: + - * /, floor, scaling by
 * powers of two.  They are right to 12 digits or so; sines up to 10^6.
 *
 * The folder is compiled without contraction of a * b + c.
 */
#ifndef EXPR_REAL_H
#define EXPR_REAL_H

double	 real_sin(double x);
double	 real_cos(double x);
double	 real_tan(double x);
double	 real_exp(double x);
double	 real_log(double x);
/* Whole powers of negative numbers too; others are not a number. */
double	 real_pow(double x, double y);
double	 real_atan2(double y, double x);

#endif
