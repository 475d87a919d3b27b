/*
 * ranking - rows of a gauge, the most noteworthy first
 */
#include <stdlib.h>
#include <string.h>

#include "client/ranking.h"
#include "mem.h"

struct ranked {
	const cJSON	*row;
	double		 major;		/* larger ones first */
	double		 minor;
};

/* What a row counts as; a negative `major` leaves it out. */
typedef void weigh(struct ranked *ranked, const struct readings *r,
    const struct view *view);

static uint64_t
between(const struct readings *r)
{
	return r->now->taken_ns - r->before->taken_ns;
}

double
ranking_rate(const struct readings *r, const cJSON *before, const cJSON *row,
    const char *key, const char *member)
{
	return gauge_rate(gauge_find(before, key, row), row, member,
	    between(r));
}

double
ranking_load(const struct readings *r, const cJSON *worker)
{
	double load = ranking_rate(r, r->before->workers, worker, "worker",
	    "cpu_ms") / 1000;

	/* Its CPU time is told between two requests only. */
	if (between(r) > 0 &&
	    gauge_number(worker, "running_us") * 1000 >= (double)between(r))
		return 1;
	return load > 1 ? 1 : load;
}

static void
weigh_worker(struct ranked *w, const struct readings *r,
    const struct view *view)
{
	w->minor = -gauge_number(w->row, "worker");
	switch (view->sort) {
	case OVERVIEW_LOAD:
		w->major = ranking_load(r, w->row);
		break;
	case OVERVIEW_REQUESTS:
		w->major = ranking_rate(r, r->before->workers, w->row,
		    "worker", "requests");
		break;
	case OVERVIEW_CONNS:
		w->major = gauge_number(w->row, "connections");
		break;
	case OVERVIEW_P99:
		w->major = gauge_number(w->row, "p99_us");
		break;
	default:
		w->major = 0;
	}
	if (w->major < 0)
		w->major = 0;
}

static void
weigh_method(struct ranked *m, const struct readings *r,
    const struct view *view)
{
	m->minor = gauge_number(m->row, "calls");
	if (m->minor <= 0 ||
	    strstr(gauge_text(m->row, "method"), view->filter) == NULL)
		m->major = -1;
	else if (view->rank == OVERVIEW_SLOWEST)
		m->major = gauge_number(m->row, "p99_us");
	else if (view->rank == OVERVIEW_ERRORS)
		m->major = gauge_number(m->row, "errors");
	else
		m->major = ranking_rate(r, r->before->methods, m->row,
		    "method", "calls");
}

static void
weigh_project(struct ranked *p, const struct readings *r,
    const struct view *view)
{
	p->minor = gauge_number(p->row, "connections");
	p->major = ranking_rate(r, r->before->projects, p->row, "name",
	    "revision");
	if (strstr(gauge_text(p->row, "name"), view->filter) == NULL)
		p->major = -1;
}

static void
weigh_event(struct ranked *e, const struct readings *r,
    const struct view *view)
{
	bool found = view->filter[0] == '\0';
	const cJSON *member, *row;

	cJSON_ArrayForEach(member, e->row)
		found = found || (cJSON_IsString(member) &&
		    strstr(member->valuestring, view->filter) != NULL);
	e->major = found ? 0 : -1;
	/* They come the oldest first. */
	for (row = r->now->events->child; row != e->row; row = row->next)
		e->minor++;
}

static int
compare(const void *one, const void *other)
{
	const struct ranked *a = one, *b = other;

	if (a->major != b->major)
		return a->major < b->major ? 1 : -1;
	if (a->minor != b->minor)
		return a->minor < b->minor ? 1 : -1;
	return 0;
}

static struct ranking
rank(const cJSON *rows, const struct readings *r, const struct view *view,
    weigh *weigh_row)
{
	struct ranking list;
	struct ranked *ranked;
	const cJSON *row;
	size_t size = (size_t)cJSON_GetArraySize(rows) + 1;
	int i;

	ranked = xmalloc(size * sizeof *ranked);
	list.row = xmalloc(size * sizeof *list.row);
	list.count = 0;
	cJSON_ArrayForEach(row, rows) {
		ranked[list.count] = (struct ranked){ .row = row };
		weigh_row(&ranked[list.count], r, view);
		list.count += ranked[list.count].major >= 0;
	}
	qsort(ranked, (size_t)list.count, sizeof *ranked, compare);
	for (i = 0; i < list.count; i++)
		list.row[i] = ranked[i].row;
	free(ranked);
	return list;
}

struct ranking
ranking_workers(const struct readings *r, const struct view *view)
{
	return rank(r->now->workers, r, view, weigh_worker);
}

struct ranking
ranking_methods(const struct readings *r, const struct view *view)
{
	return rank(r->now->methods, r, view, weigh_method);
}

struct ranking
ranking_projects(const struct readings *r, const struct view *view)
{
	return rank(r->now->projects, r, view, weigh_project);
}

struct ranking
ranking_events(const struct readings *r, const struct view *view)
{
	return rank(r->now->events, r, view, weigh_event);
}

void
ranking_free(struct ranking *list)
{
	free(list->row);
	list->row = NULL;
	list->count = 0;
}
