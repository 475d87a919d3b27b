/*
 * gauge - what a running server tells of itself, read off the stats socket
 *
 * A gauge is everything at one moment; two of them give rates.  What the
 * server does not tell is NULL, -1 or "-", so that an older server is read as
 * well.
 */
#ifndef CLIENT_GAUGE_H
#define CLIENT_GAUGE_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stdint.h>

#include "client/link.h"

struct gauge {
	uint64_t	 taken_ns;	/* clock_ns */
	cJSON		*info;
	/* Arrays of objects. */
	cJSON		*workers;
	cJSON		*methods;
	cJSON		*projects;
	cJSON		*events;	/* or crashes, where there are none */
};

/* The JSON that answers a command of the stats socket; NULL, with errno 0
 * when it was no JSON: the caller frees it. */
cJSON	*gauge_ask(const struct target *target, const char *command);

/* Read everything; false, with nothing to free: no server answers. */
bool	 gauge_take(const struct target *target, struct gauge *gauge);
void	 gauge_fini(struct gauge *gauge);

/* A member of an object: -1 and "-" when there is no such. */
double	 gauge_number(const cJSON *row, const char *key);
const char *gauge_text(const cJSON *row, const char *key);

/* The row of an array whose member `key` is equal to that of `like`. */
const cJSON *gauge_find(const cJSON *rows, const char *key,
    const cJSON *like);

/* By how much a member grew a second from one row to another, `ns` later; 0
 * when either does not tell. */
double	 gauge_rate(const cJSON *before, const cJSON *now, const char *key,
    uint64_t ns);

#endif
