/*
 * samples - where the processes were, while a CPU profile is taken
 *
 * One profile at a time.  Who takes it opens a session, which says until when
 * and of which worker; every process that looks and is meant samples itself
 * (worker/profiler.h) and adds what it finds to the buffer of its worker's row,
 * until the time has come.  Nobody is signalled, so a process that died is
 * nobody's concern, and one whose asker died stops by itself.
 *
 * A buffer is filled once a session and not read before its end; what does
 * not fit is counted.  Several processes add to one: a worker, its jobs and
 * its shadow.  A sample is whole once it has its session's number.
 */
#ifndef SHM_SAMPLES_H
#define SHM_SAMPLES_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "bounds.h"
#include "err.h"

#define SAMPLES_FRAMES	48	/* the innermost of a stack */
#define SAMPLES_SLOTS	6144	/* a worker: 60 s of one process at 99 Hz */
#define SAMPLES_SECONDS	60	/* of a session, at most */
#define SAMPLES_HZ	99	/* not in step with what happens each 10 ms */
#define SAMPLES_ALL	BOUND_WORKERS	/* a session is of every worker */

enum sample_of { SAMPLE_WORKER, SAMPLE_JOB, SAMPLE_SHADOW };

struct sample {
	_Atomic uint64_t session;	/* set last */
	uint64_t	 cpu_ns;	/* since the process's last */
	uint64_t	 anchor;	/* samples_anchor() */
	uint32_t	 of;		/* enum sample_of */
	uint32_t	 depth;		/* frames */
	/* Innermost first: where it was, then return addresses. */
	uint64_t	 frame[SAMPLES_FRAMES];
};

/* Whole pages, to be given back. */
struct samples_row { _Alignas(4096) struct sample slot[SAMPLES_SLOTS]; };

/* What is shared. */
struct samples {
	/* All of it is somebody's until then (clock_ms); 0: nobody's. */
	_Atomic uint64_t claim_ms;
	_Atomic uint64_t owner;		/* who asked for the session */
	_Atomic uint64_t session;	/* the last, from 1 */
	_Atomic uint64_t until_ms;	/* its end; 0: there is none */
	_Atomic uint32_t worker;	/* row, or SAMPLES_ALL */
	_Atomic uint32_t taken[BOUND_WORKERS];	/* slots, also beyond */
	struct samples_row row[BOUND_WORKERS];
};

/*
 * Open a session for an owner, not 0.  ERR_BUSY: there is another, until
 * s->until_ms.  One whose owner has not fetched it is forgotten some seconds
 * after its end.
 */
enum err samples_open(struct samples *s, uint64_t owner, uint32_t worker,
	    uint32_t ms);
/* It is the owner's still. */
bool	 samples_owned(const struct samples *s, uint64_t owner);
/* Fetched: what the rows hold is given back. */
void	 samples_close(struct samples *s, uint64_t owner);

/* The session that a process of this worker has to sample for; 0: none. */
uint64_t samples_wanted(const struct samples *s, uint32_t worker);

/* A slot to fill, or NULL: the buffer is full.  May be called by a handler of
 * signals. */
struct sample *samples_slot(struct samples *s, uint32_t worker);
/* It is whole. */
void	 samples_publish(struct sample *sample, uint64_t session);

/* Copy a whole sample of the current session out; false: there is none in the
 * slot, or it is of a process of another binary. */
bool	 samples_read(const struct samples *s, uint32_t worker, uint32_t slot,
	    struct sample *out);
/* Slots that may hold one, and how many samples did not fit. */
uint32_t samples_count(const struct samples *s, uint32_t worker,
	    uint32_t *lost);

/* An address that only processes of one image at one place agree on. */
uint64_t samples_anchor(void);

#endif
