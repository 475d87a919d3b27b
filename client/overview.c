/*
 * overview - the page that goxelctl top shows, from two gauges
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "client/amount.h"
#include "client/overview.h"
#include "client/ranking.h"
#include "text.h"

#define BAR		8	/* columns */
#define KEYS		"q quit  h help  p pause  s sort  m methods  " \
			"/ filter  d drain  u undrain  K kill"

struct section {
	const char	*head;
	void		(*row)(struct screen *s, const struct readings *r,
			    const cJSON *row);
	struct ranking	 rows;
};

static void
put_count(struct screen *s, int width, double count)
{
	char text[AMOUNT];

	amount_count(count, text);
	screen_cell(s, -width, text);
}

static void
put_time(struct screen *s, int width, double us)
{
	char text[AMOUNT];

	amount_time(us, text);
	screen_cell(s, -width, text);
}

/* What it does now, and for how long; without the front that most names
 * share, because there is little room. */
static void
put_present(struct screen *s, const cJSON *row)
{
	const char *running = gauge_text(row, "running");
	double us = gauge_number(row, "running_us");
	char text[AMOUNT];

	if (us >= 1) {
		amount_time(us, text);
		screen_format(s, "%s ", text);
	}
	screen_rest(s, strncmp(running, "goxel.", 6) == 0 ? running + 6 :
	    running);
}

static void
draw_worker(struct screen *s, const struct readings *r, const cJSON *row)
{
	double load = ranking_load(r, row);
	char text[AMOUNT];

	put_count(s, 3, gauge_number(row, "worker"));
	text_format(text, sizeof text, "%.0f", gauge_number(row, "pid"));
	screen_cell(s, -7, text);
	screen_cell(s, 8, gauge_text(row, "state"));
	screen_bar(s, BAR, load);
	text_format(text, sizeof text, "%.0f%%", load * 100);
	screen_cell(s, -4, text);
	put_count(s, 5, gauge_number(row, "connections"));
	put_count(s, 6, ranking_rate(r, r->before->workers, row, "worker",
	    "requests"));
	put_time(s, 6, gauge_number(row, "p50_us"));
	put_time(s, 6, gauge_number(row, "p99_us"));
	put_present(s, row);
}

static void
draw_method(struct screen *s, const struct readings *r, const cJSON *row)
{
	put_count(s, 7, ranking_rate(r, r->before->methods, row, "method",
	    "calls"));
	put_count(s, 7, gauge_number(row, "calls"));
	put_count(s, 6, gauge_number(row, "errors"));
	put_time(s, 6, gauge_number(row, "p50_us"));
	put_time(s, 6, gauge_number(row, "p99_us"));
	put_time(s, 6, gauge_number(row, "max_us"));
	screen_rest(s, gauge_text(row, "method"));
}

static void
draw_project(struct screen *s, const struct readings *r, const cJSON *row)
{
	put_count(s, 7, ranking_rate(r, r->before->projects, row, "name",
	    "revision"));
	put_count(s, 7, gauge_number(row, "revision"));
	put_count(s, 6, gauge_number(row, "connections"));
	put_count(s, 6, gauge_number(row, "worker"));
	put_count(s, 6, gauge_number(row, "lag"));
	screen_cell(s, 6, gauge_text(row, "where"));
	screen_rest(s, gauge_text(row, "name"));
}

/* Whatever its members are, one after the other. */
static void
draw_event(struct screen *s, const struct readings *r, const cJSON *row)
{
	const cJSON *member;
	char when[16];
	struct tm tm;
	time_t at;

	(void)r;
	cJSON_ArrayForEach(member, row) {
		at = (time_t)member->valuedouble;
		if (cJSON_IsString(member))
			screen_format(s, "%s ", member->valuestring);
		else if (strcmp(member->string, "when") != 0)
			screen_format(s, "%s %.0f ", member->string,
			    member->valuedouble);
		else if (localtime_r(&at, &tm) != NULL &&
		    strftime(when, sizeof when, "%H:%M:%S", &tm) > 0)
			screen_format(s, "%s ", when);
	}
}

void
overview_share(int rows, const int want[OVERVIEW_SECTIONS],
    int got[OVERVIEW_SECTIONS])
{
	bool given = true;
	int i;

	memset(got, 0, OVERVIEW_SECTIONS * sizeof *got);
	while (given)
		for (given = false, i = 0; i < OVERVIEW_SECTIONS; i++)
			if (rows > 0 && got[i] < want[i]) {
				got[i]++;
				rows--;
				given = true;
			}
}

static void
draw_title(struct screen *s, const struct gauge *now, const struct view *view)
{
	char up[AMOUNT], text[160];

	screen_line(s, SCREEN_REVERSE);
	amount_span(gauge_number(now->info, "uptime_seconds"), up);
	text_format(text, sizeof text, "goxeld %s  %s  up %s  pid %.0f  %s",
	    gauge_text(now->info, "version"), gauge_text(now->info, "state"),
	    up, gauge_number(now->info, "pid"),
	    gauge_text(now->info, "socket"));
	screen_cell(s, s->width - (view->paused ? 9 : 0), text);
	if (view->paused)
		screen_rest(s, "PAUSED");
	screen_fill(s);
}

static void
put_vital(struct screen *s, const char *name, double count)
{
	char text[AMOUNT];

	amount_count(count, text);
	screen_format(s, "%s %s  ", name, text);
}

static void
put_flow(struct screen *s, const struct readings *r, const char *name,
    const char *key)
{
	char text[AMOUNT];

	amount_bytes(gauge_rate(r->before->info, r->now->info, key,
	    r->now->taken_ns - r->before->taken_ns), text);
	screen_format(s, "%s %s/s  ", name, text);
}

static double
growth(const struct readings *r, const char *key)
{
	return gauge_rate(r->before->info, r->now->info, key,
	    r->now->taken_ns - r->before->taken_ns);
}

static void
draw_vitals(struct screen *s, const struct readings *r)
{
	const cJSON *info = r->now->info;

	screen_line(s, SCREEN_PLAIN);
	put_vital(s, "req/s", growth(r, "requests"));
	put_vital(s, "errors/s", growth(r, "errors"));
	put_vital(s, "edits/s", growth(r, "edits"));
	put_flow(s, r, "in", "bytes_in");
	put_flow(s, r, "out", "bytes_out");
	screen_line(s, SCREEN_PLAIN);
	screen_format(s, "workers %.0f/%.0f  ",
	    gauge_number(info, "workers_ready"),
	    gauge_number(info, "workers"));
	put_vital(s, "conns", gauge_number(info, "connections"));
	put_vital(s, "projects", gauge_number(info, "projects"));
	put_vital(s, "deaths", gauge_number(info, "worker_deaths"));
	put_vital(s, "hangs", gauge_number(info, "worker_hangs"));
	screen_format(s, "disk %s", strcmp(gauge_text(info, "store_full"),
	    "yes") == 0 ? "FULL" : strcmp(gauge_text(info, "store"), "off") ==
	    0 ? "off" : "ok");
}

/* The first row that is shown, so that the selected one is among `rows`. */
static int
first_shown(const struct ranking *list, int rows, int selected)
{
	int i;

	for (i = 0; i < list->count; i++)
		if (gauge_number(list->row[i], "worker") == selected)
			return i < rows ? 0 : i - rows + 1;
	return 0;
}

static void
draw_section(struct screen *s, const struct readings *r,
    const struct section *section, int rows, int selected)
{
	bool mark;
	int i, first = 0;

	screen_line(s, SCREEN_BOLD);
	screen_rest(s, section->head);
	if (selected >= 0)
		first = first_shown(&section->rows, rows, selected);
	for (i = first; i < first + rows; i++) {
		mark = selected >= 0 &&
		    gauge_number(section->rows.row[i], "worker") == selected;
		screen_line(s, mark ? SCREEN_REVERSE : SCREEN_PLAIN);
		section->row(s, r, section->rows.row[i]);
		if (mark)
			screen_fill(s);
	}
}

static void
draw_help(struct screen *s)
{
	static const char *const lines[] = {
		"up, down, j, k  select a worker",
		"s               sort workers: number, load, req/s, conns, p99",
		"m               sort methods: calls a second, p99, errors",
		"/               show only methods, projects and events whose "
		"words hold a text",
		"d, u            drain the selected worker, and undrain it",
		"K               kill the selected worker; another replaces it",
		"space, p        pause, and go on",
		"h, ?            this help, and back",
		"q               quit", "",
		"Rates and load are those of the last seconds; times are those "
		"since the start.", "Any key goes back." };
	size_t i;

	for (i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		screen_line(s, SCREEN_PLAIN);
		screen_rest(s, lines[i]);
	}
}

static void
draw_foot(struct screen *s, const struct view *view)
{
	while (s->lines < s->height - 1)
		screen_line(s, SCREEN_PLAIN);
	screen_line(s, SCREEN_REVERSE);
	if (view->message[0] != '\0')
		screen_rest(s, view->message);
	else if (view->filter[0] != '\0')
		screen_format(s, "filter '%s'  %s", view->filter, KEYS);
	else
		screen_rest(s, KEYS);
	screen_fill(s);
}

static void
draw_sections(struct screen *s, const struct readings *r,
    const struct view *view)
{
	struct section sections[OVERVIEW_SECTIONS] = {
		{ "  #     PID STATE    LOAD          CONNS  REQ/S    P50    "
		    "P99 NOW", draw_worker, ranking_workers(r, view) },
		{ "CALLS/S   CALLS ERRORS    P50    P99    MAX METHOD",
		    draw_method, ranking_methods(r, view) },
		{ "EDITS/S REVISION CONNS WORKER   LAG STORED PROJECT",
		    draw_project, ranking_projects(r, view) },
		{ "EVENTS", draw_event, ranking_events(r, view) },
	};
	int i, want[OVERVIEW_SECTIONS], got[OVERVIEW_SECTIONS];

	for (i = 0; i < OVERVIEW_SECTIONS; i++)
		want[i] = sections[i].rows.count;
	overview_share(s->height - s->lines - 1 - OVERVIEW_SECTIONS, want,
	    got);
	for (i = 0; i < OVERVIEW_SECTIONS; i++) {
		draw_section(s, r, &sections[i], got[i],
		    i == 0 ? view->selected : -1);
		ranking_free(&sections[i].rows);
	}
}

void
overview_draw(struct screen *s, const struct readings *r,
    const struct view *view)
{
	draw_title(s, r->now, view);
	draw_vitals(s, r);
	if (view->help)
		draw_help(s);
	else
		draw_sections(s, r, view);
	draw_foot(s, view);
}

void
overview_move(struct view *view, const struct readings *r, int step)
{
	struct ranking list = ranking_workers(r, view);
	int i, at = -1;

	for (i = 0; i < list.count; i++)
		if (gauge_number(list.row[i], "worker") == view->selected)
			at = i;
	at += at == -1 && step < 0 ? 0 : step;
	at = at < 0 ? 0 : at >= list.count ? list.count - 1 : at;
	view->selected = list.count == 0 ? -1 :
	    (int)gauge_number(list.row[at], "worker");
	ranking_free(&list);
}

const cJSON *
overview_worker(const struct view *view, const struct readings *r)
{
	const cJSON *row;

	cJSON_ArrayForEach(row, r->now->workers)
		if (gauge_number(row, "worker") == view->selected)
			return row;
	return NULL;
}
