/*
 * garbage - where the next request begins after something that is no JSON
 *
 * `seen` is the number of bytes skipped; `depth` the open brackets.  The state
 * is kept in the connection's private half: after a death in the middle the
 * next owner knows only that it is skipping, and stops at the end of the line
 * or at a bracket.
 */
#include "worker/garbage.h"

#define LINE_BEGINS	(1u << 31) /* in depth: the last byte ended a line */

void
garbage_begin(struct json_frame *f)
{
	*f = (struct json_frame){ 0 };
}

static bool
in_string(struct json_frame *f, char byte)
{
	if (f->escape)
		f->escape = false;
	else if (byte == '\\')
		f->escape = true;
	else if (byte == '"')
		f->string = false;
	return byte == '\n';
}

/* Outside a string.  True when the byte is the last of the garbage. */
static bool
out_of_string(struct json_frame *f, char byte)
{
	f->depth &= ~LINE_BEGINS;
	if (byte == '"')
		f->string = f->depth > 0;
	else if (byte == '{' || byte == '[')
		f->depth++;
	else if ((byte == '}' || byte == ']') && f->depth > 0)
		return --f->depth == 0;
	else if (byte == '\n' && f->depth == 0)
		return true;
	else if (byte == '\n')
		f->depth |= LINE_BEGINS;
	return false;
}

/* A new value begins at this byte: it is not ours to skip. */
static bool
begins_anew(const struct json_frame *f, char byte)
{
	if (f->string || f->seen == 0 || (byte != '{' && byte != '['))
		return false;
	return f->depth == 0 || (f->depth & LINE_BEGINS) != 0;
}

bool
garbage_skip(struct json_frame *f, const char *bytes, size_t len,
    size_t *skipped)
{
	size_t at;
	bool over;

	for (at = 0; at < len; at++) {
		*skipped = at;
		if (begins_anew(f, bytes[at]))
			return true;
		over = f->string ? in_string(f, bytes[at]) :
		    out_of_string(f, bytes[at]);
		f->seen++;
		*skipped = at + 1;
		if (over)
			return true;
	}
	return false;
}
