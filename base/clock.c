/*
 * clock - the time, in the units the server counts in
 *
 * These clocks exist on every system we run on, so reading one cannot fail.
 */
#include <time.h>

#include "clock.h"

#define NS_IN_S		1000000000u
#define NS_IN_MS	1000000u

static uint64_t
read_ns(clockid_t which)
{
	struct timespec now;

	clock_gettime(which, &now);
	return (uint64_t)now.tv_sec * NS_IN_S + (uint64_t)now.tv_nsec;
}

uint64_t
clock_ns(void)
{
	return read_ns(CLOCK_MONOTONIC);
}

uint64_t
clock_tick_ns(void)
{
	return read_ns(CLOCK_MONOTONIC_COARSE);
}

uint64_t
clock_ms(void)
{
	return clock_ns() / NS_IN_MS;
}

int64_t
clock_unix(void)
{
	return (int64_t)(read_ns(CLOCK_REALTIME) / NS_IN_S);
}

uint64_t
clock_unix_ns(void)
{
	return read_ns(CLOCK_REALTIME);
}

uint64_t
clock_cpu_ns(void)
{
	return read_ns(CLOCK_PROCESS_CPUTIME_ID);
}
