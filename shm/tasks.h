/*
 * tasks - work that agents are told of later (SEP-2663)
 *
 * A task is a record: what was asked for, when, and what came in afterwards.
 * What has become of it is computed from the record and the clock by whoever
 * is asked, on any worker, so nothing runs that could be lost with a process
 * or a connection, and no two workers can say different things.
 *
 * A row is taken by moving its expiry from the past into the future, and read
 * while its id is there.  Who dies between the two leaves a row that nobody
 * finds and that is free again when it expires.
 */
#ifndef SHM_TASKS_H
#define SHM_TASKS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#define TASKS		256
#define TASK_KIND	32		/* bytes of a name and its NUL */
#define TASK_TEXT	256		/* bytes of what it is about, and NUL */
#define TASK_TTL_MS	300000u		/* it is known for so long */

struct task_id {
	uint64_t	 high, low;	/* random; high is never 0 */
};

/* What does not change.  Times are clock_ms. */
struct task_order {
	uint64_t	 created_ms;
	int64_t		 created_unix;	/* the same instant, in seconds */
	uint64_t	 work_ms;	/* it takes, once it has its inputs */
	char		 kind[TASK_KIND];
	char		 text[TASK_TEXT];
};

/* What came in; times are 0 until then. */
struct task_news {
	uint64_t	 cancelled_ms;
	uint64_t	 answered_ms;	/* the last input */
	uint32_t	 answered;	/* bit n: input n is there */
};

struct task {
	_Atomic uint64_t expires_ms;
	_Atomic uint64_t high, low;	/* the id */
	_Atomic uint64_t cancelled_ms, answered_ms;
	_Atomic uint32_t answered;
	struct task_order order;
};

struct tasks {
	struct task	 row[TASKS];
};

/* Make one known.  False: there are too many. */
bool	 tasks_add(struct tasks *t, const struct task_id *id,
	    const struct task_order *order);

/* What is known of it, with the time in `now_ms`.  False: there is none. */
bool	 tasks_find(struct tasks *t, const struct task_id *id,
	    uint64_t now_ms, struct task_order *order,
	    struct task_news *news);

/* Note that it is to end, or that inputs came.  Of one that is not there,
 * and the second time, nothing. */
void	 tasks_cancel(struct tasks *t, const struct task_id *id,
	    uint64_t now_ms);
void	 tasks_answer(struct tasks *t, const struct task_id *id,
	    uint32_t inputs, uint64_t now_ms);

#endif
