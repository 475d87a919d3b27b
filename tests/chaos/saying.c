/*
 * saying - one request as it is being worded, and the result it must have
 */
#include <stdarg.h>
#include <stdio.h>

#include "tests/chaos/saying.h"

/* ---- what must come ---- */

void
saying_want(struct saying *s, const char *format, ...)
{
	char text[256];
	va_list args;

	if (s->due == NULL)
		return;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	buf_add_text(&s->due->want, text);
}

void
saying_want_error(struct saying *s, int code)
{
	if (s->due == NULL)
		return;
	s->due->kind = DUE_ERROR;
	s->due->code = code;
	s->due->edit = false;
	buf_reset(&s->due->want);
}

/* ---- parameters by name ---- */

void
saying_put(struct saying *s, const char *format, ...)
{
	char text[512];
	va_list args;

	if (s->comma)
		buf_add(s->out, ",", 1);
	s->comma = true;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	buf_add_text(s->out, text);
}

/* The project is named unless it is the connection's own. */
void
saying_open(struct saying *s)
{
	buf_add_text(s->out, ",\"params\":{");
	s->comma = false;
	if (s->patron->current != s->project ||
	    dice_once_in(&s->patron->dice, 2))
		saying_put(s, "\"project\":\"%s\"", s->project->name);
}

void
saying_close(struct saying *s)
{
	buf_add(s->out, "}", 1);
}

bool
saying_positional(struct saying *s)
{
	return s->patron->current == s->project &&
	    dice_once_in(&s->patron->dice, 2);
}

unsigned
saying_place(struct saying *s, int at[3])
{
	unsigned place;
	int axis;

	for (axis = 0; axis < 3; axis++)
		at[axis] = (int)dice_below(&s->patron->dice, SIDE);
	place = region_place(at);
	for (axis = 0; axis < 3; axis++)
		at[axis] += s->region->lo[axis];
	return place;
}

union color
saying_color(struct saying *s)
{
	union color color = { .bits = (uint32_t)dice_throw(&s->patron->dice) };

	color.c[3] = 255;
	return color;
}

void
saying_box(struct saying *s, unsigned side_most, int lo[3], int hi[3])
{
	unsigned side, at;
	int axis;

	for (axis = 0; axis < 3; axis++) {
		side = dice_between(&s->patron->dice, 1, side_most);
		at = dice_below(&s->patron->dice, SIDE - side + 1);
		lo[axis] = s->region->lo[axis] + (int)at;
		hi[axis] = lo[axis] + (int)side - 1;
	}
}

void
saying_put_place(struct saying *s, const int at[3])
{
	saying_put(s, "\"x\":%d,\"y\":%d,\"z\":%d", at[0], at[1], at[2]);
}

void
saying_put_box(struct saying *s, const int lo[3], const int hi[3])
{
	saying_put(s, "\"min\":[%d,%d,%d],\"max\":[%d,%d,%d]", lo[0], lo[1],
	    lo[2], hi[0], hi[1], hi[2]);
}

void
saying_each(struct saying *s, const int lo[3], const int hi[3],
    saying_visit *visit, void *with)
{
	int at[3], inside[3], axis, side, rest, i, count = 1;

	for (axis = 0; axis < 3; axis++)
		count *= hi[axis] - lo[axis] + 1;
	for (i = 0; i < count; i++) {
		rest = i;
		for (axis = 0; axis < 3; axis++) {
			side = hi[axis] - lo[axis] + 1;
			at[axis] = lo[axis] + rest % side;
			inside[axis] = at[axis] - s->region->lo[axis];
			rest /= side;
		}
		visit(s, at, region_place(inside), with);
	}
}
