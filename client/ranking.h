/*
 * ranking - rows of a gauge, the most noteworthy first
 */
#ifndef CLIENT_RANKING_H
#define CLIENT_RANKING_H

#include "client/overview.h"

struct ranking {
	const cJSON	**row;		/* heap; ranking_free */
	int		 count;
};

/* In the order that the view asks for; without those that it filters out, and
 * without methods that were never called. */
struct ranking ranking_workers(const struct readings *r,
    const struct view *view);
struct ranking ranking_methods(const struct readings *r,
    const struct view *view);
struct ranking ranking_projects(const struct readings *r,
    const struct view *view);
/* The newest first. */
struct ranking ranking_events(const struct readings *r,
    const struct view *view);
void	 ranking_free(struct ranking *list);

/* The share of a processor that a worker used, 0..1; 1 for one that has been
 * at one request all the time. */
double	 ranking_load(const struct readings *r, const cJSON *worker);

/* Growth a second of a member of `row`, found among the rows `before` by its
 * member `key`. */
double	 ranking_rate(const struct readings *r, const cJSON *before,
    const cJSON *row, const char *key, const char *member);

#endif
