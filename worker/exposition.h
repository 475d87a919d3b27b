/*
 * exposition - numbers in the text formats that Prometheus reads
 *
 * A page is families, each with a name, a type, a unit and a sentence, then
 * its samples: Prometheus text 0.0.4, or OpenMetrics 1.0, which differ in what
 * a counter's family is called, in the unit, and in the last line.
 */
#ifndef WORKER_EXPOSITION_H
#define WORKER_EXPOSITION_H

#include <stdbool.h>
#include <stdint.h>

#include "buf.h"
#include "shm/board.h"

#define EXPOSITION_TEXT		"text/plain; version=0.0.4; charset=utf-8"
#define EXPOSITION_OPEN		"application/openmetrics-text; " \
				"version=1.0.0; charset=utf-8"

/* What a family is; a counter's name is without _total. */
struct family {
	const char	*type;		/* gauge, counter or histogram */
	const char	*name;
	const char	*unit;		/* the end of the name, or "" */
	const char	*help;
};

/* A page being written. */
struct exposition {
	struct buf	*out;
	bool		 open;		/* OpenMetrics */
	const char	*name;		/* of the family */
	const char	*total;		/* behind it: _total of a counter */
};

/* Begin a family; its samples follow. */
void	 exposition_family(struct exposition *e, const struct family *f);

/* A sample.  `labels` are as name="value",name="value"; "" for none. */
void	 exposition_count(struct exposition *e, const char *labels,
	    uint64_t value);
void	 exposition_real(struct exposition *e, const char *labels,
	    double value);

/* A histogram's samples, of latencies in the buckets of the board, in a few
 * buckets whose bounds are powers of two of nanoseconds. */
void	 exposition_latency(struct exposition *e, const char *labels,
	    const struct board_method *m);

/* The last line. */
void	 exposition_end(struct exposition *e);

#endif
