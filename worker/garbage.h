/*
 * garbage - where the next request begins after something that is no JSON
 *
 * Brackets and quotes are followed from the beginning of the wrong value.  It
 * is over, whichever comes first:
 *	when its brackets balance;
 *	at a line break inside a string (JSON has none there);
 *	before a '{' or '[' at the beginning of a line;
 *	at the end of the line, or before a bracket, if it began with none.
 */
#ifndef WORKER_GARBAGE_H
#define WORKER_GARBAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/json.h"

/* Begin with the wrong value's first byte, which is skipped next. */
void	 garbage_begin(struct json_frame *f);

/* Skip; true when the next byte begins something new.  *skipped: bytes. */
bool	 garbage_skip(struct json_frame *f, const char *bytes, size_t len,
	    size_t *skipped);

#endif
