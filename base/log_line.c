/*
 * log_line - how one line of a log is formed, plain or JSON
 */
#include <assert.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/log_line.h"
#include "text.h"

#define END_SIZE	3	/* bytes: "}", newline, NUL of a format */
#define FIELDS_SIZE	512	/* bytes that a message leaves to fields */

/* False, and nothing is put, where it does not fit. */
static bool
put(struct log_line *l, const char *bytes, size_t len, size_t limit)
{
	if (len > limit - l->len || l->len > limit)
		return false;
	memcpy(l->at + l->len, bytes, len);
	l->len += len;
	return true;
}

static bool
put_text(struct log_line *l, const char *text)
{
	return put(l, text, strlen(text), l->size - END_SIZE);
}

/* One character as the inside of a JSON string has it. */
static size_t
escape(const char *from, size_t len, char to[8])
{
	unsigned char c = (unsigned char)*from;

	if (c == '"' || c == '\\')
		return (size_t)sprintf(to, "\\%c", c);
	if (c < ' ' || c == 0x7f)
		return (size_t)sprintf(to, "\\u%04x", c);
	memcpy(to, from, len);
	return len;
}

static bool
put_json(struct log_line *l, const char *text, size_t limit)
{
	size_t left = strlen(text);
	char piece[8];
	int len;

	while (left > 0) {
		len = text_utf8_next(text, left);
		if (!put(l, piece, len <= 0 ? escape("?", 1, piece) :
		    escape(text, (size_t)len, piece), limit))
			return false;
		text += len <= 0 ? 1 : len;
		left -= len <= 0 ? 1 : (size_t)len;
	}
	return true;
}

static bool
put_plain(struct log_line *l, const char *text, size_t limit)
{
	char c;

	for (; *text != '\0'; text++) {
		c = (unsigned char)*text < ' ' || *text == 0x7f ? '?' : *text;
		if (!put(l, &c, 1, limit))
			return false;
	}
	return true;
}

static bool
put_quoted(struct log_line *l, const char *text)
{
	bool fits = put_text(l, "\"");
	char c;

	for (; *text != '\0' && fits; text++) {
		c = (unsigned char)*text < ' ' || *text == 0x7f ? '?' : *text;
		if (c == '"' || c == '\\')
			fits = put_text(l, "\\");
		fits = fits && put(l, &c, 1, l->size - END_SIZE);
	}
	return fits && put_text(l, "\"");
}

static bool
put_value(struct log_line *l, const char *text)
{
	bool bare = *text != '\0' && strpbrk(text, " =\"\\") == NULL;

	if (l->format == LOG_FORMAT_PLAIN)
		return bare ? put_plain(l, text, l->size - END_SIZE) :
		    put_quoted(l, text);
	return put_text(l, "\"") && put_json(l, text, l->size - END_SIZE) &&
	    put_text(l, "\"");
}

static void
tell_time(struct log_date *date, char *out, size_t size)
{
	struct timespec now;
	struct tm tm;

	clock_gettime(CLOCK_REALTIME, &now);
	if (date->text[0] == '\0' || date->second != now.tv_sec) {
		gmtime_r(&now.tv_sec, &tm);
		strftime(date->text, sizeof date->text, "%Y-%m-%dT%H:%M:%S",
		    &tm);
		date->second = now.tv_sec;
	}
	text_format(out, size, "%s.%03ldZ", date->text,
	    now.tv_nsec / 1000000);
}

void
log_line_begin(struct log_line *l, char *memory, const struct log_head *head,
    struct log_date *date)
{
	char now[64];

	l->at = memory;
	l->len = 0;
	l->size = LOG_LINE_SIZE;
	tell_time(date, now, sizeof now);
	put_text(l, l->format == LOG_FORMAT_JSON ? "{\"time\":\"" : "");
	put_text(l, now);
	if (l->format == LOG_FORMAT_PLAIN) {
		put_text(l, " ");
		put_text(l, head->level);
		put_text(l, " ");
		put_text(l, head->process);
		put_text(l, ":");
		return;
	}
	put_text(l, "\"");
	log_line_field(l, &(struct log_field){ "level", head->level, 0 });
	log_line_field(l, &(struct log_field){ "process", head->process, 0 });
	log_line_field(l, &(struct log_field){ "pid", NULL, head->pid });
}

void
log_line_message(struct log_line *l, const char *text)
{
	size_t limit = l->size - FIELDS_SIZE;

	if (l->format == LOG_FORMAT_PLAIN) {
		put_text(l, " ");
		put_plain(l, text, limit);
		return;
	}
	put_text(l, ",\"message\":\"");
	put_json(l, text, limit);
	put_text(l, "\"");
}

static bool
put_field(struct log_line *l, const struct log_field *field)
{
	bool json = l->format == LOG_FORMAT_JSON;
	char number[24];

	if (!put_text(l, json ? ",\"" : " ") || !put_text(l, field->key) ||
	    !put_text(l, json ? "\":" : "="))
		return false;
	if (field->text != NULL)
		return put_value(l, field->text);
	text_format(number, sizeof number, "%" PRId64, field->number);
	return put_text(l, number);
}

void
log_line_field(struct log_line *l, const struct log_field *field)
{
	size_t before = l->len;

	if (!put_field(l, field))
		l->len = before;
}

size_t
log_line_end(struct log_line *l)
{
	assert(l->len + END_SIZE <= l->size);
	if (l->format == LOG_FORMAT_JSON)
		l->at[l->len++] = '}';
	l->at[l->len++] = '\n';
	return l->len;
}
