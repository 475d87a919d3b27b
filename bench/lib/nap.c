/*
 * nap - sleep for a time in seconds
 */
#include <time.h>

#include "bench/lib/nap.h"

void
nap(double seconds)
{
	struct timespec left;

	left.tv_sec = (time_t)seconds;
	left.tv_nsec = (long)((seconds - (double)left.tv_sec) * 1e9);
	while (nanosleep(&left, &left) != 0)
		continue;
}
