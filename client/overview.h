/*
 * overview - the page that goxelctl top shows, from two gauges
 *
 * Vitals, then workers, methods, projects and events, each with as many rows
 * as the page has room for.  Nothing here knows of a terminal.
 */
#ifndef CLIENT_OVERVIEW_H
#define CLIENT_OVERVIEW_H

#include <stdbool.h>

#include "client/gauge.h"
#include "client/screen.h"

enum overview_sort {
	OVERVIEW_NUMBER, OVERVIEW_LOAD, OVERVIEW_REQUESTS, OVERVIEW_CONNS,
	OVERVIEW_P99, OVERVIEW_SORTS
};

/* What methods are sorted by. */
enum overview_rank {
	OVERVIEW_CALLS, OVERVIEW_SLOWEST, OVERVIEW_ERRORS, OVERVIEW_RANKS
};

/* What the person at it has chosen. */
struct view {
	enum overview_sort sort;
	enum overview_rank rank;
	char		 filter[64];	/* in names of methods, projects ... */
	int		 selected;	/* number of a worker; -1: none */
	bool		 paused;
	bool		 help;
	char		 message[200];	/* or "" */
};

struct readings {
	const struct gauge *now;
	const struct gauge *before;
};

void	 overview_draw(struct screen *s, const struct readings *r,
	    const struct view *view);

/* Select the worker `step` rows further down. */
void	 overview_move(struct view *view, const struct readings *r, int step);

/* The row of the selected worker, or NULL. */
const cJSON *overview_worker(const struct view *view,
    const struct readings *r);

/* Give `rows` lines to sections that want `want` of them, fairly: none has
 * less than another unless it wants no more. */
#define OVERVIEW_SECTIONS	4
void	 overview_share(int rows, const int want[OVERVIEW_SECTIONS],
	    int got[OVERVIEW_SECTIONS]);

#endif
