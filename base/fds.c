/*
 * fds - descriptors that a forked process shall not have
 */
#include <unistd.h>

#include "fds.h"

void
fds_close_all_but(const int *keep, unsigned count)
{
	unsigned lowest = 3, each;
	int next;

	for (;;) {
		next = -1;
		for (each = 0; each < count; each++)
			if (keep[each] >= (int)lowest &&
			    (next == -1 || keep[each] < next))
				next = keep[each];
		if (next == -1)
			break;
		if (next > (int)lowest)
			close_range(lowest, (unsigned)next - 1, 0);
		lowest = (unsigned)next + 1;
	}
	close_range(lowest, ~0u, 0);
}
