/*
 * test_overview - the page of goxelctl top, without a terminal
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "client/overview.h"

static struct gauge gauge;
static const struct readings r = { &gauge, &gauge };
static struct view view = { .selected = -1 };
static struct screen s;

static void
start(void)
{
	cJSON *row;
	int i;

	gauge.info = cJSON_Parse("{\"version\":\"9.8\",\"state\":\"serving\","
	    "\"uptime_seconds\":61,\"pid\":77,\"socket\":\"/s\","
	    "\"workers\":40,\"workers_ready\":39}");
	gauge.workers = cJSON_CreateArray();
	for (i = 0; i < 40; i++) {
		row = cJSON_CreateObject();
		cJSON_AddNumberToObject(row, "worker", i);
		cJSON_AddStringToObject(row, "running", i == 39 ?
		    "goxel.render_scene" : "-");
		cJSON_AddNumberToObject(row, "running_us", i == 39 ? 1500 :
		    0);
		cJSON_AddItemToArray(gauge.workers, row);
	}
	gauge.methods = cJSON_Parse("[{\"method\":\"ping\",\"calls\":12}]");
}

static void
finish(void)
{
	gauge_fini(&gauge);
}

TestSuite(overview, .init = start, .fini = finish);

static bool
shows(const char *text)
{
	int i;

	for (i = 0; i < s.lines && i < s.height; i++)
		if (strstr(s.line[i].text, text) != NULL)
			return true;
	return false;
}

static void
draw(int width, int height)
{
	screen_reset(&s, width, height);
	overview_draw(&s, &r, &view);
}

Test(overview, every_section_is_on_80x24)
{
	draw(80, 24);
	cr_assert_eq(s.lines, 24);
	cr_assert(shows("goxeld 9.8  serving  up 1:01  pid 77"));
	cr_assert(shows("workers 39/40"));
	cr_assert(shows("ping"));
	cr_assert(shows("PROJECT"));
	cr_assert(shows("EVENTS"));
	cr_assert(shows("K kill"), "the keys do not fit");
}

Test(overview, no_size_writes_past_the_page)
{
	int width, height;

	view.selected = 20;
	for (width = 1; width < 90; width += 4)
		for (height = 1; height < 50; height++) {
			draw(width, height);
			cr_assert_leq(s.line[0].columns, width);
		}
}

Test(overview, selected_worker_is_shown_however_far_down)
{
	draw(80, 24);
	cr_assert_not(shows("render_scene"));
	view.selected = 39;
	draw(80, 24);
	cr_assert(shows("1.5ms render_scene"));
}

Test(overview, selection_stops_at_both_ends)
{
	overview_move(&view, &r, 1);
	cr_assert_eq(view.selected, 0);
	overview_move(&view, &r, -1);
	cr_assert_eq(view.selected, 0);
	overview_move(&view, &r, 100);
	cr_assert_eq(view.selected, 39);
	cr_assert_not_null(overview_worker(&view, &r));
	view.selected = 40;
	cr_assert_null(overview_worker(&view, &r));
}

Test(overview, help_and_pause_and_message_are_shown)
{
	view.help = view.paused = true;
	snprintf(view.message, sizeof view.message, "a message");
	draw(80, 24);
	cr_assert(shows("select a worker"));
	cr_assert(shows("PAUSED"));
	cr_assert(shows("a message"));
}

Test(overview, rows_are_shared_fairly)
{
	const int want[OVERVIEW_SECTIONS] = { 40, 1, 9, 0 };
	int got[OVERVIEW_SECTIONS];

	overview_share(10, want, got);
	cr_assert(got[0] == 5 && got[1] == 1 && got[2] == 4 && got[3] == 0);
	overview_share(-3, want, got);
	cr_assert_eq(got[0], 0);
	overview_share(100, want, got);
	cr_assert(got[0] == 40 && got[2] == 9);
}
