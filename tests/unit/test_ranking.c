/*
 * test_ranking - the busiest first, and rates between two gauges
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "client/ranking.h"

static struct gauge before, now;
static const struct readings r = { &now, &before };
static struct view view;

static void
start(void)
{
	before.taken_ns = 1000000000;
	now.taken_ns = 3000000000;
	before.workers = cJSON_Parse("[{\"worker\":0,\"cpu_ms\":0,"
	    "\"requests\":10},{\"worker\":1,\"cpu_ms\":0,\"requests\":0}]");
	now.workers = cJSON_Parse("[{\"worker\":0,\"cpu_ms\":500,"
	    "\"requests\":30,\"running_us\":0},{\"worker\":1,\"cpu_ms\":1000,"
	    "\"requests\":4,\"running_us\":0},{\"worker\":2,\"cpu_ms\":0,"
	    "\"requests\":9,\"running_us\":2500000}]");
	before.methods = cJSON_Parse("[{\"method\":\"ping\",\"calls\":900}]");
	now.methods = cJSON_Parse("[{\"method\":\"none\",\"calls\":0},"
	    "{\"method\":\"ping\",\"calls\":900,\"p99_us\":2},"
	    "{\"method\":\"echo\",\"calls\":5,\"p99_us\":90}]");
	now.events = cJSON_Parse("[{\"end\":\"signal 9\"},"
	    "{\"end\":\"exit 1\"}]");
}

static void
finish(void)
{
	gauge_fini(&before);
	gauge_fini(&now);
}

TestSuite(ranking, .init = start, .fini = finish);

/* The order, each by its digit or letter. */
static void
is(struct ranking list, const char *key, const char *order)
{
	const cJSON *value;
	int i;

	cr_assert_eq(list.count, (int)strlen(order));
	for (i = 0; i < list.count; i++) {
		value = cJSON_GetObjectItem(list.row[i], key);
		cr_assert_eq(cJSON_IsString(value) ? value->valuestring[0] :
		    '0' + value->valueint, order[i], "place %d", i);
	}
	ranking_free(&list);
}

Test(ranking, workers_are_sorted_as_asked)
{
	is(ranking_workers(&r, &view), "worker", "012");
	view.sort = OVERVIEW_REQUESTS;
	is(ranking_workers(&r, &view), "worker", "012");
	view.sort = OVERVIEW_LOAD;
	is(ranking_workers(&r, &view), "worker", "210");
}

Test(ranking, load_is_the_share_of_a_processor)
{
	cr_assert_float_eq(ranking_load(&r, now.workers->child), 0.25, 1e-9);
}

Test(ranking, worker_at_one_request_all_the_time_is_fully_loaded)
{
	cr_assert_float_eq(ranking_load(&r, now.workers->child->prev), 1,
	    1e-9);
}

Test(ranking, rate_is_growth_a_second_and_0_for_what_is_new)
{
	cr_assert_float_eq(ranking_rate(&r, before.workers,
	    now.workers->child, "worker", "requests"), 10, 1e-9);
	cr_assert_float_eq(ranking_rate(&r, before.workers,
	    now.workers->child->prev, "worker", "requests"), 0, 1e-9);
}

Test(ranking, methods_never_called_are_left_out)
{
	is(ranking_methods(&r, &view), "method", "pe");
	view.rank = OVERVIEW_SLOWEST;
	is(ranking_methods(&r, &view), "method", "ep");
}

Test(ranking, filter_leaves_what_holds_the_text)
{
	snprintf(view.filter, sizeof view.filter, "ech");
	is(ranking_methods(&r, &view), "method", "e");
	snprintf(view.filter, sizeof view.filter, "signal");
	is(ranking_events(&r, &view), "end", "s");
}

Test(ranking, newest_event_comes_first)
{
	is(ranking_events(&r, &view), "end", "es");
}

Test(ranking, what_a_server_does_not_tell_is_an_empty_list)
{
	is(ranking_projects(&r, &view), "name", "");
}
