/*
 * nap - sleep for a time in seconds
 */
#ifndef BENCH_LIB_NAP_H
#define BENCH_LIB_NAP_H

/* Sleep the whole time, signals or not. */
void	 nap(double seconds);

#endif
