/*
 * claim - looking at replies, and failing with words
 */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/server/claim.h"

#define SHOWN	400		/* bytes of a reply in a message */

void
wrong(const char *format, ...)
{
	char words[2048];
	va_list args;

	va_start(args, format);
	vsnprintf(words, sizeof words, format, args);
	va_end(args);
	cr_assert(false, "%s", words);
	abort();
}

/* One step down: a key of an object or an index of an array. */
static const cJSON *
step(const cJSON *at, const char *name)
{
	if (cJSON_IsArray(at))
		return cJSON_GetArrayItem(at, atoi(name));
	return cJSON_GetObjectItemCaseSensitive(at, name);
}

static const cJSON *
walk(const cJSON *at, const char *path)
{
	char text[256], *name, *rest = text;

	snprintf(text, sizeof text, "%s", path);
	while (at != NULL && (name = strsep(&rest, ".")) != NULL)
		at = step(at, name);
	return at;
}

static cJSON *
parse(const char *file, int line, const char *reply)
{
	cJSON *json = cJSON_Parse(reply);

	if (json == NULL)
		wrong("%s:%d: this is not JSON: %.*s", file, line, SHOWN,
		    reply);
	return json;
}

void
expect_at(const char *file, int line, const char *reply, const char *path,
    const char *json)
{
	cJSON *whole = parse(file, line, reply);
	cJSON *wanted = parse(file, line, json);
	const cJSON *found = walk(whole, path);

	if (found == NULL)
		wrong("%s:%d: there is no %s in %.*s", file, line, path, SHOWN,
		    reply);
	if (!cJSON_Compare(found, wanted, true))
		wrong("%s:%d: %s is not %s in %.*s", file, line, path, json,
		    SHOWN, reply);
	cJSON_Delete(whole);
	cJSON_Delete(wanted);
}

void
expect_error_at(const char *file, int line, const char *reply, int code)
{
	char text[32];

	snprintf(text, sizeof text, "%d", code);
	expect_at(file, line, reply, "error.code", text);
	expect_some_at(file, line, reply, "error.message", true);
	expect_some_at(file, line, reply, "result", false);
}

void
expect_some_at(const char *file, int line, const char *reply, const char *path,
    bool some)
{
	cJSON *whole = parse(file, line, reply);
	bool found = walk(whole, path) != NULL;

	cJSON_Delete(whole);
	if (found != some)
		wrong("%s:%d: there is %s %s in %.*s", file, line,
		    some ? "no" : "a", path, SHOWN, reply);
}

void
expect_text_at(const char *file, int line, const char *reply, const char *text)
{
	if (strstr(reply, text) == NULL)
		wrong("%s:%d: '%s' is not in %.*s", file, line, text, SHOWN,
		    reply);
}

double
number_found(const char *file, int line, const char *reply, const char *path)
{
	cJSON *whole = parse(file, line, reply);
	const cJSON *found = walk(whole, path);
	double number;

	if (!cJSON_IsNumber(found))
		wrong("%s:%d: there is no number %s in %.*s", file, line, path,
		    SHOWN, reply);
	number = found->valuedouble;
	cJSON_Delete(whole);
	return number;
}

const char *
text_at(const char *reply, const char *path)
{
	static char text[4096];
	cJSON *whole = parse(__FILE__, __LINE__, reply);
	const char *found = cJSON_GetStringValue(walk(whole, path));

	if (found != NULL)
		snprintf(text, sizeof text, "%s", found);
	cJSON_Delete(whole);
	return found == NULL ? NULL : text;
}

/* A number, or one written as text; -1 for anything else. */
static double
number_of(const cJSON *value)
{
	char *end;
	double number;

	if (cJSON_IsNumber(value))
		return value->valuedouble;
	if (!cJSON_IsString(value))
		return -1;
	number = strtod(value->valuestring, &end);
	return end == value->valuestring ? -1 : number;
}

/* The first object anywhere in which `key` is the text `value`. */
static const cJSON *
object_with(const cJSON *at, const char *key, const char *value)
{
	const cJSON *child, *found;
	const char *text;

	text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(at, key));
	if (text != NULL && strcmp(text, value) == 0)
		return at;
	cJSON_ArrayForEach(child, at)
		if ((found = object_with(child, key, value)) != NULL)
			return found;
	return NULL;
}

double
number_beside(const char *json, const char *key, const char *value,
    const char *wanted)
{
	cJSON *whole = parse(__FILE__, __LINE__, json);
	const cJSON *found;
	double number;

	found = object_with(whole, key, value);
	found = cJSON_GetObjectItemCaseSensitive(found, wanted);
	number = number_of(found);
	cJSON_Delete(whole);
	return number;
}

static const cJSON *
member_named(const cJSON *at, const char *name)
{
	const cJSON *child, *found;

	found = cJSON_GetObjectItemCaseSensitive(at, name);
	if (found != NULL)
		return found;
	cJSON_ArrayForEach(child, at)
		if ((found = member_named(child, name)) != NULL)
			return found;
	return NULL;
}

double
number_named(const char *json, const char *name)
{
	cJSON *whole = parse(__FILE__, __LINE__, json);
	const cJSON *found = member_named(whole, name);
	double number = number_of(found);

	cJSON_Delete(whole);
	return number;
}

static uint32_t
big_endian(const unsigned char *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
	    (uint32_t)at[2] << 8 | at[3];
}

void
expect_png(const char *path, uint32_t width, uint32_t height)
{
	static const unsigned char head[16] = { 0x89, 'P', 'N', 'G', '\r',
	    '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R' };
	unsigned char bytes[24];
	FILE *file;

	if ((file = fopen(path, "re")) == NULL)
		wrong("there is no picture %s", path);
	if (fread(bytes, 1, sizeof bytes, file) != sizeof bytes ||
	    memcmp(bytes, head, sizeof head) != 0)
		wrong("%s is no PNG", path);
	fclose(file);
	if (big_endian(bytes + 16) != width || big_endian(bytes + 20) != height)
		wrong("%s is %u x %u and not %u x %u", path,
		    big_endian(bytes + 16), big_endian(bytes + 20), width,
		    height);
}
