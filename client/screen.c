/*
 * screen - a page of text as wide and as high as a terminal
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

#include "client/screen.h"

static int
clamp(int value, int highest)
{
	return value < 1 ? 1 : value > highest ? highest : value;
}

void
screen_reset(struct screen *s, int width, int height)
{
	s->width = clamp(width, SCREEN_WIDTH);
	s->height = clamp(height, SCREEN_HEIGHT);
	s->lines = 0;
}

bool
screen_line(struct screen *s, enum screen_style style)
{
	struct screen_line *line;

	if (s->lines >= s->height) {
		s->lines = s->height + 1;
		return false;
	}
	line = &s->line[s->lines++];
	line->style = style;
	line->columns = 0;
	line->len = 0;
	line->text[0] = '\0';
	return true;
}

/* The line being filled, or NULL: it is below the last one. */
static struct screen_line *
current(struct screen *s)
{
	return s->lines == 0 || s->lines > s->height ? NULL :
	    &s->line[s->lines - 1];
}

static void
put(struct screen_line *line, const char *bytes, int len, int columns)
{
	memcpy(line->text + line->len, bytes, (size_t)len);
	line->len += len;
	line->columns += columns;
	line->text[line->len] = '\0';
}

static void
put_spaces(struct screen *s, struct screen_line *line, int count)
{
	while (count-- > 0 && line->columns < s->width)
		put(line, " ", 1, 1);
}

/* The next character: its bytes, and whether it can be shown, as columns.
 * A zero-width one is not shown, so that no cell has more than 4 bytes a
 * column. */
static int
next(const char *text, mbstate_t *state, int *columns)
{
	wchar_t c;
	size_t len = mbrtowc(&c, text, 4, state);

	*columns = -1;
	if (len == (size_t)-1 || len == (size_t)-2) {
		memset(state, 0, sizeof *state);
		return 1;
	}
	*columns = wcwidth(c);
	return len == 0 ? 1 : (int)len;
}

/* As much of the text as fits in `room` columns. */
static void
put_text(struct screen_line *line, const char *text, int room)
{
	mbstate_t state = { 0 };
	int columns, len;

	for (; *text != '\0'; text += len) {
		len = next(text, &state, &columns);
		if ((columns > 0 ? columns : 1) > room)
			return;
		if (columns > 0)
			put(line, text, len, columns);
		else
			put(line, "?", 1, columns = 1);
		room -= columns;
	}
}

static int
width_of(const char *text)
{
	mbstate_t state = { 0 };
	int columns, width = 0;

	while (*text != '\0') {
		text += next(text, &state, &columns);
		width += columns > 0 ? columns : 1;
	}
	return width;
}

void
screen_cell(struct screen *s, int width, const char *text)
{
	struct screen_line *line = current(s);
	int wide = width < 0 ? -width : width, end, room;

	if (line == NULL)
		return;
	end = line->columns + wide;
	if (width < 0)
		put_spaces(s, line, wide - width_of(text));
	room = end - line->columns;
	if (room > s->width - line->columns)
		room = s->width - line->columns;
	put_text(line, text, room);
	put_spaces(s, line, end + 1 - line->columns);
}

void
screen_rest(struct screen *s, const char *text)
{
	struct screen_line *line = current(s);

	if (line != NULL)
		put_text(line, text, s->width - line->columns);
}

void
screen_format(struct screen *s, const char *format, ...)
{
	char text[SCREEN_WIDTH * 4];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	screen_rest(s, text);
}

void
screen_bar(struct screen *s, int width, double share)
{
	char bar[SCREEN_WIDTH + 1];
	int i, full;

	width = clamp(width, SCREEN_WIDTH);
	full = (int)(share * width + 0.5);
	for (i = 0; i < width; i++)
		bar[i] = i < full ? '#' : '.';
	bar[width] = '\0';
	screen_cell(s, width, bar);
}

void
screen_fill(struct screen *s)
{
	struct screen_line *line = current(s);

	if (line != NULL)
		put_spaces(s, line, s->width - line->columns);
}
