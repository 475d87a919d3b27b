/*
 * job_in - what the files of jobs share
 *
 * job.c has the jobs that run, job_queue.c those that wait for their turn,
 * job_child.c what happens in the forked process.
 *
 * One that waits is known like one that runs, so that it is seen, heard of and
 * cancelled in the same ways; but its request is read again when its turn has
 * come, and it is made anew then, with the number it had.
 */
#ifndef WORKER_JOB_IN_H
#define WORKER_JOB_IN_H

#include <event2/event_struct.h>
#include <sys/types.h>

#include "bounds.h"
#include "worker/job.h"
#include "worker/mcp_progress.h"

#define OUTCOME_MAGIC	0x6a6f62u

/* How the memory file of a job begins. */
struct outcome {
	uint32_t	 magic;
	uint32_t	 err;		/* enum err */
	uint64_t	 reply;		/* bytes */
	uint64_t	 edits;		/* bytes */
	char		 why[CALL_WHY];
	char		 subject[BOUND_PATH];
};

/* The process that does it; pid 0: it waits for its turn. */
struct job_process {
	struct event	 event;		/* on pidfd */
	pid_t		 pid;
	int		 pidfd;
	int		 memory;
};

/* What its client may say of it while it is there. */
struct job_client {
	char		 id[ENVELOPE_ID];
	char		 token[PROGRESS_TOKEN + 1];
	uint64_t	 heard;		/* of what came since, cancel.h */
	bool		 listens;	/* job_listens */
	bool		 unwanted;	/* its client has cancelled it */
};

/* What its request wants of the project. */
struct job_terms {
	char		 key[BOUND_KEY + 1];	/* the request's; "": none */
	uint64_t	 expect;	/* revision, if it expects one */
	bool		 expects;
	uint32_t	 row;		/* of its project, in the directory */
	uint32_t	 generation;
	uint64_t	 revision;	/* when it began */
	bool		 made;		/* the project, by this request */
};

struct job {
	struct job_process process;
	struct job	*next;
	struct worker	*worker;
	struct conn	*conn;		/* NULL: nobody waits for it any more */
	const struct method *method;
	enum job_lane	 lane;
	struct plan	 plan;
	size_t		 lead;		/* of the reply, when it began */
	struct job_client client;
	struct job_terms terms;
	uint64_t	 started_ns;
	struct job_row	*seen;		/* by all workers; or NULL */
	struct span_request *lent;	/* it is traced as; or NULL */
	bool		 outdated;	/* begin anew */
};

/* The child: run the handler and leave its outcome in `memory`. */
void	 job_child_work(struct worker *w, struct call *call, int memory,
	    struct job_row *seen) __attribute__((noreturn));

enum job_lane job_queue_lane(const struct call *call);

/* One more of this lane may run now. */
bool	 job_queue_has_room(const struct worker *w, enum job_lane lane);

/* Let it wait, behind the others; the queue owns it.  ERR_BUSY: there are too
 * many. */
enum err job_queue_push(struct job *job, struct call *call);

/* Let it wait no more: it is the caller's. */
void	 job_queue_leave(struct job *job);

/* Let those have their turn that may run now. */
void	 job_queue_advance(struct worker *w);

/* End those that were cancelled. */
void	 job_queue_look(struct worker *w);

/* Is the job cancelled by now, by anybody, or by its own client on the
 * connection that waits for it? */
bool	 job_is_cancelled(struct job *job);

/* Answer its request: it was cancelled. */
void	 job_answer_cancelled(struct job *job);

/* Its request is to be read again, and its next job to have its number. */
struct conn_turn *job_turn(struct job *job);

/* Free what there is of it but its process, which is gone or never was. */
void	 job_free(struct job *job);

#endif
