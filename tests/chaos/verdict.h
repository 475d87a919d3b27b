/*
 * verdict - is this line what the patron must be told next?
 */
#ifndef TESTS_CHAOS_VERDICT_H
#define TESTS_CHAOS_VERDICT_H

#include <stddef.h>
#include <stdint.h>

#include "tests/chaos/patron.h"

/* Judge one line: a reply, or the replies of a batch. */
void	 verdict_line(struct patron *p, const char *bytes, size_t len,
	    uint64_t now_ns);

#endif
