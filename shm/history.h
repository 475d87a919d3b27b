/*
 * history - the last 15 minutes of the server, second by second
 *
 * The master notes once a second how the server is and what it did since the
 * note before.  The notes are in shared memory: they outlive workers, reloads
 * and upgrades, and any worker can tell all of them at once.
 *
 * One writer.  A note is filled first and counted then, and the oldest are
 * overwritten: who reads copies a note and looks at the count once more.
 */
#ifndef SHM_HISTORY_H
#define SHM_HISTORY_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "bounds.h"
#include "shm/board.h"
#include "shm/layers.h"

#define HISTORY_SECONDS	900
/* More, so that a note is not overwritten while it is read. */
#define HISTORY_NOTES	(HISTORY_SECONDS + 4)

/* Bands of latency, each twice as wide as the one before: the first is all
 * below 2 us, the last all from 2^33 ns (8.6 s) on. */
#define HISTORY_BANDS	24
#define HISTORY_BAND_0	10		/* log2 of ns where the first begins */

enum vital {
#define VITAL(id, unit, doc) VITAL_##id,
#include "tbl/vitals.h"
	VITAL_COUNT
};

struct history_worker {
	char		 state;		/* a letter of HISTORY_STATES */
	uint16_t	 cpu_ms;
	uint32_t	 requests;
	uint32_t	 memory_kib;	/* of its own */
};

/* None, starting, draining; ready, and: idle, in a request, receiving,
 * sending, none of these but with jobs. */
#define HISTORY_STATES	".SD_XRWJ"

/* A layer of requests' way.  One second has few samples of it: percentiles are
 * of so many notes up to this one. */
#define HISTORY_WINDOW	10

struct history_layer {
	uint32_t	 count;		/* passages: samples, by layers_each */
	uint32_t	 p50_ns, p99_ns;
	uint64_t	 ns;		/* of all of them */
};

struct history_note {
	int64_t		 when;		/* unix seconds */
	uint32_t	 span_ms;	/* since the note before */
	uint32_t	 rows;		/* of workers that were ever used */
	uint64_t	 vital[VITAL_COUNT];
	uint32_t	 band[HISTORY_BANDS];	/* requests by latency */
	struct history_layer layer[PATH_COUNT][LAYER_COUNT];
	struct history_worker worker[BOUND_WORKERS];
};

/* A layer's histogram as it stood. */
struct history_stand {
	uint64_t	 calls, ns;
	uint32_t	 bucket[BOARD_BUCKETS];
};

/* Sums as they stood at the last note; the master's alone. */
struct history_before {
	uint64_t	 at_ms;		/* clock_ms; 0: there was no note */
	uint64_t	 counter[COUNTER_COUNT];
	uint64_t	 commits, commit_ns;
	uint64_t	 requests[BOUND_WORKERS];
	uint64_t	 cpu_ns[BOUND_WORKERS];
	int32_t		 pid[BOUND_WORKERS];
	uint64_t	 calls[BOUND_WORKERS];
	uint64_t	 bucket[BOUND_WORKERS][BOARD_BUCKETS];
	/* At note n in n % WINDOW. */
	struct history_stand stand[HISTORY_WINDOW][PATH_COUNT][LAYER_COUNT];
};

/* What is shared. */
struct history {
	_Atomic uint64_t count;		/* ever; note i is at i % NOTES */
	struct history_note note[HISTORY_NOTES];
	struct history_before before;
};

/* The master: the next note, all 0; it is there once it is published. */
struct history_note *history_next(struct history *h);
void	 history_publish(struct history *h);

/* Percentiles and bands of the latencies that came since the last note. */
void	 history_latency(struct history_note *note,
	    const uint64_t bucket[BOARD_BUCKETS]);

/* What became of a layer since it stood so at the note before, and for the
 * percentiles, at that which is WINDOW older; `oldest` then stands as it does
 * now. */
void	 history_note_layer(struct history_layer *out,
	    const struct board_method *now, const struct history_stand *last,
	    struct history_stand *oldest, uint32_t each);

/* The oldest note that is sure to stay for some seconds, and one behind the
 * newest. */
uint64_t history_first(const struct history *h);
uint64_t history_end(const struct history *h);

/* Copy note `number`; false: it is not there, or not any more. */
bool	 history_read(const struct history *h, uint64_t number,
	    struct history_note *note);

#endif
