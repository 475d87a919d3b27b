/*
 * tasks - work that agents are told of later (SEP-2663)
 *
 * A task is a record: what was asked for, when, and what came in afterwards.
 * What has become of it is computed from the record by whoever is asked, on any
 * worker, so that no two can say different things.  The work of one that
 * `works` is a request of a connection without a client (worker/task_conn.h),
 * which lives through the death of its worker as every request does; of the
 * others, which are fixtures, the clock alone decides.
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
	/* What asked for it: the same again is the same task; 0: nothing. */
	uint64_t	 origin;
	bool		 works;
	char		 kind[TASK_KIND];
	char		 text[TASK_TEXT];
};

/* What came in; times are 0 until then. */
struct task_news {
	uint64_t	 cancelled_ms;
	uint64_t	 answered_ms;	/* the last input */
	uint32_t	 answered;	/* bit n: input n is there */
	/* Of one that works: its connection (row + 1; 0: not begun), whether
	 * that was told that the job was cancelled, and when it had the
	 * reply. */
	uint32_t	 conn, generation;
	bool		 stopped;
	uint64_t	 done_ms;
	uint64_t	 expires_ms;
};

enum task_status {
	TASK_WORKING, TASK_INPUT_REQUIRED, TASK_COMPLETED, TASK_FAILED,
	TASK_CANCELLED
};

struct task_view {
	enum task_status status;
	uint64_t	 updated_ms;	/* clock_ms; of the last change */
};

struct task {
	_Atomic uint64_t expires_ms;
	_Atomic uint64_t high, low;	/* the id */
	_Atomic uint64_t cancelled_ms, answered_ms;
	_Atomic uint32_t answered;
	_Atomic uint64_t origin, done_ms;
	_Atomic uint64_t work;		/* generation and connection + 1 */
	_Atomic uint32_t stopped;
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

/* The id of the one that this origin has made already; false: there is none.
 * An origin is the same twice only where a worker died before it answered. */
bool	 tasks_find_origin(struct tasks *t, uint64_t origin, uint64_t now_ms,
	    struct task_id *id);

/* How many there are that work. */
uint32_t tasks_count_work(struct tasks *t, uint64_t now_ms);

/* The word for a connection that works. */
static inline uint64_t
tasks_work(uint32_t conn, uint32_t generation)
{
	return (uint64_t)generation << 32 | (conn + 1);
}

/* Let it work on a connection; its row in the table, from 0. */
uint32_t tasks_begin(struct tasks *t, const struct task_id *id,
	    uint64_t work, uint64_t now_ms);

/* For the owner of a connection that works: its task, in row `row`; NULL: none
 * is known any more, and the connection may go. */
struct task *tasks_at(struct tasks *t, uint32_t row, uint64_t work,
	    uint64_t now_ms);
/* It works still: it is known for TASK_TTL_MS from now on. */
void	 task_keep(struct task *task, uint64_t now_ms);
/* The reply is there, and known for as long. */
void	 task_end(struct task *task, uint64_t now_ms);
/* The reply is going to be that it was cancelled. */
void	 task_stop(struct task *task);
bool	 task_is_unwanted(const struct task *task);

/* Note that it is to end, or that inputs came.  Of one that is not there,
 * and the second time, nothing. */
void	 tasks_cancel(struct tasks *t, const struct task_id *id,
	    uint64_t now_ms);
void	 tasks_answer(struct tasks *t, const struct task_id *id,
	    uint32_t inputs, uint64_t now_ms);

#endif
