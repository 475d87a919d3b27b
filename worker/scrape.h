/*
 * scrape - what is looked up once for a page of metrics
 *
 * Only rows that a worker ever had are read: reading shared memory where
 * nothing was written yet would make the system give pages for it.
 */
#ifndef WORKER_SCRAPE_H
#define WORKER_SCRAPE_H

#include <stdint.h>

#include "shm/segment.h"
#include "worker/method/method.h"
#include "worker/worker.h"

#define SCRAPE_STATES		6	/* enum conn_state */
#define SCRAPE_TRANSPORTS	3	/* enum transport */

struct scrape {
	const struct worker *worker;
	const struct segment *segment;
	const char	*trouble;	/* why it is not ready, or NULL */
	uint32_t	 rows;		/* of workers, ever used */
	uint64_t	 ready, in_flight;
	uint64_t	 jobs_running, jobs_waiting;
	uint64_t	 projects[2];	/* in memory, on disk alone */
	uint64_t	 log_tail, log_lag;
	double		 journal_idle;
	uint64_t	 conns[SCRAPE_TRANSPORTS][SCRAPE_STATES];
	/* Calls by method, by door, done and failed. */
	uint64_t	 request[METHOD_COUNT][DOOR_COUNT][2];
};

void	 scrape_take(struct scrape *s, const struct worker *w);

/* Sums over the rows in use and the master's. */
uint64_t scrape_counter(const struct scrape *s, enum counter counter);
uint64_t scrape_error(const struct scrape *s, int err);
/* All calls of a method, and their latencies; no call: those are not
 * looked at. */
uint64_t scrape_calls(const struct scrape *s, uint32_t method);
void	 scrape_latency(const struct scrape *s, uint32_t method,
	    struct board_method *sum);

/* Why no request is served now, in words; NULL: they are. */
const char *scrape_trouble(const struct segment *segment);

#endif
