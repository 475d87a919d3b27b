/*
 * gauge - what a running server tells of itself, read off the stats socket
 */
#include <errno.h>
#include <string.h>

#include "client/ask.h"
#include "client/gauge.h"
#include "clock.h"

#define ANSWER_MAX	(64u << 20)	/* bytes */

cJSON *
gauge_ask(const struct target *target, const char *command)
{
	cJSON *json = NULL;
	struct buf answer;

	buf_init(&answer, ANSWER_MAX);
	if (ask_stats(target, command, &answer)) {
		json = cJSON_Parse(answer.bytes);
		errno = 0;
	}
	buf_fini(&answer);
	return json;
}

/* The rows of a listing; NULL when the server has no such. */
static cJSON *
ask_rows(const struct target *target, const char *command)
{
	cJSON *rows = gauge_ask(target, command);

	if (cJSON_IsArray(rows))
		return rows;
	cJSON_Delete(rows);
	return NULL;
}

bool
gauge_take(const struct target *target, struct gauge *gauge)
{
	memset(gauge, 0, sizeof *gauge);
	gauge->info = gauge_ask(target, "show info json");
	if (!cJSON_IsObject(gauge->info)) {
		gauge_fini(gauge);
		return false;
	}
	gauge->taken_ns = clock_ns();
	gauge->workers = ask_rows(target, "show workers json");
	gauge->methods = ask_rows(target, "show methods json");
	gauge->projects = ask_rows(target, "show projects json");
	gauge->events = ask_rows(target, "show events json");
	if (gauge->events == NULL)
		gauge->events = ask_rows(target, "show crashes json");
	return true;
}

void
gauge_fini(struct gauge *gauge)
{
	cJSON_Delete(gauge->info);
	cJSON_Delete(gauge->workers);
	cJSON_Delete(gauge->methods);
	cJSON_Delete(gauge->projects);
	cJSON_Delete(gauge->events);
	memset(gauge, 0, sizeof *gauge);
}

double
gauge_number(const cJSON *row, const char *key)
{
	const cJSON *value = cJSON_GetObjectItemCaseSensitive(row, key);

	return cJSON_IsNumber(value) ? value->valuedouble : -1;
}

const char *
gauge_text(const cJSON *row, const char *key)
{
	const cJSON *value = cJSON_GetObjectItemCaseSensitive(row, key);

	return cJSON_IsString(value) ? value->valuestring : "-";
}

const cJSON *
gauge_find(const cJSON *rows, const char *key, const cJSON *like)
{
	const cJSON *wanted = cJSON_GetObjectItemCaseSensitive(like, key);
	const cJSON *row;

	cJSON_ArrayForEach(row, rows)
		if (cJSON_Compare(cJSON_GetObjectItemCaseSensitive(row, key),
		    wanted, true))
			return row;
	return NULL;
}

double
gauge_rate(const cJSON *before, const cJSON *now, const char *key,
    uint64_t ns)
{
	double from = gauge_number(before, key), to = gauge_number(now, key);

	/* A row that is new begins with nothing known. */
	if (ns == 0 || from < 0 || to < from)
		return 0;
	return (to - from) * 1e9 / (double)ns;
}
