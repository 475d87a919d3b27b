/*
 * finding - what doctor found out, and what to do about it
 */
#include <cjson/cJSON.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "client/finding.h"

static const char *const names[] = { "ok", "warn", "bad" };

void
finding_add(struct findings *list, const char *check, enum verdict verdict,
    const char *format, ...)
{
	struct finding *f;
	va_list args;

	if (list->count == FINDINGS)
		return;
	f = &list->at[list->count++];
	f->check = check;
	f->verdict = verdict;
	f->remedy = "";
	va_start(args, format);
	vsnprintf(f->what, sizeof f->what, format, args);
	va_end(args);
}

void
finding_remedy(struct findings *list, const char *remedy)
{
	if (list->count > 0)
		list->at[list->count - 1].remedy = remedy;
}

enum verdict
finding_worst(const struct findings *list)
{
	enum verdict worst = VERDICT_OK;
	int i;

	for (i = 0; i < list->count; i++)
		if (list->at[i].verdict > worst)
			worst = list->at[i].verdict;
	return worst;
}

void
finding_text(const struct findings *list, struct buf *out)
{
	const struct finding *f;

	for (f = list->at; f < list->at + list->count; f++) {
		buf_add_format(out, "%-4s  %-12s  %s\n", names[f->verdict],
		    f->check, f->what);
		if (f->remedy[0] != '\0')
			buf_add_format(out, "%20s-> %s\n", "", f->remedy);
	}
}

void
finding_json(const struct findings *list, struct buf *out)
{
	cJSON *all = cJSON_CreateObject(), *checks, *row;
	const struct finding *f;
	char *text;

	cJSON_AddStringToObject(all, "verdict", names[finding_worst(list)]);
	checks = cJSON_AddArrayToObject(all, "checks");
	for (f = list->at; f < list->at + list->count; f++) {
		row = cJSON_CreateObject();
		cJSON_AddStringToObject(row, "check", f->check);
		cJSON_AddStringToObject(row, "verdict", names[f->verdict]);
		cJSON_AddStringToObject(row, "finding", f->what);
		cJSON_AddStringToObject(row, "remedy", f->remedy);
		cJSON_AddItemToArray(checks, row);
	}
	text = cJSON_PrintUnformatted(all);
	buf_add_text(out, text == NULL ? "{}" : text);
	buf_add_text(out, "\n");
	free(text);
	cJSON_Delete(all);
}
