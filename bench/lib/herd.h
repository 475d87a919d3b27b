/*
 * herd - what the processes of a server cost together
 *
 * A herd is the named processes and all their descendants, found anew at each
 * look, since workers come and go.  What a process has used is lost from the
 * sum when it ends.
 */
#ifndef BENCH_LIB_HERD_H
#define BENCH_LIB_HERD_H

#include <stdint.h>
#include <sys/types.h>

#define HERD_ROOTS	16		/* named processes */

struct herd {
	pid_t		root[HERD_ROOTS];
	unsigned	count;		/* of them */
};

/* CPU time used so far by every thread, nanoseconds. */
uint64_t herd_cpu_ns(const struct herd *h);

/* Memory, shared pages divided among their users, bytes. */
uint64_t herd_pss(const struct herd *h);

#endif
