/*
 * contract - what a method was promised to do, as rows of a table
 */
#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/server/contract.h"
#include "tests/server/framing.h"
#include "tests/server/harness.h"

static struct server s;
static struct client c;
static uint32_t id;

/* The text with every $ replaced by the folder; to be freed. */
static char *
fill_in(const char *text)
{
	size_t size = strlen(text) + 1;
	const char *at;
	char *out, *to;

	for (at = text; (at = strchr(at, '$')) != NULL; at++)
		size += strlen(s.dir);
	to = out = malloc(size);
	for (; *text != '\0'; text++)
		if (*text == '$')
			to += sprintf(to, "%s", s.dir);
		else
			*to++ = *text;
	*to = '\0';
	return out;
}

static const char *
ask(enum framing framing, const char *method, const char *params)
{
	char *message, *filled = fill_in(params == NULL ? "null" : params);
	int len;

	len = asprintf(&message, "{\"jsonrpc\":\"2.0\",\"id\":%u,"
	    "\"method\":\"%s\"%s%s}", ++id, method, params == NULL ? "" :
	    ",\"params\":", params == NULL ? "" : filled);
	framing_say(&c, framing, id, message, (size_t)len);
	free(message);
	free(filled);
	return framing_hear(&c, framing, id);
}

/* What a reply came to, as in a row; lasts until the next. */
static const char *
sum_up(const char *reply)
{
	static char text[1 << 16];
	cJSON *json = cJSON_Parse(reply), *error, *value;
	char *result;

	if (json == NULL)
		wrong("a reply is no JSON: %s", reply);
	error = cJSON_GetObjectItem(json, "error");
	value = cJSON_GetObjectItem(json, "result");
	if ((uint32_t)cJSON_GetNumberValue(cJSON_GetObjectItem(json, "id")) !=
	    id)
		wrong("a reply to %u has another id: %s", id, reply);
	if (error != NULL) {
		snprintf(text, sizeof text, "!%d %s", (int)
		    cJSON_GetNumberValue(cJSON_GetObjectItem(error, "code")),
		    cJSON_GetStringValue(cJSON_GetObjectItem(error,
		    "message")));
	} else {
		result = cJSON_PrintUnformatted(value);
		snprintf(text, sizeof text, "%s", result);
		free(result);
	}
	cJSON_Delete(json);
	return text;
}

static void
check_row(enum framing framing, const struct row *row)
{
	char *want = fill_in(row->want);
	const char *got = sum_up(ask(framing, row->method, row->params));

	if (*want == '~' ? strstr(got, want + 1) == NULL :
	    strcmp(got, want) != 0)
		wrong("framing %d, %s %s\n  came to  %s\n  and not  %s",
		    (int)framing, row->method, row->params, got, want);
	free(want);
}

void
contract_check(const struct row *rows, size_t count)
{
	enum framing framing;
	size_t i;

	s = server_start("workers=2");
	for (framing = 0; framing < FRAMINGS; framing++) {
		c = client_open(&s, DOOR_UNIX);
		framing_greet(&c, framing);
		for (i = 0; i < count; i++)
			check_row(framing, &rows[i]);
		client_close(&c);
	}
	server_stop(&s);
}
